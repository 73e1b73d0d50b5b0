// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>

#include <chrono>

namespace milassist::relay
{

/// How long the ledger keeps what nobody needs for ever. Calls, texts, voicemails, opt-outs and versions of the plan stay.
struct RetentionPolicy {
    std::chrono::hours webhooks{30 * 24};   ///< keys by which a webhook that comes again is known
    std::chrono::hours events{7 * 24};      ///< a desk that was away for longer reads everything anew
    std::chrono::hours audit{3 * 365 * 24}; ///< who did what
    bool operator==(const RetentionPolicy &) const = default;
};

/// What one piece has taken away, by table.
struct Forgotten {
    qint64 webhooks = 0, events = 0, audit = 0, presence = 0;
    qint64 total() const { return webhooks + events + audit + presence; }
    bool operator==(const Forgotten &) const = default;
};

/// Forgets at most @p most rows of each table, the oldest first, so that nobody waits long for the writer; to be asked again
/// until nothing is left. Errors: Storage.
Result<Forgotten> forgetPiece(SqlConnection &db, const RetentionPolicy &policy, const QDateTime &now, qint64 most);

} // namespace milassist::relay
