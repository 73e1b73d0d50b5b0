// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"

namespace milassist::routing
{

/// A plan of a line or two, three people and every kind of part, always the same for a seed. Most are careless, as plans
/// of people in a hurry are.
Plan randomPlan(quint32 seed, const QDateTime &now);

/// Every state that a person may be in: at the desk, off, away, busy, writing up, on a telephone, on both, with a telephone
/// that is one of our lines.
const std::vector<PersonNow> &personStates();

/// Every combination of states of the people of a plan: states to the power of people, from 0.
std::size_t rosterCount(const Plan &plan);
Roster rosterNumber(std::size_t number, const Plan &plan);

} // namespace milassist::routing
