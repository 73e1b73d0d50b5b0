// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/audittable.h"

#include "core/relay/ledger/conditions.h"
#include "core/store/recordsql.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

Result<> AuditTable::append(const AuditEntry &entry)
{
    Statement insert(m_db, u"INSERT INTO audit (at_ms, who, what, about, detail) VALUES (?, ?, ?, ?, ?)");
    return insert.with(entry.at.toMSecsSinceEpoch(), entry.who, entry.what, entry.about, entry.detail).run();
}

Result<QList<AuditEntry>> AuditTable::list(const AuditFilter &filter, int limit)
{
    Conditions wanted;
    wanted.equal(u"who"_s, filter.who);
    wanted.equal(u"what"_s, filter.what);
    wanted.equal(u"about"_s, filter.about);
    Statement query(m_db,
                    u"SELECT number, at_ms, who, what, about, detail FROM audit WHERE %1 AND number < ?"
                    " ORDER BY number DESC LIMIT ?"_s.arg(wanted.text()));
    const int position = wanted.bind(query, 1);
    query.bind(position, filter.before);
    query.bind(position + 1, limit);
    QList<AuditEntry> entries;
    while (query.next()) {
        AuditEntry entry{.number = query.integer(0),
                         .at = {},
                         .who = query.text(2),
                         .what = query.text(3),
                         .about = query.text(4),
                         .detail = query.text(5)};
        readMember(query, 1, entry.at);
        entries << entry;
    }
    if (!query.ok())
        return query.failure();
    return entries;
}

Result<qint64> AuditTable::forgetBefore(const QDateTime &instant, qint64 most)
{
    Statement remove(
        m_db, u"DELETE FROM audit WHERE number IN (SELECT number FROM audit WHERE at_ms < ? ORDER BY at_ms LIMIT ?) RETURNING 1");
    qint64 gone = 0;
    remove.with(instant.toMSecsSinceEpoch(), most);
    while (remove.next())
        ++gone;
    if (!remove.ok())
        return remove.failure();
    return gone;
}

} // namespace milassist::relay
