// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/merge.h"

namespace milassist {

namespace {

template <typename T>
void keepUnlessKnown(std::optional<T> &come, const std::optional<T> &kept)
{
    if (!come)
        come = kept;
}

void keepUnlessKnown(QString &come, const QString &kept)
{
    if (come.isEmpty())
        come = kept;
}

void keepUnlessKnown(QDateTime &come, const QDateTime &kept)
{
    if (!come.isValid())
        come = kept;
}

void keepUnlessKnown(Party &come, const Party &kept)
{
    if (come.isEmpty())
        come = kept;
}

int rankOfRecording(const Word<RecordingStatus> &status)
{
    switch (status.valueOr(RecordingStatus::Processing)) {
    case RecordingStatus::InProgress:
    case RecordingStatus::Paused:
        return 0; // goes back and forth while the call lasts
    case RecordingStatus::Stopped:
        return 1;
    case RecordingStatus::Processing:
        return 2;
    case RecordingStatus::Completed:
    case RecordingStatus::Absent:
        return 3;
    case RecordingStatus::Deleted:
        return 4;
    }
    return 2;
}

int rankOfTranscription(const Word<TranscriptionStatus> &status)
{
    return status.isAnyOf(TranscriptionStatus::Completed, TranscriptionStatus::Failed) ? 1 : 0;
}

} // namespace

Call merged(const Call &kept, const Call &come)
{
    Call call = come;
    if (rankOf(come.status) < rankOf(kept.status) || come.status.isEmpty())
        call.status = kept.status;
    if (call.parentSid.isNull())
        call.parentSid = kept.parentSid;
    if (call.phoneNumberSid.isNull())
        call.phoneNumberSid = kept.phoneNumberSid;
    keepUnlessKnown(call.from, kept.from);
    keepUnlessKnown(call.to, kept.to);
    keepUnlessKnown(call.createdAt, kept.createdAt);
    keepUnlessKnown(call.startedAt, kept.startedAt);
    keepUnlessKnown(call.endedAt, kept.endedAt);
    keepUnlessKnown(call.duration, kept.duration);
    keepUnlessKnown(call.price, kept.price);
    keepUnlessKnown(call.priceUnit, kept.priceUnit);
    keepUnlessKnown(call.answeredBy, kept.answeredBy);
    keepUnlessKnown(call.forwardedFrom, kept.forwardedFrom);
    keepUnlessKnown(call.callerName, kept.callerName);
    return call;
}

Message merged(const Message &kept, const Message &come)
{
    const bool older = come.updatedAt.isValid() && kept.updatedAt.isValid() && come.updatedAt < kept.updatedAt;
    const int keptRank = rankOf(kept.status);
    const int comeRank = rankOf(come.status);
    // Of two final words the later one counts: "delivered" may still become "read".
    const bool backwards = comeRank < keptRank || (comeRank == keptRank && older) || come.status.isEmpty();

    Message message = older ? kept : come;
    message.status = backwards ? kept.status : come.status;
    message.errorCode = backwards ? kept.errorCode : come.errorCode;
    message.errorMessage = backwards ? kept.errorMessage : come.errorMessage;
    const Message &other = older ? come : kept;
    keepUnlessKnown(message.messagingServiceSid, other.messagingServiceSid);
    keepUnlessKnown(message.from, other.from);
    keepUnlessKnown(message.to, other.to);
    keepUnlessKnown(message.createdAt, other.createdAt);
    keepUnlessKnown(message.sentAt, other.sentAt);
    keepUnlessKnown(message.updatedAt, other.updatedAt);
    keepUnlessKnown(message.price, other.price);
    keepUnlessKnown(message.priceUnit, other.priceUnit);
    message.segments = qMax(message.segments, other.segments); // 0 until a service has chosen the sender
    return message;
}

Recording merged(const Recording &kept, const Recording &come)
{
    Recording recording = come;
    if (rankOfRecording(come.status) < rankOfRecording(kept.status)) {
        recording.status = kept.status;
        recording.errorCode = kept.errorCode;
    }
    if (recording.callSid.isNull())
        recording.callSid = kept.callSid;
    keepUnlessKnown(recording.createdAt, kept.createdAt);
    keepUnlessKnown(recording.startedAt, kept.startedAt);
    keepUnlessKnown(recording.duration, kept.duration);
    keepUnlessKnown(recording.price, kept.price);
    keepUnlessKnown(recording.priceUnit, kept.priceUnit);
    return recording;
}

Transcription merged(const Transcription &kept, const Transcription &come)
{
    Transcription transcription = come;
    if (rankOfTranscription(come.status) < rankOfTranscription(kept.status))
        transcription.status = kept.status;
    keepUnlessKnown(transcription.text, kept.text);
    keepUnlessKnown(transcription.createdAt, kept.createdAt);
    keepUnlessKnown(transcription.updatedAt, kept.updatedAt);
    keepUnlessKnown(transcription.duration, kept.duration);
    keepUnlessKnown(transcription.price, kept.price);
    keepUnlessKnown(transcription.priceUnit, kept.priceUnit);
    return transcription;
}

Media merged(const Media &, const Media &come)
{
    return come;
}

} // namespace milassist
