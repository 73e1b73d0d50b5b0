// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/softphonesetup.h"

#include "core/base/whendone.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

bool isGone(const Result<> &deleted)
{
    return deleted || deleted.error().kind == Error::Kind::NotFound;
}

/// Twilio lets an account have a hundred domains: they are on the first page.
template <typename T, typename Is>
QFuture<Result<std::optional<T>>> firstOf(QFuture<Result<Page<T>>> page, Is is)
{
    return page.then([is](const Result<Page<T>> &read) -> Result<std::optional<T>> {
        if (!read)
            return fail(read.error());
        const auto found = std::ranges::find_if(read->records, is);
        return found == read->records.end() ? std::nullopt : std::optional<T>(*found);
    });
}

const Paging all{.pageSize = Paging::largestPage};

} // namespace

template <typename T>
void SoftphoneSetup::look(const Making<T> &making)
{
    whenDone(making.find(), this, [this, making](const Result<std::optional<T>> &found) {
        if (!found)
            return giveUp(found.error());
        if (*found)
            return making.have(**found);
        create(making);
    });
}

template <typename T>
void SoftphoneSetup::create(Making<T> making)
{
    if (m_isCancelled)
        return giveUp({.kind = Error::Kind::Cancelled});
    --making.tries;
    whenDone(making.create(), this, [this, making](const Result<T> &made) {
        if (made)
            return making.have(*made);
        if (made.error().kind == Error::Kind::OutcomeUnknown && making.tries > 0)
            return look(making);
        giveUp(made.error());
    });
}

QFuture<Result<std::optional<SipDomain>>> SoftphoneSetup::findDomain()
{
    return firstOf(m_twilio.sipDomains(all), [name = m_phone.domain](const SipDomain &domain) { return domain.config.domainName == name; });
}

QFuture<Result<std::optional<CredentialList>>> SoftphoneSetup::findList()
{
    return firstOf(m_twilio.credentialLists(all), [name = m_phone.name](const CredentialList &list) { return list.friendlyName == name; });
}

void SoftphoneSetup::make(const Softphone &phone)
{
    m_phone = phone;
    m_why.reset();
    m_isCancelled = false;
    m_isResumed = phone.isDomainBegun || phone.isListBegun;
    makeDomain();
}

void SoftphoneSetup::begin(SoftphoneStep step)
{
    Q_EMIT stepBegan(step);
    Q_EMIT progressed(m_phone);
}

void SoftphoneSetup::makeDomain()
{
    const bool mayBeThere = m_phone.isDomainBegun;
    m_phone.isDomainBegun = true;
    begin(SoftphoneStep::Domain);
    SipDomainConfig config;
    config.domainName = m_phone.domain;
    config.friendlyName = m_phone.name;
    config.voiceUrl = m_phone.voiceUrl;
    config.voiceMethod = u"POST"_s;
    config.sipRegistration = true;
    config.secure = m_phone.srtp == Srtp::Required;
    const Making<SipDomain> making{.create = [this, config] { return m_twilio.createSipDomain(config); },
                                   .find = [this] { return findDomain(); },
                                   .have =
                                       [this](const SipDomain &domain) {
                                           m_phone.domainSid = domain.sid;
                                           makeList();
                                       }};
    mayBeThere ? look(making) : create(making);
}

void SoftphoneSetup::makeList()
{
    const bool mayBeThere = m_phone.isListBegun;
    m_phone.isListBegun = true;
    begin(SoftphoneStep::List);
    const Making<CredentialList> making{.create = [this] { return m_twilio.createCredentialList(m_phone.name); },
                                        .find = [this] { return findList(); },
                                        .have =
                                            [this](const CredentialList &list) {
                                                m_phone.listSid = list.sid;
                                                makeUser();
                                            }};
    mayBeThere ? look(making) : create(making);
}

void SoftphoneSetup::makeUser()
{
    begin(SoftphoneStep::User);
    const auto have = [this](const SipCredential &credential) {
        m_phone.credentialSid = credential.sid;
        makeRight(SipRight::PlaceCalls);
    };
    const auto find = [this] {
        return firstOf(m_twilio.sipCredentials(m_phone.listSid, all), [user = m_phone.user](const SipCredential &one) { return one.username == user; });
    };
    const auto create_ = [this] { return m_twilio.createSipCredential(m_phone.listSid, m_phone.user, m_phone.password); };
    if (!m_isResumed)
        return create(Making<SipCredential>{.create = create_, .find = find, .have = have});
    // One that is there may have another password than the one that was kept.
    look(Making<SipCredential>{.create = create_, .find = find, .have = [this, have](const SipCredential &credential) {
                                   whenDone(m_twilio.changeSipPassword(m_phone.listSid, credential.sid, m_phone.password), this,
                                            [this, have](const Result<SipCredential> &changed) { changed ? have(*changed) : giveUp(changed.error()); });
                               }});
}

void SoftphoneSetup::makeRight(SipRight right)
{
    begin(right == SipRight::PlaceCalls ? SoftphoneStep::CallRight : SoftphoneStep::RegisterRight);
    const Making<CredentialList> making{
        .create = [this, right] { return m_twilio.createSipMapping(m_phone.domainSid, right, m_phone.listSid); },
        .find =
            [this, right] {
                return firstOf(m_twilio.sipMappings(m_phone.domainSid, right, all), [sid = m_phone.listSid](const CredentialList &list) { return list.sid == sid; });
            },
        .have =
            [this, right](const CredentialList &) {
                if (right == SipRight::PlaceCalls)
                    return makeRight(SipRight::Register);
                m_phone.isComplete = true;
                Q_EMIT progressed(m_phone);
                Q_EMIT made(m_phone);
            }};
    m_isResumed ? look(making) : create(making);
}

void SoftphoneSetup::giveUp(const Error &error)
{
    m_why = error;
    clean();
}

void SoftphoneSetup::remove(const Softphone &phone)
{
    m_phone = phone;
    m_why.reset();
    clean();
}

/// The domain first: a list that has a right somewhere cannot go.
void SoftphoneSetup::clean()
{
    m_phone.isComplete = false;
    if (!m_phone.isDomainBegun || !m_phone.domainSid.isNull())
        return deleteDomain();
    whenDone(findDomain(), this, [this](const Result<std::optional<SipDomain>> &found) {
        if (!found)
            return stop(found.error());
        m_phone.domainSid = *found ? (*found)->sid : SipDomainSid();
        deleteDomain();
    });
}

void SoftphoneSetup::deleteDomain()
{
    if (m_phone.domainSid.isNull()) {
        m_phone.isDomainBegun = false;
        return cleanList();
    }
    whenDone(m_twilio.deleteSipDomain(m_phone.domainSid), this, [this](const Result<> &deleted) {
        if (!isGone(deleted))
            return stop(deleted.error());
        m_phone.domainSid = {};
        m_phone.isDomainBegun = false;
        cleanList();
    });
}

void SoftphoneSetup::cleanList()
{
    Q_EMIT progressed(m_phone);
    if (!m_phone.isListBegun || !m_phone.listSid.isNull())
        return deleteList();
    whenDone(findList(), this, [this](const Result<std::optional<CredentialList>> &found) {
        if (!found)
            return stop(found.error());
        m_phone.listSid = *found ? (*found)->sid : CredentialListSid();
        deleteList();
    });
}

void SoftphoneSetup::deleteList()
{
    const auto done = [this] {
        m_phone.listSid = {};
        m_phone.credentialSid = {};
        m_phone.isListBegun = false;
        Q_EMIT progressed(m_phone);
        if (m_why)
            return Q_EMIT failed(*m_why, m_phone);
        Q_EMIT removed();
    };
    if (m_phone.listSid.isNull())
        return done();
    whenDone(m_twilio.deleteCredentialList(m_phone.listSid), this, [this, done](const Result<> &deleted) {
        if (!isGone(deleted))
            return stop(deleted.error());
        done();
    });
}

/// Something is left over. Why it began says more than why it could not be cleaned up.
void SoftphoneSetup::stop(const Error &error)
{
    Q_EMIT failed(m_why.value_or(error), m_phone);
}

} // namespace milassist
