// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace milassist {

/// What somebody would see wrong in the visible widgets under @p root, one sentence each: texts that have less room than they
/// need (those that end in "..." on purpose excepted), widgets that stick out of what holds them, controls that overlap.
QStringList layoutFlaws(QWidget &root);

} // namespace milassist
