// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/longest.h"

#include <algorithm>

namespace milassist::routing
{

namespace
{

struct LongestRinging {
    const Plan &plan;

    seconds operator()(const RoundRobin &stage) const { return stage.each * asked(sizeOf(stage.group), stage.atMost); }
    seconds operator()(const InOrder &stage) const { return stage.each * sizeOf(stage.group); }
    seconds operator()(const AllAtOnce &stage) const
    {
        // Everybody may have a desk and a telephone; a batch that is full has five people at least.
        constexpr int fewestInAFullBatch = int(mostTargets) / 2;
        return stage.ring * ((sizeOf(stage.group) + fewestInAFullBatch - 1) / fewestInAFullBatch);
    }
    seconds operator()(const OnCall &stage) const
    {
        const Rota *rota = find(plan.rotas, stage.rota);
        if (!rota)
            return seconds(0);
        const bool byOthers = std::ranges::any_of(
            rota->swaps, [rota](const Swap &swap) { return std::ranges::find(rota->people, swap.person) == rota->people.end(); });
        return stage.each * asked(int(rota->people.size()) + (byOthers ? 1 : 0), stage.atMost);
    }
    seconds operator()(const External &stage) const { return stage.ring; }

private:
    int sizeOf(const GroupId &id) const
    {
        const Group *group = find(plan.groups, id);
        return group ? int(group->members.size()) : 0;
    }
    static int asked(int people, int atMost) { return atMost > 0 ? std::min(people, atMost) : people; }
};

} // namespace

Longest longestOf(const Plan &plan, const Line &line, const Route &route)
{
    Longest longest;
    for (const Stage &stage : route.stages)
        longest.ringing += std::visit(LongestRinging{plan}, stage);
    if (line.whenAllBusy && !route.stages.empty())
        longest.waiting = line.whenAllBusy->atMost;
    return longest;
}

Longest longestOf(const Plan &plan, const Line &line)
{
    Longest longest;
    for (const RouteId &id : routesOf(plan, line)) {
        const Longest one = longestOf(plan, line, plan.routes.at(id));
        longest = {std::max(longest.ringing, one.ringing), std::max(longest.waiting, one.waiting)};
    }
    return longest;
}

std::set<RouteId> routesOf(const Plan &plan, const Line &line)
{
    std::set<RouteId> routes{line.openRoute, line.closedRoute};
    if (const Schedule *hours = find(plan.schedules, line.hours)) {
        for (const Holiday &holiday : hours->holidays)
            routes.insert({holiday.openRoute, holiday.closedRoute});
        for (const Override &manual : hours->overrides)
            routes.insert(manual.route);
    }
    std::erase_if(routes, [&plan](const RouteId &id) { return !plan.routes.contains(id); });
    return routes;
}

} // namespace milassist::routing
