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

    /// Domains, lists and users there are.
    QString counted()
    {
        return m_sandbox->inWorld([](world::World &world) {
            const auto domains = world.sip().domains({});
            const auto lists = world.sip().lists(world::SipBook::ListKind::Credentials, {});
            return u"%1 %2"_s.arg(domains->items.size()).arg(lists->items.size());
        });
    }
    std::optional<Softphone> made()
    {
        SoftphoneSetup setup(*m_twilio);
        std::optional<Softphone> phone;
        connect(&setup, &SoftphoneSetup::made, this, [&phone](const Softphone &one) { phone = one; });
        setup.make(m_wish);
        return QTest::qWaitFor([&phone] { return phone.has_value(); }) ? phone : std::nullopt;
    }

private Q_SLOTS:
    void init()
    {
        m_sandbox = std::make_unique<Sandbox>(SandboxOptions{.world = u"empty"_s});
        const auto address = m_sandbox->start();
        QVERIFY(address);
        m_twilio = std::make_unique<TwilioClient>(Credentials{
            .baseUrl = address->restUrl, .account = *AccountSid::parse(address->accountSid), .user = address->accountSid, .secret = address->authToken});
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

    void whatFailsHalfWayLeavesNothing()
    {
        QVERIFY(m_sandbox->addFaults(R"({"kind":"status","status":400,"method":"POST","path":"*/Credentials.json"})"));
        SoftphoneSetup setup(*m_twilio);
        QSignalSpy failed(&setup, &SoftphoneSetup::failed);
        setup.make(m_wish);
        QVERIFY(failed.wait());
        QVERIFY(QTest::qWaitFor([this] { return counted() == "0 0"_L1; }));
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
