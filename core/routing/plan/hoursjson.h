// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/schedule.h"
#include "core/routing/plan/json.h"

// How times, days and schedules stand in a file.

namespace milassist
{

template <>
struct Words<routing::Doors> {
    static constexpr std::pair<const char *, routing::Doors> list[] = {
        {"open", routing::Doors::Open},
        {"closed", routing::Doors::Closed},
    };
};

template <>
struct Words<routing::ShiftIntoHoliday> {
    static constexpr std::pair<const char *, routing::ShiftIntoHoliday> list[] = {
        {"ends_at_midnight", routing::ShiftIntoHoliday::EndsAtMidnight},
        {"is_finished", routing::ShiftIntoHoliday::IsFinished},
    };
};

} // namespace milassist

namespace milassist::routing
{

// "09:00"
template <>
struct Json<WallTime> {
    static bool read(const Spot &spot, WallTime &out);
    static void write(JsonText &out, const WallTime &value) { out.text(value.text()); }
};

// "09:00-17:00"
template <>
inline TimeRange blank<TimeRange>()
{
    return TimeRange::allDay();
}
template <>
struct Json<TimeRange> {
    static bool read(const Spot &spot, TimeRange &out);
    static void write(JsonText &out, const TimeRange &value) { out.text(QString(value.start().text() + u'-' + value.end().text())); }
};

// Ranges in order, those that overlap made one.
template <>
struct Json<DayHours> {
    static bool read(const Spot &spot, DayHours &out);
    static void write(JsonText &out, const DayHours &value);
};

// {"monday": [...], ...}; a day that is left out is closed
template <>
struct Json<Week> {
    static bool read(const Spot &spot, Week &out);
    static void write(JsonText &out, const Week &value);
};

template <>
struct Json<Zone> {
    static bool read(const Spot &spot, Zone &out);
    static void write(JsonText &out, const Zone &value) { out.text(value.name()); }
};

// "2026-11-03T14:00:00Z"; a time without its distance from UTC is refused
template <>
struct Json<QDateTime> {
    static bool read(const Spot &spot, QDateTime &out);
    static void write(JsonText &out, const QDateTime &value) { out.text(value.toUTC().toString(Qt::ISODate)); }
};

template <>
struct Json<QDate> {
    static bool read(const Spot &spot, QDate &out);
    static void write(JsonText &out, const QDate &value) { out.text(value.toString(Qt::ISODate)); }
};

// "12-25"
template <>
struct Json<MonthDay> {
    static bool read(const Spot &spot, MonthDay &out);
    static void write(JsonText &out, const MonthDay &value);
};

// {"say": "..."} or {"play": "..."}
template <>
struct Json<Greeting> {
    static bool read(const Spot &spot, Greeting &out);
    static void write(JsonText &out, const Greeting &value);
};

template <>
struct JsonFields<Dates> {
    static constexpr auto list = std::tuple{must("first", &Dates::first), may("last", &Dates::last)};
};
template <>
struct JsonFields<Yearly> {
    static constexpr auto list = std::tuple{must("first", &Yearly::first), must("last", &Yearly::last)};
};
template <>
struct JsonFields<NthWeekday> {
    static constexpr auto list = std::tuple{
        must("nth", &NthWeekday::nth),
        must("weekday", &NthWeekday::weekday),
        must("month", &NthWeekday::month),
    };
};
template <>
struct Kinds<HolidayDays> {
    static constexpr const char *names[] = {"dates", "yearly", "nth_weekday"};
};
bool makesSense(const Spot &spot, Dates &days);
bool makesSense(const Spot &spot, NthWeekday &day);

template <>
struct JsonFields<Holiday> {
    static constexpr auto list = std::tuple{
        must("name", &Holiday::name),         must("on", &Holiday::on),
        may("hours", &Holiday::hours),        may("open", &Holiday::openRoute),
        may("closed", &Holiday::closedRoute), may("greeting", &Holiday::greeting),
    };
};

template <>
struct JsonFields<Override> {
    static constexpr auto list = std::tuple{
        must("name", &Override::name),   must("doors", &Override::doors), may("from", &Override::from),
        must("until", &Override::until), may("route", &Override::route),  may("greeting", &Override::greeting),
    };
};

template <>
struct JsonFields<Schedule> {
    static constexpr auto list = std::tuple{
        may("name", &Schedule::name),           must("zone", &Schedule::zone),
        may("week", &Schedule::week),           may("holidays", &Schedule::holidays),
        may("overrides", &Schedule::overrides), may("shift_into_holiday", &Schedule::shiftIntoHoliday),
        may("assumed", &Schedule::assumed),
    };
};

} // namespace milassist::routing
