// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/webhooktable.h"

#include "core/store/statement.h"

namespace milassist
{

Result<WebhookTable::Seen> WebhookTable::claim(const QString &key, const QDateTime &now)
{
    Statement insert(m_db, u"INSERT INTO webhook (key, at_ms) VALUES (?, ?) ON CONFLICT (key) DO NOTHING");
    if (insert.with(key, now.toMSecsSinceEpoch()).changes())
        return Seen{.isFirst = true, .answer = {}};
    if (!insert.ok())
        return insert.failure();
    Statement query(m_db, u"SELECT answer FROM webhook WHERE key = ?");
    Seen seen;
    if (query.with(key).next())
        seen.answer = query.text(0);
    if (!query.ok())
        return query.failure();
    return seen;
}

Result<bool> WebhookTable::isClaimed(const QString &key)
{
    Statement query(m_db, u"SELECT 1 FROM webhook WHERE key = ?");
    const bool isThere = query.with(key).next();
    if (!query.ok())
        return query.failure();
    return isThere;
}

Result<> WebhookTable::answered(const QString &key, const QString &answer)
{
    Statement update(m_db, u"UPDATE webhook SET answer = ? WHERE key = ?");
    return update.with(answer, key).run();
}

Result<qint64> WebhookTable::forgetBefore(const QDateTime &instant, qint64 most)
{
    Statement remove(
        m_db, u"DELETE FROM webhook WHERE key IN (SELECT key FROM webhook WHERE at_ms < ? ORDER BY at_ms LIMIT ?) RETURNING 1");
    qint64 gone = 0;
    remove.with(instant.toMSecsSinceEpoch(), most);
    while (remove.next())
        ++gone;
    if (!remove.ok())
        return remove.failure();
    return gone;
}

} // namespace milassist
