// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/number.h"
#include "core/sync/feed.h"
#include "core/sync/syncstate.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace milassist {

class MediaSync;
class Walk;

/// Keeps the cache in step with Twilio: the newest first, then history, then whatever is new, changes or goes away. What
/// to do next is decided in plan.h; this carries it out. Main thread.
///
/// Each page is one transaction, and how far we are is written after it: after a kill at any moment the sync goes on
/// where it was and at worst writes a page a second time, which changes nothing.
class Sync : public QObject {
    Q_OBJECT
public:
    Sync(TwilioApi &twilio, const SyncStores &stores, SyncOptions options = {}, Clock clock = systemClock(), QObject *parent = nullptr);
    ~Sync() override;

    /// Reads how far it was and goes on from there.
    void start();
    /// Fetches nothing until resume(). What is under way is dropped.
    void pause();
    /// After pause(), and after Refused when the credentials have been mended.
    void resume();
    /// Looks for what is new now, failures and waiting times forgotten.
    void syncNow();
    /// No more history; what is new still comes. Remembered until resumeBackfill().
    void cancelBackfill();
    void resumeBackfill();
    /// All of history once more, from the newest on, as a backfill that can be paused and cancelled. What is in the cache
    /// stays meanwhile; what Twilio no longer has goes. A kill at any moment does not lose the wish.
    void fetchAgain();
    void setFocus(Focus focus);
    /// While somebody says when there is something new, looking for it by ourselves is only a safety net.
    void setTold(bool told);
    /// There is something new in this feed: looks for it at once, or together with what was just said.
    void nudge(FeedId feed);
    /// This record is new or has changed: fetches it before anything else; where it cannot be had, as nudge().
    void bring(FeedId feed, const QString &sid);
    /// The cache is empty again: begins from nothing. For Store::cacheRebuilt.
    void startOver();

    SyncState state() const { return m_state; }
    SyncProgress progressNow() const { return m_progress; }

Q_SIGNALS:
    void stateChanged(const milassist::SyncState &state);
    void progress(const milassist::SyncProgress &progress);

private:
    void step();
    void begin(const WalkOrder &order);
    void onPage(const WalkOrder &order, const PageFacts &page, const QStringList &sids, const QDateTime &from, const QDateTime &to);
    void end(const WalkOrder &order, const PageFacts &walked);
    void fail(const WalkOrder &order, const Error &error);
    void dropWalks();
    void pullNumbers(const WalkOrder &order, QList<IncomingNumber> before, const QString &cursor);
    void compare(Feed &feed, const QStringList &sids, const QDateTime &from, const QDateTime &to);
    void checkNext();
    void remember(FeedId id);
    void rememberBackfill();
    void announce();
    QDateTime now() const { return m_clock(); }

    TwilioApi &m_twilio;
    SyncStores m_stores;
    SyncOptions m_options;
    Clock m_clock;
    std::vector<std::unique_ptr<Feed>> m_feeds;
    std::unique_ptr<MediaSync> m_media;
    std::vector<std::unique_ptr<Walk>> m_walks;
    QTimer m_wake;
    SyncPlan m_plan;
    SyncState m_state;
    SyncProgress m_progress;
    QHash<FeedId, QString> m_remembered; ///< as last written, so that nothing is written twice
    QList<std::pair<FeedId, QString>> m_suspects; ///< in the cache but not where Twilio should list them
    QHash<QString, bool> m_bringing;     ///< sids; whether to ask once more afterwards
    QSet<QString> m_present;             ///< suspects that turned out to be there
    int m_generation = 0;                ///< grows with pause and startOver: what comes late is not ours any more
    bool m_checking = false, m_stepping = false, m_loaded = false;
};

} // namespace milassist
