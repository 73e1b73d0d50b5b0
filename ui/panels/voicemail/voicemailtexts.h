// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/voicemailstore.h"
#include "ui/models/linenames.h"
#include "ui/panels/parts/rowpane.h"
#include "ui/widgets/rowdelegate.h"

namespace milassist {

/// @param now UTC
RowView voicemailRowView(const VoicemailRow &voicemail, const LineNames &lines, const QDateTime &now);

/// What stands where the transcript would: its words, or why there are none.
struct TranscriptWords {
    QString text;    ///< the words themselves; empty when there are none
    QString state;   ///< a sentence about why there are none; empty when there are
    QString more;
    Tone tone = Tone::Neutral;
    bool operator==(const TranscriptWords &) const = default;
};
TranscriptWords transcriptWords(const VoicemailRow &voicemail);

/// "Heard after 3 seconds"
QString heardRuleText(HeardRule rule);

EmptyWords noVoicemailWords(const VoicemailFilter &filter);
/// "12 voicemails"
QString voicemailCountText(int count);
/// For saving: "voicemail-2026-08-11-1605-Maria-Lopez.wav"; only characters that every disk takes.
QString voicemailFileName(const VoicemailRow &voicemail, const QString &who);

} // namespace milassist
