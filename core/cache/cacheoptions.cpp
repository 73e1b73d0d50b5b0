// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cacheoptions.h"

#include "core/cache/messagesave.h"
#include "core/cache/owncallstore.h"
#include "core/cache/schema.h"

namespace milassist {

using namespace Qt::StringLiterals;

StoreOptions cacheOptions(const QString &folder, Clock clock)
{
    StoreOptions options;
    options.folder = folder;
    options.clock = clock;
    options.cache = {.fileName = u"cache.db"_s,
                     .applicationId = 0x4d414401, // "MAD" 1
                     .migrations = cacheMigrations(),
                     .complete = completeCache};
    options.own = {.fileName = u"desk.db"_s,
                   .applicationId = 0x4d414402,
                   .migrations = ownMigrations(),
                   .complete = [clock](QSqlDatabase &db) { return completeOwn(db, clock()); }};
    options.reconcile = [clock](QSqlDatabase &db) {
        const auto threads = makeThreadsOfOwnTexts(db);
        return threads ? bringBackOwnCalls(db, clock()) : threads;
    };
    return options;
}

} // namespace milassist
