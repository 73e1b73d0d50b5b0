// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <QStringList>

namespace milassist
{

/// Which lines a change of the part would touch.
std::vector<PhoneNumber> linesWith(const routing::Plan &plan, const routing::ScheduleId &hours);
std::vector<PhoneNumber> linesWith(const routing::Plan &plan, const routing::RouteId &route);

/// What would miss the part if it were gone, each as its place in the plan is written in findings: "lines[+16175550100].open",
/// "schedules[office].holidays[0].closed", "people[anna].shift", "routes[night].stages[1].hours". Empty: it can go.
QStringList usersOf(const routing::Plan &plan, const routing::ScheduleId &hours);
QStringList usersOf(const routing::Plan &plan, const routing::RouteId &route);

/// Whom a stage speaks of; empty where it is of another kind.
routing::GroupId groupOf(const routing::Stage &stage);
routing::RotaId rotaOf(const routing::Stage &stage);
/// How long each person, batch or number rings.
std::chrono::seconds ringTimeOf(const routing::Stage &stage);

/// For how long a stage rings at the most, with everybody there.
std::chrono::seconds longestOfStage(const routing::Plan &plan, const routing::Line &line, const routing::Stage &stage);

} // namespace milassist
