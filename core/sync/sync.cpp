// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/sync.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/cache/cursorstore.h"
#include "core/cache/numberstore.h"
#include "core/sync/mediasync.h"
#include "core/sync/walk.h"
#include "core/twilio/twilioapi.h"

#include <QRandomGenerator>

namespace milassist {

using namespace Qt::StringLiterals;
using Kind = WalkOrder::Kind;

namespace {

const QString backfillName = QStringLiteral("sync/backfill");
constexpr int mostSuspects = 200;

} // namespace

Sync::Sync(TwilioApi &twilio, const SyncStores &stores, SyncOptions options, Clock clock, QObject *parent)
    : QObject(parent), m_twilio(twilio), m_stores(stores), m_options(options), m_clock(std::move(clock)),
      m_feeds(makeFeeds(twilio, stores)), m_media(std::make_unique<MediaSync>(twilio, stores.messages))
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &Sync::step);
}

Sync::~Sync() = default;

void Sync::start()
{
    m_plan.running = true;
    announce();
    whenDone(m_stores.cursors.all(), this, [this](const Result<QHash<QString, QString>> &cursors) {
        if (!cursors) {
            // Without knowing how far it was, everything is fetched again; the cache takes that.
            qCWarning(lcSync) << "cannot read how far the sync was:" << cursors.error().detail;
        } else {
            for (const FeedId id : allFeeds) {
                const QString text = cursors->value(cursorName(id));
                m_plan.of(id) = readBack(text);
                m_remembered.insert(id, text);
            }
            m_plan.backfillCancelled = !cursors->value(backfillName).isEmpty();
        }
        m_loaded = true;
        step();
    });
}

void Sync::pause()
{
    m_plan.paused = true;
    dropWalks();
    m_media->rest();
    announce();
}

void Sync::resume()
{
    m_plan.paused = false;
    m_plan = asked(std::move(m_plan));
    step();
}

void Sync::syncNow()
{
    m_plan = asked(std::move(m_plan));
    step();
}

void Sync::cancelBackfill()
{
    std::erase_if(m_walks, [this](const auto &walk) {
        if (walk->order().kind != Kind::History)
            return false;
        m_plan.of(walk->order().feed).historyRunning = false;
        return true;
    });
    m_plan = withoutBackfill(std::move(m_plan));
    rememberBackfill();
    step();
}

void Sync::resumeBackfill()
{
    m_plan.backfillCancelled = false;
    rememberBackfill();
    step();
}

void Sync::fetchAgain()
{
    if (!m_loaded)
        return;
    dropWalks();
    m_present.clear();
    m_plan = fetchedAgain(std::move(m_plan));
    for (SyncProgress::Part &part : m_progress.parts) {
        part.rows = 0;
        part.reached = {};
    }
    rememberBackfill();
    step();
}

void Sync::rememberBackfill()
{
    for (const FeedId id : allFeeds)
        remember(id);
    whenDone(m_stores.cursors.set(backfillName, m_plan.backfillCancelled ? u"cancelled"_s : QString()), this, [](const Result<> &) {});
}

void Sync::setFocus(Focus focus)
{
    m_plan.focus = focus;
    step();
}

void Sync::setTold(bool told)
{
    m_plan.told = told;
    step();
}

void Sync::nudge(FeedId feed)
{
    m_plan = nudged(std::move(m_plan), feed);
    step();
}

void Sync::bring(FeedId feed, const QString &sid)
{
    if (sid.isEmpty() || feed == FeedId::Numbers)
        return nudge(feed);
    if (!m_loaded || m_plan.paused || m_plan.refused)
        return; // it comes with everything else
    if (const auto under = m_bringing.find(sid); under != m_bringing.end()) {
        *under = true; // what it says now may be newer than the answer under way
        return;
    }
    constexpr qsizetype mostAtOnce = 8; // after a long absence a page is cheaper than its rows one by one
    if (m_bringing.size() >= mostAtOnce)
        return nudge(feed);
    m_bringing.insert(sid, false);
    m_feeds[size_t(feed)]->bring(sid, [this, feed, sid](const Result<> &brought) {
        if (m_bringing.take(sid))
            return bring(feed, sid);
        if (!brought)
            return nudge(feed);
        if (feed == FeedId::Messages)
            m_media->wake();
    });
}

void Sync::startOver()
{
    dropWalks();
    const bool wasRunning = m_plan.running, wasPaused = m_plan.paused;
    m_plan = SyncPlan{.running = wasRunning, .paused = wasPaused, .told = m_plan.told, .focus = m_plan.focus};
    m_progress = {};
    m_remembered.clear();
    step();
}

void Sync::dropWalks()
{
    ++m_generation;
    m_walks.clear();
    m_suspects.clear();
    m_checking = false;
    for (FeedState &feed : m_plan.feeds)
        feed.headRunning = feed.historyRunning = false;
}

void Sync::step()
{
    if (!m_loaded || m_stepping)
        return;
    m_stepping = true;
    const QDateTime at = now();
    for (const WalkOrder &order : due(m_plan, at, m_options))
        begin(order);
    m_stepping = false;
    const QDateTime wake = wakeAt(m_plan, now(), m_options);
    if (wake.isValid())
        m_wake.start(int(std::clamp<qint64>(now().msecsTo(wake) + 1, 1, 3600 * 1000)));
    else
        m_wake.stop();
    announce();
}

void Sync::begin(const WalkOrder &order)
{
    m_plan = started(std::move(m_plan), order);
    if (order.feed == FeedId::Numbers)
        return pullNumbers(order, {}, {});
    Feed &feed = *m_feeds[size_t(order.feed)];
    auto walk = std::make_unique<Walk>(feed, order, m_options);
    Walk *self = walk.get();
    connect(self, &Walk::pageSaved, this,
            [this, order](const PageFacts &page, const QStringList &sids, const QDateTime &from, const QDateTime &to) {
                onPage(order, page, sids, from, to);
            });
    // Queued: the walk is deleted on the way and must not be inside its own signal then.
    const int generation = m_generation;
    const auto over = [this, self, generation](auto then) {
        const auto mine = [self](const auto &one) { return one.get() == self; };
        const auto found = std::find_if(m_walks.begin(), m_walks.end(), mine);
        if (generation != m_generation || found == m_walks.end())
            return;
        m_walks.erase(found);
        then();
    };
    connect(self, &Walk::ended, this, [this, order, over](const PageFacts &walked) { over([&] { end(order, walked); }); },
            Qt::QueuedConnection);
    connect(self, &Walk::failed, this, [this, order, over](const Error &error) { over([&] { fail(order, error); }); },
            Qt::QueuedConnection);
    m_walks.push_back(std::move(walk));
    self->start();
}

void Sync::onPage(const WalkOrder &order, const PageFacts &page, const QStringList &sids, const QDateTime &from, const QDateTime &to)
{
    SyncProgress::Part &part = m_progress.parts[size_t(order.feed)];
    m_progress.skipped += page.skipped;
    if (page.skipped > 0)
        qCWarning(lcSync) << "left out" << page.skipped << "records without a usable sid";
    if (order.kind != Kind::Head) {
        m_plan = afterHistoryPage(std::move(m_plan), order, page, now(), m_options);
        part.rows += page.rows;
        part.reached = m_plan.of(order.feed).historyOldest;
        remember(order.feed);
    }
    if (order.feed == FeedId::Messages)
        m_media->wake();
    // The first page of a walk that goes on somewhere in the middle does not say where it begins.
    const bool isBeginKnown = to.isValid() || (order.cursor.isEmpty() && !order.until.isValid());
    if (order.compares && from.isValid() && isBeginKnown)
        compare(*m_feeds[size_t(order.feed)], sids, from, to.isValid() ? to : now().addSecs(-m_options.newestUnsure.count()));
    announce();
}

void Sync::end(const WalkOrder &order, const PageFacts &walked)
{
    m_plan = afterWalk(std::move(m_plan), order, walked, now(), m_options);
    remember(order.feed);
    step();
}

void Sync::fail(const WalkOrder &order, const Error &error)
{
    qCInfo(lcSync) << "fetching" << cursorName(order.feed) << "failed:" << error.detail;
    m_plan = afterFailure(std::move(m_plan), order, error, now(), QRandomGenerator::global()->generateDouble(), m_options);
    if (m_plan.refused) {
        dropWalks();
        m_media->rest();
    }
    step();
}

void Sync::pullNumbers(const WalkOrder &order, QList<IncomingNumber> before, const QString &cursor)
{
    const Paging paging{.cursor = cursor, .pageSize = order.pageSize, .priority = Priority::Refresh};
    const auto onNumbers = [this, order, before, generation = m_generation](const Result<Page<IncomingNumber>> &page) {
        if (generation != m_generation)
            return;
        if (!page)
            return fail(order, page.error());
        if (const int odd = page->odd + page->skipped; !isBelievable(order, {.odd = odd}))
            return fail(order, {.kind = Error::Kind::Malformed, .detail = u"a page of numbers with %1 odd values"_s.arg(odd)});
        QList<IncomingNumber> numbers = before + page->records;
        m_progress.skipped += page->skipped;
        if (!page->next.isEmpty())
            return pullNumbers(order, std::move(numbers), page->next);
        const PageFacts facts{.rows = int(numbers.size())};
        whenDone(m_stores.numbers.replaceAll(std::move(numbers)), this, [this, order, facts, generation](const Result<> &saved) {
            if (generation != m_generation)
                return;
            if (!saved)
                return fail(order, saved.error());
            end(order, facts);
        });
    };
    whenDone(m_twilio.numbers({}, paging), this, onNumbers);
}

void Sync::compare(Feed &feed, const QStringList &sids, const QDateTime &from, const QDateTime &to)
{
    // What was created in the very second where a page ends may stand on the next one.
    feed.cached(from.addSecs(1), to, [this, id = feed.id(), sids, generation = m_generation](const Result<QStringList> &cached) {
        if (!cached || generation != m_generation)
            return;
        const QSet<QString> listed(sids.begin(), sids.end());
        for (const QString &sid : *cached) {
            const std::pair suspect(id, sid);
            const bool isKnown = listed.contains(sid) || m_present.contains(sid) || m_suspects.contains(suspect);
            if (!isKnown && m_suspects.size() < mostSuspects)
                m_suspects.push_back(suspect);
        }
        checkNext();
    });
}

void Sync::checkNext()
{
    if (m_checking || m_suspects.isEmpty())
        return;
    m_checking = true;
    const auto [id, sid] = m_suspects.first();
    m_feeds[size_t(id)]->check(sid, [this, sid = sid, generation = m_generation](const Result<> &checked) {
        if (generation != m_generation)
            return;
        m_checking = false;
        if (m_suspects.isEmpty())
            return;
        m_suspects.removeFirst();
        if (!checked)
            return m_suspects.clear(); // trouble: the next walk finds them again
        m_present.insert(sid);
        checkNext();
    });
}

void Sync::remember(FeedId id)
{
    const QString text = written(m_plan.of(id));
    if (m_remembered.value(id) == text)
        return;
    m_remembered.insert(id, text);
    whenDone(m_stores.cursors.set(cursorName(id), text), this, [this, id](const Result<> &saved) {
        if (!saved)
            m_remembered.remove(id); // the rows are there; at worst they are fetched once more
    });
}

void Sync::announce()
{
    for (const FeedId id : allFeeds) {
        const FeedState &feed = m_plan.of(id);
        SyncProgress::Part &part = m_progress.parts[size_t(id)];
        part.firstPageHere = feed.firstPageHere;
        part.complete = feed.historyDone || feed.notAllowed;
    }
    m_progress.backfillCancelled = m_plan.backfillCancelled;
    Q_EMIT progress(m_progress);
    const SyncState state = stateOf(m_plan);
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace milassist
