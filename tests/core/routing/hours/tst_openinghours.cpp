// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/hours/schedules.h"

#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;
using Rule = Opening::Rule;

Q_DECLARE_METATYPE(milassist::routing::Schedule)

namespace
{

const Zone newYork = zone("America/New_York");

Schedule nights()
{
    Schedule schedule{.zone = newYork};
    schedule.week.days[4] = {range("22:00", "06:00")}; // Friday
    return schedule;
}

Schedule nightsAndAHolidaySaturday(ShiftIntoHoliday policy)
{
    Schedule schedule = nights();
    schedule.holidays = {{.name = u"Founders"_s, .on = Dates{QDate(2026, 8, 15), QDate(2026, 8, 15)}}};
    schedule.shiftIntoHoliday = policy;
    return schedule;
}

Schedule with(Schedule schedule, Holiday holiday)
{
    schedule.holidays.push_back(std::move(holiday));
    return schedule;
}

Schedule with(Schedule schedule, Override manual)
{
    schedule.overrides.push_back(std::move(manual));
    return schedule;
}

Schedule every(const Zone &zone, const char *start, const char *end)
{
    return {.zone = zone, .week = Week::everyDay({range(start, end)})};
}

} // namespace

class TestOpeningHours : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDoorsAreOpenWhenARuleSaysSo_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::addColumn<QDateTime>("instant");
        QTest::addColumn<bool>("open");
        QTest::addColumn<Rule>("rule");
        const auto row = [](const char *name, const Schedule &schedule, const char *utc, bool open, Rule rule) {
            QTest::newRow(name) << schedule << at(utc) << open << rule;
        };

        // Tuesday 2026-08-11; New York is four hours behind UTC.
        row("09:00 is open", officeHours(), "2026-08-11T13:00:00Z", true, Rule::Week);
        row("08:59:59 is closed", officeHours(), "2026-08-11T12:59:59Z", false, Rule::Week);
        row("16:59:59 is open", officeHours(), "2026-08-11T20:59:59Z", true, Rule::Week);
        row("17:00 is closed", officeHours(), "2026-08-11T21:00:00Z", false, Rule::Week);
        row("Sunday is closed", officeHours(), "2026-08-16T15:00:00Z", false, Rule::Week);
        row("09:00 in winter is an hour later in UTC", officeHours(), "2026-12-01T13:30:00Z", false, Rule::Week);
        row("09:00 in winter", officeHours(), "2026-12-01T14:00:00Z", true, Rule::Week);

        Schedule twice{.zone = newYork, .week = Week::everyDay({range("09:00", "12:00"), range("13:00", "17:00")})};
        row("lunch", twice, "2026-08-11T16:30:00Z", false, Rule::Week);
        row("after lunch", twice, "2026-08-11T17:00:00Z", true, Rule::Week);

        row("Friday 21:59:59", nights(), "2026-08-15T01:59:59Z", false, Rule::Week);
        row("Friday 22:00", nights(), "2026-08-15T02:00:00Z", true, Rule::Week);
        row("Friday's night, Saturday 00:00", nights(), "2026-08-15T04:00:00Z", true, Rule::Week);
        row("Friday's night, Saturday 05:59:59", nights(), "2026-08-15T09:59:59Z", true, Rule::Week);
        row("Friday's night, Saturday 06:00", nights(), "2026-08-15T10:00:00Z", false, Rule::Week);
        row("Saturday 22:00 is nobody's night", nights(), "2026-08-16T02:00:00Z", false, Rule::Week);
        row("Friday 05:00 is nobody's night", nights(), "2026-08-14T09:00:00Z", false, Rule::Week);

        const Schedule always = every(newYork, "00:00", "24:00");
        row("all day, midnight", always, "2026-08-11T04:00:00Z", true, Rule::Week);
        row("all day, 23:59:59", always, "2026-08-12T03:59:59Z", true, Rule::Week);
        row("no hours at all", Schedule{.zone = newYork}, "2026-08-11T15:00:00Z", false, Rule::Week);

        // Spring: 2027-03-14 02:00 becomes 03:00 in New York, at 07:00 UTC.
        const Schedule inTheGap = every(newYork, "02:30", "10:00");
        row("the last second before the gap", inTheGap, "2027-03-14T06:59:59Z", false, Rule::Week);
        row("a start in the gap opens at 03:00", inTheGap, "2027-03-14T07:00:00Z", true, Rule::Week);
        row("an end in the gap closes at 03:00", every(newYork, "00:00", "02:30"), "2027-03-14T07:00:00Z", false, Rule::Week);
        row("and is open until then", every(newYork, "00:00", "02:30"), "2027-03-14T06:59:59Z", true, Rule::Week);
        row("a range inside the gap is never open", every(newYork, "02:10", "02:50"), "2027-03-14T07:00:00Z", false, Rule::Week);
        // Cairo loses the hour from midnight on: 2027-04-30 begins at 01:00, 22:00 UTC the day before.
        row("a day that starts at 01:00", every(zone("Africa/Cairo"), "00:00", "08:00"), "2027-04-29T22:00:00Z", true,
            Rule::Week);

        // Autumn: 2026-11-01 02:00 becomes 01:00 in New York, at 06:00 UTC.
        const Schedule overlap = every(newYork, "01:00", "02:00");
        row("before the overlap", overlap, "2026-11-01T04:59:59Z", false, Rule::Week);
        row("the first pass begins", overlap, "2026-11-01T05:00:00Z", true, Rule::Week);
        row("the first pass ends", overlap, "2026-11-01T05:59:59Z", true, Rule::Week);
        row("the second pass begins", overlap, "2026-11-01T06:00:00Z", true, Rule::Week);
        row("the second pass ends", overlap, "2026-11-01T06:59:59Z", true, Rule::Week);
        row("two real hours are over", overlap, "2026-11-01T07:00:00Z", false, Rule::Week);
        // Half an hour only, on Lord Howe: 2027-04-04 02:00 becomes 01:30, at 15:00 UTC the day before.
        row("an overlap of half an hour", every(zone("Australia/Lord_Howe"), "01:30", "02:00"), "2027-04-03T15:29:59Z", true,
            Rule::Week);

        const Schedule tokyo = every(zone("Asia/Tokyo"), "09:00", "17:00");
        row("another zone than anybody's computer", tokyo, "2026-08-11T00:00:00Z", true, Rule::Week);
        row("a zone of half hours", every(zone("Asia/Kolkata"), "09:00", "17:00"), "2026-08-11T03:30:00Z", true, Rule::Week);

        // Holidays.
        const Holiday closed{.name = u"closed"_s, .on = Dates{QDate(2026, 8, 11), QDate(2026, 8, 11)}};
        row("a holiday beats the week", with(officeHours(), closed), "2026-08-11T15:00:00Z", false, Rule::Holiday);
        row("and starts at local midnight", with(always, closed), "2026-08-11T04:00:00Z", false, Rule::Holiday);
        row("not a second before", with(always, closed), "2026-08-11T03:59:59Z", true, Rule::Week);
        row("and ends at local midnight", with(always, closed), "2026-08-12T04:00:00Z", true, Rule::Week);
        const Holiday half{
            .name = u"half"_s, .on = Dates{QDate(2026, 8, 11), QDate(2026, 8, 11)}, .hours = {range("09:00", "12:00")}};
        row("the open half of a half-day", with(officeHours(), half), "2026-08-11T15:59:59Z", true, Rule::Holiday);
        row("the closed half of a half-day", with(officeHours(), half), "2026-08-11T16:00:00Z", false, Rule::Holiday);
        row("where two holidays fall on a day the first counts", with(with(officeHours(), half), closed), "2026-08-11T15:00:00Z",
            true, Rule::Holiday);

        const auto ends = nightsAndAHolidaySaturday(ShiftIntoHoliday::EndsAtMidnight);
        row("a night before a holiday, 23:59:59", ends, "2026-08-15T03:59:59Z", true, Rule::Week);
        row("a holiday ends the night at 00:00", ends, "2026-08-15T04:00:00Z", false, Rule::Holiday);
        const auto finished = nightsAndAHolidaySaturday(ShiftIntoHoliday::IsFinished);
        row("unless the shift is finished", finished, "2026-08-15T04:00:00Z", true, Rule::UnfinishedShift);
        row("which ends when it ends", finished, "2026-08-15T10:00:00Z", false, Rule::Holiday);

        const Holiday evenings{
            .name = u"fair"_s, .on = Dates{QDate(2026, 8, 10), QDate(2026, 8, 11)}, .hours = {range("20:00", "02:00")}};
        row("a holiday's own night runs into its second day", with(officeHours(), evenings), "2026-08-11T05:59:59Z", true,
            Rule::Holiday);
        row("and into the working day after", with(officeHours(), evenings), "2026-08-12T05:59:59Z", true, Rule::Holiday);
        const Holiday friday{.name = u"friday"_s, .on = Dates{QDate(2026, 8, 14), QDate(2026, 8, 14)}};
        row("a holiday takes its own night away, next morning too", with(nights(), friday), "2026-08-15T05:00:00Z", false,
            Rule::Week);

        // Overrides: [13:00, 15:00) UTC.
        const Override shut{
            .name = u"flood"_s, .doors = Doors::Closed, .from = at("2026-08-11T13:00:00Z"), .until = at("2026-08-11T15:00:00Z")};
        row("before an override", with(officeHours(), shut), "2026-08-11T12:59:59Z", false, Rule::Week);
        row("an override beats the week", with(officeHours(), shut), "2026-08-11T13:00:00Z", false, Rule::Override);
        row("its last second", with(officeHours(), shut), "2026-08-11T14:59:59Z", false, Rule::Override);
        row("it ends by itself", with(officeHours(), shut), "2026-08-11T15:00:00Z", true, Rule::Week);
        Override open = shut;
        open.doors = Doors::Open;
        row("an override beats a holiday", with(with(officeHours(), closed), open), "2026-08-11T14:00:00Z", true, Rule::Override);
        row("where two hold the last counts", with(with(officeHours(), shut), open), "2026-08-11T14:00:00Z", true,
            Rule::Override);
        Override since = shut;
        since.from = {};
        row("without a start it holds since ever", with(officeHours(), since), "2026-08-10T15:00:00Z", false, Rule::Override);
        Override endless = shut;
        endless.until = {};
        row("without an end it does not hold", with(officeHours(), endless), "2026-08-11T14:00:00Z", true, Rule::Week);
    }
    void theDoorsAreOpenWhenARuleSaysSo()
    {
        QFETCH(Schedule, schedule);
        QFETCH(QDateTime, instant);
        QFETCH(bool, open);
        QFETCH(Rule, rule);

        const Opening opening = openingAt(schedule, instant);

        QCOMPARE(opening.isOpen(), open);
        QCOMPARE(opening.rule, rule);
        QCOMPARE(opening.range.has_value(), open && rule != Rule::Override);
    }

    void theOverlapIsOpenForTwoRealHoursOfThatDay()
    {
        const Schedule schedule = every(newYork, "01:00", "02:00");
        int seconds = 0;
        const QDateTime midnight = at("2026-11-01T04:00:00Z");
        for (int second = 0; second < 25 * 3600; second += 60)
            seconds += openingAt(schedule, midnight.addSecs(second)).isOpen() ? 60 : 0;

        QCOMPARE(seconds, 2 * 3600);
    }

    void theReasonTellsTheTimeThereAndTheShift()
    {
        const Opening opening = openingAt(nights(), at("2026-08-15T09:30:00Z"));

        QCOMPARE(opening.local, (LocalTime{QDate(2026, 8, 15), QTime(5, 30), -4 * 3600}));
        QCOMPARE(opening.zone.name(), u"America/New_York"_s);
        QCOMPARE(opening.range, range("22:00", "06:00"));
        QCOMPARE(opening.shiftDay, QDate(2026, 8, 14));
    }

    void theTwoPassesOfARepeatedHourAreToldApart()
    {
        const Schedule schedule = officeHours();

        const LocalTime first = openingAt(schedule, at("2026-11-01T05:30:00Z")).local;
        const LocalTime second = openingAt(schedule, at("2026-11-01T06:30:00Z")).local;

        QCOMPARE(first.time, second.time);
        QCOMPARE(first.secondsEastOfUtc, -4 * 3600);
        QCOMPARE(second.secondsEastOfUtc, -5 * 3600);
    }

    void aHolidayBringsItsOwnRouteAndGreeting()
    {
        const Greeting greeting{Greeting::Kind::Spoken, u"Merry Christmas"_s};
        const Schedule schedule = with(officeHours(),
                                       Holiday{.name = u"Christmas"_s,
                                               .on = Yearly{{12, 25}, {12, 25}},
                                               .hours = {range("10:00", "12:00")},
                                               .openRoute = RouteId(u"skeleton"_s),
                                               .closedRoute = RouteId(u"on call"_s),
                                               .greeting = greeting});

        const Opening open = openingAt(schedule, at("2026-12-25T16:00:00Z"));
        const Opening closed = openingAt(schedule, at("2026-12-25T20:00:00Z"));

        QCOMPARE(open.name, u"Christmas"_s);
        QCOMPARE(open.route.text(), u"skeleton"_s);
        QCOMPARE(closed.route.text(), u"on call"_s);
        QCOMPARE(closed.greeting, greeting);
    }

    void anOverrideTellsItsEndForTheCountdown()
    {
        const Override manual{.name = u"flood"_s, .until = at("2026-08-11T15:00:00Z"), .route = RouteId(u"cellar"_s)};

        const Opening opening = openingAt(with(officeHours(), manual), at("2026-08-11T14:00:00Z"));

        QCOMPARE(opening.overrideEnds, manual.until);
        QCOMPARE(opening.name, u"flood"_s);
        QCOMPARE(opening.route.text(), u"cellar"_s);
    }

    void theZoneOfTheComputerDoesNotMatter()
    {
        const QByteArray before = qgetenv("TZ");
        for (const char *here : {"Asia/Tokyo", "America/Los_Angeles", "UTC"}) {
            qputenv("TZ", here);
            QVERIFY(openingAt(officeHours(), at("2026-08-11T13:00:00Z")).isOpen());
            QVERIFY(openingAt(officeHours(), at("2026-08-11T13:00:00Z").toLocalTime()).isOpen());
            QVERIFY(!openingAt(officeHours(), at("2026-08-11T21:00:00Z").toLocalTime()).isOpen());
        }
        before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
    }

    void theRulesOfTheZonesHaveAVersion()
    {
        QVERIFY2(QRegularExpression(u"^20[0-9]{2}[a-z]+$"_s).match(zoneRulesVersion()).hasMatch(),
                 qPrintable(zoneRulesVersion()));
    }
};

QTEST_GUILESS_MAIN(TestOpeningHours)
#include "tst_openinghours.moc"
