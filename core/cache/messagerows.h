// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/messagestore.h"
#include "core/store/statement.h"

namespace milassist {

// Read jobs, for every class that shows texts.

Result<RowIds> threadIdsOf(QSqlDatabase &db, const ThreadFilter &filter);
Result<QList<ThreadRow>> threadRows(QSqlDatabase &db, const RowIds &ids);
/// Messages by id, with their attachments, in the order of ids.
Result<QList<MessageRow>> messageRows(QSqlDatabase &db, const RowIds &ids);
/// Texts of ours in a thread that Twilio's list does not show yet, newest first.
Result<QList<MessageRow>> waitingRows(QSqlDatabase &db, qint64 thread);
/// `id, line, peer, body, media, state, ...` as readOutboxEntry() wants it.
QString outboxColumns();
OutboxEntry readOutboxEntry(const Statement &query, int column);

} // namespace milassist
