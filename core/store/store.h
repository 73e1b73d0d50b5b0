// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/whendone.h"
#include "core/store/storeoptions.h"
#include "core/store/storesession.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QSqlDatabase>

#include <functional>
#include <memory>

namespace milassist {

class ReadTicket;
class StoreFiles;
class StoreThread;

/// Something the store did about a damaged, full or unwritable disk that its user should hear of.
struct StoreNotice {
    enum class Kind {
        CacheRebuilt,  ///< the cache was damaged; it was set aside as keptAs and will be fetched again
        OwnRestored,   ///< our own data was damaged; restored from the backup of `at` and what could be read, old file kept as keptAs
        ReadOnly,      ///< the files cannot be written: everything can be read, nothing will be kept
        DiskFull,      ///< a write found no room; it was refused whole, nothing is half written
        SpaceReturned, ///< writing works again after DiskFull
    };
    Kind kind = Kind::DiskFull;
    QString keptAs; ///< full path of the damaged file that was set aside; else empty
    QDateTime at;   ///< UTC; of the backup for OwnRestored, else of the event
    bool operator==(const StoreNotice &) const = default;
};

/// Reads that overtake each other: of two jobs in one lane only the newer matters (search as you type). Starting one
/// interrupts the one before it, which ends with Error::Kind::Cancelled.
class ReadLane {
public:
    ReadLane() = default;
    Q_DISABLE_COPY_MOVE(ReadLane)

private:
    friend class Store;
    std::shared_ptr<ReadTicket> m_latest;
};

/// The database engine of one profile: a rebuildable cache file ("main") and a small precious file attached to it as
/// "own". One writer thread, one reader thread for what the screen waits for, one for long scans, an idle one for checks and
/// backups; each has its own connection (WAL). Jobs go in, futures come out; a job is `Result<T> (QSqlDatabase &)`, captures values, never `this`,
/// and may use Statement (statement.h) on the connection it is given. All functions are called in the main thread.
///
/// Damage: a cache that is corrupt or not a database is renamed ("cache.db.damaged-20260811-160531") and built anew;
/// own data is restored from its newest backup plus every row still readable in the damaged file. After an unclean end
/// the files are checked in a thread of their own. A file written by a newer program is refused and left untouched.
class Store : public QObject {
    Q_OBJECT
public:
    /// Opens in the store's threads and returns at once: jobs may be given right away and run when it is open. When it
    /// cannot be opened every job ends with that error; see opened().
    explicit Store(StoreOptions options, QObject *parent = nullptr);
    /// Finishes every write that was given, drops the reads still waiting, checkpoints and closes.
    ~Store() override;

    /// As the constructor, and waits until it is open. For tests and programs without a window.
    /// Errors: Storage (cannot be opened, newer than this program), DiskFull.
    static Result<std::unique_ptr<Store>> open(StoreOptions options);

    /// Ready when the store is open or refused. Errors: Storage, DiskFull.
    QFuture<Result<>> opened() const { return m_opened; }

    /// Runs @p job with the reader's connection, in the order given.
    /// Errors of its own: Storage, DiskFull, Cancelled (store is closing).
    template <std::invocable<QSqlDatabase &> Job>
    auto read(Job job)
    {
        return start(*m_reader, nullptr, std::move(job));
    }

    /// As read(), in the thread for long scans, and overtaken by the next read in the same lane.
    template <std::invocable<QSqlDatabase &> Job>
    auto read(ReadLane &lane, Job job)
    {
        return start(*m_scanner, overtake(lane), std::move(job));
    }

    /// As read(), in the thread for long scans: exports, checks. The screen does not wait behind it.
    template <std::invocable<QSqlDatabase &> Job>
    auto scan(Job job)
    {
        return start(*m_scanner, nullptr, std::move(job));
    }

    /// Runs @p job in the writer thread between BEGIN IMMEDIATE and COMMIT; an error rolls everything back.
    /// Each file keeps a transaction whole or not at all. Killed within a COMMIT that wrote to both, the cache may have what own
    /// data has not, never the other way (SQLite commits attached files one after the other, "main" first).
    /// Errors of its own: Storage, DiskFull, Cancelled (store is closing: never for a job that was given before).
    template <std::invocable<QSqlDatabase &> Job>
    auto write(Job job)
    {
        return start(*m_writer, nullptr, std::move(job));
    }

    /// Throws all rows of the cache away, because others may be seen than when they were fetched; our own data stays.
    /// cacheRebuilt() follows. Errors: Storage, DiskFull.
    QFuture<Result<>> emptyCache();

    /// Everything noticed so far, for a screen that came late.
    const QList<StoreNotice> &notices() const { return m_notices; }
    bool isReadOnly() const { return m_readOnly; }
    const StoreOptions &options() const { return m_options; }

Q_SIGNALS:
    void noticed(const milassist::StoreNotice &notice);
    /// The cache starts from nothing again: models re-read, sync starts over.
    void cacheRebuilt();
    /// Said by the class that writes calls: recordings now know who they are from.
    void recordingsPlaced();

private:
    template <typename Job>
    auto start(StoreThread &thread, std::shared_ptr<ReadTicket> ticket, Job job)
    {
        using Outcome = std::invoke_result_t<Job &, QSqlDatabase &>;
        auto promise = std::make_shared<QPromise<Outcome>>();
        promise->start();
        auto future = promise->future();
        enqueue(thread, std::move(ticket), [promise, job = std::move(job)](StoreSession &session) mutable {
            promise->addResult(within<Outcome>(session, job));
            promise->finish();
        });
        return future;
    }

    template <typename Outcome, typename Job>
    static Outcome within(StoreSession &session, Job &job)
    {
        if (const auto begun = session.begin(); !begun)
            return fail(begun.error());
        Outcome outcome = job(session.database());
        if (const auto ended = session.end(outcome ? nullptr : &outcome.error()); !ended)
            return fail(ended.error());
        return outcome;
    }

    using Task = std::function<void(StoreSession &)>;

    void enqueue(StoreThread &thread, std::shared_ptr<ReadTicket> ticket, Task task);
    std::shared_ptr<ReadTicket> overtake(ReadLane &lane);
    void announce(const StoreNotice &notice);
    void afterOpening(const Result<> &outcome, const QList<StoreNotice> &notices);
    void backUpWhenDue();
    void reconcile(StoreSession &session);
    void mend();
    Result<> exchangeFiles(StoreSession &session, const std::function<Result<>()> &exchange);

    StoreOptions m_options;
    std::shared_ptr<StoreFiles> m_files;
    std::unique_ptr<StoreThread> m_writer, m_reader, m_scanner, m_carer;
    QFuture<Result<>> m_opened;
    QList<StoreNotice> m_notices;
    bool m_readOnly = false;
    bool m_mending = false;
};

} // namespace milassist
