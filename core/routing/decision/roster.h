// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/turn.h"
#include "core/routing/plan/plan.h"

namespace milassist::routing
{

enum class Presence { Available, Away, DoNotDisturb };

/// Somebody's own telephone. Not part of the plan: it is the person's to change, and nobody else's to see.
struct OutsidePhone {
    enum class Rings { WhenTheDeskIsOff, Always };
    PhoneNumber number;
    Rings rings = Rings::WhenTheDeskIsOff;
    Screening screening = Screening::Ask; ///< Trusted: no voicemail of its own takes the call
    bool operator==(const OutsidePhone &) const = default;
};

/// What is known of somebody at this moment.
struct PersonNow {
    Presence presence = Presence::Available;
    QDateTime presenceEnds;    ///< UTC; Available from then on. Invalid: until it is changed
    QDateTime registeredUntil; ///< UTC; the desk rings until then, unless it registers again. Invalid: the desk is off
    bool inCall = false;       ///< talks, or rings for another call
    QDateTime wrapUpEnds;      ///< UTC; invalid: none
    std::optional<OutsidePhone> phone;
    bool operator==(const PersonNow &) const = default;
};

/// Who is there, and whose turn it is.
struct Roster {
    std::map<PersonId, PersonNow> people; ///< whoever is missing is not signed in anywhere
    std::map<GroupId, Turn> turns;
    bool operator==(const Roster &) const = default;
};

} // namespace milassist::routing
