// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/lines/line.h"

#include "core/sandbox/exchange/lines/studio.h"
#include "core/sandbox/webhooks/fields.h"
#include "core/sandbox/world/world.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using world::CallState;

Line::Line(Office &office, std::unique_ptr<Leg> leg, QString callSid, Way way)
    : m_office(office), m_leg(std::move(leg)), m_callSid(std::move(callSid)), m_way(way)
{
    connect(m_leg.get(), &Leg::ringing, this, [this] {
        if (m_state == State::Waiting && m_office.world.calls().move(m_callSid, CallState::Ringing))
            Q_EMIT ringing();
    });
    connect(m_leg.get(), &Leg::earlyMediaCame, this, &Line::earlyMediaCame);
    connect(m_leg.get(), &Leg::answered, this, [this] {
        if (m_state != State::Waiting || isInbound())
            return;
        m_state = State::Talking;
        m_wasAnswered = true;
        m_office.world.calls().move(m_callSid, CallState::InProgress);
        Q_EMIT answered();
    });
    connect(m_leg.get(), &Leg::digit, this, &Line::digit);
    connect(m_leg.get(), &Leg::referred, this, &Line::referred);
    connect(m_leg.get(), &Leg::ended, this, [this](const LegEnd &end) {
        m_legHasEnded = true;
        // Who calls and gives up before anybody answered has not been missed by a machine: the call was never taken.
        const CallState state = isInbound() && !m_wasAnswered ? CallState::NoAnswer : stateOf(end, m_wasAnswered, GaveUp::No);
        finish(end, state, sipCodeOf(end, m_wasAnswered, GaveUp::No));
        Q_EMIT gone();
    });
}

Line::~Line() = default;

world::Call Line::call() const
{
    const auto call = m_office.world.calls().fetch(m_callSid);
    return call ? *call : world::Call{.sid = m_callSid, .status = u"completed"_s};
}

SignedFields Line::fields(const SignedFields &more) const
{
    const world::Call now = call();
    const QString status = m_state == State::Ended ? now.status : m_state == State::Talking ? u"in-progress"_s : u"ringing"_s;
    return webhooks::voiceFields(m_office.world.account().sid, now, status, m_marks + more);
}

void Line::answer()
{
    if (m_state != State::Waiting || !isInbound())
        return;
    m_state = State::Talking;
    m_wasAnswered = true;
    m_leg->answer({});
    m_office.world.calls().move(m_callSid, CallState::InProgress);
    Q_EMIT answered();
}

void Line::reject(int sipCode, CallState as)
{
    if (m_state != State::Waiting || !isInbound())
        return;
    m_leg->reject(sipCode, {});
    finish({LegEnd::Cause::Declined, sipCode, {}}, as, sipCode);
}

void Line::hangUp(GaveUp why)
{
    if (m_state == State::Ended)
        return;
    m_leg->hangUp();
    const LegEnd end{m_wasAnswered ? LegEnd::Cause::HungUp : LegEnd::Cause::Cancelled, 0, {}};
    const bool isUnanswered = isInbound() && !m_wasAnswered;
    finish(end, isUnanswered ? CallState::NoAnswer : stateOf(end, m_wasAnswered, why), sipCodeOf(end, m_wasAnswered, why));
}

void Line::finish(const LegEnd &end, CallState state, int sipCode)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_end = end;
    m_sipCode = sipCode;
    world::CallTrail trail = m_office.world.calls().trail(m_callSid);
    trail.sipCode = sipCode;
    if (const auto last = m_office.studio.finishAllOf(this)) {
        trail.recordingSid = last->sid;
        trail.recordingUrl = last->url;
        trail.recordingSeconds = last->seconds;
    }
    m_office.world.calls().leave(m_callSid, trail);
    m_office.world.calls().move(m_callSid, state);
    Q_EMIT ended(); // who records by a verb keeps it now, with what belongs to the verb
    m_office.world.recordings().callEnded(m_callSid);
}

void Line::collect()
{
    m_in = m_legHasEnded ? Frame{} : m_leg->heard();
    m_out = {};
    m_talkedFrames += m_state == State::Talking;
}

void Line::deliver()
{
    if (!m_legHasEnded)
        m_leg->speak(m_out);
}

} // namespace milassist::exchange
