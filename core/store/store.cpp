// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/base/logging.h"
#include "core/store/damage.h"
#include "core/store/statement.h"
#include "core/store/storethread.h"

#include <QTimer>

#include <sqlite3.h>

#include <atomic>

namespace milassist {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto backupEvery = 24h;

// Whatever becomes of it: the log stays long, and the writer does it in the end.
void shortenLog(const QSqlDatabase &db)
{
    sqlite3_wal_checkpoint_v2(rawHandle(db), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

} // namespace

Store::Store(StoreOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_files(std::make_shared<StoreFiles>(m_options))
{
    const StoreThread::Hooks hooks{.damaged = [this] { QMetaObject::invokeMethod(this, &Store::mend, Qt::QueuedConnection); },
                                   .diskFull =
                                       [this](bool full) {
                                           const auto kind = full ? StoreNotice::Kind::DiskFull : StoreNotice::Kind::SpaceReturned;
                                           QMetaObject::invokeMethod(
                                               this, [this, kind] { announce({.kind = kind, .at = m_options.clock()}); }, Qt::QueuedConnection);
                                       },
                                   .logIsLong =
                                       [this, underWay = std::make_shared<std::atomic<bool>>(false)] {
                                           if (underWay->exchange(true))
                                               return;
                                           m_carer->enqueue(nullptr, [underWay](StoreSession &session) {
                                               if (session.begin()) {
                                                   shortenLog(session.database());
                                                   static_cast<void>(session.end(nullptr));
                                               }
                                               *underWay = false;
                                           });
                                       }};
    using enum StoreThread::Role;
    m_writer = std::make_unique<StoreThread>(Writer, u"store-writer"_s, m_files, hooks);
    m_reader = std::make_unique<StoreThread>(Reader, u"store-reader"_s, m_files, hooks);
    m_scanner = std::make_unique<StoreThread>(Reader, u"store-scanner"_s, m_files, hooks);
    m_carer = std::make_unique<StoreThread>(Reader, u"store-carer"_s, m_files, hooks);

    QPromise<Result<>> opened;
    opened.start();
    m_opened = opened.future();
    // The writer's first task runs when the files are ready, whatever came of it.
    m_writer->enqueue(nullptr, [this, promise = std::make_shared<QPromise<Result<>>>(std::move(opened))](StoreSession &session) {
        const Result<> outcome = m_files->ready().get();
        reconcile(session);
        const auto notices = m_files->takeNotices();
        QMetaObject::invokeMethod(this, [this, outcome, notices] { afterOpening(outcome, notices); }, Qt::QueuedConnection);
        promise->addResult(outcome);
        promise->finish();
    });
    m_writer->start();
    m_reader->start();
    m_scanner->start();
    m_carer->start(QThread::LowPriority);
    auto *daily = new QTimer(this);
    connect(daily, &QTimer::timeout, this, &Store::backUpWhenDue);
    daily->start(1h);
}

Store::~Store()
{
    // Readers first: the connection that closes last brings the log into the file, and readers may not.
    const auto readers = {m_reader.get(), m_scanner.get(), m_carer.get()};
    for (StoreThread *reader : readers)
        reader->stop();
    for (StoreThread *reader : readers)
        reader->wait();
    m_writer.reset(); // may still have asked them to hold
}

Result<std::unique_ptr<Store>> Store::open(StoreOptions options)
{
    auto store = std::make_unique<Store>(std::move(options));
    store->m_opened.waitForFinished();
    if (const auto outcome = store->m_opened.result(); !outcome)
        return fail(outcome.error());
    store->m_readOnly = store->m_files->isReadOnly();
    return store;
}

void Store::enqueue(StoreThread &thread, std::shared_ptr<ReadTicket> ticket, Task task)
{
    thread.enqueue(std::move(ticket), std::move(task));
}

std::shared_ptr<ReadTicket> Store::overtake(ReadLane &lane)
{
    if (lane.m_latest)
        m_scanner->interrupt(lane.m_latest);
    lane.m_latest = std::make_shared<ReadTicket>();
    return lane.m_latest;
}

void Store::announce(const StoreNotice &notice)
{
    m_notices.push_back(notice);
    Q_EMIT noticed(notice);
    if (notice.kind == StoreNotice::Kind::CacheRebuilt)
        Q_EMIT cacheRebuilt();
}

void Store::reconcile(StoreSession &session)
{
    if (!m_options.reconcile || m_files->isReadOnly() || !session.begin())
        return;
    const auto done = m_options.reconcile(session.database());
    const auto ended = session.end(done ? nullptr : &done.error());
    if (!done || !ended)
        qCWarning(lcStore) << "the cache does not know all of our own data:" << (done ? ended : done).error().detail;
}

void Store::afterOpening(const Result<> &outcome, const QList<StoreNotice> &notices)
{
    m_readOnly = m_files->isReadOnly();
    for (const StoreNotice &notice : notices)
        announce(notice);
    if (!outcome)
        return;
    if (m_files->wantsCheck()) {
        m_carer->enqueue(nullptr, [this](StoreSession &session) {
            if (!session.begin())
                return;
            const auto sound = isSound(session.database(), u"main");
            static_cast<void>(session.end(nullptr));
            if (sound && !*sound)
                QMetaObject::invokeMethod(this, &Store::mend, Qt::QueuedConnection);
        });
    }
    backUpWhenDue();
}

void Store::backUpWhenDue()
{
    if (m_readOnly)
        return;
    const QDateTime now = m_options.clock();
    m_carer->enqueue(nullptr, [files = m_files, now, kept = m_options.backupsKept](StoreSession &session) {
        const QStringList backups = backupsIn(files->backupFolder());
        if (!backups.isEmpty() && backupTime(backups.first()).addSecs(std::chrono::seconds(backupEvery).count()) > now)
            return;
        if (!session.begin())
            return;
        const auto done = backUp(session.database(), "own", files->backupFolder(), now, kept);
        static_cast<void>(session.end(nullptr));
        if (!done)
            qCWarning(lcStore) << "no backup of own data:" << done.error().detail;
    });
}

/// In the writer's thread: nobody else has the files open meanwhile.
Result<> Store::exchangeFiles(StoreSession &session, const std::function<Result<>()> &exchange)
{
    const auto resume = std::make_shared<std::promise<void>>();
    const std::shared_future<void> resumed = resume->get_future().share();
    for (StoreThread *reader : {m_reader.get(), m_scanner.get(), m_carer.get()})
        reader->hold(resumed);
    m_writer->closeConnection();
    const auto exchanged = exchange();
    resume->set_value();
    reconcile(session);
    return exchanged;
}

QFuture<Result<>> Store::emptyCache()
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    m_writer->enqueue(nullptr, [this, promise](StoreSession &session) {
        const auto emptied = exchangeFiles(session, [this] { return m_files->emptyCache(); });
        if (emptied)
            QMetaObject::invokeMethod(this, &Store::cacheRebuilt, Qt::QueuedConnection);
        promise->addResult(emptied);
        promise->finish();
    });
    return promise->future();
}

void Store::mend()
{
    if (m_mending || m_readOnly)
        return;
    m_mending = true;
    m_writer->enqueue(nullptr, [this](StoreSession &session) {
        const auto mended = exchangeFiles(session, [this] { return m_files->mend(); });
        if (!mended)
            qCCritical(lcStore) << "damage could not be mended:" << mended.error().detail;
        QMetaObject::invokeMethod(
            this,
            [this, notices = m_files->takeNotices()] {
                m_mending = false;
                for (const StoreNotice &notice : notices)
                    announce(notice);
            },
            Qt::QueuedConnection);
    });
}

} // namespace milassist
