// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/decision/turn.h"

#include <algorithm>

namespace milassist::routing
{

namespace
{

bool holds(const std::vector<PersonId> &people, const PersonId &person)
{
    return std::ranges::find(people, person) != people.end();
}

} // namespace

std::vector<PersonId> inTurn(const std::vector<PersonId> &members, const Turn &turn)
{
    std::vector<PersonId> order;
    for (const PersonId &person : turn.passedOver) {
        if (holds(members, person))
            order.push_back(person);
    }
    const std::size_t owed = order.size();

    // Who was offered last may have left: then it goes on after the one before.
    std::size_t first = 0;
    for (const PersonId &person : turn.offered) {
        const auto last = std::ranges::find(members, person);
        if (last != members.end()) {
            first = std::size_t(last - members.begin()) + 1;
            break;
        }
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        const PersonId &person = members[(first + i) % members.size()];
        if (std::find(order.begin(), order.begin() + std::ptrdiff_t(owed), person) == order.begin() + std::ptrdiff_t(owed))
            order.push_back(person);
    }
    return order;
}

Turn advanced(Turn turn, const Offer &offer)
{
    // Whoever was owed a call gets it out of turn: the turn itself stays where it is.
    if (std::erase(turn.passedOver, offer.person) == 0) {
        std::erase(turn.offered, offer.person);
        turn.offered.insert(turn.offered.begin(), offer.person);
    }
    for (const PersonId &person : offer.passedOver) {
        if (!holds(turn.passedOver, person))
            turn.passedOver.push_back(person);
    }
    return turn;
}

} // namespace milassist::routing
