// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/talkstore.h"

#include "core/cache/callstore.h"
#include "core/cache/messagerows.h"
#include "core/cache/timeline.h"

#include <limits>

namespace milassist {

TalkStore::TalkStore(Store &store, MessageStore &messages, CallStore &calls, VoicemailStore &voicemails, QObject *parent)
    : QObject(parent), m_store(store)
{
    connect(&messages, &MessageStore::messagesChanged, this, &TalkStore::changed);
    connect(&calls, &CallStore::changed, this, [this] { Q_EMIT changed(0); });
    connect(&voicemails, &VoicemailStore::changed, this, [this] { Q_EMIT changed(0); });
}

QFuture<TalkStore::Page> TalkStore::before(qint64 thread, qint64 before, int limit)
{
    return m_store.read([thread, before, limit](QSqlDatabase &db) -> Page {
        auto items = threadTimeline(db, thread, Towards::Past, before > 0 ? before : std::numeric_limits<qint64>::max(), limit);
        if (before > 0 || !items)
            return items;
        const auto waiting = waitingRows(db, thread);
        if (!waiting)
            return fail(waiting.error());
        QList<TimelineItem> all;
        for (const MessageRow &row : *waiting)
            all.append({.at = row.at, .what = row});
        return all + *items;
    });
}

QFuture<TalkStore::Page> TalkStore::after(qint64 thread, qint64 after, int limit)
{
    return m_store.read(
        [thread, after, limit](QSqlDatabase &db) { return threadTimeline(db, thread, Towards::Now, after, limit); });
}

} // namespace milassist
