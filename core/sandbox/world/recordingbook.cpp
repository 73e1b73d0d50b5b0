// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/recordingbook.h"

#include "core/base/whendone.h"
#include "core/sandbox/world/patch.h"
#include "core/sandbox/world/wav.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace
{

bool isLive(const Recording &recording)
{
    return recording.status == "in-progress"_L1 || recording.status == "paused"_L1;
}

} // namespace

RecordingBook::RecordingBook(Ground &ground) : m_ground(ground) {}

Result<Slice<Recording>> RecordingBook::filtered(const Form &query, std::function<bool(const Recording &)> accept) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    const auto before =
        m_ground.quirks.beforeIncludesDay ? InstantFilter::Before::IncludesTheDay : InstantFilter::Before::ExcludesTheDay;
    const auto created = InstantFilter::parse(query, u"DateCreated", before);
    const bool withDeleted = query.flag(u"IncludeSoftDeleted", false);
    return m_recordings.page(*request, [&](const Recording &recording) {
        return accept(recording) && created.accepts(recording.createdAt) && (withDeleted || recording.status != "deleted"_L1);
    });
}

Result<Slice<Recording>> RecordingBook::list(const Form &query) const
{
    const QString call = query.value(u"CallSid"), conference = query.value(u"ConferenceSid");
    return filtered(query, [&](const Recording &recording) {
        return (call.isEmpty() || recording.callSid == call) && (conference.isEmpty() || recording.conferenceSid == conference);
    });
}

Result<Slice<Recording>> RecordingBook::listOfCall(QStringView callSid, const Form &query) const
{
    return filtered(query, [&](const Recording &recording) { return recording.callSid == callSid; });
}

Result<Recording> RecordingBook::fetch(QStringView sid, bool includeDeleted) const
{
    const Recording *recording = m_recordings.find(sid);
    if (!recording || (recording->status == "deleted"_L1 && !includeDeleted))
        return noSuchThing();
    return *recording;
}

Result<Recording> RecordingBook::fetchOfCall(QStringView callSid, QStringView sid) const
{
    if (sid == u"Twilio.CURRENT") {
        const Recording *live = m_recordings.findIf([&](const Recording &r) { return r.callSid == callSid && isLive(r); });
        return live ? Result<Recording>(*live) : noSuchThing();
    }
    auto recording = fetch(sid);
    if (recording && recording->callSid != callSid)
        return noSuchThing();
    return recording;
}

Result<> RecordingBook::remove(QStringView sid)
{
    Recording *recording = m_recordings.find(sid);
    if (!recording || recording->status == "deleted"_L1)
        return noSuchThing();
    recording->status = u"deleted"_s; // the record stays for IncludeSoftDeleted, the sound is gone
    recording->updatedAt = m_ground.nowInSeconds();
    m_audio.remove(recording->sid);
    m_transcriptions.removeIf([sid](const Transcription &t) { return t.recordingSid == sid; });
    return {};
}

Result<Recording> RecordingBook::start(const Call &call, const Form &form)
{
    if (call.status != "in-progress"_L1)
        return refuse(21220, u"Requested resource is not eligible for recording"_s);
    Recording recording;
    QString track = u"both"_s, channels = u"mono"_s, trim = u"do-not-trim"_s, callback, method;
    const auto outcome = Patch(form)
                             .oneOf(u"RecordingChannels", channels, {u"mono"_s, u"dual"_s})
                             .oneOf(u"RecordingTrack", track, {u"inbound"_s, u"outbound"_s, u"both"_s})
                             .oneOf(u"Trim", trim, {u"trim-silence"_s, u"do-not-trim"_s})
                             .url(u"RecordingStatusCallback", callback)
                             .method(u"RecordingStatusCallbackMethod", method)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    recording.callSid = call.sid;
    recording.track = track;
    recording.channels = channels == "dual"_L1 ? 2 : 1;
    recording.status = u"in-progress"_s;
    recording.source = u"StartCallRecordingAPI"_s;
    recording.createdAt = recording.updatedAt = recording.startedAt = m_ground.nowInSeconds();
    const Recording added = add(std::move(recording), {});
    m_orders.insert(added.sid, form);
    Q_EMIT recordingChanged(added);
    return added;
}

Result<Recording> RecordingBook::control(QStringView callSid, QStringView sid, const Form &form)
{
    const auto wanted = fetchOfCall(callSid, sid);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (auto given = require(form, {u"Status"}); !given)
        return tl::unexpected(given.error());
    QString status, pause = u"silence"_s;
    const auto outcome = Patch(form)
                             .oneOf(u"Status", status, {u"in-progress"_s, u"paused"_s, u"stopped"_s})
                             .oneOf(u"PauseBehavior", pause, {u"skip"_s, u"silence"_s})
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    Recording *recording = m_recordings.find(wanted->sid);
    if (!isLive(*recording))
        return refuse(21220, u"The recording has ended and cannot be changed"_s);
    recording->status = status;
    recording->updatedAt = m_ground.nowInSeconds();
    const Recording changed = *recording;
    if (status == "stopped"_L1) {
        finish(changed.sid);
    } else {
        QList<std::pair<QString, QString>> orders = m_orders.value(changed.sid).pairs();
        orders.append({u"PauseBehavior"_s, pause});
        m_orders.insert(changed.sid, Form(orders));
        Q_EMIT recordingChanged(changed);
    }
    return changed;
}

Recording RecordingBook::begin(Recording recording, const Form &orders)
{
    recording.status = u"in-progress"_s;
    recording.createdAt = recording.updatedAt = recording.startedAt = m_ground.nowInSeconds();
    const Recording added = add(std::move(recording), {});
    m_orders.insert(added.sid, orders);
    Q_EMIT recordingChanged(added);
    return added;
}

Recording RecordingBook::complete(const QString &sid, const QByteArray &wav, int seconds)
{
    Recording *recording = m_recordings.find(sid);
    if (!recording)
        return {};
    m_audio.insert(sid, [wav] { return finished(Result<QByteArray>(wav)); });
    recording->duration.value = seconds;
    finish(sid);
    return *recording;
}

void RecordingBook::setAbsent(const QString &sid)
{
    Recording *recording = m_recordings.find(sid);
    if (!recording)
        return;
    recording->status = u"absent"_s;
    recording->duration.value = 0;
    recording->errorCode = 0;
    recording->updatedAt = m_ground.nowInSeconds();
    Q_EMIT recordingChanged(*recording);
}

Form RecordingBook::orders(QStringView sid) const
{
    return m_orders.value(sid.toString());
}

void RecordingBook::callEnded(const QString &callSid)
{
    QStringList live;
    m_recordings.forEach([&](const Recording &recording) {
        if (recording.callSid == callSid && isLive(recording))
            live.append(recording.sid);
    });
    for (const QString &sid : live)
        finish(sid);
}

void RecordingBook::finish(const QString &sid)
{
    if (!m_audio.contains(sid)) {
        Q_EMIT ending(sid);
        if (m_audio.contains(sid))
            return; // whoever has the sound has completed it
    }
    Recording *recording = m_recordings.find(sid);
    const QDateTime now = m_ground.nowInSeconds();
    if (!recording->duration.value)
        recording->duration.value = recording->startedAt.secsTo(now);
    if (isLive(*recording))
        recording->status = u"processing"_s;
    recording->updatedAt = now;
    m_ground.timeline.after(milliseconds(m_ground.pace.recordingCompleted), [this, sid] {
        Recording *done = m_recordings.find(sid);
        if (!done || done->status == "deleted"_L1)
            return;
        done->status = u"completed"_s;
        done->price = Micros{-m_ground.prices.recordingMinute.value * billedMinutes(done->duration.value.value_or(0))};
        done->updatedAt = m_ground.nowInSeconds();
        if (!m_audio.contains(sid)) {
            // Without a telephone network what a live call's recording holds is the silence of the line.
            const int seconds = int(done->duration.value.value_or(0));
            const int channels = done->channels;
            m_audio.insert(sid, [seconds, channels] {
                return finished(Result<QByteArray>(wavOf(lineNoise(seconds * telephoneRate), channels)));
            });
        }
        Q_EMIT recordingChanged(*done);
    });
}

QFuture<Result<QByteArray>> RecordingBook::audio(QStringView sid) const
{
    const Recording *recording = m_recordings.find(sid);
    if (!recording || recording->status != "completed"_L1)
        return finished(Result<QByteArray>(noSuchThing()));
    const auto source = m_audio.constFind(recording->sid);
    if (source == m_audio.constEnd() || !*source)
        return finished(Result<QByteArray>(noSuchThing()));
    return (*source)();
}

Recording RecordingBook::add(Recording recording, AudioSource audio)
{
    recording.sid = m_ground.sids.make("RE", m_nextRecording++);
    if (audio)
        m_audio.insert(recording.sid, std::move(audio));
    return m_recordings.add(std::move(recording));
}

// ---- transcriptions

Result<Slice<Transcription>> RecordingBook::transcriptions(const Form &query) const
{
    return transcriptionsOf({}, query);
}

Result<Slice<Transcription>> RecordingBook::transcriptionsOf(QStringView recordingSid, const Form &query) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    return m_transcriptions.page(*request, [recordingSid](const Transcription &transcription) {
        return recordingSid.isEmpty() || transcription.recordingSid == recordingSid;
    });
}

Result<Transcription> RecordingBook::transcription(QStringView sid) const
{
    return m_transcriptions.fetch(sid);
}

Result<> RecordingBook::removeTranscription(QStringView sid)
{
    if (!m_transcriptions.remove(sid))
        return noSuchThing();
    return {};
}

Transcription RecordingBook::add(Transcription transcription)
{
    transcription.sid = m_ground.sids.make("TR", m_nextTranscription++);
    return m_transcriptions.add(std::move(transcription));
}

void RecordingBook::planTranscription(const QString &sid, const QDateTime &when, const QString &status, const QString &text)
{
    m_ground.timeline.at(when, [this, sid, status, text] {
        Transcription *transcription = m_transcriptions.find(sid);
        if (!transcription)
            return;
        transcription->status = status;
        transcription->text = orNull(text);
        transcription->updatedAt = m_ground.nowInSeconds();
        const bool isCharged = status == "completed"_L1;
        const qint64 minutes = isCharged ? billedMinutes(transcription->duration.value.value_or(0)) : 0;
        transcription->price = Micros{-m_ground.prices.transcriptionMinute.value * minutes};
        Q_EMIT transcriptionChanged(*transcription);
    });
}

} // namespace milassist::world
