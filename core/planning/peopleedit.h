// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <functional>

// Changes of people, groups and rotas of a plan, as those of planedit.h.

namespace milassist
{

routing::Plan withPersonChanged(routing::Plan plan, const routing::PersonId &person, const std::function<void(routing::Person &)> &change);
/// Out of the groups, rotas, swaps and texts, too.
routing::Plan withoutPerson(routing::Plan plan, const routing::PersonId &person);
/// In words of the plan: groups and rotas somebody is in.
std::vector<routing::GroupId> groupsWith(const routing::Plan &plan, const routing::PersonId &person);
std::vector<routing::RotaId> rotasWith(const routing::Plan &plan, const routing::PersonId &person);

/// Routes with a stage that asks it.
std::vector<routing::RouteId> routesWith(const routing::Plan &plan, const routing::GroupId &group);
std::vector<routing::RouteId> routesWith(const routing::Plan &plan, const routing::RotaId &rota);

routing::Plan withGroupNamed(routing::Plan plan, const routing::GroupId &group, const QString &name);
/// Changes nothing while a route asks it.
routing::Plan withoutGroup(routing::Plan plan, const routing::GroupId &group);

/// One of everybody, turns of a week, from @p start on.
routing::Plan withNewRota(routing::Plan plan, const QString &name, const routing::Zone &zone, const QDate &start, routing::RotaId *made = nullptr);
routing::Plan withRotaChanged(routing::Plan plan, const routing::RotaId &rota, const std::function<void(routing::Rota &)> &change);
/// Changes nothing while a route asks it.
routing::Plan withoutRota(routing::Plan plan, const routing::RotaId &rota);

} // namespace milassist
