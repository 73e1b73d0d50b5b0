// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/scan.h"

#include "core/routing/check/longest.h"
#include "core/routing/check/timeline.h"

#include <iterator>

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Because = Reason::Because;

namespace
{

/// The schedules and rotas that a line's calls depend on.
struct Clocks {
    const Plan &plan;
    std::set<ScheduleId> schedules;
    std::set<RotaId> rotas;

    void operator()(const RoundRobin &stage) { add(stage.group); }
    void operator()(const InOrder &stage) { add(stage.group); }
    void operator()(const AllAtOnce &stage) { add(stage.group); }
    void operator()(const OnCall &stage) { rotas.insert(stage.rota); }
    void operator()(const External &stage) { schedules.insert(stage.hours); }

private:
    void add(const GroupId &id)
    {
        const Group *group = find(plan.groups, id);
        for (const PersonId &member : group ? group->members : std::vector<PersonId>()) {
            if (const Person *person = find(plan.people, member))
                schedules.insert(person->shift);
        }
    }
};

Clocks clocksOf(const Plan &plan, const Line &line)
{
    Clocks clocks{plan, {line.hours}, {}};
    for (const RouteId &route : routesOf(plan, line)) {
        for (const Stage &stage : plan.routes.at(route).stages)
            std::visit(clocks, stage);
    }
    return clocks;
}

bool meansPeople(const Plan &plan, const Decision &decision)
{
    const Route *route = find(plan.routes, decision.route);
    return route && !route->stages.empty();
}

bool ringsNobody(const Decision &decision)
{
    return std::holds_alternative<TakeMessage>(decision.steps.front().action);
}

void look(const Plan &plan, const Roster &roster, const Example &example, Scan &result)
{
    const Decision decision = decide(plan, roster, example.call, example.at);
    result.taken.emplace(std::pair(example.call.to, decision.route), example);
    if (!decision.opening.isOpen() || !meansPeople(plan, decision) || !ringsNobody(decision))
        return;
    const QString path = u"lines[%1]"_s.arg(example.call.to.e164());
    for (const Finding &known : result.findings) {
        if (known.path == path && known.name == decision.route.text())
            return;
    }
    result.findings.push_back(
        {.problem = Finding::Problem::CallerRingsNobody, .path = path, .name = decision.route.text(), .example = example});
}

/// Finds the instants at which a line has to be tried: with the same people there, a call is treated alike as long as all
/// schedules and rotas say what they have said once before.
class Trials
{
public:
    Trials(const Plan &plan, const QDateTime &from, const QDateTime &until) : m_plan(plan), m_from(from), m_until(until) {}

    Instants of(const Line &line)
    {
        const Clocks clocks = clocksOf(m_plan, line);
        std::vector<const Timeline *> timelines;
        for (const ScheduleId &id : clocks.schedules)
            add(m_plan.schedules, id, m_schedules, timelines);
        for (const RotaId &id : clocks.rotas)
            add(m_plan.rotas, id, m_rotas, timelines);
        return newlySaid(timelines, m_from);
    }

private:
    template <typename Key, typename Value>
    void add(const std::map<Key, Value> &among, const Key &id, std::map<Key, Timeline> &known,
             std::vector<const Timeline *> &timelines)
    {
        const Value *part = find(among, id);
        if (!part)
            return;
        auto timeline = known.find(id);
        if (timeline == known.end())
            timeline = known.emplace(id, timelineOf(*part, m_from, m_until)).first;
        timelines.push_back(&timeline->second);
    }

    const Plan &m_plan;
    QDateTime m_from, m_until;
    std::map<ScheduleId, Timeline> m_schedules;
    std::map<RotaId, Timeline> m_rotas;
};

// Whatever was seen of a line with the same hours and routes is so for this one.
void copyExamples(const std::set<RouteId> &routes, const PhoneNumber &like, const PhoneNumber &number, Scan &result)
{
    for (const RouteId &route : routes) {
        const auto known = result.taken.find({like, route});
        if (known == result.taken.end())
            continue;
        Example example = known->second;
        example.call.to = number;
        result.taken.emplace(std::pair(number, route), example);
    }
}

} // namespace

Instants instantsOf(const Plan &plan, const Line &line, const QDateTime &from, const QDateTime &until)
{
    const Clocks clocks = clocksOf(plan, line);
    Instants instants{from};
    const auto add = [&instants](Instants more) { std::ranges::move(more, std::back_inserter(instants)); };
    for (const ScheduleId &id : clocks.schedules) {
        if (const Schedule *schedule = find(plan.schedules, id))
            add(turningPoints(*schedule, from, until));
    }
    for (const RotaId &id : clocks.rotas) {
        if (const Rota *rota = find(plan.rotas, id))
            add(turningPoints(*rota, from, until));
    }
    return inOrder(std::move(instants), from, until);
}

Roster everybodyThere(const Plan &plan)
{
    const QDateTime never(QDate(9000, 1, 1), QTime(0, 0), Qt::UTC);
    Roster roster;
    for (const auto &[id, person] : plan.people)
        roster.people.emplace(id, PersonNow{.registeredUntil = never});
    return roster;
}

Scan scan(const Plan &plan, const QDateTime &from, const QDateTime &until)
{
    Scan result;
    const Roster roster = everybodyThere(plan);
    Trials trials(plan, from, until);
    const Party stranger(u"+12025550123"_s); // a number for films
    std::map<std::tuple<ScheduleId, RouteId, RouteId>, PhoneNumber> tried;
    for (const auto &[number, line] : plan.lines) {
        const auto [like, isNew] = tried.emplace(std::tuple(line.hours, line.openRoute, line.closedRoute), number);
        if (!isNew) {
            copyExamples(routesOf(plan, line), like->second, number, result);
            continue;
        }
        for (const QDateTime &instant : trials.of(line))
            look(plan, roster, {.at = instant, .call = {stranger, number}}, result);
    }
    return result;
}

} // namespace milassist::routing
