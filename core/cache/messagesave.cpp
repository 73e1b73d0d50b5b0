// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/messagesave.h"

#include "core/cache/optoutstore.h"
#include "core/cache/recordtable.h"
#include "core/cache/timeid.h"
#include "core/domain/keyword.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int previewLength = 160;

QDateTime madeAt(const Message &message)
{
    return message.createdAt.isValid() ? message.createdAt : message.sentAt.isValid() ? message.sentAt : message.updatedAt;
}

Party lineOf(const Message &message)
{
    return isInbound(message) ? message.to : message.from;
}

Party peerOf(const Message &message)
{
    return isInbound(message) ? message.from : message.to;
}

// What the other party said about getting texts at all.
Result<> noteOptOut(QSqlDatabase &db, const Message &message)
{
    const TextKeyword keyword = isInbound(message) ? textKeyword(message.body) : TextKeyword::None;
    if (keyword != TextKeyword::Stop && keyword != TextKeyword::Start)
        return {};
    return writeOptOut(db, message.to, message.from,
                       {.optedOut = keyword == TextKeyword::Stop, .source = OptOut::Source::Keyword, .at = madeAt(message), .keyword = message.body.trimmed().toUpper()});
}

} // namespace

Result<qint64> firstNewMessage(QSqlDatabase &db)
{
    Statement query(db, u"SELECT value FROM own.setting WHERE name = 'first_day_ms'");
    qint64 ms = 0;
    if (query.next())
        ms = query.integer(0);
    if (!query.ok())
        return query.failure();
    return firstIdAt(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).addDays(-1));
}

ThreadKeeper::ThreadKeeper(QSqlDatabase &db)
    : m_parties(db),
      m_find(db, u"SELECT id FROM thread WHERE line = ? AND peer = ?"),
      m_add(db, u"INSERT INTO thread (line, peer) VALUES (?, ?) RETURNING id"),
      m_last(db, u"SELECT coalesce(date_sent, date_created, (id >> %1) * 1000), body, status, inbound, num_media"
                 " FROM message WHERE thread = ? ORDER BY id DESC LIMIT 1"_s.arg(timeIdBits)),
      m_waiting(db, uR"(SELECT max(
            coalesce((SELECT max(d.updated_ms) FROM own.draft d WHERE d.line = l.text AND d.peer = p.text), 0),
            coalesce((SELECT max(o.created_ms) FROM own.outbox o WHERE o.line = l.text AND o.peer = p.text AND o.state NOT IN (2, 5)), 0))
            FROM thread t JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer WHERE t.id = ?)"),
      m_unread(db, uR"(SELECT count(*) FROM message WHERE thread = ?1 AND inbound = 1 AND id >
            coalesce((SELECT r.message FROM thread t JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer
                      JOIN own.read_mark r ON r.line = l.text AND r.peer = p.text WHERE t.id = ?1), ?2))"),
      m_write(db, u"UPDATE thread SET last_ms = ?2, preview = ?3, last_inbound = ?4, last_status = ?5, last_media = ?6, unread = ?7 WHERE id = ?1")
{
    m_firstNew = firstNewMessage(db).value_or(0);
}

Result<qint64> ThreadKeeper::idOf(const Party &line, const Party &peer)
{
    const auto lineId = m_parties.idOf(line);
    const auto peerId = m_parties.idOf(peer);
    if (!lineId || !peerId)
        return fail(lineId ? peerId.error() : lineId.error());
    const std::pair key(*lineId, *peerId);
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    qint64 id = 0;
    m_find.with(*lineId, *peerId);
    if (m_find.next())
        id = m_find.integer(0);
    m_find.restart();
    if (id == 0 && m_find.ok()) {
        m_add.with(*lineId, *peerId);
        if (m_add.next())
            id = m_add.integer(0);
        m_add.restart();
    }
    if (!m_find.ok() || !m_add.ok())
        return m_find.ok() ? m_add.failure() : m_find.failure();
    m_known.insert(key, id);
    return id;
}

Result<ThreadKeeper::Last> ThreadKeeper::lastOf(qint64 thread)
{
    Last last;
    m_last.with(thread);
    if (m_last.next()) {
        last = {.at = m_last.integer(0),
                .preview = m_last.text(1).left(previewLength).simplified(),
                .status = m_last.text(2),
                .inbound = m_last.integer(3) != 0,
                .media = int(m_last.integer(4))};
    }
    m_last.restart();
    if (!m_last.ok())
        return m_last.failure();
    return last;
}

Result<> ThreadKeeper::refresh(qint64 thread)
{
    auto last = lastOf(thread);
    if (!last)
        return fail(last.error());
    m_waiting.with(thread);
    if (m_waiting.next())
        last->at = qMax(last->at, m_waiting.integer(0));
    m_waiting.restart();
    m_unread.with(thread, m_firstNew);
    const qint64 unread = m_unread.next() ? m_unread.integer(0) : 0;
    m_unread.restart();
    if (!m_waiting.ok() || !m_unread.ok())
        return m_waiting.ok() ? m_unread.outcome() : m_waiting.outcome();
    return m_write.with(thread, last->at, last->preview, last->inbound, last->status, last->media, unread).run();
}

Result<MessagesSaved> saveMessages(QSqlDatabase &db, const QList<Message> &messages)
{
    // In the order of their ids: the full-text index is built in one sweep.
    const auto idOf = [](const Message &message) { return timeId(madeAt(message), message.sid.text()); };
    RecordTable<Message> table(db, u"message", {u"thread"_s, u"inbound"_s});
    Statement threadOf(db, u"SELECT thread FROM message WHERE id = ?");
    Statement move(db, u"UPDATE message SET thread = ?2, inbound = ?3 WHERE id = ?1");
    Statement gone(db, u"SELECT 1 FROM own.deletion WHERE sid = ? AND state = 2");
    ThreadKeeper threads(db);
    MessagesSaved result;
    for (const auto &[id, one] : inOrderOfIds(messages, idOf)) {
        const Message &message = *one;
        const auto thread = threads.idOf(lineOf(message), peerOf(message));
        if (!thread)
            return fail(thread.error());
        const bool deleted = gone.with(message.sid.text()).next();
        gone.restart();
        if (deleted)
            continue;
        const auto inserted = table.insert(id, message, *thread, isInbound(message));
        if (!inserted)
            return fail(inserted.error());
        if (*inserted) {
            ++result.saved.added;
            result.saved.ids.push_back(**inserted);
            result.threads.insert(*thread);
            if (const auto noted = noteOptOut(db, message); !noted)
                return fail(noted.error());
            continue;
        }
        const auto kept = table.find(message.sid);
        if (!kept)
            return fail(kept.error());
        const Message now = merged((*kept)->record, message);
        if (now == (*kept)->record)
            continue;
        ++result.saved.changed;
        result.saved.ids.push_back((*kept)->id);
        if (const auto updated = table.update((*kept)->id, now); !updated)
            return fail(updated.error());
        threadOf.with((*kept)->id);
        const qint64 before = threadOf.next() ? threadOf.integer(0) : 0;
        threadOf.restart();
        const auto after = threads.idOf(lineOf(now), peerOf(now)); // a service chooses the sender later
        if (!after)
            return fail(after.error());
        if (before != *after) {
            if (const auto moved = move.with((*kept)->id, *after, isInbound(now)).run(); !moved)
                return fail(moved.error());
            result.threads.insert(before);
        }
        result.threads.insert(*after);
    }
    if (!gone.ok())
        return gone.failure();
    for (const qint64 thread : std::as_const(result.threads)) {
        if (const auto refreshed = threads.refresh(thread); !refreshed)
            return fail(refreshed.error());
    }
    return result;
}

Result<> makeThreadsOfOwnTexts(QSqlDatabase &db)
{
    Statement query(db, uR"(SELECT line, peer FROM (SELECT line, peer FROM own.draft
                            UNION SELECT line, peer FROM own.outbox WHERE state NOT IN (2, 5)) o
                            WHERE NOT EXISTS (SELECT 1 FROM thread t JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer
                                              WHERE l.text = o.line AND p.text = o.peer))");
    QList<std::pair<Party, Party>> missing;
    while (query.next())
        missing.emplace_back(Party(query.text(0)), Party(query.text(1)));
    query.restart();
    if (!query.ok())
        return query.outcome();
    if (missing.isEmpty())
        return {};
    ThreadKeeper threads(db);
    for (const auto &[line, peer] : missing) {
        const auto thread = threads.idOf(line, peer);
        if (!thread)
            return fail(thread.error());
        if (const auto refreshed = threads.refresh(*thread); !refreshed)
            return refreshed;
    }
    return {};
}

Result<QSet<qint64>> removeMessages(QSqlDatabase &db, const QList<MessageSid> &sids)
{
    Statement remove(db, u"DELETE FROM message WHERE sid = ? RETURNING thread");
    Statement removeMedia(db, u"DELETE FROM media WHERE parent_sid = ?");
    QSet<qint64> touched;
    for (const MessageSid &sid : sids) {
        remove.with(sid.text());
        while (remove.next())
            touched.insert(remove.integer(0));
        if (const auto done = removeMedia.with(sid.text()).run(); !done || !remove.ok())
            return done ? remove.failure() : fail(done.error());
    }
    remove.restart();
    ThreadKeeper threads(db);
    for (const qint64 thread : std::as_const(touched)) {
        if (const auto refreshed = threads.refresh(thread); !refreshed)
            return fail(refreshed.error());
    }
    return touched;
}

} // namespace milassist
