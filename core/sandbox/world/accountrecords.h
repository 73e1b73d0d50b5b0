// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/wire.h"

// What an account owns: numbers, keys, applications, addresses, caller ids, messaging services.
// account_sid, api_version, uri and subresource_uris are added by whoever writes the JSON.

namespace milassist::world
{

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.
struct Account {
    QString sid, authToken, friendlyName, ownerAccountSid;
    QString status = QStringLiteral("active"), type = QStringLiteral("Full");
    QDateTime createdAt, updatedAt;
    bool operator==(const Account &) const = default;
};

struct Balance {
    Micros amount;
    QString currency = QStringLiteral("USD");
    bool operator==(const Balance &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.incoming_phone_number.
struct IncomingNumber {
    QString sid, phoneNumber, friendlyName;
    QString addressRequirements = QStringLiteral("none");
    OrNull addressSid, bundleSid, identitySid, emergencyAddressSid, trunkSid;
    QString apiVersion = QStringLiteral("2010-04-01");
    bool beta = false;
    Capabilities capabilities;
    QDateTime createdAt, updatedAt;
    QString emergencyAddressStatus = QStringLiteral("unregistered"), emergencyStatus = QStringLiteral("Inactive");
    QString origin = QStringLiteral("twilio");
    OrNull smsApplicationSid, voiceApplicationSid;
    QString smsUrl, smsMethod = QStringLiteral("POST"), smsFallbackUrl, smsFallbackMethod = QStringLiteral("POST");
    QString statusCallback, statusCallbackMethod = QStringLiteral("POST");
    QString status = QStringLiteral("in-use"), type = QStringLiteral("local");
    QString voiceUrl, voiceMethod = QStringLiteral("POST"), voiceFallbackUrl, voiceFallbackMethod = QStringLiteral("POST");
    QString voiceReceiveMode = QStringLiteral("voice");
    bool voiceCallerIdLookup = false;
    bool operator==(const IncomingNumber &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, available_phone_number_local (and _mobile, _toll_free).
struct AvailableNumber {
    QString friendlyName, phoneNumber;
    OrNull lata, locality, rateCenter, latitude, longitude, region, postalCode;
    QString isoCountry = QStringLiteral("US"), addressRequirements = QStringLiteral("none");
    bool beta = false;
    Capabilities capabilities;
    bool operator==(const AvailableNumber &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.key. The secret is shown once, in the answer to the create.
struct Key {
    QString sid, friendlyName;
    QDateTime createdAt, updatedAt;
    QString secret;
    QString policy; ///< JSON of a restricted key (iam v1), else empty
    bool operator==(const Key &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.application.
struct Application {
    QString sid, friendlyName;
    QString apiVersion = QStringLiteral("2010-04-01");
    OrNull voiceUrl, voiceFallbackUrl, statusCallback, smsUrl, smsFallbackUrl, smsStatusCallback, messageStatusCallback;
    QString voiceMethod = QStringLiteral("POST"), voiceFallbackMethod = QStringLiteral("POST");
    QString statusCallbackMethod = QStringLiteral("POST");
    QString smsMethod = QStringLiteral("POST"), smsFallbackMethod = QStringLiteral("POST");
    bool voiceCallerIdLookup = false, publicApplicationConnectEnabled = false;
    QDateTime createdAt, updatedAt;
    bool operator==(const Application &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.address.
struct Address {
    QString sid, friendlyName, customerName, street, city, region, postalCode, isoCountry;
    OrNull streetSecondary;
    bool emergencyEnabled = false, validated = true, verified = false;
    QDateTime createdAt, updatedAt;
    bool operator==(const Address &) const = default;
};

/// A verified number that is not Twilio's. Source: Twilio OpenAPI api_v2010, api.v2010.account.outgoing_caller_id.
struct CallerId {
    QString sid, friendlyName, phoneNumber;
    QDateTime createdAt, updatedAt;
    bool operator==(const CallerId &) const = default;
};

/// What a new caller id answers: the code to type into the phone. Source: api.v2010.account.validation_request.
struct ValidationRequest {
    QString callSid, friendlyName, phoneNumber, validationCode;
    bool operator==(const ValidationRequest &) const = default;
};

/// Source: Twilio OpenAPI messaging_v1, messaging.v1.service. Instants are ISO 8601 there.
struct MessagingService {
    QString sid, friendlyName;
    QDateTime createdAt, updatedAt;
    OrNull inboundRequestUrl, fallbackUrl, statusCallback;
    QString inboundMethod = QStringLiteral("POST"), fallbackMethod = QStringLiteral("POST");
    bool stickySender = true, mmsConverter = true, smartEncoding = true;
    QString scanMessageContent = QStringLiteral("inherit");
    bool fallbackToLongCode = true, areaCodeGeomatch = true, synchronousValidation = false;
    int validityPeriod = 36000;
    QString usecase = QStringLiteral("undeclared");
    bool usAppToPersonRegistered = false, useInboundWebhookOnNumber = false;
    QStringList numberSids; ///< its senders; not part of the resource
    bool operator==(const MessagingService &) const = default;
};

/// A sender of a service. Source: Twilio OpenAPI messaging_v1, messaging.v1.service.phone_number.
struct ServiceNumber {
    QString sid, serviceSid, phoneNumber, countryCode = QStringLiteral("US");
    QDateTime createdAt, updatedAt;
    QStringList capabilities;
    bool operator==(const ServiceNumber &) const = default;
};

} // namespace milassist::world

namespace milassist
{

template <>
struct Fields<world::Account> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Account::sid),
        field("auth_token", &world::Account::authToken),
        field("friendly_name", &world::Account::friendlyName),
        field("owner_account_sid", &world::Account::ownerAccountSid),
        field("status", &world::Account::status),
        field("type", &world::Account::type),
        field("date_created", &world::Account::createdAt),
        field("date_updated", &world::Account::updatedAt),
    };
};

template <>
struct Fields<world::IncomingNumber> {
    static constexpr auto list = std::tuple{
        field("sid", &world::IncomingNumber::sid),
        field("phone_number", &world::IncomingNumber::phoneNumber),
        field("friendly_name", &world::IncomingNumber::friendlyName),
        field("address_requirements", &world::IncomingNumber::addressRequirements),
        field("address_sid", &world::IncomingNumber::addressSid),
        field("bundle_sid", &world::IncomingNumber::bundleSid),
        field("identity_sid", &world::IncomingNumber::identitySid),
        field("emergency_address_sid", &world::IncomingNumber::emergencyAddressSid),
        field("trunk_sid", &world::IncomingNumber::trunkSid),
        field("api_version", &world::IncomingNumber::apiVersion),
        field("beta", &world::IncomingNumber::beta),
        field("capabilities", &world::IncomingNumber::capabilities),
        field("date_created", &world::IncomingNumber::createdAt),
        field("date_updated", &world::IncomingNumber::updatedAt),
        field("emergency_address_status", &world::IncomingNumber::emergencyAddressStatus),
        field("emergency_status", &world::IncomingNumber::emergencyStatus),
        field("origin", &world::IncomingNumber::origin),
        field("sms_application_sid", &world::IncomingNumber::smsApplicationSid),
        field("voice_application_sid", &world::IncomingNumber::voiceApplicationSid),
        field("sms_url", &world::IncomingNumber::smsUrl),
        field("sms_method", &world::IncomingNumber::smsMethod),
        field("sms_fallback_url", &world::IncomingNumber::smsFallbackUrl),
        field("sms_fallback_method", &world::IncomingNumber::smsFallbackMethod),
        field("status_callback", &world::IncomingNumber::statusCallback),
        field("status_callback_method", &world::IncomingNumber::statusCallbackMethod),
        field("status", &world::IncomingNumber::status),
        field("type", &world::IncomingNumber::type),
        field("voice_url", &world::IncomingNumber::voiceUrl),
        field("voice_method", &world::IncomingNumber::voiceMethod),
        field("voice_fallback_url", &world::IncomingNumber::voiceFallbackUrl),
        field("voice_fallback_method", &world::IncomingNumber::voiceFallbackMethod),
        field("voice_receive_mode", &world::IncomingNumber::voiceReceiveMode),
        field("voice_caller_id_lookup", &world::IncomingNumber::voiceCallerIdLookup),
    };
};

template <>
struct Fields<world::AvailableNumber> {
    static constexpr auto list = std::tuple{
        field("friendly_name", &world::AvailableNumber::friendlyName),
        field("phone_number", &world::AvailableNumber::phoneNumber),
        field("lata", &world::AvailableNumber::lata),
        field("locality", &world::AvailableNumber::locality),
        field("rate_center", &world::AvailableNumber::rateCenter),
        field("latitude", &world::AvailableNumber::latitude),
        field("longitude", &world::AvailableNumber::longitude),
        field("region", &world::AvailableNumber::region),
        field("postal_code", &world::AvailableNumber::postalCode),
        field("iso_country", &world::AvailableNumber::isoCountry),
        field("address_requirements", &world::AvailableNumber::addressRequirements),
        field("beta", &world::AvailableNumber::beta),
        field("capabilities", &world::AvailableNumber::capabilities),
    };
};

/// Without the secret, which only a create answers.
template <>
struct Fields<world::Key> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Key::sid),
        field("friendly_name", &world::Key::friendlyName),
        field("date_created", &world::Key::createdAt),
        field("date_updated", &world::Key::updatedAt),
    };
};

template <>
struct Fields<world::Application> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Application::sid),
        field("friendly_name", &world::Application::friendlyName),
        field("api_version", &world::Application::apiVersion),
        field("voice_url", &world::Application::voiceUrl),
        field("voice_method", &world::Application::voiceMethod),
        field("voice_fallback_url", &world::Application::voiceFallbackUrl),
        field("voice_fallback_method", &world::Application::voiceFallbackMethod),
        field("status_callback", &world::Application::statusCallback),
        field("status_callback_method", &world::Application::statusCallbackMethod),
        field("voice_caller_id_lookup", &world::Application::voiceCallerIdLookup),
        field("sms_url", &world::Application::smsUrl),
        field("sms_method", &world::Application::smsMethod),
        field("sms_fallback_url", &world::Application::smsFallbackUrl),
        field("sms_fallback_method", &world::Application::smsFallbackMethod),
        field("sms_status_callback", &world::Application::smsStatusCallback),
        field("message_status_callback", &world::Application::messageStatusCallback),
        field("public_application_connect_enabled", &world::Application::publicApplicationConnectEnabled),
        field("date_created", &world::Application::createdAt),
        field("date_updated", &world::Application::updatedAt),
    };
};

template <>
struct Fields<world::Address> {
    static constexpr auto list = std::tuple{
        field("sid", &world::Address::sid),
        field("friendly_name", &world::Address::friendlyName),
        field("customer_name", &world::Address::customerName),
        field("street", &world::Address::street),
        field("street_secondary", &world::Address::streetSecondary),
        field("city", &world::Address::city),
        field("region", &world::Address::region),
        field("postal_code", &world::Address::postalCode),
        field("iso_country", &world::Address::isoCountry),
        field("emergency_enabled", &world::Address::emergencyEnabled),
        field("validated", &world::Address::validated),
        field("verified", &world::Address::verified),
        field("date_created", &world::Address::createdAt),
        field("date_updated", &world::Address::updatedAt),
    };
};

template <>
struct Fields<world::CallerId> {
    static constexpr auto list = std::tuple{
        field("sid", &world::CallerId::sid),
        field("friendly_name", &world::CallerId::friendlyName),
        field("phone_number", &world::CallerId::phoneNumber),
        field("date_created", &world::CallerId::createdAt),
        field("date_updated", &world::CallerId::updatedAt),
    };
};

template <>
struct Fields<world::ValidationRequest> {
    static constexpr auto list = std::tuple{
        field("call_sid", &world::ValidationRequest::callSid),
        field("friendly_name", &world::ValidationRequest::friendlyName),
        field("phone_number", &world::ValidationRequest::phoneNumber),
        field("validation_code", &world::ValidationRequest::validationCode),
    };
};

template <>
struct Fields<world::MessagingService> {
    static constexpr auto list = std::tuple{
        field("sid", &world::MessagingService::sid),
        field("friendly_name", &world::MessagingService::friendlyName),
        field("date_created", &world::MessagingService::createdAt),
        field("date_updated", &world::MessagingService::updatedAt),
        field("inbound_request_url", &world::MessagingService::inboundRequestUrl),
        field("inbound_method", &world::MessagingService::inboundMethod),
        field("fallback_url", &world::MessagingService::fallbackUrl),
        field("fallback_method", &world::MessagingService::fallbackMethod),
        field("status_callback", &world::MessagingService::statusCallback),
        field("sticky_sender", &world::MessagingService::stickySender),
        field("mms_converter", &world::MessagingService::mmsConverter),
        field("smart_encoding", &world::MessagingService::smartEncoding),
        field("scan_message_content", &world::MessagingService::scanMessageContent),
        field("fallback_to_long_code", &world::MessagingService::fallbackToLongCode),
        field("area_code_geomatch", &world::MessagingService::areaCodeGeomatch),
        field("synchronous_validation", &world::MessagingService::synchronousValidation),
        field("validity_period", &world::MessagingService::validityPeriod),
        field("usecase", &world::MessagingService::usecase),
        field("us_app_to_person_registered", &world::MessagingService::usAppToPersonRegistered),
        field("use_inbound_webhook_on_number", &world::MessagingService::useInboundWebhookOnNumber),
    };
};

template <>
struct Fields<world::ServiceNumber> {
    static constexpr auto list = std::tuple{
        field("sid", &world::ServiceNumber::sid),
        field("service_sid", &world::ServiceNumber::serviceSid),
        field("phone_number", &world::ServiceNumber::phoneNumber),
        field("country_code", &world::ServiceNumber::countryCode),
        field("date_created", &world::ServiceNumber::createdAt),
        field("date_updated", &world::ServiceNumber::updatedAt),
        field("capabilities", &world::ServiceNumber::capabilities),
    };
};

} // namespace milassist
