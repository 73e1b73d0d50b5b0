// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"

#include <set>

namespace milassist::routing
{

/// How long a caller may be kept from the mailbox, whoever is there and however many telephones they have.
struct Longest {
    seconds ringing{0};
    seconds waiting{0}; ///< with music, instead of ringing
    seconds total() const { return std::max(ringing, waiting); }
    bool operator==(const Longest &) const = default;
};

Longest longestOf(const Plan &plan, const Line &line, const Route &route);

/// Over all routes that the line may take.
Longest longestOf(const Plan &plan, const Line &line);

/// Every route that the line may take: in its hours, outside them, on holidays, by override. Those that the plan has.
std::set<RouteId> routesOf(const Plan &plan, const Line &line);

} // namespace milassist::routing
