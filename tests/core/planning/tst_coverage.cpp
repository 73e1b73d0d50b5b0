// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/coverage.h"
#include "tests/core/routing/decision/teams.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const Stage everybody = AllAtOnce{id<GroupId>("desk"), seconds(30)};

/// One sign an hour: '-' closed or voicemail, a digit how many ring, '!' promised and nobody.
QString told(const CoverageDay &day)
{
    QString text;
    for (const CoverageHour &hour : day)
        text += hour.isGap ? u'!' : hour.isPromised ? QChar(u'0' + hour.fewest) : QChar(u'-');
    return text;
}

} // namespace

class TestCoverage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void peopleAreCountedInTheHoursOfTheLine();
    void shiftsThatEndEarlyLeaveAGap();
    void minutesCount();
    void anHourThatIsOpenInPartCountsThatPart();
    void aRoundRobinCountsWhomItAsks();
    void onlyTheOnesOnDutyCount();
    void holidaysOfTheNextNinetyDaysAreShown();
    void overridesDoNotChangeTheUsualWeek();
    void aWeekOfChangingClocksIsNotTaken();
    void aLineThatIsNotInThePlanHasNone();
};

void TestCoverage::peopleAreCountedInTheHoursOfTheLine()
{
    const Coverage coverage = coverageOf(teamPlan({everybody}), boston, tuesday);
    for (int day = 0; day < 5; ++day)
        QCOMPARE(told(coverage.week[size_t(day)]), u"---------33333333-------"_s);
    QCOMPARE(told(coverage.week[5]), QString(24, u'-'));
    QCOMPARE(coverage.zone, zone("America/New_York"));
    QCOMPARE(coverage.gaps(), 0);
    QVERIFY(coverage.holidays.empty());
}

void TestCoverage::shiftsThatEndEarlyLeaveAGap()
{
    Plan plan = teamPlan({everybody});
    Schedule early = officeHours();
    early.week = Week::everyDay({range("08:00", "15:30")});
    plan.schedules[id<ScheduleId>("early")] = early;
    for (auto &[id, person] : plan.people)
        person.shift = ScheduleId(u"early"_s);

    const Coverage coverage = coverageOf(plan, boston, tuesday);

    QCOMPARE(told(coverage.week[0]), u"---------333333!!-------"_s);
    QCOMPARE(coverage.week[0][15], (CoverageHour{.isOpen = true, .fewest = 0, .most = 3, .isPromised = true, .isGap = true}));
    QCOMPARE(coverage.gaps(), 10);
}

void TestCoverage::minutesCount()
{
    Plan plan = teamPlan({everybody});
    Schedule late = officeHours();
    late.week = Week::everyDay({range("09:05", "17:00")});
    plan.schedules[id<ScheduleId>("late")] = late;
    for (auto &[id, person] : plan.people)
        person.shift = ScheduleId(u"late"_s);
    QVERIFY(coverageOf(plan, boston, tuesday).week[0][9].isGap);
}

void TestCoverage::anHourThatIsOpenInPartCountsThatPart()
{
    Plan plan = teamPlan({everybody});
    plan.schedules.at(id<ScheduleId>("office")).week = Week::everyDay({range("09:15", "17:30")});
    QCOMPARE(told(coverageOf(plan, boston, tuesday).week[0]), u"---------333333333------"_s);
}

void TestCoverage::aRoundRobinCountsWhomItAsks()
{
    const Coverage coverage = coverageOf(teamPlan({RoundRobin{id<GroupId>("desk"), seconds(20), 2}}), boston, tuesday);
    QCOMPARE(told(coverage.week[2]), u"---------22222222-------"_s);
}

void TestCoverage::onlyTheOnesOnDutyCount()
{
    Plan plan = teamPlan({everybody, External{.number = number("+442071838750")}});
    Schedule mornings = officeHours();
    mornings.week = Week::everyDay({range("09:00", "12:00")});
    plan.schedules[id<ScheduleId>("mornings")] = mornings;
    plan.people.at(id<PersonId>("ben")).shift = id<ScheduleId>("mornings");
    QCOMPARE(told(coverageOf(plan, boston, tuesday).week[3]), u"---------44433333-------"_s);
}

void TestCoverage::holidaysOfTheNextNinetyDaysAreShown()
{
    Plan plan = teamPlan({everybody});
    Schedule &office = plan.schedules.at(id<ScheduleId>("office"));
    office.holidays = {{.name = u"Labor Day"_s, .on = NthWeekday{1, 1, 9}},
                       {.name = u"Half a day"_s, .on = Dates{QDate(2026, 10, 12), QDate(2026, 10, 12)}, .hours = {range("10:00", "12:00")}},
                       {.name = u"Christmas"_s, .on = Yearly{{12, 25}, {12, 25}}}};
    Schedule free = officeHours();
    free.holidays = {{.name = u"Outing"_s, .on = Dates{QDate(2026, 9, 16), QDate(2026, 9, 16)}}};
    plan.schedules[id<ScheduleId>("team")] = free;
    for (auto &[id, person] : plan.people)
        person.shift = ScheduleId(u"team"_s);

    const Coverage coverage = coverageOf(plan, boston, tuesday);

    QCOMPARE(coverage.holidays.size(), 3u);
    QCOMPARE(coverage.holidays[0].name, u"Labor Day"_s);
    QCOMPARE(told(coverage.holidays[0].hours), QString(24, u'-'));
    QCOMPARE(coverage.holidays[1].day, QDate(2026, 9, 16));
    QCOMPARE(told(coverage.holidays[1].hours), u"---------!!!!!!!!-------"_s); // the team is out, the line is open
    QCOMPARE(told(coverage.holidays[2].hours), u"----------33------------"_s);
}

void TestCoverage::overridesDoNotChangeTheUsualWeek()
{
    Plan plan = teamPlan({everybody});
    plan.schedules.at(id<ScheduleId>("office")).overrides = {{.name = u"flood"_s, .until = tuesday.addDays(60)}};
    QCOMPARE(told(coverageOf(plan, boston, tuesday).week[1]), u"---------33333333-------"_s);
}

void TestCoverage::aWeekOfChangingClocksIsNotTaken()
{
    Plan plan = teamPlan({everybody});
    plan.schedules.at(id<ScheduleId>("office")).week = Week::everyDay({TimeRange::allDay()});
    const Coverage coverage = coverageOf(plan, boston, at("2026-03-01T12:00:00Z")); // a week before the clock is put forward
    for (const CoverageDay &day : coverage.week)
        QCOMPARE(told(day), QString(24, u'3'));
}

void TestCoverage::aLineThatIsNotInThePlanHasNone()
{
    QCOMPARE(coverageOf({}, boston, tuesday), Coverage());
}

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
