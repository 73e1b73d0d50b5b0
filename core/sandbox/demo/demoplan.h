// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/scenario.h"

namespace milassist::world::demo
{

/// How the sample business lays down who rings: in turn at the front desk, in order for projects, together for repairs and by
/// rota in the night.
routing::Plan demoPlan(const routing::Zone &zone);
/// As it was before somebody thought of the nights and the holidays.
routing::Plan firstDemoPlan(const routing::Zone &zone);

/// Its three assistants at their desks, one of them on a call, and how their turns went so far.
RosterNow demoRoster(const QDateTime &now);

} // namespace milassist::world::demo
