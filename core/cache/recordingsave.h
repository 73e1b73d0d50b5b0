// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/rowids.h"
#include "core/domain/recording.h"
#include "core/store/statement.h"

#include <QSet>

namespace milassist {

struct RecordingsSaved {
    Saved saved;                    ///< ids of recordings
    QList<RecordingSid> sids;       ///< that look different now, also for their transcript
    QSet<qint64> conversations;     ///< whose row changed
};

Result<RecordingsSaved> saveRecordings(QSqlDatabase &db, const QList<Recording> &recordings);
Result<RecordingsSaved> saveTranscripts(QSqlDatabase &db, const QList<Transcription> &transcriptions);
/// With their transcripts.
Result<RecordingsSaved> removeRecordings(QSqlDatabase &db, const QList<RecordingSid> &sids);
Result<RecordingsSaved> removeTranscripts(QSqlDatabase &db, const QList<TranscriptionSid> &sids);

} // namespace milassist
