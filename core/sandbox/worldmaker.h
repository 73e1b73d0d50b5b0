// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/sandboxoptions.h"
#include "core/sandbox/world/world.h"

#include <memory>

namespace milassist {

/// The world that the options ask for, with its history. Errors: Malformed (prices, world file), NotFound (world file).
Result<std::unique_ptr<world::World>> worldFor(const SandboxOptions &options);

} // namespace milassist
