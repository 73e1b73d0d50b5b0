// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QList>

#include <array>
#include <chrono>

namespace milassist {

/// What is kept in step with Twilio, each on its own.
enum class FeedId { Calls, Messages, Recordings, Transcriptions, Numbers };
constexpr std::array allFeeds{FeedId::Calls, FeedId::Messages, FeedId::Recordings, FeedId::Transcriptions, FeedId::Numbers};
constexpr size_t feedCount = allFeeds.size();

enum class Focus { Focused, Background };

/// How the sync is doing, for the status line. Main thread; a value.
struct SyncState {
    enum class Kind {
        Stopped,       ///< not started, or stopped for good
        FirstPages,    ///< running, and the first screens are not all filled yet
        Backfilling,   ///< what is new comes in; history is being fetched
        Watching,      ///< everything is here; looking for what is new
        Paused,        ///< by somebody
        Offline,       ///< no connection; nextTry says when it is tried again
        Troubled,      ///< Twilio answers, but not with what it should; nextTry as above
        Refused,       ///< the credentials are no longer good: nothing is tried until resume()
        StorageFailed, ///< the cache cannot be written (full, read-only); nextTry as above
    };
    Kind kind = Kind::Stopped;
    QDateTime nextTry;         ///< UTC; invalid unless something failed and will be tried again
    QDateTime lastSuccess;     ///< UTC; when anything last came in; invalid before
    Error error;               ///< the failure behind Offline, Troubled, Refused and StorageFailed
    QList<FeedId> notAllowed;  ///< what this key may not read (403); left out, the rest goes on
    bool operator==(const SyncState &) const = default;
};

/// How far history has come. Totals are unknown until the end: Twilio does not tell them.
struct SyncProgress {
    struct Part {
        qint64 rows = 0;       ///< rows of history fetched since the start of this program
        QDateTime reached;     ///< UTC; the oldest fetched so far
        bool firstPageHere = false;
        bool complete = false; ///< all of it is in the cache
        bool operator==(const Part &) const = default;
    };
    std::array<Part, feedCount> parts; ///< by FeedId
    bool backfillCancelled = false;
    int skipped = 0;           ///< records of Twilio's that could not be read
    const Part &of(FeedId id) const { return parts[size_t(id)]; }
    bool isComplete() const
    {
        for (const Part &part : parts) {
            if (!part.complete)
                return false;
        }
        return true;
    }
    bool operator==(const SyncProgress &) const = default;
};

} // namespace milassist
