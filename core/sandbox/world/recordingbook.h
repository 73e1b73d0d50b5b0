// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/shelf.h"
#include "core/sandbox/world/trafficrecords.h"

#include <QFuture>
#include <QObject>

#include <functional>

namespace milassist::world
{

/// Recordings with their audio and transcriptions.
class RecordingBook : public QObject
{
    Q_OBJECT
public:
    explicit RecordingBook(Ground &ground);

    /// GET Recordings: DateCreated[<>] CallSid ConferenceSid IncludeSoftDeleted.
    Result<Slice<Recording>> list(const Form &query) const;
    /// GET Calls/{sid}/Recordings.
    Result<Slice<Recording>> listOfCall(QStringView callSid, const Form &query) const;
    Result<Recording> fetch(QStringView sid, bool includeDeleted = false) const;
    Result<Recording> fetchOfCall(QStringView callSid, QStringView sid) const;
    Result<> remove(QStringView sid);
    /// POST Calls/{sid}/Recordings on a live call, Status=paused|in-progress|stopped on one of them ("Twilio.CURRENT" too).
    Result<Recording> start(const Call &call, const Form &form);
    Result<Recording> control(QStringView callSid, QStringView sid, const Form &form);
    /// What was asked for when it was started: RecordingStatusCallback, its method, its events.
    Form orders(QStringView sid) const;
    /// The call has ended: its live recordings are finished.
    void callEnded(const QString &callSid);
    /// The network starts one: sid and dates are filled in. @p orders as in orders().
    Recording begin(Recording recording, const Form &orders);
    /// A live one is over, with this sound, or with nothing worth keeping ("absent"). What is known at once is given back.
    Recording complete(const QString &sid, const QByteArray &wav, int seconds);
    void setAbsent(const QString &sid);

    Result<Slice<Transcription>> transcriptions(const Form &query) const;
    Result<Slice<Transcription>> transcriptionsOf(QStringView recordingSid, const Form &query) const;
    Result<Transcription> transcription(QStringView sid) const;
    Result<> removeTranscription(QStringView sid);

    /// The audio: RIFF/WAVE, 8 kHz, 16 bit, as many channels as the record says. May take a moment when it has to be spoken
    /// first. Errors: 20404 until completed and after deletion; Unavailable when the speech program is missing.
    QFuture<Result<QByteArray>> audio(QStringView sid) const;

    /// Makes the audio when it is first asked for; called in the world's thread, may finish in any.
    using AudioSource = std::function<QFuture<Result<QByteArray>>()>;
    Recording add(Recording recording, AudioSource audio);
    Transcription add(Transcription transcription);
    /// Finishes a pending transcription (status, text, price) at @p when.
    void planTranscription(const QString &sid, const QDateTime &when, const QString &status, const QString &text);

    const Shelf<Recording> &all() const { return m_recordings; }
    const Shelf<Transcription> &allTranscriptions() const { return m_transcriptions; }

Q_SIGNALS:
    /// A live one is to end, by REST or with its call: whoever has its sound completes it now.
    void ending(const QString &sid);
    void recordingChanged(const milassist::world::Recording &recording);
    void transcriptionChanged(const milassist::world::Transcription &transcription);

private:
    Result<Slice<Recording>> filtered(const Form &query, std::function<bool(const Recording &)> accept) const;
    void finish(const QString &sid);

    Ground &m_ground;
    quint64 m_nextRecording = 0, m_nextTranscription = 0;
    Shelf<Recording> m_recordings;
    Shelf<Transcription> m_transcriptions;
    QHash<QString, AudioSource> m_audio;
    QHash<QString, Form> m_orders;
};

} // namespace milassist::world
