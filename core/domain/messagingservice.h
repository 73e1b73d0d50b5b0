// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

struct MessagingServiceTag { static constexpr std::array prefixes{"MG"}; };
using MessagingServiceSid = Sid<MessagingServiceTag>;

/// A pool of numbers that send together, which may also decide where texts to them go.
/// Source: Twilio OpenAPI messaging_v1, Services.
struct MessagingService {
    MessagingServiceSid sid;
    QString friendlyName;
    QString inboundUrl, inboundMethod;   ///< empty = texts to its numbers are neither kept nor told to anybody
    QString fallbackUrl, statusCallback;
    bool usesWebhookOfNumber = false;    ///< each number's own configuration counts after all
    QDateTime createdAt, updatedAt;      ///< UTC
    bool operator==(const MessagingService &) const = default;
};

template <>
struct Fields<MessagingService> {
    static constexpr auto list = std::tuple{
        field("sid", &MessagingService::sid),
        field("friendly_name", &MessagingService::friendlyName),
        field("inbound_request_url", &MessagingService::inboundUrl),
        field("inbound_method", &MessagingService::inboundMethod),
        field("fallback_url", &MessagingService::fallbackUrl),
        field("status_callback", &MessagingService::statusCallback),
        field("use_inbound_webhook_on_number", &MessagingService::usesWebhookOfNumber),
        field("date_created", &MessagingService::createdAt),
        field("date_updated", &MessagingService::updatedAt),
    };
};

/// One number of a service's pool. Its sid is the number's own.
struct ServiceSender {
    PhoneNumberSid sid;
    Party phoneNumber; ///< E.164
    bool operator==(const ServiceSender &) const = default;
};

template <>
struct Fields<ServiceSender> {
    static constexpr auto list = std::tuple{
        field("sid", &ServiceSender::sid),
        field("phone_number", &ServiceSender::phoneNumber),
    };
};

} // namespace milassist
