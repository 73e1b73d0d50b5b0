// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/relay/commandline.h"
#include "core/routing/plan/plan.h"

namespace milassist
{

/// The plan in a file. Errors: NotFound, Malformed with every wrong field on a line of its own.
Result<routing::Plan> planIn(const QString &file);

/// What `plan check` says of a plan.
struct PlanVerdict {
    QString text; ///< a line a finding, and one about the whole
    bool isSafe = false;
};
PlanVerdict verdictOf(const routing::Plan &plan, const QDateTime &now);

} // namespace milassist
