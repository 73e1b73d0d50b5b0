// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "core/store/store.h"

namespace milassist {

struct RecordingsSaved;

/// Recordings and their transcripts. Main thread; errors are Storage, DiskFull, Cancelled, NotFound.
class RecordingStore : public QObject {
    Q_OBJECT
public:
    explicit RecordingStore(Store &store, QObject *parent = nullptr);

    /// One page in one transaction; upserts by sid. Ones we have deleted do not come back.
    QFuture<Result<Saved>> save(QList<Recording> recordings);
    QFuture<Result<Saved>> saveTranscriptions(QList<Transcription> transcriptions);
    QFuture<Result<RecordingRow>> recording(RecordingSid sid);
    /// Takes recordings and their transcripts out of the cache.
    QFuture<Result<>> remove(QList<RecordingSid> sids);
    QFuture<Result<>> removeTranscriptions(QList<TranscriptionSid> sids);
    /// Sids of what was created in [from, to), to be held against Twilio's list.
    QFuture<Result<QList<RecordingSid>>> sidsBetween(QDateTime from, QDateTime to);
    QFuture<Result<QList<TranscriptionSid>>> transcriptionSidsBetween(QDateTime from, QDateTime to);

Q_SIGNALS:
    /// These recordings or their transcripts changed, came or went; empty = anything may have.
    void changed(const QList<milassist::RecordingSid> &sids);
    /// These recordings are gone at Twilio; what else is kept of them can go too.
    void removed(const QList<milassist::RecordingSid> &sids);
    /// Conversations whose row looks different for it.
    void callsChanged(const QList<qint64> &ids);

private:
    void announce(const RecordingsSaved &saved);
    QFuture<Result<Saved>> write(QFuture<Result<RecordingsSaved>> future);

    Store &m_store;
};

} // namespace milassist
