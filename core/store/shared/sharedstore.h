// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"
#include "core/store/shared/sqlthread.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

namespace milassist
{

class PostgresListener;

struct SharedStoreOptions {
    DatabaseUrl url;
    SharedSchema schema;
    QStringList channels; ///< what to listen to; see SharedStore::notified
    /// How long a job may wait for a database that is away or busy, counted from when it was given.
    std::chrono::milliseconds patience = std::chrono::seconds(10);
};

/// A database that a team shares: SQLite in a file for one relay, PostgreSQL for several. One writer thread, one reader
/// thread, each with its own connection. Jobs go in, futures come out; a job is `Result<T> (SqlConnection &)`, a transaction
/// of its own that an error rolls back. It captures values, never `this`, and may be run more than once: after a deadlock or a
/// broken connection it starts over, so it must do nothing but read and write rows. What it writes happens once all the same.
///
/// The database may be away, at the start too: jobs wait for it as long as `patience` says and then end as Offline, nothing
/// having been written, or as OutcomeUnknown when only the answer to a COMMIT is missing. All functions are called in the
/// main thread.
class SharedStore : public QObject
{
    Q_OBJECT
public:
    explicit SharedStore(SharedStoreOptions options, QObject *parent = nullptr);
    /// Finishes every job that was given.
    ~SharedStore() override;

    /// As the constructor, and waits until the tables are there. For tests and programs that do nothing else.
    /// Errors: Offline, Storage (cannot be opened, newer than this program), DiskFull.
    static Result<std::unique_ptr<SharedStore>> open(SharedStoreOptions options);

    /// Ready when the first attempt to open has come to an end; after Offline the store goes on trying.
    QFuture<Result<>> opened() const { return m_opened; }

    /// Runs @p job with the reader's connection, seeing one moment of the database.
    /// Errors of its own: Offline, Storage.
    template <std::invocable<SqlConnection &> Job>
    auto read(Job job)
    {
        return start(*m_reader, std::move(job));
    }

    /// Runs @p job in the writer's thread, in the order given. On PostgreSQL other writers run at the same time: what is read
    /// to be changed wants SqlConnection::forUpdate().
    /// Errors of its own: Offline, OutcomeUnknown, Storage, DiskFull.
    template <std::invocable<SqlConnection &> Job>
    auto write(Job job)
    {
        return start(*m_writer, std::move(job));
    }

    const SharedStoreOptions &options() const { return m_options; }

Q_SIGNALS:
    /// Somebody committed a job that said notify(): here, or through PostgreSQL in another relay. Through SQLite only here.
    void notified(const QString &channel, const QString &payload);
    /// From now on notified() comes, for the first time or again: what was said while there was no connection was missed.
    void listening();
    /// Whether the database answers, at each change.
    void reached(bool isThere);

private:
    template <typename Job>
    auto start(SqlThread &thread, Job job)
    {
        using Outcome = std::invoke_result_t<Job &, SqlConnection &>;
        struct Running {
            Job job;
            QPromise<Outcome> promise;
            std::optional<Outcome> outcome;
        };
        // Shared by the two functions of the task, which the queue copies about.
        auto running = std::make_shared<Running>(Running{std::move(job), {}, {}});
        running->promise.start();
        auto future = running->promise.future();
        thread.enqueue({.deadline = std::chrono::steady_clock::now() + m_options.patience,
                        .run = [running](SqlConnection &db) -> Result<> {
                            running->outcome = running->job(db);
                            if (!*running->outcome)
                                return fail(running->outcome->error());
                            return {};
                        },
                        .finish =
                            [running](const Error *error) {
                                running->promise.addResult(error ? Outcome(fail(*error)) : *std::move(running->outcome));
                                running->promise.finish();
                            }});
        return future;
    }

    SharedStoreOptions m_options;
    std::shared_ptr<SharedDatabase> m_database;
    std::unique_ptr<SqlThread> m_writer, m_reader;
    std::unique_ptr<PostgresListener> m_listener;
    QFuture<Result<>> m_opened;
};

} // namespace milassist
