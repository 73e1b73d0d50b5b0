// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/decision/teams.h"
#include "tests/ui/panels/pictures.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/hours/coveragegrid.h"
#include "ui/widgets/hours/hoursgrid.h"
#include "ui/words/hourswords.h"

#include <QMenu>
#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

int quarterOf(const char *time)
{
    return wall(time).minute() / quarter;
}

struct Grid : HoursGrid {
    QSignalSpy changed{this, &HoursGrid::weekChanged};

    Grid()
    {
        resize(800, sizeHint().height());
        show();
        setFocus();
    }
    QPoint at(int day, const char *time) const
    {
        const WeekGeometry geometry = geometryOfWeek();
        return {geometry.x(wall(time).minute()) + 2, geometry.header + (day - 1) * geometry.row + geometry.row / 2};
    }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(this, Qt::LeftButton, {}, from);
        QTest::mouseMove(this, (from + to) / 2);
        QTest::mouseMove(this, to);
        QTest::mouseRelease(this, Qt::LeftButton, {}, to);
    }
    void keys(int key, int times = 1, Qt::KeyboardModifiers modifiers = {})
    {
        for (int i = 0; i < times; ++i)
            QTest::keyClick(this, Qt::Key(key), modifiers);
    }
};

} // namespace

class TestHoursGrid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void draggingOpensToTheQuarter();
    void anEdgeIsDragged();
    void aClickAloneChangesNothing();
    void aWeekIsMadeByKeysAlone();
    void edgesMoveByKeys();
    void theMenuCopiesADay();
    void whereOneIsIsSpoken();
    void whatIsOnlyShownCannotBeChanged();
    void theCoverageOfAnHourIsSpoken();
    void anHourIsChosenByKeys();

private:
    EnglishPlurals m_plurals;
};

void TestHoursGrid::draggingOpensToTheQuarter()
{
    Grid grid;
    grid.drag(grid.at(2, "09:00"), grid.at(2, "16:45"));
    QCOMPARE(grid.changed.size(), 1);
    QCOMPARE(weekWords(grid.week()), u"Tue 09:00–17:00"_s);
    grid.drag(grid.at(2, "20:45"), grid.at(3, "19:00")); // backwards, and slipping off the row
    QCOMPARE(weekWords(grid.week()), u"Tue 09:00–17:00, 19:00–21:00"_s);
}

void TestHoursGrid::anEdgeIsDragged()
{
    Grid grid;
    grid.setWeek(Week::everyDay({range("09:00", "17:00")}));
    grid.drag(grid.at(1, "17:00"), grid.at(1, "18:15"));
    QCOMPARE(dayHoursWords(grid.week().on(1)), u"09:00–18:30"_s);
    grid.drag(grid.at(1, "09:00"), grid.at(1, "10:00"));
    QCOMPARE(dayHoursWords(grid.week().on(1)), u"10:00–18:30"_s);
    QCOMPARE(dayHoursWords(grid.week().on(2)), u"09:00–17:00"_s);
}

void TestHoursGrid::aClickAloneChangesNothing()
{
    Grid grid;
    QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.at(4, "12:00"));
    QCOMPARE(grid.currentSlot(), (WeekSlot{4, quarterOf("12:00")}));
    QCOMPARE(grid.week(), Week());
    QCOMPARE(grid.changed.size(), 0);
}

void TestHoursGrid::aWeekIsMadeByKeysAlone()
{
    Grid grid; // Monday 09:00
    grid.keys(Qt::Key_Return);
    grid.keys(Qt::Key_Right, 2, Qt::ShiftModifier);
    QCOMPARE(weekWords(grid.week()), u"Mon 09:00–10:30"_s);
    grid.keys(Qt::Key_Right, 5, Qt::ControlModifier); // 14:00
    grid.keys(Qt::Key_Right);
    grid.keys(Qt::Key_Space);
    QCOMPARE(weekWords(grid.week()), u"Mon 09:00–10:30, 14:15–15:15"_s);
    grid.keys(Qt::Key_Delete);
    QCOMPARE(weekWords(grid.week()), u"Mon 09:00–10:30"_s);
    grid.keys(Qt::Key_Down, 6);
    grid.keys(Qt::Key_End);
    grid.keys(Qt::Key_Return);
    grid.keys(Qt::Key_Right, 2, Qt::ShiftModifier); // past midnight, into Monday
    QCOMPARE(weekWords(grid.week()), u"Mon 09:00–10:30; Sun 23:45–00:30"_s);
}

void TestHoursGrid::edgesMoveByKeys()
{
    Grid grid;
    grid.setWeek(Week::everyDay({range("09:00", "17:00")}));
    grid.setCurrentSlot({3, quarterOf("09:00")});
    grid.keys(Qt::Key_Left, 4, Qt::AltModifier);
    QCOMPARE(dayHoursWords(grid.week().on(3)), u"08:00–17:00"_s);
    grid.keys(Qt::Key_Right, 8, Qt::AltModifier); // the start goes past the cursor, which goes with it
    QCOMPARE(dayHoursWords(grid.week().on(3)), u"10:00–17:00"_s);
    grid.keys(Qt::Key_Left, 1, Qt::ShiftModifier);
    QCOMPARE(dayHoursWords(grid.week().on(3)), u"10:00–16:45"_s);
}

void TestHoursGrid::theMenuCopiesADay()
{
    Grid grid;
    Week week;
    week.days[1] = {range("08:00", "12:00")};
    grid.setWeek(week);
    grid.setCurrentSlot({2, quarterOf("09:00")});
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(&grid, &event);
    auto *menu = grid.findChild<QMenu *>();
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        if (action->text() == u"Monday to Friday as Tuesday"_s)
            action->trigger();
    }
    menu->close();
    QCOMPARE(weekWords(grid.week()), u"Mon–Fri 08:00–12:00"_s);
}

void TestHoursGrid::whereOneIsIsSpoken()
{
    Grid grid;
    grid.setZoneName(u"New York time"_s);
    grid.setWeek(Week::mondayToFriday({range("22:00", "06:00")}));
    grid.setCurrentSlot({2, quarterOf("01:15")});
    QCOMPARE(grid.accessibleName(), u"Opening hours, New York time: Tuesday 01:15, open 22:00–06:00"_s);
    grid.keys(Qt::Key_End);
    grid.keys(Qt::Key_Left, 8);
    QCOMPARE(grid.accessibleName(), u"Opening hours, New York time: Tuesday 21:45, closed"_s);
}

void TestHoursGrid::whatIsOnlyShownCannotBeChanged()
{
    Grid grid;
    grid.setReadOnly(true);
    grid.keys(Qt::Key_Return);
    grid.drag(grid.at(2, "09:00"), grid.at(2, "17:00"));
    QCOMPARE(grid.week(), Week());
}

void TestHoursGrid::theCoverageOfAnHourIsSpoken()
{
    Plan plan = teamPlan({AllAtOnce{id<GroupId>("desk"), seconds(30)}});
    Schedule early = officeHours();
    early.week = Week::everyDay({range("08:00", "15:30")});
    plan.schedules[id<ScheduleId>("early")] = early;
    for (auto &[id, person] : plan.people)
        person.shift = ScheduleId(u"early"_s);
    plan.schedules.at(id<ScheduleId>("office")).holidays = {{.name = u"Labor Day"_s, .on = NthWeekday{1, 1, 9}}};
    CoverageGrid grid;
    grid.setCoverage(coverageOf(plan, boston, tuesday));

    QCOMPARE(grid.spokenHour(0, 9), u"Monday 9:00 to 10:00: 3 would ring"_s);
    QCOMPARE(grid.spokenHour(0, 15), u"Monday 15:00 to 16:00: for a part of it nobody would ring, and callers are promised people"_s);
    QCOMPARE(grid.spokenHour(0, 16), u"Monday 16:00 to 17:00: nobody would ring, and callers are promised people"_s);
    QCOMPARE(grid.spokenHour(5, 9), u"Saturday 9:00 to 10:00: closed, voicemail"_s);
    QCOMPARE(grid.spokenHour(7, 9), u"7 Sep, Labor Day 9:00 to 10:00: closed, voicemail"_s);
    grid.resize(800, grid.sizeHint().height());
    test::picture(grid, u"coverage"_s);
}

void TestHoursGrid::anHourIsChosenByKeys()
{
    CoverageGrid grid;
    grid.setCoverage(coverageOf(teamPlan({}), boston, tuesday));
    grid.resize(800, grid.sizeHint().height());
    grid.show();
    QSignalSpy chosen(&grid, &CoverageGrid::hourChosen);
    QTest::keyClick(&grid, Qt::Key_Down);
    QTest::keyClick(&grid, Qt::Key_Right);
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toDate(), QDate(2026, 8, 18));
    QCOMPARE(chosen.first().last().toInt(), 10);
}

QTEST_MAIN(TestHoursGrid)
#include "tst_hoursgrid.moc"
