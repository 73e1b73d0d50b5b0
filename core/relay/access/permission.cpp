// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/permission.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

/// The least role that has it; none: nobody.
std::optional<Role> leastRole(Permission permission)
{
    switch (permission) {
    case Permission::Calls:
    case Permission::Texts:
    case Permission::Voicemail:
    case Permission::Teamwork:
        return Role::Assistant;
    case Permission::AllVoicemail:
    case Permission::Deletion:
    case Permission::Assignment:
    case Permission::Insight:
    case Permission::PlanReading:
        return Role::Manager;
    case Permission::PlanChanging:
    case Permission::Numbers:
    case Permission::Users:
        return Role::Admin;
    case Permission::Nothing:
        break;
    }
    return std::nullopt;
}

} // namespace

bool isAllowed(Role role, Permission permission)
{
    const auto least = leastRole(permission);
    return least && int(role) >= int(*least);
}

QString whoMay(Permission permission)
{
    const auto least = leastRole(permission);
    if (!least)
        return u"Nobody may do this through the relay; the account's owner can, in Twilio's console."_s;
    switch (*least) {
    case Role::Assistant:
        return u"Everybody in the team may do this."_s;
    case Role::Manager:
        return u"Managers and admins may do this; ask one of them."_s;
    case Role::Admin:
        break;
    }
    return u"Admins may do this; ask one of them."_s;
}

} // namespace milassist::relay
