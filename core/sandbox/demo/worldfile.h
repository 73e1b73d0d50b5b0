// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/world.h"

#include <functional>

namespace milassist::world::demo
{

/// Puts what a JSON file describes into an empty world: numbers, people, keys, texts (docs/sandbox-files.md).
/// @param beforeTexts called when lines and people are there and no text yet, with the instant of the oldest one (now without
/// any): the time for older history
/// Errors: Malformed, saying where ("people[3].number: ...").
Result<> loadWorld(World &world, const QByteArray &json, const std::function<void(const QDateTime &)> &beforeTexts = {});

} // namespace milassist::world::demo
