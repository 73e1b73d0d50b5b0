// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"

#include <QStringList>

namespace milassist
{

/// What a step does and why: "Anna rings for 20 s: in turn, 2 of 3".
/// @param route that the call takes, for the names of outside numbers
QString stepWords(const routing::Step &step, const routing::Plan &plan, const routing::RouteId &route);

/// Who was not rung, the same reasons together: "Ben was passed over: on another call".
QStringList skippedWords(const std::vector<routing::Skipped> &skipped, const routing::Plan &plan, const routing::RouteId &route);

/// "on another call".
QString skipWords(routing::Skip why);

} // namespace milassist
