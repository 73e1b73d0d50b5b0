// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/shelf.h"
#include "core/sandbox/world/siprecords.h"

namespace milassist::world
{

/// SIP domains, credential lists, IP access control lists and which domain uses which (reference 8).
class SipBook
{
public:
    explicit SipBook(Ground &ground) : m_ground(ground) {}

    Result<Slice<SipDomain>> domains(const Form &query) const;
    Result<SipDomain> domain(QStringView sid) const;
    /// Errors: 21232 name taken, 20001 bad name.
    Result<SipDomain> createDomain(const Form &form);
    Result<SipDomain> updateDomain(QStringView sid, const Form &form);
    Result<> removeDomain(QStringView sid);

    enum class ListKind { Credentials, IpAddresses };
    Result<Slice<SipList>> lists(ListKind kind, const Form &query) const;
    Result<SipList> list(ListKind kind, QStringView sid) const;
    Result<SipList> createList(ListKind kind, const Form &form);
    Result<SipList> updateList(ListKind kind, QStringView sid, const Form &form);
    /// Errors: 20404, 21234 in use by a domain.
    Result<> removeList(ListKind kind, QStringView sid);

    Result<Slice<SipCredential>> credentials(QStringView listSid, const Form &query) const;
    Result<SipCredential> credential(QStringView listSid, QStringView sid) const;
    /// Errors: 20404, 20001 (length, weak password), 21230 user name taken.
    Result<SipCredential> createCredential(QStringView listSid, const Form &form);
    Result<SipCredential> updateCredential(QStringView listSid, QStringView sid, const Form &form);
    Result<> removeCredential(QStringView listSid, QStringView sid);

    Result<Slice<SipIpAddress>> addresses(QStringView listSid, const Form &query) const;
    Result<SipIpAddress> address(QStringView listSid, QStringView sid) const;
    Result<SipIpAddress> createAddress(QStringView listSid, const Form &form);
    Result<SipIpAddress> updateAddress(QStringView listSid, QStringView sid, const Form &form);
    Result<> removeAddress(QStringView listSid, QStringView sid);

    /// Who may place calls (the legacy mappings are the same storage), by credentials or by address; who may register.
    enum class Use { CallCredentials, CallAddresses, Registrations };
    Result<Slice<SipMapping>> mappings(Use use, QStringView domainSid, const Form &query) const;
    Result<SipMapping> mapping(Use use, QStringView domainSid, QStringView sid) const;
    /// @p form CredentialListSid or IpAccessControlListSid. Errors: 20404, 20001, 21231 there already.
    Result<SipMapping> createMapping(Use use, QStringView domainSid, const Form &form);
    Result<> removeMapping(Use use, QStringView domainSid, QStringView sid);

    /// The domain of that name (lower case); null when there is none.
    const SipDomain *domainNamed(QStringView name) const;
    /// Whether any list is mapped to the domain for that.
    bool isUsed(QStringView domainSid, Use use) const;
    /// Whether @p ip is in an address list that is mapped to the domain.
    bool allows(QStringView domainSid, QStringView ip) const;
    /// For the registrar: the password of @p user among the lists that @p domainName uses that way.
    std::optional<QString> passwordOf(QStringView domainName, QStringView user, Use use) const;

private:
    struct Usage {
        QString sid; ///< of the list
        QString domainSid;
        Use use;
        QDateTime createdAt;
    };
    Shelf<SipList> &shelf(ListKind kind) { return kind == ListKind::Credentials ? m_credentialLists : m_addressLists; }
    const Shelf<SipList> &shelf(ListKind kind) const { return const_cast<SipBook *>(this)->shelf(kind); }
    static ListKind kindOf(Use use) { return use == Use::CallAddresses ? ListKind::IpAddresses : ListKind::Credentials; }
    Result<> checkFree(const SipDomain &domain) const;
    void refreshAuthType(const QString &domainSid);
    SipMapping describe(const Usage &usage) const;

    Ground &m_ground;
    Shelf<SipDomain> m_domains;
    Shelf<SipList> m_credentialLists, m_addressLists;
    Shelf<SipCredential> m_credentials;
    Shelf<SipIpAddress> m_addresses;
    QList<Usage> m_usages;
    quint64 m_nextSerial = 0;
};

} // namespace milassist::world
