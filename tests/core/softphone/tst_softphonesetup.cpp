// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/softphonesetup.h"

#include "core/sandbox/sandbox.h"
#include "core/sandbox/world/world.h"
#include "core/twilio/twilioclient.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSoftphoneSetup : public QObject {
    Q_OBJECT

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<TwilioClient> m_twilio;
    const SoftphoneWish m_wish{.name = u"MilAssist Desk"_s, .user = u"desk"_s, .voiceUrl = u"http://127.0.0.1:1/voice"_s, .secure = true};

    /// @param what "\"kind\":\"reset\"" and the like
    bool strikes(const QByteArray &what, const QByteArray &method, const QByteArray &path)
    {
        return m_sandbox->addFaults('{' + what + ",\"method\":\"" + method + "\",\"path\":\"" + path + "\"}").has_value();
    }
    /// Domains, lists and users there are.
    QString counted()
    {
        return m_sandbox->inWorld([](world::World &world) {
            const auto domains = world.sip().domains({});
            const auto lists = world.sip().lists(world::SipBook::ListKind::Credentials, {});
            return u"%1 %2"_s.arg(domains->items.size()).arg(lists->items.size());
        });
    }
    std::optional<Softphone> made(const Softphone &phone)
    {
        SoftphoneSetup setup(*m_twilio);
        std::optional<Softphone> done;
        connect(&setup, &SoftphoneSetup::made, this, [&done](const Softphone &one) { done = one; });
        setup.make(phone);
        return QTest::qWaitFor([&done] { return done.has_value(); }, 30'000) ? done : std::nullopt;
    }
    std::optional<Softphone> made() { return made(newSoftphone(m_wish)); }
    bool mayRegister(const Softphone &phone)
    {
        return m_sandbox->inWorld([&](world::World &world) {
            return world.sip().passwordOf(phone.domain, phone.user, world::SipBook::Use::Registrations) == QString::fromUtf8(phone.password.reveal());
        });
    }
    /// What is still there when making one has failed; none: it did not fail.
    std::optional<Softphone> leftOf(SoftphoneSetup &setup)
    {
        QSignalSpy failed(&setup, &SoftphoneSetup::failed);
        setup.make(newSoftphone(m_wish));
        return failed.wait(30'000) ? std::optional(failed.first().at(1).value<Softphone>()) : std::nullopt;
    }

private Q_SLOTS:
    void init()
    {
        m_sandbox = std::make_unique<Sandbox>(SandboxOptions{.world = u"empty"_s});
        const auto address = m_sandbox->start();
        QVERIFY(address);
        TransportOptions quick;
        quick.retries.firstPause = std::chrono::milliseconds(20);
        m_twilio = std::make_unique<TwilioClient>(
            Credentials{.baseUrl = address->restUrl, .account = *AccountSid::parse(address->accountSid), .user = address->accountSid, .secret = address->authToken}, quick);
    }
    void cleanup()
    {
        m_twilio.reset();
        m_sandbox.reset();
    }

    void aTelephoneMayRegisterAndCall()
    {
        const auto phone = made();
        QVERIFY(phone);
        QVERIFY(phone->isComplete);
        using Use = world::SipBook::Use;
        const auto password = [this, &phone](Use use) {
            return m_sandbox->inWorld([&](world::World &world) { return world.sip().passwordOf(phone->domain, u"desk"_s, use).has_value(); });
        };
        QVERIFY(password(Use::Registrations));
        QVERIFY(password(Use::CallCredentials));
        const auto domain = m_sandbox->inWorld([&](world::World &world) { return *world.sip().domainNamed(phone->domain); });
        QVERIFY(domain.secure);
        QVERIFY(domain.sipRegistration);
        QCOMPARE(domain.voiceUrl.value_or(QString()), m_wish.voiceUrl);
        const LineAccount account = phone->account();
        QCOMPARE(account.domain, phone->domain);
        QCOMPARE(account.srtp, Srtp::Required);
    }

    void undoTakesAwayExactlyWhatWasMade()
    {
        const auto other = made();
        const auto phone = made();
        QVERIFY(other && phone && other->domain != phone->domain);
        QCOMPARE(counted(), u"2 2"_s);
        SoftphoneSetup setup(*m_twilio);
        QSignalSpy removed(&setup, &SoftphoneSetup::removed);
        setup.remove(*phone);
        QVERIFY(removed.wait());
        QCOMPARE(counted(), u"1 1"_s);
        setup.remove(*phone); // once more: it is gone, and that is what was wanted
        QVERIFY(removed.wait());
        QVERIFY(m_sandbox->inWorld([&](world::World &world) { return world.sip().domainNamed(other->domain) != nullptr; }));
    }

    void whateverStepFailsNothingIsLeft_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("list") << QByteArray("*/CredentialLists.json");
        QTest::newRow("user") << QByteArray("*/Credentials.json");
        QTest::newRow("right to call") << QByteArray("*/Auth/Calls/*");
        QTest::newRow("right to register") << QByteArray("*/Auth/Registrations/*"); // the list has a right then: the domain has to go first
    }
    void whateverStepFailsNothingIsLeft()
    {
        QFETCH(QByteArray, path);
        QVERIFY(strikes("\"kind\":\"status\",\"status\":400", "POST", path));
        QVERIFY(strikes("\"kind\":\"latency\",\"ms\":200", "DELETE", "*/Domains/*")); // a list that does not wait is refused
        SoftphoneSetup setup(*m_twilio);

        const auto left = leftOf(setup);

        QVERIFY(left);
        QVERIFY(!left->isAtTwilio());
        QCOMPARE(counted(), u"0 0"_s); // by the time it is said
    }

    void whatCannotBeCleanedUpIsNamed()
    {
        QVERIFY(strikes("\"kind\":\"status\",\"status\":400", "POST", "*/Credentials.json"));
        QVERIFY(strikes("\"kind\":\"status\",\"status\":400", "DELETE", "*/CredentialLists/*"));
        SoftphoneSetup setup(*m_twilio);

        const auto left = leftOf(setup);

        QVERIFY(left);
        QVERIFY(!left->isDomainBegun);
        QVERIFY(left->isListBegun && !left->listSid.isNull());
        m_sandbox->clearFaults();
        QSignalSpy removed(&setup, &SoftphoneSetup::removed);
        setup.remove(*left);
        QVERIFY(removed.wait());
        QCOMPARE(counted(), u"0 0"_s);
    }

    void aLostAnswerMakesNothingTwice_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("domain") << QByteArray("*/Domains.json");
        QTest::newRow("list") << QByteArray("*/CredentialLists.json");
        QTest::newRow("user") << QByteArray("*/Credentials.json");
        QTest::newRow("right to call") << QByteArray("*/Auth/Calls/*");
        QTest::newRow("right to register") << QByteArray("*/Auth/Registrations/*");
    }
    void aLostAnswerMakesNothingTwice()
    {
        QFETCH(QByteArray, path);
        for (const QByteArray &when : {QByteArray("after"), QByteArray("before")}) { // done and not said; not done
            QVERIFY(strikes("\"kind\":\"reset\",\"count\":1,\"when\":\"" + when + '"', "POST", path));
            const auto phone = made();
            QVERIFY(phone);
            QVERIFY(mayRegister(*phone));
        }
        QCOMPARE(counted(), u"2 2"_s);
    }

    void whatWasInterruptedGoesOnWithWhatIsThere()
    {
        const Softphone wanted = newSoftphone(m_wish);
        SoftphoneSetup setup(*m_twilio);
        Softphone known;
        connect(&setup, &SoftphoneSetup::progressed, this, [&](const Softphone &phone) { known = phone; });
        QSignalSpy done(&setup, &SoftphoneSetup::made);
        setup.make(wanted);
        QVERIFY(done.wait());
        known.isComplete = false;
        known.domainSid = {}; // the program ended before it heard of it
        known.listSid = {};
        known.credentialSid = {};
        known.password = newSipPassword(); // and the old one is lost

        const auto again = made(known);

        QVERIFY(again);
        QVERIFY(mayRegister(*again));
        QCOMPARE(counted(), u"1 1"_s);
    }

    void whoCancelsLeavesNothing()
    {
        SoftphoneSetup setup(*m_twilio);
        connect(&setup, &SoftphoneSetup::stepBegan, this, [&setup](SoftphoneStep step) {
            if (step == SoftphoneStep::User)
                setup.cancel();
        });
        QSignalSpy failed(&setup, &SoftphoneSetup::failed);
        setup.make(newSoftphone(m_wish));
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<Error>().kind, Error::Kind::Cancelled);
        QCOMPARE(counted(), u"0 0"_s);
    }

    void passwordsAreGoodEnoughForTwilio()
    {
        for (int i = 0; i < 200; ++i) {
            const QString password = QString::fromUtf8(newSipPassword().reveal());
            QCOMPARE(password.size(), 24);
            QVERIFY(password.contains(QRegularExpression(u"^(?=.*[0-9])(?=.*[A-Z])(?=.*[a-z])[0-9A-Za-z]+$"_s)));
        }
    }
};

QTEST_GUILESS_MAIN(TestSoftphoneSetup)
#include "tst_softphonesetup.moc"
