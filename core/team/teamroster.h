// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/planning/scenario.h"
#include "core/team/peoplenames.h"
#include "core/team/teamclient.h"

#include <QTimer>

namespace milassist
{

class TeamEvents;

/// What the relay says of who is there. Pure; what makes no sense is left out.
RosterNow rosterFrom(const QJsonObject &body, const QDateTime &now);

/// Who is there, whose turn it is and how it went, as the relay has it, a moment ago at most while its events come. Asks
/// nothing before somebody looks at it: each call changes it, and most desks never show it.
class TeamRoster : public QObject
{
    Q_OBJECT
public:
    TeamRoster(TeamClient &client, TeamEvents &events, Clock clock = systemClock(), QObject *parent = nullptr);

    /// None as long as it was never read.
    const std::optional<RosterNow> &now() const { return m_now; }
    /// Nobody has one as long as it was never read.
    const PeopleNames &names() const { return m_names; }
    /// Everybody of whom something is known, by what they are called.
    QStringList people() const;
    /// From now on it is kept up to date.
    void follow();
    /// As follow(), and asks now.
    void refresh();

Q_SIGNALS:
    void changed();
    void namesChanged(); ///< beside changed()

private:
    void ask();

    TeamClient &m_client;
    Clock m_clock;
    std::optional<RosterNow> m_now;
    PeopleNames m_names;
    QTimer m_soon; ///< one question for what happens together
    bool m_isFollowing = false, m_isAsking = false, m_askAgain = false;
};

} // namespace milassist
