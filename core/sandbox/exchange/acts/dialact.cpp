// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/dialact.h"

#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/exchange/sound/tones.h"
#include "core/sandbox/world/world.h"
#include "core/twiml/reader.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

namespace {

bool isXHeader(const QString &name)
{
    return name.startsWith("X-"_L1, Qt::CaseInsensitive);
}

} // namespace

DialAct::DialAct(const Scene &scene, twiml::Dial dial) : Act(scene), m_dial(std::move(dial))
{
    connect(&line(), &Line::digit, this, [this](QChar key) {
        if (key == u'*' && m_dial.hangupOnStar)
            hangUpAll(GaveUp::Cancelled);
    });
    connect(&line(), &Line::referred, this, [this](const QString &target) { onReferred(&line(), target); });
}

void DialAct::begin()
{
    if (m_dial.targets.isEmpty())
        noteTrouble(office(), line().callSid(), 13223, u"Dial: Invalid phone number format"_s, documentUrl());
    callNext();
}

/// Rings the next one, or all that are left.
void DialAct::callNext()
{
    m_phase = Phase::Calling;
    m_frames = 0;
    while (m_next < m_dial.targets.size()) {
        place(m_dial.targets[m_next++]);
        if (m_dial.sequential && !m_children.isEmpty())
            return;
    }
}

void DialAct::place(const twiml::Noun &noun)
{
    world::World &world = office().world;
    const world::Call parent = line().call();
    const auto mayShow = [&world](const QString &number) { return world.numbers().owns(number) || world.callerIds().isVerified(number); };
    auto target = targetOf(noun, m_dial.callerId, {parent.from, parent.to, line().isInbound(), mayShow});
    if (!target)
        return noteTrouble(office(), line().callSid(), target.error().twilioCode, target.error().detail, documentUrl());
    if (!target->news.callback.isEmpty())
        target->news.callback = absoluteUrl(target->news.callback);
    Line *child = office().desk.place(*target, line().callSid());
    m_children.append({child, *target});
    connect(child, &Line::answered, this, [this, child] { onAnswered(child); });
    connect(child, &Line::ended, this, [this, child] { onEnded(child); });
    connect(child, &Line::referred, this, [this, child](const QString &to) { onReferred(child, to); });
    connect(child, &Line::ringing, this, [this] { m_hasRung = true; });
    if (m_dial.record.startsWith("record-from-ringing"_L1) && m_tape.isEmpty())
        startTape();
}

void DialAct::onAnswered(Line *child)
{
    if (m_phase != Phase::Calling)
        return;
    m_winner = child;
    const auto found = std::ranges::find_if(m_children, [child](const Child &one) { return one.line == child; });
    const Target target = found->target;
    hangUpAll(GaveUp::Cancelled, child);
    prepare(child, target);
}

/// Keys to be sent, then a document to be heard by the callee alone.
void DialAct::prepare(Line *child, const Target &target)
{
    m_phase = Phase::Preparing;
    if (!target.sendDigits.isEmpty()) {
        child->leg().sendDigits(target.sendDigits);
        m_preparing = int(keyTones(target.sendDigits)->size() / Frame().size());
    }
    const QString screen = target.screen.url.value_or(QString());
    if (screen.isEmpty()) {
        if (m_preparing == 0)
            bridge();
        return;
    }
    m_preparing = -1;
    office().desk.run(*child, {.url = absoluteUrl(screen), .method = target.screen.method}, Purpose::Screening, [this, child](RunEnd end) {
        if (m_phase != Phase::Preparing)
            return;
        if (end == RunEnd::FellOff && !child->hasEnded())
            bridge();
        else
            child->hangUp();
    });
}

void DialAct::bridge()
{
    m_phase = Phase::Bridged;
    m_frames = 0;
    m_wasBridged = true;
    line().answer();
    if (m_dial.record != "do-not-record"_L1 && m_dial.record != "false"_L1 && m_tape.isEmpty())
        startTape();
}

void DialAct::startTape()
{
    world::Recording recording;
    recording.callSid = line().callSid();
    recording.source = u"DialVerb"_s;
    recording.channels = m_dial.record.endsWith("-dual"_L1) ? 2 : 1;
    recording.track = m_dial.recordingTrack;
    m_tape = office().studio.start({recording, Studio::newsOf(m_dial.news, documentUrl()), m_dial.trim == "trim-silence"_L1}, this, [this] {
        constexpr Frame silence{};
        const bool both = m_dial.recordingTrack == "both"_L1;
        const Frame &theirs = m_winner && m_phase == Phase::Bridged ? m_winner->in() : silence;
        return std::pair(both || m_dial.recordingTrack == "inbound"_L1 ? line().in() : silence,
                         both || m_dial.recordingTrack == "outbound"_L1 ? theirs : silence);
    });
}

void DialAct::tick()
{
    if (isFinished())
        return;
    switch (m_phase) {
    case Phase::Calling:
        if (m_children.isEmpty())
            return m_next < m_dial.targets.size() ? callNext() : conclude();
        if (line().isTalking() && m_hasRung) {
            if (m_ringback.isAtEnd())
                m_ringback = Player(ringback());
            line().hear(m_ringback.next());
        }
        if (++m_frames >= m_dial.timeout * framesPerSecond)
            hangUpAll(GaveUp::TimedOut);
        break;
    case Phase::Preparing:
        if (m_preparing > 0 && --m_preparing == 0)
            bridge();
        break;
    case Phase::Bridged:
        if (m_winner) {
            line().hear(m_winner->in());
            m_winner->hear(line().in());
        }
        if (++m_frames >= m_dial.timeLimit * framesPerSecond)
            hangUpAll(GaveUp::Cancelled);
        break;
    case Phase::Over:
        conclude();
        break;
    }
}

void DialAct::hangUpAll(GaveUp why, const Line *except)
{
    const QList<Child> children = m_children;
    for (const Child &child : children)
        if (child.line && child.line != except)
            child.line->hangUp(why);
}

void DialAct::remember(const Line &child)
{
    const world::Call call = child.call();
    m_status = call.status;
    m_sid = call.sid;
    m_seconds = int(call.duration.value.value_or(0));
    m_sipCode = child.sipCode();
    m_headers = child.end().headers;
    m_isSip = call.to.startsWith("sip:"_L1);
    m_sipCallId = const_cast<Line &>(child).leg().sipCallId();
}

void DialAct::onEnded(Line *child)
{
    m_children.removeIf([child](const Child &one) { return one.line == child; });
    const bool wasWinner = m_winner == child;
    if (!m_winner || wasWinner)
        remember(*child);
    if (wasWinner)
        m_phase = Phase::Over; // told at the next tick: the line may be in the middle of its own end
}

void DialAct::lineEnded()
{
    hangUpAll(GaveUp::Cancelled);
    conclude();
}

void DialAct::abandon()
{
    m_phase = Phase::Over;
    hangUpAll(GaveUp::Cancelled);
    m_recorded = m_tape.isEmpty() ? std::nullopt : office().studio.finish(std::exchange(m_tape, {}));
}

bool DialAct::release(const Line &child)
{
    const auto found = std::ranges::find_if(m_children, [&child](const Child &one) { return one.line == &child; });
    if (found == m_children.end())
        return false;
    disconnect(found->line, nullptr, this, nullptr);
    remember(child);
    m_status = u"completed"_s;
    m_wasReleased = true;
    m_children.erase(found);
    m_phase = Phase::Over;
    return true;
}

SignedFields DialAct::results() const
{
    SignedFields more{{u"DialCallStatus"_s, m_status}};
    if (!m_sid.isEmpty())
        more.append({u"DialCallSid"_s, m_sid});
    if (!m_wasReleased && !m_sid.isEmpty())
        more.append({u"DialCallDuration"_s, QString::number(m_seconds)});
    more.append({u"DialBridged"_s, m_wasBridged ? u"true"_s : u"false"_s});
    if (m_recorded) {
        more.append({u"RecordingUrl"_s, m_recorded->url});
        more.append({u"RecordingSid"_s, m_recorded->sid});
        more.append({u"RecordingDuration"_s, QString::number(m_recorded->seconds)});
    }
    if (m_isSip) {
        more.append({u"DialSipCallId"_s, m_sipCallId});
        more.append({u"DialSipResponseCode"_s, QString::number(m_sipCode)});
        for (const auto &[name, value] : m_headers)
            if (isXHeader(name))
                more.append({u"DialSipHeader_"_s + name, value});
    }
    return more;
}

void DialAct::conclude()
{
    m_phase = Phase::Over;
    if (!m_tape.isEmpty())
        m_recorded = office().studio.finish(std::exchange(m_tape, {}));
    Outcome outcome = actionOr(m_dial.action, results(), false);
    if (outcome.kind == Outcome::Kind::GoOn && line().hasEnded())
        outcome = Outcome::over(RunEnd::LineGone);
    finish(std::move(outcome));
}

void DialAct::onReferred(Line *from, const QString &target)
{
    const QString url = m_dial.refer.url.value_or(QString());
    if (m_phase != Phase::Bridged || url.isEmpty()) {
        from->leg().acceptRefer(603);
        return noteTrouble(office(), from->callSid(), 11100, u"REFER without a referUrl"_s, documentUrl());
    }
    from->leg().acceptRefer(100); // the phone stays until we know where to: it hangs up at a final answer
    const webhooks::Webhook webhook{.url = absoluteUrl(url),
                                    .method = wordOf(m_dial.refer.method),
                                    .fields = from->fields({{u"ReferTransferTarget"_s, target.left(256)}}),
                                    .space = "%20"};
    const QPointer<DialAct> self(this);
    const QPointer<Line> referrer(from);
    office().webhooks.client().send(webhook, [self, referrer, webhook](const webhooks::WebhookOutcome &outcome) {
        if (!self || !referrer || self->m_phase != Phase::Bridged)
            return;
        if (!outcome.isDelivered) {
            referrer->leg().acceptRefer(500);
            return self->office().webhooks.notify(outcome.errorCode, {.url = webhook.url, .method = webhook.method}, outcome, referrer->callSid());
        }
        const twiml::Reading reading = twiml::readAnswer(outcome.contentType, outcome.body, outcome.url);
        noteProblems(self->office(), referrer->callSid(), reading.problems, outcome, self->m_dial.refer.method);
        referrer->leg().acceptRefer(reading.isUsable() ? 200 : 500);
        if (reading.isUsable())
            self->transfer(referrer, reading.document, outcome.url);
    });
}

/// Who asked for it leaves, the other one goes on with @p document.
void DialAct::transfer(Line *from, const twiml::Document &document, const QString &base)
{
    const Request request{.url = base, .document = document};
    if (from == &line()) {
        const QPointer<Line> other = m_winner;
        if (other && release(*other))
            office().desk.run(*other, request, Purpose::Call, {});
        line().hangUp();
        return;
    }
    abandon();
    finish(Outcome::ask(request));
}

} // namespace milassist::exchange
