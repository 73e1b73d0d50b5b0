// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/roster.h"

#include "core/relay/ledger/rostertable.h"

namespace milassist::relay
{

Result<routing::Roster> rosterOf(SqlConnection &db, const Premises &premises, const QDateTime &now)
{
    auto roster = rosterOf(db, now);
    if (roster && !premises.registrationIsTold) {
        for (const auto &[person, desk] : premises.desks)
            roster->people[person].registeredUntil = now.addSecs(3600);
    }
    return roster;
}

} // namespace milassist::relay
