// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/check/finding.h"

#include <set>

namespace milassist::routing
{

/// Sound -> the places of a plan that name it, "lines[+12065550142].greeting".
std::map<QString, QStringList> soundsIn(const Plan &plan);

/// What the plan names and is not among @p known: worth a look, as callers hear the program's own sentence instead.
Findings soundFindings(const Plan &plan, const std::set<QString> &known);

} // namespace milassist::routing
