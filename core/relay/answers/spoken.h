// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace milassist::relay
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
};

/// In the language of a line ("de-DE"); in English where we have no words of it.
QString spoken(Phrase phrase, const QString &language);

/// The language in which spoken() speaks to that line: what Twilio is to read it in.
QString spokenLanguage(const QString &language);

} // namespace milassist::relay
