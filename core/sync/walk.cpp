// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/walk.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// How many pages may wait to be written together: more would hold up whoever else has something to write.
constexpr int mostWaiting = 8;
// Where pages come quickly, so many are awaited: each time something is written, the pages of the indexes that new sids
// fall into are written too, and those are nearly all of them. A page that comes alone waits no longer than this.
constexpr int worthWriting = 4;
constexpr std::chrono::milliseconds patience{50};

} // namespace

Walk::Walk(Feed &feed, WalkOrder order, const SyncOptions &options, QObject *parent)
    : QObject(parent), m_feed(feed), m_order(std::move(order)), m_options(options)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &Walk::pull);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Walk::writeWaiting);
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
            self->fail(page.error());
        else
            self->onPulled(*std::move(page));
    });
}

void Walk::onPulled(Feed::Pulled page)
{
    if (!isBelievable(m_order, page.facts))
        return fail({.kind = Error::Kind::Malformed, .detail = u"a page with %1 values of unexpected kinds"_s.arg(page.facts.odd)});
    // A small first page usually brings all there is. When it does not, there is a lot: begin again with large pages.
    const bool isHead = m_order.kind == WalkOrder::Kind::Head;
    if (isHead && m_isFirst && m_order.pageSize < m_options.historyPageSize && goesOn(m_order, page.facts)) {
        m_order.pageSize = m_options.historyPageSize;
        return pull();
    }
    m_isFirst = false;
    m_hasAll = !goesOn(m_order, page.facts);
    m_order.cursor = page.facts.next;
    m_waiting.push_back(std::move(page));
    saveWaiting();
    pullNext();
}

void Walk::pullNext()
{
    if (m_hasAll || m_failure || m_pulling || m_rest.isActive() || m_waiting.size() >= mostWaiting)
        return;
    if (m_order.kind == WalkOrder::Kind::Sweep)
        m_rest.start(m_options.sweepPause);
    else
        pull();
}

bool Walk::mayGather() const
{
    return m_order.kind == WalkOrder::Kind::History && !m_hasAll && !m_failure;
}

void Walk::saveWaiting()
{
    // One more than is being written may be on its way: who writes need not wait for us to hear of it.
    const bool isMuch = m_order.kind == WalkOrder::Kind::History && (m_hasAll || m_waiting.size() >= worthWriting);
    const int mostSaving = isMuch ? 2 : 1;
    if (m_waiting.isEmpty() || m_saving >= mostSaving)
        return;
    if (!mayGather() || m_waiting.size() >= std::min(worthWriting, 2 * m_together))
        writeWaiting();
    else if (!m_patience.isActive())
        m_patience.start(patience);
}

void Walk::writeWaiting()
{
    m_patience.stop();
    ++m_saving;
    QList<Feed::Pulled> pages = std::exchange(m_waiting, {});
    m_together = int(pages.size());
    PageFacts facts = pages.first().facts;
    QStringList sids = pages.first().sids;
    for (const Feed::Pulled &page : std::as_const(pages).sliced(1)) {
        facts = joined(facts, page.facts);
        sids += page.sids;
    }
    m_feed.save(std::move(pages), [self = QPointer(this), facts, sids](const Result<> &saved) {
        if (!self)
            return;
        --self->m_saving;
        if (self->m_isBroken)
            return; // what follows on a page that is not there must not say how far we are
        self->m_isBroken = !saved;
        if (!saved)
            Q_EMIT self->failed(saved.error());
        else
            self->onSaved(facts, sids);
    });
}

void Walk::onSaved(const PageFacts &page, const QStringList &sids)
{
    const QPointer<Walk> self(this);
    const QDateTime from = page.next.isEmpty() ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC) : page.oldest;
    const QDateTime to = m_lowest;
    m_walked = joined(m_walked, page);
    m_lowest = page.oldest.isValid() ? page.oldest : m_lowest;
    Q_EMIT pageSaved(page, sids, from, to);
    if (!self)
        return;
    if (!m_waiting.isEmpty()) {
        saveWaiting();
        return pullNext();
    }
    if (m_saving > 0)
        return;
    if (m_failure)
        Q_EMIT failed(*m_failure);
    else if (m_hasAll)
        Q_EMIT ended(m_walked);
}

void Walk::fail(const Error &error)
{
    m_failure = error;
    if (!m_waiting.isEmpty())
        saveWaiting();
    else if (!m_saving)
        Q_EMIT failed(error);
}

} // namespace milassist
