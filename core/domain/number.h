// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

#include <QList>

namespace milassist {

struct Capabilities {
    bool voice = false, sms = false, mms = false, fax = false;
    bool operator==(const Capabilities &) const = default;
};

/// Where one of our numbers sends what comes in: the part of it that somebody can set and put back.
struct NumberConfig {
    QString friendlyName;
    QString voiceUrl, voiceMethod, voiceFallbackUrl, voiceFallbackMethod, voiceApplicationSid, trunkSid;
    QString smsUrl, smsMethod, smsFallbackUrl, smsFallbackMethod, smsApplicationSid;
    QString statusCallback, statusCallbackMethod;
    bool operator==(const NumberConfig &) const = default;
};

/// A telephone number we own. Source: Twilio OpenAPI api_v2010, IncomingPhoneNumbers.
struct IncomingNumber {
    PhoneNumberSid sid;
    Party phoneNumber;              ///< E.164
    Capabilities capabilities;
    NumberConfig config;
    QString type;                   ///< "local", "mobile", "toll-free"; empty when not told
    QString addressRequirements;    ///< "none", "any", "local", "foreign"
    QString addressSid, bundleSid;
    QString emergencyStatus, emergencyAddressSid;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const IncomingNumber &) const = default;
};

/// A number for sale. Source: Twilio OpenAPI api_v2010, AvailablePhoneNumbers.
struct AvailableNumber {
    Party phoneNumber;              ///< E.164
    QString friendlyName, locality, region, postalCode, isoCountry, rateCenter;
    QString addressRequirements;
    Capabilities capabilities;
    bool beta = false;
    bool operator==(const AvailableNumber &) const = default;
};

/// A country that sells numbers, and which kinds. Source: Twilio OpenAPI api_v2010, AvailablePhoneNumbers.
struct NumberCountry {
    QString code;                   ///< ISO 3166, two letters
    QString name;
    bool beta = false;
    bool local = false, mobile = false, tollFree = false;
    bool operator==(const NumberCountry &) const = default;
};

template <>
struct Fields<NumberCountry> {
    static constexpr auto list = std::tuple{
        field("country_code", &NumberCountry::code),
        field("country", &NumberCountry::name),
        field("beta", &NumberCountry::beta),
    };
};

template <>
struct Fields<NumberConfig> {
    static constexpr auto list = std::tuple{
        field("friendly_name", &NumberConfig::friendlyName),
        field("voice_url", &NumberConfig::voiceUrl),
        field("voice_method", &NumberConfig::voiceMethod),
        field("voice_fallback_url", &NumberConfig::voiceFallbackUrl),
        field("voice_fallback_method", &NumberConfig::voiceFallbackMethod),
        field("voice_application_sid", &NumberConfig::voiceApplicationSid),
        field("trunk_sid", &NumberConfig::trunkSid),
        field("sms_url", &NumberConfig::smsUrl),
        field("sms_method", &NumberConfig::smsMethod),
        field("sms_fallback_url", &NumberConfig::smsFallbackUrl),
        field("sms_fallback_method", &NumberConfig::smsFallbackMethod),
        field("sms_application_sid", &NumberConfig::smsApplicationSid),
        field("status_callback", &NumberConfig::statusCallback),
        field("status_callback_method", &NumberConfig::statusCallbackMethod),
    };
};

/// The flat part; capabilities and config are read from the same object beside it.
template <>
struct Fields<IncomingNumber> {
    static constexpr auto list = std::tuple{
        field("sid", &IncomingNumber::sid),
        field("phone_number", &IncomingNumber::phoneNumber),
        field("type", &IncomingNumber::type),
        field("address_requirements", &IncomingNumber::addressRequirements),
        field("address_sid", &IncomingNumber::addressSid),
        field("bundle_sid", &IncomingNumber::bundleSid),
        field("emergency_status", &IncomingNumber::emergencyStatus),
        field("emergency_address_sid", &IncomingNumber::emergencyAddressSid),
        field("date_created", &IncomingNumber::createdAt),
        field("date_updated", &IncomingNumber::updatedAt),
    };
};

template <>
struct Fields<Capabilities> {
    static constexpr auto list = std::tuple{
        field("voice", &Capabilities::voice),
        field("sms", &Capabilities::sms),
        field("mms", &Capabilities::mms),
        field("fax", &Capabilities::fax),
    };
};

template <>
struct Fields<AvailableNumber> {
    static constexpr auto list = std::tuple{
        field("phone_number", &AvailableNumber::phoneNumber),
        field("friendly_name", &AvailableNumber::friendlyName),
        field("locality", &AvailableNumber::locality),
        field("region", &AvailableNumber::region),
        field("postal_code", &AvailableNumber::postalCode),
        field("iso_country", &AvailableNumber::isoCountry),
        field("rate_center", &AvailableNumber::rateCenter),
        field("address_requirements", &AvailableNumber::addressRequirements),
        field("beta", &AvailableNumber::beta),
    };
};

} // namespace milassist
