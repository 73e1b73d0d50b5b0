// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/scheduledtexttable.h"

#include "core/relay/ledger/eventtable.h"
#include "core/store/statement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using State = ScheduledText::State;

namespace
{

const QString scheduledColumns = u"id, line, peer, body, media, due_ms, ends_with_reply, author, made_ms, state, why, sid, taken_ms"_s;

QString word(State state)
{
    return Word<State>(state).text();
}

QDateTime momentIn(const Statement &query, int column)
{
    return query.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(query.integer(column), Qt::UTC);
}

ScheduledText scheduledIn(const Statement &query)
{
    ScheduledText text{.id = query.integer(0), .line = query.text(1), .peer = Party(query.text(2)), .body = query.text(3)};
    for (const QJsonValue &url : QJsonDocument::fromJson(query.text(4).toUtf8()).array())
        text.media << QUrl(url.toString());
    text.due = momentIn(query, 5);
    text.endsWithReply = query.integer(6) != 0;
    text.author = query.text(7);
    text.madeAt = momentIn(query, 8);
    text.state = Word<State>(query.text(9)).valueOr(State::Failed);
    text.why = query.text(10);
    text.sid = MessageSid::parse(query.text(11)).value_or(MessageSid());
    text.takenAt = momentIn(query, 12);
    return text;
}

Result<QList<ScheduledText>> allScheduledIn(Statement &query)
{
    QList<ScheduledText> texts;
    while (query.next())
        texts << scheduledIn(query);
    if (!query.ok())
        return query.failure();
    return texts;
}

QString mediaOf(const ScheduledText &text)
{
    QJsonArray media;
    for (const QUrl &url : text.media)
        media << url.toString(QUrl::FullyEncoded);
    return QString::fromUtf8(QJsonDocument(media).toJson(QJsonDocument::Compact));
}

} // namespace

Result<qint64> ScheduledTextTable::add(const ScheduledText &text)
{
    Statement insert(m_db,
                     u"INSERT INTO scheduled_text (line, peer, body, media, due_ms, ends_with_reply, author, made_ms, state)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    insert.with(text.line, text.peer.text(), text.body, mediaOf(text), text.due.toMSecsSinceEpoch(), text.endsWithReply ? 1 : 0,
                text.author, text.madeAt.toMSecsSinceEpoch(), word(State::Waiting));
    qint64 id = 0;
    if (insert.next())
        id = insert.integer(0);
    insert.restart();
    if (!insert.ok())
        return insert.failure();
    return id;
}

Result<> ScheduledTextTable::whyNot(qint64 id)
{
    const auto there = find(id);
    if (!there)
        return fail(there.error());
    if (!*there)
        return fail(Error::Kind::NotFound, u"there is no such text"_s);
    return fail(Error::Kind::Rejected, u"this text is %1"_s.arg(word((*there)->state)));
}

Result<> ScheduledTextTable::change(const ScheduledText &text)
{
    Statement update(m_db,
                     u"UPDATE scheduled_text SET line = ?, peer = ?, body = ?, media = ?, due_ms = ?, ends_with_reply = ?"
                     " WHERE id = ? AND state = 'waiting'");
    update.with(text.line, text.peer.text(), text.body, mediaOf(text), text.due.toMSecsSinceEpoch(), text.endsWithReply ? 1 : 0,
                text.id);
    if (update.changes())
        return {};
    return update.ok() ? whyNot(text.id) : Result<>(update.failure());
}

Result<> ScheduledTextTable::cancel(qint64 id, const QString &why)
{
    Statement update(m_db, u"UPDATE scheduled_text SET state = 'canceled', why = ? WHERE id = ? AND state = 'waiting'");
    if (update.with(why, id).changes())
        return {};
    return update.ok() ? whyNot(id) : Result<>(update.failure());
}

Result<QList<qint64>> ScheduledTextTable::cancelFor(const QString &line, const Party &peer, bool onlyReplies, const QString &why)
{
    Statement update(m_db,
                     u"UPDATE scheduled_text SET state = 'canceled', why = ? WHERE line = ? AND peer = ? AND state = 'waiting'"
                     " AND ends_with_reply >= ? RETURNING id");
    update.with(why, line, peer.text(), onlyReplies ? 1 : 0);
    QList<qint64> ids;
    while (update.next())
        ids << update.integer(0);
    if (!update.ok())
        return update.failure();
    return ids;
}

Result<std::optional<ScheduledText>> ScheduledTextTable::find(qint64 id)
{
    Statement query(m_db, u"SELECT %1 FROM scheduled_text WHERE id = ?"_s.arg(scheduledColumns));
    const auto texts = allScheduledIn(query.with(id));
    if (!texts)
        return fail(texts.error());
    return texts->isEmpty() ? std::nullopt : std::optional(texts->first());
}

Result<QList<ScheduledText>> ScheduledTextTable::list(int limit)
{
    Statement query(m_db,
                    u"SELECT %1 FROM scheduled_text ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END,"
                    " CASE WHEN state = 'waiting' THEN due_ms ELSE -due_ms END, id LIMIT ?"_s.arg(scheduledColumns));
    return allScheduledIn(query.with(limit));
}

Result<bool> ScheduledTextTable::isAnyDue(const QDateTime &now, const QDateTime &staleSince)
{
    Statement query(m_db,
                    u"SELECT 1 FROM scheduled_text WHERE (state = 'waiting' AND due_ms <= ?)"
                    " OR (state = 'sending' AND taken_ms < ?) LIMIT 1");
    const bool isAny = query.with(now.toMSecsSinceEpoch(), staleSince.toMSecsSinceEpoch()).next();
    if (!query.ok())
        return query.failure();
    return isAny;
}

Result<QList<ScheduledText>> ScheduledTextTable::take(const QDateTime &now)
{
    Statement update(m_db,
                     u"UPDATE scheduled_text SET state = 'sending', taken_ms = ?1 WHERE state = 'waiting' AND due_ms <= ?1"
                     " RETURNING %1"_s.arg(scheduledColumns));
    return allScheduledIn(update.with(now.toMSecsSinceEpoch()));
}

Result<QList<ScheduledText>> ScheduledTextTable::takeStale(const QDateTime &now, const QDateTime &staleSince)
{
    Statement update(m_db, u"UPDATE scheduled_text SET taken_ms = ?1 WHERE state = 'sending' AND taken_ms < ?2 RETURNING %1"_s.arg(scheduledColumns));
    return allScheduledIn(update.with(now.toMSecsSinceEpoch(), staleSince.toMSecsSinceEpoch()));
}

Result<> ScheduledTextTable::settle(qint64 id, State state, const QString &why, const MessageSid &sid)
{
    Statement update(m_db, u"UPDATE scheduled_text SET state = ?, why = ?, sid = ? WHERE id = ?");
    return update.with(word(state), why, sid.text(), id).run();
}

Result<> ScheduledTextTable::giveBack(qint64 id, const QDateTime &due)
{
    Statement update(m_db, u"UPDATE scheduled_text SET state = 'waiting', due_ms = ?, taken_ms = NULL WHERE id = ? AND state = 'sending'");
    return update.with(due.toMSecsSinceEpoch(), id).run();
}

Result<> tellScheduled(SqlConnection &db, qint64 id, const QString &line, const QString &author, State state, const QDateTime &now)
{
    const QJsonObject body{{u"id"_s, id}, {u"line"_s, line}, {u"person"_s, author}, {u"state"_s, Word<State>(state).text()}};
    const auto told =
        EventTable(db).append(u"scheduled_text"_s, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)), now);
    return told ? Result<>() : fail(told.error());
}

} // namespace milassist::relay
