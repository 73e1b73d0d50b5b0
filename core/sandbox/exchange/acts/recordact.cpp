// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/recordact.h"

#include "core/sandbox/exchange/acts/transcriber.h"
#include "core/sandbox/exchange/lines/studio.h"
#include "core/sandbox/exchange/sound/tones.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

namespace {

constexpr int keyFrames = 5; // the tone of the key that ended it is no part of the message

} // namespace

RecordAct::RecordAct(const Scene &scene, twiml::Record record, Transcriber &transcriber)
    : Act(scene), m_record(std::move(record)), m_rules(TakeRules::of(m_record)), m_transcriber(transcriber)
{
    connect(&line(), &Line::digit, this, [this](QChar key) { m_so = pressed(m_so, key, m_rules); });
}

void RecordAct::begin()
{
    if (m_record.playBeep)
        m_beep = Player(beep());
}

void RecordAct::tick()
{
    if (m_so.phase != Taking::Phase::Taking)
        return conclude();
    if (!m_beep.isAtEnd())
        return line().hear(m_beep.next());
    if (m_sid.isEmpty()) {
        m_wordsBefore = line().leg().spokenText().size();
        world::Recording recording;
        recording.callSid = line().callSid();
        recording.source = u"RecordVerb"_s;
        m_sid = office().studio.start({recording, Studio::newsOf(m_record.news, documentUrl()), m_record.trim == "trim-silence"_L1}, this,
                                      [this] { return std::pair(line().in(), Frame{}); });
    }
    m_so = heard(m_so, isLoud(line().in()), m_rules);
    if (m_so.phase != Taking::Phase::Taking)
        conclude();
}

void RecordAct::lineEnded()
{
    m_so = hungUp(m_so);
    conclude();
}

/// Ends the tape; what is worth keeping is kept.
void RecordAct::keep()
{
    if (m_sid.isEmpty())
        return;
    const QString sid = std::exchange(m_sid, {});
    if (!m_so.hasSpoken)
        return office().studio.discard(sid);
    const auto finished = office().studio.finish(sid, m_so.phase == Taking::Phase::EndedByKey ? keyFrames : 0);
    if (!finished)
        return;
    m_kept = finished->sid;
    m_seconds = finished->seconds;
    const QString words = line().leg().spokenText().sliced(m_wordsBefore).trimmed();
    const QString callback = m_record.transcribeCallback;
    if (m_record.transcribe || !callback.isEmpty())
        m_transcriber.transcribe(line().callSid(), m_kept, m_seconds, words, callback.isEmpty() ? QString() : absoluteUrl(callback));
}

void RecordAct::conclude()
{
    keep();
    if (m_kept.isEmpty()) // silence only: as if there were no such verb
        return finish(line().hasEnded() ? Outcome::over(RunEnd::LineGone) : Outcome{});
    finish(actionOr(m_record.action,
                    {{u"RecordingUrl"_s, office().webhooks.recordingUrl(m_kept)},
                     {u"RecordingSid"_s, m_kept},
                     {u"RecordingDuration"_s, QString::number(m_seconds)},
                     {u"Digits"_s, m_so.digits}},
                    true));
}

} // namespace milassist::exchange
