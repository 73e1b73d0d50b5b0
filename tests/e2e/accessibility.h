// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace milassist
{

/// What somebody with a screen reader or without a mouse would miss in the visible widgets under @p root, one sentence
/// each: controls without object name, without accessible name, or never reached by pressing Tab. The window of @p root
/// must be active. Presses Tab once per control, and no other key.
QStringList accessibilityFlaws(QWidget &root);

} // namespace milassist
