// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "core/store/statement.h"

namespace milassist {

// Read jobs, for every class that shows calls.

/// Newest first; @p limit 0 = all.
Result<RowIds> callIds(QSqlDatabase &db, const CallFilter &filter, int limit = 0);
Result<QList<CallRow>> callRows(QSqlDatabase &db, const RowIds &ids);
Result<CallDetail> callDetail(QSqlDatabase &db, qint64 id);
/// The recordings of these legs with their newest transcripts, oldest first.
Result<QList<RecordingRow>> recordingsOf(QSqlDatabase &db, const QList<Call> &legs);
Result<std::optional<Transcription>> newestTranscription(QSqlDatabase &db, const RecordingSid &recording);

} // namespace milassist
