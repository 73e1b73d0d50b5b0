// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/demoplan.h"

#include "core/sandbox/demo/cast.h"

#include <set>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;
using routing::GroupId;
using routing::PersonId;
using routing::RotaId;
using routing::RouteId;
using routing::ScheduleId;
using std::chrono::seconds;

namespace
{

const ScheduleId officeHours(u"office"_s), saturdayHours(u"with-saturday"_s), earlyShift(u"early"_s);
const GroupId desk(u"desk"_s), projects(u"projects"_s);
const RotaId nights(u"nights"_s);
const RouteId deskRoute(u"desk"_s), projectRoute(u"projects"_s), repairRoute(u"repairs"_s), nightRoute(u"nights"_s);
const PersonId maya(u"maya"_s), theo(u"theo"_s), rosa(u"rosa"_s);

routing::TimeRange range(const char16_t *start, const char16_t *end)
{
    return *routing::TimeRange::between(*routing::WallTime::parse(start), *routing::WallTime::parse(end));
}

PhoneNumber numberOf(int line)
{
    return *PhoneNumber::parse(lines()[line].number);
}

void addPeople(routing::Plan &plan)
{
    for (const Assistant &assistant : assistants())
        plan.people[PersonId(assistant.user)].name = assistant.name;
    plan.people[rosa].shift = earlyShift;
    plan.groups[desk] = {u"Front desk"_s, {maya, theo, rosa}};
    plan.groups[projects] = {u"Projects"_s, {theo, maya}};
}

std::vector<routing::Holiday> holidays()
{
    using namespace routing;
    return {{.name = u"Independence Day"_s, .on = Yearly{{7, 4}, {7, 4}}},
            {.name = u"Labor Day"_s, .on = NthWeekday{1, 1, 9}},
            {.name = u"Thanksgiving"_s, .on = NthWeekday{4, 4, 11}},
            {.name = u"Christmas"_s, .on = Yearly{{12, 24}, {12, 26}}},
            {.name = u"Turn of the year"_s, .on = Yearly{{12, 31}, {1, 1}}, .hours = {range(u"10:00", u"12:00")}}};
}

} // namespace

routing::Plan firstDemoPlan(const routing::Zone &zone)
{
    using namespace routing;
    routing::Plan plan;
    addPeople(plan);
    plan.schedules[officeHours] = {.name = u"Office hours"_s, .zone = zone, .week = Week::mondayToFriday({range(u"09:00", u"17:30")})};
    plan.schedules[earlyShift] = {.name = u"Early shift"_s, .zone = zone, .week = Week::mondayToFriday({range(u"08:00", u"14:00")})};
    plan.routes[deskRoute] = {.name = u"Front desk"_s, .stages = {RoundRobin{.group = desk, .each = seconds(20)}}};
    for (int line = 0; line < 4; ++line)
        plan.lines.emplace(numberOf(line), routing::Line{.name = lines()[line].name, .hours = officeHours, .openRoute = deskRoute});
    return plan;
}

routing::Plan demoPlan(const routing::Zone &zone)
{
    using namespace routing;
    routing::Plan plan = firstDemoPlan(zone);
    Schedule &office = plan.schedules[officeHours];
    office.holidays = holidays();
    Schedule saturday = office;
    saturday.name = u"With Saturdays"_s;
    saturday.week.days[5] = {range(u"10:00", u"13:00"), range(u"13:30", u"16:00")};
    plan.schedules[saturdayHours] = saturday;
    plan.rotas[nights] = {.name = u"Night duty"_s,
                          .people = {theo, maya},
                          .zone = zone,
                          .start = QDate(2026, 1, 5),
                          .handover = *WallTime::parse(u"17:30"),
                          .days = 7};
    plan.routes[projectRoute] = {.name = u"Projects"_s, .stages = {InOrder{.group = projects, .each = seconds(25)}, AllAtOnce{.group = desk, .ring = seconds(20)}}};
    plan.routes[repairRoute] = {.name = u"Service and repairs"_s, .stages = {AllAtOnce{.group = desk, .ring = seconds(30)}}};
    plan.routes[nightRoute] = {
        .name = u"Nights"_s,
        .stages = {OnCall{.rota = nights, .each = seconds(30)},
                   External{.number = *PhoneNumber::parse(u"+12065550190"), .name = u"Plumber on duty"_s, .ring = seconds(25)}},
        .greeting = {Greeting::Kind::Spoken, u"You have reached Cedar and Pine at night. Tell us what is broken and where, and we call back by eight."_s}};
    routing::Line &front = plan.lines.at(numberOf(0));
    front.greeting = {Greeting::Kind::Spoken, u"Cedar and Pine Kitchens. Please leave your name and number."_s};
    front.whenAllBusy = Hold{seconds(120)};
    plan.lines.at(numberOf(1)).openRoute = projectRoute;
    routing::Line &repairs = plan.lines.at(numberOf(2));
    repairs.openRoute = repairRoute;
    repairs.closedRoute = nightRoute;
    repairs.hours = saturdayHours;
    repairs.recording.inbound = Record::On;
    repairs.announcement = {Announcement::When::Always, {Greeting::Kind::Spoken, u"This call is recorded, so that we repair the right thing."_s}};
    plan.lines.at(numberOf(3)).hours = saturdayHours;
    return plan;
}

routing::Plan heldOpen(routing::Plan plan, const QDateTime &now)
{
    using namespace routing;
    constexpr std::chrono::hours sitting{4}, heldFor{8};
    constexpr std::chrono::minutes look{10};
    std::set<ScheduleId> ofLines; // of people there are shifts, which are as they are
    for (const auto &[number, line] : plan.lines)
        ofLines.insert(line.hours);
    const auto closes = [&now, sitting, look](const Schedule &schedule) {
        for (seconds later{0}; later <= sitting; later += look) {
            if (!openingAt(schedule, now.addSecs(later.count())).isOpen())
                return true;
        }
        return false;
    };
    constexpr qint64 hour = 3600;
    const QDateTime fullHour = QDateTime::fromSecsSinceEpoch(now.toSecsSinceEpoch() / hour * hour, Qt::UTC);
    for (auto &[id, schedule] : plan.schedules) {
        if (ofLines.contains(id) && closes(schedule))
            schedule.overrides.push_back({.name = u"Open for the demo"_s,
                                          .doors = Doors::Open,
                                          .from = fullHour,
                                          .until = fullHour.addSecs(seconds(heldFor).count())});
    }
    return plan;
}

} // namespace milassist::world::demo
