// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/world.h"

#include <memory>

namespace milassist::world::demo
{

/// Which world to make, as milassist-sandbox's command line says it.
struct WorldPlan {
    QString world = QStringLiteral("demo"); ///< "demo", "empty" or the path of a JSON file (docs/sandbox-files.md)
    int historyCalls = 0, historyMessages = 0;
    std::chrono::seconds officeZone = std::chrono::hours(-7); ///< how far the clocks of the demo's business are ahead of UTC: Seattle
    bool isLively = true; ///< people answer texts and write first; tests switch it off
};

/// Makes it: the demo in some 30 ms, a history of 1,100,000 records in about a second more.
/// Errors: Storage (the file cannot be read), Malformed (its content).
Result<std::unique_ptr<World>> makeWorld(const WorldPlan &plan, WorldOptions options = {});

} // namespace milassist::world::demo
