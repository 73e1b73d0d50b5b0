// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/softphonesetup.h"

#include "core/base/whendone.h"

#include <QRandomGenerator>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QByteArray randomSigns(qsizetype count, const QByteArray &from)
{
    QByteArray signs(count, Qt::Uninitialized);
    for (char &sign : signs)
        sign = from.at(qsizetype(QRandomGenerator::system()->bounded(quint32(from.size()))));
    return signs;
}

bool isGone(const Error &error)
{
    return error.kind == Error::Kind::NotFound;
}

} // namespace

Secret newSipPassword()
{
    const QByteArray lower = "abcdefghijkmnopqrstuvwxyz", upper = "ABCDEFGHJKLMNPQRSTUVWXYZ", digits = "23456789";
    return Secret(randomSigns(1, upper) + randomSigns(21, lower + upper + digits) + randomSigns(1, lower) + randomSigns(1, digits));
}

LineAccount Softphone::account(SipTransport transport) const
{
    return {.user = user, .domain = domain, .password = password, .transport = transport, .srtp = usualSrtp(transport)};
}

void SoftphoneSetup::make(const SoftphoneWish &wish)
{
    m_wish = wish;
    m_phone = {.user = wish.user, .password = newSipPassword()};
    SipDomainConfig config;
    config.domainName = u"desk-%1.sip.twilio.com"_s.arg(QLatin1StringView(randomSigns(10, "abcdefghijklmnopqrstuvwxyz0123456789"))); // unique in the world
    config.friendlyName = wish.name;
    config.voiceUrl = wish.voiceUrl;
    config.voiceMethod = u"POST"_s;
    config.sipRegistration = true;
    config.secure = wish.secure;
    whenDone(m_twilio.createSipDomain(config), this, [this](const Result<SipDomain> &domain) {
        if (!domain)
            return giveUp(domain.error());
        m_phone.domain = domain->config.domainName;
        m_phone.domainSid = domain->sid;
        makeList();
    });
}

void SoftphoneSetup::makeList()
{
    whenDone(m_twilio.createCredentialList(m_wish.name), this, [this](const Result<CredentialList> &list) {
        if (!list)
            return giveUp(list.error());
        m_phone.listSid = list->sid;
        makeCredential();
    });
}

void SoftphoneSetup::makeCredential()
{
    whenDone(m_twilio.createSipCredential(m_phone.listSid, m_phone.user, m_phone.password), this, [this](const Result<SipCredential> &credential) {
        if (!credential)
            return giveUp(credential.error());
        m_phone.credentialSid = credential->sid;
        makeMappings();
    });
}

void SoftphoneSetup::makeMappings()
{
    whenDone(m_twilio.createSipMapping(m_phone.domainSid, SipRight::PlaceCalls, m_phone.listSid), this, [this](const Result<CredentialList> &calls) {
        if (!calls)
            return giveUp(calls.error());
        whenDone(m_twilio.createSipMapping(m_phone.domainSid, SipRight::Register, m_phone.listSid), this,
                 [this](const Result<CredentialList> &registers) {
                     if (!registers)
                         return giveUp(registers.error());
                     Q_EMIT made(m_phone);
                 });
    });
}

void SoftphoneSetup::giveUp(const Error &error)
{
    // Nobody waits for this, and what is left over after all is an empty domain and a list without a right.
    if (!m_phone.domainSid.isNull())
        (void)m_twilio.deleteSipDomain(m_phone.domainSid);
    if (!m_phone.listSid.isNull())
        (void)m_twilio.deleteCredentialList(m_phone.listSid);
    Q_EMIT failed(error);
}

/// The domain first: a list that has a right somewhere cannot go.
void SoftphoneSetup::remove(const Softphone &phone)
{
    whenDone(m_twilio.deleteSipDomain(phone.domainSid), this, [this, phone](const Result<> &deleted) {
        if (!deleted && !isGone(deleted.error()))
            return Q_EMIT failed(deleted.error());
        removeList(phone);
    });
}

void SoftphoneSetup::removeList(const Softphone &phone)
{
    whenDone(m_twilio.deleteCredentialList(phone.listSid), this, [this](const Result<> &deleted) {
        if (!deleted && !isGone(deleted.error()))
            return Q_EMIT failed(deleted.error());
        Q_EMIT removed();
    });
}

} // namespace milassist
