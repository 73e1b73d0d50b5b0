// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/feed.h"

#include <QPointer>
#include <QTimer>

namespace milassist {

/// Carries one WalkOrder out: fetches page after page and writes each down, the next one fetched while the last is
/// written. Dropping the object stops it; what has been written stays. Main thread.
class Walk : public QObject {
    Q_OBJECT
public:
    Walk(Feed &feed, WalkOrder order, const SyncOptions &options, QObject *parent = nullptr);

    void start();
    const WalkOrder &order() const { return m_order; }

Q_SIGNALS:
    /// A page is in the cache. @p sids: of its records. @p from, @p to: the time it covers, [from, to).
    void pageSaved(const milassist::PageFacts &page, const QStringList &sids, const QDateTime &from, const QDateTime &to);
    void ended(const milassist::PageFacts &walked);
    void failed(const milassist::Error &error);

private:
    void pull();
    void onPulled(Feed::Pulled page);
    void save(Feed::Pulled page);
    void onSaved(const Feed::Pulled &page, bool isLast);

    Feed &m_feed;
    WalkOrder m_order;
    SyncOptions m_options;
    QTimer m_rest;
    PageFacts m_walked;
    QDateTime m_lowest;       ///< where the page before ended
    std::optional<Feed::Pulled> m_waiting; ///< fetched while the one before is written
    bool m_saving = false, m_pulling = false, m_isFirst = true;
};

} // namespace milassist
