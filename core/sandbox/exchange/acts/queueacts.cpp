// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/queueacts.h"

#include "core/sandbox/exchange/acts/lounge.h"
#include "core/sandbox/world/world.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

EnqueueAct::EnqueueAct(const Scene &scene, twiml::Enqueue enqueue) : Act(scene), m_enqueue(std::move(enqueue)) {}

EnqueueAct::~EnqueueAct()
{
    if (!isFinished())
        office().lounge.leave(line().callSid());
}

void EnqueueAct::begin()
{
    const world::Queue queue = office().world.queues().named(m_enqueue.name, m_enqueue.maxQueueSize);
    const int most = std::min(queue.maxSize, m_enqueue.maxQueueSize.value_or(queue.maxSize));
    if (queue.currentSize >= most) {
        m_result = u"queue-full"_s;
        return;
    }
    m_queueSid = queue.sid;
    office().lounge.enter(m_queueSid, line().callSid(), this);
    const auto more = [this] {
        const auto now = office().world.queues().fetch(m_queueSid);
        return SignedFields{{u"QueuePosition"_s, QString::number(office().world.queues().positionOf(line().callSid()))},
                            {u"QueueSid"_s, m_queueSid},
                            {u"QueueTime"_s, QString::number(waitedSeconds())},
                            {u"AvgQueueTime"_s, QString::number(now ? now->averageWaitTime : 0)},
                            {u"CurrentQueueSize"_s, QString::number(now ? now->currentSize : 0)},
                            {u"MaxQueueSize"_s, QString::number(now ? now->maxSize : 0)}};
    };
    m_waiting.begin(office(), line(), m_enqueue.wait, documentUrl(), more, [this](RunEnd end) {
        if (end == RunEnd::Left)
            m_result = u"leave"_s;
        else if (end == RunEnd::HungUp)
            line().hangUp();
    });
}

void EnqueueAct::tick()
{
    if (!m_result.isEmpty())
        return conclude(m_result);
    if (m_isFetched)
        return;
    ++m_frames;
    m_waiting.tick(line());
}

void EnqueueAct::fetched()
{
    m_isFetched = true;
    m_waiting.stop();
    office().lounge.leave(line().callSid());
}

void EnqueueAct::abandon()
{
    m_waiting.stop();
    office().lounge.leave(line().callSid());
}

void EnqueueAct::redirect(const Request &request)
{
    abandon();
    finish(Outcome::ask(request));
}

void EnqueueAct::conclude(QStringView result)
{
    if (isFinished())
        return;
    abandon();
    SignedFields more{{u"QueueResult"_s, result.toString()}};
    if (!m_queueSid.isEmpty())
        more += {{u"QueueSid"_s, m_queueSid}, {u"QueueTime"_s, QString::number(waitedSeconds())}};
    Outcome outcome = actionOr(m_enqueue.action, more, false);
    if (outcome.kind == Outcome::Kind::GoOn && line().hasEnded())
        outcome = Outcome::over(RunEnd::LineGone);
    finish(std::move(outcome));
}

DialQueueAct::DialQueueAct(const Scene &scene, twiml::Dial dial, twiml::Queue queue) : Act(scene), m_dial(std::move(dial)), m_queue(std::move(queue)) {}

void DialQueueAct::begin()
{
    line().answer();
    m_queueSid = office().world.queues().named(m_queue.name, {}).sid;
}

void DialQueueAct::fetch(EnqueueAct *act)
{
    m_other = act;
    m_callSid = act->caller().callSid();
    m_frames = 0;
    act->fetched();
    const QString url = m_queue.screen.url.value_or(QString());
    if (url.isEmpty()) {
        m_isBridged = m_wasBridged = true;
        return;
    }
    m_screen = office().desk.nest(act->caller(),
                                  {.url = absoluteUrl(url),
                                   .method = m_queue.screen.method,
                                   .more = {{u"QueueSid"_s, m_queueSid},
                                            {u"QueueTime"_s, QString::number(act->waitedSeconds())},
                                            {u"DequeingCallSid"_s, line().callSid()}}},
                                  Purpose::Screening, [this](RunEnd end) {
                                      m_isBridged = m_wasBridged = end == RunEnd::FellOff;
                                      m_isOver = !m_isBridged;
                                  });
}

void DialQueueAct::tick()
{
    ++m_frames;
    if (!m_other) {
        if (!m_callSid.isEmpty() || m_frames >= m_dial.timeout * framesPerSecond)
            return conclude();
        if (EnqueueAct *act = office().lounge.front(m_queueSid))
            fetch(act);
        return;
    }
    if (m_isOver || m_other->caller().hasEnded() || (m_isBridged && m_frames >= m_dial.timeLimit * framesPerSecond))
        return conclude();
    if (m_isBridged) {
        line().hear(m_other->caller().in());
        m_other->caller().hear(line().in());
    } else if (m_screen) {
        m_screen->tick();
    }
}

void DialQueueAct::abandon()
{
    m_screen.reset();
    if (m_other)
        m_other->released();
    m_other = nullptr;
}

void DialQueueAct::conclude()
{
    if (isFinished())
        return;
    const bool wasFetched = !m_callSid.isEmpty();
    const int seconds = wasFetched ? m_frames / framesPerSecond : 0;
    abandon();
    SignedFields more{{u"DialCallStatus"_s, wasFetched ? u"completed"_s : u"no-answer"_s}};
    if (wasFetched)
        more += {{u"DialCallSid"_s, m_callSid}, {u"DialCallDuration"_s, QString::number(seconds)}};
    more.append({u"DialBridged"_s, m_wasBridged ? u"true"_s : u"false"_s});
    Outcome outcome = actionOr(m_dial.action, more, false);
    if (outcome.kind == Outcome::Kind::GoOn && line().hasEnded())
        outcome = Outcome::over(RunEnd::LineGone);
    finish(std::move(outcome));
}

} // namespace milassist::exchange
