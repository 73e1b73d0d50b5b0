// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QSqlDatabase>
#include <QStringList>

namespace milassist {

/// The steps that build cache.db. Columns of records are made from Fields<>, so the first step grows with them; a file
/// that has the step already gets new columns from completeCache().
QStringList cacheMigrations();
Result<> completeCache(QSqlDatabase &db);

/// The steps that build desk.db: what only we know. Append only, nothing in it can be fetched again.
QStringList ownMigrations();
/// Writes down once what counts as old: texts and voicemails from before are not announced as new.
Result<> completeOwn(QSqlDatabase &db, const QDateTime &now);

} // namespace milassist
