// SPDX-License-Identifier: GPL-3.0-or-later
// An account without a telephone gets one in Settings, proves it, restarts with it, and gives it back: with the program, the
// engine, a sandbox and a keychain as they are.
#include "app/desk/application.h"
#include "core/profile/keychainsecrets.h"
#include "core/profile/keychainstate.h"
#include "core/sandbox/sandbox.h"
#include "core/sandbox/world/world.h"
#include "tests/e2e/sip/sounds.h"
#include "ui/widgets/notice.h"

#include <QApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSoftphone : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<DeskApplication> m_desk;
    Profile m_profile;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// As somebody starts the program, and looks at Settings.
    bool start()
    {
        m_desk = std::make_unique<DeskApplication>(*qApp, path(u"profiles"_s), DeskCommand{.profile = m_profile.id});
        m_desk->useSound({{{.name = u"desk"_s, .says = path(u"desk.wav"_s), .hears = path(u"heard"_s)}}});
        m_desk->start();
        if (!QTest::qWaitFor([this] { return m_desk->session() != nullptr; }, 20'000))
            return false;
        m_desk->window().showPage(u"settings"_s);
        return QTest::qWaitFor([this] { return find<QWidget>(u"softphoneCard"_s) != nullptr; }, 20'000);
    }
    template <typename T>
    T *find(const QString &name) const
    {
        return m_desk->window().findChild<T *>(name);
    }
    bool isShown(const QString &name) const
    {
        const auto *widget = find<QWidget>(name);
        return widget && widget->isVisible();
    }
    bool press(const QString &name)
    {
        if (!QTest::qWaitFor([&] { return isShown(name) && find<QPushButton>(name)->isEnabled(); }, 10'000))
            return false;
        find<QPushButton>(name)->click();
        return true;
    }
    bool isRegistered() const { return m_desk->phone() && m_desk->phone()->isRegistered(); }
    QString words(const QString &name) const { return find<QLabel>(name)->text(); }
    QString said(const QString &notice) const
    {
        QStringList all;
        for (const QLabel *label : find<Notice>(notice)->findChildren<QLabel *>())
            all.append(label->text());
        return all.join(u' ');
    }
    /// Domains, lists and recordings at Twilio.
    QString atTwilio()
    {
        return m_sandbox->inWorld([](world::World &world) {
            return u"%1 %2 %3"_s.arg(world.sip().domains({})->items.size())
                .arg(world.sip().lists(world::SipBook::ListKind::Credentials, {})->items.size())
                .arg(world.recordings().list({})->items.size());
        });
    }
    Result<Secret> keptPassword()
    {
        const auto read = KeychainSecrets(u"milassist-desk"_s).read(Vault::softphoneKeyOf(m_profile));
        return QTest::qWaitFor([&read] { return read.isFinished(); }, 10'000) ? read.result() : Result<Secret>(fail(Error::Kind::Unavailable, u"no answer"_s));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto keychain = keychainState();
        QTRY_VERIFY(keychain.isFinished());
        if (keychain.result() != KeychainState::Ready)
            QSKIP("there is no unlocked keychain here; packaging/test brings one");
        qputenv("PATH", QByteArray(BINARY_DIR "/bin:") + qgetenv("PATH"));
        QVERIFY(QDir().mkpath(path(u"heard"_s)));
        QVERIFY(sounds::writeWav(path(u"desk.wav"_s), babble(4, 1), 16000));
        m_sandbox = std::make_unique<Sandbox>(SandboxOptions{.world = u"empty"_s});
        const auto address = m_sandbox->start();
        QVERIFY(address);
        QFile authority(path(u"authority.pem"_s));
        QVERIFY(authority.open(QIODevice::WriteOnly) && authority.write(address->sipAuthority) > 0);
        authority.close();
        qputenv("MILASSIST_SIP_SERVER", address->sipTls.section(u':', 0, 0).toUtf8());
        qputenv("MILASSIST_SIP_PORT", address->sipTls.section(u':', 1).toUtf8());
        qputenv("MILASSIST_SIP_CA_FILE", path(u"authority.pem"_s).toUtf8());

        Profiles profiles(path(u"profiles"_s));
        m_profile = profiles.draft(u"Acme"_s);
        m_profile.baseUrl = address->restUrl;
        m_profile.account = AccountSid::parse(address->accountSid).value();
        m_profile.user = address->accountSid;
        m_profile.secretPlace = SecretPlace::Keychain;
        m_profile.sandbox = true;
        QVERIFY(profiles.save(m_profile));
        Vault vault(profiles);
        const auto kept = vault.keep(m_profile, address->authToken, {});
        QTRY_VERIFY(kept.isFinished());
        QVERIFY(kept.result());
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        if (m_profile.id.isEmpty())
            return;
        const Profiles profiles(path(u"profiles"_s));
        const auto forgotten = Vault(profiles).forget(m_profile);
        QTRY_VERIFY(forgotten.isFinished());
    }

    void itIsSetUpAndRegisters()
    {
        QVERIFY(start());
        QVERIFY(!m_desk->phone());

        QVERIFY(press(u"setUpSoftphone"_s));

        QVERIFY2(QTest::qWaitFor([this] { return isRegistered(); }, 30'000), qPrintable(words(u"softphoneLine"_s) + said(u"softphoneTrouble"_s)));
        QVERIFY(QTest::qWaitFor([this] { return words(u"softphoneLine"_s) == "Ready for calls"_L1; }));
        QVERIFY(words(u"softphoneAddress"_s).startsWith("desk@desk-"_L1));
        QTRY_VERIFY(isShown(u"availabilityButton"_s)); // the window is a telephone, without a new start
        QCOMPARE(atTwilio(), u"1 1 0"_s);
        QVERIFY(keptPassword());
    }

    void anEchoCallProvesBothDirections()
    {
        QVERIFY(press(u"testSoftphone"_s));
        QVERIFY(QTest::qWaitFor([this] { return said(u"softphoneEcho"_s).contains("on the line"_L1); }, 30'000));
        QVERIFY(QTest::qWaitFor([this] { return isShown(u"testSoftphone"_s); }, 60'000));
        QVERIFY2(said(u"softphoneEcho"_s).contains("works in both directions"_L1), qPrintable(said(u"softphoneEcho"_s)));
        QVERIFY2(said(u"softphoneEcho"_s).contains("You were heard: "_L1), qPrintable(said(u"softphoneEcho"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(atTwilio(), u"1 1 0"_s, 20'000); // what it recorded is deleted again
    }

    void thisComputerAnswersTheCallsOfANumber()
    {
        const QString line = u"+12065550142"_s, before = u"https://example.org/before"_s;
        m_sandbox->inWorld([&](world::World &world) {
            world::IncomingNumber number;
            number.phoneNumber = line;
            number.friendlyName = u"Front desk"_s;
            number.voiceUrl = before;
            world.numbers().add(number);
        });
        const auto voiceUrl = [&] { return m_sandbox->inWorld([&](world::World &world) { return world.numbers().byNumber(line)->voiceUrl; }); };
        m_desk->session()->sync().fetchAgain();
        QVERIFY(QTest::qWaitFor([this] { return !m_desk->session()->lines().lines().isEmpty(); }, 30'000));
        QTRY_VERIFY(isShown(u"startAnswering"_s));
        find<QLineEdit>(u"publicAddress"_s)->setText(u"relay.example.org"_s);
        QVERIFY(press(u"startAnswering"_s));
        QVERIFY(isShown(u"answerFlaw"_s)); // nothing that Twilio could call

        find<QLineEdit>(u"publicAddress"_s)->setText(u"http://127.0.0.1:8420"_s);
        QVERIFY(press(u"startAnswering"_s));
        QVERIFY(QTest::qWaitFor([this] { return m_desk->session() && m_desk->session()->team(); }, 30'000));
        m_desk->window().showPage(u"settings"_s);
        QTRY_VERIFY(isShown(u"answerState"_s));
        QVERIFY2(words(u"answerState"_s).startsWith("On, for Me"_L1), qPrintable(words(u"answerState"_s)));
        QCOMPARE(voiceUrl(), before); // no number comes here before it is chosen
        const QString sid = m_sandbox->inWorld([&](world::World &world) { return world.numbers().byNumber(line)->sid; });
        QVERIFY(press(u"answerHere_"_s + sid));
        QVERIFY(QTest::qWaitFor([&] { return isShown(u"putBack_"_s + sid); }, 20'000));
        QCOMPARE(voiceUrl(), u"http://127.0.0.1:8420/api/twilio/incoming-call-handler"_s);
        QVERIFY(isShown(u"answerWarning"_s));

        QVERIFY(QTest::qWaitFor([this] { return isRegistered(); }, 30'000));
        QVERIFY(m_sandbox->call(u"+12065550181"_s, line, QJsonArray{QJsonObject{{u"answer"_s, 4}}}));
        QVERIFY(QTest::qWaitFor([this] { return !m_desk->phone()->calls().isEmpty(); }, 20'000));
        QCOMPARE(m_desk->phone()->calls().first().line.text(), line);
        QVERIFY(QTest::qWaitFor([this] { return m_desk->phone()->calls().isEmpty(); }, 20'000));
        QVERIFY(QTest::qWaitFor([this] { return words(u"answerState"_s).contains("Twilio reaches this computer"_L1); }, 20'000));

        QVERIFY(press(u"stopAnswering"_s));
        QVERIFY(QTest::qWaitFor([this] { return m_desk->session() && !m_desk->session()->team(); }, 30'000));
        QCOMPARE(voiceUrl(), before);
        m_desk->window().showPage(u"settings"_s);
        QTRY_VERIFY(isShown(u"startAnswering"_s));
    }

    /// At once after the old start: to the server both are one telephone.
    void afterANewStartASilentMicrophoneIsNotCalledHeard()
    {
        QFile::remove(path(u"desk.wav"_s));
        QVERIFY(sounds::writeWav(path(u"desk.wav"_s), std::vector<qint16>(8000, 0), 16000));
        m_desk.reset();
        QVERIFY(start());
        QVERIFY(QTest::qWaitFor([this] { return isRegistered(); }, 30'000)); // by what was kept

        QVERIFY(press(u"testSoftphone"_s));

        QVERIFY(QTest::qWaitFor([this] { return isShown(u"stopSoftphoneTest"_s); }, 20'000));
        QVERIFY(QTest::qWaitFor([this] { return isShown(u"testSoftphone"_s); }, 90'000));
        QVERIFY2(said(u"softphoneEcho"_s).contains("your microphone gave no sound"_L1), qPrintable(said(u"softphoneEcho"_s)));
    }

    void itIsGivenBack()
    {
        QVERIFY(press(u"removeSoftphone"_s));
        QVERIFY(said(u"softphoneRemoval"_s).contains(words(u"softphoneAddress"_s).section(u'@', 1)));
        QVERIFY(isRegistered()); // asked only
        find<Notice>(u"softphoneRemoval"_s)->findChild<QPushButton *>(u"noticeAction"_s)->click();

        QVERIFY(!m_desk->phone());
        QVERIFY(QTest::qWaitFor([this] { return isShown(u"setUpSoftphone"_s); }, 20'000));
        QCOMPARE(atTwilio(), u"0 0 0"_s);
        QVERIFY(!isShown(u"availabilityButton"_s));
        const auto password = keptPassword();
        QVERIFY(!password);
        QCOMPARE(password.error().kind, Error::Kind::NotFound);
    }
};

QTEST_MAIN(TestSoftphone)
#include "tst_softphone.moc"
