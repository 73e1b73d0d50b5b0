// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/usertable.h"

namespace milassist::relay
{

/// One look at the ledger for all desks together.
struct EventReading {
    qint64 latest = 0;         ///< the newest event there is
    qint64 oldest = 0;         ///< whoever has everything up to here lacks nothing that is still there; latest + 1: nobody does
    QList<LedgerEvent> events; ///< in order, from the least of the positions that can still be served
    QList<User> people;        ///< everybody, as they are now

    /// Whether a desk that has everything up to @p position can go on from there; otherwise it reads everything anew.
    bool serves(qint64 position) const { return position >= oldest && position <= latest; }
};

/// @param positions the last number that each desk has, in any order
/// @param most      events to read; a desk that lacks more of them is not served. Errors: Storage.
Result<EventReading> readEvents(SqlConnection &db, const QList<qint64> &positions, int most);

} // namespace milassist::relay
