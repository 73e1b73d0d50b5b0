// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whendone.h"
#include "ui/panels/settings/accountwords.h"
#include "ui/panels/settings/secretchoice.h"
#include "ui/panels/settings/unlockform.h"
#include "ui/panels/settings/welcome.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QString someAccount = u"AC00112233445566778899aabbccddeeff"_s;
const QString someToken = u"0123456789abcdef0123456789abcdef"_s;

class FakeCheck : public AccountCheck {
public:
    QFuture<AccountFinding> check(const AccountEntry &entry) override
    {
        asked.append(entry);
        return finished(finding);
    }
    QList<AccountEntry> asked;
    AccountFinding finding;
};

struct Scene {
    FakeCheck check;
    KeychainState keychain = KeychainState::Ready;
    QList<TeamAccess> joins;
    JoinFinding joined;
    Welcome welcome{check, [this] { return finished(KeychainState(keychain)); }, nullptr,
                    [this](const TeamAccess &access) {
                        joins.append(access);
                        return finished(JoinFinding(joined));
                    }};

    template <typename T>
    T *find(const QString &name) const
    {
        return welcome.findChild<T *>(name);
    }
    void type(const QString &sid, const QString &token)
    {
        find<QLineEdit>(u"accountSid"_s)->setText(sid);
        find<QLineEdit>(u"accountSecret"_s)->setText(token);
    }
    QString verdict() const { return find<Notice>(u"accountVerdict"_s)->isTelling() ? find<Notice>(u"accountVerdict"_s)->title() : QString(); }
    bool canConnect() const { return find<QPushButton>(u"connectButton"_s)->isEnabled(); }
};

} // namespace

class TestWelcome : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLinkIsAllThatSomebodyNeedsToJoin()
    {
        Scene scene;
        scene.joined = {.verdict = JoinFinding::Verdict::Good, .seat = {.name = u"anna"_s, .role = TeamRole::Assistant}, .error = {}};
        QSignalSpy joins(&scene.welcome, &Welcome::joinRequested);
        scene.welcome.showDoors(false, {});
        scene.find<QAbstractButton>(u"joinDoor"_s)->click();
        QVERIFY(!scene.find<QPushButton>(u"joinButton"_s)->isEnabled());

        scene.find<QLineEdit>(u"joinLink"_s)->setText(u"https://relay.example.org/#sesame"_s);

        QVERIFY(scene.find<QLineEdit>(u"joinToken"_s)->parentWidget()->isHidden());
        QTRY_VERIFY(scene.find<QPushButton>(u"joinButton"_s)->isEnabled());
        QCOMPARE(scene.joins.size(), 1);
        QCOMPARE(scene.find<Notice>(u"joinVerdict"_s)->title(), u"Welcome, anna."_s);
        scene.find<QPushButton>(u"joinButton"_s)->click();
        QCOMPARE(joins.size(), 1);
        const auto request = joins.first().first().value<JoinRequest>();
        QCOMPARE(request.access, (TeamAccess{QUrl(u"https://relay.example.org"_s), u"anna"_s, Secret("sesame")}));
        QCOMPARE(request.place, SecretPlace::Keychain);
    }

    void anAddressAloneAsksForTheToken()
    {
        Scene scene;
        scene.joined.verdict = JoinFinding::Verdict::Good;
        scene.joined.seat = {.name = u"anna"_s, .role = TeamRole::Admin};
        scene.welcome.showJoin({}, {});

        scene.find<QLineEdit>(u"joinLink"_s)->setText(u"relay.example.org"_s);
        QVERIFY(!scene.find<QLineEdit>(u"joinToken"_s)->parentWidget()->isHidden());
        QVERIFY(scene.joins.isEmpty());
        scene.find<QLineEdit>(u"joinToken"_s)->setText(u"sesame"_s);

        QTRY_VERIFY(scene.find<QPushButton>(u"joinButton"_s)->isEnabled());
    }

    void whyNobodyCanJoinIsSaidInPlace_data()
    {
        QTest::addColumn<int>("verdict");
        using enum JoinFinding::Verdict;
        const std::pair<const char *, JoinFinding::Verdict> all[] = {{"wrong token", WrongToken}, {"no relay", NotARelay}, {"certificate", NotTrusted},
                                                                     {"offline", Offline}, {"too often", TooOften}, {"no account", NoAccount}, {"trouble", Trouble}};
        for (const auto &[name, verdict] : all)
            QTest::newRow(name) << int(verdict);
    }
    void whyNobodyCanJoinIsSaidInPlace()
    {
        QFETCH(int, verdict);
        Scene scene;
        scene.joined.verdict = JoinFinding::Verdict(verdict);
        scene.welcome.showJoin({}, {});

        scene.find<QLineEdit>(u"joinLink"_s)->setText(u"https://relay.example.org/#sesame"_s);

        QTRY_COMPARE(scene.joins.size(), 1);
        Notice *notice = scene.find<Notice>(u"joinVerdict"_s);
        QTRY_VERIFY(notice->isTelling() && !notice->title().startsWith(u"Asking"_s));
        QVERIFY(!scene.find<QPushButton>(u"joinButton"_s)->isEnabled());
        QVERIFY(!notice->title().contains(u"sesame"_s));
    }

    void aTokenIsNeverSentInTheClear()
    {
        Scene scene;
        scene.welcome.showJoin({}, {});

        scene.find<QLineEdit>(u"joinLink"_s)->setText(u"http://relay.example.org/#sesame"_s);
        QTest::qWait(700);

        QVERIFY(scene.joins.isEmpty());
        QCOMPARE(scene.find<Notice>(u"joinVerdict"_s)->title(), u"This address is not encrypted."_s);
    }

    void bothDoorsLeadSomewhere()
    {
        Scene scene;
        QSignalSpy demo(&scene.welcome, &Welcome::demoRequested);
        scene.welcome.showDoors(false, {});
        scene.find<QAbstractButton>(u"demoDoor"_s)->click();
        QCOMPARE(demo.size(), 1);

        scene.find<QAbstractButton>(u"connectDoor"_s)->click();
        QVERIFY(scene.find<QLineEdit>(u"accountSid"_s));
        QVERIFY(!scene.find<QPushButton>(u"environmentDoor"_s));
    }

    void aHalfTypedSidIsSaidAtOnceAndNothingIsSent()
    {
        Scene scene;
        scene.welcome.showConnect({}, {});
        scene.type(u"AC123"_s, {});
        QVERIFY(scene.verdict().contains(u"not complete"_s));
        scene.type(u"SK00112233445566778899aabbccddeeff"_s, {});
        QVERIFY(scene.verdict().contains(u"not an account SID"_s));
        QTest::qWait(0);
        QVERIFY(scene.check.asked.isEmpty());
        QVERIFY(!scene.canConnect());
    }

    void theSecretIsCalledWhatItIs()
    {
        Scene scene;
        scene.welcome.showConnect({}, {});
        const auto nameOf = [&scene](const QWidget *field) {
            for (const QLabel *label : scene.welcome.findChildren<QLabel *>())
                if (label->buddy() == field)
                    return label->text();
            return QString();
        };
        auto *secret = scene.find<QLineEdit>(u"accountSecret"_s);
        QCOMPARE(nameOf(secret), u"Auth token"_s);

        scene.find<QAbstractButton>(u"withKey"_s)->click();

        QCOMPARE(nameOf(secret), u"API key secret"_s);
        QCOMPARE(secret->accessibleName(), u"API key secret"_s);
    }

    void aGoodAccountCanBeConnectedAndKeepsItsName()
    {
        Scene scene;
        QSignalSpy connected(&scene.welcome, &Welcome::connectRequested);
        scene.check.finding.verdict = AccountFinding::Verdict::Good;
        scene.check.finding.account.friendlyName = u"Acme Dental"_s;
        scene.welcome.showConnect({}, {});
        QTRY_VERIFY(scene.find<QRadioButton>(u"keepInKeychain"_s)->isChecked());

        scene.type(u"  %1 "_s.arg(someAccount), someToken);
        QTRY_VERIFY(scene.canConnect());
        QCOMPARE(scene.check.asked.size(), 1);
        scene.find<QPushButton>(u"connectButton"_s)->click();

        const auto request = connected.at(0).at(0).value<ConnectRequest>();
        QCOMPARE(request.name, u"Acme Dental"_s);
        QCOMPARE(request.entry.accountSid, someAccount);
        QCOMPARE(int(request.place), int(SecretPlace::Keychain));
    }

    void everyVerdictIsToldApart()
    {
        QStringList titles;
        for (int verdict = 0; verdict <= int(AccountFinding::Verdict::ServerFailed); ++verdict) {
            AccountFinding finding;
            finding.verdict = AccountFinding::Verdict(verdict);
            const AccountWords words = wordsFor(finding);
            QVERIFY(!words.title.isEmpty());
            QVERIFY(!titles.contains(words.title));
            titles.append(words.title);
        }
        AccountFinding sub;
        sub.verdict = AccountFinding::Verdict::Good;
        sub.subAccount = true;
        QVERIFY(!titles.contains(wordsFor(sub).title));
    }

    void aWrongTokenKeepsTheButtonOffUntilItIsMended()
    {
        Scene scene;
        scene.check.finding.verdict = AccountFinding::Verdict::WrongSecret;
        scene.welcome.showConnect({}, {});
        scene.type(someAccount, someToken);
        QTRY_VERIFY(scene.verdict().contains(u"wrong"_s));
        QVERIFY(!scene.canConnect());

        scene.check.finding.verdict = AccountFinding::Verdict::Good;
        scene.type(someAccount, u"f"_s + someToken.mid(1));
        QTRY_VERIFY(scene.canConnect());
    }

    void theThreeKeychainTroublesAreToldApart()
    {
        QStringList titles;
        for (const KeychainState state : {KeychainState::NoSession, KeychainState::NoService, KeychainState::NoCollection, KeychainState::Locked, KeychainState::NoAnswer}) {
            QVERIFY(!titles.contains(wordsFor(state).title));
            titles.append(wordsFor(state).title);
        }
    }

    void withoutAKeychainNothingIsChosenForThePerson()
    {
        Scene scene;
        scene.keychain = KeychainState::NoService;
        scene.check.finding.verdict = AccountFinding::Verdict::Good;
        scene.welcome.showConnect({}, {});
        scene.type(someAccount, someToken);
        QTRY_VERIFY(scene.verdict().startsWith(u"Connected"_s));
        QTRY_VERIFY(scene.find<Notice>(u"keychainTrouble"_s)->isTelling());
        QVERIFY(!scene.canConnect());
        QVERIFY(!scene.find<QRadioButton>(u"keepInKeychain"_s)->isEnabled());

        scene.find<QRadioButton>(u"keepInFile"_s)->setChecked(true);
        QVERIFY(!scene.canConnect());
        scene.find<QLineEdit>(u"passphrase"_s)->setText(u"correct horse"_s);
        scene.find<QLineEdit>(u"passphraseAgain"_s)->setText(u"correct house"_s);
        QVERIFY(!scene.canConnect());
        scene.find<QLineEdit>(u"passphraseAgain"_s)->setText(u"correct horse"_s);
        QVERIFY(scene.canConnect());
    }

    void secretsAreNeverShownUnlessAsked()
    {
        Scene scene;
        scene.welcome.showConnect({}, {});
        QCOMPARE(scene.find<QLineEdit>(u"accountSecret"_s)->echoMode(), QLineEdit::Password);
        QCOMPARE(scene.find<QLineEdit>(u"passphrase"_s)->echoMode(), QLineEdit::Password);
    }

    void unlockAsksForThePassphraseOnlyWhereThereIsOne()
    {
        Scene scene;
        UnlockForm *form = scene.welcome.showUnlock({.id = u"a"_s, .name = u"Acme"_s, .secretPlace = SecretPlace::PassphraseFile});
        QSignalSpy given(form, &UnlockForm::passphraseGiven);
        auto *field = scene.find<QLineEdit>(u"unlockPassphrase"_s);
        field->setText(u"secret"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(given.size(), 1);

        UnlockForm *keychain = scene.welcome.showUnlock({.id = u"a"_s, .name = u"Acme"_s});
        keychain->tellKeychain(KeychainState::Locked);
        QSignalSpy again(keychain, &UnlockForm::tryAgainRequested);
        keychain->findChild<QPushButton *>(u"unlockGo"_s)->click();
        QCOMPARE(again.size(), 1);
    }
};

QTEST_MAIN(TestWelcome)
#include "tst_welcome.moc"
