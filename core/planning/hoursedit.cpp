// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/hoursedit.h"

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

constexpr int minutesADay = 24 * 60;

WallTime wallAt(int minute)
{
    return *WallTime::parse(u"%1:%2"_s.arg(minute / 60).arg(minute % 60, 2, 10, QChar(u'0')));
}

/// In minutes since the midnight of its day; the end may be on the next.
struct Span {
    int start, end;
};

Span spanOf(const TimeRange &range)
{
    return {range.start().minute(), range.end().minute() + (range.runsPastMidnight() ? minutesADay : 0)};
}

TimeRange rangeOf(Span span)
{
    return *TimeRange::between(wallAt(span.start), wallAt(span.end > minutesADay ? span.end - minutesADay : span.end));
}

DayHours &hoursOf(Week &week, int day)
{
    return week.days[size_t(day - 1)];
}

int dayBefore(int day)
{
    return day == 1 ? 7 : day - 1;
}

} // namespace

std::optional<FoundRange> rangeAt(const Week &week, const WeekSlot &slot)
{
    const int minute = slot.quarter * quarter;
    for (const TimeRange &range : week.on(slot.day)) {
        if (range.holds(minute))
            return FoundRange{slot.day, range};
    }
    for (const TimeRange &range : week.on(dayBefore(slot.day))) {
        if (range.holdsNextDay(minute))
            return FoundRange{dayBefore(slot.day), range};
    }
    return {};
}

bool isOpenAt(const Week &week, const WeekSlot &slot)
{
    return rangeAt(week, slot).has_value();
}

Week withOpened(Week week, int day, int firstQuarter, int lastQuarter)
{
    const auto [first, last] = std::minmax(firstQuarter, lastQuarter);
    DayHours &hours = hoursOf(week, day);
    hours.push_back(rangeOf({first * quarter, (last + 1) * quarter}));
    hours = merged(std::move(hours));
    return week;
}

Week withClosed(Week week, int day, int firstQuarter, int lastQuarter)
{
    const auto [first, last] = std::minmax(firstQuarter, lastQuarter);
    const int from = first * quarter, until = (last + 1) * quarter;
    DayHours evening, own, next; // what is left, by the day on which it starts
    const auto keep = [&](int start, int end) {
        if (start >= end)
            return;
        if (start < 0)
            evening.push_back(rangeOf({start + minutesADay, end + minutesADay}));
        else if (start < minutesADay)
            own.push_back(rangeOf({start, end}));
        else
            next.push_back(rangeOf({start - minutesADay, end - minutesADay}));
    };
    const auto cut = [&](const DayHours &hours, int shift) {
        for (const TimeRange &range : hours) {
            const Span span{spanOf(range).start + shift, spanOf(range).end + shift};
            keep(span.start, std::min(span.end, from));
            keep(std::max(span.start, until), span.end);
        }
    };
    cut(week.on(dayBefore(day)), -minutesADay);
    cut(week.on(day), 0);
    hoursOf(week, dayBefore(day)) = merged(std::move(evening));
    hoursOf(week, day) = merged(std::move(own));
    DayHours &after = hoursOf(week, day == 7 ? 1 : day + 1);
    after.insert(after.end(), next.begin(), next.end());
    after = merged(std::move(after));
    return week;
}

Week withoutRange(Week week, const WeekSlot &slot)
{
    if (const auto found = rangeAt(week, slot))
        std::erase(hoursOf(week, found->day), found->range);
    return week;
}

Week withEdgeMoved(Week week, const WeekSlot &slot, Edge edge, int quarters)
{
    const auto found = rangeAt(week, slot);
    if (!found)
        return week;
    Span span = spanOf(found->range);
    (edge == Edge::Start ? span.start : span.end) += quarters * quarter;
    const bool isPossible = span.start >= 0 && span.start < minutesADay && span.end - span.start >= quarter &&
                            span.end < minutesADay + span.start + (span.start == 0 ? 1 : 0);
    if (!isPossible)
        return week;
    DayHours &hours = hoursOf(week, found->day);
    std::ranges::replace(hours, found->range, rangeOf(span));
    hours = merged(std::move(hours));
    return week;
}

Week withDayCopied(Week week, int from, const std::vector<int> &days)
{
    const DayHours hours = week.on(from);
    for (const int day : days)
        hoursOf(week, day) = hours;
    return week;
}

} // namespace milassist
