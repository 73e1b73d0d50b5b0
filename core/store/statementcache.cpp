// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statementcache.h"

#include <sqlite3.h>

namespace milassist
{

StatementCache::~StatementCache()
{
    for (const auto &[sql, kept] : m_kept) {
        for (sqlite3_stmt *statement : kept.idle)
            sqlite3_finalize(statement);
    }
}

StatementCache::Taken StatementCache::take(QStringView sql)
{
    auto found = m_kept.find(sql);
    if (found == m_kept.end())
        found = m_kept.emplace(sql.toString(), Kept()).first;
    Taken taken{.kept = &found->second};
    if (!taken.kept->idle.empty()) {
        taken.statement = taken.kept->idle.back();
        taken.kept->idle.pop_back();
        return taken;
    }
    sqlite3_prepare16_v3(m_handle, sql.utf16(), int(sql.size() * 2), SQLITE_PREPARE_PERSISTENT, &taken.statement, nullptr);
    return taken;
}

void StatementCache::giveBack(const Taken &taken)
{
    if (!taken.statement)
        return;
    sqlite3_reset(taken.statement);
    sqlite3_clear_bindings(taken.statement);
    taken.kept->idle.push_back(taken.statement);
}

} // namespace milassist
