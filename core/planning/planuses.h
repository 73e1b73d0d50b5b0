// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

namespace milassist
{

/// Which lines a change of the part would touch.
std::vector<PhoneNumber> linesWith(const routing::Plan &plan, const routing::ScheduleId &hours);
std::vector<PhoneNumber> linesWith(const routing::Plan &plan, const routing::RouteId &route);

/// Whom a stage speaks of; empty where it is of another kind.
routing::GroupId groupOf(const routing::Stage &stage);
routing::RotaId rotaOf(const routing::Stage &stage);
/// How long each person, batch or number rings.
std::chrono::seconds ringTimeOf(const routing::Stage &stage);

/// For how long a stage rings at the most, with everybody there.
std::chrono::seconds longestOfStage(const routing::Plan &plan, const routing::Line &line, const routing::Stage &stage);

} // namespace milassist
