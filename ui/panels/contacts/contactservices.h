// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/callstore.h"
#include "core/cache/contactstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/voicemailstore.h"
#include "ui/models/linenames.h"

namespace milassist
{

/// What the contacts screen works with. The stores outlive it.
struct ContactServices {
    ContactStore &contacts;
    CallStore &calls; ///< these three say when a timeline has changed
    VoicemailStore &voicemails;
    MessageStore &messages;
    LineNames &lines;
    Clock clock = systemClock();
};

} // namespace milassist
