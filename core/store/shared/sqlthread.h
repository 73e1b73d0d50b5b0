// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/shareddatabase.h"

#include <QThread>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <vector>

namespace milassist
{

/// One thread, its connection and its queue of jobs. A job is a transaction; one that met a collision or a broken connection
/// is run again, after growing pauses, until its time is over. A broken COMMIT is looked up before anything is run again.
///
/// In a file, writers that wait share one transaction, each behind a savepoint of its own: what costs there is to reach the
/// disk, once a commit. On a server they do not: locks would be held for longer, and relays would get into each other's way.
class SqlThread : public QThread
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    struct Task {
        Instant deadline;
        std::function<Result<>(SqlConnection &)> run; ///< perhaps several times; its latest outcome counts
        std::function<void(const Error *)> finish;    ///< null: the outcome of the latest run stands
    };
    /// Called in the thread.
    struct Hooks {
        std::function<void(bool)> reached; ///< the database answers now / does not any more
        std::function<void(const QList<SharedNotice> &)> committed;
    };

    SqlThread(SharedDatabase::Use use, std::shared_ptr<SharedDatabase> database, Hooks hooks);
    /// Finishes every job that was given; where the database is away they end as Offline at once.
    ~SqlThread() override;

    void enqueue(Task task);

protected:
    void run() override;

private:
    enum class Next { Done, AfterCollision, AfterLoss };
    std::vector<Task> takeWaiting();
    bool canShare() const;
    void perform(Task &task);
    void performTogether(std::vector<Task> &tasks);
    struct Shared;
    Result<> runShared(Shared &shared);
    Next attempt(Task &task, Error &error);
    Next failed(Task &task, const Error &error);
    void drop();
    /// False when there is no time left, or the thread is to end.
    bool pause(std::chrono::milliseconds length, Instant deadline);
    std::chrono::milliseconds pauseAfter(int failures) const;

    const SharedDatabase::Use m_use;
    const std::shared_ptr<SharedDatabase> m_database;
    const Hooks m_hooks;

    std::unique_ptr<EngineConnection> m_connection; // from here on only touched in run()
    qint64 m_job = 0;
    bool m_inDoubt = false; // the COMMIT of m_job has no answer
    int m_losses = 0;       // in a row
    Instant m_notBefore;    // the next try to connect
    std::optional<bool> m_reached;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_queue;
    bool m_stopping = false;
};

} // namespace milassist
