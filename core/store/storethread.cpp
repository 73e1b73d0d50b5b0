// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storethread.h"

#include "core/base/logging.h"

#include <sqlite3.h>

#include <cstring>

namespace milassist {

using namespace Qt::StringLiterals;

StoreThread::StoreThread(Role role, QString name, std::shared_ptr<StoreFiles> files, Hooks hooks)
    : m_role(role), m_files(std::move(files)), m_hooks(std::move(hooks))
{
    setObjectName(std::move(name));
}

StoreThread::~StoreThread()
{
    stop();
    wait();
}

void StoreThread::enqueue(std::shared_ptr<ReadTicket> ticket, Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back({std::move(ticket), std::move(task)});
    }
    m_wake.notify_one();
}

void StoreThread::interrupt(const std::shared_ptr<ReadTicket> &ticket)
{
    const std::lock_guard lock(m_mutex); // so that the interrupt cannot hit the next job
    ticket->overtaken = true;
    if (m_running == ticket && m_interruptible)
        sqlite3_interrupt(m_interruptible);
}

void StoreThread::hold(std::shared_future<void> resumed)
{
    auto closed = std::make_shared<std::promise<void>>();
    {
        const std::lock_guard lock(m_mutex);
        if (m_ended)
            closed.reset();
        else {
            if (m_running)
                m_running->overtaken = true;
            if (m_interruptible)
                sqlite3_interrupt(m_interruptible);
            m_queue.push_front({nullptr, [this, closed, resumed = std::move(resumed)](StoreSession &) {
                                    closeConnection();
                                    closed->set_value();
                                    resumed.wait();
                                }});
        }
    }
    if (!closed) {
        wait(); // it is on its way out and closes by itself
        return;
    }
    m_wake.notify_one();
    closed->get_future().wait();
}

void StoreThread::closeConnection()
{
    {
        const std::lock_guard lock(m_mutex);
        m_interruptible = nullptr;
    }
    m_connection.reset();
    if (m_role == Role::Writer)
        m_files->letGo();
}

void StoreThread::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        if (m_role == Role::Reader && m_interruptible)
            sqlite3_interrupt(m_interruptible);
    }
    m_wake.notify_one();
}

void StoreThread::run()
{
    if (m_role == Role::Writer)
        m_files->setReady(m_files->prepare());
    m_files->ready().wait();
    while (true) {
        Entry entry;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty()) {
                m_ended = true;
                break;
            }
            entry = std::move(m_queue.front());
            m_queue.pop_front();
            m_running = entry.ticket;
        }
        entry.task(*this);
        const std::lock_guard lock(m_mutex);
        m_running.reset();
        m_interruptible = nullptr;
    }
    if (m_connection && m_role == Role::Writer && !m_files->isReadOnly())
        static_cast<void>(runScript(m_connection->database(), u"PRAGMA analysis_limit = 400; PRAGMA optimize"));
    closeConnection();
}

Result<> StoreThread::begin()
{
    if (const auto ready = m_files->ready().get(); !ready)
        return ready;
    if (!m_connection) {
        auto opened = m_files->connect(m_role == Role::Writer);
        if (!opened)
            return fail(opened.error());
        m_connection = std::move(*opened);
        if (m_role == Role::Writer && m_hooks.logIsLong)
            watchLog();
    }
    {
        const std::lock_guard lock(m_mutex);
        const bool dropped = m_role == Role::Reader && m_stopping;
        if (dropped || (m_running && m_running->overtaken))
            return fail(Error::Kind::Cancelled, dropped ? u"the store is closing"_s : u"overtaken by a newer read"_s);
        m_interruptible = m_role == Role::Reader ? m_connection->handle() : nullptr; // a write is never cut off
    }
    if (m_role == Role::Reader)
        return {};
    if (const auto begun = runScript(database(), u"BEGIN IMMEDIATE"); !begun) {
        const int code = sqlite3_extended_errcode(m_connection->handle());
        afterFailure(code);
        return begun;
    }
    return {};
}

// Bringing the log into the file waits for the disk, so another thread does that while this one goes on writing. Only
// when it does not get to it, it is done here, as SQLite would by itself.
void StoreThread::watchLog()
{
    const auto committed = [](void *self, sqlite3 *handle, const char *schema, int pages) {
        constexpr int longLog = 4000, tooLongLog = 12000; // 32 MB and 96 MB of the cache
        const bool isCache = std::strcmp(schema, "main") == 0;
        if (pages >= (isCache ? tooLongLog : longLog))
            sqlite3_wal_checkpoint_v2(handle, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        else if (pages >= longLog)
            static_cast<StoreThread *>(self)->m_hooks.logIsLong();
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_connection->handle(), committed, this);
}

Result<> StoreThread::end(const Error *error)
{
    sqlite3 *handle = m_connection->handle();
    if (error) {
        const int code = sqlite3_extended_errcode(handle); // before the rollback sets its own
        if (m_role == Role::Writer && sqlite3_get_autocommit(handle) == 0)
            static_cast<void>(runScript(database(), u"ROLLBACK"));
        afterFailure(code);
        return {};
    }
    return m_role == Role::Writer ? commit() : Result<>();
}

Result<> StoreThread::commit()
{
    sqlite3 *handle = m_connection->handle();
    if (const auto committed = runScript(database(), u"COMMIT"); !committed) {
        const int code = sqlite3_extended_errcode(handle);
        if (sqlite3_get_autocommit(handle) == 0)
            static_cast<void>(runScript(database(), u"ROLLBACK"));
        afterFailure(code);
        return committed;
    }
    if (m_full) {
        m_full = false;
        m_hooks.diskFull(false);
    }
    return {};
}

void StoreThread::afterFailure(int nativeCode)
{
    if ((nativeCode & 0xff) == SQLITE_FULL && !m_full) {
        m_full = true;
        m_hooks.diskFull(true);
    }
    if (meansDamage(nativeCode)) {
        qCWarning(lcStore) << "damage met in thread" << objectName() << "SQLite" << nativeCode;
        m_hooks.damaged();
    }
}

} // namespace milassist
