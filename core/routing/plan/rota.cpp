// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/rota.h"

#include <algorithm>

namespace milassist::routing
{

namespace
{

// Whole turns since the start, also before it (negative).
qint64 turnsSince(const Rota &rota, const LocalTime &local)
{
    qint64 days = rota.start.daysTo(local.date);
    if (local.minute() < rota.handover.minute())
        --days;
    return days >= 0 ? days / rota.days : -((rota.days - 1 - days) / rota.days);
}

} // namespace

std::vector<PersonId> onCall(const Rota &rota, const QDateTime &instant)
{
    const auto count = qint64(rota.people.size());
    if (count == 0 || !rota.start.isValid() || rota.days < 1)
        return {};
    const qint64 turn = turnsSince(rota, rota.zone.local(instant)) % count;
    std::vector<PersonId> people = rota.people;
    std::rotate(people.begin(), people.begin() + (turn + count) % count, people.end());

    const auto swap = std::find_if(rota.swaps.rbegin(), rota.swaps.rend(), [&instant](const Swap &one) {
        return instant < one.until && (!one.from.isValid() || instant >= one.from);
    });
    if (swap != rota.swaps.rend()) {
        std::erase(people, swap->person);
        people.insert(people.begin(), swap->person);
    }
    return people;
}

Instants turningPoints(const Rota &rota, const QDateTime &from, const QDateTime &until)
{
    Instants instants = rota.zone.clockChanges(from, until);
    for (const Swap &swap : rota.swaps) {
        if (swap.from.isValid())
            instants.push_back(swap.from.toUTC());
        if (swap.until.isValid())
            instants.push_back(swap.until.toUTC());
    }
    if (rota.start.isValid() && rota.days >= 1) {
        const QDate last = rota.zone.local(until).date.addDays(1);
        for (QDate day = rota.zone.local(from).date.addDays(-1); day <= last; day = day.addDays(1)) {
            if (rota.start.daysTo(day) % rota.days == 0)
                addInstantsOf(rota.zone, day, rota.handover.minute(), instants);
        }
    }
    return inOrder(std::move(instants), from, until);
}

} // namespace milassist::routing
