// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/turningpoints.h"
#include "tests/core/routing/hours/schedules.h"
#include "ui/widgets/englishplurals.h"
#include "ui/words/hourswords.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

class TestHoursWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void aWeekIsToldInGroupsOfDays_data();
    void aWeekIsToldInGroupsOfDays();
    void holidaysAreToldByTheirRule_data();
    void holidaysAreToldByTheirRule();
    void doorsTellUntilWhen_data();
    void doorsTellUntilWhen();
    void hoursAreReadAsPeopleTypeThem_data();
    void hoursAreReadAsPeopleTypeThem();
    void whatCannotBeReadIsNamed();
    void aCountdownEnds();
    void aZoneIsNamedByItsCity();

private:
    EnglishPlurals m_plurals;
};

void TestHoursWords::aWeekIsToldInGroupsOfDays_data()
{
    QTest::addColumn<Week>("week");
    QTest::addColumn<QString>("words");
    Week shop = Week::mondayToFriday({range("09:00", "12:00"), range("13:00", "17:00")});
    shop.days[5] = {range("10:00", "14:00")};
    QTest::newRow("office") << Week::mondayToFriday({range("09:00", "17:00")}) << u"Mon–Fri 09:00–17:00"_s;
    QTest::newRow("shop") << shop << u"Mon–Fri 09:00–12:00, 13:00–17:00; Sat 10:00–14:00"_s;
    QTest::newRow("night") << Week::everyDay({range("22:00", "06:00")}) << u"Every day 22:00–06:00"_s;
    QTest::newRow("always") << Week::everyDay({TimeRange::allDay()}) << u"Every day all day"_s;
    QTest::newRow("never") << Week() << u"never open"_s;
}

void TestHoursWords::aWeekIsToldInGroupsOfDays()
{
    QFETCH(Week, week);
    QTEST(weekWords(week), "words");
}

void TestHoursWords::holidaysAreToldByTheirRule_data()
{
    QTest::addColumn<HolidayDays>("days");
    QTest::addColumn<QString>("words");
    QTest::newRow("date") << HolidayDays(Dates{QDate(2026, 12, 24), QDate(2026, 12, 24)}) << u"24 December 2026"_s;
    QTest::newRow("range") << HolidayDays(Dates{QDate(2026, 12, 31), QDate(2027, 1, 1)}) << u"31 December 2026 to 1 January 2027"_s;
    QTest::newRow("yearly") << HolidayDays(Yearly{{12, 25}, {12, 25}}) << u"every 25 December"_s;
    QTest::newRow("leap day") << HolidayDays(Yearly{{2, 29}, {2, 29}}) << u"every 29 February"_s;
    QTest::newRow("turn of the year") << HolidayDays(Yearly{{12, 31}, {1, 1}}) << u"every 31 December to 1 January"_s;
    QTest::newRow("nth") << HolidayDays(NthWeekday{4, 4, 11}) << u"the fourth Thursday of November"_s;
    QTest::newRow("last") << HolidayDays(NthWeekday{NthWeekday::lastOfMonth, 1, 5}) << u"the last Monday of May"_s;
}

void TestHoursWords::holidaysAreToldByTheirRule()
{
    QFETCH(HolidayDays, days);
    QTEST(holidayDaysWords(days), "words");
}

void TestHoursWords::doorsTellUntilWhen_data()
{
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QString>("words");
    QTest::newRow("open") << at("2026-11-24T15:00:00Z") << u"Open until 17:00"_s;
    QTest::newRow("night") << at("2026-11-25T01:00:00Z") << u"Closed until Wed 09:00"_s;
    QTest::newRow("holiday") << at("2026-11-26T15:00:00Z") << u"Closed: Thanksgiving, until Fri 09:00"_s;
    QTest::newRow("by hand") << at("2026-11-27T15:00:00Z") << u"Closed: flood, until 15:00"_s;
}

void TestHoursWords::doorsTellUntilWhen()
{
    QFETCH(QDateTime, now);
    Schedule office = officeHours();
    office.holidays = {{.name = u"Thanksgiving"_s, .on = NthWeekday{4, 4, 11}}};
    office.overrides = {{.name = u"flood"_s, .from = at("2026-11-27T14:30:00Z"), .until = at("2026-11-27T20:00:00Z")}};

    QTEST(openingWords(openingAt(office, now), *nextChange(office, now), now), "words");
}

void TestHoursWords::hoursAreReadAsPeopleTypeThem_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("words");
    QTest::newRow("plain") << u"09:00-17:00"_s << u"09:00–17:00"_s;
    QTest::newRow("short") << u"9-12, 13:30-17"_s << u"09:00–12:00, 13:30–17:00"_s;
    QTest::newRow("a pause") << u"8:15 to 12; 13 – 16.45"_s << u"08:15–12:00, 13:00–16:45"_s;
    QTest::newRow("twelve hours") << u"9am-5pm"_s << u"09:00–17:00"_s;
    QTest::newRow("noon and midnight") << u"12pm-12am"_s << u"12:00–24:00"_s;
    QTest::newRow("past midnight") << u"22-6"_s << u"22:00–06:00"_s;
    QTest::newRow("overlap") << u"9-13, 12-17"_s << u"09:00–17:00"_s;
    QTest::newRow("closed") << u"Closed"_s << u"closed"_s;
    QTest::newRow("nothing") << u" "_s << u"closed"_s;
    QTest::newRow("all day") << u"all day"_s << u"all day"_s;
    QTest::newRow("to midnight") << u"0-24"_s << u"all day"_s;
}

void TestHoursWords::hoursAreReadAsPeopleTypeThem()
{
    QFETCH(QString, typed);
    const auto hours = dayHoursFrom(typed);
    QVERIFY(hours);
    QTEST(dayHoursWords(*hours), "words");
    QCOMPARE(*dayHoursFrom(dayHoursWords(*hours)), *hours); // what is shown can be typed
}

void TestHoursWords::whatCannotBeReadIsNamed()
{
    QCOMPARE(dayHoursFrom(u"9-12, late"_s).error().detail, u"late"_s);
    QCOMPARE(dayHoursFrom(u"9-9"_s).error().detail, u"9-9"_s);
    QCOMPARE(dayHoursFrom(u"25-26"_s).error().detail, u"25-26"_s);
    QCOMPARE(dayHoursFrom(u"13pm-15"_s).error().detail, u"13pm-15"_s);
}

void TestHoursWords::aCountdownEnds()
{
    const QDateTime now = at("2026-11-24T15:00:00Z");
    QCOMPARE(countdownWords(now.addSecs(7500), now), u"ends in 2 h 5 min"_s);
    QCOMPARE(countdownWords(now.addSecs(40), now), u"ends in 40 s"_s);
    QCOMPARE(countdownWords(now.addDays(3), now), u"ends in 3 days"_s);
    QCOMPARE(countdownWords(now, now), u"over"_s);
}

void TestHoursWords::aZoneIsNamedByItsCity()
{
    QCOMPARE(zoneWords(zone("America/New_York")), u"New York time"_s);
    QCOMPARE(zoneWords(zone("America/Argentina/Buenos_Aires")), u"Buenos Aires time"_s);
    QCOMPARE(zoneWords(Zone()), u"UTC"_s);
    QCOMPARE(zoneWords(zone("Etc/UTC")), u"UTC"_s);
}

QTEST_GUILESS_MAIN(TestHoursWords)
#include "tst_hourswords.moc"
