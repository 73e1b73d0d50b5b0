// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/domain/word.h"
#include "core/team/teamclient.h"

#include <QDateTime>
#include <QHash>

namespace milassist
{

class TeamEvents;
struct TeamEvent;

/// How a call is recorded, as the relay says it.
struct CallRecording {
    enum class Policy { Off, On, Asked };
    enum class State { Off, On, Paused };
    Policy policy = Policy::Off;
    State state = State::Off;
    bool mayChange = false; ///< by us
    QString by;             ///< who changed it last; empty: nobody
    QDateTime since;        ///< UTC; invalid while nothing is recorded
    QDateTime endsAt;       ///< UTC; invalid: with the call
    bool endsSoon = false;  ///< the relay has warned of it
    bool hasReachedLimit = false; ///< it has ended because it was as long as its line allows
    QString problem;        ///< why a change of ours was not made; for people
    bool operator==(const CallRecording &) const = default;
};

template <>
struct Words<CallRecording::Policy> {
    using Policy = CallRecording::Policy;
    static constexpr std::pair<const char *, Policy> list[] = {{"off", Policy::Off}, {"on", Policy::On}, {"asked", Policy::Asked}};
};
template <>
struct Words<CallRecording::State> {
    using State = CallRecording::State;
    static constexpr std::pair<const char *, State> list[] = {{"off", State::Off}, {"on", State::On}, {"paused", State::Paused}};
};

/// As GET /api/team/calls/CA.../recording answers it; none for what no relay says.
std::optional<CallRecording> callRecordingIn(const QJsonObject &json);

/// How the calls of this desk are recorded, kept up to date while they last. Main thread.
class TeamRecordings : public QObject
{
    Q_OBJECT
public:
    TeamRecordings(TeamClient &client, TeamEvents &events, QObject *parent = nullptr);

    /// @param leg any leg of the call. Asks, and again when something happens to the call.
    void follow(const CallSid &leg);
    void forget(const CallSid &leg) { m_known.remove(leg); }
    /// None before the relay has told.
    std::optional<CallRecording> of(const CallSid &leg) const;
    /// Begins, pauses or stops. What comes of it is changed(); while one runs another is not sent.
    void change(const CallSid &leg, CallRecording::State state);

Q_SIGNALS:
    void changed(const milassist::CallSid &leg);

private:
    struct Known {
        CallSid call; ///< the relay's name for it: its first leg
        std::optional<CallRecording> recording;
        bool isAsking = false, askAgain = false, isChanging = false;
    };
    void ask(const CallSid &leg);
    void hear(const TeamEvent &event);
    void take(const CallSid &leg, const QJsonObject &json);

    TeamClient &m_client;
    QHash<CallSid, Known> m_known;
};

} // namespace milassist
