// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/texttable.h"

#include "core/relay/ledger/noticetable.h"

#include <algorithm>
#include <limits>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const Party &ourEnd(const Message &message)
{
    return isInbound(message) ? message.to : message.from;
}

const Party &theirEnd(const Message &message)
{
    return isInbound(message) ? message.from : message.to;
}

qint64 before(const QDateTime &now, std::chrono::milliseconds span)
{
    return now.toMSecsSinceEpoch() - span.count();
}

} // namespace

Result<TextChange> TextTable::note(const TextNotice &told, const QDateTime &now)
{
    TextNotice notice = told;
    if (!notice.answers.isNull()) {
        if (const auto done = completeReply(notice); !done)
            return fail(done.error());
    }
    static const NoticeSql sql = NoticeSql::of<Message>(u"message"_s);
    NoticeTable<Message> messages(m_db, sql);
    const auto change = messages.note({.record = notice.message, .source = notice.source, .sequence = -1, .extra = notice.extra});
    if (!change)
        return fail(change.error());
    const Message &after = change->after;
    Statement update(m_db,
                     u"UPDATE message SET line = ?1, peer = ?2, outgoing = ?3, first_ms = coalesce(first_ms, ?4),"
                     " author = coalesce(?5, author), answers = coalesce(?6, answers), sameness = coalesce(?7, sameness)"
                     " WHERE \"sid\" = ?8");
    const bool done = update
                          .with(ourEnd(after).text(), theirEnd(after).text(), !isInbound(after), now.toMSecsSinceEpoch(),
                                notice.author, notice.answers.text(), notice.sameness, after.sid.text())
                          .changes();
    if (!update.ok() || !done)
        return update.ok() ? fail(Error::Kind::Storage, u"the text just noted is not there"_s) : update.failure();
    if (const auto kept = keepMedia(notice); !kept)
        return fail(kept.error());
    return TextChange{.before = change->before, .after = after, .isNews = change->isNews};
}

// What Twilio tells of a reply is a sid and a state; what it says we know.
Result<> TextTable::completeReply(TextNotice &notice)
{
    Statement query(m_db, u"UPDATE auto_reply SET sid = ? WHERE answers = ? RETURNING line, peer, body");
    if (query.with(notice.message.sid.text(), notice.answers.text()).next()) {
        Message &message = notice.message;
        message.from = Party(query.text(0));
        message.to = Party(query.text(1));
        message.body = query.text(2);
        message.direction = MessageDirection::OutboundReply;
    }
    query.restart();
    return query.outcome();
}

Result<> TextTable::keepMedia(const TextNotice &notice)
{
    Statement insert(m_db,
                     u"INSERT INTO message_media (message, position, url, type) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT (message, position) DO NOTHING");
    for (qsizetype i = 0; i < notice.media.size(); ++i) {
        const TextMedia &media = notice.media[i];
        if (auto done =
                insert.with(notice.message.sid.text(), qint64(i), media.url.toString(QUrl::FullyEncoded), media.type).run();
            !done)
            return done;
    }
    return {};
}

Result<> TextTable::replied(const AutomaticReply &reply, const QDateTime &now)
{
    Statement insert(m_db,
                     u"INSERT INTO auto_reply (answers, line, peer, body, at_ms) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT (answers) DO NOTHING");
    return insert.with(reply.answers.text(), reply.line, reply.peer.text(), reply.body, now.toMSecsSinceEpoch()).run();
}

Result<> TextTable::lockReplies(const QString &line)
{
    if (line.isEmpty())
        return {};
    Statement ensure(m_db, u"INSERT INTO reply_line (line) VALUES (?) ON CONFLICT (line) DO NOTHING");
    if (auto done = ensure.with(line).run(); !done)
        return done;
    Statement lock(m_db, u"SELECT line FROM reply_line WHERE line = ?"_s + m_db.forUpdate());
    return lock.with(line).run();
}

Result<TextHistory> TextTable::history(const QString &line, const Party &peer, const QString &sameness, const QDateTime &now,
                                       std::chrono::hours window)
{
    TextHistory history;
    Statement texts(m_db,
                    u"SELECT max(CASE WHEN outgoing = 1 AND answers IS NULL THEN first_ms END),"
                    " count(CASE WHEN outgoing = 0 AND sameness = ?1 AND first_ms > ?2 THEN 1 END)"
                    " FROM message WHERE line = ?3 AND peer = ?4 AND first_ms > ?5");
    if (texts.with(sameness, before(now, 1h), line, peer.text(), before(now, window)).next()) {
        readMember(texts, 0, history.lastByPerson);
        history.sameLastHour = int(texts.integer(1));
    }
    if (!texts.ok())
        return texts.failure();
    Statement replies(m_db,
                      u"SELECT max(CASE WHEN peer = ?1 THEN at_ms END), count(CASE WHEN peer = ?1 AND at_ms > ?2 THEN 1 END),"
                      " count(CASE WHEN at_ms > ?3 THEN 1 END) FROM auto_reply WHERE line = ?4 AND at_ms > ?5");
    if (replies.with(peer.text(), before(now, 24h), before(now, 1h), line, before(now, window)).next()) {
        readMember(replies, 0, history.lastAutomatic);
        history.automaticLastDay = int(replies.integer(1));
        history.lineAutomaticLastHour = int(replies.integer(2));
    }
    if (!replies.ok())
        return replies.failure();
    return history;
}

Result<std::optional<LedgerText>> TextTable::find(const MessageSid &sid)
{
    return texts(u"\"sid\" = ?", {sid.text()}, {}, 1).map([](const QList<LedgerText> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<QList<LedgerText>> TextTable::conversation(const QString &line, const Party &peer, const QDateTime &before, int limit)
{
    return textsAndReplies(u"line = ? AND peer = ?", {line, peer.text()}, before, limit);
}

Result<QList<LedgerText>> TextTable::latest(const QDateTime &before, int limit)
{
    return textsAndReplies(u"1 = 1", {}, before, limit);
}

Result<QList<LedgerText>> TextTable::texts(QStringView where, const QStringList &values, const QDateTime &before, int limit)
{
    Statement query(m_db,
                    u"SELECT line, peer, author, answers, first_ms, %1 FROM message WHERE %2 AND first_ms < ?"
                    " ORDER BY first_ms DESC, \"sid\" LIMIT ?"_s.arg(columnList<Message>(), where));
    int position = 0;
    for (const QString &value : values)
        query.bind(++position, value);
    query.bind(++position, before.isValid() ? before.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max());
    query.bind(++position, limit);
    QList<LedgerText> found;
    while (query.next()) {
        LedgerText text{.line = query.text(0), .peer = Party(query.text(1)), .author = query.text(2)};
        readMember(query, 3, text.answers);
        readMember(query, 4, text.firstHeardAt);
        text.message = readRecord<Message>(query, 5);
        found << text;
    }
    if (!query.ok())
        return query.failure();
    if (const auto done = addMedia(found); !done)
        return fail(done.error());
    return found;
}

// The texts, and between them the replies that Twilio has not named yet.
Result<QList<LedgerText>> TextTable::textsAndReplies(QStringView where, const QStringList &values, const QDateTime &before,
                                                     int limit)
{
    auto found = texts(where, values, before, limit);
    if (!found)
        return found;
    Statement query(m_db,
                    u"SELECT line, peer, answers, at_ms, body FROM auto_reply WHERE %1 AND sid IS NULL AND at_ms < ?"
                    " ORDER BY at_ms DESC LIMIT ?"_s.arg(where));
    int position = 0;
    for (const QString &value : values)
        query.bind(++position, value);
    query.bind(++position, before.isValid() ? before.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max());
    query.bind(++position, limit);
    while (query.next()) {
        LedgerText text{.line = query.text(0), .peer = Party(query.text(1))};
        readMember(query, 2, text.answers);
        readMember(query, 3, text.firstHeardAt);
        text.message.from = Party(text.line);
        text.message.to = text.peer;
        text.message.body = query.text(4);
        text.message.direction = MessageDirection::OutboundReply;
        text.message.status = MessageStatus::Queued;
        *found << text;
    }
    if (!query.ok())
        return query.failure();
    // A reply is as old as the text that it answers, and newer.
    std::ranges::stable_sort(*found, [](const LedgerText &a, const LedgerText &b) {
        return a.firstHeardAt != b.firstHeardAt ? a.firstHeardAt > b.firstHeardAt : a.isAutomatic() && !b.isAutomatic();
    });
    if (found->size() > limit)
        found->resize(limit);
    return found;
}

Result<> TextTable::addMedia(QList<LedgerText> &texts)
{
    Statement query(m_db, u"SELECT url, type FROM message_media WHERE message = ? ORDER BY position");
    for (LedgerText &text : texts) {
        query.with(text.message.sid.text());
        while (query.next())
            text.media << TextMedia{.url = QUrl(query.text(0)), .type = query.text(1)};
    }
    return query.outcome();
}

} // namespace milassist::relay
