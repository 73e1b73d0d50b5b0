// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/conferenceact.h"

#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/exchange/sound/tones.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

void WaitingSound::begin(Office &office, Line &line, const twiml::Address &wait, const QString &documentUrl, std::function<SignedFields()> more,
                         std::function<void(RunEnd)> done)
{
    m_isPlaying = true;
    m_hasMusic = !wait.url;
    if (m_hasMusic || wait.url->isEmpty())
        return;
    m_nested = office.desk.nest(line, {.url = absolute(*wait.url, documentUrl), .method = wait.method, .moreNow = std::move(more)}, Purpose::Waiting,
                                std::move(done));
}

void WaitingSound::tick(Line &line)
{
    m_old.reset();
    if (m_nested)
        return m_nested->tick();
    if (!m_hasMusic)
        return;
    if (m_music.isAtEnd())
        m_music = Player(holdMusic());
    line.hear(m_music.next());
}

void WaitingSound::stop()
{
    m_isPlaying = m_hasMusic = false;
    m_old = std::move(m_nested); // it may be telling its own end
}

ConferenceAct::ConferenceAct(const Scene &scene, twiml::Dial dial, twiml::Conference conference)
    : Act(scene), m_dial(std::move(dial)), m_conference(std::move(conference))
{
    connect(&line(), &Line::digit, this, [this](QChar key) {
        if (key == u'*' && m_dial.hangupOnStar)
            m_isOver = true;
    });
}

void ConferenceAct::begin()
{
    line().answer();
    m_room = &office().rooms.named(m_conference, documentUrl());
    if (m_room->isFull(m_conference.maxParticipants)) {
        m_wasFull = m_isOver = true;
        return;
    }
    connect(m_room, &Room::left, this, [this](Line *who) { m_isOver = m_isOver || who == &line(); });
    m_room->enter(line(), m_conference);
    if (!m_room->isStarted())
        m_waiting.begin(
            office(), line(), m_conference.wait, documentUrl(),
            [sid = m_room->record().sid, name = m_conference.name] { return SignedFields{{u"ConferenceSid"_s, sid}, {u"FriendlyName"_s, name}}; },
            [this](RunEnd) { m_waiting.stop(); });
}

void ConferenceAct::tick()
{
    ++m_frames;
    if (m_isOver || m_frames >= m_dial.timeLimit * framesPerSecond)
        return conclude();
    if (!m_waiting.isPlaying())
        return;
    if (!m_room || m_room->isStarted())
        m_waiting.stop();
    m_waiting.tick(line());
}

void ConferenceAct::lineEnded()
{
    conclude();
}

void ConferenceAct::abandon()
{
    m_waiting.stop();
    if (m_room)
        m_room->leave(line(), u"participant_updated_via_api"_s);
}

void ConferenceAct::conclude()
{
    if (isFinished())
        return;
    m_waiting.stop();
    if (m_room)
        m_room->leave(line(), line().hasEnded() ? u"participant_hung_up"_s : u"participant_updated_via_api"_s);
    Outcome outcome = actionOr(m_dial.action, {{u"DialCallStatus"_s, m_wasFull ? u"failed"_s : u"answered"_s}}, false);
    if (outcome.kind == Outcome::Kind::GoOn && line().hasEnded())
        outcome = Outcome::over(RunEnd::LineGone);
    finish(std::move(outcome));
}

} // namespace milassist::exchange
