// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QStringList>
#include <QSqlDatabase>
#include <QString>

#include <functional>

namespace milassist {

/// One database file and the steps that build it.
struct DatabaseSpec {
    QString fileName;
    int applicationId = 0;      ///< PRAGMA application_id: a file with another one is not ours
    /// Append only. A step's position is its version; all missing steps and the new user_version are one transaction.
    /// A step may hold several statements.
    QStringList migrations;
    /// Runs after the steps, in the same transaction, at every open that may write; must change nothing the second time.
    std::function<Result<>(QSqlDatabase &)> complete;
};

struct StoreOptions {
    QString folder;             ///< created when missing, for its owner only
    DatabaseSpec cache;         ///< what can be fetched again
    DatabaseSpec own;           ///< what cannot
    /// Runs as a write job after each opening and mending, with both files attached: brings into the cache what own data
    /// needs there. Must change nothing the second time.
    std::function<Result<>(QSqlDatabase &)> reconcile;
    Clock clock = systemClock();
    int backupsKept = 5;        ///< of the own file; one a day at most
};

} // namespace milassist
