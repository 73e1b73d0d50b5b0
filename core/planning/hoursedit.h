// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/timerange.h"

#include <optional>

namespace milassist
{

/// Hours are drawn to the quarter of an hour.
constexpr int quarter = 15;
constexpr int quartersADay = 24 * 60 / quarter;

/// A quarter of an hour on a day of the week; 1 = Monday.
struct WeekSlot {
    int day = 1;
    int quarter = 0; ///< of the day, 0 to 95
    bool operator==(const WeekSlot &) const = default;
};

/// The range that holds a slot: of its own day, or of the evening before.
struct FoundRange {
    int day = 1; ///< on which it starts
    routing::TimeRange range;
    bool operator==(const FoundRange &) const = default;
};
std::optional<FoundRange> rangeAt(const routing::Week &week, const WeekSlot &slot);
bool isOpenAt(const routing::Week &week, const WeekSlot &slot);

/// From one quarter to the end of another, in whichever order; of one day.
routing::Week withOpened(routing::Week week, int day, int firstQuarter, int lastQuarter);
routing::Week withClosed(routing::Week week, int day, int firstQuarter, int lastQuarter);
/// Without the range that holds @p slot.
routing::Week withoutRange(routing::Week week, const WeekSlot &slot);

enum class Edge { Start, End };
/// Moves an edge of the range that holds @p slot by so many quarters. An end may go past midnight, and the range is never
/// shorter than a quarter nor longer than a day; what cannot be done changes nothing.
routing::Week withEdgeMoved(routing::Week week, const WeekSlot &slot, Edge edge, int quarters);
/// The hours of one day on all @p days (1 = Monday).
routing::Week withDayCopied(routing::Week week, int from, const std::vector<int> &days);

} // namespace milassist
