// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/storeoptions.h"

namespace milassist {

/// Whose file it is and how far its steps have come.
struct FileStamp {
    int applicationId = 0;
    int version = 0;
    bool empty = false;         ///< no table at all: a new or zero-byte file
    bool operator==(const FileStamp &) const = default;
};

/// Errors: Storage (also for a damaged file: see meansDamage()), DiskFull.
Result<FileStamp> stampOf(QSqlDatabase &db);

/// Brings the database to the newest version in one transaction, WAL being on. A file from a newer program is left
/// untouched. Errors: Storage, DiskFull.
Result<> migrate(QSqlDatabase &db, const DatabaseSpec &spec);

/// Makes @p file, which is missing or empty, at the newest version: beside it and put in its place when it is whole. That
/// waits for the disk once, where building it in place would a dozen times. Errors: Storage, DiskFull.
Result<> build(const QString &file, const DatabaseSpec &spec);

} // namespace milassist
