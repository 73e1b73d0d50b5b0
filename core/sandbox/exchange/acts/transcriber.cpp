// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/transcriber.h"

#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/webhooks/fields.h"
#include "core/sandbox/world/world.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

Transcriber::Transcriber(Office &office) : m_office(office)
{
    connect(&office.world.recordings(), &world::RecordingBook::transcriptionChanged, this,
            [this](const world::Transcription &transcription) { tell(transcription.sid); });
}

void Transcriber::transcribe(const QString &callSid, const QString &recordingSid, int seconds, const QString &words, const QString &callbackUrl)
{
    const bool isTooShort = seconds <= 2, isTooLong = seconds >= 120;
    const world::Ground &ground = m_office.world.ground();
    world::Transcription transcription;
    transcription.recordingSid = recordingSid;
    transcription.status = u"in-progress"_s;
    transcription.duration.value = seconds;
    transcription.createdAt = transcription.updatedAt = ground.nowInSeconds();
    const QString sid = m_office.world.recordings().add(transcription).sid;
    m_wanted.insert(sid, {callSid, callbackUrl});
    if (isTooShort || isTooLong)
        noteTrouble(m_office, callSid, 13617, u"Record: Recording length is out of range for transcription"_s);
    m_office.world.recordings().planTranscription(sid, ground.now().addMSecs(ground.pace.recordingCompleted + ground.pace.transcription),
                                                  isTooShort || isTooLong ? u"failed"_s : u"completed"_s,
                                                  isTooShort || isTooLong ? QString()
                                                      : words.isEmpty()   ? u"(blank)"_s
                                                                          : words);
}

void Transcriber::tell(const QString &transcriptionSid)
{
    const Wanted wanted = m_wanted.take(transcriptionSid);
    const auto transcription = m_office.world.recordings().transcription(transcriptionSid);
    const auto call = m_office.world.calls().fetch(wanted.callSid);
    if (wanted.url.isEmpty() || !transcription || !call)
        return;
    m_office.webhooks.tellOfCall({.url = wanted.url},
                                 webhooks::transcriptionFields(m_office.world.account().sid, *call, *transcription,
                                                               m_office.webhooks.recordingUrl(transcription->recordingSid), wanted.url),
                                 transcriptionSid, wanted.callSid);
}

} // namespace milassist::exchange
