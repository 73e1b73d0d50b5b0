// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/roster.h"
#include "core/team/teamclient.h"

namespace milassist
{

class TeamEvents;

/// Whether calls may come to us, told to the relay: at once, and again when it could not be told. Of the telephone itself it is
/// told over each connection anew. Main thread.
class TeamPresence : public QObject
{
    Q_OBJECT
public:
    TeamPresence(TeamClient &client, TeamEvents &events, QObject *parent = nullptr);

    /// @param until UTC; invalid: until it is changed
    void set(routing::Presence presence, const QDateTime &until = {});
    bool isTold() const { return !m_wanted; }
    /// Whether Twilio could ring us. Before it is said the relay takes it that it could.
    void setTelephone(bool isConnected);

Q_SIGNALS:
    void told();

private:
    struct Choice {
        routing::Presence presence = routing::Presence::Available;
        QDateTime until;
        bool operator==(const Choice &) const = default;
    };
    void tell();

    void tellTelephone();

    TeamClient &m_client;
    TeamEvents &m_events;
    std::optional<bool> m_isTelephoneConnected; ///< none: nobody has said
    std::optional<Choice> m_wanted; ///< what the relay does not know yet
    bool m_isTelling = false;
};

} // namespace milassist
