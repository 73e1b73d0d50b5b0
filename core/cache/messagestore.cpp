// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/messagestore.h"

#include "core/cache/csvexport.h"
#include "core/cache/messagerows.h"
#include "core/cache/messagesave.h"
#include "core/cache/recordtable.h"
#include "core/cache/rowsql.h"
#include "core/cache/timeid.h"
#include "core/cache/voided.h"
#include "core/domain/handle.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QStringList messageCells(const MessageRow &row)
{
    const Message &message = row.message;
    return {message.sid.text(),
            Codec<QDateTime>::toText(row.at),
            isInbound(message) ? u"in"_s : u"out"_s,
            tellable(message.from),
            tellable(message.to),
            message.body,
            message.status.text(),
            message.errorCode == 0 ? QString() : QString::number(message.errorCode),
            QString::number(message.segments),
            QString::number(message.mediaCount),
            message.price ? message.price->toText() : QString(),
            message.priceUnit};
}

// Sets how far a thread is read: up to and with the message @p upTo.
Result<> writeReadMark(QSqlDatabase &db, qint64 thread, qint64 upTo)
{
    Statement mark(db, uR"(INSERT INTO own.read_mark (line, peer, message)
                           SELECT l.text, p.text, ?2 FROM thread t JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer WHERE t.id = ?1
                           ON CONFLICT (line, peer) DO UPDATE SET message = excluded.message)");
    if (const auto marked = mark.with(thread, upTo).run(); !marked)
        return marked;
    ThreadKeeper keeper(db);
    return keeper.refresh(thread);
}

Result<> saveMediaRows(QSqlDatabase &db, const QList<Media> &list)
{
    RecordTable<Media> table(db, u"media");
    for (const Media &media : list) {
        if (media.sid.isNull())
            continue;
        const auto inserted = table.insert(timeId(media.createdAt, media.sid.text()), media);
        if (!inserted)
            return fail(inserted.error());
    }
    return {};
}

} // namespace

MessageStore::MessageStore(Store &store, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&store, &Store::cacheRebuilt, this, [this] { announce({}); });
}

void MessageStore::announce(const QList<qint64> &threads)
{
    Q_EMIT threadsChanged(threads);
    if (threads.isEmpty())
        Q_EMIT messagesChanged(0);
    for (const qint64 thread : threads)
        Q_EMIT messagesChanged(thread);
    countAgain();
}

void MessageStore::countAgain()
{
    whenDone(unreadThreads(), this, [this](const Result<int> &count) {
        if (count && *count != m_unread) {
            m_unread = *count;
            Q_EMIT unreadThreadsChanged(*count);
        }
    });
}

QFuture<Result<RowIds>> MessageStore::threadIds(ThreadFilter filter)
{
    const bool searches = !filter.text.trimmed().isEmpty();
    auto job = [filter = std::move(filter)](QSqlDatabase &db) { return threadIdsOf(db, filter); };
    return searches ? m_store.read(m_search, std::move(job)) : m_store.read(std::move(job));
}

QFuture<Result<QList<ThreadRow>>> MessageStore::threads(RowIds ids)
{
    return m_store.read([ids = std::move(ids)](QSqlDatabase &db) { return threadRows(db, ids); });
}

QFuture<Result<qint64>> MessageStore::threadFor(Party line, Party peer)
{
    return m_store.write([line, peer](QSqlDatabase &db) {
        ThreadKeeper keeper(db);
        return keeper.idOf(line, peer);
    });
}

QFuture<Result<QList<MessageRow>>> MessageStore::messages(qint64 thread, qint64 before, int limit)
{
    return m_store.read([thread, before, limit](QSqlDatabase &db) -> Result<QList<MessageRow>> {
        Statement query(db, u"SELECT id FROM message WHERE thread = ? AND id < ? ORDER BY id DESC LIMIT ?");
        query.with(thread, before > 0 ? before : std::numeric_limits<qint64>::max(), limit);
        const auto ids = idsOf(query);
        if (!ids)
            return fail(ids.error());
        auto rows = messageRows(db, *ids);
        if (before > 0 || !rows)
            return rows;
        auto waiting = waitingRows(db, thread);
        if (!waiting)
            return waiting;
        return *waiting + *rows;
    });
}

QFuture<Result<MessageRow>> MessageStore::message(MessageSid sid)
{
    return m_store.read([sid](QSqlDatabase &db) -> Result<MessageRow> {
        Statement query(db, u"SELECT id FROM message WHERE sid = ?");
        const auto ids = idsOf(query.with(sid.text()));
        if (!ids)
            return fail(ids.error());
        auto rows = messageRows(db, *ids);
        if (!rows)
            return fail(rows.error());
        return rows->isEmpty() ? Result<MessageRow>(fail(Error::Kind::NotFound, u"no such message"_s)) : rows->takeFirst();
    });
}

QFuture<Result<RowIds>> MessageStore::find(qint64 thread, QString text)
{
    return m_store.read(m_find, [thread, text](QSqlDatabase &db) -> Result<RowIds> {
        const SearchText search = readSearch(text);
        if (search.match.isEmpty())
            return RowIds();
        Statement query(db, u"SELECT m.id FROM message_fts f JOIN message m ON m.id = f.rowid WHERE message_fts MATCH ? AND m.thread = ?"
                            " ORDER BY f.rowid DESC LIMIT 1000");
        return idsOf(query.with(search.match, thread));
    });
}

QFuture<Result<Saved>> MessageStore::save(QList<Message> messages)
{
    QPromise<Result<Saved>> promise;
    promise.start();
    auto future = promise.future();
    whenDone(m_store.write([messages = std::move(messages)](QSqlDatabase &db) { return saveMessages(db, messages); }), this,
             [this, promise = std::make_shared<QPromise<Result<Saved>>>(std::move(promise))](const Result<MessagesSaved> &result) {
                 if (result && !result->threads.isEmpty())
                     announce(result->threads.values());
                 promise->addResult(result ? Result<Saved>(result->saved) : fail(result.error()));
                 promise->finish();
             });
    return future;
}

QFuture<Result<>> MessageStore::saveMedia(QList<Media> media)
{
    auto touched = m_store.write([media = std::move(media)](QSqlDatabase &db) -> Result<QList<qint64>> {
        if (const auto saved = saveMediaRows(db, media); !saved)
            return fail(saved.error());
        QSet<qint64> threads;
        Statement query(db, u"SELECT thread FROM message WHERE sid = ?");
        for (const Media &one : media) {
            if (query.with(one.messageSid.text()).next())
                threads.insert(query.integer(0));
        }
        if (!query.ok())
            return query.failure();
        return threads.values();
    });
    return voided(std::move(touched), this, [this](const QList<qint64> &threads) {
        for (const qint64 thread : threads)
            Q_EMIT messagesChanged(thread);
    });
}

QFuture<Result<QList<MessageSid>>> MessageStore::withUnknownMedia(int limit)
{
    return m_store.scan([limit](QSqlDatabase &db) -> Result<QList<MessageSid>> {
        Statement query(db, u"SELECT m.sid FROM message m WHERE m.num_media > 0 AND (SELECT count(*) FROM media d WHERE d.parent_sid = m.sid)"
                            " < m.num_media ORDER BY m.id DESC LIMIT ?");
        query.with(limit);
        QList<MessageSid> sids;
        while (query.next())
            sids.push_back(Codec<MessageSid>::fromSql(query.text(0)));
        if (!query.ok())
            return query.failure();
        return sids;
    });
}

QFuture<Result<>> MessageStore::remove(QList<MessageSid> sids)
{
    return voided(m_store.write([sids = std::move(sids)](QSqlDatabase &db) { return removeMessages(db, sids); }), this,
                  [this](const QSet<qint64> &threads) {
                      if (!threads.isEmpty())
                          announce(threads.values());
                  });
}

QFuture<Result<QList<MessageSid>>> MessageStore::sidsBetween(QDateTime from, QDateTime to)
{
    return m_store.read([from, to](QSqlDatabase &db) -> Result<QList<MessageSid>> {
        Statement query(db, u"SELECT sid FROM message WHERE id >= ? AND id < ? ORDER BY id DESC");
        query.with(firstIdAt(from), firstIdAt(to));
        QList<MessageSid> sids;
        while (query.next())
            sids.push_back(Codec<MessageSid>::fromSql(query.text(0)));
        if (!query.ok())
            return query.failure();
        return sids;
    });
}

QFuture<Result<>> MessageStore::markRead(qint64 thread)
{
    auto marked = m_store.write([thread](QSqlDatabase &db) -> Result<bool> {
        Statement newest(db, u"SELECT max(id), (SELECT unread FROM thread WHERE id = ?1) FROM message WHERE thread = ?1");
        newest.with(thread);
        if (!newest.next())
            return newest.ok() ? Result<bool>(false) : newest.failure();
        if (newest.integer(1) == 0)
            return false; // nothing to write: this is called at every look
        const auto written = writeReadMark(db, thread, newest.integer(0));
        return written ? Result<bool>(true) : fail(written.error());
    });
    return voided(std::move(marked), this, [this, thread](bool changed) {
        if (!changed)
            return;
        Q_EMIT threadsChanged({thread});
        countAgain();
    });
}

QFuture<Result<>> MessageStore::markUnread(qint64 thread)
{
    auto marked = m_store.write([thread](QSqlDatabase &db) -> Result<bool> {
        Statement newest(db, u"SELECT max(id) FROM message WHERE thread = ? AND inbound = 1");
        newest.with(thread);
        if (!newest.next() || newest.isNull(0))
            return newest.ok() ? Result<bool>(false) : newest.failure();
        const auto written = writeReadMark(db, thread, newest.integer(0) - 1);
        return written ? Result<bool>(true) : fail(written.error());
    });
    return voided(std::move(marked), this, [this, thread](bool changed) {
        if (!changed)
            return;
        Q_EMIT threadsChanged({thread});
        countAgain();
    });
}

QFuture<Result<int>> MessageStore::unreadThreads()
{
    return m_store.read([](QSqlDatabase &db) -> Result<int> {
        Statement query(db, u"SELECT count(*) FROM thread WHERE unread > 0");
        const int count = query.next() ? int(query.integer(0)) : 0;
        return query.ok() ? Result<int>(count) : query.failure();
    });
}

QFuture<Result<qint64>> MessageStore::exportCsv(ThreadFilter filter, qint64 thread, QString path)
{
    const QStringList header{u"sid"_s,   u"time"_s,       u"direction"_s, u"from"_s,  u"to"_s,    u"body"_s,
                             u"status"_s, u"error_code"_s, u"segments"_s,  u"media"_s, u"price"_s, u"currency"_s};
    auto ids = [filter = std::move(filter), thread](QSqlDatabase &db) -> Result<RowIds> {
        RowIds threads{thread};
        if (thread == 0) {
            auto found = threadIdsOf(db, filter);
            if (!found)
                return found;
            threads = *std::move(found);
        }
        Statement query(db, u"SELECT m.id FROM message m WHERE m.thread IN (SELECT value FROM json_each(?)) ORDER BY m.id");
        return idsOf(query.with(jsonList(threads)));
    };
    return CsvExport::start(m_store, std::move(path), header, std::move(ids),
                            [](QSqlDatabase &db, const RowIds &page) -> Result<QList<QStringList>> {
                                const auto rows = messageRows(db, page);
                                if (!rows)
                                    return fail(rows.error());
                                QList<QStringList> cells;
                                for (const MessageRow &row : *rows)
                                    cells.push_back(messageCells(row));
                                return cells;
                            });
}

} // namespace milassist
