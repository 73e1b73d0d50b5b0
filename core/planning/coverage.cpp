// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/coverage.h"

#include "core/routing/check/scan.h"

#include <algorithm>
#include <set>

namespace milassist
{

using namespace routing;

namespace
{

// Those who would ring sooner or later: each person once, however many telephones they have.
int ringing(const Decision &decision)
{
    std::set<PersonId> people;
    int numbers = 0;
    for (const Step &step : decision.steps) {
        if (const auto *ring = std::get_if<Ring>(&step.action)) {
            for (const Target &target : ring->targets) {
                if (target.person.isEmpty())
                    ++numbers;
                else
                    people.insert(target.person);
            }
        }
    }
    return int(people.size()) + numbers;
}

class Sampler
{
public:
    Sampler(const Plan &plan, const PhoneNumber &number)
        : m_plan(plan), m_number(number), m_line(plan.lines.at(number)), m_roster(everybodyThere(plan))
    {
        if (const Schedule *hours = find(plan.schedules, m_line.hours))
            m_zone = hours->zone;
    }
    const Zone &zone() const { return m_zone; }

    // Between two turning points nothing changes, so each needs to be asked once; a full hour is one for the grid.
    CoverageDay day(const QDate &date) const
    {
        const QDateTime noon(date, QTime(12, 0), Qt::UTC);
        const QDateTime from = noon.addSecs(-36 * 3600), until = noon.addSecs(36 * 3600);
        const Instants changes = instantsOf(m_plan, m_line, from, until);
        CoverageDay hours;
        std::array<bool, 24> isSeen{};
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const QDateTime end = i + 1 < changes.size() ? changes[i + 1] : until;
            std::optional<CoverageHour> sample; // asked only where it is on the day that is wanted
            for (QDateTime at = changes[i]; at < end; at = nextHour(at)) {
                const LocalTime local = m_zone.local(at);
                if (local.date != date)
                    continue;
                if (!sample)
                    sample = sampleAt(at);
                const auto hour = size_t(local.time.hour());
                hours[hour] = isSeen[hour] ? together(hours[hour], *sample) : *sample;
                isSeen[hour] = true;
            }
        }
        return hours;
    }

private:
    QDateTime nextHour(const QDateTime &at) const
    {
        const QTime time = m_zone.local(at).time;
        return at.addSecs(3600 - time.minute() * 60 - time.second());
    }

    CoverageHour sampleAt(const QDateTime &at) const
    {
        const Decision decision = decide(m_plan, m_roster, {Party(), m_number}, at);
        const Route *route = find(m_plan.routes, decision.route);
        const int people = ringing(decision);
        const bool isPromised = route && !route->stages.empty();
        return {.isOpen = decision.opening.isOpen(),
                .fewest = people,
                .most = people,
                .isPromised = isPromised,
                .isGap = isPromised && people == 0};
    }

    static CoverageHour together(const CoverageHour &a, const CoverageHour &b)
    {
        const bool both = a.isPromised == b.isPromised; // before opening nobody is promised, and nobody is missing
        return {.isOpen = a.isOpen || b.isOpen,
                .fewest = both ? std::min(a.fewest, b.fewest) : a.isPromised ? a.fewest : b.fewest,
                .most = std::max(a.most, b.most),
                .isPromised = a.isPromised || b.isPromised,
                .isGap = a.isGap || b.isGap};
    }

    const Plan &m_plan;
    PhoneNumber m_number;
    const Line &m_line;
    Roster m_roster;
    Zone m_zone;
};

Plan ordinary(Plan plan)
{
    for (auto &[id, schedule] : plan.schedules) {
        schedule.holidays.clear();
        schedule.overrides.clear();
    }
    return plan;
}

// The Monday of the first whole week in which no clock is put forward or back.
QDate ordinaryMonday(const Zone &zone, const QDateTime &now)
{
    QDate monday = zone.local(now).date;
    monday = monday.addDays(8 - monday.dayOfWeek());
    for (int week = 0; week < 8; ++week, monday = monday.addDays(7)) {
        const QDateTime start(monday, QTime(0, 0), Qt::UTC);
        if (zone.clockChanges(start.addDays(-1), start.addDays(8)).empty())
            break;
    }
    return monday;
}

// The holidays of everybody whom the line may ring would be many; those of its own hours and of shifts are what people expect.
std::vector<const Schedule *> schedulesOf(const Plan &plan, const Line &line)
{
    std::set<ScheduleId> ids{line.hours};
    for (const auto &[id, person] : plan.people)
        ids.insert(person.shift);
    std::vector<const Schedule *> schedules;
    for (const ScheduleId &id : ids) {
        if (const Schedule *schedule = find(plan.schedules, id))
            schedules.push_back(schedule);
    }
    const Schedule *own = find(plan.schedules, line.hours);
    std::stable_partition(schedules.begin(), schedules.end(), [own](const Schedule *schedule) { return schedule == own; }); // its names go first
    return schedules;
}

} // namespace

int Coverage::gaps() const
{
    int gaps = 0;
    const auto count = [&gaps](const CoverageDay &day) { gaps += int(std::ranges::count_if(day, &CoverageHour::isGap)); };
    std::ranges::for_each(week, count);
    for (const HolidayCoverage &holiday : holidays)
        count(holiday.hours);
    return gaps;
}

Coverage coverageOf(const Plan &plan, const PhoneNumber &number, const QDateTime &now)
{
    Coverage coverage;
    if (!plan.lines.contains(number))
        return coverage;
    const Plan usual = ordinary(plan);
    const Sampler week(usual, number);
    coverage.zone = week.zone();
    coverage.monday = ordinaryMonday(week.zone(), now);
    for (int day = 0; day < 7; ++day)
        coverage.week[size_t(day)] = week.day(coverage.monday.addDays(day));

    const Sampler days(plan, number);
    const std::vector<const Schedule *> schedules = schedulesOf(plan, plan.lines.at(number));
    const QDate today = week.zone().local(now).date;
    for (QDate day = today; day < today.addDays(coverageDays); day = day.addDays(1)) {
        const Holiday *holiday = nullptr;
        for (const Schedule *schedule : schedules) {
            for (const Holiday &one : schedule->holidays) {
                if (!holiday && fallsOn(one.on, day))
                    holiday = &one;
            }
        }
        if (holiday)
            coverage.holidays.push_back({day, holiday->name, days.day(day)});
    }
    return coverage;
}

} // namespace milassist
