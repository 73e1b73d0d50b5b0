// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/makeworld.h"

#include "core/sandbox/demo/cast.h"
#include "core/sandbox/demo/demoworld.h"
#include "core/sandbox/demo/history.h"
#include "core/sandbox/demo/plan.h"
#include "core/sandbox/demo/worldfile.h"
#include "core/sandbox/world/format.h"

#include <QFile>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

Result<std::unique_ptr<World>> makeWorld(const WorldPlan &plan, WorldOptions options)
{
    const bool isDemo = plan.world == "demo"_L1;
    if (isDemo)
        options.accountName = businessName();
    auto world = std::make_unique<World>(std::move(options));
    const auto addPast = [&](const QDateTime &until) {
        if (plan.historyCalls > 0 || plan.historyMessages > 0)
            addHistory(*world, plan.historyCalls, plan.historyMessages, until);
    };
    if (isDemo) {
        // Made as if at the last full hour, so that two worlds of one seed are equal even when made a minute apart.
        const Calendar calendar(world->ground().now(), plan.officeZone);
        world->timeline().at(instant(calendar.end()), [&] {
            furnish(*world);
            addPast(instant(calendar.at(-Calendar::days, 0))); // the demo's 90 days follow
            addTraffic(*world, calendar, std::make_shared<VoiceBooth>());
        });
        world->timeline().runDue();
    } else if (plan.world == "empty"_L1) {
        addPast(world->ground().now());
    } else {
        QFile file(plan.world);
        if (!file.open(QIODevice::ReadOnly))
            return fail(Error::Kind::Storage, u"%1: %2"_s.arg(plan.world, file.errorString()));
        if (auto loaded = loadWorld(*world, file.readAll(), addPast); !loaded)
            return tl::unexpected(loaded.error());
    }
    if (plan.isLively) {
        QStringList used;
        world->numbers().all().forEach([&used](const IncomingNumber &number) { used.append(number.phoneNumber); });
        world->people().setHabits(People::Habit::Answer | People::Habit::WriteFirst, used.mid(0, 3));
    }
    return world;
}

} // namespace milassist::world::demo
