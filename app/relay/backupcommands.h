// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/relay/commandline.h"

namespace milassist
{

/// Copies the ledger into a file, or puts such a copy in its place. @return what is to be printed. Errors: NotFound, Rejected
/// (the relay runs, the file exists, the ledger is on a server), Storage, DiskFull.
Result<QString> runBackupCommand(const RelayCommand &command, const QDateTime &now);

} // namespace milassist
