// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/databaseurl.h"
#include "core/store/shared/engineconnection.h"
#include "core/store/shared/sharedschema.h"

#include <mutex>

namespace milassist
{

/// Makes the connections of one store, and sees to it that the tables are there before the first is used. Any thread.
class SharedDatabase
{
public:
    SharedDatabase(DatabaseUrl url, SharedSchema schema);

    enum class Use { Write, Read };
    /// Errors: Offline (not there now; worth another try), Storage (refused), DiskFull.
    Result<std::unique_ptr<EngineConnection>> connect(Use use);

    const DatabaseUrl &url() const { return m_url; }
    /// Unlike any other store's, for as long as this one lives.
    const QString &owner() const { return m_owner; }

private:
    Result<> prepare();

    const DatabaseUrl m_url;
    const SharedSchema m_schema;
    const QString m_owner;
    std::mutex m_mutex;
    bool m_prepared = false; // under m_mutex
};

} // namespace milassist
