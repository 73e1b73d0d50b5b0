// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamrecordings.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/team/teamevents.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString pathOf(const CallSid &leg)
{
    return u"/api/team/calls/%1/recording"_s.arg(leg.text());
}

QDateTime utcInstant(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace

std::optional<CallRecording> callRecordingIn(const QJsonObject &json)
{
    const Word<CallRecording::Policy> policy(json["policy"_L1].toString());
    const Word<CallRecording::State> state(json["state"_L1].toString());
    if (!policy.isKnown() || !state.isKnown())
        return std::nullopt;
    return CallRecording{.policy = policy.valueOr({}),
                         .state = state.valueOr({}),
                         .mayChange = json["may_change"_L1].toBool(),
                         .by = json["by"_L1].toString(),
                         .since = utcInstant(json["since"_L1]),
                         .endsAt = utcInstant(json["ends_at"_L1]),
                         .problem = {}};
}

TeamRecordings::TeamRecordings(TeamClient &client, TeamEvents &events, QObject *parent) : QObject(parent), m_client(client)
{
    connect(&events, &TeamEvents::happened, this, &TeamRecordings::hear);
    const auto askAll = [this] {
        const QList<CallSid> legs = m_known.keys();
        for (const CallSid &leg : legs)
            ask(leg);
    };
    connect(&events, &TeamEvents::resetTo, this, askAll);
    connect(&events, &TeamEvents::linkChanged, this, [askAll](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live)
            askAll();
    });
}

void TeamRecordings::follow(const CallSid &leg)
{
    if (leg.isNull() || m_known.contains(leg))
        return;
    m_known.insert(leg, {});
    ask(leg);
}

std::optional<CallRecording> TeamRecordings::of(const CallSid &leg) const
{
    return m_known.value(leg).recording;
}

void TeamRecordings::ask(const CallSid &leg)
{
    Known &known = m_known[leg];
    known.askAgain = known.isAsking;
    if (known.isAsking)
        return;
    known.isAsking = true;
    whenDone(m_client.get(pathOf(leg)), this, [this, leg](const Result<QJsonObject> &said) {
        const auto found = m_known.find(leg);
        if (found == m_known.end())
            return; // the call is over
        found->isAsking = false;
        if (said)
            take(leg, *said);
        else if (said.error().kind != Error::Kind::NotFound) // the relay may hear of it later
            qCInfo(lcSync) << "how" << leg.text() << "is recorded is not known:" << said.error().detail;
        if (const auto still = m_known.find(leg); still != m_known.end() && still->askAgain)
            ask(leg);
    });
}

void TeamRecordings::take(const CallSid &leg, const QJsonObject &json)
{
    const auto recording = callRecordingIn(json);
    if (!recording)
        return;
    Known &known = m_known[leg];
    known.call = CallSid::parse(json["call"_L1].toString()).value_or(leg);
    CallRecording now = *recording;
    if (known.recording && known.recording->state == now.state) { // what events have told besides
        now.endsSoon = known.recording->endsSoon && known.recording->endsAt == now.endsAt;
        now.hasReachedLimit = known.recording->hasReachedLimit;
        now.problem = known.recording->problem;
    }
    if (std::exchange(known.recording, now) != now)
        Q_EMIT changed(leg);
}

void TeamRecordings::hear(const TeamEvent &event)
{
    if (event.kind != "call"_L1)
        return;
    const auto call = CallSid::parse(event.text("call"_L1));
    const QList<CallSid> legs = m_known.keys();
    for (const CallSid &leg : legs) {
        Known &known = m_known[leg];
        if (!known.call.isNull() && (!call || known.call != *call))
            continue;
        if (known.recording && event.text("what"_L1) == "recording"_L1) {
            CallRecording now = *known.recording;
            now.endsSoon = event.body["ends_soon"_L1].toBool();
            now.hasReachedLimit = event.text("why"_L1) == "limit"_L1;
            now.problem.clear();
            if (const Word<CallRecording::State> state(event.text("state"_L1)); state.isKnown())
                now.state = state.valueOr({});
            now.by = event.text("by"_L1);
            now.endsAt = utcInstant(event.body["ends_at"_L1]);
            if (std::exchange(known.recording, now) != now)
                Q_EMIT changed(leg);
        }
        ask(leg);
    }
}

void TeamRecordings::change(const CallSid &leg, CallRecording::State state)
{
    const auto found = m_known.find(leg);
    if (found == m_known.end() || !found->recording || found->isChanging)
        return;
    found->isChanging = true;
    const QJsonObject body{{u"state"_s, Word<CallRecording::State>(state).text()}};
    whenDone(m_client.post(pathOf(leg), body), this, [this, leg](const Result<QJsonObject> &said) {
        const auto known = m_known.find(leg);
        if (known == m_known.end() || !known->recording)
            return; // the call is over, or just followed anew
        known->isChanging = false;
        known->recording->problem = said ? QString() : said.error().detail;
        known->recording->hasReachedLimit = false;
        if (said)
            return take(leg, *said);
        qCInfo(lcSync) << "the recording of" << leg.text() << "was not changed:" << said.error().detail;
        Q_EMIT changed(leg);
        ask(leg);
    });
}

} // namespace milassist
