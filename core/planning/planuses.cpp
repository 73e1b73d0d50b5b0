// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/planuses.h"

#include "core/routing/check/longest.h"

namespace milassist
{

using namespace Qt::StringLiterals;
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

QStringList usersOf(const Plan &plan, const ScheduleId &hours)
{
    QStringList users;
    for (const auto &[number, line] : plan.lines) {
        if (line.hours == hours)
            users << u"lines[%1].hours"_s.arg(number.e164());
    }
    for (const auto &[id, person] : plan.people) {
        if (person.shift == hours)
            users << u"people[%1].shift"_s.arg(id.text());
    }
    for (const auto &[id, route] : plan.routes) {
        for (std::size_t i = 0; i < route.stages.size(); ++i) {
            if (const auto *outside = std::get_if<External>(&route.stages[i]); outside && outside->hours == hours)
                users << u"routes[%1].stages[%2].hours"_s.arg(id.text()).arg(i);
        }
    }
    return users;
}

QStringList usersOf(const Plan &plan, const RouteId &route)
{
    QStringList users;
    const auto look = [&](const RouteId &used, const QString &place) {
        if (used == route)
            users << place;
    };
    for (const auto &[number, line] : plan.lines) {
        look(line.openRoute, u"lines[%1].open"_s.arg(number.e164()));
        look(line.closedRoute, u"lines[%1].closed"_s.arg(number.e164()));
    }
    for (const auto &[id, hours] : plan.schedules) {
        for (std::size_t i = 0; i < hours.holidays.size(); ++i) {
            const QString holiday = u"schedules[%1].holidays[%2]"_s.arg(id.text()).arg(i);
            look(hours.holidays[i].openRoute, holiday + u".open"_s);
            look(hours.holidays[i].closedRoute, holiday + u".closed"_s);
        }
        for (std::size_t i = 0; i < hours.overrides.size(); ++i)
            look(hours.overrides[i].route, u"schedules[%1].overrides[%2].route"_s.arg(id.text()).arg(i));
    }
    return users;
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
