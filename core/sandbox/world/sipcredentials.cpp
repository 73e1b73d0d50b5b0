// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/patch.h"
#include "core/sandbox/world/sipbook.h"

#include <QRegularExpression>

// The contents of SIP lists: who may come in, and from where.

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

Result<> checkPassword(const QString &password)
{
    static const QRegularExpression lower(u"[a-z]"_s), upper(u"[A-Z]"_s), digit(u"[0-9]"_s);
    const bool isStrong = password.size() >= 12 && lower.match(password).hasMatch() && upper.match(password).hasMatch()
        && digit.match(password).hasMatch();
    if (!isStrong)
        return refuse(20001, u"Password must be at least 12 characters and contain a digit, an upper and a lower case letter"_s);
    return {};
}

Result<SipIpAddress> patchedAddress(SipIpAddress address, const Form &form)
{
    const auto outcome = Patch(form)
                             .text(u"FriendlyName", address.friendlyName, 255)
                             .text(u"IpAddress", address.ipAddress)
                             .number(u"CidrPrefixLength", address.cidrPrefixLength, 1, 32)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    static const QRegularExpression ipv4(u"^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.|$)){4}(?<!\\.)$"_s);
    if (!ipv4.match(address.ipAddress).hasMatch())
        return refuse(20001, u"IpAddress is not valid: %1"_s.arg(address.ipAddress));
    return address;
}

} // namespace

Result<Slice<SipCredential>> SipBook::credentials(QStringView listSid, const Form &query) const
{
    if (!m_credentialLists.find(listSid))
        return noSuchThing();
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    return m_credentials.page(*request, [listSid](const SipCredential &c) { return c.credentialListSid == listSid; });
}

Result<SipCredential> SipBook::credential(QStringView listSid, QStringView sid) const
{
    const SipCredential *credential = m_credentials.find(sid);
    if (!credential || credential->credentialListSid != listSid)
        return noSuchThing();
    return *credential;
}

Result<SipCredential> SipBook::createCredential(QStringView listSid, const Form &form)
{
    if (!m_credentialLists.find(listSid))
        return noSuchThing();
    if (auto given = require(form, {u"Username", u"Password"}); !given)
        return tl::unexpected(given.error());
    SipCredential credential{.credentialListSid = listSid.toString(), .password = form.value(u"Password")};
    if (auto outcome = Patch(form).text(u"Username", credential.username, 32).outcome(); !outcome)
        return tl::unexpected(outcome.error());
    if (auto strong = checkPassword(credential.password); !strong)
        return tl::unexpected(strong.error());
    const bool isTaken = m_credentials.findIf(
        [&](const SipCredential &c) { return c.credentialListSid == listSid && c.username == credential.username; });
    if (isTaken)
        return refuse(21230, u"Credential with username %1 already exists in the list"_s.arg(credential.username));
    credential.sid = m_ground.sids.make("CR", m_nextSerial++);
    credential.createdAt = credential.updatedAt = m_ground.nowInSeconds();
    return m_credentials.add(std::move(credential));
}

Result<SipCredential> SipBook::updateCredential(QStringView listSid, QStringView sid, const Form &form)
{
    SipCredential *credential = m_credentials.find(sid);
    if (!credential || credential->credentialListSid != listSid)
        return noSuchThing();
    if (form.has(u"Password")) {
        if (auto strong = checkPassword(form.value(u"Password")); !strong)
            return tl::unexpected(strong.error());
        credential->password = form.value(u"Password");
        credential->updatedAt = m_ground.nowInSeconds();
    }
    return *credential;
}

Result<> SipBook::removeCredential(QStringView listSid, QStringView sid)
{
    if (!credential(listSid, sid))
        return noSuchThing();
    m_credentials.remove(sid);
    return {};
}

Result<Slice<SipIpAddress>> SipBook::addresses(QStringView listSid, const Form &query) const
{
    if (!m_addressLists.find(listSid))
        return noSuchThing();
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    return m_addresses.page(*request, [listSid](const SipIpAddress &a) { return a.ipAccessControlListSid == listSid; });
}

Result<SipIpAddress> SipBook::address(QStringView listSid, QStringView sid) const
{
    const SipIpAddress *address = m_addresses.find(sid);
    if (!address || address->ipAccessControlListSid != listSid)
        return noSuchThing();
    return *address;
}

Result<SipIpAddress> SipBook::createAddress(QStringView listSid, const Form &form)
{
    if (!m_addressLists.find(listSid))
        return noSuchThing();
    if (auto given = require(form, {u"FriendlyName", u"IpAddress"}); !given)
        return tl::unexpected(given.error());
    auto address = patchedAddress({.ipAccessControlListSid = listSid.toString()}, form);
    if (!address)
        return address;
    address->sid = m_ground.sids.make("IP", m_nextSerial++);
    address->createdAt = address->updatedAt = m_ground.nowInSeconds();
    return m_addresses.add(*std::move(address));
}

Result<SipIpAddress> SipBook::updateAddress(QStringView listSid, QStringView sid, const Form &form)
{
    SipIpAddress *address = m_addresses.find(sid);
    if (!address || address->ipAccessControlListSid != listSid)
        return noSuchThing();
    auto changed = patchedAddress(*address, form);
    if (!changed)
        return changed;
    changed->updatedAt = m_ground.nowInSeconds();
    return *address = *std::move(changed);
}

Result<> SipBook::removeAddress(QStringView listSid, QStringView sid)
{
    if (!address(listSid, sid))
        return noSuchThing();
    m_addresses.remove(sid);
    return {};
}

} // namespace milassist::world
