// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/ids.h"

#include <vector>

namespace milassist::routing
{

/// Where a round robin stands. People, not places in a list: who joins, leaves or is moved does not start it anew.
struct Turn {
    std::vector<PersonId> offered;    ///< who was offered a call in turn, the latest first, each once
    std::vector<PersonId> passedOver; ///< whose turn it was while they were busy: next when free, the longest waiting first
    bool operator==(const Turn &) const = default;
};

/// That somebody is offered a call: what moves a turn on.
struct Offer {
    GroupId group;
    PersonId person;
    std::vector<PersonId> passedOver; ///< whose turn came before, and who were busy
    bool operator==(const Offer &) const = default;
};

/// The members in the order in which they are next: those passed over, then whoever follows the last one offered.
std::vector<PersonId> inTurn(const std::vector<PersonId> &members, const Turn &turn);

/// The turn after an offer. To be kept in the same transaction in which it was asked for, so that two calls in the same
/// second go to two people.
Turn advanced(Turn turn, const Offer &offer);

} // namespace milassist::routing
