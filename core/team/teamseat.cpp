// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamseat.h"

namespace milassist
{

using namespace Qt::StringLiterals;

std::optional<TeamSeat> seatFrom(const QJsonObject &body)
{
    const TeamSeat seat{.name = body.value("name"_L1).toString(),
                        .role = Word<TeamRole>(body.value("role"_L1).toString()),
                        .account = AccountSid::parse(body.value("account_sid"_L1).toString()).value_or(AccountSid()),
                        .sipDomain = body.value("sip_domain"_L1).toString(),
                        .sipUser = body.value("sip_user"_L1).toString(),
                        .sight = body.value("sight"_L1).toString()};
    if (seat.name.isEmpty() || seat.role.isEmpty())
        return std::nullopt;
    return seat;
}

} // namespace milassist
