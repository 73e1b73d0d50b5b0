// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/demo/voicebooth.h"
#include "core/sandbox/world/world.h"

namespace milassist::world::demo
{

class Calendar;

/// Puts the sample business into an empty world: its numbers, keys, addresses, SIP domain, and the people it deals with.
void furnish(World &world);
/// 90 days of its calls, texts, voicemails and recordings, up to the last full hour. The world must be furnished. Audio is
/// spoken by @p booth when somebody asks for it, and must outlive the world's use of it.
void addTraffic(World &world, const Calendar &calendar, std::shared_ptr<VoiceBooth> booth);

} // namespace milassist::world::demo
