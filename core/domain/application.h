// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

/// The part of an application that somebody can set.
struct ApplicationConfig {
    QString friendlyName;
    QString voiceUrl, voiceMethod, voiceFallbackUrl, voiceFallbackMethod, statusCallback, statusCallbackMethod;
    QString smsUrl, smsMethod, smsFallbackUrl, smsFallbackMethod, smsStatusCallback, messageStatusCallback;
    bool voiceCallerIdLookup = false;
    bool operator==(const ApplicationConfig &) const = default;
};

template <>
struct Fields<ApplicationConfig> {
    static constexpr auto list = std::tuple{
        field("friendly_name", &ApplicationConfig::friendlyName),
        field("voice_url", &ApplicationConfig::voiceUrl),
        field("voice_method", &ApplicationConfig::voiceMethod),
        field("voice_fallback_url", &ApplicationConfig::voiceFallbackUrl),
        field("voice_fallback_method", &ApplicationConfig::voiceFallbackMethod),
        field("status_callback", &ApplicationConfig::statusCallback),
        field("status_callback_method", &ApplicationConfig::statusCallbackMethod),
        field("sms_url", &ApplicationConfig::smsUrl),
        field("sms_method", &ApplicationConfig::smsMethod),
        field("sms_fallback_url", &ApplicationConfig::smsFallbackUrl),
        field("sms_fallback_method", &ApplicationConfig::smsFallbackMethod),
        field("sms_status_callback", &ApplicationConfig::smsStatusCallback),
        field("message_status_callback", &ApplicationConfig::messageStatusCallback),
        field("voice_caller_id_lookup", &ApplicationConfig::voiceCallerIdLookup),
    };
};

/// A named set of webhooks that numbers can point to. Source: Twilio OpenAPI api_v2010, Applications.
struct Application {
    ApplicationSid sid;
    ApplicationConfig config;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const Application &) const = default;
};

/// The flat part; config is read from the same object beside it.
template <>
struct Fields<Application> {
    static constexpr auto list = std::tuple{
        field("sid", &Application::sid),
        field("date_created", &Application::createdAt),
        field("date_updated", &Application::updatedAt),
    };
};

} // namespace milassist
