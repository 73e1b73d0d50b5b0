// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/relay/commandline.h"
#include "core/routing/decision/decision.h"

#include <set>

namespace milassist
{

/// The plan in a file. Errors: NotFound, Malformed with every wrong field on a line of its own.
Result<routing::Plan> planIn(const QString &file);

/// What `plan check` says of a plan.
struct PlanVerdict {
    QString text; ///< a line a finding, and one about the whole
    bool isSafe = false;
};
/// @param sounds that are stored; none: that is not known
PlanVerdict verdictOf(const routing::Plan &plan, const QDateTime &now, const std::optional<std::set<QString>> &sounds = {});
/// The sounds in the ledger of the settings; none where there is no ledger yet, or where it cannot be read.
std::optional<std::set<QString>> soundsKnownTo(const RelaySettings &settings);

/// What `plan explain` says of a call, with everybody at their desk. Errors: NotFound (no such line).
Result<QString> explanationOf(const routing::Plan &plan, const routing::IncomingCall &call, const QDateTime &at);

} // namespace milassist
