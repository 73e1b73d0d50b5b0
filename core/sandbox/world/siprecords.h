// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/wire.h"

namespace milassist::world
{

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.sip.sip_domain.
struct SipDomain {
    QString sid, domainName, friendlyName, authType;
    OrNull voiceUrl, voiceFallbackUrl, voiceStatusCallbackUrl;
    QString voiceMethod = QStringLiteral("POST"), voiceFallbackMethod = QStringLiteral("POST");
    QString voiceStatusCallbackMethod = QStringLiteral("POST");
    bool sipRegistration = false, secure = false, emergencyCallingEnabled = false;
    OrNull emergencyCallerSid, byocTrunkSid;
    QDateTime createdAt, updatedAt;
    bool operator==(const SipDomain &) const = default;
};

/// A credential list or an IP access control list.
struct SipList {
    QString sid, friendlyName;
    QDateTime createdAt, updatedAt;
    bool operator==(const SipList &) const = default;
};

struct SipCredential {
    QString sid, credentialListSid, username;
    QDateTime createdAt, updatedAt;
    QString password; ///< never in an answer; the registrar needs it
    bool operator==(const SipCredential &) const = default;
};

struct SipIpAddress {
    QString sid, ipAccessControlListSid, friendlyName, ipAddress;
    int cidrPrefixLength = 32;
    QDateTime createdAt, updatedAt;
    bool operator==(const SipIpAddress &) const = default;
};

/// A list in use by a domain. Its sid is the list's own.
struct SipMapping {
    QString sid, domainSid, friendlyName;
    QDateTime createdAt, updatedAt;
    bool operator==(const SipMapping &) const = default;
};

} // namespace milassist::world

namespace milassist
{

template <>
struct Fields<world::SipDomain> {
    static constexpr auto list = std::tuple{
        field("sid", &world::SipDomain::sid),
        field("domain_name", &world::SipDomain::domainName),
        field("friendly_name", &world::SipDomain::friendlyName),
        field("auth_type", &world::SipDomain::authType),
        field("voice_url", &world::SipDomain::voiceUrl),
        field("voice_method", &world::SipDomain::voiceMethod),
        field("voice_fallback_url", &world::SipDomain::voiceFallbackUrl),
        field("voice_fallback_method", &world::SipDomain::voiceFallbackMethod),
        field("voice_status_callback_url", &world::SipDomain::voiceStatusCallbackUrl),
        field("voice_status_callback_method", &world::SipDomain::voiceStatusCallbackMethod),
        field("sip_registration", &world::SipDomain::sipRegistration),
        field("secure", &world::SipDomain::secure),
        field("emergency_calling_enabled", &world::SipDomain::emergencyCallingEnabled),
        field("emergency_caller_sid", &world::SipDomain::emergencyCallerSid),
        field("byoc_trunk_sid", &world::SipDomain::byocTrunkSid),
        field("date_created", &world::SipDomain::createdAt),
        field("date_updated", &world::SipDomain::updatedAt),
    };
};

template <>
struct Fields<world::SipList> {
    static constexpr auto list = std::tuple{
        field("sid", &world::SipList::sid),
        field("friendly_name", &world::SipList::friendlyName),
        field("date_created", &world::SipList::createdAt),
        field("date_updated", &world::SipList::updatedAt),
    };
};

template <>
struct Fields<world::SipCredential> {
    static constexpr auto list = std::tuple{
        field("sid", &world::SipCredential::sid),
        field("credential_list_sid", &world::SipCredential::credentialListSid),
        field("username", &world::SipCredential::username),
        field("date_created", &world::SipCredential::createdAt),
        field("date_updated", &world::SipCredential::updatedAt),
    };
};

template <>
struct Fields<world::SipIpAddress> {
    static constexpr auto list = std::tuple{
        field("sid", &world::SipIpAddress::sid),
        field("ip_access_control_list_sid", &world::SipIpAddress::ipAccessControlListSid),
        field("friendly_name", &world::SipIpAddress::friendlyName),
        field("ip_address", &world::SipIpAddress::ipAddress),
        field("cidr_prefix_length", &world::SipIpAddress::cidrPrefixLength),
        field("date_created", &world::SipIpAddress::createdAt),
        field("date_updated", &world::SipIpAddress::updatedAt),
    };
};

/// Without domain_sid, which only the legacy form has.
template <>
struct Fields<world::SipMapping> {
    static constexpr auto list = std::tuple{
        field("sid", &world::SipMapping::sid),
        field("friendly_name", &world::SipMapping::friendlyName),
        field("date_created", &world::SipMapping::createdAt),
        field("date_updated", &world::SipMapping::updatedAt),
    };
};

} // namespace milassist
