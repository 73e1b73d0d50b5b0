// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/schedule.h"

#include <QLocale>

namespace milassist
{

/// "New York time" for "America/New_York", "UTC" for itself.
QString zoneWords(const routing::Zone &zone);
/// "Fri 09:00", with the day where it is more than six days from @p now: "Fri 27 Nov 09:00". On the clock of @p zone, which is
/// not named.
QString instantWords(const QDateTime &instant, const routing::Zone &zone, const QDateTime &now);
/// "09:00–12:00, 22:00–06:00", "all day", "closed".
QString dayHoursWords(const routing::DayHours &hours);
/// "Mon–Fri 09:00–17:00; Sat 10:00–14:00", days with the same hours together, closed ones left out; "never open".
QString weekWords(const routing::Week &week);
/// "26 November 2026", "every 31 December to 1 January", "the fourth Thursday of November".
QString holidayDaysWords(const routing::HolidayDays &days);
/// "Open until 17:00", "Closed: Thanksgiving, until Fri 09:00": for a list, without the zone.
/// @param change when the doors next open or close; invalid where that is not known or never
QString openingWords(const routing::Opening &opening, const QDateTime &change, const QDateTime &now);
/// How long until @p instant: "ends in 2 h 5 min", "ends in 40 s", "over".
QString countdownWords(const QDateTime &until, const QDateTime &now);

/// The days of the week, Monday first; 1 = Monday.
QString weekdayName(int dayOfWeek, QLocale::FormatType format = QLocale::LongFormat);

/// "9-12, 13:30-17" and the like as somebody types it; nothing, or "closed", is a closed day, "all day" or "24 h" an open one.
/// Errors: Malformed; detail is the part that cannot be read.
Result<routing::DayHours> dayHoursFrom(const QString &typed);

} // namespace milassist
