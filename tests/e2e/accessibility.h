// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace milassist
{

/// Whether what is looked at is all that its window shows (only then has the order of Tab been settled) or a part of it.
enum class Sight { Part, Whole };

/// What somebody with a screen reader or without a mouse would miss in the visible widgets under @p root, one sentence
/// each: controls without object name or with nothing that can be spoken, silent rows, controls never reached by pressing
/// Tab, two controls behind one Alt letter; of a whole sight also steps back in the order of Tab. The window of @p root must be active, or
/// be the open popup. Presses Tab about twice per control, and no other key.
QStringList accessibilityFlaws(QWidget &root, Sight sight = Sight::Part);

/// Every text in the properties of @p root and what is in it, shown or hidden: words, tool tips, names, what was typed.
QStringList everythingReadable(const QWidget &root);

} // namespace milassist
