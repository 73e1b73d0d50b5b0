// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/fielderror.h"
#include "core/routing/plan/plan.h"

#include <tl/expected.hpp>

namespace milassist::routing
{

/// The plan in a file, or everything that is wrong with its fields. Fields that nobody knows are refused: a plan is ours
/// alone, so an unknown name is a slip, and one that is silently skipped ("overides") changes who rings.
/// Whether the plan is a good one, and whether what it names exists, is for the check to say.
tl::expected<Plan, FieldErrors> readPlan(const QByteArray &json);

/// Reads back as the same plan. Fields that are as in a new record are left out; parts stand in the order of their ids, so
/// that two versions can be compared line by line.
QByteArray writePlan(const Plan &plan);

} // namespace milassist::routing
