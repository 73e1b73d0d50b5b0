// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/domain/word.h"

#include <QJsonObject>

#include <optional>

namespace milassist
{

/// What somebody may do in a team; each may what the ones before may.
enum class TeamRole { Assistant, Manager, Admin };

template <>
struct Words<TeamRole> {
    static constexpr std::pair<const char *, TeamRole> list[] = {
        {"assistant", TeamRole::Assistant},
        {"manager", TeamRole::Manager},
        {"admin", TeamRole::Admin},
    };
};

/// Somebody's place in a team, as the relay says (GET /api/team/me).
struct TeamSeat {
    QString name;
    Word<TeamRole> role;
    AccountSid account;
    QString sipDomain; ///< empty: the team has no telephones of its own
    QString sipUser;
    QString sight; ///< another one when we may see other calls, texts, voicemails or numbers than before; empty: not told
    bool operator==(const TeamSeat &) const = default;

    bool hasTelephone() const { return !sipDomain.isEmpty() && !sipUser.isEmpty(); }
};

/// None for what no relay says of anybody.
std::optional<TeamSeat> seatFrom(const QJsonObject &body);

} // namespace milassist
