// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/schedule.h"

#include <initializer_list>

// Short ways to write down times and schedules in tests.

namespace milassist::routing
{

inline WallTime wall(const char *text)
{
    return *WallTime::parse(QString::fromLatin1(text));
}

inline TimeRange range(const char *start, const char *end)
{
    return *TimeRange::between(wall(start), wall(end));
}

inline Zone zone(const char *name)
{
    return *Zone::parse(QString::fromLatin1(name));
}

/// "2026-11-01T05:30:00Z"
inline QDateTime at(const char *utc)
{
    return QDateTime::fromString(QString::fromLatin1(utc), Qt::ISODate);
}

/// New York, Monday to Friday 9 to 5.
inline Schedule officeHours()
{
    return {.name = QStringLiteral("office"),
            .zone = zone("America/New_York"),
            .week = Week::mondayToFriday({range("09:00", "17:00")})};
}

} // namespace milassist::routing
