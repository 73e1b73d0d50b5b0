// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/eventtable.h"

#include "core/store/recordsql.h"

namespace milassist
{

Result<qint64> EventTable::append(const QString &kind, const QString &body, const QDateTime &now)
{
    Statement count(m_db, u"UPDATE event_counter SET latest = latest + 1 WHERE id = 1 RETURNING latest");
    const qint64 number = count.next() ? count.integer(0) : 0;
    count.restart();
    if (!count.ok())
        return count.failure();
    Statement insert(m_db, u"INSERT INTO event (number, at_ms, kind, body) VALUES (?, ?, ?, ?)");
    if (const auto done = insert.with(number, now.toMSecsSinceEpoch(), kind, body).run(); !done)
        return fail(done.error());
    if (const auto told = m_db.notify(channel(), QString::number(number)); !told)
        return fail(told.error());
    return number;
}

Result<MissedEvents> EventTable::since(qint64 number, int limit)
{
    Statement query(m_db, u"SELECT number, at_ms, kind, body FROM event WHERE number > ? ORDER BY number LIMIT ?");
    query.with(number, limit);
    MissedEvents missed;
    while (query.next()) {
        LedgerEvent event{.number = query.integer(0), .at = {}, .kind = query.text(2), .body = query.text(3)};
        readMember(query, 1, event.at);
        missed.events << event;
    }
    if (!query.ok())
        return query.failure();
    const auto newest = latest();
    if (!newest)
        return fail(newest.error());
    const qint64 first = missed.events.isEmpty() ? *newest + 1 : missed.events.first().number;
    missed.isComplete = first == number + 1;
    return missed;
}

Result<qint64> EventTable::latest()
{
    Statement query(m_db, u"SELECT latest FROM event_counter WHERE id = 1");
    const qint64 number = query.next() ? query.integer(0) : 0;
    if (!query.ok())
        return query.failure();
    return number;
}

Result<qint64> EventTable::forgetBefore(const QDateTime &instant, qint64 most)
{
    // Up to the first that stays: clocks of relays differ, and a gap in the middle would not be noticed.
    Statement remove(m_db,
                     u"DELETE FROM event WHERE number < coalesce((SELECT min(number) FROM event WHERE at_ms >= ?),"
                     " (SELECT latest + 1 FROM event_counter WHERE id = 1))"
                     " AND number < (SELECT min(number) FROM event) + CAST(? AS BIGINT) RETURNING 1");
    remove.with(instant.toMSecsSinceEpoch(), most);
    qint64 gone = 0;
    while (remove.next())
        ++gone;
    if (!remove.ok())
        return remove.failure();
    return gone;
}

} // namespace milassist
