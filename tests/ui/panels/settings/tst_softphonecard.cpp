// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panels/pictures.h"
#include "ui/panels/settings/settingspanel.h"
#include "ui/panels/settings/softphonecard.h"
#include "ui/widgets/notice.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Is = SoftphoneState::Is;

namespace {

Softphone made()
{
    return {.user = u"desk"_s,
            .domain = u"desk-x7k2m4p9q1.sip.twilio.com"_s,
            .name = u"MilAssist Desk, desk-x7k2m4p9q1"_s,
            .isDomainBegun = true,
            .isListBegun = true,
            .domainSid = SipDomainSid::parse(u"SD0a1b2c3d4e5f60718293a4b5c6d7e8f9").value(),
            .listSid = CredentialListSid::parse(u"CL0a1b2c3d4e5f60718293a4b5c6d7e8f9").value(),
            .isComplete = true};
}

Softphone entered()
{
    return {.origin = SoftphoneOrigin::Entered, .user = u"desk1"_s, .domain = u"acme.sip.twilio.com"_s, .isComplete = true};
}

SoftphoneFacts ready(const Softphone &phone = made())
{
    return {.state = {.is = Is::Ready, .phone = phone}, .isRegistered = true, .line = {Tone::Good, u"Ready for calls"_s, {}}};
}

SoftphoneFacts failed(Error error, Softphone left = {})
{
    return {.state = {.is = Is::MakingFailed, .phone = std::move(left), .step = SoftphoneStep::User, .error = std::move(error)}};
}

struct Scene {
    Settings settings{QString()};
    Theme theme{*qApp};
    SettingsPanel panel{settings, theme};

    Scene()
    {
        panel.setFacts({.profile = {.id = u"a"_s, .name = u"Acme"_s}});
        panel.resize(1000, 900);
        panel.show();
    }
    SoftphoneCard &card() { return panel.softphone(); }
    template <typename T>
    T *find(const QString &name)
    {
        return card().findChild<T *>(name);
    }
    bool isShown(const QString &name) { return find<QWidget>(name)->isVisibleTo(&panel); }
    void press(const QString &name) { find<QPushButton>(name)->click(); }
    QString said(const QString &name)
    {
        if (!find<Notice>(name)->isTelling())
            return {};
        QStringList all;
        for (const QLabel *label : find<Notice>(name)->findChildren<QLabel *>())
            all.append(label->text());
        return all.join(u' ');
    }
    void act(const QString &name) { find<Notice>(name)->findChild<QPushButton *>(u"noticeAction"_s)->click(); }
    void fill(const QString &user, const QString &domain, const QString &password)
    {
        find<QLineEdit>(u"sipUser"_s)->setText(user);
        find<QLineEdit>(u"sipDomain"_s)->setText(domain);
        find<QLineEdit>(u"sipPassword"_s)->setText(password);
    }
};

} // namespace

class TestSoftphoneCard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsOfferedFitsTheState_data()
    {
        QTest::addColumn<SoftphoneFacts>("facts");
        QTest::addColumn<QStringList>("offered");
        const QString set = u"setUpSoftphone"_s, enter = u"enterSipUser"_s, cancel = u"cancelSoftphone"_s, test = u"testSoftphone"_s, stop = u"stopSoftphoneTest"_s, remove = u"removeSoftphone"_s;
        const auto state = [](Is is, const Softphone &phone = made()) { return SoftphoneFacts{.state = {.is = is, .phone = phone}}; };
        SoftphoneFacts unregistered = ready(), testing = ready(), cancelling = state(Is::Making);
        unregistered.isRegistered = false;
        testing.echo = EchoStage::Talking;
        cancelling.state.isCancelling = true;
        Softphone demo = made();
        demo.origin = SoftphoneOrigin::Given;
        QTest::newRow("none") << state(Is::None, {}) << QStringList{set, enter};
        QTest::newRow("making") << state(Is::Making) << QStringList{cancel};
        QTest::newRow("cancelling") << cancelling << QStringList{};
        QTest::newRow("removing") << state(Is::Removing) << QStringList{};
        QTest::newRow("ready") << ready() << QStringList{test, remove};
        QTest::newRow("ready, not registered") << unregistered << QStringList{remove};
        QTest::newRow("testing") << testing << QStringList{stop};
        QTest::newRow("the demo's") << ready(demo) << QStringList{test};
        QTest::newRow("failed, all taken away") << failed({.kind = Error::Kind::Offline}) << QStringList{enter};
        QTest::newRow("failed, something left") << failed({.kind = Error::Kind::Offline}, made()) << QStringList{remove};
        QTest::newRow("removing failed") << state(Is::RemovingFailed) << QStringList{};
        QTest::newRow("interrupted") << state(Is::Interrupted) << QStringList{remove};
        QTest::newRow("keychain locked") << state(Is::PasswordLocked) << QStringList{remove};
        QTest::newRow("password lost") << state(Is::PasswordLost) << QStringList{remove};
    }
    void whatIsOfferedFitsTheState()
    {
        QFETCH(SoftphoneFacts, facts);
        Scene scene;
        scene.card().setFacts(facts);
        QStringList offered;
        for (const QPushButton *button : scene.card().findChildren<QPushButton *>()) {
            if (button->isVisibleTo(&scene.panel) && button->objectName() != "noticeAction"_L1)
                offered.append(button->objectName());
        }
        QTEST(offered, "offered");
        test::pictures(scene.panel, scene.theme, u"softphone-"_s + QString::fromLatin1(QTest::currentDataTag()).remove(u',').replace(u' ', u'-'));
    }

    void eachStepIsNamedWithItsState()
    {
        SoftphoneFacts facts{.state = {.is = Is::Making, .phone = made(), .step = SoftphoneStep::List}};
        const auto steps = viewOf(facts).steps;
        QCOMPARE(steps.size(), 6);
        QCOMPARE(steps[1].text, u"Make the SIP domain: done"_s);
        QCOMPARE(steps[2].text, u"Make the credential list..."_s);
        QCOMPARE(steps[5].is, SoftphoneStepView::Is::ToDo);
        facts.state.is = Is::MakingFailed;
        QCOMPARE(viewOf(facts).steps[2].text, u"Make the credential list: failed"_s);
    }

    void aFailureSaysWhyAndWhatIsLeft()
    {
        Scene scene;
        scene.card().setFacts(failed({.kind = Error::Kind::Rejected, .twilioCode = 21232}));
        QVERIFY(scene.said(u"softphoneTrouble"_s).contains("Nothing is left at Twilio"_L1));
        QCOMPARE(viewOf(failed({.kind = Error::Kind::Rejected, .twilioCode = 21232})).trouble.code.contains("21232"_L1), true);
        scene.card().setFacts(failed({.kind = Error::Kind::Offline}, made()));
        QVERIFY(scene.said(u"softphoneTrouble"_s).contains("Still at Twilio: the SIP domain desk-x7k2m4p9q1.sip.twilio.com and the credential list"_L1));
        Softphone unsure = made();
        unsure.domainSid = {};
        unsure.isListBegun = false;
        scene.card().setFacts(failed({.kind = Error::Kind::OutcomeUnknown}, unsure));
        QVERIFY(scene.said(u"softphoneTrouble"_s).contains("Perhaps still at Twilio: the SIP domain desk-x7k2m4p9q1.sip.twilio.com."_L1));
        QSignalSpy retry(&scene.card(), &SoftphoneCard::retryRequested);
        scene.act(u"softphoneTrouble"_s);
        QCOMPARE(retry.size(), 1);
    }

    void aKeychainThatDoesNotHelpIsSaidInWords()
    {
        SoftphoneFacts facts = failed({.kind = Error::Kind::Unavailable});
        facts.keychain = KeychainState::Locked;
        Scene scene;
        scene.card().setFacts(facts);
        QVERIFY(scene.said(u"softphoneTrouble"_s).contains("The keychain is locked"_L1));
        facts.state.is = Is::PasswordLocked;
        facts.keychain = KeychainState::NoService;
        scene.card().setFacts(facts);
        QVERIFY(scene.said(u"softphoneTrouble"_s).contains("no keychain program"_L1));
        QVERIFY(scene.said(u"softphoneTrouble"_s).contains("Nothing is lost"_L1));
    }

    void removingIsAskedInPlaceAndNamesWhatGoes()
    {
        Scene scene;
        scene.card().setFacts(ready());
        QSignalSpy remove(&scene.card(), &SoftphoneCard::removeRequested);

        scene.press(u"removeSoftphone"_s);
        QCOMPARE(remove.size(), 0);
        const QString asked = scene.said(u"softphoneRemoval"_s);
        for (const QString &thing : {u"desk-x7k2m4p9q1.sip.twilio.com"_s, u"MilAssist Desk, desk-x7k2m4p9q1"_s, u"desk\u201d"_s, u"password"_s})
            QVERIFY2(asked.contains(thing), qPrintable(asked));
        test::pictures(scene.panel, scene.theme, u"softphone-removing-asked"_s);
        scene.act(u"softphoneRemoval"_s);

        QCOMPARE(remove.size(), 1);
        QVERIFY(!scene.find<Notice>(u"softphoneRemoval"_s)->isTelling());
    }

    void oneEnteredByHandIsOnlyForgotten()
    {
        Scene scene;
        scene.card().setFacts(ready(entered()));
        scene.press(u"removeSoftphone"_s);
        QVERIFY(scene.said(u"softphoneRemoval"_s).contains("Nothing changes at Twilio"_L1));
    }

    void aSipUserIsJudgedWhileItIsTyped()
    {
        Scene scene;
        scene.press(u"enterSipUser"_s);
        QVERIFY(scene.isShown(u"sipUserForm"_s));
        QVERIFY(!scene.isShown(u"setUpSoftphone"_s));
        auto *use = scene.find<QPushButton>(u"useSipUser"_s);
        QVERIFY(!use->isEnabled());

        scene.fill(u"desk1@acme.sip.twilio.com"_s, {}, {});
        QVERIFY(scene.said(u"sipUserFlaw"_s).contains("before the @"_L1));
        scene.fill(u"desk1"_s, u"acme"_s, u"Secret123456"_s);
        QVERIFY(scene.said(u"sipUserFlaw"_s).contains(".sip.twilio.com"_L1));
        test::pictures(scene.panel, scene.theme, u"softphone-entering"_s);
        scene.fill(u"desk1"_s, u"acme.sip.twilio.com"_s, u"Secret123456"_s);
        QVERIFY(use->isEnabled());
        scene.find<QAbstractButton>(u"sipTransportUDP"_s)->click();
        QVERIFY(scene.said(u"sipUserFlaw"_s).contains("in the clear"_L1));
        QVERIFY(!use->isEnabled());
        scene.find<QAbstractButton>(u"sipTransportTLS"_s)->click();
        scene.find<QCheckBox>(u"sipEncrypted"_s)->click();
        QSignalSpy spy(&scene.card(), &SoftphoneCard::entered);

        QTest::keyClick(scene.find<QLineEdit>(u"sipPassword"_s), Qt::Key_Return);

        QCOMPARE(spy.size(), 1);
        const auto entry = spy.first().first().value<SipUserEntry>();
        QCOMPARE(entry, (SipUserEntry{.user = u"desk1"_s, .domain = u"acme.sip.twilio.com"_s, .password = Secret("Secret123456"), .isSoundEncrypted = false}));
    }

    void whatWasEnteredStaysWhenItCouldNotBeKept()
    {
        Scene scene;
        scene.press(u"enterSipUser"_s);
        scene.fill(u"desk1"_s, u"acme.sip.twilio.com"_s, u"Secret123456"_s);
        SoftphoneFacts facts{.state = {.is = Is::NotKept, .phone = entered(), .error = {.kind = Error::Kind::Unavailable}}};
        scene.card().setFacts(facts);
        QVERIFY(scene.isShown(u"sipUserForm"_s));
        QCOMPARE(scene.find<QLineEdit>(u"sipPassword"_s)->text(), u"Secret123456"_s);
        QVERIFY(scene.said(u"softphoneTrouble"_s).contains("still here"_L1));

        scene.card().setFacts(ready(entered()));

        QVERIFY(!scene.isShown(u"sipUserForm"_s));
        QVERIFY(scene.find<QLineEdit>(u"sipPassword"_s)->text().isEmpty());
    }

    void theTestSaysWhatWasProved_data()
    {
        QTest::addColumn<EchoReport>("report");
        QTest::addColumn<QString>("words");
        using Outcome = EchoReport::Outcome;
        using namespace std::chrono_literals;
        QTest::newRow("both ways") << EchoReport{.outcome = Outcome::BothWays, .heardThere = 3200ms} << u"You were heard: 3.2 s of your voice arrived at Twilio"_s;
        QTest::newRow("microphone silent") << EchoReport{.outcome = Outcome::MicrophoneSilent} << u"Whether you are heard is not proved"_s;
        QTest::newRow("not heard there") << EchoReport{.outcome = Outcome::NotHeardThere} << u"none of it arrived there"_s;
        QTest::newRow("heard there only") << EchoReport{.outcome = Outcome::NotHeardHere, .heardThere = 2s} << u"Twilio was not heard here. You were heard: 2.0 s"_s;
        QTest::newRow("never rang") << EchoReport{.outcome = Outcome::NeverRang} << u"no call came"_s;
        QTest::newRow("refused") << EchoReport{.outcome = Outcome::Refused, .error = {.kind = Error::Kind::Unauthorised}} << u"Twilio did not make the test call"_s;
        QTest::newRow("recording left") << EchoReport{.outcome = Outcome::BothWays, .heardThere = 1s, .isRecordingLeft = true} << u"could not be deleted"_s;
    }
    void theTestSaysWhatWasProved()
    {
        QFETCH(EchoReport, report);
        QFETCH(QString, words);
        Scene scene;
        SoftphoneFacts facts = ready();
        facts.report = report;
        scene.card().setFacts(facts);
        QVERIFY2(scene.said(u"softphoneEcho"_s).contains(words), qPrintable(scene.said(u"softphoneEcho"_s)));
        if (report.outcome == EchoReport::Outcome::BothWays)
            test::pictures(scene.panel, scene.theme, u"softphone-proved"_s);
    }

    void signingOutSaysThatTheSoftphoneStaysAtTwilio()
    {
        Scene scene;
        scene.panel.setLeftBehind(u"What was made for the softphone stays."_s);
        scene.panel.askSignOut();
        QStringList all;
        for (const QLabel *label : scene.panel.findChild<Notice *>(u"signOutNotice"_s)->findChildren<QLabel *>())
            all.append(label->text());
        QVERIFY(all.join(u' ').contains("softphone stays"_L1));
    }
};

QTEST_MAIN(TestSoftphoneCard)
#include "tst_softphonecard.moc"
