// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/parties.h"
#include "core/cache/rowids.h"
#include "core/domain/message.h"

#include <QSet>

namespace milassist {

/// Keeps the rows of threads in step with their messages, drafts and waiting texts. For the length of one write job.
class ThreadKeeper {
public:
    explicit ThreadKeeper(QSqlDatabase &db);

    /// The thread of @p line and @p peer, made if there was none.
    Result<qint64> idOf(const Party &line, const Party &peer);
    /// Works its row out again.
    Result<> refresh(qint64 thread);

private:
    struct Last {
        qint64 at = 0;
        QString preview, status;
        bool inbound = false;
        int media = 0;
    };
    Result<Last> lastOf(qint64 thread);

    Parties m_parties;
    QHash<std::pair<qint64, qint64>, qint64> m_known;
    Statement m_find, m_add, m_last, m_waiting, m_unread, m_write;
    qint64 m_firstNew = 0;
};

struct MessagesSaved {
    Saved saved;            ///< ids of messages
    QSet<qint64> threads;   ///< whose row changed
};

/// One page of texts in one write job.
Result<MessagesSaved> saveMessages(QSqlDatabase &db, const QList<Message> &messages);
/// @return the threads they were in
Result<QSet<qint64>> removeMessages(QSqlDatabase &db, const QList<MessageSid> &sids);
/// Threads for drafts and waiting texts that have none, as after the cache was rebuilt.
Result<> makeThreadsOfOwnTexts(QSqlDatabase &db);
/// The id from which on received texts count as new where nobody has read anything yet: a day before the first start.
Result<qint64> firstNewMessage(QSqlDatabase &db);

} // namespace milassist
