// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "ui/models/linenames.h"
#include "ui/panels/parts/rowpane.h"
#include "ui/widgets/rowdelegate.h"

namespace milassist {

/// What became of a call: in words, with the mark and the tone that go with them.
struct CallWords {
    QString text;     ///< short, for a row: "Missed, rang 14 s"
    QString sentence; ///< for the detail: "Missed call. It rang for 14 s."
    QString icon;
    Tone tone = Tone::Neutral;
};
CallWords callWords(const CallRow &call);

/// "$0.0085", "$0.0085 so far", "pending", or nothing for a call that costs nothing.
QString callPriceText(const CallRow &call);

/// How it sounded: "Good sound, poor for 12 s of 3 min", and behind it the figures, one a line.
struct SoundWords {
    QString text, figures;
    bool operator==(const SoundWords &) const = default;
};
SoundWords soundWords(const CallSound &sound);

/// @param now UTC
RowView callRowView(const CallRow &call, const LineNames &lines, const QDateTime &now);

EmptyWords noCallsWords(const CallFilter &filter);
/// "1,204 calls"
QString callCountText(int count);

} // namespace milassist
