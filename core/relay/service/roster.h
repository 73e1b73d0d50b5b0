// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/answers/premises.h"
#include "core/store/sqlconnection.h"

namespace milassist::relay
{

/// Who is there at @p now, without the turns: those are locked by whoever is going to move them.
/// Errors: Storage.
Result<routing::Roster> rosterOf(SqlConnection &db, const Premises &premises, const QDateTime &now);

} // namespace milassist::relay
