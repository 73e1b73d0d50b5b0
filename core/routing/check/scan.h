// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/check/finding.h"

namespace milassist::routing
{

/// Every instant in [from, until] at which a call to the line may begin to be treated otherwise, whoever is there: hours of
/// the line, of outside numbers, shifts, handovers, overrides, changes of the clock. Starts with @p from.
Instants instantsOf(const Plan &plan, const Line &line, const QDateTime &from, const QDateTime &until);

/// Everybody at their desk, free, all the time: if nobody rings now, nobody ever could.
Roster everybodyThere(const Plan &plan);

/// What calls at every such instant show.
struct Scan {
    /// The first call to a line that takes a route.
    std::map<std::pair<PhoneNumber, RouteId>, Example> taken;
    Findings findings; ///< CallerRingsNobody, once a line and route
};
Scan scan(const Plan &plan, const QDateTime &from, const QDateTime &until);

} // namespace milassist::routing
