// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/schedule.h"

#include <algorithm>

namespace milassist::routing
{

namespace
{

const Override *overrideAt(const Schedule &schedule, const QDateTime &instant)
{
    const auto last = std::find_if(schedule.overrides.rbegin(), schedule.overrides.rend(), [&instant](const Override &manual) {
        return instant < manual.until && (!manual.from.isValid() || instant >= manual.from);
    });
    return last == schedule.overrides.rend() ? nullptr : &*last;
}

const Holiday *holidayOn(const Schedule &schedule, const QDate &date)
{
    const auto found = std::ranges::find_if(schedule.holidays, [&date](const Holiday &day) { return fallsOn(day.on, date); });
    return found == schedule.holidays.end() ? nullptr : &*found;
}

// The range that holds the minute, for the day itself or left over from the day before.
struct Shift {
    const TimeRange *range = nullptr;
    const Holiday *holiday = nullptr; // whose hours these are; null: the week's
    QDate day;
};

Shift shiftOfToday(const Schedule &schedule, const LocalTime &local, const Holiday *today)
{
    const DayHours &hours = today ? today->hours : schedule.week.on(local.date.dayOfWeek());
    const int minute = local.minute();
    const auto found = std::ranges::find_if(hours, [minute](const TimeRange &range) { return range.holds(minute); });
    return found == hours.end() ? Shift() : Shift{&*found, today, local.date};
}

Shift shiftOfYesterday(const Schedule &schedule, const LocalTime &local)
{
    const QDate day = local.date.addDays(-1);
    const Holiday *holiday = holidayOn(schedule, day);
    const DayHours &hours = holiday ? holiday->hours : schedule.week.on(day.dayOfWeek());
    const int minute = local.minute();
    const auto found = std::ranges::find_if(hours, [minute](const TimeRange &range) { return range.holdsNextDay(minute); });
    return found == hours.end() ? Shift() : Shift{&*found, holiday, day};
}

// A holiday ends what the day before has begun, unless it has begun it itself or lets it be finished.
bool mayRunInto(const Holiday *today, const Shift &shift, ShiftIntoHoliday policy)
{
    return !today || shift.holiday == today || policy == ShiftIntoHoliday::IsFinished;
}

void take(Opening &opening, const Holiday &holiday)
{
    opening.name = holiday.name;
    opening.route = opening.isOpen() ? holiday.openRoute : holiday.closedRoute;
    opening.greeting = holiday.greeting;
}

} // namespace

Opening openingAt(const Schedule &schedule, const QDateTime &instant)
{
    Opening opening{.local = schedule.zone.local(instant), .zone = schedule.zone};

    if (const Override *manual = overrideAt(schedule, instant)) {
        opening.doors = manual->doors;
        opening.rule = Opening::Rule::Override;
        opening.name = manual->name;
        opening.overrideEnds = manual->until;
        opening.route = manual->route;
        opening.greeting = manual->greeting;
        return opening;
    }

    const Holiday *today = holidayOn(schedule, opening.local.date);
    Shift shift = shiftOfToday(schedule, opening.local, today);
    if (!shift.range) {
        shift = shiftOfYesterday(schedule, opening.local);
        if (shift.range && !mayRunInto(today, shift, schedule.shiftIntoHoliday))
            shift = {};
    }

    opening.doors = shift.range ? Doors::Open : Doors::Closed;
    if (shift.range) {
        opening.range = *shift.range;
        opening.shiftDay = shift.day;
    }
    const Holiday *holiday = shift.range ? shift.holiday : today;
    if (holiday) {
        opening.rule = Opening::Rule::Holiday;
        take(opening, *holiday);
    } else {
        opening.rule = today ? Opening::Rule::UnfinishedShift : Opening::Rule::Week;
        if (today)
            opening.name = today->name;
    }
    return opening;
}

} // namespace milassist::routing
