// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

namespace milassist::routing
{

/// What a schedule or a rota says over a stretch of time, each answer as a number: equal numbers, equal answers. Reckoned
/// once, however many lines and people share it.
struct Timeline {
    Instants changes;         ///< UTC; starts with the beginning of the stretch
    std::vector<int> answers; ///< answers[i] from changes[i] on; no two in a row are equal
};

Timeline timelineOf(const Schedule &schedule, const QDateTime &from, const QDateTime &until);
Timeline timelineOf(const Rota &rota, const QDateTime &from, const QDateTime &until);

/// The instants at which several timelines together say what they have not said before; first of all their beginning.
Instants newlySaid(const std::vector<const Timeline *> &timelines, const QDateTime &from);

} // namespace milassist::routing
