// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/requesttable.h"

#include "core/store/statement.h"

namespace milassist::relay
{

Result<RequestTable::Claim> RequestTable::claim(const QString &key, const QByteArray &fingerprint, const QDateTime &now)
{
    Statement forget(m_db, u"DELETE FROM request_key WHERE at_ms < ?");
    if (const auto done = forget.with(now.addSecs(-std::chrono::seconds(kept).count()).toMSecsSinceEpoch()).run(); !done)
        return fail(done.error());
    Statement insert(m_db,
                     u"INSERT INTO request_key (key, fingerprint, at_ms) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING");
    if (insert.with(key, QString::fromLatin1(fingerprint), now.toMSecsSinceEpoch()).changes())
        return Claim{.isFirst = true, .fingerprint = fingerprint, .at = now, .body = {}};
    if (!insert.ok())
        return insert.failure();
    Statement query(m_db, u"SELECT fingerprint, at_ms, status, body FROM request_key WHERE key = ?");
    Claim claim;
    if (query.with(key).next()) {
        claim = {.isFirst = false,
                 .fingerprint = query.text(0).toLatin1(),
                 .at = QDateTime::fromMSecsSinceEpoch(query.integer(1), Qt::UTC),
                 .status = int(query.integer(2)),
                 .body = query.text(3).toUtf8()};
    }
    if (!query.ok())
        return query.failure();
    return claim;
}

Result<> RequestTable::answered(const QString &key, int status, const QByteArray &body)
{
    Statement update(m_db, u"UPDATE request_key SET status = ?, body = ? WHERE key = ?");
    return update.with(status, QString::fromUtf8(body), key).run();
}

Result<> RequestTable::released(const QString &key)
{
    Statement remove(m_db, u"DELETE FROM request_key WHERE key = ? AND status IS NULL");
    return remove.with(key).run();
}

} // namespace milassist::relay
