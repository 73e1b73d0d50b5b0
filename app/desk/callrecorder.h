// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/team.h"
#include "core/voice/phone.h"

namespace milassist {

class PhoneDesk;

/// Recordings of this telephone's calls by the team's relay: finds out which of the relay's calls is which of ours, shows how
/// each is recorded, and asks for what the person presses. Main thread.
class CallRecorder : public QObject {
    Q_OBJECT
public:
    CallRecorder(Phone &phone, PhoneDesk &desk, Team &team, QObject *parent = nullptr);
    ~CallRecorder() override;

    /// Twilio's name for a call; null while it is not known.
    CallSid sidOf(const LiveCall &call) const;

private:
    void follow(const LiveCall &call);
    void forget(const LiveCall &call);
    void hear(const TeamEvent &event);
    void guess(const CallSid &sid, const QDateTime &at);

    Phone &m_phone;
    PhoneDesk &m_desk;
    Team &m_team;
    // Calls that we made: Twilio tells us no name of those, but the relay.
    QHash<QString, CallSid> m_told;  ///< by Call-ID; also those of the person's other desks
    QHash<LegId, CallSid> m_guessed; ///< where a relay does not tell the Call-ID
};

} // namespace milassist
