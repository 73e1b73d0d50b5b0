// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/check/randomplans.h"

#include "tests/core/routing/plan/plans.h"

#include <QRandomGenerator>

namespace milassist::routing
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *places[] = {
    "America/New_York", "Europe/Berlin",     "America/Havana", "Africa/Cairo",    "Australia/Lord_Howe",
    "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Chatham", "UTC"};
constexpr const char *names[] = {"anna", "ben", "cleo"};

class Maker
{
public:
    Maker(quint32 seed, const QDateTime &now) : m_random(seed), m_now(now) {}

    Plan make()
    {
        Plan plan;
        plan.schedules[id<ScheduleId>("hours")] = schedule(plan);
        plan.schedules[id<ScheduleId>("shift")] = schedule(plan);
        plan.schedules[id<ScheduleId>("service")] = schedule(plan);
        for (const char *name : names) {
            plan.people[id<PersonId>(name)] = {.shift = chance(3) ? id<ScheduleId>("shift") : ScheduleId()};
            if (chance(5) || plan.groups[id<GroupId>("desk")].members.empty())
                plan.groups[id<GroupId>("desk")].members.push_back(id<PersonId>(name));
            plan.rotas[id<RotaId>("rota")].people.push_back(id<PersonId>(name));
        }
        plan.groups[id<GroupId>("none")] = {};
        Rota &rota = plan.rotas.at(id<RotaId>("rota"));
        rota.zone = place();
        rota.start = m_now.date().addDays(-m_random.bounded(40));
        rota.handover = time();
        rota.days = 1 + m_random.bounded(9);
        if (chance(3))
            rota.swaps.push_back({id<PersonId>("ben"), later(), later()});
        for (const char *route : {"day", "night", "holiday"})
            plan.routes[id<RouteId>(route)] = {.stages = stages()};
        plan.lines.emplace(boston, line());
        if (chance(3))
            plan.lines.emplace(chicago, line());
        return plan;
    }

private:
    bool chance(int of10) { return m_random.bounded(10) < of10; }
    Zone place() { return zone(places[m_random.bounded(int(std::size(places)))]); }
    WallTime time()
    {
        return *WallTime::parse(u"%1:%2"_s.arg(m_random.bounded(24)).arg(m_random.bounded(4) * 15, 2, 10, QChar(u'0')));
    }
    QDateTime later() { return m_now.addSecs(m_random.bounded(400 * 24 * 4) * 900); }

    TimeRange range()
    {
        for (;;) {
            if (const auto range = TimeRange::between(time(), time()))
                return *range;
        }
    }

    DayHours hours()
    {
        DayHours hours;
        for (int i = m_random.bounded(3); i > 0; --i)
            hours.push_back(range());
        return merged(hours);
    }

    RouteId route() { return chance(5) ? RouteId() : id<RouteId>(chance(5) ? "holiday" : "night"); }

    HolidayDays days()
    {
        const QDate date = m_now.date().addDays(m_random.bounded(500));
        switch (m_random.bounded(3)) {
        case 0:
            return Dates{date, date.addDays(m_random.bounded(4))};
        case 1:
            return Yearly{{12, 31}, {1, 1}};
        default:
            return NthWeekday{m_random.bounded(2) ? 4 : NthWeekday::lastOfMonth, date.dayOfWeek(), date.month()};
        }
    }

    Schedule schedule(const Plan &)
    {
        Schedule schedule{.zone = place()};
        for (DayHours &day : schedule.week.days)
            day = hours();
        for (int i = m_random.bounded(3); i > 0; --i)
            schedule.holidays.push_back(
                {.name = u"holiday"_s, .on = days(), .hours = hours(), .openRoute = route(), .closedRoute = route()});
        if (chance(4)) {
            const QDateTime from = later();
            schedule.overrides.push_back({.name = u"override"_s,
                                          .doors = chance(5) ? Doors::Open : Doors::Closed,
                                          .from = from,
                                          .until = from.addSecs(3600 * (1 + m_random.bounded(50))),
                                          .route = route()});
        }
        schedule.shiftIntoHoliday = chance(5) ? ShiftIntoHoliday::IsFinished : ShiftIntoHoliday::EndsAtMidnight;
        return schedule;
    }

    seconds ring() { return seconds(chance(1) ? 4 : 5 + m_random.bounded(20)); }

    Stage stage()
    {
        const GroupId group = id<GroupId>(chance(1) ? "none" : "desk");
        switch (m_random.bounded(5)) {
        case 0:
            return RoundRobin{group, ring(), m_random.bounded(3)};
        case 1:
            return InOrder{group, ring()};
        case 2:
            return AllAtOnce{group, ring()};
        case 3:
            return OnCall{id<RotaId>("rota"), ring(), m_random.bounded(3)};
        default:
            return External{.number = chance(1) ? chicago : number("+442071838750"),
                            .hours = chance(5) ? id<ScheduleId>("service") : ScheduleId(),
                            .ring = ring()};
        }
    }

    std::vector<Stage> stages()
    {
        std::vector<Stage> stages;
        for (int i = m_random.bounded(4); i > 0; --i)
            stages.push_back(stage());
        return stages;
    }

    Line line()
    {
        Line line{
            .hours = chance(9) ? id<ScheduleId>("hours") : ScheduleId(), .openRoute = id<RouteId>("day"), .closedRoute = route()};
        if (chance(5))
            line.whenAllBusy = Hold{seconds(10 + m_random.bounded(200))};
        line.patience = seconds(60 + m_random.bounded(120));
        return line;
    }

    QRandomGenerator m_random;
    QDateTime m_now;
};

} // namespace

Plan randomPlan(quint32 seed, const QDateTime &now)
{
    return Maker(seed, now).make();
}

const std::vector<PersonNow> &personStates()
{
    static const QDateTime ever(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    static const OutsidePhone phone{.number = number("+15005550001"), .rings = OutsidePhone::Rings::Always};
    static const std::vector<PersonNow> states{
        {.registeredUntil = ever},
        {},
        {.presence = Presence::DoNotDisturb, .registeredUntil = ever},
        {.registeredUntil = ever, .inCall = true},
        {.registeredUntil = ever, .wrapUpEnds = ever},
        {.phone = phone},
        {.registeredUntil = ever, .phone = phone},
        {.phone = OutsidePhone{.number = boston}},
    };
    return states;
}

std::size_t rosterCount(const Plan &plan)
{
    std::size_t count = 1;
    for (std::size_t i = 0; i < plan.people.size(); ++i)
        count *= personStates().size();
    return count;
}

Roster rosterNumber(std::size_t number, const Plan &plan)
{
    Roster roster;
    for (const auto &[id, person] : plan.people) {
        roster.people.emplace(id, personStates()[number % personStates().size()]);
        number /= personStates().size();
    }
    return roster;
}

} // namespace milassist::routing
