// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/planuses.h"

#include "core/routing/check/longest.h"

namespace milassist
{

using namespace routing;

std::vector<PhoneNumber> linesWith(const Plan &plan, const ScheduleId &hours)
{
    std::vector<PhoneNumber> lines;
    for (const auto &[number, line] : plan.lines) {
        if (!hours.isEmpty() && line.hours == hours)
            lines.push_back(number);
    }
    return lines;
}

std::vector<PhoneNumber> linesWith(const Plan &plan, const RouteId &route)
{
    std::vector<PhoneNumber> lines;
    for (const auto &[number, line] : plan.lines) {
        if (!route.isEmpty() && routesOf(plan, line).contains(route))
            lines.push_back(number);
    }
    return lines;
}

GroupId groupOf(const Stage &stage)
{
    if (const auto *one = std::get_if<RoundRobin>(&stage))
        return one->group;
    if (const auto *one = std::get_if<InOrder>(&stage))
        return one->group;
    if (const auto *one = std::get_if<AllAtOnce>(&stage))
        return one->group;
    return {};
}

RotaId rotaOf(const Stage &stage)
{
    const auto *one = std::get_if<OnCall>(&stage);
    return one ? one->rota : RotaId();
}

seconds ringTimeOf(const Stage &stage)
{
    struct RingTime {
        seconds operator()(const RoundRobin &stage) const { return stage.each; }
        seconds operator()(const InOrder &stage) const { return stage.each; }
        seconds operator()(const AllAtOnce &stage) const { return stage.ring; }
        seconds operator()(const OnCall &stage) const { return stage.each; }
        seconds operator()(const External &stage) const { return stage.ring; }
    };
    return std::visit(RingTime(), stage);
}

seconds longestOfStage(const Plan &plan, const Line &line, const Stage &stage)
{
    return longestOf(plan, line, Route{.stages = {stage}}).ringing;
}

} // namespace milassist
