// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/optouttable.h"

#include "core/store/recordsql.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

OptOutEntry entryIn(const Statement &query)
{
    OptOutEntry entry{.scope = query.text(0),
                      .peer = Party(query.text(1)),
                      .optedOut = query.integer(2) != 0,
                      .proof = Word<OptOutProof>(query.text(3)),
                      .reference = query.text(4),
                      .keyword = query.text(5),
                      .at = {},
                      .reason = query.text(7)};
    readMember(query, 6, entry.at);
    return entry;
}

Result<QList<OptOutEntry>> entriesOf(Statement &query)
{
    QList<OptOutEntry> all;
    while (query.next())
        all << entryIn(query);
    if (!query.ok())
        return query.failure();
    return all;
}

/// Everybody by the entry that counts, of those who are out now.
QString thoseOut(const QStringList &hiddenScopes)
{
    const QString seen = hiddenScopes.isEmpty() ? u"1 = 1"_s : u"scope NOT IN (%1)"_s.arg(marks(int(hiddenScopes.size())));
    return u"(SELECT opt_out.*,"
           " ROW_NUMBER() OVER (PARTITION BY scope, peer ORDER BY at_ms DESC, opted_out DESC, proof, reference) AS place"
           " FROM opt_out WHERE %1) AS ranked WHERE place = 1 AND opted_out = 1"_s.arg(seen);
}

} // namespace

Result<bool> OptOutTable::note(const OptOutEntry &entry)
{
    if (entry.proof.is(OptOutProof::Import) && !entry.optedOut)
        return fail(Error::Kind::Rejected, u"an imported list cannot take an opt-out back"_s);
    Statement insert(
        m_db,
        u"INSERT INTO opt_out (scope, peer, opted_out, proof, reference, keyword, at_ms, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (scope, peer, proof, reference) DO NOTHING");
    const bool isNew = insert
                           .with(entry.scope, entry.peer.text(), entry.optedOut, entry.proof.text(), entry.reference,
                                 entry.keyword, entry.at.toMSecsSinceEpoch(), entry.reason)
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
                    u"SELECT scope, peer, opted_out, proof, reference, keyword, at_ms, reason FROM opt_out"
                    " WHERE scope = ? AND peer = ? ORDER BY at_ms DESC, opted_out DESC, proof, reference");
    return entriesOf(query.with(scope, peer.text()));
}

Result<QList<OptOutEntry>> OptOutTable::optedOut(const QStringList &hiddenScopes, int limit, int offset)
{
    Statement query(m_db, u"SELECT scope, peer, opted_out, proof, reference, keyword, at_ms, reason FROM %1"
                          " ORDER BY at_ms DESC, scope, peer LIMIT ? OFFSET ?"_s.arg(thoseOut(hiddenScopes)));
    int position = 0;
    for (const QString &scope : hiddenScopes)
        query.bind(++position, scope);
    query.bind(position + 1, limit);
    query.bind(position + 2, offset);
    return entriesOf(query);
}

Result<qint64> OptOutTable::countOptedOut(const QStringList &hiddenScopes)
{
    Statement query(m_db, u"SELECT COUNT(*) FROM %1"_s.arg(thoseOut(hiddenScopes)));
    int position = 0;
    for (const QString &scope : hiddenScopes)
        query.bind(++position, scope);
    const qint64 count = query.next() ? query.integer(0) : 0;
    if (!query.ok())
        return query.failure();
    return count;
}

} // namespace milassist
