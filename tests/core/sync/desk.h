// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cacheoptions.h"
#include "core/cache/callstore.h"
#include "core/cache/cursorstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/numberstore.h"
#include "core/cache/recordingstore.h"
#include "core/sync/sync.h"
#include "core/twilio/twilioclient.h"

#include <QSqlQuery>

namespace milassist {

/// A sync that polls often and gives up quickly, so that tests need not wait.
inline SyncOptions quickSync()
{
    using namespace std::chrono_literals;
    SyncOptions options;
    options.focusedPoll = 20ms;
    options.focusedNumbers = 200ms;
    options.historyPageSize = 100;
    options.firstBackoff = 5ms;
    options.longestBackoff = 20ms;
    options.newestUnsure = 0s;
    options.sweepPause = 1ms;
    options.mendEvery = 0min;
    options.openHorizon = std::chrono::hours(24 * 365);
    return options;
}

inline TransportOptions hastyTransport()
{
    using namespace std::chrono_literals;
    TransportOptions options;
    options.limits.silence = 300ms;
    options.limits.whole = 1000ms;
    options.retries = {.attempts = 2, .firstPause = 1ms, .longestPause = 2ms};
    return options;
}

/// One profile's program from cache to Twilio, which can be thrown away at any moment and made again.
struct Desk {
    Desk(const Credentials &credentials, const QString &folder, const SyncOptions &options = quickSync(),
         const TransportOptions &transport = hastyTransport())
        : store(cacheOptions(folder)), calls(store), messages(store), recordings(store), numbers(store), cursors(store),
          client(credentials, transport), sync(client, {calls, messages, recordings, numbers, cursors}, options)
    {
    }

    bool isWatching() const { return sync.state().kind == SyncState::Kind::Watching; }

    /// "sid status price" of every row of a table in the cache, sorted.
    QStringList cached(const QString &table)
    {
        auto future = store.read([table](QSqlDatabase &db) -> Result<QStringList> {
            QSqlQuery query(db);
            query.setForwardOnly(true);
            // The sids of calls are kept as bytes.
            if (!query.exec(QStringLiteral("SELECT CASE typeof(sid) WHEN 'blob' THEN 'CA' || lower(hex(sid)) ELSE sid END, status, price FROM ") + table))
                return fail(Error::Kind::Storage, QStringLiteral("no such table"));
            QStringList lines;
            while (query.next()) {
                const QString price = query.value(2).isNull() ? QString() : Micros{query.value(2).toLongLong()}.toText(4);
                lines.push_back(query.value(0).toString() + u' ' + query.value(1).toString() + u' ' + price);
            }
            lines.sort();
            return lines;
        });
        future.waitForFinished();
        return future.result().value_or(QStringList());
    }

    int count(const QString &table)
    {
        auto future = store.read([table](QSqlDatabase &db) -> Result<int> {
            QSqlQuery query(db);
            query.exec(QStringLiteral("SELECT COUNT(*) FROM ") + table);
            return query.next() ? query.value(0).toInt() : -1;
        });
        future.waitForFinished();
        return future.result().value_or(-1);
    }

    Store store;
    CallStore calls;
    MessageStore messages;
    RecordingStore recordings;
    NumberStore numbers;
    CursorStore cursors;
    TwilioClient client;
    Sync sync;
};

} // namespace milassist
