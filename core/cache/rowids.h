// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace milassist {

/// Ids of rows in the order of a list, newest first. Ids of calls, voicemails and messages carry their time in the upper
/// bits: a greater id is a later row, the same record has the same id after the cache was rebuilt, and none is ever <= 0.
using RowIds = QList<qint64>;

/// What a save changed. Rows that came again as they were are in none of these.
struct Saved {
    int added = 0;
    int changed = 0;
    int placed = 0;  ///< recordings that found the call they belong to
    RowIds ids;      ///< of the list rows (conversations, messages, voicemails) that look different now
    bool operator==(const Saved &) const = default;
};

} // namespace milassist
