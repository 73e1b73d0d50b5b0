// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

enum class RecordingStatus { InProgress, Paused, Stopped, Processing, Completed, Absent, Deleted };

template <>
struct Words<RecordingStatus> {
    static constexpr std::pair<const char *, RecordingStatus> list[] = {
        {"in-progress", RecordingStatus::InProgress}, {"paused", RecordingStatus::Paused},
        {"stopped", RecordingStatus::Stopped},        {"processing", RecordingStatus::Processing},
        {"completed", RecordingStatus::Completed},    {"absent", RecordingStatus::Absent},
        {"deleted", RecordingStatus::Deleted},
    };
};

enum class RecordingSource {
    DialVerb, Conference, OutboundApi, Trunking, RecordVerb, StartCallRecordingApi, StartConferenceRecordingApi
};

template <>
struct Words<RecordingSource> {
    static constexpr std::pair<const char *, RecordingSource> list[] = {
        {"DialVerb", RecordingSource::DialVerb},
        {"Conference", RecordingSource::Conference},
        {"OutboundAPI", RecordingSource::OutboundApi},
        {"Trunking", RecordingSource::Trunking},
        {"RecordVerb", RecordingSource::RecordVerb},
        {"StartCallRecordingAPI", RecordingSource::StartCallRecordingApi},
        {"StartConferenceRecordingAPI", RecordingSource::StartConferenceRecordingApi},
    };
};

/// What was recorded of a call; a voicemail is one whose source is the Record verb.
/// Source: Twilio OpenAPI api_v2010, Recordings.
struct Recording {
    RecordingSid sid;
    CallSid callSid;                ///< the parent leg
    QString conferenceSid;
    Word<RecordingStatus> status;
    Word<RecordingSource> source;
    int channels = 1;
    QDateTime createdAt, startedAt; ///< UTC
    std::optional<std::chrono::seconds> duration;
    std::optional<Micros> price;
    QString priceUnit;
    int errorCode = 0;              ///< set when status is absent
    bool operator==(const Recording &) const = default;
};

template <>
struct Fields<Recording> {
    static constexpr auto list = std::tuple{
        field("sid", &Recording::sid),
        field("call_sid", &Recording::callSid),
        field("conference_sid", &Recording::conferenceSid),
        field("status", &Recording::status),
        field("source", &Recording::source),
        field("channels", &Recording::channels),
        field("date_created", &Recording::createdAt),
        field("start_time", &Recording::startedAt),
        field("duration", &Recording::duration),
        field("price", &Recording::price),
        field("price_unit", &Recording::priceUnit),
        field("error_code", &Recording::errorCode),
    };
};

inline bool isVoicemail(const Recording &recording)
{
    return recording.source.is(RecordingSource::RecordVerb);
}

enum class TranscriptionStatus { InProgress, Completed, Failed };

template <>
struct Words<TranscriptionStatus> {
    static constexpr std::pair<const char *, TranscriptionStatus> list[] = {
        {"in-progress", TranscriptionStatus::InProgress},
        {"completed", TranscriptionStatus::Completed},
        {"failed", TranscriptionStatus::Failed},
    };
};

/// The text of a voicemail. Source: Twilio OpenAPI api_v2010, Transcriptions.
struct Transcription {
    TranscriptionSid sid;
    RecordingSid recordingSid;
    Word<TranscriptionStatus> status;
    QString text;                   ///< empty until completed; "(blank)" when nothing was understood
    std::optional<std::chrono::seconds> duration;
    std::optional<Micros> price;
    QString priceUnit;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const Transcription &) const = default;
};

template <>
struct Fields<Transcription> {
    static constexpr auto list = std::tuple{
        field("sid", &Transcription::sid),
        field("recording_sid", &Transcription::recordingSid),
        field("status", &Transcription::status),
        field("transcription_text", &Transcription::text),
        field("duration", &Transcription::duration),
        field("price", &Transcription::price),
        field("price_unit", &Transcription::priceUnit),
        field("date_created", &Transcription::createdAt),
        field("date_updated", &Transcription::updatedAt),
    };
};

} // namespace milassist
