// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/store/store.h"

#include <atomic>
#include <future>

namespace milassist {

/// The two files of a store: brings them into a state that can be opened, and mends them. Writer thread, except where
/// said otherwise.
class StoreFiles {
public:
    explicit StoreFiles(StoreOptions options);

    /// Creates, upgrades and, where damaged, mends both files. Errors: Storage, DiskFull.
    Result<> prepare();
    /// Both files in one connection, as "main" and "own". Any thread, once ready() is. Errors: Storage.
    /// @param toWrite only in the writer's thread
    Result<std::unique_ptr<Connection>> connect(bool toWrite);
    /// In the writer's thread, before the files are exchanged and at its end: nothing is open any more.
    void letGo();
    /// A running store met damage: finds out where, sets that file aside and puts a good one in its place. No other
    /// connection may be open. Errors: Storage, DiskFull.
    Result<> mend();

    /// Puts an empty cache in the place of a good one, of which nothing is kept. No other connection may be open.
    /// Errors: Storage, DiskFull.
    Result<> emptyCache();

    /// Whether the cache should be checked because the last run did not close it.
    bool wantsCheck() const { return m_wantsCheck; }
    bool isReadOnly() const { return m_readOnly; }
    /// What was done since last asked.
    QList<StoreNotice> takeNotices() { return std::exchange(m_notices, {}); }

    /// The outcome of prepare(), for threads that wait for it.
    std::shared_future<Result<>> ready() const { return m_ready; }
    void setReady(const Result<> &outcome) { m_readyPromise.set_value(outcome); }

    QString cacheFile() const;
    QString ownFile() const;
    QString backupFolder() const;
    const StoreOptions &options() const { return m_options; }

private:
    enum class Verdict { Good, Damaged, Frozen };
    Result<Verdict> examine(const QString &file, const DatabaseSpec &spec, bool checkAll);
    Result<> prepareCache();
    Result<> prepareOwn();
    Result<std::unique_ptr<Connection>> upgrade(const QString &file, const DatabaseSpec &spec);
    Result<> rebuildCache();
    Result<> restoreOwn();

    StoreOptions m_options;
    std::atomic<bool> m_readOnly = false;
    std::atomic<bool> m_frozen = false;
    bool m_wantsCheck = false;
    QList<StoreNotice> m_notices;
    /// Open from upgrading to the first write: the last to close brings the log into the file and waits for the disk.
    std::unique_ptr<Connection> m_cache, m_own;
    std::promise<Result<>> m_readyPromise;
    std::shared_future<Result<>> m_ready;
};

} // namespace milassist
