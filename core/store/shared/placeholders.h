// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace milassist
{

/// A statement with `?`, counted from the left, or `?3` as PostgreSQL wants it: `$1`, `$3`. What stands in quotes is left
/// alone. Pure.
QByteArray numberedPlaceholders(QStringView sql);

} // namespace milassist
