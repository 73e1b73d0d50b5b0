// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/world.h"

#include <QTest>

namespace milassist::world
{

/// A world whose time stands still until somebody moves it.
struct TestWorld {
    std::shared_ptr<QDateTime> time = std::make_shared<QDateTime>(QDate(2026, 8, 11), QTime(16, 0), Qt::UTC);
    std::unique_ptr<World> world;

    explicit TestWorld(WorldOptions options = {})
    {
        options.clock = [now = time] { return *now; };
        world = std::make_unique<World>(std::move(options));
    }
    World *operator->() { return world.get(); }
    World &operator*() { return *world; }

    void pass(std::chrono::milliseconds duration)
    {
        *time = time->addMSecs(duration.count());
        world->timeline().runDue();
    }
    QString own(const QString &number)
    {
        IncomingNumber line;
        line.phoneNumber = number;
        line.friendlyName = number;
        line.createdAt = line.updatedAt = *time;
        return world->numbers().add(line).sid;
    }
};

} // namespace milassist::world
