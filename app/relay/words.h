// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QStringList>

namespace milassist
{

/// A command line taken apart, before anything of it means anything.
struct CommandWords {
    QStringList words;               ///< what is no option and no option's value
    QHash<QString, QString> options; ///< "--role" -> "admin"; each at most once
    bool help = false, version = false, json = false;
};

/// Takes "--name value" and "--name=value"; after "--" everything is a word. Errors: Malformed, with one line.
Result<CommandWords> commandWords(const QStringList &arguments);

} // namespace milassist
