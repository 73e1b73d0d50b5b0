// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/turningpoints.h"
#include "tests/core/routing/hours/schedules.h"

#include <QRandomGenerator>
#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

// What somebody would see who looked at the doors every minute.
Instants watched(const Schedule &schedule, const QDateTime &from, const QDateTime &until)
{
    Instants changes;
    Doors doors = openingAt(schedule, from).doors;
    for (QDateTime now = from; now <= until; now = now.addSecs(60)) {
        const Doors seen = openingAt(schedule, now).doors;
        if (seen != doors)
            changes.push_back(now);
        doors = seen;
    }
    return changes;
}

Instants told(const Schedule &schedule, const QDateTime &from, const QDateTime &until)
{
    Instants changes;
    for (auto next = nextChange(schedule, from); next && *next <= until; next = nextChange(schedule, *next))
        changes.push_back(*next);
    return changes;
}

TimeRange randomRange(QRandomGenerator &random)
{
    for (;;) {
        const auto time = [&random] {
            return u"%1:%2"_s.arg(random.bounded(24)).arg(random.bounded(4) * 15, 2, 10, QChar(u'0'));
        };
        if (const auto range = TimeRange::between(*WallTime::parse(time()), *WallTime::parse(time())))
            return *range;
    }
}

Schedule randomSchedule(QRandomGenerator &random, const Zone &zone, const QDate &day)
{
    Schedule schedule{.zone = zone};
    for (DayHours &hours : schedule.week.days) {
        for (int i = random.bounded(3); i > 0; --i)
            hours.push_back(randomRange(random));
    }
    const QDate holiday = day.addDays(random.bounded(4));
    schedule.holidays = {
        {.name = u"fair"_s, .on = Dates{holiday, holiday.addDays(random.bounded(2))}, .hours = {randomRange(random)}}};
    if (random.bounded(2))
        schedule.shiftIntoHoliday = ShiftIntoHoliday::IsFinished;
    const QDateTime from = QDateTime(day, QTime(0, 0), Qt::UTC).addSecs(random.bounded(60 * 24) * 60);
    schedule.overrides = {{.name = u"flood"_s,
                           .doors = random.bounded(2) ? Doors::Open : Doors::Closed,
                           .from = from,
                           .until = from.addSecs(3600)}};
    return schedule;
}

} // namespace

class TestTurningPoints : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingChangesBetweenTwoOfThem_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QDate>("day"); // two days before the clock is changed there
        QTest::newRow("New York, spring") << u"America/New_York"_s << QDate(2027, 3, 12);
        QTest::newRow("New York, autumn") << u"America/New_York"_s << QDate(2026, 10, 30);
        QTest::newRow("Cairo loses midnight") << u"Africa/Cairo"_s << QDate(2027, 4, 28);
        QTest::newRow("Havana repeats midnight") << u"America/Havana"_s << QDate(2026, 10, 30);
        QTest::newRow("Santiago repeats the last hour") << u"America/Santiago"_s << QDate(2027, 4, 1);
        QTest::newRow("Lord Howe, half an hour") << u"Australia/Lord_Howe"_s << QDate(2027, 4, 2);
        QTest::newRow("Casablanca, Ramadan") << u"Africa/Casablanca"_s << QDate(2027, 2, 5);
        QTest::newRow("Apia skipped a whole day") << u"Pacific/Apia"_s << QDate(2011, 12, 28);
        QTest::newRow("Kathmandu never") << u"Asia/Kathmandu"_s << QDate(2027, 1, 1);
    }
    void nothingChangesBetweenTwoOfThem()
    {
        QFETCH(QString, place);
        QFETCH(QDate, day);
        QRandomGenerator random(4711);
        const Zone zone = *Zone::parse(place);
        const QDateTime from(day, QTime(0, 0), Qt::UTC), until = from.addDays(5);

        for (int i = 0; i < 12; ++i) {
            const Schedule schedule = randomSchedule(random, zone, day);

            QCOMPARE(told(schedule, from, until), watched(schedule, from, until));
        }
    }

    // Ranges that start or end in an hour that is lost or repeated, wherever that hour is.
    void nothingIsMissedInALostOrARepeatedHour_data() { nothingChangesBetweenTwoOfThem_data(); }
    void nothingIsMissedInALostOrARepeatedHour()
    {
        QFETCH(QString, place);
        QFETCH(QDate, day);
        const QDateTime from(day, QTime(0, 0), Qt::UTC), until = from.addDays(5);

        for (const TimeRange &hours : {range("00:15", "00:45"), range("01:15", "01:45"), range("02:15", "02:45"),
                                       range("02:30", "10:00"), range("20:00", "02:30"), range("23:15", "00:30")}) {
            const Schedule schedule{.zone = *Zone::parse(place), .week = Week::everyDay({hours})};

            QCOMPARE(told(schedule, from, until), watched(schedule, from, until));
        }
    }

    void theNextChangeIsWhatTheScreenSays_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("next");
        QTest::newRow("open until five") << u"2026-08-11T15:00:00Z"_s << u"2026-08-11T21:00:00Z"_s;
        QTest::newRow("at the very start") << u"2026-08-11T13:00:00Z"_s << u"2026-08-11T21:00:00Z"_s;
        QTest::newRow("closed over the weekend") << u"2026-08-14T21:00:00Z"_s << u"2026-08-17T13:00:00Z"_s;
        QTest::newRow("over the change of the clock") << u"2026-10-30T21:00:00Z"_s << u"2026-11-02T14:00:00Z"_s;
    }
    void theNextChangeIsWhatTheScreenSays()
    {
        QFETCH(QString, now);
        QFETCH(QString, next);

        QCOMPARE(nextChange(officeHours(), QDateTime::fromString(now, Qt::ISODate)), QDateTime::fromString(next, Qt::ISODate));
    }

    void whatNeverOpensHasNoNextChange()
    {
        QVERIFY(!nextChange(Schedule{}, at("2026-08-11T15:00:00Z")));
        QVERIFY(!nextChange(Schedule{.week = Week::everyDay({TimeRange::allDay()})}, at("2026-08-11T15:00:00Z")));
    }
};

QTEST_GUILESS_MAIN(TestTurningPoints)
#include "tst_turningpoints.moc"
