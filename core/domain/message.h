// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

enum class MessageStatus {
    Accepted, Scheduled, Queued, Sending, Sent, Delivered, Undelivered, Failed, Receiving, Received, Read,
    PartiallyDelivered, Canceled
};

template <>
struct Words<MessageStatus> {
    static constexpr std::pair<const char *, MessageStatus> list[] = {
        {"accepted", MessageStatus::Accepted},       {"scheduled", MessageStatus::Scheduled},
        {"queued", MessageStatus::Queued},           {"sending", MessageStatus::Sending},
        {"sent", MessageStatus::Sent},               {"delivered", MessageStatus::Delivered},
        {"undelivered", MessageStatus::Undelivered}, {"failed", MessageStatus::Failed},
        {"receiving", MessageStatus::Receiving},     {"received", MessageStatus::Received},
        {"read", MessageStatus::Read},               {"partially_delivered", MessageStatus::PartiallyDelivered},
        {"canceled", MessageStatus::Canceled},
    };
};

enum class MessageDirection { Inbound, OutboundApi, OutboundCall, OutboundReply };

template <>
struct Words<MessageDirection> {
    static constexpr std::pair<const char *, MessageDirection> list[] = {
        {"inbound", MessageDirection::Inbound},
        {"outbound-api", MessageDirection::OutboundApi},
        {"outbound-call", MessageDirection::OutboundCall},
        {"outbound-reply", MessageDirection::OutboundReply},
    };
};

/// A text or picture message. Source: Twilio OpenAPI api_v2010, Messages.
struct Message {
    MessageSid sid;
    QString messagingServiceSid;
    Party from, to;                 ///< from is empty until a messaging service has chosen the sender
    QString body;
    Word<MessageStatus> status;
    Word<MessageDirection> direction;
    int segments = 0;
    int mediaCount = 0;
    QDateTime createdAt, sentAt, updatedAt; ///< UTC; sentAt invalid until sent
    int errorCode = 0;              ///< 0 = none
    QString errorMessage;
    std::optional<Micros> price;    ///< none until rated; negative = charged
    QString priceUnit;
    bool operator==(const Message &) const = default;
};

template <>
struct Fields<Message> {
    static constexpr auto list = std::tuple{
        field("sid", &Message::sid),
        field("messaging_service_sid", &Message::messagingServiceSid),
        field("from", &Message::from),
        field("to", &Message::to),
        field("body", &Message::body),
        field("status", &Message::status),
        field("direction", &Message::direction),
        field("num_segments", &Message::segments),
        field("num_media", &Message::mediaCount),
        field("date_created", &Message::createdAt),
        field("date_sent", &Message::sentAt),
        field("date_updated", &Message::updatedAt),
        field("error_code", &Message::errorCode),
        field("error_message", &Message::errorMessage),
        field("price", &Message::price),
        field("price_unit", &Message::priceUnit),
    };
};

bool isInbound(const Message &message);
/// Whether no later state can follow ("sent" may stay for ever, but may also become delivered).
bool isTerminal(const Word<MessageStatus> &status);
/// accepted/scheduled < queued < sending < sent < terminal; unknown words rank with sent.
int rankOf(const Word<MessageStatus> &status);

/// A picture or other attachment of a message. Source: Twilio OpenAPI api_v2010, Messages/Media.
struct Media {
    MediaSid sid;
    MessageSid messageSid;
    QString contentType;            ///< as the sender claims; never trusted for decoding
    QDateTime createdAt;
    bool operator==(const Media &) const = default;
};

template <>
struct Fields<Media> {
    static constexpr auto list = std::tuple{
        field("sid", &Media::sid),
        field("parent_sid", &Media::messageSid),
        field("content_type", &Media::contentType),
        field("date_created", &Media::createdAt),
    };
};

} // namespace milassist
