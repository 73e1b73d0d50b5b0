// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/plandesk.h"
#include "core/planning/scenario.h"
#include "ui/models/linenames.h"

#include <functional>

namespace milassist
{

class PlayerHub;
class TeamPlans;
class TeamSounds;

/// What the routing screen works with; all of it outlives the screen.
struct RoutingServices {
    PlanDesk &desk;
    LineNames &lines;
    Clock clock = systemClock();
    /// Who is there, if that is known.
    std::function<std::optional<RosterNow>()> roster = [] { return std::optional<RosterNow>(); };
    bool isServed = false; ///< calls are answered by this plan
    TeamPlans *past = nullptr; ///< of the relay that answers: what a plan would have made of the calls that came
    TeamSounds *sounds = nullptr; ///< of the relay that answers; null where there is none
    PlayerHub *players = nullptr; ///< to hear them
    QString me = {}; ///< who works here, as versions name their authors
    bool mayChange = true; ///< otherwise a draft is only there to be tried out
};

} // namespace milassist
