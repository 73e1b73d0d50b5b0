// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/turningpoints.h"

namespace milassist::routing
{

/// "Ben takes Anna's Tuesday", "on call goes to me until 18:00".
struct Swap {
    PersonId person;
    QDateTime from, until; ///< UTC, [from, until); an invalid from: ever since it was set
    bool operator==(const Swap &) const = default;
};

/// People who are on call in turns. While it is one's turn the others stand behind, in order, for when nobody answers.
struct Rota {
    QString name;
    std::vector<PersonId> people;
    Zone zone;
    QDate start;             ///< the first day of the first person
    WallTime handover;       ///< on that day and every so many days after
    int days = 7;            ///< how long a turn lasts
    std::vector<Swap> swaps; ///< where two hold at once, the last counts
    bool operator==(const Rota &) const = default;
};

/// Who is to be called, in order: whoever is on call, then those behind. Empty if the rota has no people, no start or no
/// length of turn.
std::vector<PersonId> onCall(const Rota &rota, const QDateTime &instant);

/// Every instant in [from, until] at which onCall may answer something new.
Instants turningPoints(const Rota &rota, const QDateTime &from, const QDateTime &until);

} // namespace milassist::routing
