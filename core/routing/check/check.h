// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/check/finding.h"
#include "core/routing/check/longest.h"

namespace milassist::routing
{

/// How far ahead a plan is tried: one and a half years hold three changes of the clock and every yearly holiday.
constexpr int monthsAhead = 18;

/// Everything that is wrong or odd in a plan, by path. Every line is called, with everybody at their desk, at each instant
/// of the coming months at which something changes.
///
/// A plan of which nothing is refused keeps this promise: whoever calls, at whatever instant of those months, whoever is
/// there, the call ends with a person or in the mailbox within longestOf(plan, line).
/// Takes a millisecond or two a schedule (packaging/bench routing measures it). Any thread.
Findings checkPlan(const Plan &plan, const QDateTime &now);

/// Whether a plan may be saved.
bool isSafe(const Findings &findings);

} // namespace milassist::routing
