// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/board/exchange.h"

#include "core/base/logging.h"
#include "core/sandbox/exchange/acts/conferenceact.h"
#include "core/sandbox/exchange/acts/dialact.h"
#include "core/sandbox/exchange/acts/gatheract.h"
#include "core/sandbox/exchange/acts/queueacts.h"
#include "core/sandbox/exchange/acts/recordact.h"
#include "core/sandbox/exchange/acts/referact.h"
#include "core/sandbox/exchange/board/crossleg.h"
#include "core/sandbox/exchange/board/deadleg.h"
#include "core/sandbox/exchange/board/outgoing.h"
#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/world/world.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using world::CallState;

namespace {

/// The address of a SIP URI, without parameters and headers.
QString bareUri(const QString &uri)
{
    return uri.left(uri.indexOf(u'?')).section(u';', 0, 0);
}

constexpr std::chrono::milliseconds tooLate{1000};
constexpr size_t mostLines = 500; // a number that dials itself ends here

/// Both sides of a line, the caller's first.
Studio::Listen tracks(const Line *line, const QString &track)
{
    return [line, track] {
        constexpr Frame silence{};
        const Frame &theirs = track == "outbound"_L1 ? silence : line->in();
        const Frame &ours = track == "inbound"_L1 ? silence : line->out();
        return line->isInbound() ? std::pair(theirs, ours) : std::pair(ours, theirs);
    };
}

} // namespace

Exchange::Exchange(world::World &world, webhooks::Webhooks &webhooks, world::Speaker &speaker, Jukebox &jukebox, QObject *parent)
    : QObject(parent), m_office{world, webhooks, speaker, jukebox, m_studio, *this, m_rooms, m_lounge}, m_studio(world, webhooks), m_transcriber(m_office),
      m_rooms(m_office), m_lounge(m_office),
      m_crowd(world, speaker, [this](std::unique_ptr<Leg> leg, const QString &from, const QString &to) { return receive(std::move(leg), from, to); }),
      m_outgoing(std::make_unique<Outgoing>(*this))
{
    world.calls().setNetwork({[this](const QString &sid) { m_outgoing->place(sid); },
                              [this](const QString &sid, CallState) { m_outgoing->end(sid); }});
    connect(&world.calls(), &world::CallBook::redirected, this, &Exchange::onRedirected);
    connect(&world.recordings(), &world::RecordingBook::recordingChanged, this, &Exchange::onRecordingChanged);
}

Exchange::~Exchange()
{
    m_office.world.calls().setNetwork({});
    for (const auto &slot : m_lines) // in one order: what runs goes before the lines it runs on
        slot->run.reset();
    m_oldRuns.clear();
}

bool Exchange::isQuiet() const
{
    return m_office.webhooks.isQuiet() && m_office.jukebox.isQuiet() && m_office.speaker.isQuiet();
}

QString Exchange::accountSid() const
{
    return m_office.world.account().sid;
}

Exchange::Slot *Exchange::slotOf(const Line *line)
{
    const auto found = std::ranges::find_if(m_lines, [line](const auto &slot) { return slot->line.get() == line; });
    return found == m_lines.end() ? nullptr : found->get();
}

Line *Exchange::lineOf(const QString &callSid)
{
    const auto found = std::ranges::find_if(m_lines, [&](const auto &slot) { return slot->line->callSid() == callSid; });
    return found == m_lines.end() ? nullptr : (*found)->line.get();
}

Line *Exchange::add(std::unique_ptr<Leg> leg, const QString &callSid, Line::Way way)
{
    auto slot = std::make_unique<Slot>();
    slot->line = std::make_unique<Line>(m_office, std::move(leg), callSid, way);
    Line *line = slot->line.get();
    m_lines.push_back(std::move(slot));
    wake();
    return line;
}

QString Exchange::receive(std::unique_ptr<Leg> leg, const QString &from, const QString &to)
{
    const QString sid = m_office.world.calls().receive(from, to).sid;
    Line *line = add(std::move(leg), sid, Line::Way::Inbound);
    line->leg().ring();
    const world::IncomingNumber *number = m_office.world.numbers().byNumber(to);
    Request request;
    if (number && number->voiceApplicationSid) {
        line->mark({{u"ApplicationSid"_s, *number->voiceApplicationSid}});
        if (const auto application = m_office.world.applications().fetch(*number->voiceApplicationSid))
            request = {.url = application->voiceUrl.value_or(QString()),
                       .method = methodOf(application->voiceMethod),
                       .fallbackUrl = application->voiceFallbackUrl.value_or(QString()),
                       .fallbackMethod = methodOf(application->voiceFallbackMethod)};
    } else if (number) {
        request = {.url = number->voiceUrl,
                   .method = methodOf(number->voiceMethod),
                   .fallbackUrl = number->voiceFallbackUrl,
                   .fallbackMethod = methodOf(number->voiceFallbackMethod)};
    }
    if (request.url.isEmpty()) {
        noteTrouble(m_office, sid, 11100, u"the number has no voice URL"_s);
        line->reject(404, CallState::NoAnswer);
        return sid;
    }
    run(*line, request, Purpose::Call, {});
    return sid;
}

QString Exchange::receive(std::unique_ptr<Leg> leg, const IncomingCall &call)
{
    const auto domain = m_office.world.sip().domain(call.domainSid);
    world::CallOrders orders;
    if (domain) {
        orders.statusCallback = domain->voiceStatusCallbackUrl.value_or(QString());
        orders.statusCallbackMethod = domain->voiceStatusCallbackMethod;
    }
    const QString sid = m_office.world.calls().receive(call.from, call.to, orders).sid;
    Line *line = add(std::move(leg), sid, Line::Way::Inbound);
    SignedFields marks{{u"SipCallId"_s, call.callId}, {u"SipDomain"_s, call.domain}, {u"SipDomainSid"_s, call.domainSid}, {u"SipSourceIp"_s, call.sourceIp}};
    if (!call.credentialUser.isEmpty())
        marks.append({u"SipUsername"_s, call.credentialUser});
    for (const auto &[name, value] : call.headers)
        marks.append({u"SipHeader_"_s + name, value});
    line->mark(marks);
    line->leg().ring();
    const QString url = domain ? domain->voiceUrl.value_or(QString()) : QString();
    if (url.isEmpty()) {
        noteTrouble(m_office, sid, 11100, u"the SIP domain has no voice URL"_s);
        line->reject(404, CallState::NoAnswer);
        return sid;
    }
    run(*line,
        {.url = url,
         .method = methodOf(domain->voiceMethod),
         .fallbackUrl = domain->voiceFallbackUrl.value_or(QString()),
         .fallbackMethod = methodOf(domain->voiceFallbackMethod)},
        Purpose::Call, {});
    return sid;
}

std::unique_ptr<Leg> Exchange::legTo(const Target &target, const QString &callSid)
{
    if (m_lines.size() >= mostLines)
        return std::make_unique<DeadLeg>(LegEnd{LegEnd::Cause::Failed, 503, {}});
    if (target.kind == Target::Kind::Number && m_office.world.numbers().owns(target.to)) {
        CrossLeg::Pair pair = CrossLeg::make();
        receive(std::move(pair.called), target.callerId, target.to);
        return std::move(pair.calling);
    }
    if (target.kind == Target::Kind::Number)
        return m_crowd.reach(target.to, target.callerId);
    if (target.kind == Target::Kind::Sip && m_edge) {
        const QString account = m_office.world.account().sid;
        return m_edge->dial({.accountSid = account,
                             .uri = target.to,
                             .callerId = target.callerId,
                             .headers = {{u"X-Twilio-AccountSid"_s, account}, {u"X-Twilio-ApiVersion"_s, u"2010-04-01"_s}, {u"X-Twilio-CallSid"_s, callSid}},
                             .username = target.username,
                             .password = target.password});
    }
    return std::make_unique<DeadLeg>(LegEnd{LegEnd::Cause::NotRegistered, 404, {}});
}

Line *Exchange::place(const Target &target, const QString &parentSid)
{
    const QString to = target.kind == Target::Kind::Sip ? bareUri(target.to) : target.to;
    world::CallOrders orders;
    orders.statusCallback = target.news.callback;
    orders.statusCallbackMethod = QString::fromLatin1(wordOf(target.news.method));
    orders.statusCallbackEvents = target.news.events;
    const QString sid = m_office.world.calls().dial(parentSid, target.callerId, to, orders).sid;
    Line *line = add(legTo(target, sid), sid, Line::Way::Outbound);
    connect(line, &Line::ended, this, [this, line] {
        if (line->end().cause == LegEnd::Cause::NotRegistered)
            noteTrouble(m_office, line->callSid(), 32009, u"the user is not registered"_s);
    });
    return line;
}

std::unique_ptr<Act> Exchange::makeAct(const Scene &scene, const twiml::Verb &verb)
{
    if (const auto *say = std::get_if<twiml::Say>(&verb))
        return std::make_unique<PromptAct>(scene, QList<twiml::Prompt>{*say});
    if (const auto *play = std::get_if<twiml::Play>(&verb))
        return std::make_unique<PromptAct>(scene, QList<twiml::Prompt>{*play});
    if (const auto *pause = std::get_if<twiml::Pause>(&verb))
        return std::make_unique<PromptAct>(scene, QList<twiml::Prompt>{*pause});
    if (const auto *gather = std::get_if<twiml::Gather>(&verb))
        return std::make_unique<GatherAct>(scene, *gather);
    if (const auto *record = std::get_if<twiml::Record>(&verb))
        return std::make_unique<RecordAct>(scene, *record, m_transcriber);
    if (const auto *dial = std::get_if<twiml::Dial>(&verb)) {
        const twiml::Noun *only = dial->targets.size() == 1 ? &dial->targets.first() : nullptr;
        if (const auto *conference = only ? std::get_if<twiml::Conference>(only) : nullptr)
            return std::make_unique<ConferenceAct>(scene, *dial, *conference);
        if (const auto *queue = only ? std::get_if<twiml::Queue>(only) : nullptr)
            return std::make_unique<DialQueueAct>(scene, *dial, *queue);
        return std::make_unique<DialAct>(scene, *dial);
    }
    if (const auto *enqueue = std::get_if<twiml::Enqueue>(&verb))
        return std::make_unique<EnqueueAct>(scene, *enqueue);
    if (const auto *refer = std::get_if<twiml::Refer>(&verb))
        return std::make_unique<ReferAct>(scene, *refer);
    if (const auto *start = std::get_if<twiml::Start>(&verb))
        startRecording(scene, *start);
    if (const auto *stop = std::get_if<twiml::Stop>(&verb); stop && stop->recording)
        m_studio.finishAllOf(&scene.line);
    return nullptr;
}

void Exchange::run(Line &line, const Request &request, Purpose purpose, std::function<void(RunEnd)> done)
{
    Slot *slot = slotOf(&line);
    if (!slot)
        return;
    stopRun(line);
    slot->run = std::make_unique<Run>(m_office, line, purpose, [this](const Scene &scene, const twiml::Verb &verb) { return makeAct(scene, verb); },
                                      std::move(done));
    slot->run->begin(request);
}

std::unique_ptr<Nested> Exchange::nest(Line &line, const Request &request, Purpose purpose, std::function<void(RunEnd)> done)
{
    auto run = std::make_unique<Run>(m_office, line, purpose, [this](const Scene &scene, const twiml::Verb &verb) { return makeAct(scene, verb); },
                                     std::move(done));
    run->begin(request);
    return run;
}

void Exchange::stopRun(Line &line)
{
    Slot *slot = slotOf(&line);
    if (!slot || !slot->run)
        return;
    slot->run->abandon();
    m_oldRuns.push_back(std::move(slot->run));
}

/// REST has given a live call another document.
void Exchange::onRedirected(const world::Call &call)
{
    Line *line = lineOf(call.sid);
    if (!line || line->hasEnded())
        return;
    for (const auto &slot : m_lines) // somebody may have dialled this one
        if (auto *dial = slot->run ? qobject_cast<DialAct *>(slot->run->act()) : nullptr)
            dial->release(*line);
    run(*line, m_outgoing->requestFor(call.sid), Purpose::Call, {});
}

/// <Start><Recording>: the whole call from here on, until <Stop> or its end.
void Exchange::startRecording(const Scene &scene, const twiml::Start &start)
{
    if (!start.recording)
        return;
    world::Recording recording;
    recording.callSid = scene.line.callSid();
    recording.source = u"StartCallRecordingAPI"_s; // Twilio's documents have no word of their own for it
    recording.channels = start.recording->channels == "dual"_L1 ? 2 : 1;
    recording.track = start.recording->track;
    m_studio.start({recording, Studio::newsOf(start.recording->news, scene.documentUrl), start.recording->trim == "trim-silence"_L1}, &scene.line,
                   tracks(&scene.line, start.recording->track));
}

/// REST has started a recording of a live call.
void Exchange::onRecordingChanged(const world::Recording &recording)
{
    if (recording.source != "StartCallRecordingAPI"_L1 || recording.status != "in-progress"_L1 || m_studio.isRunning(recording.sid))
        return;
    Line *line = lineOf(recording.callSid.value_or(QString()));
    if (!line)
        return;
    const QString track = recording.track.value_or(u"both"_s);
    m_studio.adopt(recording, m_office.world.recordings().orders(recording.sid), line, tracks(line, track));
}

void Exchange::wake()
{
    if (m_isTicking)
        return;
    m_isTicking = true;
    world::Timeline &timeline = m_office.world.timeline();
    QDateTime next = timeline.now().addMSecs(frameTime.count());
    if (next.msecsTo(timeline.clockTime()) > tooLate.count())
        next = timeline.clockTime(); // the computer slept: nobody wants to hear all of it now
    timeline.at(next, [this] { tick(); });
}

void Exchange::tick()
{
    m_oldRuns.clear();
    // Lines may come while others are asked; those that go stay until the end of the tick.
    for (size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i]->line->collect();
    for (size_t i = 0; i < m_lines.size(); ++i)
        if (m_lines[i]->run)
            m_lines[i]->run->tick();
    m_outgoing->tick();
    m_rooms.tick();
    m_studio.tick();
    for (size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i]->line->deliver();
    std::erase_if(m_lines, [](const auto &slot) { return slot->line->hasEnded() && slot->line->isGone() && (!slot->run || slot->run->isOver()); });
    m_isTicking = false;
    if (!m_lines.empty())
        wake();
}

} // namespace milassist::exchange
