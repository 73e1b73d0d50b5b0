// SPDX-License-Identifier: GPL-3.0-or-later
// benchrouting: what a decision costs in a big team, 200 lines and 500 people; with the options of Google Benchmark.
#include "core/routing/check/check.h"
#include "core/routing/check/scan.h"

#include <benchmark/benchmark.h>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

constexpr int lineCount = 200, peopleCount = 500, groupSize = 12, shiftCount = 20;
const QDateTime tuesday(QDate(2026, 8, 11), QTime(15, 0), Qt::UTC);

PhoneNumber numbered(const QString &prefix, int i)
{
    return *PhoneNumber::parse(prefix + u"%1"_s.arg(i, 4, 10, QChar(u'0')));
}

Schedule schedule(const char *place, const char *start, const char *end)
{
    const auto time = [](const char *text) { return *WallTime::parse(QString::fromLatin1(text)); };
    Schedule schedule{
        .zone = *Zone::parse(QString::fromLatin1(place)),
        .week = Week::everyDay({*TimeRange::between(time(start), time("12:30")), *TimeRange::between(time("13:00"), time(end))})};
    for (int month = 1; month <= 12; ++month)
        schedule.holidays.push_back({.name = u"holiday"_s, .on = NthWeekday{month % 4 + 1, month % 7 + 1, month}});
    return schedule;
}

// Each line has hours of its own and a route through every kind of stage; everybody has a shift.
Plan bigPlan()
{
    constexpr const char *places[] = {"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
                                      "Europe/London"};
    Plan plan;
    for (int i = 0; i < shiftCount; ++i)
        plan.schedules[ScheduleId(u"shift %1"_s.arg(i))] = schedule(places[i % 5], "00:00", "24:00");
    for (int i = 0; i < peopleCount; ++i) {
        const PersonId person(u"person %1"_s.arg(i));
        plan.people[person] = {.name = u"Somebody"_s, .shift = ScheduleId(u"shift %1"_s.arg(i % shiftCount))};
        plan.groups[GroupId(u"everybody"_s)].members.push_back(person);
    }
    for (int i = 0; i < lineCount; ++i) {
        const QString name = QString::number(i);
        for (int j = 0; j < groupSize; ++j) {
            const PersonId member(u"person %1"_s.arg((i * 7 + j) % peopleCount));
            plan.groups[GroupId(name)].members.push_back(member);
            plan.rotas[RotaId(name)].people.push_back(member);
        }
        plan.rotas[RotaId(name)].start = QDate(2026, 1, 5);
        plan.schedules[ScheduleId(name)] = schedule(places[i % 5], "06:00", "22:00");
        plan.routes[RouteId(name)] = {.stages = {RoundRobin{GroupId(name), seconds(10), 3}, AllAtOnce{GroupId(name), seconds(10)},
                                                 OnCall{RotaId(name), seconds(10), 2},
                                                 External{.number = numbered(u"+4420718"_s, i), .ring = seconds(10)}}};
        plan.lines.emplace(numbered(u"+1617555"_s, i), Line{.hours = ScheduleId(name), .openRoute = RouteId(name)});
    }
    return plan;
}

// Half of them at their desk and free, the others with every other reason.
Roster bigRoster(const Plan &plan)
{
    Roster roster = everybodyThere(plan);
    int i = 0;
    for (auto &[id, person] : roster.people) {
        person.inCall = i % 4 == 1;
        person.presence = i % 8 == 3 ? Presence::Away : Presence::Available;
        if (i % 8 == 7)
            person.phone = OutsidePhone{.number = numbered(u"+1500555"_s, i), .rings = OutsidePhone::Rings::Always};
        ++i;
    }
    for (const auto &[id, group] : plan.groups)
        roster.turns[id] = {.offered = {group.members.begin() + 3, group.members.begin() + 9}, .passedOver = {group.members[10]}};
    return roster;
}

void decideOverAllLines(benchmark::State &state)
{
    const Plan plan = bigPlan();
    const Roster roster = bigRoster(plan);
    const Party caller(u"+12025550123"_s);
    int i = 0;
    for (auto _ : state) {
        const IncomingCall call{caller, numbered(u"+1617555"_s, i++ % lineCount)};
        benchmark::DoNotOptimize(decide(plan, roster, call, tuesday));
    }
}

void decideForEverybody(benchmark::State &state, Stage stage)
{
    Plan plan = bigPlan();
    plan.routes.begin()->second.stages = {std::move(stage)};
    plan.lines.begin()->second.openRoute = plan.routes.begin()->first;
    const Roster roster = bigRoster(plan);
    const IncomingCall call{Party(u"+12025550123"_s), plan.lines.begin()->first};
    for (auto _ : state)
        benchmark::DoNotOptimize(decide(plan, roster, call, tuesday));
}

void hours(benchmark::State &state)
{
    const Plan plan = bigPlan();
    for (auto _ : state)
        benchmark::DoNotOptimize(openingAt(plan.schedules.begin()->second, tuesday));
}

void check(benchmark::State &state)
{
    const Plan plan = bigPlan();
    for (auto _ : state)
        benchmark::DoNotOptimize(checkPlan(plan, tuesday));
}

} // namespace

BENCHMARK(decideOverAllLines)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(decideForEverybody, roundRobin, RoundRobin{GroupId(u"everybody"_s), seconds(10), 3})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(decideForEverybody, allAtOnce, AllAtOnce{GroupId(u"everybody"_s), seconds(10)})->Unit(benchmark::kMicrosecond);
BENCHMARK(hours)->Unit(benchmark::kMicrosecond);
BENCHMARK(check)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
