// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/wire.h"

// What passes over the lines: calls, texts, recordings, and notes about what went wrong. Field names are Twilio's.
// account_sid, api_version, uri and subresource_uris are the same for all and are added by whoever writes the JSON.

namespace milassist::world
{

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.call.
struct Call {
    QString sid;
    OrNull parentSid;
    QString to, toFormatted, from, fromFormatted;
    OrNull phoneNumberSid;
    QString status = QStringLiteral("queued");
    QDateTime startedAt, endedAt;
    Digits duration;
    std::optional<Micros> price;
    QString priceUnit = QStringLiteral("USD");
    QString direction;
    OrNull answeredBy, forwardedFrom, groupSid, callerName;
    Digits queueTime{0};
    OrNull trunkSid;
    QDateTime createdAt, updatedAt;
    bool operator==(const Call &) const = default;
};

/// What was asked for when a call was created or updated; not part of the resource.
struct CallOrders {
    QString url, method = QStringLiteral("POST"), fallbackUrl, fallbackMethod = QStringLiteral("POST"), twiml, applicationSid;
    QString statusCallback, statusCallbackMethod = QStringLiteral("POST");
    QStringList statusCallbackEvents; ///< empty = completed only
    int timeout = 60, timeLimit = 14400;
    bool record = false;
    QString recordingChannels, recordingStatusCallback, recordingStatusCallbackMethod = QStringLiteral("POST");
    QStringList recordingStatusCallbackEvents;
    QString recordingTrack = QStringLiteral("both"), trim = QStringLiteral("do-not-trim");
    QString sendDigits, sipUsername, sipPassword, callerId;
    QString machineDetection; ///< empty, "Enable", "DetectMessageEnd"
    int detectionTimeout = 30, speechThreshold = 2400, speechEndThreshold = 1200, silenceTimeout = 5000;
    bool asyncDetection = false;
    QString asyncDetectionCallback, asyncDetectionMethod = QStringLiteral("POST");
};

/// What a call leaves behind beside its record, told with its end.
struct CallTrail {
    int sipCode = 0; ///< 0 = as the status suggests
    QString recordingSid, recordingUrl;
    int recordingSeconds = 0;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.message.
struct Message {
    QString sid;
    QString body;
    Digits segments{1};
    QString direction;
    OrNull from;
    QString to;
    QDateTime updatedAt;
    std::optional<Micros> price;
    OrNull errorMessage;
    Digits mediaCount{0};
    QString status = QStringLiteral("queued");
    OrNull messagingServiceSid;
    QDateTime sentAt, createdAt;
    std::optional<int> errorCode;
    OrNull priceUnit = QStringLiteral("USD");
    bool operator==(const Message &) const = default;
};

/// What was asked for when a message was created; not part of the resource.
struct MessageOrders {
    QString statusCallback; ///< the URL that counts: the request's, else the service's, else the application's
    QStringList mediaUrls;
    QDateTime sendAt; ///< invalid unless scheduled
    bool smartEncoded = false;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.message.media.
struct Media {
    QString sid, parentSid, contentType;
    QDateTime createdAt, updatedAt;
    bool operator==(const Media &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.recording and ...call.call_recording (which adds track and lacks
/// media_url).
struct Recording {
    QString sid;
    OrNull callSid, conferenceSid;
    QDateTime createdAt, updatedAt, startedAt;
    Digits duration;
    std::optional<Micros> price;
    QString priceUnit = QStringLiteral("USD");
    QString status, source;
    int channels = 1;
    std::optional<int> errorCode;
    OrNull track;
    bool operator==(const Recording &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.transcription.
struct Transcription {
    QString sid, recordingSid;
    QDateTime createdAt, updatedAt;
    Digits duration;
    std::optional<Micros> price;
    QString priceUnit = QStringLiteral("USD");
    QString status;
    OrNull text;
    QString type = QStringLiteral("fast");
    bool operator==(const Transcription &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.notification-instance. The last three only in a single fetch.
struct Notification {
    QString sid;
    OrNull callSid;
    QString errorCode, log; ///< log: "0" error, "1" warning
    QDateTime messageDate, createdAt, updatedAt;
    QString messageText, moreInfo;
    OrNull requestMethod, requestUrl;
    QString requestVariables, responseHeaders, responseBody;
    bool operator==(const Notification &) const = default;
};

} // namespace milassist::world

namespace milassist
{

template <>
struct Fields<world::Call> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Call::sid),
        field("parent_call_sid", &world::Call::parentSid),
        field("to", &world::Call::to),
        field("to_formatted", &world::Call::toFormatted),
        field("from", &world::Call::from),
        field("from_formatted", &world::Call::fromFormatted),
        field("phone_number_sid", &world::Call::phoneNumberSid),
        field("status", &world::Call::status),
        field("start_time", &world::Call::startedAt),
        field("end_time", &world::Call::endedAt),
        field("duration", &world::Call::duration),
        field("price", &world::Call::price),
        field("price_unit", &world::Call::priceUnit),
        field("direction", &world::Call::direction),
        field("answered_by", &world::Call::answeredBy),
        field("forwarded_from", &world::Call::forwardedFrom),
        field("group_sid", &world::Call::groupSid),
        field("caller_name", &world::Call::callerName),
        field("queue_time", &world::Call::queueTime),
        field("trunk_sid", &world::Call::trunkSid),
        field("date_created", &world::Call::createdAt),
        field("date_updated", &world::Call::updatedAt),
    };
};

template <>
struct Fields<world::Message> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Message::sid),
        field("body", &world::Message::body),
        field("num_segments", &world::Message::segments),
        field("direction", &world::Message::direction),
        field("from", &world::Message::from),
        field("to", &world::Message::to),
        field("date_updated", &world::Message::updatedAt),
        field("price", &world::Message::price),
        field("error_message", &world::Message::errorMessage),
        field("num_media", &world::Message::mediaCount),
        field("status", &world::Message::status),
        field("messaging_service_sid", &world::Message::messagingServiceSid),
        field("date_sent", &world::Message::sentAt),
        field("date_created", &world::Message::createdAt),
        field("error_code", &world::Message::errorCode),
        field("price_unit", &world::Message::priceUnit),
    };
};

template <>
struct Fields<world::Media> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Media::sid),
        field("parent_sid", &world::Media::parentSid),
        field("content_type", &world::Media::contentType),
        field("date_created", &world::Media::createdAt),
        field("date_updated", &world::Media::updatedAt),
    };
};

/// Without `track`, which only the form under a call has.
template <>
struct Fields<world::Recording> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Recording::sid),
        field("call_sid", &world::Recording::callSid),
        field("conference_sid", &world::Recording::conferenceSid),
        field("date_created", &world::Recording::createdAt),
        field("date_updated", &world::Recording::updatedAt),
        field("start_time", &world::Recording::startedAt),
        field("duration", &world::Recording::duration),
        field("price", &world::Recording::price),
        field("price_unit", &world::Recording::priceUnit),
        field("status", &world::Recording::status),
        field("source", &world::Recording::source),
        field("channels", &world::Recording::channels),
        field("error_code", &world::Recording::errorCode),
    };
};

template <>
struct Fields<world::Transcription> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Transcription::sid),
        field("recording_sid", &world::Transcription::recordingSid),
        field("date_created", &world::Transcription::createdAt),
        field("date_updated", &world::Transcription::updatedAt),
        field("duration", &world::Transcription::duration),
        field("price", &world::Transcription::price),
        field("price_unit", &world::Transcription::priceUnit),
        field("status", &world::Transcription::status),
        field("transcription_text", &world::Transcription::text),
        field("type", &world::Transcription::type),
    };
};

/// Without request_variables, response_headers and response_body, which only a single fetch has.
template <>
struct Fields<world::Notification> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Notification::sid),
        field("call_sid", &world::Notification::callSid),
        field("error_code", &world::Notification::errorCode),
        field("log", &world::Notification::log),
        field("message_date", &world::Notification::messageDate),
        field("message_text", &world::Notification::messageText),
        field("more_info", &world::Notification::moreInfo),
        field("request_method", &world::Notification::requestMethod),
        field("request_url", &world::Notification::requestUrl),
        field("date_created", &world::Notification::createdAt),
        field("date_updated", &world::Notification::updatedAt),
    };
};

} // namespace milassist
