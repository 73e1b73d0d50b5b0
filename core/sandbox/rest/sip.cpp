// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;
using ListKind = world::SipBook::ListKind;
using MappingUse = world::SipBook::Use;

namespace {

constexpr Look::Subresource domainParts[] = {{"credential_list_mappings", "CredentialListMappings"},
                                             {"ip_access_control_list_mappings", "IpAccessControlListMappings"}};
constexpr Look domainLook{.listKey = "domains", .apiVersion = true, .subresources = domainParts};
constexpr Look::Subresource credentialListParts[] = {{"credentials", "Credentials"}};
constexpr Look credentialListLook{.listKey = "credential_lists", .subresources = credentialListParts};
constexpr Look::Subresource addressListParts[] = {{"ip_addresses", "IpAddresses"}};
constexpr Look addressListLook{.listKey = "ip_access_control_lists", .subresources = addressListParts};
constexpr Look credentialLook{.listKey = "credentials"};
constexpr Look ipAddressLook{.listKey = "ip_addresses"};
constexpr Look authMappingLook{.listKey = "contents", .uri = false};
constexpr Look credentialMappingLook{.listKey = "credential_list_mappings"};
constexpr Look addressMappingLook{.listKey = "ip_access_control_list_mappings"};

void addDomains(Router &router)
{
    router.get(u"SIP/Domains"_s, [](const Context &c) { return listAnswer(c, domainLook, c.collection("SIP/Domains"), c.world.sip().domains(c.form)); });
    router.post(u"SIP/Domains"_s, [](const Context &c) {
        return recordAnswer(c, domainLook, c.collection("SIP/Domains"), c.world.sip().createDomain(c.form), 201);
    });
    router.get(u"SIP/Domains/{}"_s, [](const Context &c) {
        return recordAnswer(c, domainLook, c.collection("SIP/Domains"), c.world.sip().domain(c.args[0]));
    });
    router.post(u"SIP/Domains/{}"_s, [](const Context &c) {
        return recordAnswer(c, domainLook, c.collection("SIP/Domains"), c.world.sip().updateDomain(c.args[0], c.form));
    });
    router.remove(u"SIP/Domains/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.sip().removeDomain(c.args[0])); });
}

void addLists(Router &router, const char *name, const Look &look, ListKind kind)
{
    const QString list = QString::fromLatin1(name), one = list + "/{}"_L1;
    router.get(list, [=, &look](const Context &c) { return listAnswer(c, look, c.collection(name), c.world.sip().lists(kind, c.form)); });
    router.post(list, [=, &look](const Context &c) {
        return recordAnswer(c, look, c.collection(name), c.world.sip().createList(kind, c.form), 201);
    });
    router.get(one, [=, &look](const Context &c) { return recordAnswer(c, look, c.collection(name), c.world.sip().list(kind, c.args[0])); });
    router.post(one, [=, &look](const Context &c) {
        return recordAnswer(c, look, c.collection(name), c.world.sip().updateList(kind, c.args[0], c.form));
    });
    router.remove(one, [=](const Context &c) { return goneAnswer(c, c.world.sip().removeList(kind, c.args[0])); });
}

QByteArray membersOf(const Context &c, QByteArrayView lists, QByteArrayView members)
{
    return c.collection(lists.toByteArray() + '/' + c.args[0].toLatin1() + '/' + members.toByteArray());
}

void addCredentials(Router &router)
{
    const auto place = [](const Context &c) { return membersOf(c, "SIP/CredentialLists", "Credentials"); };
    const QString list = u"SIP/CredentialLists/{}/Credentials"_s, one = list + "/{}"_L1;
    router.get(list, [=](const Context &c) { return listAnswer(c, credentialLook, place(c), c.world.sip().credentials(c.args[0], c.form)); });
    router.post(list, [=](const Context &c) {
        return recordAnswer(c, credentialLook, place(c), c.world.sip().createCredential(c.args[0], c.form), 201);
    });
    router.get(one, [=](const Context &c) { return recordAnswer(c, credentialLook, place(c), c.world.sip().credential(c.args[0], c.args[1])); });
    router.post(one, [=](const Context &c) {
        return recordAnswer(c, credentialLook, place(c), c.world.sip().updateCredential(c.args[0], c.args[1], c.form));
    });
    router.remove(one, [](const Context &c) { return goneAnswer(c, c.world.sip().removeCredential(c.args[0], c.args[1])); });
}

void addIpAddresses(Router &router)
{
    const auto place = [](const Context &c) { return membersOf(c, "SIP/IpAccessControlLists", "IpAddresses"); };
    const QString list = u"SIP/IpAccessControlLists/{}/IpAddresses"_s, one = list + "/{}"_L1;
    router.get(list, [=](const Context &c) { return listAnswer(c, ipAddressLook, place(c), c.world.sip().addresses(c.args[0], c.form)); });
    router.post(list, [=](const Context &c) {
        return recordAnswer(c, ipAddressLook, place(c), c.world.sip().createAddress(c.args[0], c.form), 201);
    });
    router.get(one, [=](const Context &c) { return recordAnswer(c, ipAddressLook, place(c), c.world.sip().address(c.args[0], c.args[1])); });
    router.post(one, [=](const Context &c) {
        return recordAnswer(c, ipAddressLook, place(c), c.world.sip().updateAddress(c.args[0], c.args[1], c.form));
    });
    router.remove(one, [](const Context &c) { return goneAnswer(c, c.world.sip().removeAddress(c.args[0], c.args[1])); });
}

/// @p path below the domain: "Auth/Calls/CredentialListMappings", or its older name without "Auth/Calls".
void addMappings(Router &router, const char *path, const Look &look, MappingUse use)
{
    const QString list = u"SIP/Domains/{}/"_s + QLatin1StringView(path), one = list + "/{}"_L1;
    const auto place = [path](const Context &c) { return membersOf(c, "SIP/Domains", path); };
    const auto more = [&look](JsonWriter &json, const world::SipMapping &mapping) {
        if (look.uri) // only the older form names its domain
            json.field("domain_sid", mapping.domainSid);
    };
    router.get(list, [=, &look](const Context &c) {
        return listAnswer(c, look, place(c), c.world.sip().mappings(use, c.args[0], c.form), more);
    });
    router.post(list, [=, &look](const Context &c) {
        return recordAnswer(c, look, place(c), c.world.sip().createMapping(use, c.args[0], c.form), 201, more);
    });
    router.get(one, [=, &look](const Context &c) {
        return recordAnswer(c, look, place(c), c.world.sip().mapping(use, c.args[0], c.args[1]), 200, more);
    });
    router.remove(one, [=](const Context &c) { return goneAnswer(c, c.world.sip().removeMapping(use, c.args[0], c.args[1])); });
}

} // namespace

void addSipRoutes(Router &router)
{
    addDomains(router);
    addLists(router, "SIP/CredentialLists", credentialListLook, ListKind::Credentials);
    addLists(router, "SIP/IpAccessControlLists", addressListLook, ListKind::IpAddresses);
    addCredentials(router);
    addIpAddresses(router);
    addMappings(router, "Auth/Calls/CredentialListMappings", authMappingLook, MappingUse::CallCredentials);
    addMappings(router, "Auth/Calls/IpAccessControlListMappings", authMappingLook, MappingUse::CallAddresses);
    addMappings(router, "Auth/Registrations/CredentialListMappings", authMappingLook, MappingUse::Registrations);
    addMappings(router, "CredentialListMappings", credentialMappingLook, MappingUse::CallCredentials);
    addMappings(router, "IpAccessControlListMappings", addressMappingLook, MappingUse::CallAddresses);
}

} // namespace milassist::rest
