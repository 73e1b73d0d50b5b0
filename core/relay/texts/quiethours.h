// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/timerange.h"
#include "core/routing/hours/zone.h"

namespace milassist::relay
{

/// When nobody is to be written to, by the clock of whoever is written to: 21:00 to 08:00.
struct QuietHours {
    routing::WallTime from, until;
    routing::Zone zone;
};

/// @p at, or the end of the quiet hours that it falls into. Pure but for the rules of the zone. UTC.
QDateTime afterQuiet(const QDateTime &at, const QuietHours &quiet);

} // namespace milassist::relay
