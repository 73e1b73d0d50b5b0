// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/storefiles.h"
#include "core/store/storesession.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace milassist {

/// Whether a read still matters to the one who asked.
class ReadTicket {
public:
    std::atomic<bool> overtaken = false;
};

/// One thread, its connection and its queue of jobs.
class StoreThread : public QThread, private StoreSession {
public:
    enum class Role { Writer, Reader };
    using Task = std::function<void(StoreSession &)>;

    /// What the thread tells the store; called in the thread.
    struct Hooks {
        std::function<void()> damaged;            ///< SQLite met damage in a job
        std::function<void(bool)> diskFull;       ///< a write found no room / found room again
        std::function<void()> logIsLong;          ///< after each commit while the cache's log wants to be brought into the file
    };

    StoreThread(Role role, QString name, std::shared_ptr<StoreFiles> files, Hooks hooks);
    ~StoreThread() override;

    void enqueue(std::shared_ptr<ReadTicket> ticket, Task task);
    /// Marks the read as not wanted any more and interrupts it if it is running. Any thread.
    void interrupt(const std::shared_ptr<ReadTicket> &ticket);
    /// Interrupts what runs, closes the connection and returns when that is done. The thread then waits for @p resumed;
    /// its next job opens a connection again. Called in the writer, for a reader.
    void hold(std::shared_future<void> resumed);
    /// In the writer itself: closes its connection, before the files are exchanged.
    void closeConnection();
    /// A writer finishes everything it was given; in a reader the jobs that wait end as Cancelled.
    void stop();

protected:
    void run() override;

private:
    struct Entry {
        std::shared_ptr<ReadTicket> ticket;
        Task task;
    };

    Result<> begin() override;
    QSqlDatabase &database() override { return m_connection->database(); }
    Result<> end(const Error *error) override;
    Result<> commit();
    void watchLog();
    void afterFailure(int nativeCode);

    const Role m_role;
    std::shared_ptr<StoreFiles> m_files;
    Hooks m_hooks;
    std::unique_ptr<Connection> m_connection; // only touched in run()
    bool m_full = false;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_queue;
    std::shared_ptr<ReadTicket> m_running;
    sqlite3 *m_interruptible = nullptr; // under m_mutex: the handle while a job runs
    bool m_stopping = false;
    bool m_ended = false;
};

} // namespace milassist
