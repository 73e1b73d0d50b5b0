// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/call.h"
#include "core/domain/notification.h"
#include "core/domain/recording.h"
#include "core/twilio/page.h"

#include <QFuture>
#include <QUrl>

namespace milassist {

/// A stretch of time, both ends optional (invalid = open): from <= instant < until, UTC. Twilio compares whole days and
/// leaves open what its "<" means, so the client asks for a little more and drops what does not belong.
struct Span {
    QDateTime from, until;
    bool isOpen() const { return !from.isValid() && !until.isValid(); }
    bool contains(const QDateTime &instant) const
    {
        return (!from.isValid() || instant >= from) && (!until.isValid() || instant < until);
    }
    bool operator==(const Span &) const = default;
};

struct CallQuery {
    Party from, to;              ///< exact match; empty = any
    CallSid parent;              ///< children of this call only
    Word<CallStatus> status;     ///< empty = any
    Span started;                ///< by startedAt; records without one are kept
};

/// A call to place by REST. Exactly one of url, twiml and application says what happens when it is answered.
struct OutgoingCall {
    Party from, to;
    QUrl url;
    QString twiml;               ///< at most 4000 characters
    ApplicationSid application;
    QUrl statusCallback;
    QStringList statusEvents;    ///< "initiated", "ringing", "answered", "completed"
    QString sendDigits;
    std::optional<std::chrono::seconds> ringTimeout, timeLimit;
    bool record = false;
};

/// What to do with a live call: hang it up, take it back before it is answered, or send it to another document.
struct CallChange {
    enum class Action { HangUp, Cancel, Redirect };
    Action action = Action::HangUp;
    QUrl url;                    ///< for Redirect; or
    QString twiml;
};

struct RecordingQuery {
    CallSid call;
    Span created;
    bool includeDeleted = false; ///< also those deleted within 40 days, status "deleted"
};

enum class RecordingControl { Pause, PauseWithoutSilence, Resume, Stop };
enum class AudioFormat { Wav, Mp3 };

struct NotificationQuery {
    CallSid call;                ///< null = of the whole account
    std::optional<int> log;      ///< 0 = errors, 1 = warnings
    Span messaged;
};

/// A file that has been fetched.
struct Download {
    QString path;                ///< as asked for; complete, written under another name first and then renamed
    qint64 size = 0;             ///< bytes
    QString contentType;         ///< as the server says; never to be trusted for decoding
};

/// Calls, what was recorded of them and what was said. Lists are newest first.
/// Every function may be called from the main thread only and answers there; see twilioapi.h for errors and cancelling.
class CallsApi {
public:
    virtual ~CallsApi() = default;

    /// One page of calls, all legs. Source: api_v2010 GET Calls.json
    virtual QFuture<Result<Page<Call>>> calls(CallQuery query, Paging paging) = 0;
    virtual QFuture<Result<Call>> call(CallSid sid, Priority priority = Priority::UserWaiting) = 0;
    /// Errors besides the usual: OutcomeUnknown when the answer was lost. Source: POST Calls.json
    virtual QFuture<Result<Call>> createCall(OutgoingCall call) = 0;
    /// Errors besides the usual: OutcomeUnknown, Rejected 21220 when the call is not live. Source: POST Calls/{Sid}.json
    virtual QFuture<Result<Call>> updateCall(CallSid sid, CallChange change) = 0;
    /// Only ended calls. Deleting what is gone already succeeds if we may have deleted it ourselves a moment ago.
    virtual QFuture<Result<>> deleteCall(CallSid sid) = 0;

    virtual QFuture<Result<Page<Recording>>> recordings(RecordingQuery query, Paging paging) = 0;
    virtual QFuture<Result<Page<Recording>>> callRecordings(CallSid call, Paging paging) = 0;
    virtual QFuture<Result<Recording>> recording(RecordingSid sid, Priority priority = Priority::UserWaiting) = 0;
    virtual QFuture<Result<>> deleteRecording(RecordingSid sid) = 0;
    /// Starts recording a live call, one channel a side. Errors besides the usual: OutcomeUnknown.
    virtual QFuture<Result<Recording>> startRecording(CallSid call) = 0;
    /// @p recording null means the one that runs now.
    virtual QFuture<Result<Recording>> controlRecording(CallSid call, RecordingSid recording, RecordingControl control) = 0;
    /// The sound, into @p path (its folder must exist; an old file is replaced only by a complete new one).
    /// A recording just made is not there at once: a 404 is tried again for about ten seconds before it is NotFound.
    /// Progress: QFuture's, in thousandths when the server tells the size. Cancel: QFuture::cancel().
    /// Errors besides the usual: Storage, DiskFull. Source: GET Recordings/{Sid}.wav or .mp3
    virtual QFuture<Result<Download>> downloadRecording(RecordingSid sid, AudioFormat format, QString path) = 0;

    virtual QFuture<Result<Page<Transcription>>> transcriptions(Paging paging) = 0;
    virtual QFuture<Result<Page<Transcription>>> recordingTranscriptions(RecordingSid recording, Paging paging) = 0;
    virtual QFuture<Result<Transcription>> transcription(TranscriptionSid sid, Priority priority = Priority::UserWaiting) = 0;
    virtual QFuture<Result<>> deleteTranscription(TranscriptionSid sid) = 0;

    virtual QFuture<Result<Page<Notification>>> notifications(NotificationQuery query, Paging paging) = 0;
    /// With the request's variables and the answer, which lists leave out.
    virtual QFuture<Result<Notification>> notification(NotificationSid sid) = 0;
};

} // namespace milassist
