// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/people/scriptedleg.h"

#include "core/base/logging.h"
#include "core/sandbox/exchange/sound/audiofile.h"
#include "core/sandbox/exchange/sound/tones.h"

#include <QFile>

namespace milassist::people {

using namespace Qt::StringLiterals;
using exchange::Frame;
using exchange::LegEnd;
using exchange::SipHeaders;
using Kind = Step::Kind;

namespace {

constexpr int pauseFrames = exchange::framesPerSecond;                  // after this long, the other has said what they wanted
constexpr int keyFrames = 200 / int(exchange::frameTime.count());       // a key and the gap behind it
constexpr size_t longestMemory = 10 * 60 * size_t(exchange::sampleRate); // of what was heard

int framesOf(double seconds)
{
    return int(seconds * exchange::framesPerSecond);
}

LegEnd::Cause causeOf(int sipCode)
{
    switch (sipCode) {
    case 486:
    case 600: return LegEnd::Cause::Busy;
    case 603: return LegEnd::Cause::Declined;
    case 408:
    case 480: return LegEnd::Cause::Unavailable;
    default: return LegEnd::Cause::Failed;
    }
}

} // namespace

ScriptedLeg::ScriptedLeg(Side side, Script script, world::Speaker &speaker, QObject *parent)
    : Leg(parent), m_side(side), m_script(std::move(script)), m_speaker(speaker)
{
}

void ScriptedLeg::answer(const SipHeaders &)
{
    if (m_side == Side::Caller && m_state == State::Waiting)
        m_state = State::Talking;
}

void ScriptedLeg::reject(int sipCode, const SipHeaders &)
{
    if (m_side == Side::Caller && m_state == State::Waiting && !m_end)
        m_end = LegEnd{causeOf(sipCode), sipCode, {}};
}

void ScriptedLeg::hangUp()
{
    if (m_state == State::Ended || m_end)
        return;
    const bool isTalking = m_state == State::Talking;
    m_end = LegEnd{isTalking ? LegEnd::Cause::HungUp : LegEnd::Cause::Cancelled, isTalking ? 200 : 487, {}};
}

void ScriptedLeg::refer(const QString &, const SipHeaders &)
{
    QMetaObject::invokeMethod(this, [this] { Q_EMIT referAnswered(405, 0); }, Qt::QueuedConnection); // an ordinary telephone cannot
}

void ScriptedLeg::finish(const LegEnd &end)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    Q_EMIT ended(end);
}

Frame ScriptedLeg::heard()
{
    if (m_state != State::Talking || m_waitsForSound)
        return {};
    return m_player.next();
}

void ScriptedLeg::speak(const Frame &frame)
{
    if (m_state == State::Ended)
        return;
    if (m_end)
        return finish(*m_end);
    if (m_side == Side::Called && !std::exchange(m_hasRung, true))
        Q_EMIT ringing();
    if (m_state == State::Talking) {
        m_listening = exchange::hear(m_listening, frame);
        m_toneFrames = exchange::isTone(frame) ? m_toneFrames + 1 : 0;
        m_heardTone = m_heardTone || m_toneFrames >= 5;
        if (m_ear.size() < longestMemory)
            m_ear.insert(m_ear.end(), frame.begin(), frame.end());
    }
    advance();
}

void ScriptedLeg::advance()
{
    if (m_at < 0) {
        m_at = 0;
        if (const Step *first = current())
            begin(*first);
    }
    ++m_ticks;
    if (const Step *step = current(); step && step->kind == Kind::Press && m_ticks % keyFrames == 1 && !m_keysLeft.isEmpty()) {
        const QChar key = m_keysLeft[0];
        m_keysLeft.remove(0, 1);
        Q_EMIT digit(key);
    }
    while (m_state != State::Ended && !m_end) {
        const Step *step = current();
        if (!step)
            return m_side == Side::Caller || m_state == State::Talking ? hangUp() : finish({LegEnd::Cause::Unavailable, 480, {}});
        if (!isOver(*step))
            return;
        if (m_side == Side::Caller && step->kind == Kind::Answer && m_state == State::Waiting)
            return hangUp(); // out of patience
        ++m_at;
        if (const Step *next = current())
            begin(*next);
    }
}

void ScriptedLeg::begin(const Step &step)
{
    m_ticks = 0;
    m_listening = {};
    m_heardTone = false;
    switch (step.kind) {
    case Kind::Answer:
        if (m_side == Side::Called && m_state == State::Waiting) {
            m_state = State::Talking;
            Q_EMIT answered({});
        }
        break;
    case Kind::Reject:
        if (m_state == State::Waiting)
            finish({causeOf(step.code), step.code, {}});
        break;
    case Kind::Say:
        m_waitsForSound = true;
        m_speaker.say(step.text, m_script.voice, this, [this, text = step.text](const world::Clip &clip) {
            m_waitsForSound = false;
            m_player = exchange::Player(clip);
            m_spoken += (m_spoken.isEmpty() ? QString() : u" "_s) + text;
        });
        break;
    case Kind::Play: {
        QFile file(step.text);
        const auto sound = file.open(QIODevice::ReadOnly) ? exchange::decodeAudio(file.readAll()) : fail(Error::Kind::NotFound, file.errorString());
        if (!sound)
            qCWarning(lcSandbox) << "a script cannot play" << step.text << sound.error().detail;
        m_player = exchange::Player(std::make_shared<const world::Samples>(sound ? *sound : world::Samples()));
        break;
    }
    case Kind::Beep:
        m_player = exchange::Player(exchange::beep());
        break;
    case Kind::Press:
        m_keysLeft = step.text;
        break;
    case Kind::HangUp:
        hangUp();
        break;
    case Kind::Wait:
    case Kind::Listen:
    case Kind::ListenTone:
        break;
    }
}

bool ScriptedLeg::isOver(const Step &step) const
{
    const bool isTimeUp = m_ticks >= framesOf(step.seconds);
    switch (step.kind) {
    case Kind::Wait:
        return isTimeUp;
    case Kind::Answer:
        return m_state == State::Talking || (m_side == Side::Caller && isTimeUp);
    case Kind::Say:
    case Kind::Play:
    case Kind::Beep:
        return !m_waitsForSound && m_player.isAtEnd();
    case Kind::Listen:
        return isTimeUp || (m_listening.hasSpoken && m_listening.quietFrames >= pauseFrames);
    case Kind::ListenTone:
        return isTimeUp || (m_heardTone && m_toneFrames == 0);
    case Kind::Press:
        return m_keysLeft.isEmpty() && m_ticks % keyFrames == 0;
    case Kind::Reject:
    case Kind::HangUp:
        return false;
    }
    return true;
}

} // namespace milassist::people
