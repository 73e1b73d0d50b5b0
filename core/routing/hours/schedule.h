// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/holiday.h"
#include "core/routing/hours/zone.h"

#include <optional>

namespace milassist::routing
{

enum class Doors { Open, Closed };

/// Set by hand, above every other rule, until it ends by itself.
struct Override {
    QString name; ///< "flood in the cellar"
    Doors doors = Doors::Closed;
    QDateTime from, until; ///< UTC, [from, until); an invalid from: ever since it was set
    RouteId route;         ///< instead of the line's own; empty: as the line says
    Greeting greeting;
    bool operator==(const Override &) const = default;
};

/// What becomes of a shift that runs past midnight into a holiday.
enum class ShiftIntoHoliday { EndsAtMidnight, IsFinished };

/// When somebody is there. An override beats a holiday, a holiday beats the week.
struct Schedule {
    QString name;
    Zone zone;
    Week week;
    std::vector<Holiday> holidays;   ///< where two fall on a day, the first counts
    std::vector<Override> overrides; ///< where two hold at once, the last counts
    ShiftIntoHoliday shiftIntoHoliday = ShiftIntoHoliday::EndsAtMidnight;
    bool assumed = false; ///< days and zone are a guess of an import; somebody has to choose them
    bool operator==(const Schedule &) const = default;
};

/// Whether the doors are open at an instant, and by which rule.
struct Opening {
    enum class Rule {
        Override,
        Holiday,
        Week,
        UnfinishedShift, ///< it is a holiday, and the shift of the evening before is finished first
        NoSchedule,      ///< whoever has no schedule is always there
    };
    Doors doors = Doors::Open;
    Rule rule = Rule::NoSchedule;
    QString name;                   ///< of the override or the holiday
    std::optional<TimeRange> range; ///< what is open now; none when closed or overridden
    QDate shiftDay;                 ///< the local day on which that range started
    LocalTime local;
    Zone zone;
    QDateTime overrideEnds; ///< UTC, with Rule::Override
    RouteId route;          ///< in place of the line's own; empty: the line's own
    Greeting greeting;
    bool isOpen() const { return doors == Doors::Open; }
    bool operator==(const Opening &) const = default;
};

/// Pure but for the rules of the zone, which are the computer's. Any thread.
Opening openingAt(const Schedule &schedule, const QDateTime &instant);

} // namespace milassist::routing
