// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/callrecorder.h"

#include "ui/shell/phone/phonedesk.h"

#include <algorithm>

namespace milassist {

CallRecorder::CallRecorder(Phone &phone, PhoneDesk &desk, Team &team, QObject *parent) : QObject(parent), m_phone(phone), m_desk(desk), m_team(team)
{
    TeamRecordings &recordings = team.recordings();
    connect(&phone, &Phone::callChanged, this, &CallRecorder::follow);
    connect(&phone, &Phone::callEnded, this, &CallRecorder::forget);
    connect(&team.events(), &TeamEvents::happened, this, &CallRecorder::hear);
    desk.setRecordingOf([this, &recordings](const LiveCall &call) { return recordings.of(sidOf(call)); });
    connect(&recordings, &TeamRecordings::changed, &desk, &PhoneDesk::recordingChanged);
    connect(&desk, &PhoneDesk::recordingWanted, this,
            [this, &recordings](const LiveCall &call, CallRecording::State state) { recordings.change(sidOf(call), state); });
}

CallRecorder::~CallRecorder()
{
    m_desk.setRecordingOf({});
}

CallSid CallRecorder::sidOf(const LiveCall &call) const
{
    if (!call.callSid.isNull() || call.direction != Direction::Outgoing)
        return call.callSid;
    const CallSid told = call.sipCallId.isEmpty() ? CallSid() : m_told.value(call.sipCallId);
    return told.isNull() ? m_guessed.value(call.leg) : told;
}

void CallRecorder::follow(const LiveCall &call)
{
    if (call.phase == Phase::Active)
        m_team.recordings().follow(sidOf(call));
}

void CallRecorder::forget(const LiveCall &call)
{
    m_team.recordings().forget(sidOf(call));
    m_guessed.remove(call.leg);
    m_told.remove(call.sipCallId);
    if (m_phone.calls().isEmpty())
        m_told.clear();
}

void CallRecorder::hear(const TeamEvent &event)
{
    const auto sid = CallSid::parse(event.text(QLatin1StringView("call")));
    if (!sid || event.kind != QLatin1StringView("call") || event.text(QLatin1StringView("what")) != QLatin1StringView("outgoing")
        || event.text(QLatin1StringView("person")) != m_team.client().access().user)
        return;
    const QString callId = event.text(QLatin1StringView("sip_call_id"));
    if (callId.isEmpty())
        return guess(*sid, event.at);
    m_told.insert(callId, *sid); // the call may tell its Call-ID later than the relay does
    for (const LiveCall &call : QList<LiveCall>(m_phone.calls())) {
        if (call.sipCallId == callId)
            follow(call);
    }
}

/// The relay tells of our calls in the order in which we made them.
void CallRecorder::guess(const CallSid &sid, const QDateTime &at)
{
    const QList<LiveCall> calls = m_phone.calls();
    constexpr int slack = 300; // seconds between the clocks of the relay and of this computer
    const auto ours = std::ranges::find_if(calls, [&](const LiveCall &call) {
        return call.direction == Direction::Outgoing && call.meFirst == MeFirst::No && !m_guessed.contains(call.leg) && at.secsTo(call.beganAt) < slack;
    });
    if (ours == calls.end() || std::ranges::find(m_guessed, sid) != m_guessed.end())
        return;
    m_guessed.insert(ours->leg, sid);
    follow(*ours);
}

} // namespace milassist
