// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/record/plandiff.h"

namespace milassist
{

/// "Line Boston, callers' patience: 1 min 30 s, until now 2 min"; "Group “Night” is new".
/// @param plan for names: the later one; @param before for those of what is gone
QString changeWords(const routing::PlanChange &change, const routing::Plan &plan, const routing::Plan &before, const QString &home);

/// Which parts were changed, each once: "Line Boston, Route “Day”".
QString changedParts(const std::vector<routing::PlanChange> &changes, const routing::Plan &plan, const QString &home, int most = 4);

/// Who changed it: "You" for @p me, by name whom @p plan knows, "A program" for nobody.
QString authorWords(const QString &author, const QString &me, const routing::Plan &plan);

} // namespace milassist
