// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/accessibility.h"
#include "tests/e2e/layoutflaws.h"
#include "tests/ui/panels/routing/routingdesk.h"
#include "ui/panels/routing/memberlist.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace milassist;
using namespace milassist::test;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const RotaId standBy = id<RotaId>("stand-by");

/// With a rota of two, a swap, and a line that answers texts.
Plan teamPlan()
{
    Plan plan = officePlan();
    plan.rotas[standBy] = {.name = u"Stand-by"_s,
                           .people = {id<PersonId>("anna"), id<PersonId>("ben")},
                           .zone = *Zone::parse(u"America/New_York"),
                           .start = QDate(2026, 8, 3),
                           .handover = *WallTime::parse(u"09:00"),
                           .swaps = {{id<PersonId>("cleo"), at("2026-08-19T13:00:00Z"), at("2026-08-20T13:00:00Z")}}};
    plan.people[id<PersonId>("cleo")].shift = id<ScheduleId>("early");
    LineTexts &texts = plan.lines.at(boston).texts;
    texts.reply.outOfHours = u"We are closed and will answer in the morning."_s;
    texts.tasks = {{.name = u"Appointment"_s, .words = {u"appointment"_s, u"book a time"_s}, .title = {}, .person = id<PersonId>("anna"), .due = seconds(14400)}};
    return plan;
}

/// The n-th of several rows.
template <typename T>
T *nth(RoutingDesk &d, const QString &name, int n)
{
    QCoreApplication::processEvents();
    for (T *widget : d.panel.findChildren<T *>(name)) {
        if (widget->isVisible() && n-- == 0)
            return widget;
    }
    return nullptr;
}

void retype(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

} // namespace

/// People, rotas and texts of the plan.
class TestRoutingTeam : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme = theme();
        QCoreApplication::installTranslator(&m_plurals);
    }

    void peopleHaveNamesAndShifts()
    {
        RoutingDesk d(teamPlan());
        d.page(u"peopleChip"_s);
        retype(nth<QLineEdit>(d, u"personName"_s, 0), u"Anna Maria"_s);
        choose(nth<QComboBox>(d, u"personShift"_s, 1), 1);

        const Plan &plan = d.desk.draft();
        QCOMPARE(plan.people.at(id<PersonId>("anna")).name, u"Anna Maria"_s);
        QCOMPARE(plan.people.at(id<PersonId>("ben")).shift, id<ScheduleId>("early"));
        QCOMPARE(nth<QComboBox>(d, u"personShift"_s, 2)->currentText(), u"In the hours of Early shift"_s);
    }

    void somebodyIsAddedAndRemovedFromEverywhere()
    {
        RoutingDesk d(teamPlan());
        d.page(u"peopleChip"_s);
        d.find<QLineEdit>(u"newPersonName"_s)->setText(u"Dev Patel"_s);
        d.find<QPushButton>(u"newPersonButton"_s)->click();
        QCOMPARE(d.desk.draft().people.at(id<PersonId>("dev-patel")).name, u"Dev Patel"_s);
        nth<QToolButton>(d, u"personRemove"_s, 1)->click();
        QTRY_VERIFY(!d.desk.draft().people.contains(id<PersonId>("ben")));
        QCOMPARE(d.desk.draft().groups.at(id<GroupId>("team")).members.size(), 2u);
        QCOMPARE(d.desk.draft().rotas.at(standBy).people.size(), 1u);
        d.desk.undo();
        QVERIFY(d.desk.draft().people.contains(id<PersonId>("ben")));
    }

    void groupsAreNamedAndOnlyRemovedWhenNoRouteAsksThem()
    {
        RoutingDesk d(teamPlan());
        d.page(u"peopleChip"_s);
        QVERIFY(!d.find<QToolButton>(u"groupRemove"_s));
        retype(d.find<QLineEdit>(u"groupName"_s), u"Front desk"_s);
        QCOMPARE(d.desk.draft().groups.at(id<GroupId>("team")).name, u"Front desk"_s);
        d.find<QLineEdit>(u"newGroupName"_s)->setText(u"Managers"_s);
        d.find<QPushButton>(u"newGroupButton"_s)->click();
        QVERIFY(d.desk.draft().groups.contains(id<GroupId>("managers")));
        d.find<QToolButton>(u"groupRemove"_s)->click();
        QTRY_VERIFY(!d.desk.draft().groups.contains(id<GroupId>("managers")));
    }

    void theTurnsThatComeAreShown()
    {
        RoutingDesk d(teamPlan());
        d.page(u"rotaChip"_s);
        const QStringList turns = d.find<Label>(u"rotaTurns"_s)->text().split(u'\n');
        QCOMPARE(turns.first(4), (QStringList{u"Ben: now, until Mon 09:00"_s, u"Anna: Mon 09:00 until Wed 19 Aug 09:00"_s,
                                              u"Cleo: Wed 19 Aug 09:00 until Thu 20 Aug 09:00 · swapped"_s, u"Anna: Thu 20 Aug 09:00 until Mon 24 Aug 09:00"_s}));
    }

    void turnsChangeWithTheirOrderLengthAndBeginning()
    {
        RoutingDesk d(teamPlan());
        d.page(u"rotaChip"_s);
        d.find<QSpinBox>(u"rotaDays"_s)->setValue(14);
        d.find<QDateTimeEdit>(u"rotaStart"_s)->setDate(QDate(2026, 8, 10));
        d.find<QDateTimeEdit>(u"rotaHandover"_s)->setTime(QTime(8, 30));
        auto *people = d.find<OrderList>(u"memberList"_s);
        people->setFocus();
        people->setCurrentRow(1);
        QTest::keyClick(people, Qt::Key_Up, Qt::AltModifier);

        const Rota &rota = d.desk.draft().rotas.at(standBy);
        QCOMPARE(rota.days, 14);
        QCOMPARE(rota.start, QDate(2026, 8, 10));
        QCOMPARE(rota.handover.text(), u"08:30"_s);
        QCOMPARE(rota.people.front(), id<PersonId>("ben"));
        QVERIFY(d.find<Label>(u"rotaTurns"_s)->text().startsWith(u"Ben: now, until Wed 19 Aug 09:00\n"_s));
    }

    void aSwapIsAddedAndRemoved()
    {
        RoutingDesk d(teamPlan());
        d.page(u"rotaChip"_s);
        d.find<QPushButton>(u"addSwapButton"_s)->click();
        QCOMPARE(d.find<QDateTimeEdit>(u"swapFrom"_s)->dateTime().toString(u"MM-dd HH:mm"_s), u"08-12 09:00"_s);
        choose(d.find<QComboBox>(u"swapPerson"_s), 0);
        d.find<QDateTimeEdit>(u"swapUntil"_s)->setDateTime(QDateTime(QDate(2026, 8, 12), QTime(7, 0), Qt::UTC));
        d.find<QPushButton>(u"makeSwapButton"_s)->click();
        QCOMPARE(d.find<Label>(u"swapProblem"_s)->text(), u"It would end before it begins."_s);
        d.find<QDateTimeEdit>(u"swapUntil"_s)->setDateTime(QDateTime(QDate(2026, 8, 12), QTime(18, 0), Qt::UTC));
        d.find<QPushButton>(u"makeSwapButton"_s)->click();

        QCOMPARE(d.desk.draft().rotas.at(standBy).swaps.back(), (Swap{id<PersonId>("anna"), at("2026-08-12T13:00:00Z"), at("2026-08-12T22:00:00Z")}));
        d.find<QToolButton>(u"removeSwap0"_s)->click();
        QCOMPARE(d.desk.draft().rotas.at(standBy).swaps.size(), 1u);
    }

    void aFirstRotaIsMadeAndAsked()
    {
        RoutingDesk d;
        d.page(u"routeChip"_s);
        QCOMPARE(d.find<QComboBox>(u"stageKind"_s)->count(), 3); // nobody takes turns yet
        d.page(u"rotaChip"_s);
        QVERIFY(!d.find<QLineEdit>(u"rotaName"_s));
        d.find<QPushButton>(u"addRotaButton"_s)->click();
        const Rota &rota = d.desk.draft().rotas.at(standBy);
        QCOMPARE(rota.start, QDate(2026, 8, 10)); // this Monday
        QCOMPARE(rota.people.size(), 3u);
        QCOMPARE(rota.zone.name(), u"America/New_York"_s);
        d.page(u"routeChip"_s);
        choose(d.find<QComboBox>(u"stageKind"_s), 3);
        QVERIFY(std::holds_alternative<OnCall>(d.desk.draft().routes.at(id<RouteId>("day")).stages[0]));
        d.page(u"rotaChip"_s);
        QVERIFY(!d.find<QToolButton>(u"rotaRemove"_s)); // a route asks it
    }

    void aLineAnswersTexts()
    {
        RoutingDesk d(teamPlan());
        d.page(u"textsChip"_s);
        auto *open = d.find<QPlainTextEdit>(u"replyOpen"_s);
        open->setFocus();
        QTest::keyClicks(open, u"We will write soon."_s);
        d.find<QSpinBox>(u"replyOncePer"_s)->setValue(60);
        choose(d.find<QComboBox>(u"textsOwner"_s), 2);
        const LineTexts &texts = d.desk.draft().lines.at(boston).texts;
        QCOMPARE(texts.reply.inHours, u"We will write soon."_s);
        QCOMPARE(texts.reply.oncePer, seconds(3600));
        QCOMPARE(texts.owner, id<PersonId>("ben"));
        d.panel.showLine(chicago);
        QVERIFY(d.find<QPlainTextEdit>(u"replyOpen"_s)->toPlainText().isEmpty());
        QVERIFY(!d.find<QSpinBox>(u"replyOncePer"_s)); // nothing is answered
        QCOMPARE(d.desk.draft().lines.at(chicago).texts, LineTexts());
    }

    void rulesMakeTasksOfTexts()
    {
        RoutingDesk d(teamPlan());
        d.page(u"textsChip"_s);
        d.find<QPushButton>(u"addRuleButton"_s)->click();
        retype(nth<QLineEdit>(d, u"ruleName"_s, 1), u"Night text"_s);
        QTest::keyClicks(nth<QLineEdit>(d, u"ruleWords"_s, 1), u"help, urgent"_s);
        nth<QCheckBox>(d, u"ruleClosed"_s, 1)->click();
        nth<QSpinBox>(d, u"ruleDue"_s, 1)->setValue(2);
        const auto rules = [&]() -> const std::vector<TaskRule> & { return d.desk.draft().lines.at(boston).texts.tasks; };
        const TaskRule night{.name = u"Night text"_s, .words = {u"help"_s, u"urgent"_s}, .whenClosed = true, .title = {}, .person = {}, .due = seconds(7200)};
        QCOMPARE(rules().size(), 2u);
        QCOMPARE(rules()[1], night);
        nth<QToolButton>(d, u"ruleUp"_s, 1)->click();
        QCOMPARE(rules()[0], night);
        nth<QToolButton>(d, u"ruleRemove"_s, 1)->click();
        QTRY_COMPARE(rules().size(), 1u);
    }

    void everyPageCanBeReadAloudAndWalkedByTab()
    {
        RoutingDesk d(teamPlan());
        d.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&d.panel));
        QStringList flaws;
        for (const QString &chip : m_chips) {
            d.page(chip);
            QTest::qWait(50);
            for (const QString &flaw : accessibilityFlaws(d.panel))
                flaws << chip + u": "_s + flaw;
        }
        QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join(u'\n')));
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("textSize");
        QTest::newRow("1000 px") << QSize(916, 640) << 100;
        QTest::newRow("1600 px") << QSize(1516, 900) << 100;
        QTest::newRow("1000 px, 200 % text") << QSize(840, 560) << 200;
    }
    void nothingIsCutOff()
    {
        QFETCH(QSize, size);
        QFETCH(int, textSize);
        m_theme->setTextSize(textSize);
        RoutingDesk d(teamPlan());
        d.panel.resize(size);
        QStringList flaws;
        for (const QString &chip : m_chips) {
            d.page(chip);
            QTest::qWait(80);
            for (const QString &flaw : layoutFlaws(d.panel))
                flaws << chip + u": "_s + flaw;
        }
        m_theme->setTextSize(100);
        QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join(u'\n')));
    }

    void pictures()
    {
        RoutingDesk d(teamPlan());
        for (const QString &chip : m_chips) {
            d.page(chip);
            test::pictures(d.panel, *m_theme, u"routing-"_s + chip);
        }
    }

private:
    const QStringList m_chips{u"textsChip"_s, u"peopleChip"_s, u"rotaChip"_s};
    std::unique_ptr<Theme> m_theme;
    EnglishPlurals m_plurals;
};

QTEST_MAIN(TestRoutingTeam)
#include "tst_routingteam.moc"
