// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/timelineitem.h"

#include <QSqlDatabase>

namespace milassist {

// Read jobs over everything that happened, whatever it was.

/// As ContactStore::timeline().
Result<QList<TimelineItem>> timelineOf(QSqlDatabase &db, const TimelineOf &who, const QDateTime &before, int limit);

enum class Towards { Past, Now };
/// At most @p limit things of a thread on one side of the row @p from, those next to it first.
Result<QList<TimelineItem>> threadTimeline(QSqlDatabase &db, qint64 thread, Towards side, qint64 from, int limit);

} // namespace milassist
