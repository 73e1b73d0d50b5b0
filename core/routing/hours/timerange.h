// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <array>
#include <compare>
#include <vector>

namespace milassist::routing
{

/// A time on the clock on the wall, to the minute, 00:00 to 24:00.
class WallTime
{
public:
    constexpr WallTime() = default; ///< 00:00
    /// "09:00", "9:00", "24:00". Errors: Malformed.
    static Result<WallTime> parse(QStringView text);
    static constexpr WallTime endOfDay() { return WallTime(24 * 60); }

    constexpr int minute() const { return m_minute; } ///< of the day, 0 to 1440
    QString text() const;
    auto operator<=>(const WallTime &) const = default;

private:
    constexpr explicit WallTime(int minute) : m_minute(minute) {}
    int m_minute = 0;
};

/// [start, end) of a local day: 09:00 is in it, 17:00 is not. An end before the start is on the next day, and the range
/// belongs to the day on which it starts.
class TimeRange
{
public:
    /// Errors: Malformed when start and end are equal (is that closed, or all day?) or the start is 24:00.
    static Result<TimeRange> between(WallTime start, WallTime end);
    static constexpr TimeRange allDay() { return TimeRange({}, WallTime::endOfDay()); }

    constexpr WallTime start() const { return m_start; }
    constexpr WallTime end() const { return m_end; }
    constexpr bool runsPastMidnight() const { return m_end < m_start; }
    /// Whether @p minute of the day on which it starts is in it.
    constexpr bool holds(int minute) const
    {
        return minute >= m_start.minute() && (runsPastMidnight() || minute < m_end.minute());
    }
    /// Whether @p minute of the day after is still in it.
    constexpr bool holdsNextDay(int minute) const { return runsPastMidnight() && minute < m_end.minute(); }
    bool operator==(const TimeRange &) const = default;

private:
    constexpr TimeRange(WallTime start, WallTime end) : m_start(start), m_end(end) {}
    WallTime m_start, m_end;
};

/// The opening hours of one day; empty = closed.
using DayHours = std::vector<TimeRange>;

/// The same hours in order, with ranges that overlap or touch made one.
DayHours merged(DayHours hours);

/// Monday first.
struct Week {
    std::array<DayHours, 7> days;
    /// @param dayOfWeek 1 = Monday, as QDate says
    const DayHours &on(int dayOfWeek) const { return days[size_t(dayOfWeek - 1)]; }
    static Week everyDay(const DayHours &hours);
    static Week mondayToFriday(const DayHours &hours);
    bool operator==(const Week &) const = default;
};

} // namespace milassist::routing
