// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/decision/reach.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace milassist::routing
{

using Because = Reason::Because;

namespace
{

/// Goes through a route stage by stage and gathers steps.
class StepMaker
{
public:
    StepMaker(const Plan &plan, const Line &line, const Roster &roster, Reachability &reachability, const QDateTime &instant)
        : m_plan(plan), m_line(line), m_roster(roster), m_reachability(reachability), m_instant(instant)
    {
    }

    std::vector<Step> follow(const Route &route, TakeMessage message)
    {
        for (const Stage &stage : route.stages) {
            std::visit(*this, stage);
            ++m_stage;
        }
        const Reason reason = whyNobodyTalks(route);
        if (reason.because == Because::AllBusy && m_line.whenAllBusy)
            add(WaitForSomebody{m_busy, m_line.whenAllBusy->atMost, m_line.whenAllBusy->music}, reason);
        add(std::move(message), reason);
        return std::move(m_steps);
    }

    void operator()(const RoundRobin &stage)
    {
        const Group *group = groupOf(stage.group);
        if (!group)
            return;
        const Turn *turn = find(m_roster.turns, stage.group);
        const std::size_t before = m_steps.size();
        std::vector<PersonId> passedOver;
        int asked = 0;
        for (const PersonId &person : inTurn(group->members, turn ? *turn : Turn())) {
            Reach reach = considered(person, Duty::Shift);
            if (reach.isBusy())
                passedOver.push_back(person);
            if (reach.skip)
                continue;
            ring(std::move(reach.targets), stage.each, {.because = Because::RoundRobin, .place = ++asked});
            m_steps.back().offer = Offer{stage.group, person, std::move(passedOver)};
            passedOver.clear();
            if (asked == stage.atMost)
                break;
        }
        countPlaces(before);
    }

    void operator()(const InOrder &stage)
    {
        if (const Group *group = groupOf(stage.group))
            oneByOne(group->members, Duty::Shift, stage.each, 0, Because::InOrder);
    }

    void operator()(const OnCall &stage)
    {
        const Rota *rota = find(m_plan.rotas, stage.rota);
        const std::vector<PersonId> people = rota ? onCall(*rota, m_instant) : std::vector<PersonId>();
        if (people.empty())
            m_skipped.push_back({.why = rota ? Skip::NobodyThere : Skip::NotInPlan, .stage = m_stage});
        oneByOne(people, Duty::Rota, stage.each, stage.atMost, Because::OnCall);
    }

    void operator()(const AllAtOnce &stage)
    {
        const Group *group = groupOf(stage.group);
        if (!group)
            return;
        const std::size_t before = m_steps.size();
        std::vector<Target> batch;
        batch.reserve(mostTargets);
        int batches = 0;
        const auto ringBatch = [&] {
            ring(std::exchange(batch, {}), stage.ring, {.because = Because::AllAtOnce, .place = ++batches});
            batch.reserve(mostTargets);
        };
        for (const PersonId &person : group->members) {
            Reach reach = considered(person, Duty::Shift);
            if (batch.size() + reach.targets.size() > mostTargets)
                ringBatch(); // nobody's two telephones ring one after the other
            std::ranges::move(reach.targets, std::back_inserter(batch));
        }
        if (!batch.empty())
            ringBatch();
        countPlaces(before);
    }

    void operator()(const External &stage)
    {
        Reach reach = m_reachability.of(stage);
        if (reach.skip)
            m_skipped.push_back({.why = *reach.skip, .stage = m_stage, .number = stage.number});
        else
            ring(std::move(reach.targets), stage.ring, {.because = Because::External});
        m_unreachable |= reach.skip && *reach.skip != Skip::OutsideHours;
    }

private:
    const Group *groupOf(const GroupId &id)
    {
        const Group *group = find(m_plan.groups, id);
        if (!group || group->members.empty())
            m_skipped.push_back({.why = group ? Skip::NobodyThere : Skip::NotInPlan, .stage = m_stage});
        return group;
    }

    void oneByOne(const std::vector<PersonId> &people, Duty duty, seconds each, int atMost, Because because)
    {
        const std::size_t before = m_steps.size();
        int asked = 0;
        for (const PersonId &person : people) {
            Reach reach = considered(person, duty);
            if (reach.skip)
                continue;
            ring(std::move(reach.targets), each, {.because = because, .place = ++asked});
            if (asked == atMost)
                break;
        }
        countPlaces(before);
    }

    Reach considered(const PersonId &person, Duty duty)
    {
        Reach reach = m_reachability.of(person, duty);
        if (!reach.skip)
            return reach;
        m_skipped.push_back({.why = *reach.skip, .stage = m_stage, .person = person});
        if (reach.isBusy() && m_steps.empty()) // once somebody rings, nobody is waited for
            wait(person);
        switch (*reach.skip) {
        case Skip::Unreachable:
        case Skip::OwnLine:
        case Skip::CallerIsOwnLine:
        case Skip::IsTheCaller:
            m_unreachable = true;
            break;
        default:
            break;
        }
        return reach;
    }

    void wait(const PersonId &person)
    {
        if (m_isBusy.insert(person).second)
            m_busy.push_back(person);
    }

    void ring(std::vector<Target> targets, seconds atMost, Reason reason)
    {
        reason.stage = m_stage;
        m_rang += atMost;
        add(Ring{std::move(targets), atMost}, reason);
    }

    void add(Action action, const Reason &reason)
    {
        m_steps.push_back({std::move(action), reason, std::exchange(m_skipped, {}), {}});
    }

    void countPlaces(std::size_t firstStep)
    {
        for (std::size_t i = firstStep; i < m_steps.size(); ++i)
            m_steps[i].reason.places = int(m_steps.size() - firstStep);
    }

    Reason whyNobodyTalks(const Route &route) const
    {
        if (route.stages.empty())
            return {.because = Because::RouteIsVoicemail};
        if (!m_steps.empty())
            return {.because = Because::NoAnswer, .rang = m_rang};
        if (!m_busy.empty())
            return {.because = Because::AllBusy, .people = int(m_busy.size())};
        return {.because = m_unreachable ? Because::NobodyReachable : Because::NobodyOnDuty};
    }

    const Plan &m_plan;
    const Line &m_line;
    const Roster &m_roster;
    Reachability &m_reachability;
    QDateTime m_instant;
    std::vector<Step> m_steps;
    std::vector<Skipped> m_skipped; // since the last step
    std::vector<PersonId> m_busy;   // before anybody rings; each once, in the order in which they were considered
    std::set<PersonId> m_isBusy;
    bool m_unreachable = false; // somebody was on duty and free, and had no telephone
    seconds m_rang{0};
    int m_stage = 0;
};

RouteId routeOf(const Line &line, const Opening &opening)
{
    if (!opening.route.isEmpty())
        return opening.route;
    return opening.isOpen() ? line.openRoute : line.closedRoute;
}

Greeting firstOwn(std::initializer_list<Greeting> greetings)
{
    const auto own = std::ranges::find_if(greetings, &Greeting::isOwn);
    return own == greetings.end() ? Greeting() : *own;
}

} // namespace

seconds Decision::longest() const
{
    seconds sum{0};
    for (const Step &step : steps) {
        if (const auto *ring = std::get_if<Ring>(&step.action))
            sum += ring->atMost;
        else if (const auto *wait = std::get_if<WaitForSomebody>(&step.action))
            sum += wait->atMost;
    }
    return sum;
}

Decision decide(const Plan &plan, const Roster &roster, const IncomingCall &call, const QDateTime &instant)
{
    Decision decision{.call = call, .at = instant.toUTC(), .zoneRules = zoneRulesVersion()};
    const Line *line = find(plan.lines, call.to);
    if (!line) {
        decision.steps.push_back({TakeMessage{.language = Line().language}, {.because = Because::NoSuchLine}, {}, {}});
        return decision;
    }
    decision.recording = line->recording;
    decision.announcement = line->announcement;
    if (const Schedule *hours = find(plan.schedules, line->hours))
        decision.opening = openingAt(*hours, instant);
    else
        decision.opening.local = decision.opening.zone.local(instant);

    Reachability reachability(plan, *line, roster, call, instant);
    decision.callerIsOwnLine = reachability.callerIsOwnLine();
    decision.route = routeOf(*line, decision.opening);
    const Route *route = find(plan.routes, decision.route);
    TakeMessage message{.greeting = firstOwn({decision.opening.greeting, route ? route->greeting : Greeting(), line->greeting}),
                        .language = line->language,
                        .longest = line->longestMessage};
    if (!route && !decision.route.isEmpty()) {
        decision.steps.push_back({std::move(message), {.because = Because::NoSuchRoute}, {}, {}});
        return decision;
    }
    StepMaker maker(plan, *line, roster, reachability, instant);
    decision.steps = maker.follow(route ? *route : Route(), std::move(message));
    return decision;
}

} // namespace milassist::routing
