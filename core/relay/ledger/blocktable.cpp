// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/blocktable.h"

#include "core/store/recordsql.h"

namespace milassist::relay
{

Result<bool> BlockTable::block(const BlockedParty &blocked)
{
    Statement insert(m_db, u"INSERT INTO blocked (peer, by_person, at_ms) VALUES (?, ?, ?) ON CONFLICT (peer) DO NOTHING");
    const bool isNew = insert.with(blocked.peer.text(), blocked.by, blocked.at.toMSecsSinceEpoch()).changes();
    if (!insert.ok())
        return insert.failure();
    return isNew;
}

Result<bool> BlockTable::unblock(const Party &peer)
{
    Statement remove(m_db, u"DELETE FROM blocked WHERE peer = ?");
    const bool wasThere = remove.with(peer.text()).changes();
    if (!remove.ok())
        return remove.failure();
    return wasThere;
}

Result<bool> BlockTable::isBlocked(const Party &peer)
{
    Statement query(m_db, u"SELECT 1 FROM blocked WHERE peer = ?");
    const bool isThere = query.with(peer.text()).next();
    if (!query.ok())
        return query.failure();
    return isThere;
}

Result<QList<BlockedParty>> BlockTable::all()
{
    Statement query(m_db, u"SELECT peer, by_person, at_ms FROM blocked ORDER BY at_ms DESC, peer");
    QList<BlockedParty> all;
    while (query.next()) {
        BlockedParty blocked{.peer = Party(query.text(0)), .by = query.text(1), .at = {}};
        readMember(query, 2, blocked.at);
        all << blocked;
    }
    if (!query.ok())
        return query.failure();
    return all;
}

} // namespace milassist::relay
