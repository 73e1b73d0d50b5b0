// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/engine/engine.h"

namespace milassist {

/// Hands commands from standard input to the engine until the input ends or cannot be understood; then stops it. Blocks.
void readCommands(int input, Engine &engine);
/// Writes an event to standard output. An output that nobody reads any more ends the process.
void writeEvent(int output, const LineEvent &event);

} // namespace milassist
