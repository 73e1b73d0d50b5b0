// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "core/team/peoplenames.h"
#include "ui/models/linenames.h"
#include "ui/widgets/tokens.h"

namespace milassist {

/// One leg of a call on the common clock of all its legs: ringing, then talking; 0 to 1 of the whole.
struct LegBar {
    QString who;
    QString words;        ///< "Answered, talked 4 min 5 s"
    QString icon;
    Tone tone = Tone::Neutral;
    double ringBegin = 0, talkBegin = 0, end = 0; ///< ringBegin <= talkBegin <= end
    QString times;        ///< exact, for a tool tip
    bool operator==(const LegBar &) const = default;
};

/// In the order of the legs. A leg still going on ends at @p now.
/// @param people what those are called whose desks rang, by the users of their SIP addresses
/// @param now UTC
QList<LegBar> legBars(const CallDetail &call, const LineNames &lines, const PeopleNames &people, const QDateTime &now);

} // namespace milassist
