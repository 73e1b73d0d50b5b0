// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/store/storeoptions.h"

#include <QDateTime>

namespace milassist {

/// "file.damaged-20260811-160531" with its log beside it, so that what was not yet written into the file can still be
/// read. @return the new path. Errors: Storage.
Result<QString> setAside(const QString &file, const QDateTime &now);

/// Whether PRAGMA quick_check finds @p schema in order. Errors: Storage, Cancelled; damage is an answer, not an error.
Result<bool> isSound(QSqlDatabase &db, QStringView schema);

/// Copies every row that can still be read from the damaged @p file into the same table of @p db, over what is there. Each table
/// is read from both ends up to the damage. @return rows copied
qint64 salvage(const QString &file, QSqlDatabase &db);

/// Copies @p schema of an open database, at one moment of it, into the new file @p target, for its owner's eyes only. It is made
/// beside it and gets its name when it is whole; others go on writing meanwhile. Errors: Storage, DiskFull.
Result<> copyTo(const QString &target, QSqlDatabase &db, const char *schema);

/// Copies @p schema of an open database into a dated file in @p folder and takes away all but the newest @p kept.
/// Errors: Storage, DiskFull.
Result<> backUp(QSqlDatabase &db, const char *schema, const QString &folder, const QDateTime &now, int kept);

/// Backups in @p folder, newest first.
QStringList backupsIn(const QString &folder);
/// When the backup @p file was made; UTC.
QDateTime backupTime(const QString &file);

} // namespace milassist
