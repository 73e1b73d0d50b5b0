// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/relay/commandline.h"

namespace milassist
{

/// Runs the relay until SIGTERM or SIGINT, and lets it finish what it holds. Prints one line of JSON on standard output once
/// it listens. Errors: NotFound and Malformed (the plan), Unavailable (the port).
Result<> serve(const RelaySettings &settings);

} // namespace milassist
