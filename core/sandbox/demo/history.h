// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/world.h"

namespace milassist::world::demo
{

/// Adds the past of a busy account: so many calls (legs) and messages over three years, up to @p until. Must come before any
/// newer traffic, because tables are in order of time. 1,100,000 records take about a second and 60 MB: a message's body is made
/// from a number whenever somebody reads it. Lines are the account's numbers; without any it gets one.
void addHistory(World &world, int calls, int messages, const QDateTime &until);

} // namespace milassist::world::demo
