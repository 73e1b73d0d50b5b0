// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

/// Somebody else's number that we may show as ours when calling out. Source: Twilio OpenAPI api_v2010, OutgoingCallerIds.
struct OutgoingCallerId {
    PhoneNumberSid sid;
    Party phoneNumber;              ///< E.164
    QString friendlyName;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const OutgoingCallerId &) const = default;
};

template <>
struct Fields<OutgoingCallerId> {
    static constexpr auto list = std::tuple{
        field("sid", &OutgoingCallerId::sid),
        field("phone_number", &OutgoingCallerId::phoneNumber),
        field("friendly_name", &OutgoingCallerId::friendlyName),
        field("date_created", &OutgoingCallerId::createdAt),
        field("date_updated", &OutgoingCallerId::updatedAt),
    };
};

/// Twilio is calling the number now and asks for this code.
struct CallerIdValidation {
    CallSid callSid;
    Party phoneNumber;
    QString friendlyName;
    QString validationCode;
    bool operator==(const CallerIdValidation &) const = default;
};

template <>
struct Fields<CallerIdValidation> {
    static constexpr auto list = std::tuple{
        field("call_sid", &CallerIdValidation::callSid),
        field("phone_number", &CallerIdValidation::phoneNumber),
        field("friendly_name", &CallerIdValidation::friendlyName),
        field("validation_code", &CallerIdValidation::validationCode),
    };
};

} // namespace milassist
