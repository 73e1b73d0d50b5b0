// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/sipbook.h"

#include "core/sandbox/world/patch.h"

#include <QRegularExpression>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView domainSuffix = u".sip.twilio.com";

Result<SipDomain> patchedDomain(SipDomain domain, const Form &form)
{
    const auto outcome = Patch(form)
                             .text(u"DomainName", domain.domainName, 190)
                             .text(u"FriendlyName", domain.friendlyName, 64)
                             .url(u"VoiceUrl", domain.voiceUrl)
                             .method(u"VoiceMethod", domain.voiceMethod)
                             .url(u"VoiceFallbackUrl", domain.voiceFallbackUrl)
                             .method(u"VoiceFallbackMethod", domain.voiceFallbackMethod)
                             .url(u"VoiceStatusCallbackUrl", domain.voiceStatusCallbackUrl)
                             .method(u"VoiceStatusCallbackMethod", domain.voiceStatusCallbackMethod)
                             .flag(u"SipRegistration", domain.sipRegistration)
                             .flag(u"Secure", domain.secure)
                             .flag(u"EmergencyCallingEnabled", domain.emergencyCallingEnabled)
                             .sid(u"EmergencyCallerSid", "PN", domain.emergencyCallerSid)
                             .sid(u"ByocTrunkSid", "BY", domain.byocTrunkSid)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    domain.domainName = domain.domainName.toLower();
    static const QRegularExpression wellFormed(u"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9-]+)*\\.sip\\.twilio\\.com$"_s);
    if (!wellFormed.match(domain.domainName).hasMatch())
        return refuse(20001, u"DomainName is not valid: %1. It must end in %2"_s.arg(domain.domainName, domainSuffix));
    return domain;
}

/// "10.0.0.1" as a number; none for anything else.
std::optional<quint32> ipv4(QStringView text)
{
    const auto parts = text.split(u'.');
    quint32 number = 0;
    for (const QStringView part : parts) {
        bool isNumber = false;
        const uint byte = part.toUInt(&isNumber);
        if (!isNumber || byte > 255 || parts.size() != 4)
            return std::nullopt;
        number = number << 8 | byte;
    }
    return number;
}

template <typename T, typename Accept>
Result<Slice<T>> sipPage(const Shelf<T> &shelf, const Form &query, const Ground &ground, Accept accept)
{
    const auto request = PageRequest::parse(query, ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    return shelf.page(*request, accept);
}

} // namespace

Result<Slice<SipDomain>> SipBook::domains(const Form &query) const
{
    return sipPage(m_domains, query, m_ground, [](const SipDomain &) { return true; });
}

Result<SipDomain> SipBook::domain(QStringView sid) const
{
    return m_domains.fetch(sid);
}

Result<> SipBook::checkFree(const SipDomain &domain) const
{
    const auto *other =
        m_domains.findIf([&](const SipDomain &d) { return d.domainName == domain.domainName && d.sid != domain.sid; });
    if (other)
        return refuse(21232, u"Domain name %1 is already in use"_s.arg(domain.domainName));
    return {};
}

Result<SipDomain> SipBook::createDomain(const Form &form)
{
    if (auto given = require(form, {u"DomainName"}); !given)
        return tl::unexpected(given.error());
    auto domain = patchedDomain({}, form);
    if (!domain)
        return domain;
    if (auto free = checkFree(*domain); !free)
        return tl::unexpected(free.error());
    if (domain->friendlyName.isEmpty())
        domain->friendlyName = domain->domainName;
    domain->sid = m_ground.sids.make("SD", m_nextSerial++);
    domain->createdAt = domain->updatedAt = m_ground.nowInSeconds();
    return m_domains.add(*std::move(domain));
}

Result<SipDomain> SipBook::updateDomain(QStringView sid, const Form &form)
{
    SipDomain *domain = m_domains.find(sid);
    if (!domain)
        return noSuchThing();
    auto changed = patchedDomain(*domain, form);
    if (!changed)
        return changed;
    if (auto free = checkFree(*changed); !free)
        return tl::unexpected(free.error());
    changed->updatedAt = m_ground.nowInSeconds();
    return *domain = *std::move(changed);
}

Result<> SipBook::removeDomain(QStringView sid)
{
    if (!m_domains.remove(sid))
        return noSuchThing();
    m_usages.removeIf([sid](const Usage &usage) { return usage.domainSid == sid; });
    return {};
}

// ---- lists

Result<Slice<SipList>> SipBook::lists(ListKind kind, const Form &query) const
{
    return sipPage(shelf(kind), query, m_ground, [](const SipList &) { return true; });
}

Result<SipList> SipBook::list(ListKind kind, QStringView sid) const
{
    return shelf(kind).fetch(sid);
}

Result<SipList> SipBook::createList(ListKind kind, const Form &form)
{
    if (auto given = require(form, {u"FriendlyName"}); !given)
        return tl::unexpected(given.error());
    SipList list;
    if (auto outcome = Patch(form).text(u"FriendlyName", list.friendlyName, kind == ListKind::Credentials ? 64 : 255).outcome();
        !outcome)
        return tl::unexpected(outcome.error());
    list.sid = m_ground.sids.make(kind == ListKind::Credentials ? "CL" : "AL", m_nextSerial++);
    list.createdAt = list.updatedAt = m_ground.nowInSeconds();
    return shelf(kind).add(std::move(list));
}

Result<SipList> SipBook::updateList(ListKind kind, QStringView sid, const Form &form)
{
    SipList *list = shelf(kind).find(sid);
    if (!list)
        return noSuchThing();
    if (auto given = require(form, {u"FriendlyName"}); !given)
        return tl::unexpected(given.error());
    SipList changed = *list;
    if (auto outcome =
            Patch(form).text(u"FriendlyName", changed.friendlyName, kind == ListKind::Credentials ? 64 : 255).outcome();
        !outcome)
        return tl::unexpected(outcome.error());
    changed.updatedAt = m_ground.nowInSeconds();
    return *list = std::move(changed);
}

Result<> SipBook::removeList(ListKind kind, QStringView sid)
{
    if (!shelf(kind).find(sid))
        return noSuchThing();
    if (std::ranges::any_of(m_usages, [sid](const Usage &usage) { return usage.sid == sid; }))
        return refuse(21234, u"List %1 is in use by a SIP Domain"_s.arg(sid));
    shelf(kind).remove(sid);
    m_credentials.removeIf([sid](const SipCredential &credential) { return credential.credentialListSid == sid; });
    m_addresses.removeIf([sid](const SipIpAddress &address) { return address.ipAccessControlListSid == sid; });
    return {};
}

// ---- which domain uses which list

SipMapping SipBook::describe(const Usage &usage) const
{
    const SipList *list = shelf(kindOf(usage.use)).find(usage.sid);
    return {.sid = usage.sid,
            .domainSid = usage.domainSid,
            .friendlyName = list->friendlyName,
            .createdAt = usage.createdAt,
            .updatedAt = usage.createdAt};
}

Result<Slice<SipMapping>> SipBook::mappings(Use use, QStringView domainSid, const Form &query) const
{
    if (!m_domains.find(domainSid))
        return noSuchThing();
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    QList<Usage> these;
    for (const Usage &usage : m_usages) {
        if (usage.use == use && usage.domainSid == domainSid)
            these.prepend(usage);
    }
    const auto positionOf = [&](const QString &sid) {
        const auto found = std::ranges::find(these, sid, &Usage::sid);
        return found == these.end() ? -1 : int(found - these.begin());
    };
    return cutPage<SipMapping>(
        int(these.size()), *request, positionOf, [](int) { return true; }, [&](int i) { return describe(these[i]); });
}

Result<SipMapping> SipBook::mapping(Use use, QStringView domainSid, QStringView sid) const
{
    for (const Usage &usage : m_usages) {
        if (usage.use == use && usage.domainSid == domainSid && usage.sid == sid)
            return describe(usage);
    }
    return noSuchThing();
}

Result<SipMapping> SipBook::createMapping(Use use, QStringView domainSid, const Form &form)
{
    if (!m_domains.find(domainSid))
        return noSuchThing();
    const QStringView name = use == Use::CallAddresses ? u"IpAccessControlListSid" : u"CredentialListSid";
    if (auto given = require(form, {name}); !given)
        return tl::unexpected(given.error());
    const QString listSid = form.value(name);
    if (!shelf(kindOf(use)).find(listSid))
        return refuse(20404, u"The requested resource %1 was not found"_s.arg(listSid), 404);
    if (mapping(use, domainSid, listSid))
        return refuse(21231, u"List %1 is already mapped to the SIP Domain"_s.arg(listSid));
    m_usages.append({listSid, domainSid.toString(), use, m_ground.nowInSeconds()});
    refreshAuthType(domainSid.toString());
    return describe(m_usages.last());
}

Result<> SipBook::removeMapping(Use use, QStringView domainSid, QStringView sid)
{
    const auto gone = m_usages.removeIf(
        [&](const Usage &usage) { return usage.use == use && usage.domainSid == domainSid && usage.sid == sid; });
    if (!gone)
        return noSuchThing();
    refreshAuthType(domainSid.toString());
    return {};
}

void SipBook::refreshAuthType(const QString &domainSid)
{
    QStringList types;
    if (isUsed(domainSid, Use::CallCredentials))
        types.append(u"CREDENTIAL_LIST"_s);
    if (isUsed(domainSid, Use::CallAddresses))
        types.append(u"IP_ACL"_s);
    m_domains.find(domainSid)->authType = types.join(u',');
}

const SipDomain *SipBook::domainNamed(QStringView name) const
{
    return m_domains.findIf([name](const SipDomain &domain) { return domain.domainName == name; });
}

bool SipBook::isUsed(QStringView domainSid, Use use) const
{
    return std::ranges::any_of(m_usages, [&](const Usage &usage) { return usage.use == use && usage.domainSid == domainSid; });
}

bool SipBook::allows(QStringView domainSid, QStringView ip) const
{
    const auto isInside = [number = ipv4(ip)](const SipIpAddress &range) {
        const quint64 mask = (~quint64(0) << (32 - range.cidrPrefixLength)) & 0xffffffff;
        return number && (*number & mask) == (ipv4(range.ipAddress).value_or(0) & mask);
    };
    return std::ranges::any_of(m_usages, [&](const Usage &usage) {
        return usage.use == Use::CallAddresses && usage.domainSid == domainSid
            && m_addresses.findIf([&](const SipIpAddress &range) { return range.ipAccessControlListSid == usage.sid && isInside(range); });
    });
}

std::optional<QString> SipBook::passwordOf(QStringView domainName, QStringView user, Use use) const
{
    const SipDomain *domain = domainNamed(domainName);
    if (!domain)
        return std::nullopt;
    for (const Usage &usage : m_usages) {
        if (usage.domainSid != domain->sid || usage.use != use)
            continue;
        const SipCredential *credential =
            m_credentials.findIf([&](const SipCredential &c) { return c.credentialListSid == usage.sid && c.username == user; });
        if (credential)
            return credential->password;
    }
    return std::nullopt;
}

} // namespace milassist::world
