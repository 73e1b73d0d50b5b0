// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/recordingendtable.h"

#include "core/store/statement.h"

#include <algorithm>

namespace milassist::relay
{

namespace
{

// call, leg, due_ms, tries
Result<QList<RecordingEnd>> endsIn(Statement &update)
{
    QList<RecordingEnd> ends;
    while (update.next()) {
        if (const auto call = CallSid::parse(update.text(0)))
            ends.append({.call = *call,
                         .leg = CallSid::parse(update.text(1)).value_or(*call),
                         .due = QDateTime::fromMSecsSinceEpoch(update.integer(2), Qt::UTC),
                         .tries = int(update.integer(3))});
    }
    if (!update.ok())
        return update.failure();
    return ends;
}

} // namespace

Result<> RecordingEndTable::plan(const CallSid &call, const CallSid &leg, const QDateTime &begun, std::chrono::seconds longest)
{
    const qint64 due = begun.addSecs(longest.count()).toMSecsSinceEpoch();
    const std::chrono::milliseconds warned = std::min<std::chrono::milliseconds>(warnedBefore, std::chrono::milliseconds(longest) / 2);
    Statement insert(m_db,
                     u"INSERT INTO recording_end (call, leg, due_ms, warn_ms) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT (call) DO UPDATE SET leg = excluded.leg, due_ms = excluded.due_ms, warn_ms = excluded.warn_ms,"
                     " taken_ms = NULL, tries = 0");
    return insert.with(call.text(), leg.text(), due, due - warned.count()).run();
}

Result<bool> RecordingEndTable::isAnyDue(const QDateTime &now)
{
    Statement query(m_db, u"SELECT 1 FROM recording_end WHERE due_ms <= ?1 OR warn_ms <= ?1 LIMIT 1");
    const bool isAny = query.with(now.toMSecsSinceEpoch()).next();
    if (!query.ok())
        return query.failure();
    return isAny;
}

Result<QList<RecordingEnd>> RecordingEndTable::takeWarnings(const QDateTime &now)
{
    Statement update(m_db, u"UPDATE recording_end SET warn_ms = NULL WHERE warn_ms <= ? RETURNING call, leg, due_ms, tries");
    update.with(now.toMSecsSinceEpoch());
    return endsIn(update);
}

Result<QList<RecordingEnd>> RecordingEndTable::take(const QDateTime &now)
{
    Statement update(m_db,
                     u"UPDATE recording_end SET taken_ms = ?1, tries = tries + 1"
                     " WHERE due_ms <= ?1 AND (taken_ms IS NULL OR taken_ms < ?2) RETURNING call, leg, due_ms, tries");
    update.with(now.toMSecsSinceEpoch(), now.addSecs(-mercy.count()).toMSecsSinceEpoch());
    return endsIn(update);
}

Result<> RecordingEndTable::done(const CallSid &call)
{
    Statement remove(m_db, u"DELETE FROM recording_end WHERE call = ?");
    return remove.with(call.text()).run();
}

} // namespace milassist::relay
