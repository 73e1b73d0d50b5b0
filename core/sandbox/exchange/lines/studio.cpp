// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/lines/studio.h"

#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/world/world.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

struct Studio::Session {
    QString sid;
    const void *owner;
    Listen listen;
    bool trims;
    Tape tape;
};

Studio::Studio(world::World &world, webhooks::Webhooks &webhooks) : m_world(world), m_webhooks(webhooks)
{
    connect(&world.recordings(), &world::RecordingBook::ending, this, [this](const QString &sid) { finish(sid); });
    connect(&world.recordings(), &world::RecordingBook::recordingChanged, this, &Studio::onRecordingChanged);
}

Studio::~Studio() = default;

QString Studio::start(const Order &order, const void *owner, Listen listen)
{
    const auto channels = order.record.channels == 2 ? Tape::Channels::Dual : Tape::Channels::Mono;
    m_isStarting = true;
    const QString sid = m_world.recordings().begin(order.record, order.news).sid;
    m_isStarting = false;
    m_sessions.push_back(std::make_unique<Session>(Session{sid, owner, std::move(listen), order.trims, Tape(channels)}));
    return sid;
}

void Studio::adopt(const world::Recording &record, const world::Form &news, const void *owner, Listen listen)
{
    const auto channels = record.channels == 2 ? Tape::Channels::Dual : Tape::Channels::Mono;
    const bool trims = news.value(u"Trim") == "trim-silence"_L1;
    m_sessions.push_back(std::make_unique<Session>(Session{record.sid, owner, std::move(listen), trims, Tape(channels)}));
}

void Studio::pause(const QString &sid, Tape::Pause pause)
{
    for (const auto &session : m_sessions)
        if (session->sid == sid)
            session->tape.pause(pause);
}

bool Studio::isRunning(const QString &sid) const
{
    return m_isStarting || std::ranges::any_of(m_sessions, [&](const auto &session) { return session->sid == sid; });
}

void Studio::onRecordingChanged(const world::Recording &recording)
{
    if (recording.status == "paused"_L1)
        pause(recording.sid,
              m_world.recordings().orders(recording.sid).value(u"PauseBehavior") == "skip"_L1 ? Tape::Pause::Skip : Tape::Pause::Silence);
    else if (recording.status == "in-progress"_L1)
        pause(recording.sid, Tape::Pause::None);
}

std::optional<Studio::Finished> Studio::finish(const QString &sid, int cutFrames)
{
    const auto found = std::ranges::find_if(m_sessions, [&](const auto &session) { return session->sid == sid; });
    if (found == m_sessions.end())
        return std::nullopt;
    const std::unique_ptr<Session> session = std::move(*found);
    m_sessions.erase(found);
    session->tape.cutEnd(cutFrames);
    if (session->trims)
        session->tape.trim();
    const int seconds = session->tape.seconds();
    m_world.recordings().complete(sid, session->tape.wav(), seconds);
    return Finished{sid, m_webhooks.recordingUrl(sid), seconds};
}

std::optional<Studio::Finished> Studio::finishAllOf(const void *owner)
{
    QStringList sids;
    for (const auto &session : m_sessions)
        if (session->owner == owner)
            sids.append(session->sid);
    std::optional<Finished> last;
    for (const QString &sid : sids)
        last = finish(sid);
    return last;
}

void Studio::discard(const QString &sid)
{
    std::erase_if(m_sessions, [&](const auto &session) { return session->sid == sid; });
    m_world.recordings().setAbsent(sid);
}

void Studio::tick()
{
    for (const auto &session : m_sessions) {
        const auto [first, second] = session->listen();
        session->tape.take(first, second);
    }
}

world::Form Studio::newsOf(const twiml::RecordingNews &news, const QString &base)
{
    if (news.callback.isEmpty())
        return {};
    return {{u"RecordingStatusCallback"_s, absolute(news.callback, base)},
            {u"RecordingStatusCallbackMethod"_s, QString::fromLatin1(wordOf(news.method))},
            {u"RecordingStatusCallbackEvent"_s, news.events.join(u' ')}};
}

} // namespace milassist::exchange
