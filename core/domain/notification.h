// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

/// An error or warning of Twilio's about one of our webhooks or documents.
/// Source: Twilio OpenAPI api_v2010, Notifications.
struct Notification {
    NotificationSid sid;
    CallSid callSid;                ///< null when it is not about a call
    int errorCode = 0;
    int log = 0;                    ///< 0 = error, 1 = warning
    QDateTime messageAt;            ///< UTC
    QString messageText;            ///< URL-encoded key=value text
    QString moreInfo;
    QString requestMethod, requestUrl;
    QString requestVariables, responseHeaders, responseBody; ///< only when fetched alone, empty in lists
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const Notification &) const = default;
};

template <>
struct Fields<Notification> {
    static constexpr auto list = std::tuple{
        field("sid", &Notification::sid),
        field("call_sid", &Notification::callSid),
        field("error_code", &Notification::errorCode),
        field("log", &Notification::log),
        field("message_date", &Notification::messageAt),
        field("message_text", &Notification::messageText),
        field("more_info", &Notification::moreInfo),
        field("request_method", &Notification::requestMethod),
        field("request_url", &Notification::requestUrl),
        field("request_variables", &Notification::requestVariables),
        field("response_headers", &Notification::responseHeaders),
        field("response_body", &Notification::responseBody),
        field("date_created", &Notification::createdAt),
        field("date_updated", &Notification::updatedAt),
    };
};

} // namespace milassist
