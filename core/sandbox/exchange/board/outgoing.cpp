// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/board/outgoing.h"

#include "core/sandbox/exchange/board/exchange.h"
#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/exchange/sound/tones.h"
#include "core/sandbox/webhooks/fields.h"
#include "core/sandbox/world/world.h"
#include "core/twiml/reader.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using world::CallState;

namespace {

DetectionLimits limitsOf(const world::CallOrders &orders)
{
    return {.timeout = orders.detectionTimeout * 1000,
            .speechThreshold = orders.speechThreshold,
            .speechEndThreshold = orders.speechEndThreshold,
            .silenceTimeout = orders.silenceTimeout,
            .waitsForEnd = orders.machineDetection == "DetectMessageEnd"_L1};
}

} // namespace

Outgoing::Outgoing(Exchange &exchange) : m_exchange(exchange), m_office(exchange.m_office) {}

void Outgoing::place(const QString &callSid)
{
    m_queue.enqueue(callSid);
    planNext();
}

void Outgoing::planNext()
{
    if (m_isPlanned || m_queue.isEmpty())
        return;
    world::Timeline &timeline = m_office.world.timeline();
    const world::Pace &pace = m_office.world.ground().pace;
    QDateTime when = timeline.now().addMSecs(pace.callInitiated);
    if (m_lastDialled.isValid())
        when = std::max(when, m_lastDialled.addMSecs(pace.callsApart));
    m_isPlanned = true;
    timeline.at(when, [this] {
        m_isPlanned = false;
        if (m_queue.isEmpty())
            return;
        m_lastDialled = m_office.world.timeline().now();
        dial(m_queue.dequeue());
        planNext();
    });
}

void Outgoing::dial(const QString &callSid)
{
    world::CallBook &calls = m_office.world.calls();
    const auto call = calls.fetch(callSid);
    if (!call || call->status != "queued"_L1)
        return;
    const qint64 waited = call->createdAt.msecsTo(m_office.world.timeline().now()) - m_office.world.ground().pace.callInitiated;
    calls.setQueueTime(callSid, waited >= m_office.world.ground().pace.callsApart ? waited : 0);
    calls.initiate(callSid);
    const world::CallOrders orders = calls.orders(callSid);
    const Target target{.kind = call->to.startsWith("sip:"_L1)      ? Target::Kind::Sip
                            : call->to.startsWith("client:"_L1) ? Target::Kind::Client
                                                                : Target::Kind::Number,
                        .to = call->to,
                        .callerId = orders.callerId.isEmpty() ? call->from : orders.callerId,
                        .username = orders.sipUsername,
                        .password = orders.sipPassword};
    auto ringing = std::make_unique<Ringing>();
    ringing->line = m_exchange.add(m_exchange.legTo(target, callSid), callSid, Line::Way::Outbound);
    ringing->timeout = orders.timeout * framesPerSecond;
    ringing->timeLimit = orders.timeLimit * framesPerSecond;
    if (!orders.machineDetection.isEmpty())
        ringing->detection = limitsOf(orders);
    ringing->isAsync = orders.asyncDetection;
    connect(ringing->line, &Line::answered, this, [this, one = ringing.get()] { onAnswered(*one); });
    m_calls.push_back(std::move(ringing));
}

void Outgoing::end(const QString &callSid)
{
    m_queue.removeAll(callSid);
    if (Line *line = m_exchange.lineOf(callSid))
        line->hangUp();
}

void Outgoing::onAnswered(Ringing &call)
{
    const world::CallOrders orders = m_office.world.calls().orders(call.line->callSid());
    call.isAnswered = true;
    call.frames = 0;
    if (orders.record)
        record(*call.line, orders);
    if (!orders.sendDigits.isEmpty()) {
        call.line->leg().sendDigits(orders.sendDigits);
        call.digits = int(keyTones(orders.sendDigits)->size() / Frame().size());
    }
}

void Outgoing::record(Line &line, const world::CallOrders &orders)
{
    world::Recording recording;
    recording.callSid = line.callSid();
    recording.source = u"OutboundAPI"_s;
    recording.channels = orders.recordingChannels == "dual"_L1 ? 2 : 1;
    recording.track = orders.recordingTrack;
    world::Form news;
    if (!orders.recordingStatusCallback.isEmpty())
        news = {{u"RecordingStatusCallback"_s, orders.recordingStatusCallback},
                {u"RecordingStatusCallbackMethod"_s, orders.recordingStatusCallbackMethod},
                {u"RecordingStatusCallbackEvent"_s, orders.recordingStatusCallbackEvents.join(u' ')}};
    m_office.studio.start({recording, news, orders.trim == "trim-silence"_L1}, &line, [&line] { return std::pair(line.out(), line.in()); });
}

void Outgoing::tick()
{
    for (size_t i = 0; i < m_calls.size(); ++i)
        tick(*m_calls[i]);
    std::erase_if(m_calls, [](const auto &call) { return !call->line || call->line->hasEnded(); });
}

void Outgoing::tick(Ringing &call)
{
    if (!call.line || call.line->hasEnded())
        return;
    ++call.frames;
    if (!call.isAnswered) {
        if (call.frames >= call.timeout)
            call.line->hangUp(GaveUp::TimedOut);
        return;
    }
    if (call.frames >= call.timeLimit)
        return call.line->hangUp();
    if (call.digits > 0) {
        --call.digits;
        return;
    }
    const bool isDetecting = call.detection && call.detecting.verdict == Detecting::Verdict::Open;
    if (isDetecting) {
        call.detecting = detect(call.detecting, call.line->in(), *call.detection);
        if (call.detecting.verdict != Detecting::Verdict::Open)
            tellDetection(call);
        else if (!call.isAsync)
            return;
    }
    if (!call.isRunning)
        start(call);
}

void Outgoing::tellDetection(const Ringing &call)
{
    const QString who = QString::fromLatin1(exchange::wordOf(call.detecting.verdict));
    m_office.world.calls().setAnsweredBy(call.line->callSid(), who);
    const world::CallOrders orders = m_office.world.calls().orders(call.line->callSid());
    if (!call.isAsync || orders.asyncDetectionCallback.isEmpty())
        return;
    m_office.webhooks.tellOfCall({.url = orders.asyncDetectionCallback, .method = orders.asyncDetectionMethod.toLatin1()},
                                 {{u"CallSid"_s, call.line->callSid()},
                                  {u"AccountSid"_s, m_office.world.account().sid},
                                  {u"AnsweredBy"_s, who},
                                  {u"MachineDetectionDuration"_s, QString::number(call.detecting.frames * int(frameTime.count()))}},
                                 call.line->callSid(), call.line->callSid());
}

Request Outgoing::requestFor(const QString &callSid) const
{
    const world::CallOrders orders = m_office.world.calls().orders(callSid);
    Request request{.url = orders.url,
                    .method = methodOf(orders.method),
                    .fallbackUrl = orders.fallbackUrl,
                    .fallbackMethod = methodOf(orders.fallbackMethod)};
    if (!orders.applicationSid.isEmpty()) {
        if (const auto application = m_office.world.applications().fetch(orders.applicationSid)) {
            request = {.url = application->voiceUrl.value_or(QString()),
                       .method = methodOf(application->voiceMethod),
                       .fallbackUrl = application->voiceFallbackUrl.value_or(QString()),
                       .fallbackMethod = methodOf(application->voiceFallbackMethod)};
        }
    } else if (orders.url.isEmpty()) {
        const twiml::Reading reading = twiml::read(orders.twiml.toUtf8());
        noteProblems(m_office, callSid, reading.problems, {}, twiml::Method::Post);
        request.document = reading.document;
    }
    return request;
}

void Outgoing::start(Ringing &call)
{
    call.isRunning = true;
    m_exchange.run(*call.line, requestFor(call.line->callSid()), Purpose::Call, {});
}

} // namespace milassist::exchange
