// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

/// The part of a SIP domain that somebody can set.
struct SipDomainConfig {
    QString domainName;             ///< "acme-desk.sip.twilio.com"; unique in the world
    QString friendlyName;
    QString voiceUrl, voiceMethod, voiceFallbackUrl, voiceFallbackMethod, voiceStatusCallbackUrl, voiceStatusCallbackMethod;
    bool sipRegistration = false;
    bool secure = false;
    bool operator==(const SipDomainConfig &) const = default;
};

template <>
struct Fields<SipDomainConfig> {
    static constexpr auto list = std::tuple{
        field("domain_name", &SipDomainConfig::domainName),
        field("friendly_name", &SipDomainConfig::friendlyName),
        field("voice_url", &SipDomainConfig::voiceUrl),
        field("voice_method", &SipDomainConfig::voiceMethod),
        field("voice_fallback_url", &SipDomainConfig::voiceFallbackUrl),
        field("voice_fallback_method", &SipDomainConfig::voiceFallbackMethod),
        field("voice_status_callback_url", &SipDomainConfig::voiceStatusCallbackUrl),
        field("voice_status_callback_method", &SipDomainConfig::voiceStatusCallbackMethod),
        field("sip_registration", &SipDomainConfig::sipRegistration),
        field("secure", &SipDomainConfig::secure),
    };
};

/// Where our SIP telephones register and call through. Source: Twilio OpenAPI api_v2010, SIP/Domains.
struct SipDomain {
    SipDomainSid sid;
    SipDomainConfig config;
    QString authType;               ///< "", "IP_ACL", "CREDENTIAL_LIST" or both with a comma
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const SipDomain &) const = default;
};

/// The flat part; config is read from the same object beside it.
template <>
struct Fields<SipDomain> {
    static constexpr auto list = std::tuple{
        field("sid", &SipDomain::sid),
        field("auth_type", &SipDomain::authType),
        field("date_created", &SipDomain::createdAt),
        field("date_updated", &SipDomain::updatedAt),
    };
};

/// A set of user names; also the shape of a mapping, whose sid is the list's own.
/// Source: Twilio OpenAPI api_v2010, SIP/CredentialLists.
struct CredentialList {
    CredentialListSid sid;
    QString friendlyName;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const CredentialList &) const = default;
};

template <>
struct Fields<CredentialList> {
    static constexpr auto list = std::tuple{
        field("sid", &CredentialList::sid),
        field("friendly_name", &CredentialList::friendlyName),
        field("date_created", &CredentialList::createdAt),
        field("date_updated", &CredentialList::updatedAt),
    };
};

/// A SIP user; Twilio never tells the password. Source: Twilio OpenAPI api_v2010, SIP/CredentialLists/Credentials.
struct SipCredential {
    CredentialSid sid;
    CredentialListSid listSid;
    QString username;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const SipCredential &) const = default;
};

template <>
struct Fields<SipCredential> {
    static constexpr auto list = std::tuple{
        field("sid", &SipCredential::sid),
        field("credential_list_sid", &SipCredential::listSid),
        field("username", &SipCredential::username),
        field("date_created", &SipCredential::createdAt),
        field("date_updated", &SipCredential::updatedAt),
    };
};

} // namespace milassist
