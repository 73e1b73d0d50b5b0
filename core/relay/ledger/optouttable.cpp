// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/optouttable.h"

#include "core/store/recordsql.h"

namespace milassist
{

using namespace Qt::StringLiterals;

Result<bool> OptOutTable::note(const OptOutEntry &entry)
{
    if (entry.proof.is(OptOutProof::Import) && !entry.optedOut)
        return fail(Error::Kind::Rejected, u"an imported list cannot take an opt-out back"_s);
    Statement insert(
        m_db,
        u"INSERT INTO opt_out (scope, peer, opted_out, proof, reference, keyword, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (scope, peer, proof, reference) DO NOTHING");
    const bool isNew = insert
                           .with(entry.scope, entry.peer.text(), entry.optedOut, entry.proof.text(), entry.reference,
                                 entry.keyword, entry.at.toMSecsSinceEpoch())
                           .changes();
    if (!insert.ok())
        return insert.failure();
    return isNew;
}

Result<std::optional<OptOutEntry>> OptOutTable::state(const QString &scope, const Party &peer)
{
    return history(scope, peer).map([](const QList<OptOutEntry> &all) {
        return all.isEmpty() ? std::nullopt : std::optional(all.first());
    });
}

Result<QList<OptOutEntry>> OptOutTable::history(const QString &scope, const Party &peer)
{
    // Of two in the same millisecond the one that keeps us from texting counts.
    Statement query(m_db,
                    u"SELECT opted_out, proof, reference, keyword, at_ms FROM opt_out WHERE scope = ? AND peer = ?"
                    " ORDER BY at_ms DESC, opted_out DESC, proof, reference");
    query.with(scope, peer.text());
    QList<OptOutEntry> all;
    while (query.next()) {
        OptOutEntry entry{.scope = scope,
                          .peer = peer,
                          .optedOut = query.integer(0) != 0,
                          .proof = Word<OptOutProof>(query.text(1)),
                          .reference = query.text(2),
                          .keyword = query.text(3),
                          .at = {}};
        readMember(query, 4, entry.at);
        all << entry;
    }
    if (!query.ok())
        return query.failure();
    return all;
}

} // namespace milassist
