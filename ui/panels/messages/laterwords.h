// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamlater.h"

namespace milassist
{

/// What of a text for later is still to be told: what waits or is going out, and for three days what was not sent. What was sent
/// is in the conversation.
bool isStillTold(const LaterText &text, const QDateTime &now);

/// "Goes out Tuesday at 9:00", "Not sent: they wrote before.", in a sentence.
/// @param colleague who wrote it, or cancelled it; empty: oneself
QString laterWords(const LaterText &text, const QString &colleague, const QDateTime &now);

/// When a text that is wanted at @p at goes out, by the clock of its other end.
struct TheirTime {
    QDateTime at; ///< UTC; later than wanted where that is in their night
    QString words;
    bool isMoved = false;
};
/// @param keepsNight 21:00 to 08:00 are theirs. Pure but for the rules of the zone.
TheirTime theirTime(const QDateTime &at, const QTimeZone &zone, bool keepsNight, const QDateTime &now);

} // namespace milassist
