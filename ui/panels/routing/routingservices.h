// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/plandesk.h"
#include "core/planning/scenario.h"
#include "ui/models/linenames.h"

#include <functional>

namespace milassist
{

/// What the routing screen works with; all of it outlives the screen.
struct RoutingServices {
    PlanDesk &desk;
    LineNames &lines;
    Clock clock = systemClock();
    /// Who is there, if that is known.
    std::function<std::optional<RosterNow>()> roster = [] { return std::optional<RosterNow>(); };
    bool isServed = false; ///< calls are answered by this plan
};

} // namespace milassist
