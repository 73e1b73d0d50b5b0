// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/planedit.h"
#include "tests/e2e/accessibility.h"
#include "tests/e2e/layoutflaws.h"
#include "tests/ui/panels/routing/routingdesk.h"
#include "ui/panels/routing/coveragepage.h"
#include "ui/panels/routing/memberlist.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/hours/hoursgrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/trace/traceview.h"
#include "ui/words/hourswords.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace milassist;
using namespace milassist::test;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const QStringList chips{u"hoursChip"_s, u"routeChip"_s, u"policyChip"_s, u"coverageChip"_s, u"tryChip"_s, u"historyChip"_s};

const Schedule &office(const RoutingDesk &d)
{
    return d.desk.draft().schedules.at(id<ScheduleId>("office"));
}

const std::vector<Stage> &stages(const RoutingDesk &d)
{
    return d.desk.draft().routes.at(id<RouteId>("day")).stages;
}

/// All that can be open on the pages.
void openForms(RoutingDesk &d)
{
    d.page(u"hoursChip"_s);
    d.find<QToolButton>(u"editHoliday1"_s)->click();
    choose(d.find<QComboBox>(u"holidayGreetingKind"_s), 1);
    d.find<QPushButton>(u"addOverrideButton"_s)->click();
    choose(d.find<QComboBox>(u"overrideBegins"_s), 1);
    choose(d.find<QComboBox>(u"overrideFor"_s), 7);
    d.page(u"routeChip"_s);
    d.find<QPushButton>(u"addOutsideClosed"_s)->click();
    d.find<QPushButton>(u"makeOutsideClosed"_s)->click();
    choose(d.find<QComboBox>(u"holdWhenBusy"_s), 3);
    choose(d.find<QComboBox>(u"holdMusicKind"_s), 1);
}

/// What is written in a widget, as it is read.
QStringList textsOf(const QWidget *widget)
{
    QStringList texts;
    for (const Label *label : widget ? widget->findChildren<Label *>() : QList<Label *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts;
}

/// 30 lines with names as people give them.
Plan manyLines()
{
    Plan plan = officePlan();
    for (int i = 0; i < 28; ++i) {
        const auto number = *PhoneNumber::parse(u"+1206555%1"_s.arg(1000 + i));
        plan.lines.emplace(number, Line{.name = u"Branch %1 - service and repairs"_s.arg(i + 1, 2), .hours = id<ScheduleId>(i % 3 ? "office" : "early"), .openRoute = id<RouteId>("day")});
    }
    return plan;
}

} // namespace

class TestRoutingPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme = theme();
        QCoreApplication::installTranslator(&m_plurals);
    }
    void linesTellWhetherTheyAreOpen();
    void aLineIsFoundByItsName();
    void aDayIsTyped();
    void theWeekIsChangedInTheGridAndTakenBack();
    void aHolidayIsAdded();
    void anOverrideCountsDownAndEnds();
    void peopleAreMovedByKeys();
    void whoIsNextIsShownWithCounts();
    void stagesChangeHowTheyRing();
    void aStageThatRingsTooLongIsRefusedInPlaceWithTheSum();
    void anUnsafePlanIsRefusedWithItsExample();
    void aNewPersonIsAddedByName();
    void callersNumbersOfALineAreHiddenByOneTick();
    void whatIsSavedIsInTheHistory();
    void anOlderVersionComesBack();
    void whoWasFirstIsToldAndBothGoOn();
    void theTimeMachineTellsTheWay();
    void theGreetingIsTyped();
    void aGreetingThatIsNotFinishedIsNotInThePlan();
    void withoutARelayOnlyWordsAreOfferedUnlessASoundIsNamed();
    void aNumberOutsideIsAskedForBeforeItIsInThePlan();
    void aNumberOutsideSaysWhenAndHowItIsCalled();
    void routesHaveNamesAndGreetings();
    void aRouteThatNothingUsesIsRemovedAndComesBack();
    void hoursSayWhatUsesThemAndGoWhenNothingDoes();
    void aLineLeavesThePlanAndIsOfferedAgain();
    void whoWaitsHearsWordsOrMusic();
    void aHolidayGetsARouteAndAGreeting();
    void anOverrideBeginsLaterAndTakesARoute();
    void aFormThatIsOpenStaysWithItsHours();
    void theLineSpeaksAnotherLanguageAndRecordsForAWhile();
    void theUsualWordsAreThoseThatCallersHear();
    void aLineThatIsNotInThePlanIsAdded();
    void itSaysThatNothingAnswersByThePlanAndExportsIt();
    void thirtyLinesStayReadable();
    void everyPageCanBeReadAloudAndWalkedByTab();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void pictures();

private:
    std::unique_ptr<Theme> m_theme;
    EnglishPlurals m_plurals;
};

void TestRoutingPanel::linesTellWhetherTheyAreOpen()
{
    RoutingDesk d;
    auto *list = d.find<RowListView>(u"routingList"_s);
    QAbstractItemModelTester tester(list->model());
    QStringList spoken;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        spoken << list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(spoken.size(), 3);
    QVERIFY2(spoken[0].contains(u"Boston office"_s) && spoken[0].contains(u"Closed: Staff meeting, until 14:15"_s), qPrintable(spoken[0]));
    QVERIFY2(spoken[1].contains(u"Chicago"_s) && spoken[1].contains(u"Always open"_s), qPrintable(spoken[1]));
    QVERIFY2(spoken[2].contains(u"Seattle"_s) && spoken[2].contains(u"Not in the plan"_s), qPrintable(spoken[2]));
}

void TestRoutingPanel::aLineIsFoundByItsName()
{
    RoutingDesk d;
    d.panel.find();
    QTest::keyClicks(d.find<QLineEdit>(u"routingSearch"_s), u"chic"_s);
    QTRY_COMPARE(d.find<RowListView>(u"routingList"_s)->model()->rowCount(), 1);
    QTest::keyClicks(d.find<QLineEdit>(u"routingSearch"_s), u"ken"_s);
    QTRY_VERIFY(d.find<QWidget>(u"routingEmpty"_s));
}

void TestRoutingPanel::aDayIsTyped()
{
    RoutingDesk d;
    d.find<HoursGrid>(u"hoursGrid"_s)->setCurrentSlot({3, 40});
    auto *day = d.find<QLineEdit>(u"dayHours"_s);
    QCOMPARE(day->text(), u"09:00–17:00"_s);

    day->selectAll();
    QTest::keyClicks(day, u"9-12, 13-late"_s);
    QTest::keyClick(day, Qt::Key_Return);
    QVERIFY(d.find<Label>(u"dayProblem"_s));
    QCOMPARE(dayHoursWords(office(d).week.on(3)), u"09:00–17:00"_s);
    day->selectAll();
    QTest::keyClicks(day, u"9-12, 13-18"_s);
    QTest::keyClick(day, Qt::Key_Return);

    QCOMPARE(dayHoursWords(office(d).week.on(3)), u"09:00–12:00, 13:00–18:00"_s);
    QVERIFY(!d.find<Label>(u"dayProblem"_s));
}

void TestRoutingPanel::theWeekIsChangedInTheGridAndTakenBack()
{
    RoutingDesk d;
    auto *grid = d.find<HoursGrid>(u"hoursGrid"_s);
    grid->setFocus();
    grid->setCurrentSlot({1, 36});
    QTest::keyClick(grid, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(dayHoursWords(office(d).week.on(1)), u"09:00–17:15"_s);
    d.find<QToolButton>(u"undoPlanButton"_s)->click();
    QCOMPARE(dayHoursWords(office(d).week.on(1)), u"09:00–17:00"_s);
    QCOMPARE(dayHoursWords(grid->week().on(1)), u"09:00–17:00"_s);
    QVERIFY(!d.desk.isChanged());
}

void TestRoutingPanel::aHolidayIsAdded()
{
    RoutingDesk d;
    d.find<QPushButton>(u"addHolidayButton"_s)->click();
    d.find<QPushButton>(u"makeHolidayButton"_s)->click();
    QVERIFY(d.find<Label>(u"holidayProblem"_s)); // it has no name
    QTest::keyClicks(d.find<QLineEdit>(u"holidayName"_s), u"Thanksgiving"_s);
    d.find<QComboBox>(u"holidayKind"_s)->setCurrentIndex(2);
    d.find<QComboBox>(u"holidayNth"_s)->setCurrentIndex(3);
    d.find<QComboBox>(u"holidayWeekday"_s)->setCurrentIndex(3);
    d.find<QComboBox>(u"holidayMonth"_s)->setCurrentIndex(10);
    d.find<QPushButton>(u"makeHolidayButton"_s)->click();

    QCOMPARE(office(d).holidays.size(), 3u);
    QCOMPARE(office(d).holidays.back(), (Holiday{.name = u"Thanksgiving"_s, .on = NthWeekday{4, 4, 11}}));
    d.find<QToolButton>(u"removeHoliday0"_s)->click();
    QCOMPARE(office(d).holidays.size(), 2u);
    QCOMPARE(office(d).holidays.front().name, u"Christmas"_s);
}

void TestRoutingPanel::anOverrideCountsDownAndEnds()
{
    RoutingDesk d;
    QCOMPARE(d.find<Label>(u"countdown0"_s)->text(), u"until 14:15 New York time · ends in 2 h 5 min"_s);
    d.now = d.now.addSecs(60);
    QTRY_COMPARE(d.find<Label>(u"countdown0"_s)->text(), u"until 14:15 New York time · ends in 2 h 4 min"_s);
    d.find<QToolButton>(u"endOverride0"_s)->click();
    QVERIFY(office(d).overrides.empty());

    d.find<QPushButton>(u"addOverrideButton"_s)->click();
    QTest::keyClicks(d.find<QLineEdit>(u"overrideName"_s), u"Flood"_s);
    d.find<QPushButton>(u"makeOverrideButton"_s)->click();
    QCOMPARE(office(d).overrides.size(), 1u);
    QCOMPARE(office(d).overrides[0].until, d.now.addSecs(3600));
}

void TestRoutingPanel::peopleAreMovedByKeys()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    auto *members = d.find<OrderList>(u"memberList"_s);
    members->setFocus();
    members->setCurrentRow(2);
    QTest::keyClick(members, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(members, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(members->ids(), (QStringList{u"cleo"_s, u"anna"_s, u"ben"_s}));
    QCOMPARE(d.desk.draft().groups.at(id<GroupId>("team")).members.front(), id<PersonId>("cleo"));
    QCOMPARE(members->currentRow(), 0); // and goes with the one who was moved
    QTest::keyClick(members, Qt::Key_Delete);
    QCOMPARE(d.desk.draft().groups.at(id<GroupId>("team")).members.size(), 2u);
}

void TestRoutingPanel::whoIsNextIsShownWithCounts()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    auto *members = d.find<OrderList>(u"memberList"_s);
    QCOMPARE(members->item(0)->text(), u"1. Anna   12 offered, 9 answered"_s);
    QCOMPARE(members->item(1)->text(), u"2. Ben   on another call · 11 offered, 11 answered"_s);
    QCOMPARE(members->item(2)->text(), u"3. Cleo   next · 12 offered, 4 answered"_s); // Ben's turn, and he talks
}

void TestRoutingPanel::stagesChangeHowTheyRing()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    auto *kind = d.find<QComboBox>(u"stageKind"_s);
    kind->setCurrentIndex(2);
    Q_EMIT kind->activated(2);
    d.find<QSpinBox>(u"stageSeconds"_s)->setValue(25);
    QCOMPARE(stages(d)[0], Stage(AllAtOnce{id<GroupId>("team"), seconds(25)}));
    d.find<QToolButton>(u"stageDown"_s)->click();
    QVERIFY(std::holds_alternative<External>(stages(d)[0]));
    d.find<QPushButton>(u"addStageClosed"_s)->click();
    QVERIFY(!d.desk.draft().lines.at(boston).closedRoute.isEmpty());
}

void TestRoutingPanel::aStageThatRingsTooLongIsRefusedInPlaceWithTheSum()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    d.find<QSpinBox>(u"stageSeconds"_s)->setValue(60);
    QVERIFY(d.find<Label>(u"ringSumOpen"_s)->text().contains(u"3 min 25 s"_s));
    auto *notice = d.panel.findChild<Notice *>(u"planNotice"_s);
    QTRY_VERIFY(notice->isTelling());
    QVERIFY2(notice->title().startsWith(u"Cannot be saved like this. Route “Day”: Callers may hear ringing for 3 min 25 s"_s), qPrintable(notice->title()));

    d.find<QPushButton>(u"savePlanButton"_s)->click();

    QTRY_VERIFY(notice->title().startsWith(u"Not saved."_s));
    QCOMPARE(d.desk.inForce().note.number, 1);
}

void TestRoutingPanel::anUnsafePlanIsRefusedWithItsExample()
{
    RoutingDesk d;
    Plan plan = d.desk.draft();
    for (auto &[id, person] : plan.people)
        person.shift = ScheduleId(u"early"_s);
    plan.routes.at(id<RouteId>("day")).stages.pop_back();
    plan.schedules.at(id<ScheduleId>("office")).overrides.clear();
    d.desk.change(plan);

    d.find<QPushButton>(u"savePlanButton"_s)->click();

    auto *notice = d.panel.findChild<Notice *>(u"planNotice"_s);
    QTRY_VERIFY(notice->title().startsWith(u"Not saved. Line Boston office: The line is open and nobody could be there"_s));
    QVERIFY(std::ranges::any_of(notice->findChildren<Label *>(), [](Label *label) {
        return label->text().contains(u"a call to Boston office on Tue 11 August 2026 at 15:30 New York time would ring nobody"_s);
    }));
    QCOMPARE(d.desk.inForce().note.number, 1);
}

void TestRoutingPanel::aNewPersonIsAddedByName()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    QTest::keyClicks(d.find<QLineEdit>(u"memberName"_s), u"Dora Lind"_s);
    QTest::keyClick(d.find<QLineEdit>(u"memberName"_s), Qt::Key_Return);
    QCOMPARE(d.desk.draft().people.at(id<PersonId>("dora-lind")).name, u"Dora Lind"_s);
    QCOMPARE(d.desk.draft().groups.at(id<GroupId>("team")).members.back(), id<PersonId>("dora-lind"));
    QTest::keyClicks(d.find<QLineEdit>(u"memberName"_s), u"anna"_s); // is in it
    QTest::keyClick(d.find<QLineEdit>(u"memberName"_s), Qt::Key_Return);
    QCOMPARE(d.desk.draft().people.size(), 4u);
    QCOMPARE(d.desk.draft().groups.at(id<GroupId>("team")).members.size(), 4u);
}

void TestRoutingPanel::callersNumbersOfALineAreHiddenByOneTick()
{
    RoutingDesk d;
    d.page(u"policyChip"_s);
    auto *box = d.find<QCheckBox>(u"lineCallersMasked"_s);
    QVERIFY(!box->isChecked());

    box->click();

    QVERIFY(std::any_of(d.desk.draft().lines.begin(), d.desk.draft().lines.end(), [](const auto &line) { return line.second.callersMasked; }));
    QVERIFY(box->isChecked());
}

void TestRoutingPanel::whatIsSavedIsInTheHistory()
{
    RoutingDesk d;
    QSignalSpy toast(&d.panel, &Panel::toastRequested);
    d.page(u"policyChip"_s);
    d.find<QSpinBox>(u"linePatience"_s)->setValue(140);
    QTest::keyClicks(d.find<QLineEdit>(u"planReason"_s), u"More patience"_s);
    d.find<QPushButton>(u"savePlanButton"_s)->click();
    QTRY_COMPARE(toast.size(), 1);
    QCOMPARE(d.desk.inForce().note.number, 2);

    d.page(u"historyChip"_s);

    auto *list = d.find<RowListView>(u"historyList"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"More patience"_s));
    QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"You"_s));
    QTRY_COMPARE(d.find<Label>(u"planChanges"_s)->text(), u"• Line Boston office, callers' patience: 2 min 20 s"_s);
}

void TestRoutingPanel::anOlderVersionComesBack()
{
    RoutingDesk d;
    d.page(u"policyChip"_s);
    d.find<QSpinBox>(u"linePatience"_s)->setValue(140);
    d.find<QPushButton>(u"savePlanButton"_s)->click();
    QTRY_COMPARE(d.desk.inForce().note.number, 2);
    d.page(u"historyChip"_s);
    auto *list = d.find<RowListView>(u"historyList"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    list->choose(1);

    d.find<QPushButton>(u"restoreButton"_s)->click();

    QTRY_COMPARE(d.desk.draft().lines.at(boston).patience, seconds(120));
    QCOMPARE(d.desk.inForce().note.number, 2); // until it is saved
}

void TestRoutingPanel::whoWasFirstIsToldAndBothGoOn()
{
    RoutingDesk d;
    Plan theirs = officePlan();
    theirs.people[id<PersonId>("dora")] = {.name = u"Dora"_s};
    FilePlanStore other(d.folder.filePath(u"routing"_s), u"ben"_s, d.clock);
    settled(other.save(theirs, u"Dora starts"_s, 1));
    d.page(u"policyChip"_s);
    d.find<QSpinBox>(u"linePatience"_s)->setValue(140);

    d.find<QPushButton>(u"savePlanButton"_s)->click();

    auto *notice = d.panel.findChild<Notice *>(u"planNotice"_s);
    QTRY_VERIFY2(notice->title().startsWith(u"Ben changed the plan"_s), qPrintable(notice->title()));
    QVERIFY(d.find<QPushButton>(u"takeTheirsButton"_s));
    Q_EMIT notice->actionChosen();
    d.find<QPushButton>(u"savePlanButton"_s)->click();
    QTRY_COMPARE(d.desk.inForce().note.number, 3);
    QVERIFY(d.desk.inForce().plan.people.contains(id<PersonId>("dora")));
    QCOMPARE(d.desk.inForce().plan.lines.at(boston).patience, seconds(140));
    d.page(u"historyChip"_s);
    auto *list = d.find<RowListView>(u"historyList"_s);
    QTRY_COMPARE(list->model()->rowCount(), 3);
    QVERIFY(list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"Ben"_s));
}

void TestRoutingPanel::theTimeMachineTellsTheWay()
{
    RoutingDesk d;
    d.page(u"tryChip"_s);
    auto *trace = d.find<TraceView>(u"traceView"_s);
    QCOMPARE(trace->summary(), u"Voicemail at once"_s); // the staff meets
    d.find<QPushButton>(u"tryNextButton"_s)->click();
    QCOMPARE(trace->summary(), u"Cleo, then Anna, then Answering service, then voicemail, after 1 min 5 s at most"_s);
    auto *who = d.find<QComboBox>(u"tryWho"_s);
    who->setCurrentIndex(3);
    QVERIFY(trace->summary().startsWith(u"Answering service"_s));
    d.find<QDateTimeEdit>(u"tryWhen"_s)->setDateTime(QDateTime(QDate(2026, 9, 7), QTime(10, 0), Qt::UTC));
    QVERIFY(std::ranges::any_of(trace->findChildren<Label *>(), [](Label *label) {
        return label->text() == u"Closed: Labor Day, until Tue 09:00 New York time"_s;
    }));
}

void TestRoutingPanel::theGreetingIsTyped()
{
    RoutingDesk d;
    d.page(u"policyChip"_s);
    QVERIFY(!d.find<QPlainTextEdit>(u"greetingWords"_s));
    auto *kind = d.find<QComboBox>(u"greetingKind"_s);
    kind->setCurrentIndex(1);
    Q_EMIT kind->activated(1);
    QTest::keyClicks(d.find<QPlainTextEdit>(u"greetingWords"_s), u"Hello."_s);
    QCOMPARE(d.desk.draft().lines.at(boston).greeting, (Greeting{Greeting::Kind::Spoken, u"Hello."_s}));
    d.desk.undo();
    QCOMPARE(d.desk.draft().lines.at(boston).greeting, Greeting()); // typing is one step
}

void TestRoutingPanel::aGreetingThatIsNotFinishedIsNotInThePlan()
{
    RoutingDesk d;
    d.page(u"policyChip"_s);
    choose(d.find<QComboBox>(u"greetingKind"_s), 1);
    QVERIFY(d.find<Label>(u"greetingNote"_s)->text().startsWith(u"Nothing is written yet"_s));
    QVERIFY(!d.desk.isChanged());
    d.panel.showLine(chicago); // which has not begun one
    QVERIFY(!d.find<QPlainTextEdit>(u"greetingWords"_s));
    choose(d.find<QComboBox>(u"greetingKind"_s), 1);
    QTest::keyClicks(d.find<QPlainTextEdit>(u"greetingWords"_s), u"Hi"_s);
    QCOMPARE(d.find<Label>(u"greetingNote"_s)->text(), u"In the language of this line: English (United States)."_s);
    QTest::keyClick(d.find<QPlainTextEdit>(u"greetingWords"_s), Qt::Key_Backspace);
    QTest::keyClick(d.find<QPlainTextEdit>(u"greetingWords"_s), Qt::Key_Backspace);
    QCOMPARE(d.desk.draft().lines.at(chicago).greeting, Greeting());
    QVERIFY(d.find<QPlainTextEdit>(u"greetingWords"_s)); // and goes on being written
}

void TestRoutingPanel::withoutARelayOnlyWordsAreOfferedUnlessASoundIsNamed()
{
    Plan plan = officePlan();
    plan.lines.at(chicago).greeting = {Greeting::Kind::Recorded, u"welcome"_s};
    RoutingDesk d(plan);
    d.page(u"policyChip"_s);
    QCOMPARE(d.find<QComboBox>(u"greetingKind"_s)->count(), 2);
    d.panel.showLine(chicago);
    QCOMPARE(d.find<QComboBox>(u"greetingKind"_s)->currentText(), u"Play a sound"_s);
    QCOMPARE(d.find<QComboBox>(u"greetingSound"_s)->currentText(), u"welcome"_s);
    QVERIFY(!d.find<QPushButton>(u"greetingAddSound"_s));
    QCOMPARE(d.desk.draft().lines.at(chicago).greeting.content, u"welcome"_s);
}

void TestRoutingPanel::aNumberOutsideIsAskedForBeforeItIsInThePlan()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    d.find<QPushButton>(u"addOutsideClosed"_s)->click();
    auto *form = d.find<QWidget>(u"outsideFormClosed"_s);
    QVERIFY(form);
    auto *number = form->findChild<QLineEdit *>(u"stageNumber"_s);
    QVERIFY(number->text().isEmpty());
    d.find<QPushButton>(u"makeOutsideClosed"_s)->click();
    QCOMPARE(form->findChild<Label *>(u"stageNumberProblem"_s)->text(), u"Which number is to be called?"_s);
    number->setText(u"617 555 0100"_s);
    d.find<QPushButton>(u"makeOutsideClosed"_s)->click();
    QVERIFY(form->findChild<Label *>(u"stageNumberProblem"_s)->text().contains(u"one of your own lines"_s));
    QVERIFY(!d.desk.isChanged());

    number->setText(u"206 555 0190"_s);
    form->findChild<QLineEdit *>(u"stageName"_s)->setText(u"Night service"_s);
    d.find<QPushButton>(u"makeOutsideClosed"_s)->click();

    const auto &route = d.desk.draft().routes.at(d.desk.draft().lines.at(boston).closedRoute);
    QCOMPARE(route.stages, std::vector<Stage>{(External{.number = routing::number("+12065550190"), .name = u"Night service"_s, .hours = {}})});
    QVERIFY(!form->isVisible());
}

void TestRoutingPanel::aNumberOutsideSaysWhenAndHowItIsCalled()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    choose(d.find<QComboBox>(u"stageHours"_s), 1);
    choose(d.find<QComboBox>(u"stageScreening"_s), 1);
    choose(d.find<QComboBox>(u"stageCallerId"_s), 1);
    auto *name = d.find<QLineEdit>(u"stageName"_s);
    name->selectAll();
    QTest::keyClicks(name, u"Night desk"_s);
    QCOMPARE(stages(d)[1], Stage(External{.number = routing::number("+12125550142"), .name = u"Night desk"_s, .hours = id<ScheduleId>("early"),
                                          .callerId = CallerId::Line, .screening = Screening::Trusted}));
}

void TestRoutingPanel::routesHaveNamesAndGreetings()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    QVERIFY(!d.find<QLineEdit>(u"routeNameClosed"_s)); // voicemail at once is no route of the plan
    auto *name = d.find<QLineEdit>(u"routeNameOpen"_s);
    name->selectAll();
    QTest::keyClicks(name, u"By day"_s);
    choose(d.find<QComboBox>(u"routeGreetingOpenKind"_s), 1);
    QTest::keyClicks(d.find<QPlainTextEdit>(u"routeGreetingOpenWords"_s), u"We are all on the phone."_s);
    const Route &route = d.desk.draft().routes.at(id<RouteId>("day"));
    QCOMPARE(route.name, u"By day"_s);
    QCOMPARE(route.greeting, (Greeting{Greeting::Kind::Spoken, u"We are all on the phone."_s}));
    d.desk.undo();
    d.desk.undo();
    QVERIFY(!d.desk.isChanged());
}

void TestRoutingPanel::aRouteThatNothingUsesIsRemovedAndComesBack()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    QVERIFY(textsOf(d.find<QWidget>(u"allRoute"_s)).contains(u"Used by: Line Boston office."_s));
    QVERIFY(!d.find<QToolButton>(u"removeRoute0"_s));
    choose(d.find<QComboBox>(u"routeOpen"_s), 0); // voicemail
    QCOMPARE(d.find<Label>(u"ringSumOpen"_s)->text(), u"Callers reach voicemail at once."_s);
    QVERIFY(textsOf(d.find<QWidget>(u"allRoute"_s)).contains(u"Nothing uses it."_s));
    auto *remove = d.find<QToolButton>(u"removeRoute0"_s);
    QCOMPARE(remove->accessibleName(), u"Remove the route Day"_s);

    remove->setFocus();
    QTest::keyClick(remove, Qt::Key_Space);

    QTRY_VERIFY(d.desk.draft().routes.empty());
    QVERIFY(!d.find<QWidget>(u"allRoute"_s));
    d.find<QToolButton>(u"undoPlanButton"_s)->click();
    QVERIFY(d.desk.draft().routes.contains(id<RouteId>("day")));
    QVERIFY(d.find<QToolButton>(u"removeRoute0"_s));
}

void TestRoutingPanel::hoursSayWhatUsesThemAndGoWhenNothingDoes()
{
    Plan plan = manyLines();
    plan.people.at(id<PersonId>("anna")).shift = id<ScheduleId>("early");
    RoutingDesk d(plan);
    const QStringList told = textsOf(d.find<QWidget>(u"allHours"_s));
    QVERIFY2(told.contains(u"Used by: Line Branch  1 - service and repairs; Line Branch  4 - service and repairs; Line Branch  7 - service and repairs; 8 others."_s),
             qPrintable(told.join(u'\n')));
    QVERIFY(!d.find<QToolButton>(u"removeHours0"_s) && !d.find<QToolButton>(u"removeHours1"_s));

    plan = officePlan();
    plan.people.at(id<PersonId>("anna")).shift = id<ScheduleId>("early");
    RoutingDesk e(plan);
    QVERIFY(textsOf(e.find<QWidget>(u"allHours"_s)).contains(u"Used by: Anna."_s));
    choose(e.find<QComboBox>(u"lineHours"_s), 0); // always open
    e.find<QToolButton>(u"removeHours1"_s)->click();
    QTRY_VERIFY(!e.desk.draft().schedules.contains(id<ScheduleId>("office")));
    QVERIFY(e.desk.draft().schedules.contains(id<ScheduleId>("early")));
}

void TestRoutingPanel::aLineLeavesThePlanAndIsOfferedAgain()
{
    RoutingDesk d;
    d.page(u"policyChip"_s);

    d.find<QToolButton>(u"removeLine"_s)->click();

    QTRY_VERIFY(!d.desk.draft().lines.contains(boston));
    QVERIFY(d.find<QWidget>(u"unplannedLine"_s));
    d.find<QToolButton>(u"undoPlanButton"_s)->click();
    QCOMPARE(d.desk.draft().lines.at(boston).name, u"Boston office"_s);
    QVERIFY(d.find<QToolButton>(u"removeLine"_s));
}

void TestRoutingPanel::whoWaitsHearsWordsOrMusic()
{
    RoutingDesk d;
    d.page(u"routeChip"_s);
    QVERIFY(!d.find<QComboBox>(u"holdMusicKind"_s));
    choose(d.find<QComboBox>(u"holdWhenBusy"_s), 3);
    choose(d.find<QComboBox>(u"holdMusicKind"_s), 1);
    QTest::keyClicks(d.find<QPlainTextEdit>(u"holdMusicWords"_s), u"One moment."_s);
    QCOMPARE(d.desk.draft().lines.at(boston).whenAllBusy, (std::optional(Hold{seconds(180), {Greeting::Kind::Spoken, u"One moment."_s}})));
}

void TestRoutingPanel::aHolidayGetsARouteAndAGreeting()
{
    RoutingDesk d;
    const Holiday before = office(d).holidays[1];
    d.find<QToolButton>(u"editHoliday1"_s)->click();
    QCOMPARE(d.find<QLineEdit>(u"holidayName"_s)->text(), u"Christmas"_s);
    QCOMPARE(d.find<QComboBox>(u"holidayKind"_s)->currentIndex(), 1);
    QCOMPARE(d.find<QLineEdit>(u"holidayHours"_s)->text(), u"10:00–12:00"_s);
    choose(d.find<QComboBox>(u"holidayClosedRoute"_s), 1);
    choose(d.find<QComboBox>(u"holidayGreetingKind"_s), 1);
    QTest::keyClicks(d.find<QPlainTextEdit>(u"holidayGreetingWords"_s), u"Merry Christmas."_s);
    QVERIFY(!d.desk.isChanged());
    d.find<QPushButton>(u"makeHolidayButton"_s)->click();

    Holiday after = before;
    after.closedRoute = id<RouteId>("day");
    after.greeting = {Greeting::Kind::Spoken, u"Merry Christmas."_s};
    QCOMPARE(office(d).holidays.size(), 2u);
    QCOMPARE(office(d).holidays[1], after);
}

void TestRoutingPanel::anOverrideBeginsLaterAndTakesARoute()
{
    RoutingDesk d;
    d.find<QPushButton>(u"addOverrideButton"_s)->click();
    QTest::keyClicks(d.find<QLineEdit>(u"overrideName"_s), u"Painters"_s);
    choose(d.find<QComboBox>(u"overrideBegins"_s), 1);
    d.find<QDateTimeEdit>(u"overrideFrom"_s)->setDateTime(QDateTime(QDate(2026, 9, 1), QTime(8, 0), Qt::UTC));
    choose(d.find<QComboBox>(u"overrideFor"_s), d.find<QComboBox>(u"overrideFor"_s)->count() - 1);
    d.find<QDateTimeEdit>(u"overrideUntil"_s)->setDateTime(QDateTime(QDate(2026, 9, 1), QTime(7, 0), Qt::UTC));
    d.find<QPushButton>(u"makeOverrideButton"_s)->click();
    QCOMPARE(d.find<Label>(u"overrideProblem"_s)->text(), u"It would end before it begins."_s);
    d.find<QDateTimeEdit>(u"overrideUntil"_s)->setDateTime(QDateTime(QDate(2026, 9, 1), QTime(12, 0), Qt::UTC));
    choose(d.find<QComboBox>(u"overrideRoute"_s), 1);
    d.find<QPushButton>(u"makeOverrideButton"_s)->click();

    const Override painters{.name = u"Painters"_s, .from = routing::at("2026-09-01T12:00:00Z"), .until = routing::at("2026-09-01T16:00:00Z"), .route = id<RouteId>("day")};
    QCOMPARE(office(d).overrides.size(), 2u);
    QCOMPARE(office(d).overrides[1], painters); // eight in New York is twelve
    d.find<QToolButton>(u"editOverride1"_s)->click();
    choose(d.find<QComboBox>(u"overrideDoors"_s), 1);
    d.find<QPushButton>(u"makeOverrideButton"_s)->click();
    QCOMPARE(office(d).overrides.size(), 2u);
    QCOMPARE(office(d).overrides[1].doors, Doors::Open);
}

void TestRoutingPanel::aFormThatIsOpenStaysWithItsHours()
{
    Plan plan = officePlan();
    plan.lines.at(chicago).hours = id<ScheduleId>("early");
    RoutingDesk d(plan);
    d.find<QPushButton>(u"addHolidayButton"_s)->click();
    QTest::keyClicks(d.find<QLineEdit>(u"holidayName"_s), u"Labour Day"_s);
    d.panel.showLine(chicago);
    QVERIFY(!d.find<QLineEdit>(u"holidayName"_s));
    d.panel.showLine(boston);
    QCOMPARE(d.find<QLineEdit>(u"holidayName"_s)->text(), u"Labour Day"_s);
}

void TestRoutingPanel::theLineSpeaksAnotherLanguageAndRecordsForAWhile()
{
    RoutingDesk d;
    d.page(u"policyChip"_s);
    QVERIFY(!d.find<QSpinBox>(u"longestRecording"_s)); // nothing is recorded
    auto *language = d.find<QComboBox>(u"lineLanguage"_s);
    choose(language, language->findText(u"German (Germany)"_s));
    choose(d.find<QComboBox>(u"recordInbound"_s), 1);
    d.find<QSpinBox>(u"longestRecording"_s)->setValue(30);
    const Line &line = d.desk.draft().lines.at(boston);
    QCOMPARE(line.language, u"de-DE"_s);
    QCOMPARE(line.recording.longest, seconds(1800));
}

void TestRoutingPanel::theUsualWordsAreThoseThatCallersHear()
{
    RoutingDesk d;
    d.page(u"policyChip"_s);
    QCOMPARE(d.find<Label>(u"greetingNote"_s)->text(), u"Callers hear: “Please leave a message after the tone.”"_s);
    choose(d.find<QComboBox>(u"announceWhen"_s), 1);
    const auto heard = [&] { return d.find<Label>(u"announceNote"_s)->text(); };
    QCOMPARE(heard(), u"Nothing is recorded, so nothing is said."_s);

    choose(d.find<QComboBox>(u"recordInbound"_s), 2); // who talks asks for it
    QCOMPARE(heard(), u"Who calls hears: “This call may be recorded.”"_s);
    choose(d.find<QComboBox>(u"recordOutbound"_s), 2);
    QCOMPARE(heard(), u"They hear: “This call may be recorded.”"_s);
    choose(d.find<QComboBox>(u"recordOutbound"_s), 1);
    auto *minutes = d.find<QSpinBox>(u"longestRecording"_s);
    const QLineEdit *written = minutes->findChild<QLineEdit *>();
    QVERIFY(written->width() >= written->fontMetrics().horizontalAdvance(u"240 min "_s)); // all of it can be read
    QCOMPARE(heard(), u"Who calls hears: “This call may be recorded.”\nWhom we call hears: “This call is recorded.”"_s);
    d.desk.change(withLineChanged(d.desk.draft(), boston, [](Line &line) { line.language = u"de-DE"_s; }));
    QVERIFY(heard().contains(u"wird möglicherweise aufgezeichnet"_s));
}

void TestRoutingPanel::aLineThatIsNotInThePlanIsAdded()
{
    RoutingDesk d;
    const auto seattle = *PhoneNumber::parse(u"+12065550102");
    d.panel.showLine(seattle);
    QVERIFY(d.find<QWidget>(u"unplannedLine"_s));
    d.find<QWidget>(u"unplannedLine"_s)->findChild<QPushButton *>()->click();
    QCOMPARE(d.desk.draft().lines.at(seattle).name, u"Seattle"_s);
    QTRY_VERIFY(d.find<QWidget>(u"hoursPage"_s));
}

void TestRoutingPanel::itSaysThatNothingAnswersByThePlanAndExportsIt()
{
    RoutingDesk d;
    QSignalSpy toast(&d.panel, &Panel::toastRequested);
    QCOMPARE(d.find<Notice>(u"routingNotice"_s)->title(), u"Nothing answers calls by this plan yet."_s);
    d.panel.exportTo(d.folder.filePath(u"plan.json"_s));
    QTRY_COMPARE(toast.size(), 1);
    QVERIFY(QFile::exists(d.folder.filePath(u"plan.json"_s)));
}

void TestRoutingPanel::thirtyLinesStayReadable()
{
    RoutingDesk d(manyLines());
    QTRY_COMPARE(d.find<RowListView>(u"routingList"_s)->model()->rowCount(), 31);
    QVERIFY(d.find<Notice>(u"sharedHours"_s)->title().startsWith(u"What is changed here changes "_s));
    QVERIFY(d.find<Notice>(u"sharedHours"_s)->title().size() < 160);
    test::pictures(d.panel, *m_theme, u"routing-thirty-lines"_s);
}

void TestRoutingPanel::everyPageCanBeReadAloudAndWalkedByTab()
{
    RoutingDesk d;
    d.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&d.panel));
    QStringList flaws;
    for (const QString &chip : chips) {
        d.page(chip);
        QTest::qWait(50);
        for (const QString &flaw : accessibilityFlaws(d.panel))
            flaws << chip + u": "_s + flaw;
    }
    openForms(d);
    for (const QString &chip : {u"hoursChip"_s, u"routeChip"_s}) {
        d.page(chip);
        QTest::qWait(50);
        for (const QString &flaw : accessibilityFlaws(d.panel))
            flaws << u"forms of "_s + chip + u": "_s + flaw;
    }
    for (const QString &flaw : std::as_const(flaws))
        qInfo("%s", qPrintable(flaw));
    QCOMPARE(flaws.size(), 0);
}

void TestRoutingPanel::nothingIsCutOff_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("textSize");
    QTest::newRow("1000 px") << QSize(916, 640) << 100;
    QTest::newRow("1600 px") << QSize(1516, 900) << 100;
    QTest::newRow("1000 px, 200 % text") << QSize(840, 560) << 200;
}

void TestRoutingPanel::nothingIsCutOff()
{
    QFETCH(QSize, size);
    QFETCH(int, textSize);
    m_theme->setTextSize(textSize);
    RoutingDesk d;
    d.panel.resize(size);
    QStringList flaws;
    d.page(u"policyChip"_s);
    d.find<QSpinBox>(u"linePatience"_s)->setValue(20); // cannot be saved, which is told at the bottom
    QTRY_VERIFY(d.panel.findChild<Notice *>(u"planNotice"_s)->isTelling());
    for (const QString &chip : chips) {
        d.page(chip);
        QTest::qWait(80);
        for (const QString &flaw : layoutFlaws(d.panel))
            flaws << chip + u": "_s + flaw;
    }
    openForms(d);
    for (const QString &chip : {u"hoursChip"_s, u"routeChip"_s}) {
        d.page(chip);
        QTest::qWait(80);
        for (const QString &flaw : layoutFlaws(d.panel))
            flaws << u"forms of "_s + chip + u": "_s + flaw;
    }
    m_theme->setTextSize(100);
    for (const QString &flaw : std::as_const(flaws))
        qInfo("%s", qPrintable(flaw));
    QCOMPARE(flaws.size(), 0);
    QCOMPARE(d.panel.size(), size);
}

void TestRoutingPanel::pictures()
{
    RoutingDesk d;
    for (const QString &chip : chips) {
        d.page(chip);
        test::pictures(d.panel, *m_theme, u"routing-"_s + chip);
    }
    d.page(u"hoursChip"_s);
    d.find<QToolButton>(u"editHoliday1"_s)->click();
    d.find<QPushButton>(u"addOverrideButton"_s)->click();
    choose(d.find<QComboBox>(u"holidayGreetingKind"_s), 1);
    d.find<QPlainTextEdit>(u"holidayGreetingWords"_s)->setPlainText(u"Merry Christmas. Call again on the 27th."_s);
    test::pictures(d.panel, *m_theme, u"routing-holiday-form"_s);
    static_cast<QScrollArea *>(d.find<QWidget>(u"hoursPage"_s))->ensureWidgetVisible(d.find<QWidget>(u"makeHolidayButton"_s));
    test::pictures(d.panel, *m_theme, u"routing-holiday-form-end"_s);
    d.page(u"routeChip"_s);
    d.find<QPushButton>(u"addOutsideClosed"_s)->click();
    d.find<QPushButton>(u"makeOutsideClosed"_s)->click();
    static_cast<QScrollArea *>(d.find<QWidget>(u"routePage"_s))->ensureWidgetVisible(d.find<QWidget>(u"makeOutsideClosed"_s));
    test::pictures(d.panel, *m_theme, u"routing-outside"_s);
}

QTEST_MAIN(TestRoutingPanel)
#include "tst_routingpanel.moc"
