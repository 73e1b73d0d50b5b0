// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

#include <QStringList>

namespace milassist {

struct CallerName {
    QString name;
    QString type;                   ///< "BUSINESS", "CONSUMER" or empty
    int errorCode = 0;
    bool operator==(const CallerName &) const = default;
};

template <>
struct Fields<CallerName> {
    static constexpr auto list = std::tuple{
        field("caller_name", &CallerName::name),
        field("caller_type", &CallerName::type),
        field("error_code", &CallerName::errorCode),
    };
};

struct LineType {
    QString type;                   ///< "mobile", "landline", "tollFree", "fixedVoip", "nonFixedVoip", ...
    QString carrierName, mobileCountryCode, mobileNetworkCode;
    int errorCode = 0;
    bool operator==(const LineType &) const = default;
};

template <>
struct Fields<LineType> {
    static constexpr auto list = std::tuple{
        field("type", &LineType::type),
        field("carrier_name", &LineType::carrierName),
        field("mobile_country_code", &LineType::mobileCountryCode),
        field("mobile_network_code", &LineType::mobileNetworkCode),
        field("error_code", &LineType::errorCode),
    };
};

/// What is known of a number; the two parts are empty unless asked for (they cost money).
/// Source: Twilio OpenAPI lookups_v2, PhoneNumbers.
struct NumberLookup {
    Party phoneNumber;
    QString countryCode, callingCountryCode, nationalFormat;
    bool valid = false;
    QStringList validationErrors;   ///< "TOO_SHORT", "INVALID_COUNTRY_CODE", ...
    CallerName callerName;
    LineType lineType;
    bool operator==(const NumberLookup &) const = default;
};

template <>
struct Fields<NumberLookup> {
    static constexpr auto list = std::tuple{
        field("phone_number", &NumberLookup::phoneNumber),
        field("country_code", &NumberLookup::countryCode),
        field("calling_country_code", &NumberLookup::callingCountryCode),
        field("national_format", &NumberLookup::nationalFormat),
        field("valid", &NumberLookup::valid),
        field("validation_errors", &NumberLookup::validationErrors),
        field("caller_name", &NumberLookup::callerName),
        field("line_type_intelligence", &NumberLookup::lineType),
    };
};

} // namespace milassist
