// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/holiday.h"

namespace milassist::routing
{

namespace
{

struct FallsOn {
    const QDate &date;

    bool operator()(const Dates &days) const { return date >= days.first && date <= days.last; }
    bool operator()(const Yearly &days) const
    {
        const MonthDay day{.month = date.month(), .day = date.day()};
        return days.first <= days.last ? day >= days.first && day <= days.last : day >= days.first || day <= days.last;
    }
    bool operator()(const NthWeekday &day) const
    {
        if (date.month() != day.month || date.dayOfWeek() != day.weekday)
            return false;
        if (day.nth == NthWeekday::lastOfMonth)
            return date.day() > date.daysInMonth() - 7;
        return (date.day() - 1) / 7 + 1 == day.nth;
    }
};

} // namespace

bool fallsOn(const HolidayDays &days, const QDate &date)
{
    return std::visit(FallsOn{date}, days);
}

} // namespace milassist::routing
