// SPDX-License-Identifier: GPL-3.0-or-later
// SIP records one by one, against a sandbox over HTTP.
#include "core/sandbox/sandbox.h"
#include "core/twilio/twilioclient.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
Result<T> waitFor(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return fail(Error::Kind::Offline, u"no answer"_s);
    return future.result();
}

} // namespace

class TestSipResources : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<Sandbox>(SandboxOptions{.world = u"empty"_s});
        const SandboxAddress at = *m_sandbox->start();
        m_client = std::make_unique<TwilioClient>(
            Credentials{.baseUrl = at.restUrl, .account = *AccountSid::parse(at.accountSid), .user = at.accountSid, .secret = at.authToken});
    }

    void eachRecordIsFetchedByItsSid()
    {
        SipDomainConfig config{.domainName = u"acme-desk.sip.twilio.com"_s, .friendlyName = u"Desk phones"_s};
        config.sipRegistration = true;
        const auto domain = waitFor(m_client->createSipDomain(config));
        const auto list = waitFor(m_client->createCredentialList(u"Front desk"_s));
        QVERIFY(domain && list);
        const auto credential = waitFor(m_client->createSipCredential(list->sid, u"desk1"_s, Secret("Correct-horse-7")));
        QVERIFY(credential);

        QCOMPARE(waitFor(m_client->sipDomain(domain->sid)), domain);
        QCOMPARE(waitFor(m_client->credentialList(list->sid)), list);
        QCOMPARE(waitFor(m_client->sipCredential(list->sid, credential->sid)), credential);
        QCOMPARE(waitFor(m_client->sipDomain(domain->sid))->config.domainName, u"acme-desk.sip.twilio.com"_s);
    }

    void aMappingIsThereForTheRightThatWasGivenOnly()
    {
        const auto domain = waitFor(m_client->createSipDomain({.domainName = u"acme-two.sip.twilio.com"_s, .friendlyName = {}}));
        const auto list = waitFor(m_client->createCredentialList(u"Back office"_s));
        QVERIFY(domain && list);
        QVERIFY(waitFor(m_client->createSipMapping(domain->sid, SipRight::Register, list->sid)));

        const auto given = waitFor(m_client->sipMapping(domain->sid, SipRight::Register, list->sid));
        const auto other = waitFor(m_client->sipMapping(domain->sid, SipRight::PlaceCalls, list->sid));

        QVERIFY(given);
        QCOMPARE(given->sid, list->sid);
        QCOMPARE(other.error().kind, Error::Kind::NotFound);
    }

    void whatIsNotThereIsSaidToBeNotFound()
    {
        QCOMPARE(waitFor(m_client->sipDomain(*SipDomainSid::parse(u"SD00000000000000000000000000000000"))).error().kind, Error::Kind::NotFound);
        QCOMPARE(waitFor(m_client->credentialList(*CredentialListSid::parse(u"CL00000000000000000000000000000000"))).error().kind,
                 Error::Kind::NotFound);
        const auto list = waitFor(m_client->createCredentialList(u"Empty"_s));
        QCOMPARE(waitFor(m_client->sipCredential(list->sid, *CredentialSid::parse(u"CR00000000000000000000000000000000"))).error().kind,
                 Error::Kind::NotFound);
    }

private:
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<TwilioClient> m_client;
};

QTEST_GUILESS_MAIN(TestSipResources)
#include "tst_sipresources.moc"
