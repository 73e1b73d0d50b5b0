// SPDX-License-Identifier: GPL-3.0-or-later
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
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
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
    void whatIsSavedIsInTheHistory();
    void anOlderVersionComesBack();
    void whoWasFirstIsToldAndBothGoOn();
    void theTimeMachineTellsTheWay();
    void theGreetingIsTyped();
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
    FilePlanStore other(d.folder.filePath(u"routing"_s), u"Ben"_s, d.clock);
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
}

QTEST_MAIN(TestRoutingPanel)
#include "tst_routingpanel.moc"
