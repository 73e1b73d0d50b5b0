// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString mappingsOf(const SipDomainSid &domain, SipRight right)
{
    const QString kind = right == SipRight::Register ? u"Registrations"_s : u"Calls"_s;
    return u"SIP/Domains/%1/Auth/%2/CredentialListMappings"_s.arg(domain.text(), kind);
}

QString credentialsOf(const CredentialListSid &list)
{
    return u"SIP/CredentialLists/%1/Credentials"_s.arg(list.text());
}

Parameters single(QStringView name, const QString &value)
{
    Parameters form;
    form.add(name, value);
    return form;
}

} // namespace

QFuture<Result<Page<SipDomain>>> TwilioClient::sipDomains(Paging paging)
{
    return list<SipDomain>(u"SIP/Domains"_s, {}, "domains", std::move(paging));
}

QFuture<Result<SipDomain>> TwilioClient::sipDomain(SipDomainSid sid)
{
    return fetch<SipDomain>(url(u"SIP/Domains/"_s + sid.text()));
}

QFuture<Result<SipDomain>> TwilioClient::createSipDomain(SipDomainConfig config)
{
    Parameters form;
    addDifferences(form, SipDomainConfig(), config);
    return post<SipDomain>(url(u"SIP/Domains"_s), form, Effect::Once);
}

QFuture<Result<SipDomain>> TwilioClient::updateSipDomain(SipDomainSid sid, SipDomainConfig current, SipDomainConfig wanted)
{
    Parameters form;
    addDifferences(form, current, wanted);
    return post<SipDomain>(url(u"SIP/Domains/"_s + sid.text()), form, Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteSipDomain(SipDomainSid sid)
{
    return remove(url(u"SIP/Domains/"_s + sid.text()));
}

QFuture<Result<Page<CredentialList>>> TwilioClient::credentialLists(Paging paging)
{
    return list<CredentialList>(u"SIP/CredentialLists"_s, {}, "credential_lists", std::move(paging));
}

QFuture<Result<CredentialList>> TwilioClient::credentialList(CredentialListSid sid)
{
    return fetch<CredentialList>(url(u"SIP/CredentialLists/"_s + sid.text()));
}

QFuture<Result<CredentialList>> TwilioClient::createCredentialList(QString friendlyName)
{
    return post<CredentialList>(url(u"SIP/CredentialLists"_s), single(u"FriendlyName", friendlyName), Effect::Once);
}

QFuture<Result<CredentialList>> TwilioClient::renameCredentialList(CredentialListSid sid, QString friendlyName)
{
    return post<CredentialList>(url(u"SIP/CredentialLists/"_s + sid.text()), single(u"FriendlyName", friendlyName), Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteCredentialList(CredentialListSid sid)
{
    return remove(url(u"SIP/CredentialLists/"_s + sid.text()));
}

QFuture<Result<Page<SipCredential>>> TwilioClient::sipCredentials(CredentialListSid list_, Paging paging)
{
    return list<SipCredential>(credentialsOf(list_), {}, "credentials", std::move(paging));
}

QFuture<Result<SipCredential>> TwilioClient::sipCredential(CredentialListSid list_, CredentialSid sid)
{
    return fetch<SipCredential>(url(credentialsOf(list_) + u'/' + sid.text()));
}

QFuture<Result<SipCredential>> TwilioClient::createSipCredential(CredentialListSid list_, QString username, Secret password)
{
    Parameters form;
    form.add(u"Username", username);
    form.add(u"Password", QString::fromUtf8(password.reveal()));
    return post<SipCredential>(url(credentialsOf(list_)), form, Effect::Once);
}

QFuture<Result<SipCredential>> TwilioClient::changeSipPassword(CredentialListSid list_, CredentialSid sid, Secret password)
{
    return post<SipCredential>(url(credentialsOf(list_) + u'/' + sid.text()),
                               single(u"Password", QString::fromUtf8(password.reveal())), Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteSipCredential(CredentialListSid list_, CredentialSid sid)
{
    return remove(url(credentialsOf(list_) + u'/' + sid.text()));
}

QFuture<Result<Page<CredentialList>>> TwilioClient::sipMappings(SipDomainSid domain, SipRight right, Paging paging)
{
    return list<CredentialList>(mappingsOf(domain, right), {}, "contents", std::move(paging));
}

QFuture<Result<CredentialList>> TwilioClient::sipMapping(SipDomainSid domain, SipRight right, CredentialListSid list_)
{
    return fetch<CredentialList>(url(mappingsOf(domain, right) + u'/' + list_.text()));
}

QFuture<Result<CredentialList>> TwilioClient::createSipMapping(SipDomainSid domain, SipRight right, CredentialListSid list_)
{
    return post<CredentialList>(url(mappingsOf(domain, right)), single(u"CredentialListSid", list_.text()), Effect::Once);
}

QFuture<Result<>> TwilioClient::deleteSipMapping(SipDomainSid domain, SipRight right, CredentialListSid list_)
{
    return remove(url(mappingsOf(domain, right) + u'/' + list_.text()));
}

} // namespace milassist
