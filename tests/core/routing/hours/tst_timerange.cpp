// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/hours/schedules.h"

#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

QString text(const DayHours &hours)
{
    QStringList texts;
    for (const TimeRange &range : hours)
        texts << range.start().text() + u'-' + range.end().text();
    return texts.join(u' ');
}

DayHours parsed(const QString &text)
{
    DayHours hours;
    for (const QString &one : text.split(u' ')) {
        const QStringList ends = one.split(u'-');
        hours.push_back(*TimeRange::between(*WallTime::parse(ends[0]), *WallTime::parse(ends[1])));
    }
    return hours;
}

} // namespace

class TestTimeRange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTimeIsHoursAndMinutesUpToTwentyFour_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("minute"); // -1 = refused
        QTest::newRow("nine") << u"09:00"_s << 540;
        QTest::newRow("without the zero") << u"9:05"_s << 545;
        QTest::newRow("midnight") << u"00:00"_s << 0;
        QTest::newRow("end of the day") << u"24:00"_s << 1440;
        QTest::newRow("after the end") << u"24:01"_s << -1;
        QTest::newRow("sixty minutes") << u"10:60"_s << -1;
        QTest::newRow("25 hours") << u"25:00"_s << -1;
        QTest::newRow("seconds") << u"09:00:00"_s << -1;
        QTest::newRow("American") << u"9am"_s << -1;
        QTest::newRow("other digits") << u"０９:００"_s << -1;
        QTest::newRow("nothing") << u""_s << -1;
    }
    void aTimeIsHoursAndMinutesUpToTwentyFour()
    {
        QFETCH(QString, text);
        QFETCH(int, minute);

        const auto time = WallTime::parse(text);

        QCOMPARE(time.has_value(), minute >= 0);
        if (time)
            QCOMPARE(time->minute(), minute);
    }

    void aRangeThatStartsWhenItEndsIsRefused()
    {
        QVERIFY(!TimeRange::between(wall("09:00"), wall("09:00")));
        QVERIFY(!TimeRange::between(wall("00:00"), wall("00:00")));
        QVERIFY(!TimeRange::between(wall("24:00"), wall("06:00")));
        QVERIFY(TimeRange::between(wall("00:00"), wall("24:00")));
    }

    void midnightAsAnEndIsTheEndOfThatDay()
    {
        QCOMPARE(range("22:00", "00:00"), range("22:00", "24:00"));
        QVERIFY(!range("22:00", "00:00").runsPastMidnight());
    }

    void overlappingAndTouchingRangesBecomeOne_data()
    {
        QTest::addColumn<QString>("ranges");
        QTest::addColumn<QString>("expected");
        QTest::newRow("apart") << u"13:00-17:00 09:00-12:00"_s << u"09:00-12:00 13:00-17:00"_s;
        QTest::newRow("overlapping") << u"09:00-13:00 12:00-17:00"_s << u"09:00-17:00"_s;
        QTest::newRow("touching") << u"09:00-12:00 12:00-17:00"_s << u"09:00-17:00"_s;
        QTest::newRow("one inside the other") << u"09:00-17:00 10:00-11:00"_s << u"09:00-17:00"_s;
        QTest::newRow("twice the same") << u"09:00-17:00 09:00-17:00"_s << u"09:00-17:00"_s;
        QTest::newRow("three in a chain") << u"11:00-13:00 09:00-11:30 12:00-14:00"_s << u"09:00-14:00"_s;
        QTest::newRow("past midnight") << u"18:00-23:00 22:00-06:00"_s << u"18:00-06:00"_s;
        QTest::newRow("both past midnight") << u"20:00-02:00 22:00-06:00"_s << u"20:00-06:00"_s;
        QTest::newRow("the whole day in two") << u"00:00-12:00 12:00-24:00"_s << u"00:00-24:00"_s;
        QTest::newRow("a day and a night stay two") << u"06:00-22:00 21:00-07:00"_s << u"06:00-22:00 21:00-07:00"_s;
    }
    void overlappingAndTouchingRangesBecomeOne()
    {
        QFETCH(QString, ranges);
        QFETCH(QString, expected);

        QCOMPARE(text(merged(parsed(ranges))), expected);
    }

    void mergingChangesNoMinute()
    {
        const DayHours hours = parsed(u"06:00-22:00 21:00-07:00 08:00-09:00 23:00-00:00 22:30-01:15"_s);
        const DayHours fewer = merged(hours);

        for (int minute = 0; minute < 1440; ++minute) {
            const auto open = [minute](const TimeRange &range) { return range.holds(minute); };
            const auto openAfter = [minute](const TimeRange &range) { return range.holdsNextDay(minute); };
            QCOMPARE(std::ranges::any_of(fewer, open), std::ranges::any_of(hours, open));
            QCOMPARE(std::ranges::any_of(fewer, openAfter), std::ranges::any_of(hours, openAfter));
        }
    }

    void aZoneIsAPlaceAndNoAbbreviation_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("valid");
        QTest::newRow("a place") << u"America/New_York"_s << true;
        QTest::newRow("a place with three parts") << u"America/Indiana/Knox"_s << true;
        QTest::newRow("an old name") << u"US/Eastern"_s << true;
        QTest::newRow("UTC") << u"UTC"_s << true;
        QTest::newRow("EST has no summer time") << u"EST"_s << false;
        QTest::newRow("an offset") << u"UTC+03:00"_s << false;
        QTest::newRow("wrong case") << u"america/new_york"_s << false;
        QTest::newRow("no such place") << u"Europe/Atlantis"_s << false;
        QTest::newRow("a way out of the folder") << u"../../../etc/passwd"_s << false;
        QTest::newRow("nothing") << u""_s << false;
    }
    void aZoneIsAPlaceAndNoAbbreviation()
    {
        QFETCH(QString, name);
        QFETCH(bool, valid);

        const auto zone = Zone::parse(name);

        QCOMPARE(zone.has_value(), valid);
        if (zone)
            QCOMPARE(zone->name(), name);
    }
};

QTEST_GUILESS_MAIN(TestTimeRange)
#include "tst_timerange.moc"
