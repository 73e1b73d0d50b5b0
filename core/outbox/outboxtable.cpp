// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outboxtable.h"

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

} // namespace

Result<OutboxEntry> keepDraft(QSqlDatabase &db, const Draft &draft, const QDateTime &now)
{
    const auto state = optOutOf(db, draft.line, draft.peer);
    if (!state)
        return fail(state.error());
    if (const DraftProblem problem = problemOf(draft, *state); problem != DraftProblem::None)
        return fail(errorOf(problem));

    OutboxEntry entry{.line = draft.line, .peer = draft.peer, .body = draft.body, .mediaUrls = draft.media, .createdAt = now, .sendAfter = draft.sendAfter};
    const QString media = QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(draft.media)).toJson(QJsonDocument::Compact));
    Statement write(db, u"INSERT INTO own.outbox (line, peer, body, media, state, created_ms, send_after_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        " RETURNING id");
    write.with(draft.line.text(), draft.peer.text(), draft.body, media, int(entry.state), now.toMSecsSinceEpoch());
    if (draft.sendAfter.isValid())
        write.bindInteger(7, draft.sendAfter.toMSecsSinceEpoch());
    if (write.next())
        entry.id = write.integer(0);
    write.restart();
    if (!write.ok())
        return write.failure();
    const auto refreshed = refreshThreadOf(db, entry);
    return refreshed ? Result<OutboxEntry>(entry) : fail(refreshed.error());
}

Result<std::optional<OutboxEntry>> beginSending(QSqlDatabase &db, OutboxId id, const QDateTime &now)
{
    auto entry = entryOf(db, id);
    if (!entry)
        return fail(entry.error());
    if (entry->state != OutboxState::Queued || (entry->sendAfter.isValid() && entry->sendAfter > now))
        return std::optional<OutboxEntry>();
    const auto optOut = optOutOf(db, entry->line, entry->peer);
    if (!optOut)
        return fail(optOut.error());
    if (optOut->optedOut) {
        entry->state = OutboxState::Failed;
        entry->errorCode = 21610;
        entry->detail = u"the other party has opted out"_s;
    } else {
        Statement newest(db, u"SELECT max(m.id) FROM message m JOIN thread t ON t.id = m.thread JOIN party l ON l.id = t.line"
                             " JOIN party p ON p.id = t.peer WHERE l.text = ? AND p.text = ?");
        if (newest.with(entry->line.text(), entry->peer.text()).next())
            entry->knownBefore = newest.integer(0);
        if (!newest.ok())
            return newest.failure();
        entry->state = OutboxState::Sending;
        entry->requestedAt = now;
        ++entry->attempts;
    }
    if (const auto written = writeEntry(db, *entry); !written)
        return fail(written.error());
    return std::optional(*entry);
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

Result<QList<OutboxId>> doubtUnfinished(QSqlDatabase &db)
{
    Statement write(db, u"UPDATE own.outbox SET state = ?2, detail = 'the program ended while it was being sent' WHERE state = ?1 RETURNING id");
    write.with(int(OutboxState::Sending), int(OutboxState::NotSure));
    QList<OutboxId> ids;
    while (write.next())
        ids.push_back(write.integer(0));
    if (!write.ok())
        return write.failure();
    return ids;
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

Result<qint64> threadOfEntry(QSqlDatabase &db, const OutboxEntry &entry)
{
    Statement query(db, u"SELECT t.id FROM thread t JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer WHERE l.text = ? AND p.text = ?");
    const qint64 id = query.with(entry.line.text(), entry.peer.text()).next() ? query.integer(0) : 0;
    if (!query.ok())
        return query.failure();
    return id;
}

} // namespace milassist
