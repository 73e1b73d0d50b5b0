// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/answers/premises.h"
#include "core/store/sqlconnection.h"

namespace milassist::relay
{

/// Who is there at @p now, and whose turn it is. To be asked for when the turns that may be moved are locked (TurnTable::lock),
/// so that nobody is rung for two calls. Errors: Storage.
Result<routing::Roster> rosterOf(SqlConnection &db, const Premises &premises, const QDateTime &now);

} // namespace milassist::relay
