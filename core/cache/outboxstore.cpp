// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/outboxstore.h"

#include "core/cache/messagerows.h"
#include "core/cache/messagesave.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

Result<OptOut> optOutOf(QSqlDatabase &db, const Party &line, const Party &peer)
{
    Statement query(db, u"SELECT opted_out FROM own.opt_out WHERE line = ? AND peer = ?");
    OptOut state;
    if (query.with(line.text(), peer.text()).next())
        state.optedOut = query.integer(0) != 0;
    if (!query.ok())
        return query.failure();
    return state;
}

Result<QList<OutboxEntry>> readEntries(Statement &query)
{
    QList<OutboxEntry> entries;
    while (query.next())
        entries.push_back(readOutboxEntry(query, 0));
    if (!query.ok())
        return query.failure();
    return entries;
}

Result<> refreshThreadOf(QSqlDatabase &db, const OutboxEntry &entry)
{
    ThreadKeeper threads(db);
    const auto thread = threads.idOf(entry.line, entry.peer);
    return thread ? threads.refresh(*thread) : fail(thread.error());
}

Result<> writeEntry(QSqlDatabase &db, const OutboxEntry &entry)
{
    Statement write(db, u"UPDATE own.outbox SET state = ?2, requested_ms = ?3, attempts = ?4, sid = ?5, error_code = ?6, detail = ?7,"
                        " known_before = ?8 WHERE id = ?1");
    write.with(entry.id, int(entry.state), nullptr, entry.attempts, entry.sid.text(), entry.errorCode, entry.detail, entry.knownBefore);
    if (entry.requestedAt.isValid())
        write.bindInteger(3, entry.requestedAt.toMSecsSinceEpoch());
    if (const auto written = write.run(); !written)
        return written;
    return refreshThreadOf(db, entry);
}

Result<OutboxEntry> entryOf(QSqlDatabase &db, OutboxId id)
{
    Statement query(db, u"SELECT %1 FROM own.outbox o WHERE o.id = ?"_s.arg(outboxColumns()));
    auto entries = readEntries(query.with(id));
    if (!entries)
        return fail(entries.error());
    return entries->isEmpty() ? Result<OutboxEntry>(fail(Error::Kind::NotFound, u"no such text in the outbox"_s)) : entries->takeFirst();
}

Result<QList<OutboxEntry>> entriesIn(QSqlDatabase &db, OutboxState state)
{
    Statement query(db, u"SELECT %1 FROM own.outbox o WHERE o.state = ? ORDER BY o.id"_s.arg(outboxColumns()));
    return readEntries(query.with(int(state)));
}

Result<QSet<MessageSid>> claimedSids(QSqlDatabase &db, const Party &line, const Party &peer)
{
    Statement query(db, u"SELECT sid FROM own.outbox WHERE line = ? AND peer = ? AND sid IS NOT NULL");
    query.with(line.text(), peer.text());
    QSet<MessageSid> sids;
    while (query.next())
        sids.insert(Codec<MessageSid>::fromSql(query.text(0)));
    if (!query.ok())
        return query.failure();
    return sids;
}

Result<qint64> newestKnown(QSqlDatabase &db, const OutboxEntry &entry)
{
    Statement newest(db, u"SELECT max(m.id) FROM message m JOIN thread t ON t.id = m.thread JOIN party l ON l.id = t.line"
                         " JOIN party p ON p.id = t.peer WHERE l.text = ? AND p.text = ?");
    const qint64 id = newest.with(entry.line.text(), entry.peer.text()).next() ? newest.integer(0) : 0;
    return newest.ok() ? Result<qint64>(id) : newest.failure();
}

Result<OutboxEntry> insertEntry(QSqlDatabase &db, OutboxEntry entry)
{
    const QString media = QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(entry.mediaUrls)).toJson(QJsonDocument::Compact));
    Statement write(db, u"INSERT INTO own.outbox (line, peer, body, media, state, created_ms, send_after_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        " RETURNING id");
    write.with(entry.line.text(), entry.peer.text(), entry.body, media, int(entry.state), entry.createdAt.toMSecsSinceEpoch());
    if (entry.sendAfter.isValid())
        write.bindInteger(7, entry.sendAfter.toMSecsSinceEpoch());
    if (write.next())
        entry.id = write.integer(0);
    write.restart();
    if (!write.ok())
        return write.failure();
    const auto refreshed = refreshThreadOf(db, entry);
    return refreshed ? Result<OutboxEntry>(std::move(entry)) : fail(refreshed.error());
}

} // namespace

QFuture<Result<OutboxEntry>> OutboxStore::keep(OutboxEntry text, Judge judge)
{
    return m_store.write([text = std::move(text), judge = std::move(judge)](QSqlDatabase &db) -> Result<OutboxEntry> {
        const auto state = optOutOf(db, text.line, text.peer);
        if (!state)
            return fail(state.error());
        if (const auto judged = judge(*state); !judged)
            return fail(judged.error());
        return insertEntry(db, text);
    });
}

QFuture<Result<std::optional<OutboxEntry>>> OutboxStore::begin(OutboxId id, Begin decide)
{
    using Begun = std::optional<OutboxEntry>;
    return m_store.write([id, decide = std::move(decide)](QSqlDatabase &db) -> Result<Begun> {
        const auto entry = entryOf(db, id);
        if (!entry)
            return fail(entry.error());
        const auto optOut = optOutOf(db, entry->line, entry->peer);
        if (!optOut)
            return fail(optOut.error());
        const auto newest = newestKnown(db, *entry);
        if (!newest)
            return fail(newest.error());
        const Begun begun = decide(*entry, *optOut, *newest);
        if (!begun)
            return begun;
        const auto written = writeEntry(db, *begun);
        return written ? Result<Begun>(begun) : fail(written.error());
    });
}

QFuture<Result<OutboxEntry>> OutboxStore::change(OutboxId id, Edit edit)
{
    return m_store.write([id, edit = std::move(edit)](QSqlDatabase &db) -> Result<OutboxEntry> {
        auto entry = entryOf(db, id);
        if (!entry)
            return entry;
        if (const auto edited = edit(*entry); !edited)
            return fail(edited.error());
        const auto written = writeEntry(db, *entry);
        return written ? entry : fail(written.error());
    });
}

QFuture<Result<>> OutboxStore::record(OutboxEntry entry, QList<Message> sent)
{
    return m_store.write([entry = std::move(entry), sent = std::move(sent)](QSqlDatabase &db) -> Result<> {
        if (const auto saved = saveMessages(db, sent); !saved)
            return fail(saved.error());
        return writeEntry(db, entry);
    });
}

QFuture<Result<OutboxEntry>> OutboxStore::settle(OutboxId id, Settle decide)
{
    return m_store.write([id, decide = std::move(decide)](QSqlDatabase &db) -> Result<OutboxEntry> {
        const auto before = entryOf(db, id);
        if (!before || before->state != OutboxState::NotSure)
            return before;
        const auto claimed = claimedSids(db, before->line, before->peer);
        const auto unsure = entriesIn(db, OutboxState::NotSure);
        if (!claimed || !unsure)
            return fail(claimed ? unsure.error() : claimed.error());
        const OutboxEntry after = decide(*before, *unsure, *claimed);
        if (after == *before)
            return after;
        const auto written = writeEntry(db, after);
        return written ? Result<OutboxEntry>(after) : fail(written.error());
    });
}

QFuture<Result<QList<OutboxEntry>>> OutboxStore::doubtUnfinished()
{
    return m_store.write([](QSqlDatabase &db) -> Result<QList<OutboxEntry>> {
        Statement write(db, u"UPDATE own.outbox SET state = ?2, detail = 'the program ended while it was being sent' WHERE state = ?1");
        if (const auto written = write.with(int(OutboxState::Sending), int(OutboxState::NotSure)).run(); !written)
            return fail(written.error());
        return entriesIn(db, OutboxState::NotSure);
    });
}

QFuture<Result<QList<OutboxEntry>>> OutboxStore::queued()
{
    return m_store.read([](QSqlDatabase &db) { return entriesIn(db, OutboxState::Queued); });
}

QFuture<Result<OutboxEntry>> OutboxStore::entry(OutboxId id)
{
    return m_store.read([id](QSqlDatabase &db) { return entryOf(db, id); });
}

QFuture<Result<int>> OutboxStore::waiting()
{
    return m_store.read([](QSqlDatabase &db) -> Result<int> {
        Statement query(db, u"SELECT count(*) FROM own.outbox WHERE state IN (0, 1, 4)");
        const int count = query.next() ? int(query.integer(0)) : 0;
        return query.ok() ? Result<int>(count) : query.failure();
    });
}

QFuture<Result<qint64>> OutboxStore::threadOf(const OutboxEntry &entry)
{
    return m_store.read([line = entry.line, peer = entry.peer](QSqlDatabase &db) -> Result<qint64> {
        Statement query(db, u"SELECT t.id FROM thread t JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer"
                            " WHERE l.text = ? AND p.text = ?");
        const qint64 id = query.with(line.text(), peer.text()).next() ? query.integer(0) : 0;
        return query.ok() ? Result<qint64>(id) : query.failure();
    });
}

} // namespace milassist
