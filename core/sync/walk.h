// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/feed.h"

#include <QPointer>
#include <QTimer>

namespace milassist {

/// Carries one WalkOrder out: fetches page after page and writes them down, the next ones fetched while the last are
/// written. Pages that come quicker than that are written together: it costs less than one by one. Dropping the object
/// stops it; what has been written stays. Main thread.
class Walk : public QObject {
    Q_OBJECT
public:
    Walk(Feed &feed, WalkOrder order, const SyncOptions &options, QObject *parent = nullptr);

    void start();
    const WalkOrder &order() const { return m_order; }

Q_SIGNALS:
    /// A page, or several as if they were one, is in the cache. @p sids: of its records. @p from, @p to: the time it
    /// covers, [from, to).
    void pageSaved(const milassist::PageFacts &page, const QStringList &sids, const QDateTime &from, const QDateTime &to);
    void ended(const milassist::PageFacts &walked);
    void failed(const milassist::Error &error);

private:
    void pull();
    void onPulled(Feed::Pulled page);
    void pullNext();
    void saveWaiting();
    void writeWaiting();
    bool mayGather() const;
    void onSaved(const PageFacts &page, const QStringList &sids);
    void fail(const Error &error);

    Feed &m_feed;
    WalkOrder m_order;
    SyncOptions m_options;
    QTimer m_rest, m_patience;
    PageFacts m_walked;
    QDateTime m_lowest;       ///< where the page before ended
    QList<Feed::Pulled> m_waiting; ///< fetched while those before are written
    std::optional<Error> m_failure; ///< why no more is fetched; told when everything that came is written
    int m_together = 0;       ///< pages that were written at once, the last time
    int m_saving = 0;         ///< writes under way
    bool m_pulling = false, m_isFirst = true, m_hasAll = false;
    bool m_isBroken = false;  ///< something could not be written
};

} // namespace milassist
