// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/roster.h"

#include "core/relay/ledger/rostertable.h"

namespace milassist::relay
{

Result<routing::Roster> rosterOf(SqlConnection &db, const Premises &premises, const QDateTime &now)
{
    std::vector<routing::PersonId> assumed;
    if (!premises.registrationIsTold) {
        for (const auto &[person, desk] : premises.desks)
            assumed.push_back(person);
    }
    return rosterOf(db, now, assumed);
}

} // namespace milassist::relay
