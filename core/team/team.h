// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamcalls.h"
#include "core/team/teamclient.h"
#include "core/team/teamdoctor.h"
#include "core/team/teamevents.h"
#include "core/team/teamlater.h"
#include "core/team/teamoptouts.h"
#include "core/team/teampeertasks.h"
#include "core/team/teampeople.h"
#include "core/team/teamplans.h"
#include "core/team/teampresence.h"
#include "core/team/teamrecordings.h"
#include "core/team/teamroster.h"
#include "core/team/teamsounds.h"
#include "core/team/teamtasks.h"
#include "core/team/teamvoicemails.h"

namespace milassist
{

/// One relay while a desk uses it: everything that asks it or is told by it. Main thread.
class Team : public QObject
{
    Q_OBJECT
public:
    /// @param folder of the profile, where it is kept how far we have heard; empty: nowhere
    explicit Team(TeamAccess access, const QString &folder = {}, Clock clock = systemClock(), QObject *parent = nullptr);
    ~Team() override;

    void start() { m_events.start(); }

    TeamClient &client() { return m_client; }
    TeamCalls &calls() { return m_calls; }
    TeamEvents &events() { return m_events; }
    TeamPlans &plans() { return m_plans; }
    TeamRoster &roster() { return m_roster; }
    TeamPresence &presence() { return m_presence; }
    TeamSounds &sounds() { return m_sounds; }
    TeamLater &later() { return m_later; }
    TeamRecordings &recordings() { return m_recordings; }
    TeamPeerTasks &peerTasks() { return m_peerTasks; }
    TeamVoicemails &voicemails() { return m_voicemails; }
    TeamTasks tasks() { return TeamTasks(m_client); }
    TeamOptOuts optOuts() { return TeamOptOuts(m_client); }
    TeamPeople people() { return TeamPeople(m_client); }
    TeamDoctor doctor() { return TeamDoctor(m_client); }

private:
    TeamClient m_client;
    TeamCalls m_calls{m_client};
    TeamEvents m_events;
    TeamPlans m_plans;
    TeamRoster m_roster;
    TeamPresence m_presence;
    TeamSounds m_sounds;
    TeamLater m_later;
    TeamRecordings m_recordings{m_client, m_events};
    TeamPeerTasks m_peerTasks{m_client, m_events};
    TeamVoicemails m_voicemails{m_client, m_events};
};

} // namespace milassist
