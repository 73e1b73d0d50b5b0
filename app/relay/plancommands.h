// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/relay/commandline.h"
#include "core/routing/decision/decision.h"

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

/// What `plan explain` says of a call, with everybody at their desk. Errors: NotFound (no such line).
Result<QString> explanationOf(const routing::Plan &plan, const routing::IncomingCall &call, const QDateTime &at);

} // namespace milassist
