// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/team/teamclient.h"

#include <QDateTime>

namespace milassist
{

/// That somebody is not to be texted, and how the team knows.
struct TeamOptOut {
    QString scope; ///< one of our lines, or the sid of a Messaging Service
    Party peer;
    bool optedOut = true;
    QString proof;   ///< "keyword", "opt-out-type", "error-21610", "person", "import"
    QString message; ///< the sid of what they wrote, or of what was refused
    QString keyword, by, list, reason;
    QDateTime at; ///< UTC
    bool operator==(const TeamOptOut &) const = default;
};

struct TeamOptOutPage {
    QList<TeamOptOut> optOuts;
    std::optional<int> next; ///< where the rest begins
    int total = 0;
};

/// Pure; what makes no sense is left out.
TeamOptOutPage optOutPageFrom(const QJsonObject &body);

/// Who is not to be texted. Errors as TeamClient's; Rejected where it is so already, or theirs alone to take back.
class TeamOptOuts
{
public:
    explicit TeamOptOuts(TeamClient &client) : m_client(client) {}

    QFuture<Result<TeamOptOutPage>> list(int offset = 0);
    /// Every proof there is of one, the latest first.
    QFuture<Result<TeamOptOutPage>> history(const QString &scope, const Party &peer);
    /// Noted by hand; @p optedOut false takes back what was. For managers.
    QFuture<Result<>> note(const QString &scope, const Party &peer, bool optedOut, const QString &reason, const QString &key);

private:
    TeamClient &m_client;
};

} // namespace milassist
