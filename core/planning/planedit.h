// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/planuses.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

// Changes of a plan: each takes one and answers another. What names nothing changes nothing.

namespace milassist
{

/// An id that nothing has yet, made of a name: "Day team" is "day-team", then "day-team-2".
QString freeId(const QString &name, const std::set<QString> &taken);

/// A line that takes messages until somebody says otherwise. Changes nothing if the plan has it.
routing::Plan withLine(routing::Plan plan, const PhoneNumber &number, const QString &name);
/// Its hours and routes stay, as others may use them.
routing::Plan withoutLine(routing::Plan plan, const PhoneNumber &number);
routing::Plan withLineChanged(routing::Plan plan, const PhoneNumber &number, const std::function<void(routing::Line &)> &change);

/// Hours of its own for a line: new ones, or a copy of those that it has shared with others.
routing::Plan withOwnHours(routing::Plan plan, const PhoneNumber &line, const QString &name, const routing::Zone &zone);
routing::Plan withHoursChanged(routing::Plan plan, const routing::ScheduleId &hours,
                               const std::function<void(routing::Schedule &)> &change);

/// Changes nothing while it has users.
routing::Plan withoutHours(routing::Plan plan, const routing::ScheduleId &hours);

enum class When { Open, Closed };
/// A route of its own for a line, of no stages or as the one that it has shared with others.
routing::Plan withOwnRoute(routing::Plan plan, const PhoneNumber &line, When when, const QString &name);
routing::Plan withRouteChanged(routing::Plan plan, const routing::RouteId &route, const std::function<void(routing::Route &)> &change);
/// Changes nothing while it has users.
routing::Plan withoutRoute(routing::Plan plan, const routing::RouteId &route);

/// A stage of that kind (as Stage counts them) that rings the same people for the same time, as far as it can.
routing::Stage ofKind(const routing::Stage &stage, std::size_t kind, const routing::Plan &plan);
routing::Stage withRingTime(routing::Stage stage, std::chrono::seconds each);
routing::Stage withGroup(routing::Stage stage, const routing::GroupId &group);
routing::Stage withMostPeople(routing::Stage stage, int atMost);
/// What a new stage begins as: the first group in turn. A plan without groups has none to ring.
std::optional<routing::Stage> firstStage(const routing::Plan &plan);

routing::Plan withPerson(routing::Plan plan, const QString &name, routing::PersonId *made = nullptr);
routing::Plan withNewGroup(routing::Plan plan, const QString &name, routing::GroupId *made = nullptr);
routing::Plan withGroupChanged(routing::Plan plan, const routing::GroupId &group,
                               const std::function<void(std::vector<routing::PersonId> &)> &change);

/// Moves one of a list by so many places, no further than its ends. Answers where it is then.
template <typename T>
int moveBy(std::vector<T> &list, int from, int places)
{
    if (from < 0 || from >= int(list.size()))
        return from;
    const int to = std::clamp(from + places, 0, int(list.size()) - 1);
    T moved = std::move(list[size_t(from)]);
    list.erase(list.begin() + from);
    list.insert(list.begin() + to, std::move(moved));
    return to;
}

} // namespace milassist
