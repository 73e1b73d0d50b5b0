// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncstate.h"

#include <QString>

#include <optional>

// What to fetch next: pure functions over values. Nothing here waits, writes or asks.

namespace milassist {

/// How eager the sync is; tests use small numbers.
struct SyncOptions {
    std::chrono::milliseconds focusedPoll{5000}, backgroundPoll{30000};
    std::chrono::milliseconds focusedNumbers{60000}, backgroundNumbers{300000};
    std::chrono::milliseconds toldPoll{60000}, toldNumbers{600000}; ///< while somebody tells what is new: only a safety net
    std::chrono::milliseconds nudgePause{1000}; ///< what is told in a row is looked for together
    int firstPageSize = 50;
    int historyPageSize = 1000;
    std::chrono::seconds overlap{120};        ///< looked at again below what is known to be complete
    std::chrono::hours openHorizon{48};       ///< rows that are still not settled by then are left to the sweep
    std::chrono::hours sweepEvery{72};        ///< all of history again, for what was deleted or changed late
    std::chrono::seconds newestUnsure{30};    ///< so young that Twilio may not list it yet: no reason to think it deleted
    std::chrono::minutes mendEvery{60};       ///< not more often, should Twilio's own pages look garbled for good
    std::chrono::milliseconds sweepPause{1000}; ///< between two pages of a sweep
    int oddTries = 5;                         ///< a page that looks garbled is asked for again so often, then believed
    std::chrono::milliseconds firstBackoff{2000}, longestBackoff{300000};
};

/// Where one feed stands. The first group is written down with every page, so that a kill at any moment loses nothing.
struct FeedState {
    QDateTime covered;         ///< UTC; from here down to where history has come, nothing is missing
    QDateTime openSince;       ///< UTC; the oldest row that may still change (status, price); invalid = none
    QString historyCursor;     ///< the next page of history, verbatim; empty = from the newest, or see historyUntil
    QDateTime historyOldest;   ///< UTC; the oldest row history has brought
    bool historyDone = false;
    bool again = false;        ///< history was complete and is being fetched once more, because somebody asked for that
    QDateTime sweptAt;         ///< UTC; when history or a sweep was last complete
    bool garbled = false;      ///< a page that looked garbled was believed in the end: a sweep must mend what it did

    bool headRunning = false, historyRunning = false;
    bool firstPageHere = false; ///< in this run of the program
    bool notAllowed = false;
    bool oddIsNormal = false;   ///< pages of odd values keep coming: perhaps Twilio has really changed
    QDateTime mendedAt;         ///< UTC; when a sweep last tried to mend
    bool nudged = false;        ///< somebody says that there is something new
    QDateTime headAt;          ///< UTC; when the newest were last fetched
    QDateTime openAt;          ///< UTC; when the open ones were last looked at
    QDateTime historyNotBefore; ///< UTC; a sweep rests between pages
    int failures = 0;          ///< in a row
    QDateTime nextTry;         ///< UTC; valid while failing
    Error error;               ///< of the latest failure
    bool operator==(const FeedState &) const = default;
};

struct SyncPlan {
    std::array<FeedState, feedCount> feeds;
    bool running = false, paused = false, refused = false;
    bool backfillCancelled = false;
    bool told = false; ///< somebody says when there is something new
    Focus focus = Focus::Focused;
    QDateTime lastSuccess;
    Error refusal;
    FeedState &of(FeedId id) { return feeds[size_t(id)]; }
    const FeedState &of(FeedId id) const { return feeds[size_t(id)]; }
    bool operator==(const SyncPlan &) const = default;
};

/// One walk through a list, newest first.
struct WalkOrder {
    enum class Kind {
        Head,     ///< what is new, and what may still change
        History,  ///< everything, once
        Sweep,    ///< everything, again
    };
    FeedId feed = FeedId::Calls;
    Kind kind = Kind::Head;
    QString cursor;            ///< where to go on; empty = at the newest
    QDateTime until;           ///< UTC; only rows before (for a cursor that Twilio no longer takes); invalid = all
    QDateTime downTo;          ///< UTC; go on until a page reaches below; invalid for Head = one page is enough
    int pageSize = 50;
    bool includesOpen = false; ///< goes down to everything that may still change
    bool compares = false;     ///< also looks for what Twilio no longer has; not for what is fetched for the first time
    bool acceptsOdd = false;   ///< takes pages as they are that look garbled
    bool operator==(const WalkOrder &) const = default;
};

/// What a page told us.
struct PageFacts {
    int rows = 0, skipped = 0;
    int odd = 0;               ///< values of unexpected kinds, records without a sid included
    QDateTime newest, oldest;  ///< UTC; invalid when the page is empty
    QDateTime oldestOpen;      ///< UTC; the oldest row that may still change; invalid = none
    QString next;
};

/// The walks to start now.
QList<WalkOrder> due(const SyncPlan &plan, const QDateTime &now, const SyncOptions &options);
/// When to ask again; invalid when only an event can change anything.
QDateTime wakeAt(const SyncPlan &plan, const QDateTime &now, const SyncOptions &options);

/// Whether a page may be written down. A page with values of odd kinds may be a broken one: unlike one that is no JSON at
/// all it can be read, and would put holes into good rows.
bool isBelievable(const WalkOrder &order, const PageFacts &page);
/// Whether a walk goes on after this page.
bool goesOn(const WalkOrder &order, const PageFacts &page);

SyncPlan started(SyncPlan plan, const WalkOrder &order);
/// A page of history or of a sweep is in the cache.
SyncPlan afterHistoryPage(SyncPlan plan, const WalkOrder &order, const PageFacts &page, const QDateTime &now, const SyncOptions &options);
/// A walk has come to its end. @p walked: all its pages taken together.
SyncPlan afterWalk(SyncPlan plan, const WalkOrder &order, const PageFacts &walked, const QDateTime &now, const SyncOptions &options);
/// A walk has failed. @p random: 0 <= x < 1.
SyncPlan afterFailure(SyncPlan plan, const WalkOrder &order, const Error &error, const QDateTime &now, double random,
                      const SyncOptions &options);
/// Somebody asks for news, or has changed something: failures are forgotten and everything is due.
SyncPlan asked(SyncPlan plan);
/// Somebody says that there is something new in this feed.
SyncPlan nudged(SyncPlan plan, FeedId feed);
/// Somebody wants all of history once more, from the newest on. What is here stays and is held against what comes. No walk
/// may be under way.
SyncPlan fetchedAgain(SyncPlan plan);
/// No more history. What was complete before it was fetched again is so still.
SyncPlan withoutBackfill(SyncPlan plan);

SyncState stateOf(const SyncPlan &plan);

/// Adds what a further page told to what the pages before it told.
PageFacts joined(const PageFacts &walked, const PageFacts &page);

/// What of a feed is written down, and read again (anything unreadable reads as the beginning).
QString written(const FeedState &feed);
FeedState readBack(const QString &text);
/// The name it is written under: "sync/calls".
QString cursorName(FeedId feed);

} // namespace milassist
