// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/sandboxoptions.h"

#include <QStringList>

namespace milassist {

/// What was asked for on the command line.
struct SandboxCommand {
    SandboxOptions options;
    bool help = false, version = false;
};

/// Reads it; files that it names are read too. Errors: Malformed with one line that says what is wrong.
Result<SandboxCommand> parseSandboxCommand(const QStringList &arguments);
QString sandboxUsage();

} // namespace milassist
