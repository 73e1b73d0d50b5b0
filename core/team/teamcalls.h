// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"
#include "core/team/teamclient.h"

namespace milassist
{

/// One thing that happened to a call at the relay.
struct TeamCallStep {
    QString name;   ///< "plan", "step-0", "step-0-result", "message"
    QDateTime at;   ///< UTC
    QJsonObject detail;
    bool operator==(const TeamCallStep &) const = default;
};

/// A call as the relay has answered it, with every reason.
struct TeamCall {
    CallSid sid;
    bool isOutgoing = false;
    Party line, peer;
    QString person;     ///< who of us called
    QString answeredBy; ///< empty while nobody has
    QString outcome;    ///< "answered", "voicemail", "missed", Twilio's word of an outgoing one; empty while it lasts
    QDateTime at, answeredAt; ///< UTC
    qint64 planVersion = 0;   ///< in force when it came; 0 = none
    QList<TeamCallStep> trace;
    bool operator==(const TeamCall &) const = default;

    /// By which it went its way, as writeDecision() has written it: the last one kept. Empty: the call was not routed.
    QByteArray decision() const;
};

/// As GET /api/team/calls/CA... answers it; what is missing or strange is left empty.
TeamCall teamCallIn(const QJsonObject &json);

/// What the relay knows of calls.
class TeamCalls
{
public:
    explicit TeamCalls(TeamClient &client) : m_client(client) {}

    /// @param leg any leg of the call. None: the relay has not answered it, or the person may not see it.
    /// Errors: as TeamClient.
    QFuture<Result<std::optional<TeamCall>>> find(const CallSid &leg);

private:
    TeamClient &m_client;
};

} // namespace milassist
