// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>

namespace milassist {

/// What stands around one job in a store's thread: a connection that is open and, for a writer, a transaction.
class StoreSession {
public:
    virtual ~StoreSession() = default;
    /// Errors: Storage, DiskFull (cannot be opened or begun), Cancelled (overtaken, or the store is closing).
    virtual Result<> begin() = 0;
    virtual QSqlDatabase &database() = 0;
    /// Commits when @p error is null, else rolls back. An error returned stands in for the job's own outcome.
    virtual Result<> end(const Error *error) = 0;
};

} // namespace milassist
