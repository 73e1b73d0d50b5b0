// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/timerange.h"

#include <QRegularExpression>

#include <algorithm>

namespace milassist::routing
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int minutesADay = 24 * 60;

// The end of a range in minutes since the midnight before its start, so that 22:00 to 06:00 ends at 30:00.
int endInMinutes(const TimeRange &range)
{
    return range.end().minute() + (range.runsPastMidnight() ? minutesADay : 0);
}

} // namespace

Result<WallTime> WallTime::parse(QStringView text)
{
    static const QRegularExpression shape(u"^([0-9]{1,2}):([0-9]{2})$"_s);
    const auto match = shape.match(text.toString());
    const int hour = match.capturedView(1).toInt(), minute = match.capturedView(2).toInt();
    if (!match.hasMatch() || minute > 59 || hour > 24 || (hour == 24 && minute != 0))
        return fail(Error::Kind::Malformed, u"a time is written 00:00 to 24:00"_s);
    return WallTime(hour * 60 + minute);
}

QString WallTime::text() const
{
    return u"%1:%2"_s.arg(m_minute / 60, 2, 10, QChar(u'0')).arg(m_minute % 60, 2, 10, QChar(u'0'));
}

Result<TimeRange> TimeRange::between(WallTime start, WallTime end)
{
    if (start == end)
        return fail(Error::Kind::Malformed,
                    u"starts and ends at the same time: leave it out for closed, or write 00:00 to 24:00"_s);
    if (start == WallTime::endOfDay())
        return fail(Error::Kind::Malformed, u"starts at 24:00: write 00:00 of the next day"_s);
    return TimeRange(start, end == WallTime() ? WallTime::endOfDay() : end); // 22:00 to 00:00 ends on its own day
}

DayHours merged(DayHours hours)
{
    std::ranges::sort(hours, {}, [](const TimeRange &range) { return std::pair(range.start(), endInMinutes(range)); });
    DayHours result;
    for (const TimeRange &range : hours) {
        if (result.empty() || endInMinutes(result.back()) < range.start().minute()) {
            result.push_back(range);
            continue;
        }
        const TimeRange &last = result.back();
        const bool farther = endInMinutes(range) > endInMinutes(last);
        // Together they may last a day or longer, which start and end could no longer say: then they stay two.
        const auto both = TimeRange::between(last.start(), farther ? range.end() : last.end());
        const int length = std::max(endInMinutes(range), endInMinutes(last)) - last.start().minute();
        if (both && endInMinutes(*both) - both->start().minute() == length)
            result.back() = *both;
        else
            result.push_back(range);
    }
    return result;
}

Week Week::everyDay(const DayHours &hours)
{
    Week week;
    week.days.fill(hours);
    return week;
}

Week Week::mondayToFriday(const DayHours &hours)
{
    Week week;
    std::fill_n(week.days.begin(), 5, hours);
    return week;
}

} // namespace milassist::routing
