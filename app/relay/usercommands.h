// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/relay/commandline.h"

namespace milassist
{

/// Does what a `user` command asks in the ledger, and waits for it. @return what is to be printed: a new token stands in it,
/// for the only time. Errors: NotFound, Rejected, Offline, Storage, Unavailable (no memory for a token).
Result<QString> runUserCommand(const RelayCommand &command, const QDateTime &now);

} // namespace milassist
