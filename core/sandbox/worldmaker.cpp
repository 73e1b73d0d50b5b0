// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/worldmaker.h"

#include "core/sandbox/demo/makeworld.h"

namespace milassist {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<world::World>> worldFor(const SandboxOptions &options)
{
    world::WorldOptions wanted;
    wanted.seed = options.seed;
    wanted.accountSid = options.accountSid;
    wanted.authToken = QString::fromUtf8(options.authToken.reveal());
    wanted.clock = options.clock;
    wanted.quirks = options.quirks;
    wanted.pace = options.pace;
    if (!options.prices.isEmpty()) {
        auto prices = world::Prices::parse(options.prices);
        if (!prices)
            return fail(prices.error());
        wanted.prices = *std::move(prices);
    }
    const world::demo::WorldPlan plan{.world = options.world,
                                      .historyCalls = options.historyCalls,
                                      .historyMessages = options.historyMessages,
                                      .officeZone = options.officeZone,
                                      .isLively = options.peopleActByThemselves};
    return world::demo::makeWorld(plan, std::move(wanted));
}

} // namespace milassist
