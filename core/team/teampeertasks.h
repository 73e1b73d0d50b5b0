// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamtasks.h"

#include <QHash>

namespace milassist
{

class TeamEvents;
struct TeamEvent;

/// What is still to be done about the people we speak with. One question a person, remembered until the relay tells that
/// something is different. While it cannot be asked, nothing is known. Main thread.
class TeamPeerTasks : public QObject
{
    Q_OBJECT
public:
    TeamPeerTasks(TeamClient &client, TeamEvents &events, QObject *parent = nullptr);

    /// Asks, unless it is known. Who is no number is not asked for: tasks are about numbers, and handles of them.
    void follow(const Party &peer);
    /// What is open with somebody who is followed, as far as it is known, what is due first in front. Where it may be
    /// different by now it is asked for again.
    QList<TeamTask> of(const Party &peer);

Q_SIGNALS:
    void changed(); ///< of() may read differently

private:
    enum class State { Asking, Known, Old, Failed };
    struct Known {
        QList<TeamTask> tasks;
        State state = State::Asking;
        bool askAgain = false;
    };
    void ask(const Party &peer);
    void take(const Party &peer, const Result<TeamTaskPage> &page);
    void age();

    TeamTasks m_tasks;
    TeamEvents &m_events;
    QHash<Party, Known> m_known;
};

} // namespace milassist
