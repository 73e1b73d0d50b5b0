// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/softphonekeeper.h"

#include "core/base/whendone.h"
#include "core/sandbox/sandbox.h"
#include "core/sandbox/world/world.h"
#include "core/twilio/twilioclient.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Is = SoftphoneState::Is;

namespace {

/// A keychain that somebody can lock, and that is the same for every start of the program.
struct Keychain {
    MemorySecrets kept;
    bool isLocked = false;
};

class KeychainDoor : public SecretStore {
public:
    explicit KeychainDoor(Keychain &keychain) : m_keychain(keychain) {}
    QFuture<Result<Secret>> read(const QString &key) override { return m_keychain.isLocked ? finished(Result<Secret>(locked())) : m_keychain.kept.read(key); }
    QFuture<Result<>> write(const QString &key, const Secret &secret) override { return m_keychain.isLocked ? finished(Result<>(locked())) : m_keychain.kept.write(key, secret); }
    QFuture<Result<>> remove(const QString &key) override { return m_keychain.isLocked ? finished(Result<>(locked())) : m_keychain.kept.remove(key); }

private:
    static tl::unexpected<Error> locked() { return fail(Error::Kind::Unavailable, u"locked"_s); }
    Keychain &m_keychain;
};

const QString someKey = u"p-1/softphone"_s;
const SipUserEntry someUser{.user = u"desk1"_s, .domain = u"Acme.sip.twilio.com"_s, .password = Secret("Secret123456")};

} // namespace

class TestSoftphoneKeeper : public QObject {
    Q_OBJECT

    QTemporaryDir m_place;
    QString m_folder;
    Keychain m_keychain;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<TwilioClient> m_twilio;
    std::unique_ptr<SoftphoneKeeper> m_keeper;
    std::optional<LineAccount> m_account; ///< of the telephone that would be there

    /// As the program does at its start.
    void open()
    {
        m_account.reset();
        m_keeper = std::make_unique<SoftphoneKeeper>(*m_twilio, std::make_unique<KeychainDoor>(m_keychain), someKey, m_folder);
        connect(m_keeper.get(), &SoftphoneKeeper::accountChanged, this, [this](const std::optional<LineAccount> &account) { m_account = account; });
        m_keeper->start();
    }
    bool comesTo(Is is)
    {
        return QTest::qWaitFor([this, is] { return m_keeper->state().is == is; }, 30'000);
    }
    QString counted()
    {
        return m_sandbox->inWorld([](world::World &world) {
            return u"%1 %2"_s.arg(world.sip().domains({})->items.size()).arg(world.sip().lists(world::SipBook::ListKind::Credentials, {})->items.size());
        });
    }
    bool hasPassword() { return m_keychain.kept.read(someKey).result().has_value(); }
    bool isEverythingGone() { return counted() == "0 0"_L1 && !hasPassword() && QDir(m_folder).isEmpty(); }

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
        m_folder = m_place.filePath(QString::fromLatin1(QTest::currentTestFunction()));
        QVERIFY(QDir().mkpath(m_folder));
        m_keychain.isLocked = false;
        m_keychain.kept = {};
        open();
        QCOMPARE(m_keeper->state().is, Is::None);
    }
    void cleanup()
    {
        m_keeper.reset();
        m_twilio.reset();
        m_sandbox.reset();
    }

    void whatWasSetUpIsThereAfterAStartAndGoneAfterRemoval()
    {
        QList<SoftphoneStep> steps;
        connect(m_keeper.get(), &SoftphoneKeeper::changed, this, [&] {
            if (m_keeper->state().is == Is::Making && (steps.isEmpty() || steps.last() != m_keeper->state().step))
                steps.append(m_keeper->state().step);
        });
        m_keeper->setUp();
        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(steps.size(), 6);
        QVERIFY(m_account && !m_account->password.isEmpty());
        QVERIFY(m_keeper->state().phone.password.isEmpty()); // states are shown
        const LineAccount before = *m_account;

        open();
        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(m_account, std::optional(before));

        m_keeper->remove();
        QVERIFY(!m_account); // before Twilio has answered
        QVERIFY(comesTo(Is::None));
        QVERIFY(isEverythingGone());
        open();
        QCOMPARE(m_keeper->state().is, Is::None);
    }

    void withoutAPlaceForThePasswordNothingIsMade()
    {
        m_keychain.isLocked = true;
        m_keeper->setUp();
        QVERIFY(comesTo(Is::MakingFailed));
        QCOMPARE(m_keeper->state().error.kind, Error::Kind::Unavailable);
        QVERIFY(!m_keeper->state().phone.isAtTwilio());
        QCOMPARE(counted(), u"0 0"_s);

        m_keychain.isLocked = false;
        m_keeper->retry();
        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(counted(), u"1 1"_s);
    }

    void aLockedKeychainAtTheStartLosesNothing()
    {
        m_keeper->setUp();
        QVERIFY(comesTo(Is::Ready));
        const LineAccount before = *m_account;
        m_keychain.isLocked = true;
        open();
        QVERIFY(comesTo(Is::PasswordLocked));
        QVERIFY(!m_account);

        m_keychain.isLocked = false;
        m_keeper->retry();

        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(m_account, std::optional(before));
    }

    void aPasswordThatIsLostIsMadeAnew()
    {
        m_keeper->setUp();
        QVERIFY(comesTo(Is::Ready));
        const LineAccount before = *m_account;
        m_keychain.kept = {};
        open();
        QVERIFY(comesTo(Is::PasswordLost));

        m_keeper->retry();

        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(m_account->domain, before.domain);
        QVERIFY(m_account->password != before.password);
        const auto atTwilio = m_sandbox->inWorld([&](world::World &world) { return world.sip().passwordOf(before.domain, before.user, world::SipBook::Use::Registrations); });
        QCOMPARE(atTwilio.value_or(QString()).toUtf8(), m_account->password.reveal());
        QCOMPARE(counted(), u"1 1"_s);
    }

    void aProgramThatEndsInTheMiddleGoesOnOrCleansUp_data()
    {
        QTest::addColumn<bool>("isFinished");
        QTest::newRow("goes on") << true;
        QTest::newRow("cleans up") << false;
    }
    void aProgramThatEndsInTheMiddleGoesOnOrCleansUp()
    {
        QFETCH(bool, isFinished);
        QVERIFY(m_sandbox->addFaults(R"({"kind":"latency","ms":2000,"method":"POST","path":"*/CredentialLists.json","count":1})"));
        m_keeper->setUp();
        QVERIFY(QTest::qWaitFor([&] { return m_keeper->state().step == SoftphoneStep::List; }));
        m_keeper.reset(); // while the answer about the list is on its way
        QVERIFY(QTest::qWaitFor([this] { return counted() == "1 1"_L1; }));

        open();
        QCOMPARE(m_keeper->state().is, Is::Interrupted);
        if (isFinished) {
            m_keeper->retry();
            QVERIFY(comesTo(Is::Ready));
            QCOMPARE(counted(), u"1 1"_s);
            return;
        }
        m_keeper->remove();
        QVERIFY(comesTo(Is::None));
        QVERIFY(isEverythingGone());
    }

    void whatCouldNotBeCleanedUpIsUsedWhenItIsTriedAgain()
    {
        QVERIFY(m_sandbox->addFaults("{\"kind\":\"status\",\"status\":400,\"method\":\"POST\",\"path\":\"*/Credentials.json\"}"));
        QVERIFY(m_sandbox->addFaults("{\"kind\":\"status\",\"status\":400,\"method\":\"DELETE\",\"path\":\"*\"}"));
        m_keeper->setUp();
        QVERIFY(comesTo(Is::MakingFailed));
        QVERIFY(m_keeper->state().phone.isAtTwilio());
        QCOMPARE(counted(), u"1 1"_s);

        m_sandbox->clearFaults();
        m_keeper->retry();

        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(counted(), u"1 1"_s);
    }

    void aRemovalThatFailsIsTriedAgain()
    {
        m_keeper->setUp();
        QVERIFY(comesTo(Is::Ready));
        QVERIFY(m_sandbox->addFaults("{\"kind\":\"status\",\"status\":400,\"method\":\"DELETE\",\"path\":\"*/CredentialLists/*\"}"));
        m_keeper->remove();
        QVERIFY(comesTo(Is::RemovingFailed));
        QVERIFY(!m_keeper->state().phone.isDomainBegun);
        QVERIFY(m_keeper->state().phone.isListBegun);
        m_sandbox->clearFaults();

        m_keeper->retry();

        QVERIFY(comesTo(Is::None));
        QVERIFY(isEverythingGone());
    }

    void whoCancelsIsWhereTheyBegan()
    {
        bool isToldWhile = false;
        connect(m_keeper.get(), &SoftphoneKeeper::changed, this, [&] {
            isToldWhile = isToldWhile || m_keeper->state().isCancelling;
            if (m_keeper->state().step == SoftphoneStep::List && !m_keeper->state().isCancelling)
                m_keeper->cancel();
        });
        m_keeper->setUp();
        QVERIFY(QTest::qWaitFor([&] { return isToldWhile && m_keeper->state().is == Is::None; }, 30'000));
        QVERIFY(isEverythingGone());
        m_keeper->disconnect(this);
        m_keeper->setUp(); // and can begin again
        QVERIFY(comesTo(Is::Ready));
    }

    void oneEnteredByHandIsOnlyForgotten()
    {
        m_keeper->enter(someUser);
        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(m_account->domain, u"acme.sip.twilio.com"_s);
        QCOMPARE(m_account->password, someUser.password);
        open();
        QVERIFY(comesTo(Is::Ready));
        m_sandbox->clearJournal();

        m_keeper->remove();

        QVERIFY(comesTo(Is::None));
        QVERIFY(m_sandbox->journal().isEmpty());
        QVERIFY(isEverythingGone());
    }

    void oneEnteredByHandThatCannotBeKeptIsTriedAgain()
    {
        m_keychain.isLocked = true;
        m_keeper->enter(someUser);
        QVERIFY(comesTo(Is::NotKept));
        QVERIFY(!m_account);
        m_keychain.isLocked = false;

        m_keeper->retry();

        QVERIFY(comesTo(Is::Ready));
        QCOMPARE(m_account->password, someUser.password);
    }

    void aKeychainThatDoesNotForgetIsSaid()
    {
        m_keeper->setUp();
        QVERIFY(comesTo(Is::Ready));
        m_keychain.isLocked = true;

        m_keeper->remove();

        QVERIFY(comesTo(Is::None));
        QVERIFY(m_keeper->state().isPasswordLeft);
        QCOMPARE(counted(), u"0 0"_s);
    }

    void theFileHoldsNoPassword()
    {
        m_keeper->setUp();
        QVERIFY(comesTo(Is::Ready));
        for (const QString &name : QDir(m_folder).entryList(QDir::Files)) {
            QFile file(m_folder + u'/' + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains(m_account->password.reveal()));
        }
    }
};

QTEST_GUILESS_MAIN(TestSoftphoneKeeper)
#include "tst_softphonekeeper.moc"
