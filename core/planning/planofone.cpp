// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/planofone.h"

namespace milassist
{

using namespace Qt::StringLiterals;

routing::Plan planOfOne(const routing::PersonId &person, const QString &name, const QList<NamedLine> &lines)
{
    using namespace routing;
    const GroupId me(u"me"_s);
    const RouteId route(u"me"_s);
    Plan plan;
    plan.people[person].name = name;
    plan.groups[me] = {name, {person}};
    plan.routes[route] = {.name = name, .stages = {AllAtOnce{.group = me, .ring = seconds(30)}}};
    for (const NamedLine &line : lines)
        plan.lines.emplace(line.number, Line{.name = line.name, .openRoute = route});
    return plan;
}

routing::PersonId personHere(const routing::Plan &plan, const routing::PersonId &known)
{
    if (plan.people.contains(known))
        return known;
    return plan.people.size() == 1 ? plan.people.begin()->first : routing::PersonId();
}

} // namespace milassist
