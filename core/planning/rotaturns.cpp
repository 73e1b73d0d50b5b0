// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/rotaturns.h"

#include <algorithm>

namespace milassist
{

using namespace routing;

namespace
{

bool isSwappedAt(const Rota &rota, const QDateTime &instant)
{
    return std::ranges::any_of(rota.swaps, [&](const Swap &one) { return instant < one.until && (!one.from.isValid() || instant >= one.from); });
}

} // namespace

std::vector<OnCallTurn> turnsOf(const Rota &rota, const QDateTime &now, std::size_t most)
{
    if (onCall(rota, now).empty() || most == 0)
        return {};
    const QDateTime first = now.toUTC().addDays(-rota.days - 1), last = now.toUTC().addDays(qint64(rota.days) * qint64(most + 1) + 1);
    std::vector<OnCallTurn> turns;
    Instants changes = turningPoints(rota, first, last);
    changes.push_back(last);
    QDateTime from = first;
    for (const QDateTime &until : changes) {
        if (until <= from)
            continue;
        const OnCallTurn turn{from, until, onCall(rota, from).front(), isSwappedAt(rota, from)};
        // A clock that is put forward, or a turn after one's own, changes nobody.
        if (!turns.empty() && turns.back().person == turn.person && turns.back().isSwapped == turn.isSwapped)
            turns.back().until = until;
        else
            turns.push_back(turn);
        from = until;
    }
    std::erase_if(turns, [&](const OnCallTurn &turn) { return turn.until <= now; });
    if (turns.size() > most)
        turns.resize(most);
    return turns;
}

} // namespace milassist
