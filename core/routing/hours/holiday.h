// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/greeting.h"
#include "core/routing/hours/ids.h"
#include "core/routing/hours/timerange.h"

#include <QDate>

#include <variant>

namespace milassist::routing
{

/// A day of every year. February 29 comes in leap years only.
struct MonthDay {
    int month = 1, day = 1;
    auto operator<=>(const MonthDay &) const = default;
};

/// These days and no others: "2026-12-24", or a week of building work.
struct Dates {
    QDate first, last; ///< both included
    bool operator==(const Dates &) const = default;
};

/// Every year. A last day before the first is in the year after: December 31 to January 1.
struct Yearly {
    MonthDay first, last; ///< both included
    bool operator==(const Yearly &) const = default;
};

/// "The fourth Thursday of November", "the last Monday of May".
struct NthWeekday {
    static constexpr int lastOfMonth = -1;
    int nth = 1;     ///< 1 to 5, or lastOfMonth; there is no fifth in most months
    int weekday = 1; ///< 1 = Monday
    int month = 1;
    bool operator==(const NthWeekday &) const = default;
};

using HolidayDays = std::variant<Dates, Yearly, NthWeekday>;

bool fallsOn(const HolidayDays &days, const QDate &date);

/// A day with its own rules, which replace those of the week.
struct Holiday {
    QString name;
    HolidayDays on;
    DayHours hours;    ///< empty: closed all day
    RouteId openRoute; ///< instead of the line's own while it is open; empty: as the line says
    RouteId closedRoute;
    Greeting greeting;
    bool operator==(const Holiday &) const = default;
};

} // namespace milassist::routing
