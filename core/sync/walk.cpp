// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/walk.h"

namespace milassist {

using namespace Qt::StringLiterals;

Walk::Walk(Feed &feed, WalkOrder order, const SyncOptions &options, QObject *parent)
    : QObject(parent), m_feed(feed), m_order(std::move(order)), m_options(options)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &Walk::pull);
}

void Walk::start()
{
    pull();
}

void Walk::pull()
{
    m_pulling = true;
    const bool isHead = m_order.kind == WalkOrder::Kind::Head;
    const Paging paging{.cursor = m_order.cursor, .pageSize = m_order.pageSize,
                        .priority = isHead ? Priority::Refresh : Priority::Backfill,
                        .prefetch = m_order.kind == WalkOrder::Kind::History};
    m_feed.pull(m_order.until, paging, [self = QPointer(this)](Result<Feed::Pulled> page) {
        if (!self)
            return;
        self->m_pulling = false;
        if (!page)
            Q_EMIT self->failed(page.error());
        else
            self->onPulled(*std::move(page));
    });
}

void Walk::onPulled(Feed::Pulled page)
{
    if (!isBelievable(m_order, page.facts)) {
        Q_EMIT failed({.kind = Error::Kind::Malformed, .detail = u"a page with %1 values of unexpected kinds"_s.arg(page.facts.odd)});
        return;
    }
    // A small first page usually brings all there is. When it does not, there is a lot: begin again with large pages.
    const bool isHead = m_order.kind == WalkOrder::Kind::Head;
    if (isHead && m_isFirst && m_order.pageSize < m_options.historyPageSize && goesOn(m_order, page.facts)) {
        m_order.pageSize = m_options.historyPageSize;
        return pull();
    }
    m_isFirst = false;
    if (m_saving)
        m_waiting = std::move(page);
    else
        save(std::move(page));
}

void Walk::save(Feed::Pulled page)
{
    m_saving = true;
    const bool isLast = !goesOn(m_order, page.facts);
    if (!isLast) {
        m_order.cursor = page.facts.next;
        if (m_order.kind == WalkOrder::Kind::Sweep)
            m_rest.start(m_options.sweepPause);
        else
            pull();
    }
    const auto write = page.save;
    write([self = QPointer(this), page = std::move(page), isLast](const Result<> &saved) {
        if (!self)
            return;
        self->m_saving = false;
        if (!saved)
            Q_EMIT self->failed(saved.error());
        else
            self->onSaved(page, isLast);
    });
}

void Walk::onSaved(const Feed::Pulled &page, bool isLast)
{
    const QPointer<Walk> self(this);
    const QDateTime from = page.facts.next.isEmpty() ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC) : page.facts.oldest;
    const QDateTime to = m_lowest;
    m_walked = joined(m_walked, page.facts);
    m_lowest = page.facts.oldest.isValid() ? page.facts.oldest : m_lowest;
    Q_EMIT pageSaved(page.facts, page.sids, from, to);
    if (!self)
        return;
    if (isLast) {
        Q_EMIT ended(m_walked);
        return;
    }
    if (auto waiting = std::exchange(m_waiting, std::nullopt))
        save(*std::move(waiting));
}

} // namespace milassist
