// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/notetable.h"

#include "core/store/recordsql.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

Result<> changedOwn(Statement &statement, qint64 id, const QString &author)
{
    if (statement.changes() || !statement.ok())
        return statement.outcome();
    return fail(Error::Kind::NotFound, u"there is no note %1 by %2"_s.arg(QString::number(id), author));
}

LedgerNote noteIn(const Statement &query)
{
    LedgerNote note{.id = query.integer(0), .about = query.text(1), .author = query.text(2), .text = query.text(3)};
    readMember(query, 4, note.madeAt);
    readMember(query, 5, note.changedAt);
    return note;
}

Error saysNothing()
{
    return {.kind = Error::Kind::Rejected, .detail = u"a note needs words"_s};
}

} // namespace

Result<qint64> NoteTable::add(const QString &about, const QString &author, const QString &text, const QDateTime &now)
{
    if (text.trimmed().isEmpty())
        return fail(saysNothing());
    Statement insert(m_db, u"INSERT INTO note (about, author, words, made_ms) VALUES (?, ?, ?, ?) RETURNING id");
    const qint64 id = insert.with(about, author, text, now.toMSecsSinceEpoch()).next() ? insert.integer(0) : 0;
    insert.restart();
    if (!insert.ok())
        return insert.failure();
    return id;
}

Result<> NoteTable::change(qint64 id, const QString &author, const QString &text, const QDateTime &now)
{
    if (text.trimmed().isEmpty())
        return fail(saysNothing());
    Statement update(m_db, u"UPDATE note SET words = ?, changed_ms = ? WHERE id = ? AND author = ?");
    return changedOwn(update.with(text, now.toMSecsSinceEpoch(), id, author), id, author);
}

Result<> NoteTable::remove(qint64 id, const QString &author)
{
    Statement remove(m_db, u"DELETE FROM note WHERE id = ? AND author = ?");
    return changedOwn(remove.with(id, author), id, author);
}

Result<std::optional<LedgerNote>> NoteTable::find(qint64 id)
{
    Statement query(m_db, u"SELECT id, about, author, words, made_ms, changed_ms FROM note WHERE id = ?");
    std::optional<LedgerNote> note;
    if (query.with(id).next())
        note = noteIn(query);
    if (!query.ok())
        return query.failure();
    return note;
}

Result<QList<LedgerNote>> NoteTable::about(const QStringList &things)
{
    QList<LedgerNote> notes;
    if (things.isEmpty())
        return notes;
    Statement query(m_db,
                    u"SELECT id, about, author, words, made_ms, changed_ms FROM note WHERE about IN (%1) ORDER BY id"_s.arg(
                        marks(int(things.size()))));
    int position = 0;
    for (const QString &thing : things)
        query.bind(++position, thing);
    while (query.next())
        notes << noteIn(query);
    if (!query.ok())
        return query.failure();
    return notes;
}

} // namespace milassist::relay
