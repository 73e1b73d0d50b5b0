// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/planofone.h"
#include "core/routing/check/check.h"
#include "tests/ui/panels/pictures.h"
#include "ui/panels/settings/answercard.h"
#include "ui/panels/settings/settingspanel.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;
using Is = AnswerFacts::Is;

namespace {

const PhoneNumberSid desk = *PhoneNumberSid::parse(u"PN00000000000000000000000000000001"_s), projects = *PhoneNumberSid::parse(u"PN00000000000000000000000000000002"_s);

AnswerFacts on()
{
    return {.is = Is::On, .publicUrl = u"https://desk.example.org"_s, .localUrl = u"http://127.0.0.1:8420"_s, .person = u"Anna"_s, .people = {}, .here = {}, .heard = 12, .error = {},
            .numbers = {{desk, u"Front desk"_s, true, false}, {projects, u"Projects"_s, false, false}}};
}

AnswerFacts ofSeveral(const QString &here = {})
{
    return {.is = Is::Off, .localUrl = u"http://127.0.0.1:8420"_s,
            .people = {{u"anna"_s, u"Anna"_s}, {u"ben"_s, u"Ben"_s}, {u"x"_s, u"Alexandra Featherstonehaugh-Cholmondeley of the Westminster Office"_s}}, .here = here};
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
        panel.offerAnswering();
    }
    AnswerCard &card() { return *panel.answering(); }
    template <typename T>
    T *find(const QString &name)
    {
        return card().findChild<T *>(name);
    }
};

} // namespace

class TestAnswerCard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissingIsSaid()
    {
        Scene scene;
        scene.card().setFacts({.is = Is::NoToken});
        QVERIFY(scene.find<QLabel>(u"answerText"_s)->text().contains(u"auth token"_s));
        QVERIFY(scene.find<QPushButton>(u"startAnswering"_s)->isHidden());

        scene.card().setFacts({.is = Is::NoSoftphone});
        QVERIFY(scene.find<QLabel>(u"answerText"_s)->text().contains(u"softphone"_s));
        QVERIFY(scene.find<QPushButton>(u"startAnswering"_s)->isHidden());
    }

    void anAddressThatTwilioCannotCallIsNotTaken_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a name") << u"desk.example.org"_s << false;
        QTest::newRow("in the clear") << u"http://desk.example.org"_s << false;
        QTest::newRow("with a query") << u"https://desk.example.org/?a=b"_s << false;
        QTest::newRow("with a password") << u"https://a:b@desk.example.org"_s << false;
        QTest::newRow("good") << u" https://desk.example.org "_s << true;
        QTest::newRow("with a path") << u"https://example.org/desk"_s << true;
        QTest::newRow("a sandbox on this computer") << u"http://127.0.0.1:8420"_s << true;
    }
    void anAddressThatTwilioCannotCallIsNotTaken()
    {
        QFETCH(QString, typed);
        QFETCH(bool, isTaken);
        Scene scene;
        scene.card().setFacts({.is = Is::Off, .localUrl = u"http://127.0.0.1:8420"_s});
        QSignalSpy started(&scene.card(), &AnswerCard::startRequested);

        scene.find<QLineEdit>(u"publicAddress"_s)->setText(typed);
        scene.find<QPushButton>(u"startAnswering"_s)->click();

        QCOMPARE(started.size(), isTaken ? 1 : 0);
        QCOMPARE(scene.find<QLabel>(u"answerFlaw"_s)->isHidden(), isTaken);
        if (isTaken)
            QCOMPARE(started.first().first().toString(), typed.trimmed());
    }

    void aPlanOfSeveralPeopleAsksWhoOneIs()
    {
        Scene scene;
        scene.card().setFacts(ofSeveral());
        QSignalSpy started(&scene.card(), &AnswerCard::startRequested);
        auto *person = scene.find<QComboBox>(u"answerPerson"_s);
        QVERIFY(person->isVisibleTo(&scene.card()));
        QCOMPARE(person->currentIndex(), -1); // nobody is taken to be anybody
        scene.find<QLineEdit>(u"publicAddress"_s)->setText(u"https://desk.example.org"_s);

        scene.find<QPushButton>(u"startAnswering"_s)->click();

        QVERIFY(started.isEmpty());
        QVERIFY(scene.find<QLabel>(u"answerFlaw"_s)->text().contains(u"Choose who you are"_s));
        QVERIFY(person->hasFocus() || !scene.panel.isActiveWindow());
        QTest::keyClick(person, Qt::Key_Down);
        QTest::keyClick(person, Qt::Key_Down);
        QVERIFY(scene.find<QLabel>(u"answerFlaw"_s)->isHidden());
        AnswerFacts more = ofSeveral();
        more.numbers = {{desk, u"Front desk"_s, false, false}};
        scene.card().setFacts(more); // what else happens does not change the choice
        scene.find<QPushButton>(u"startAnswering"_s)->click();
        QCOMPARE(started.size(), 1);
        QCOMPARE(started.first(), QVariantList({u"https://desk.example.org"_s, u"ben"_s}));
        AnswerCard alone;
        alone.setFacts(ofSeveral(u"x"_s));
        alone.show();
        pictures(alone, scene.theme, u"answering-who"_s);
    }

    void whoOneWasLastTimeIsProposed()
    {
        Scene scene;
        scene.card().setFacts(ofSeveral(u"ben"_s));
        QCOMPARE(scene.find<QComboBox>(u"answerPerson"_s)->currentText(), u"Ben"_s);
        scene.card().setFacts(ofSeveral(u"gone"_s)); // somebody who has left the plan
        QCOMPARE(scene.find<QComboBox>(u"answerPerson"_s)->currentText(), u"Ben"_s);
    }

    void aPlanOfOnePersonAsksNothing()
    {
        Scene scene;
        AnswerFacts facts = ofSeveral();
        facts.people = facts.people.first(1);
        scene.card().setFacts(facts);
        QSignalSpy started(&scene.card(), &AnswerCard::startRequested);
        QVERIFY(!scene.find<QComboBox>(u"answerPerson"_s)->isVisibleTo(&scene.card()));
        scene.find<QLineEdit>(u"publicAddress"_s)->setText(u"https://desk.example.org"_s);

        scene.find<QPushButton>(u"startAnswering"_s)->click();

        QCOMPARE(started.first(), QVariantList({u"https://desk.example.org"_s, QString()}));
    }

    void whileItIsOnNumbersCanComeAndGo()
    {
        Scene scene;
        scene.card().setFacts(on());
        QSignalSpy here(&scene.card(), &AnswerCard::answerHereRequested), back(&scene.card(), &AnswerCard::putBackRequested);
        QVERIFY(scene.find<QLabel>(u"answerState"_s)->text().contains(u"Twilio reaches this computer"_s));
        QVERIFY(scene.find<Notice>(u"answerWarning"_s)->isTelling()); // what happens when this computer is off

        scene.find<QPushButton>(u"putBack_"_s + desk.text())->click();
        scene.find<QPushButton>(u"answerHere_"_s + projects.text())->click();

        QCOMPARE(back.size(), 1);
        QCOMPARE(here.size(), 1);
        AnswerCard alone;
        alone.setFacts(on());
        alone.show();
        pictures(alone, scene.theme, u"answering-on"_s);
    }

    void whatFailedIsToldAndCanBeTriedAgain()
    {
        Scene scene;
        scene.card().setFacts({.is = Is::Failed, .error = Error{.kind = Error::Kind::Unavailable, .detail = u"in use"_s}});
        QVERIFY(scene.find<Notice>(u"answerTrouble"_s)->isTelling());
        QVERIFY(!scene.find<QPushButton>(u"startAnswering"_s)->isHidden());
    }

    void whereItCannotBeItIsNotOffered()
    {
        Settings settings{QString()};
        Theme theme{*qApp};
        SettingsPanel panel(settings, theme);
        QVERIFY(!panel.answering());
    }

    void thePlanThatOneBeginsWithIsSafe()
    {
        const routing::Plan plan = planOfOne(routing::PersonId(u"me"_s), u"Me"_s, {{*PhoneNumber::parse(u"+12065550142"_s), u"Front desk"_s}});
        QVERIFY(routing::isSafe(routing::checkPlan(plan, QDateTime::currentDateTimeUtc())));
        QCOMPARE(plan.lines.size(), size_t(1));
    }
};

QTEST_MAIN(TestAnswerCard)
#include "tst_answercard.moc"
