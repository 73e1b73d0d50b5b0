// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that Twilio makes to this telephone first. From the click on one call stands for both of its legs.
#include "core/voice/phone.h"

#include <QUuid>

namespace milassist {
using namespace std::chrono_literals;

namespace {

constexpr auto expectedFor = 5min;

} // namespace

void Phone::setUsualWay(DialWay way)
{
    if (std::exchange(m_usualWay, way) != way)
        Q_EMIT usualWayChanged(way);
}

LiveCall Phone::announce(LiveCall call, const DialOptions &options)
{
    call.meFirst = MeFirst::Asking;
    call.isRecordedByTwilio = options.isRecorded;
    const QByteArray token = QUuid::createUuid().toByteArray(QUuid::Id128);
    m_calls.append(call);
    m_expected.add({.peer = call.peer,
                    .line = call.line,
                    .token = token,
                    .until = m_options.clock().addSecs(std::chrono::seconds(expectedFor).count()),
                    .leg = call.leg});
    Q_EMIT callBegan(call);
    Q_EMIT announced(call, token, options.isRecorded);
    return call;
}

void Phone::setExpectedSid(const QByteArray &token, const CallSid &callSid)
{
    LiveCall *call = find(m_expected.setSid(token, callSid));
    if (call && call->callSid != callSid) {
        call->callSid = callSid;
        const LiveCall changed = *call;
        Q_EMIT callChanged(changed);
    }
    judgeUndecided();
}

void Phone::judgeUndecided()
{
    for (const LegEvent &event : std::exchange(m_undecided, {}))
        begin(event, std::get<Incoming>(event.change));
}

void Phone::takeAnnounced(const ExpectedCall &expected, LegId engineLeg, const LiveCall &incoming)
{
    LiveCall *call = find(expected.leg);
    if (!call) // over in the same moment
        return m_line.send(Reject{engineLeg, Rejection::Declined});
    m_engineLegs.insert(call->leg, engineLeg);
    call->callSid = incoming.callSid.isNull() ? call->callSid : incoming.callSid;
    call->sipCallId = incoming.sipCallId;
    call->meFirst = std::max(call->meFirst, MeFirst::CallingUs);
    const LiveCall changed = *call;
    m_line.send(Answer{engineLeg});
    Q_EMIT callChanged(changed);
}

/// That we have answered is not an answer: until they do it is a call that rings, with Twilio's ringing to be heard.
std::optional<LegEvent> Phone::followAnnounced(LiveCall &call, const LegEvent &event)
{
    if (const auto *answered = std::get_if<Answered>(&event.change)) {
        m_weAnswered.insert(call.leg, *answered);
        call.codec = answered->codec;
        call.isEncrypted = answered->encrypted;
        call.meFirst = std::max(call.meFirst, MeFirst::CallingThem);
        return LegEvent{.leg = event.leg, .at = event.at, .change = EarlyMedia{}};
    }
    const auto *ended = std::get_if<Ended>(&event.change);
    if (!ended || ended->cause == EndCause::EngineLost)
        return event;
    if (ended->cause == EndCause::HungUp || ended->cause == EndCause::Cancelled) {
        endAnnounced(call.leg, EndCause::Cancelled);
        return std::nullopt;
    }
    Q_EMIT announcedLegEnded(call.leg);
    return std::nullopt;
}

void Phone::setMeFirst(LegId leg, MeFirst stage)
{
    LiveCall *call = find(leg);
    if (!call || call->meFirst == MeFirst::No || stage <= call->meFirst)
        return;
    if (stage == MeFirst::Talking && !m_weAnswered.contains(leg))
        return; // our own line says when we do
    call->meFirst = stage;
    const LiveCall changed = *call;
    Q_EMIT callChanged(changed);
    if (stage == MeFirst::Talking)
        follow(LegEvent{.leg = at(leg), .at = m_options.clock(), .change = m_weAnswered.take(leg)});
}

void Phone::endAnnounced(LegId leg, EndCause cause, int twilioCode, const QDateTime &answeredAt)
{
    LiveCall *found = find(leg);
    if (!found || found->meFirst == MeFirst::No)
        return;
    LiveCall call = *found;
    call.phase = Phase::Ended;
    call.endedAt = m_options.clock();
    call.answeredAt = call.answeredAt.isValid() ? call.answeredAt : answeredAt;
    call.cause = cause;
    call.twilioCode = twilioCode;
    if (m_engineLegs.contains(leg))
        m_line.send(HangUp{at(leg)}); // nothing when it is over
    m_expected.giveUp(leg);
    end(call);
    judgeUndecided();
}

} // namespace milassist
