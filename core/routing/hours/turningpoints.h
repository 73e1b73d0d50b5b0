// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/schedule.h"

namespace milassist::routing
{

/// Instants, UTC, in order, each once.
using Instants = std::vector<QDateTime>;

/// Every instant in [from, until] at which openingAt may answer something new: starts and ends of ranges, local midnights,
/// changes of the clock, overrides. Some of them change nothing; between two of them nothing changes.
Instants turningPoints(const Schedule &schedule, const QDateTime &from, const QDateTime &until);

/// The instants at which the clock on the wall shows @p minute of @p day: two in the autumn overlap, none in the spring
/// gap. May also hold instants at which it shows something else, an hour or so away.
void addInstantsOf(const Zone &zone, const QDate &day, int minute, Instants &instants);

/// The given instants in order, each once, without those outside [from, until].
Instants inOrder(Instants instants, const QDateTime &from, const QDateTime &until);

/// When the doors next open or close after @p instant; none within 400 days.
std::optional<QDateTime> nextChange(const Schedule &schedule, const QDateTime &instant);

} // namespace milassist::routing
