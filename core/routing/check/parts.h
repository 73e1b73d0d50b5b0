// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/check/finding.h"

namespace milassist::routing
{

/// What each part of a plan shows by itself, without any call: names of nothing, times out of bounds, loops.
/// @param taken the first call that takes a route, for examples
Findings partFindings(const Plan &plan, const std::map<RouteId, Example> &taken, const QDateTime &now);

} // namespace milassist::routing
