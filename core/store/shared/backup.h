// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/databaseurl.h"
#include "core/store/shared/sharedschema.h"

#include <QDateTime>

namespace milassist
{

/// Copies the database in a file, while programs go on writing to it, into the new file @p target: one moment of it, checked,
/// one file without a log, which only its owner may read. Takes as long as the disk needs; any thread.
/// Errors: Rejected (there is such a file already; PostgreSQL, where pg_dump does it), NotFound (no database there), Storage
/// (of another program, a newer one, damaged), DiskFull.
Result<> backUp(const DatabaseUrl &database, const SharedSchema &schema, const QString &target);

/// Puts @p backup in the place of the database, which nobody may have open. What was there stays beside it, as
/// "NAME.before-20261123-094800". Older backups are brought to the newest version when the database is opened next.
/// @return where what was there is now; empty: nothing was
/// Errors: Rejected (somebody has the database open; PostgreSQL, where pg_restore does it), NotFound (no such backup), Storage
/// (of another program, a newer one, damaged), DiskFull.
Result<QString> restore(const QString &backup, const DatabaseUrl &database, const SharedSchema &schema, const QDateTime &now);

} // namespace milassist
