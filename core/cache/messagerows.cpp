// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/messagerows.h"

#include "core/cache/rowsql.h"
#include "core/cache/timeid.h"
#include "core/store/recordsql.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// Enough to find every thread somebody can mean, little enough to be quick for "the".
constexpr int threadSearchDepth = 5000;

ThreadRow readThreadRow(const Statement &query)
{
    ThreadRow row;
    row.id = query.integer(0);
    row.line = Party(query.text(1));
    row.peer = Party(query.text(2));
    row.contactName = query.text(3);
    if (query.integer(4) > 0)
        row.lastAt = QDateTime::fromMSecsSinceEpoch(query.integer(4), Qt::UTC);
    row.preview = query.text(5);
    row.lastInbound = query.integer(6) != 0;
    row.lastStatus = Word<MessageStatus>(query.text(7));
    row.lastMediaCount = int(query.integer(8));
    row.unread = int(query.integer(9));
    row.optedOut = query.integer(10) != 0;
    row.draft = query.text(11);
    return row;
}

Result<> addMedia(QSqlDatabase &db, QList<MessageRow> &rows)
{
    Statement query(db, u"SELECT %1 FROM media WHERE parent_sid = ? ORDER BY id"_s.arg(columnList<Media>()));
    for (MessageRow &row : rows) {
        if (row.message.mediaCount == 0)
            continue;
        query.with(row.message.sid.text());
        while (query.next())
            row.media.push_back(readRecord<Media>(query, 0));
    }
    return query.outcome();
}

} // namespace

Result<RowIds> threadIdsOf(QSqlDatabase &db, const ThreadFilter &filter)
{
    Conditions conditions;
    conditions.add(u"t.last_ms > 0");
    if (filter.unreadOnly)
        conditions.add(u"t.unread > 0");
    if (!filter.line.isEmpty())
        conditions.add(u"t.line = (SELECT id FROM party WHERE text = ?)", filter.line.text());
    if (!filter.peer.isEmpty())
        conditions.add(u"t.peer = (SELECT id FROM party WHERE text = ?)", filter.peer.text());
    if (const SearchText search = readSearch(filter.text); !search.isEmpty()) {
        Conditions byName;
        addPartySearch(byName, u"t.peer", search);
        QString either = u'(' + byName.all() + u')';
        if (!search.match.isEmpty())
            either += u" OR t.id IN (SELECT m.thread FROM message m WHERE m.id IN (SELECT rowid FROM message_fts WHERE message_fts MATCH ?"
                      " ORDER BY rowid DESC LIMIT %1))"_s.arg(threadSearchDepth);
        conditions.addAll(u'(' + either + u')', byName);
        if (!search.match.isEmpty())
            conditions.addValue(search.match);
    }
    Statement query(db, u"SELECT t.id FROM thread t"_s + conditions.where() + u" ORDER BY t.last_ms DESC, t.id DESC"_s);
    conditions.bind(query);
    return idsOf(query);
}

Result<QList<ThreadRow>> threadRows(QSqlDatabase &db, const RowIds &ids)
{
    Statement query(db, uR"(SELECT t.id, l.text, p.text, %1, t.last_ms, t.preview, t.last_inbound, t.last_status, t.last_media, t.unread,
                               o.opted_out, d.body
                            FROM json_each(?) wanted JOIN thread t ON t.id = wanted.value
                            JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer
                            LEFT JOIN own.opt_out o ON o.line = l.text AND o.peer = p.text
                            LEFT JOIN own.draft d ON d.line = l.text AND d.peer = p.text)"_s
                            .arg(contactNameSql(u"p.text")));
    QHash<qint64, ThreadRow> rows;
    query.with(jsonList(ids));
    while (query.next())
        rows.insert(query.integer(0), readThreadRow(query));
    if (!query.ok())
        return query.failure();
    return inOrder(ids, std::move(rows));
}

Result<QList<MessageRow>> messageRows(QSqlDatabase &db, const RowIds &ids)
{
    Statement query(db, u"SELECT m.id, %1 FROM json_each(?) wanted JOIN message m ON m.id = wanted.value"_s.arg(columnList<Message>(u"m")));
    QHash<qint64, MessageRow> found;
    query.with(jsonList(ids));
    while (query.next()) {
        MessageRow row{.id = query.integer(0), .message = readRecord<Message>(query, 1)};
        row.at = row.message.sentAt.isValid() ? row.message.sentAt
                 : row.message.createdAt.isValid() ? row.message.createdAt
                                                   : timeOfId(row.id);
        found.insert(row.id, std::move(row));
    }
    if (!query.ok())
        return query.failure();
    QList<MessageRow> rows = inOrder(ids, std::move(found));
    if (const auto added = addMedia(db, rows); !added)
        return fail(added.error());
    return rows;
}

QString outboxColumns()
{
    return u"o.id, o.line, o.peer, o.body, o.media, o.state, o.created_ms, o.send_after_ms, o.requested_ms, o.attempts, o.sid,"
           " o.error_code, o.detail, o.known_before"_s;
}

OutboxEntry readOutboxEntry(const Statement &query, int column)
{
    OutboxEntry entry;
    entry.id = query.integer(column);
    entry.line = Party(query.text(column + 1));
    entry.peer = Party(query.text(column + 2));
    entry.body = query.text(column + 3);
    for (const QJsonValue &url : QJsonDocument::fromJson(query.text(column + 4).toUtf8()).array())
        entry.mediaUrls.push_back(url.toString());
    entry.state = OutboxState(query.integer(column + 5));
    readMember(query, column + 6, entry.createdAt);
    readMember(query, column + 7, entry.sendAfter);
    readMember(query, column + 8, entry.requestedAt);
    entry.attempts = int(query.integer(column + 9));
    entry.sid = Codec<MessageSid>::fromSql(query.text(column + 10));
    entry.errorCode = int(query.integer(column + 11));
    entry.detail = query.text(column + 12);
    entry.knownBefore = query.integer(column + 13);
    return entry;
}

Result<QList<MessageRow>> waitingRows(QSqlDatabase &db, qint64 thread)
{
    // A text that was sent stays here until Twilio's own record of it has come: between the two it must not vanish.
    Statement query(db, uR"(SELECT %1 FROM thread t JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer
                            JOIN own.outbox o ON o.line = l.text AND o.peer = p.text
                            WHERE t.id = ? AND o.state <> %2 AND NOT EXISTS (SELECT 1 FROM message m WHERE m.sid = o.sid)
                            ORDER BY o.id DESC)"_s
                            .arg(outboxColumns())
                            .arg(int(OutboxState::Canceled)));
    QList<MessageRow> rows;
    query.with(thread);
    while (query.next()) {
        const OutboxEntry entry = readOutboxEntry(query, 0);
        MessageRow row{.id = -entry.id, .outbox = entry, .at = entry.createdAt};
        row.message.from = entry.line;
        row.message.to = entry.peer;
        row.message.body = entry.body;
        row.message.direction = MessageDirection::OutboundApi;
        row.message.mediaCount = int(entry.mediaUrls.size());
        row.message.createdAt = entry.createdAt;
        rows.push_back(std::move(row));
    }
    if (!query.ok())
        return query.failure();
    return rows;
}

} // namespace milassist
