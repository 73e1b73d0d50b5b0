// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/plan.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using Kind = WalkOrder::Kind;

namespace {

QDateTime after(const QDateTime &instant, milliseconds pause)
{
    return instant.isValid() ? instant.addMSecs(pause.count()) : QDateTime();
}

QDateTime earlier(const QDateTime &a, const QDateTime &b)
{
    if (!a.isValid() || !b.isValid())
        return a.isValid() ? a : b;
    return std::min(a, b);
}

QDateTime later(const QDateTime &a, const QDateTime &b)
{
    if (!a.isValid() || !b.isValid())
        return a.isValid() ? a : b;
    return std::max(a, b);
}

bool hasCome(const QDateTime &instant, const QDateTime &now)
{
    return !instant.isValid() || instant <= now;
}

milliseconds pollOf(FeedId id, const SyncPlan &plan, const SyncOptions &options)
{
    const Focus focus = plan.focus;
    if (plan.told)
        return id == FeedId::Numbers ? options.toldNumbers : options.toldPoll;
    if (id == FeedId::Numbers)
        return focus == Focus::Focused ? options.focusedNumbers : options.backgroundNumbers;
    return focus == Focus::Focused ? options.focusedPoll : options.backgroundPoll;
}

// What is news is most often about something that has just begun, and that is cheap to look at again.
constexpr std::chrono::seconds nudgeReach = std::chrono::minutes(10);

// The younger an unsettled row, the sooner it may change.
milliseconds openIntervalFor(const FeedState &feed, milliseconds poll, const QDateTime &now)
{
    using namespace std::chrono_literals;
    const auto age = milliseconds(feed.openSince.msecsTo(now));
    if (age < 10min)
        return poll * 2;
    return age < 2h ? std::max<milliseconds>(60s, poll) : std::max<milliseconds>(600s, poll);
}

QDateTime headDueAt(const SyncPlan &plan, FeedId id, const SyncOptions &options)
{
    const FeedState &feed = plan.of(id);
    const milliseconds poll = pollOf(id, plan, options);
    return later(after(feed.headAt, feed.nudged ? std::min(poll, options.nudgePause) : poll), feed.nextTry);
}

bool acceptsOdd(const FeedState &feed, const SyncOptions &options)
{
    return feed.oddIsNormal || feed.failures >= options.oddTries;
}

bool wantsHistory(const SyncPlan &plan, FeedId id, const QDateTime &now, const SyncOptions &options)
{
    const FeedState &feed = plan.of(id);
    if (id == FeedId::Numbers || !feed.firstPageHere || plan.backfillCancelled)
        return false;
    const bool wantsMending = feed.garbled && !feed.oddIsNormal && hasCome(after(feed.mendedAt, options.mendEvery), now);
    return !feed.historyDone || !feed.sweptAt.isValid() || after(feed.sweptAt, options.sweepEvery) <= now || wantsMending;
}

void noteOdd(FeedState &feed, const PageFacts &page)
{
    if (page.odd > 0)
        feed.oddIsNormal = feed.garbled = true;
    else if (page.rows > 0)
        feed.oddIsNormal = false;
}

WalkOrder headOrder(const SyncPlan &plan, FeedId id, const QDateTime &now, const SyncOptions &options)
{
    const FeedState &feed = plan.of(id);
    WalkOrder order{.feed = id, .kind = Kind::Head, .pageSize = options.firstPageSize, .compares = true, .acceptsOdd = acceptsOdd(feed, options)};
    if (id == FeedId::Numbers) {
        order.pageSize = options.historyPageSize;
        order.downTo = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        return order;
    }
    if (feed.covered.isValid())
        order.downTo = feed.covered.addSecs(-options.overlap.count());
    else if (feed.historyDone)
        order.downTo = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC); // the account was empty: everything is new
    const milliseconds poll = pollOf(id, plan, options);
    if (feed.openSince.isValid() && order.downTo.isValid()) {
        order.includesOpen = hasCome(after(feed.openAt, openIntervalFor(feed, poll, now)), now) || feed.openSince >= order.downTo
            || (feed.nudged && feed.openSince >= now.addSecs(-nudgeReach.count()));
        if (order.includesOpen)
            order.downTo = std::min(order.downTo, feed.openSince);
    }
    return order;
}

WalkOrder historyOrder(const SyncPlan &plan, FeedId id, const SyncOptions &options)
{
    const FeedState &feed = plan.of(id);
    WalkOrder order{.feed = id, .kind = feed.historyDone ? Kind::Sweep : Kind::History, .cursor = feed.historyCursor,
                    .downTo = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), .pageSize = options.historyPageSize,
                    .compares = feed.historyDone || feed.again, .acceptsOdd = acceptsOdd(feed, options)};
    // No cursor, but rows already: Twilio has refused the cursor, so go on by date.
    if (order.cursor.isEmpty() && feed.historyOldest.isValid() && id != FeedId::Transcriptions)
        order.until = feed.historyOldest.addDays(1);
    return order;
}

} // namespace

QList<WalkOrder> due(const SyncPlan &plan, const QDateTime &now, const SyncOptions &options)
{
    QList<WalkOrder> orders;
    if (!plan.running || plan.paused || plan.refused)
        return orders;
    for (const FeedId id : allFeeds) {
        const FeedState &feed = plan.of(id);
        if (feed.notAllowed || !hasCome(feed.nextTry, now))
            continue;
        if (!feed.headRunning && hasCome(headDueAt(plan, id, options), now))
            orders.push_back(headOrder(plan, id, now, options));
    }
    // History waits until every first page is here, so that the screens fill before anything else uses the line.
    for (const FeedId id : allFeeds) {
        const FeedState &feed = plan.of(id);
        if (!feed.firstPageHere && !feed.notAllowed && feed.failures == 0)
            return orders;
    }
    for (const FeedId id : allFeeds) {
        const FeedState &feed = plan.of(id);
        const bool isFree = !feed.notAllowed && !feed.historyRunning && hasCome(feed.nextTry, now) && hasCome(feed.historyNotBefore, now);
        if (isFree && wantsHistory(plan, id, now, options))
            orders.push_back(historyOrder(plan, id, options));
    }
    return orders;
}

QDateTime wakeAt(const SyncPlan &plan, const QDateTime &now, const SyncOptions &options)
{
    QDateTime wake;
    if (!plan.running || plan.paused || plan.refused)
        return wake;
    for (const FeedId id : allFeeds) {
        const FeedState &feed = plan.of(id);
        if (feed.notAllowed)
            continue;
        if (!feed.headRunning)
            wake = earlier(wake, std::max(now, later(headDueAt(plan, id, options), now)));
        if (!feed.historyRunning && wantsHistory(plan, id, now, options))
            wake = earlier(wake, later(now, later(feed.historyNotBefore, feed.nextTry)));
    }
    return wake;
}

bool isBelievable(const WalkOrder &order, const PageFacts &page)
{
    return page.odd == 0 || order.acceptsOdd;
}

bool goesOn(const WalkOrder &order, const PageFacts &page)
{
    if (page.next.isEmpty() || !order.downTo.isValid())
        return false;
    return !page.oldest.isValid() || page.oldest >= order.downTo; // a page of unreadable rows is no end
}

SyncPlan started(SyncPlan plan, const WalkOrder &order)
{
    FeedState &feed = plan.of(order.feed);
    (order.kind == Kind::Head ? feed.headRunning : feed.historyRunning) = true;
    if (order.kind == Kind::Head)
        feed.nudged = false; // news from now on are for the next walk
    return plan;
}

SyncPlan afterHistoryPage(SyncPlan plan, const WalkOrder &order, const PageFacts &page, const QDateTime &now, const SyncOptions &options)
{
    FeedState &feed = plan.of(order.feed);
    noteOdd(feed, page);
    feed.historyCursor = page.next;
    feed.historyOldest = earlier(feed.historyOldest, page.oldest);
    feed.failures = 0;
    feed.nextTry = {};
    plan.lastSuccess = now;
    const QDateTime horizon = now.addSecs(-std::chrono::seconds(options.openHorizon).count());
    if (page.oldestOpen.isValid() && page.oldestOpen >= horizon)
        feed.openSince = earlier(feed.openSince, page.oldestOpen);
    return plan;
}

SyncPlan afterWalk(SyncPlan plan, const WalkOrder &order, const PageFacts &walked, const QDateTime &now, const SyncOptions &options)
{
    FeedState &feed = plan.of(order.feed);
    noteOdd(feed, walked);
    feed.failures = 0;
    feed.nextTry = {};
    plan.lastSuccess = now;
    if (order.kind != Kind::Head) {
        feed.historyRunning = false;
        feed.historyDone = true;
        feed.again = false;
        feed.historyCursor.clear();
        feed.historyOldest = {};
        feed.historyNotBefore = {};
        feed.sweptAt = now;
        if (order.kind == Kind::Sweep) {
            feed.garbled = walked.odd > 0;
            feed.mendedAt = now;
        }
        return plan;
    }
    feed.headRunning = false;
    feed.firstPageHere = true;
    feed.headAt = now;
    if (order.feed == FeedId::Numbers) {
        feed.historyDone = true;
        return plan;
    }
    feed.covered = later(feed.covered, walked.newest);
    const QDateTime horizon = now.addSecs(-std::chrono::seconds(options.openHorizon).count());
    const QDateTime open = walked.oldestOpen.isValid() ? std::max(walked.oldestOpen, horizon) : QDateTime();
    if (order.includesOpen) {
        feed.openSince = open;
        feed.openAt = now;
    } else {
        feed.openSince = earlier(feed.openSince, open);
    }
    return plan;
}

SyncPlan afterFailure(SyncPlan plan, const WalkOrder &order, const Error &error, const QDateTime &now, double random,
                      const SyncOptions &options)
{
    FeedState &feed = plan.of(order.feed);
    (order.kind == Kind::Head ? feed.headRunning : feed.historyRunning) = false;
    feed.error = error;
    if (error.kind == Error::Kind::Cancelled) { // nobody's failure, but no reason to spin either
        feed.nextTry = after(now, options.firstBackoff);
        return plan;
    }
    if (error.kind == Error::Kind::Unauthorised) {
        plan.refused = true;
        plan.refusal = error;
        return plan;
    }
    if (error.kind == Error::Kind::Forbidden) {
        feed.notAllowed = true;
        return plan;
    }
    // A cursor may grow old: the row it names was deleted. Go on by date, which at worst brings a day twice.
    const bool isCursorRefused = error.kind == Error::Kind::Rejected || error.kind == Error::Kind::NotFound;
    if (order.kind != Kind::Head && !order.cursor.isEmpty() && isCursorRefused)
        feed.historyCursor.clear();

    ++feed.failures;
    const milliseconds ceiling = std::min(options.longestBackoff, options.firstBackoff * (1 << std::min(feed.failures - 1, 16)));
    // Half of the pause is certain, half is chance: never at once, and not all desks at the same moment.
    const auto pause = milliseconds(qint64(double(ceiling.count()) * (0.5 + 0.5 * std::clamp(random, 0.0, 1.0))));
    feed.nextTry = after(now, pause);
    return plan;
}

SyncPlan asked(SyncPlan plan)
{
    plan.refused = false;
    plan.refusal = {};
    for (FeedState &feed : plan.feeds) {
        feed.notAllowed = false;
        feed.failures = 0;
        feed.nextTry = {};
        feed.headAt = {};
        feed.openAt = {};
    }
    return plan;
}

SyncPlan nudged(SyncPlan plan, FeedId feed)
{
    plan.of(feed).nudged = true;
    return plan;
}

SyncPlan fetchedAgain(SyncPlan plan)
{
    plan = asked(std::move(plan));
    plan.backfillCancelled = false;
    for (const FeedId id : allFeeds) {
        FeedState &feed = plan.of(id);
        if (id == FeedId::Numbers)
            continue; // all of them come at every look
        feed.again = feed.again || feed.historyDone;
        feed.historyDone = false;
        feed.historyCursor.clear();
        feed.historyOldest = {};
        feed.historyNotBefore = {};
    }
    return plan;
}

SyncPlan withoutBackfill(SyncPlan plan)
{
    for (FeedState &feed : plan.feeds) {
        if (!feed.again) {
            plan.backfillCancelled = plan.backfillCancelled || !feed.historyDone;
            continue;
        }
        feed.again = false;
        feed.historyDone = true;
        feed.historyCursor.clear();
        feed.historyOldest = {};
    }
    return plan;
}

SyncState stateOf(const SyncPlan &plan)
{
    using StateKind = SyncState::Kind;
    SyncState state{.lastSuccess = plan.lastSuccess};
    bool allHere = true, allDone = true;
    const FeedState *failing = nullptr;
    for (const FeedId id : allFeeds) {
        const FeedState &feed = plan.of(id);
        if (feed.notAllowed) {
            state.notAllowed.push_back(id);
            continue;
        }
        allHere = allHere && feed.firstPageHere;
        allDone = allDone && feed.historyDone;
        if (feed.failures == 0)
            continue;
        state.nextTry = earlier(state.nextTry, feed.nextTry);
        if (!failing || feed.error.kind == Error::Kind::Offline)
            failing = &feed;
    }
    if (failing)
        state.error = failing->error;

    if (plan.refused) {
        state.kind = StateKind::Refused;
        state.error = plan.refusal;
        state.nextTry = {};
    } else if (!plan.running) {
        state.kind = StateKind::Stopped;
    } else if (plan.paused) {
        state.kind = StateKind::Paused;
        state.nextTry = {};
    } else if (failing) {
        const auto kind = failing->error.kind;
        const bool isDisk = kind == Error::Kind::Storage || kind == Error::Kind::DiskFull;
        state.kind = isDisk ? StateKind::StorageFailed : kind == Error::Kind::Offline ? StateKind::Offline : StateKind::Troubled;
    } else if (!allHere) {
        state.kind = StateKind::FirstPages;
    } else {
        state.kind = allDone || plan.backfillCancelled ? StateKind::Watching : StateKind::Backfilling;
    }
    return state;
}

PageFacts joined(const PageFacts &walked, const PageFacts &page)
{
    return {.rows = walked.rows + page.rows, .skipped = walked.skipped + page.skipped,
            .odd = walked.odd + page.odd, .newest = later(walked.newest, page.newest),
            .oldest = earlier(walked.oldest, page.oldest), .oldestOpen = earlier(walked.oldestOpen, page.oldestOpen), .next = page.next};
}

} // namespace milassist
