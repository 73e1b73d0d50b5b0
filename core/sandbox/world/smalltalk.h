// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace milassist::world
{

/// A short business text made from a number: the same number, the same text. For histories of a million messages that are
/// not kept in memory.
QString smallTalk(quint32 number);

} // namespace milassist::world
