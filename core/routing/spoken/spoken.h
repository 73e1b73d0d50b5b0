// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

namespace milassist::routing
{

/// What the program says of its own accord.
enum class Phrase {
    LeaveMessage,
    NoMessage,
    ThankYou,
    IsRecorded,
    PleaseHold,
    CallerHasGone,
    AlreadyTaken,
    NoEmergencyCalls,
    NotANumber,
    NoLine,
    MayBeRecorded,
    Position, ///< with the number in the queue for %1
};

/// In the language of a line ("de-DE"); in English where we have no words of it.
QString spoken(Phrase phrase, const QString &language);

/// Before a call that is recorded so, where the line has no words of its own.
Phrase announcementOf(Record record);

/// The language in which spoken() speaks to that line: what Twilio is to read it in.
QString spokenLanguage(const QString &language);

} // namespace milassist::routing
