// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/outboxentry.h"
#include "core/cache/rowids.h"
#include "core/store/store.h"

namespace milassist {

struct ThreadFilter {
    bool unreadOnly = false;
    Party line, peer;           ///< empty = any
    QString text;               ///< names, any part of a number, words of the messages
    bool operator==(const ThreadFilter &) const = default;
};

/// The texts between one of our lines and one other party.
struct ThreadRow {
    qint64 id = 0;
    Party line, peer;
    QString contactName;
    QDateTime lastAt;           ///< UTC; of the newest message, waiting text or draft
    QString preview;            ///< first 160 characters of the newest message, line breaks as spaces
    bool lastInbound = false;
    Word<MessageStatus> lastStatus;
    int lastMediaCount = 0;
    int unread = 0;
    bool optedOut = false;
    QString draft;              ///< empty when there is none
    bool operator==(const ThreadRow &) const = default;
};

/// One bubble: a message of Twilio's, or a text of ours that is still on its way there.
struct MessageRow {
    qint64 id = 0;              ///< > 0 a message; < 0 minus the outbox id
    Message message;            ///< for a waiting text: line, peer, body, createdAt; sid null
    QList<Media> media;
    std::optional<OutboxEntry> outbox; ///< set while Twilio's own record is not in the cache
    QDateTime at;               ///< UTC; sent, else created
    bool operator==(const MessageRow &) const = default;
};

/// Texts in threads. Main thread; errors are Storage, DiskFull, Cancelled, NotFound.
class MessageStore : public QObject {
    Q_OBJECT
public:
    explicit MessageStore(Store &store, QObject *parent = nullptr);

    QFuture<Result<RowIds>> threadIds(ThreadFilter filter);      ///< latest first
    QFuture<Result<QList<ThreadRow>>> threads(RowIds ids);       ///< in the order of ids; those gone are left out
    /// The thread of @p line and @p peer, made when there was none yet.
    QFuture<Result<qint64>> threadFor(Party line, Party peer);

    /// At most @p limit messages of a thread before the message @p before (0 = from the newest on), newest first. The
    /// first page also has, in front, the texts still waiting to be sent.
    QFuture<Result<QList<MessageRow>>> messages(qint64 thread, qint64 before, int limit);
    QFuture<Result<MessageRow>> message(MessageSid sid);
    /// Ids of the messages in @p thread that hold every word of @p text, newest first, at most 1000.
    QFuture<Result<RowIds>> find(qint64 thread, QString text);

    /// Writes one page in one transaction. Upserts by sid; a status never moves backwards. Messages we have deleted do
    /// not come back. STOP and START of the other party are noted (see OptOutStore).
    QFuture<Result<Saved>> save(QList<Message> messages);
    QFuture<Result<>> saveMedia(QList<Media> media);
    /// Messages whose attachments are not all known, newest first: what to ask Twilio for next.
    QFuture<Result<QList<MessageSid>>> withUnknownMedia(int limit);
    QFuture<Result<>> remove(QList<MessageSid> sids);
    QFuture<Result<QList<MessageSid>>> sidsBetween(QDateTime from, QDateTime to); ///< created in [from, to)

    QFuture<Result<>> markRead(qint64 thread);
    /// Unread again from its newest received message on.
    QFuture<Result<>> markUnread(qint64 thread);
    QFuture<Result<int>> unreadThreads();
    /// The messages of one thread, or of all threads that pass @p filter when @p thread is 0, oldest first, as CSV. See
    /// CallStore::exportCsv().
    QFuture<Result<qint64>> exportCsv(ThreadFilter filter, qint64 thread, QString path);

Q_SIGNALS:
    void threadsChanged(const QList<qint64> &threads); ///< empty = anything may have
    void messagesChanged(qint64 thread);               ///< 0 = any thread
    void unreadThreadsChanged(int count);

public:
    /// Said by what writes drafts, outbox and opt-outs of a thread.
    void announce(const QList<qint64> &threads);

private:
    void countAgain();

    Store &m_store;
    ReadLane m_search, m_find;
    int m_unread = -1;
};

} // namespace milassist
