// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/worldmaker.h"

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
    return std::make_unique<world::World>(std::move(wanted));
}

} // namespace milassist
