// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

namespace milassist::world::demo
{

/// How the sample business lays down who rings: in turn at the front desk, in order for projects, together for repairs and by
/// rota in the night.
routing::Plan demoPlan(const routing::Zone &zone);
/// As it was before somebody thought of the nights and the holidays.
routing::Plan firstDemoPlan(const routing::Zone &zone);

/// The same plan while somebody tries it: where a line would close within the next hours its doors are held open, until a time
/// that everybody can see. Whoever tries the demo at night is called too.
routing::Plan heldOpen(routing::Plan plan, const QDateTime &now);

} // namespace milassist::world::demo
