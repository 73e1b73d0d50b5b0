// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/prices.h"
#include "core/sandbox/world/quirks.h"
#include "core/sandbox/world/sidmaker.h"
#include "core/sandbox/world/timeline.h"

#include <QString>

namespace milassist::world
{

/// What all parts of a world stand on.
struct Ground {
    quint64 seed;
    SidMaker sids;
    Timeline &timeline;
    Quirks quirks;
    Pace pace;
    Prices prices;
    bool isTrial = false;

    QDateTime now() const { return timeline.now(); }
    /// Now in whole seconds, as Twilio's dates are.
    QDateTime nowInSeconds() const { return QDateTime::fromSecsSinceEpoch(timeline.now().toSecsSinceEpoch(), Qt::UTC); }
};

} // namespace milassist::world
