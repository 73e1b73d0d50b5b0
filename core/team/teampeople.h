// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/team/teamclient.h"
#include "core/team/teamseat.h"

#include <QDateTime>

namespace milassist
{

/// Somebody who may use the relay, or might.
struct TeamPerson {
    QString name;
    Word<TeamRole> role;
    QDateTime since, revokedAt; ///< UTC; the latter invalid while they may
    bool isRevoked() const { return revokedAt.isValid(); }
    bool operator==(const TeamPerson &) const = default;
};

/// Pure; what makes no sense is left out.
QList<TeamPerson> peopleFrom(const QJsonObject &body);

/// Who may use the relay: for admins. Errors as TeamClient's.
class TeamPeople
{
public:
    explicit TeamPeople(TeamClient &client) : m_client(client) {}

    QFuture<Result<QList<TeamPerson>>> list();
    /// @return the token: it is told this once
    QFuture<Result<Secret>> add(const QString &name, TeamRole role, const QString &key);
    /// A new token; the old one stops at once. Errors: Rejected for who was revoked. @return the token: it is told this once
    QFuture<Result<Secret>> renew(const QString &name);
    /// The same for somebody who was revoked: they come back.
    QFuture<Result<Secret>> reinstate(const QString &name);
    QFuture<Result<>> changeRole(const QString &name, TeamRole role);
    QFuture<Result<>> revoke(const QString &name);

private:
    TeamClient &m_client;
};

} // namespace milassist
