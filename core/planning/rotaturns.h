// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/rota.h"

namespace milassist
{

/// For how long one person is on call.
struct OnCallTurn {
    QDateTime from, until; ///< UTC, [from, until)
    routing::PersonId person;
    bool isSwapped = false; ///< by a swap, and not by their turn
    bool operator==(const OnCallTurn &) const = default;
};

/// Who is on call from @p now on, in order, the turn that runs now whole; at most @p most turns. Empty while the rota has no
/// people, no start or no length of turn.
std::vector<OnCallTurn> turnsOf(const routing::Rota &rota, const QDateTime &now, std::size_t most);

} // namespace milassist
