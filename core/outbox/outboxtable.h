// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/draft.h"
#include "core/store/store.h"

#include <QSet>

namespace milassist {

// The outbox on disk: jobs for Outbox. Every step is written down before it is taken.

/// Keeps a draft that has no problem, as Queued. Errors: Rejected (see errorOf), Storage, DiskFull.
Result<OutboxEntry> keepDraft(QSqlDatabase &db, const Draft &draft, const QDateTime &now);

/// Queued -> Sending for an entry whose time has come; none when it is not queued any more. An entry whose peer has opted
/// out meanwhile becomes Failed instead.
Result<std::optional<OutboxEntry>> beginSending(QSqlDatabase &db, OutboxId id, const QDateTime &now);
/// Writes the state, sid, error and time of @p entry.
Result<> writeEntry(QSqlDatabase &db, const OutboxEntry &entry);
/// Whatever was being sent when the program ended: nobody knows. Sending -> NotSure.
Result<QList<OutboxId>> doubtUnfinished(QSqlDatabase &db);

Result<OutboxEntry> entryOf(QSqlDatabase &db, OutboxId id);
Result<QList<OutboxEntry>> entriesIn(QSqlDatabase &db, OutboxState state);
/// Sids that are already some entry's.
Result<QSet<MessageSid>> claimedSids(QSqlDatabase &db, const Party &line, const Party &peer);
/// The thread an entry shows in; 0 when there is none.
Result<qint64> threadOfEntry(QSqlDatabase &db, const OutboxEntry &entry);

} // namespace milassist
