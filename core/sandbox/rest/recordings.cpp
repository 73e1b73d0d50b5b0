// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/byterange.h"
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/audio.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QtConcurrent>

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr Look::Subresource recordingParts[] = {{"add_on_results", "AddOnResults"}, {"transcriptions", "Transcriptions"}};
constexpr Look recordingLook{.listKey = "recordings", .apiVersion = true, .subresources = recordingParts};
constexpr Look callRecordingLook{.listKey = "recordings", .apiVersion = true};
constexpr Look transcriptionLook{.listKey = "transcriptions", .apiVersion = true};

// The list of the account has the address of the audio, that of a call has the track.
struct RecordingMore {
    const Context &context;
    void operator()(JsonWriter &json, const world::Recording &recording) const
    {
        json.nullField("encryption_details");
        json.asciiField("media_url", context.base, context.collection("Recordings"), recording.sid.toLatin1());
    }
};

void writeTrack(JsonWriter &json, const world::Recording &recording)
{
    json.nullField("encryption_details");
    json.field("track", recording.track);
}

QByteArray recordingsOf(const Context &c)
{
    return c.collection("Calls/" + c.args[0].toLatin1() + "/Recordings");
}

HttpResponse callRecording(const Context &c, const Result<world::Recording> &recording, int status = 200)
{
    return recordAnswer(c, callRecordingLook, recordingsOf(c), recording, status, &writeTrack);
}

bool isOfRecording(const Result<world::Transcription> &transcription, const QString &recordingSid)
{
    return transcription && transcription->recordingSid == recordingSid;
}

/// The bytes of a recording in the form its extension and RequestedChannels ask for. Made in a worker: encoding an hour
/// takes seconds, and everybody else would wait.
void sendAudio(const Context &c, const Reply &reply)
{
    const AudioForm form = c.extension == ".mp3" ? AudioForm::Mp3 : AudioForm::Wav;
    const std::optional<int> channels = c.form.number(u"RequestedChannels");
    if (c.form.has(u"RequestedChannels") && channels != 1 && channels != 2)
        return reply(errorAnswer(400, 20001, u"RequestedChannels must be 1 or 2"_s));
    const auto recording = c.world.recordings().fetch(c.args[0]);
    if (!recording)
        return reply(errorAnswer(c, recording.error()));
    if (channels == 2 && recording->channels < 2)
        return reply(errorAnswer(400, 20001, u"Requested number of channels is not available for this recording"_s));

    auto *waiting = new QFutureWatcher<Result<QByteArray>>(&c.world.recordings()); // ends with the world
    const HttpRequest request = c.request;
    const QByteArray path = c.path;
    const bool download = c.form.flag(u"Download", false);
    QObject::connect(waiting, &QFutureWatcherBase::finished, waiting, [waiting, request, path, reply, form, download] {
        waiting->deleteLater();
        if (waiting->future().resultCount() == 0)
            return reply(errorAnswer(503, 20503, u"The audio is not available"_s));
        const Result<QByteArray> audio = waiting->result();
        if (!audio && audio.error().kind == Error::Kind::NotFound)
            return reply(notFoundAnswer(path));
        if (!audio)
            return reply(errorAnswer(503, 20503, audio.error().detail));
        HttpResponse response = rangeResponse(request, *audio, form == AudioForm::Mp3 ? "audio/mpeg" : "audio/x-wav");
        if (download)
            response.headers.add("Content-Disposition", "attachment");
        reply(std::move(response));
    });
    waiting->setFuture(c.world.recordings().audio(c.args[0]).then(
        QtFuture::Launch::Async, [form, channels](const Result<QByteArray> &wav) -> Result<QByteArray> {
            if (!wav)
                return wav;
            return convertAudio(*wav, form, channels);
        }));
}

void addCallRecordingRoutes(Router &router)
{
    router.get(u"Calls/{}/Recordings"_s, [](const Context &c) {
        if (const auto call = c.world.calls().fetch(c.args[0]); !call)
            return errorAnswer(c, call.error());
        return listAnswer(c, callRecordingLook, recordingsOf(c), c.world.recordings().listOfCall(c.args[0], c.form), &writeTrack);
    });
    router.post(u"Calls/{}/Recordings"_s, [](const Context &c) {
        const auto call = c.world.calls().fetch(c.args[0]);
        if (!call)
            return errorAnswer(c, call.error());
        return callRecording(c, c.world.recordings().start(*call, c.form), 201);
    });
    router.get(u"Calls/{}/Recordings/{}"_s, [](const Context &c) {
        return callRecording(c, c.world.recordings().fetchOfCall(c.args[0], c.args[1]));
    });
    router.post(u"Calls/{}/Recordings/{}"_s, [](const Context &c) {
        return callRecording(c, c.world.recordings().control(c.args[0], c.args[1], c.form));
    });
    router.remove(u"Calls/{}/Recordings/{}"_s, [](const Context &c) {
        if (const auto recording = c.world.recordings().fetchOfCall(c.args[0], c.args[1]); !recording)
            return errorAnswer(c, recording.error());
        return goneAnswer(c, c.world.recordings().remove(c.args[1]));
    });
}

void addTranscriptionRoutes(Router &router)
{
    router.get(u"Transcriptions"_s, [](const Context &c) {
        return listAnswer(c, transcriptionLook, c.collection("Transcriptions"), c.world.recordings().transcriptions(c.form));
    });
    router.get(u"Transcriptions/{}"_s, [](const Context &c) {
        return recordAnswer(c, transcriptionLook, c.collection("Transcriptions"), c.world.recordings().transcription(c.args[0]));
    });
    router.remove(u"Transcriptions/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.recordings().removeTranscription(c.args[0])); });
    router.get(u"Recordings/{}/Transcriptions"_s, [](const Context &c) {
        if (const auto recording = c.world.recordings().fetch(c.args[0]); !recording)
            return errorAnswer(c, recording.error());
        return listAnswer(c, transcriptionLook, c.collection("Transcriptions"), c.world.recordings().transcriptionsOf(c.args[0], c.form));
    });
    router.get(u"Recordings/{}/Transcriptions/{}"_s, [](const Context &c) {
        const auto transcription = c.world.recordings().transcription(c.args[1]);
        if (!isOfRecording(transcription, c.args[0]))
            return notFoundAnswer(c.path);
        return recordAnswer(c, transcriptionLook, c.collection("Transcriptions"), transcription);
    });
    router.remove(u"Recordings/{}/Transcriptions/{}"_s, [](const Context &c) {
        if (!isOfRecording(c.world.recordings().transcription(c.args[1]), c.args[0]))
            return notFoundAnswer(c.path);
        return goneAnswer(c, c.world.recordings().removeTranscription(c.args[1]));
    });
}

} // namespace

void addRecordingRoutes(Router &router)
{
    router.get(u"Recordings"_s, [](const Context &c) {
        return listAnswer(c, recordingLook, c.collection("Recordings"), c.world.recordings().list(c.form), RecordingMore{c});
    });
    router.getLater(u"Recordings/{}"_s, [](const Context &c, const Reply &reply) {
        if (c.extension != ".json")
            return sendAudio(c, reply);
        const bool deletedToo = c.form.flag(u"IncludeSoftDeleted", false);
        reply(recordAnswer(c, recordingLook, c.collection("Recordings"), c.world.recordings().fetch(c.args[0], deletedToo), 200,
                           RecordingMore{c}));
    });
    router.remove(u"Recordings/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.recordings().remove(c.args[0])); });
    addCallRecordingRoutes(router);
    addTranscriptionRoutes(router);
}

} // namespace milassist::rest
