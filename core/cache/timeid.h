// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QStringView>

namespace milassist {

// A row id that carries its time: seconds since 1970 in the upper bits, 22 bits of the sid below. So the newest row has
// the greatest id, a page is a walk along the table itself, the full-text index gives the newest finds first, and the
// same record gets the same id again after the cache was rebuilt.
constexpr int timeIdBits = 22;

/// The id of a record made at @p at (UTC). An invalid or impossible time gives an id older than all others.
inline qint64 timeId(const QDateTime &at, QStringView sid)
{
    constexpr qint64 latest = qint64(1) << 40;
    const qint64 seconds = at.isValid() ? qBound<qint64>(0, at.toSecsSinceEpoch(), latest) : 0;
    quint32 bits = 0;
    for (const QChar c : sid.last(qMin<qsizetype>(sid.size(), 8)))
        bits = bits * 31 + c.unicode();
    const qint64 low = bits & ((1u << timeIdBits) - 1);
    return (seconds << timeIdBits) + (low == 0 && seconds == 0 ? 1 : low);
}

/// The least id that a record made at @p at can have.
inline qint64 firstIdAt(const QDateTime &at)
{
    return at.isValid() ? qMax<qint64>(0, at.toSecsSinceEpoch()) << timeIdBits : 0;
}

/// When the record was made; whole seconds, UTC.
inline QDateTime timeOfId(qint64 id)
{
    return QDateTime::fromSecsSinceEpoch(id >> timeIdBits, Qt::UTC);
}

} // namespace milassist
