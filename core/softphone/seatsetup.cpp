// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/seatsetup.h"

#include "core/base/whendone.h"

#include <QMessageAuthenticationCode>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const Paging all{.pageSize = Paging::largestPage};

} // namespace

Secret seatPassword(const Secret &token, const QString &address)
{
    const QByteArray signs = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    const QByteArray hash = QMessageAuthenticationCode::hash("milassist sip seat 1 " + address.toUtf8(), token.reveal(), QCryptographicHash::Sha256);
    constexpr qsizetype free = 21; // and one of each kind, as Twilio wants it
    QByteArray password = "Ma7";
    for (qsizetype i = 0; i < free; ++i)
        password += signs.at(qsizetype(uchar(hash.at(i))) % signs.size());
    return Secret(password);
}

void SeatSetup::make(const QString &user, const QString &domain, const Secret &password)
{
    m_phone = {.origin = SoftphoneOrigin::Seat, .user = user, .domain = domain, .password = password};
    whenDone(m_twilio.sipDomains(all), this, [this, run = ++m_run](const Result<Page<SipDomain>> &page) {
        if (run != m_run)
            return;
        if (!page)
            return Q_EMIT failed(page.error());
        const auto found = std::ranges::find_if(page->records, [this](const SipDomain &one) { return one.config.domainName == m_phone.domain; });
        if (found == page->records.end())
            return Q_EMIT failed({.kind = Error::Kind::NotFound, .detail = u"the account has no SIP domain of that name"_s});
        m_phone.domainSid = found->sid;
        m_phone.srtp = found->config.secure ? Srtp::Required : Srtp::Never;
        findList(*found);
    });
}

void SeatSetup::findList(const SipDomain &domain)
{
    whenDone(m_twilio.sipMappings(domain.sid, SipRight::Register, all), this, [this, run = m_run](const Result<Page<CredentialList>> &page) {
        if (run != m_run)
            return;
        if (!page)
            return Q_EMIT failed(page.error());
        if (page->records.isEmpty())
            return Q_EMIT failed({.kind = Error::Kind::NotFound, .detail = u"nobody may register in the SIP domain"_s});
        m_phone.listSid = page->records.first().sid;
        findUser(2);
    });
}

void SeatSetup::findUser(int tries)
{
    whenDone(m_twilio.sipCredentials(m_phone.listSid, all), this, [this, tries, run = m_run](const Result<Page<SipCredential>> &page) {
        if (run != m_run)
            return;
        if (!page)
            return Q_EMIT failed(page.error());
        const auto found = std::ranges::find_if(page->records, [this](const SipCredential &one) { return one.username == m_phone.user; });
        auto put = found == page->records.end() ? m_twilio.createSipCredential(m_phone.listSid, m_phone.user, m_phone.password)
                                                : m_twilio.changeSipPassword(m_phone.listSid, found->sid, m_phone.password);
        whenDone(std::move(put), this, [this, tries, run](const Result<SipCredential> &credential) {
            if (run == m_run)
                set(credential, tries);
        });
    });
}

void SeatSetup::set(const Result<SipCredential> &credential, int tries)
{
    if (credential) {
        m_phone.credentialSid = credential->sid;
        m_phone.isComplete = true;
        return Q_EMIT made(m_phone);
    }
    // The answer was lost, or another desk of the same person was first.
    const auto kind = credential.error().kind;
    if (tries > 1 && (kind == Error::Kind::OutcomeUnknown || kind == Error::Kind::Rejected))
        return findUser(tries - 1);
    Q_EMIT failed(credential.error());
}

} // namespace milassist
