// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/team/team.h"
#include "ui/models/linenames.h"

namespace milassist
{

/// What the screens of the team work with.
struct TeamServices {
    Team &team;
    const LineNames &lines;
    Clock clock = systemClock();
    bool mayAssign = false; ///< give work to others
};

} // namespace milassist
