// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/messagestore.h"
#include "ui/widgets/rowdelegate.h"

namespace milassist
{

/// What one row of the thread list says; pure.
/// @param home  country in which numbers are shown in national form
/// @param lineName  name of our line; empty = not shown
RowView threadRowView(const ThreadRow &thread, const QDateTime &now, const QString &home, const QString &lineName);

} // namespace milassist
