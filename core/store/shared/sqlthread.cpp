// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/sqlthread.h"

#include "core/base/logging.h"
#include "core/store/statement.h"

#include <QRandomGenerator>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SqlThread::SqlThread(SharedDatabase::Use use, std::shared_ptr<SharedDatabase> database, Hooks hooks)
    : m_use(use), m_database(std::move(database)), m_hooks(std::move(hooks))
{
    setObjectName(use == SharedDatabase::Use::Write ? u"store-writer"_s : u"store-reader"_s);
}

SqlThread::~SqlThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    wait();
}

void SqlThread::enqueue(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(task));
    }
    m_wake.notify_all();
}

void SqlThread::run()
{
    for (std::vector<Task> tasks = takeWaiting(); !tasks.empty(); tasks = takeWaiting()) {
        if (tasks.size() == 1)
            perform(tasks.front());
        else
            performTogether(tasks);
    }
    m_connection.reset();
}

/// Waits for work. Empty: the thread is to end, and there is none left.
std::vector<SqlThread::Task> SqlThread::takeWaiting()
{
    constexpr std::size_t mostTogether = 64; // of a fraction of a millisecond each
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    std::vector<Task> tasks;
    const std::size_t most = canShare() ? mostTogether : 1;
    while (!m_queue.empty() && tasks.size() < most) {
        tasks.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    return tasks;
}

bool SqlThread::canShare() const
{
    return m_use == SharedDatabase::Use::Write && m_connection && m_connection->statements();
}

struct SqlThread::Shared {
    std::vector<Task> &tasks;
    std::vector<std::optional<Error>> errors; ///< of each task
    QList<SharedNotice> notices;
};

void SqlThread::performTogether(std::vector<Task> &tasks)
{
    Shared shared{.tasks = tasks, .errors = {}, .notices = {}};
    const auto earliest = std::ranges::min(tasks, {}, &Task::deadline).deadline;
    Task all{.deadline = earliest,
             .run = [&](SqlConnection &) { return runShared(shared); },
             .finish =
                 [&](const Error *error) {
                     if (error) { // of the transaction: nothing is written, and each tries by itself
                         for (Task &task : tasks)
                             perform(task);
                         return;
                     }
                     if (!shared.notices.isEmpty() && m_hooks.committed)
                         m_hooks.committed(shared.notices);
                     for (std::size_t i = 0; i < tasks.size(); ++i)
                         tasks[i].finish(shared.errors[i] ? &*shared.errors[i] : nullptr);
                 }};
    perform(all);
}

/// Each behind a savepoint, so that one that fails takes nothing with it.
Result<> SqlThread::runShared(Shared &shared)
{
    shared.errors.assign(shared.tasks.size(), {});
    shared.notices.clear();
    for (std::size_t i = 0; i < shared.tasks.size(); ++i) {
        if (const auto marked = Statement(*m_connection, u"SAVEPOINT job").run(); !marked)
            return marked;
        const auto done = shared.tasks[i].run(*m_connection);
        const QList<SharedNotice> notices = m_connection->takeNotices();
        // Where the disk is full SQLite gives the whole transaction up, and with it the savepoint.
        const auto ended = done ? Statement(*m_connection, u"RELEASE job").run() : m_connection->script(u"ROLLBACK TO job; RELEASE job");
        if (!ended)
            return ended;
        if (!done) {
            shared.errors[i] = done.error();
            continue;
        }
        for (const SharedNotice &notice : notices) {
            if (!shared.notices.contains(notice))
                shared.notices << notice;
        }
    }
    return {};
}

void SqlThread::perform(Task &task)
{
    ++m_job;
    m_inDoubt = false;
    Error error;
    for (int collisions = 0;;) {
        if (!m_connection
            && !pause(std::chrono::ceil<std::chrono::milliseconds>(m_notBefore - std::chrono::steady_clock::now()),
                      task.deadline)) {
            if (error.detail.isEmpty())
                error = {.kind = Error::Kind::Offline, .detail = u"the database is away"_s};
            break;
        }
        const Next next = attempt(task, error);
        if (next == Next::Done)
            return;
        if (next == Next::AfterCollision && !pause(pauseAfter(++collisions), task.deadline))
            break;
    }
    if (m_inDoubt)
        error = {.kind = Error::Kind::OutcomeUnknown, .detail = u"the database went away while the job was being committed"_s};
    task.finish(&error);
}

SqlThread::Next SqlThread::attempt(Task &task, Error &error)
{
    if (!m_connection) {
        auto connected = m_database->connect(m_use);
        if (!connected) {
            error = connected.error();
            return failed(task, error);
        }
        m_connection = std::move(*connected);
    }
    if (m_inDoubt) {
        const auto committed = m_connection->wasCommitted(m_job);
        if (!committed) {
            error = committed.error();
            return failed(task, error);
        }
        m_inDoubt = false;
        if (*committed) {
            task.finish(nullptr);
            return Next::Done;
        }
    }
    if (const auto begun = m_connection->begin(m_use == SharedDatabase::Use::Write ? m_job : 0); !begun) {
        error = begun.error();
        return failed(task, error);
    }
    m_losses = 0;
    if (m_reached != true && m_hooks.reached)
        m_hooks.reached(true);
    m_reached = true;

    if (const auto done = task.run(*m_connection); !done) {
        m_connection->rollBack();
        error = done.error();
        return failed(task, error);
    }
    if (const auto committed = m_connection->commit(); !committed) {
        m_inDoubt = m_use == SharedDatabase::Use::Write && m_connection->trouble() == DatabaseTrouble::Lost;
        error = committed.error();
        return failed(task, error);
    }
    if (const auto notices = m_connection->takeNotices(); !notices.isEmpty() && m_hooks.committed)
        m_hooks.committed(notices);
    task.finish(nullptr);
    return Next::Done;
}

SqlThread::Next SqlThread::failed(Task &task, const Error &error)
{
    const DatabaseTrouble trouble = m_connection     ? m_connection->trouble()
        : error.kind == Error::Kind::Offline ? DatabaseTrouble::Lost
                                             : DatabaseTrouble::Other;
    switch (trouble) {
    case DatabaseTrouble::Collision:
        return Next::AfterCollision;
    case DatabaseTrouble::Lost:
        drop();
        return Next::AfterLoss;
    case DatabaseTrouble::None:
    case DatabaseTrouble::Other:
        break;
    }
    task.finish(&error);
    return Next::Done;
}

void SqlThread::drop()
{
    if (m_reached != false && m_losses > 0) { // once it is no more than a connection that lay idle for too long
        qCWarning(lcStore) << objectName() << "cannot reach" << m_database->url().described();
        m_reached = false;
        if (m_hooks.reached)
            m_hooks.reached(false);
    }
    m_connection.reset();
    m_notBefore = std::chrono::steady_clock::now() + (m_losses == 0 ? 0ms : pauseAfter(m_losses));
    ++m_losses;
}

std::chrono::milliseconds SqlThread::pauseAfter(int failures) const
{
    constexpr auto longest = 3000ms;
    const auto pause = std::min(longest, 10ms * (1 << std::min(failures, 10)));
    return pause / 2
        + std::chrono::milliseconds(QRandomGenerator::global()->bounded(int(pause.count() / 2) + 1)); // not all at once
}

bool SqlThread::pause(std::chrono::milliseconds length, Instant deadline)
{
    std::unique_lock lock(m_mutex);
    const auto until = std::chrono::steady_clock::now() + length;
    if (length <= 0ms)
        return true;
    const bool stopped = m_wake.wait_until(lock, std::min(until, deadline), [this] { return m_stopping; });
    return !stopped && until <= deadline;
}

} // namespace milassist
