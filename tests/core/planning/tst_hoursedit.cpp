// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/hoursedit.h"
#include "tests/core/routing/hours/schedules.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

QString told(const DayHours &hours)
{
    QStringList ranges;
    for (const TimeRange &range : hours)
        ranges << range.start().text() + u'-' + range.end().text();
    return ranges.join(u' ');
}

/// Monday and what spills over, as "09:00-17:00 | " (Sunday | Monday | Tuesday).
QString told(const Week &week)
{
    return told(week.on(7)) + u" | "_s + told(week.on(1)) + u" | "_s + told(week.on(2));
}

int quarterOf(const char *time)
{
    return wall(time).minute() / quarter;
}

Week monday(const DayHours &hours)
{
    Week week;
    week.days[0] = hours;
    return week;
}

} // namespace

class TestHoursEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openingJoinsWhatTouches();
    void closingLeavesWhatIsAround_data();
    void closingLeavesWhatIsAround();
    void aNightBelongsToItsEvening();
    void edgesMoveByTheQuarter_data();
    void edgesMoveByTheQuarter();
    void aRangeGoesAsAWhole();
    void aDayIsCopied();
    void everyCutOfEveryWeekLeavesExactlyTheRest();
};

void TestHoursEdit::openingJoinsWhatTouches()
{
    Week week = withOpened({}, 1, quarterOf("09:00"), quarterOf("11:45"));
    week = withOpened(week, 1, quarterOf("14:45"), quarterOf("13:00"));
    QCOMPARE(told(week), u" | 09:00-12:00 13:00-15:00 | "_s);
    QCOMPARE(told(withOpened(week, 1, quarterOf("12:00"), quarterOf("12:45"))), u" | 09:00-15:00 | "_s);
    QCOMPARE(told(withOpened({}, 1, 0, quartersADay - 1)), u" | 00:00-24:00 | "_s);
}

void TestHoursEdit::closingLeavesWhatIsAround_data()
{
    QTest::addColumn<DayHours>("hours");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::addColumn<QString>("left");
    const DayHours office{range("09:00", "17:00")}, night{range("22:00", "06:00")};
    QTest::newRow("a pause") << office << quarterOf("12:00") << quarterOf("12:45") << u" | 09:00-12:00 13:00-17:00 | "_s;
    QTest::newRow("the morning") << office << quarterOf("08:00") << quarterOf("09:45") << u" | 10:00-17:00 | "_s;
    QTest::newRow("all of it") << office << 0 << quartersADay - 1 << u" |  | "_s;
    QTest::newRow("nothing that is open") << office << quarterOf("18:00") << quarterOf("19:00") << u" | 09:00-17:00 | "_s;
    QTest::newRow("the evening of a night") << night << quarterOf("22:00") << quarterOf("23:45") << u" |  | 00:00-06:00"_s;
    QTest::newRow("an hour of an evening") << night << quarterOf("22:30") << quarterOf("22:45") << u" | 22:00-22:30 23:00-06:00 | "_s;
}

void TestHoursEdit::closingLeavesWhatIsAround()
{
    QFETCH(DayHours, hours);
    QFETCH(int, first);
    QFETCH(int, last);
    QTEST(told(withClosed(monday(hours), 1, first, last)), "left");
}

void TestHoursEdit::aNightBelongsToItsEvening()
{
    const Week week = monday({range("22:00", "06:00")});
    QCOMPARE(rangeAt(week, {2, quarterOf("05:45")}), (FoundRange{1, range("22:00", "06:00")}));
    QVERIFY(!isOpenAt(week, {2, quarterOf("06:00")}));
    QVERIFY(!isOpenAt(week, {1, quarterOf("05:45")}));
    QCOMPARE(told(withClosed(week, 2, quarterOf("03:00"), quarterOf("03:45"))), u" | 22:00-03:00 | 04:00-06:00"_s);
    QCOMPARE(told(withoutRange(week, {2, quarterOf("01:00")})), u" |  | "_s);
}

void TestHoursEdit::edgesMoveByTheQuarter_data()
{
    QTest::addColumn<DayHours>("hours");
    QTest::addColumn<Edge>("edge");
    QTest::addColumn<int>("by");
    QTest::addColumn<QString>("moved");
    const DayHours office{range("09:00", "17:00")};
    QTest::newRow("longer") << office << Edge::End << 1 << u" | 09:00-17:15 | "_s;
    QTest::newRow("earlier") << office << Edge::Start << -4 << u" | 08:00-17:00 | "_s;
    QTest::newRow("to midnight") << office << Edge::End << 28 << u" | 09:00-24:00 | "_s;
    QTest::newRow("past midnight") << office << Edge::End << 30 << u" | 09:00-00:30 | "_s;
    QTest::newRow("never a whole day and more") << office << Edge::End << 64 << u" | 09:00-17:00 | "_s;
    QTest::newRow("never nothing") << office << Edge::End << -32 << u" | 09:00-17:00 | "_s;
    QTest::newRow("never before its day") << office << Edge::Start << -40 << u" | 09:00-17:00 | "_s;
    QTest::newRow("a whole day") << DayHours{range("00:00", "23:45")} << Edge::End << 1 << u" | 00:00-24:00 | "_s;
    QTest::newRow("into the next one") << DayHours{range("09:00", "12:00"), range("12:15", "17:00")} << Edge::End << 1
                                       << u" | 09:00-17:00 | "_s;
}

void TestHoursEdit::edgesMoveByTheQuarter()
{
    QFETCH(DayHours, hours);
    QFETCH(Edge, edge);
    QFETCH(int, by);
    QTEST(told(withEdgeMoved(monday(hours), {1, hours.front().start().minute() / quarter}, edge, by)), "moved");
}

void TestHoursEdit::aRangeGoesAsAWhole()
{
    const Week week = monday({range("09:00", "12:00"), range("13:00", "17:00")});
    QCOMPARE(told(withoutRange(week, {1, quarterOf("13:00")})), u" | 09:00-12:00 | "_s);
    QCOMPARE(told(withoutRange(week, {1, quarterOf("12:30")})), u" | 09:00-12:00 13:00-17:00 | "_s);
}

void TestHoursEdit::aDayIsCopied()
{
    const Week week = withDayCopied(monday({range("09:00", "17:00")}), 1, {2, 3, 4, 5});
    QCOMPARE(week, Week::mondayToFriday({range("09:00", "17:00")}));
}

void TestHoursEdit::everyCutOfEveryWeekLeavesExactlyTheRest()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 300; ++round) {
        Week week;
        for (int day = 1; day <= 7; ++day) {
            const int start = random.bounded(quartersADay), length = random.bounded(1, quartersADay);
            const int end = (start + length) % quartersADay;
            const auto time = [](int q) { return u"%1:%2"_s.arg(q / 4).arg(q % 4 * quarter, 2, 10, QChar(u'0')); };
            if (random.bounded(3) > 0 && start != end)
                week.days[size_t(day - 1)] = {*TimeRange::between(*WallTime::parse(time(start)), *WallTime::parse(time(end)))};
        }
        const int day = random.bounded(1, 8), first = random.bounded(quartersADay), last = random.bounded(first, quartersADay);

        const Week closed = withClosed(week, day, first, last), opened = withOpened(week, day, first, last);

        for (int d = 1; d <= 7; ++d) {
            for (int q = 0; q < quartersADay; ++q) {
                const bool isMeant = d == day && q >= first && q <= last;
                QCOMPARE(isOpenAt(closed, {d, q}), !isMeant && isOpenAt(week, {d, q}));
                QCOMPARE(isOpenAt(opened, {d, q}), isMeant || isOpenAt(week, {d, q}));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestHoursEdit)
#include "tst_hoursedit.moc"
