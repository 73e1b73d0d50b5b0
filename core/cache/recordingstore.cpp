// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/recordingstore.h"

#include "core/cache/callrows.h"
#include "core/cache/recordingsave.h"
#include "core/cache/timeid.h"
#include "core/cache/voided.h"
#include "core/store/recordsql.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

template <typename SidType>
Result<QList<SidType>> sidsFrom(QSqlDatabase &db, QStringView table, const QDateTime &from, const QDateTime &to)
{
    Statement query(db, u"SELECT sid FROM %1 WHERE id >= ? AND id < ? ORDER BY id DESC"_s.arg(table));
    query.with(firstIdAt(from), firstIdAt(to));
    QList<SidType> sids;
    while (query.next())
        sids.push_back(Codec<SidType>::fromSql(query.text(0)));
    if (!query.ok())
        return query.failure();
    return sids;
}

} // namespace

RecordingStore::RecordingStore(Store &store, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&store, &Store::cacheRebuilt, this, [this] { Q_EMIT changed({}); });
    connect(&store, &Store::recordingsPlaced, this, [this] { Q_EMIT changed({}); });
}

void RecordingStore::announce(const RecordingsSaved &saved)
{
    if (!saved.sids.isEmpty())
        Q_EMIT changed(saved.sids);
    if (!saved.conversations.isEmpty())
        Q_EMIT callsChanged(saved.conversations.values());
}

QFuture<Result<Saved>> RecordingStore::write(QFuture<Result<RecordingsSaved>> future)
{
    auto promise = std::make_shared<QPromise<Result<Saved>>>();
    promise->start();
    auto outcome = promise->future();
    whenDone(std::move(future), this, [this, promise](const Result<RecordingsSaved> &saved) {
        if (saved)
            announce(*saved);
        promise->addResult(saved ? Result<Saved>(saved->saved) : fail(saved.error()));
        promise->finish();
    });
    return outcome;
}

QFuture<Result<Saved>> RecordingStore::save(QList<Recording> recordings)
{
    return write(m_store.write([recordings = std::move(recordings)](QSqlDatabase &db) { return saveRecordings(db, recordings); }));
}

QFuture<Result<Saved>> RecordingStore::saveTranscriptions(QList<Transcription> transcriptions)
{
    return write(m_store.write([list = std::move(transcriptions)](QSqlDatabase &db) { return saveTranscripts(db, list); }));
}

QFuture<Result<RecordingRow>> RecordingStore::recording(RecordingSid sid)
{
    return m_store.read([sid](QSqlDatabase &db) -> Result<RecordingRow> {
        Statement query(db, u"SELECT %1 FROM recording WHERE sid = ?"_s.arg(columnList<Recording>()));
        if (!query.with(sid.text()).next())
            return query.ok() ? fail(Error::Kind::NotFound, u"no such recording"_s) : query.failure();
        RecordingRow row{.recording = readRecord<Recording>(query, 0)};
        auto transcription = newestTranscription(db, sid);
        if (!transcription)
            return fail(transcription.error());
        row.transcription = *std::move(transcription);
        return row;
    });
}

QFuture<Result<>> RecordingStore::remove(QList<RecordingSid> sids)
{
    return voided(m_store.write([sids](QSqlDatabase &db) { return removeRecordings(db, sids); }), this,
                  [this, sids](const RecordingsSaved &saved) {
                      announce(saved);
                      Q_EMIT removed(sids);
                  });
}

QFuture<Result<>> RecordingStore::removeTranscriptions(QList<TranscriptionSid> sids)
{
    return voided(m_store.write([sids = std::move(sids)](QSqlDatabase &db) { return removeTranscripts(db, sids); }), this,
                  [this](const RecordingsSaved &saved) { announce(saved); });
}

QFuture<Result<QList<RecordingSid>>> RecordingStore::sidsBetween(QDateTime from, QDateTime to)
{
    return m_store.read([from, to](QSqlDatabase &db) { return sidsFrom<RecordingSid>(db, u"recording", from, to); });
}

QFuture<Result<QList<TranscriptionSid>>> RecordingStore::transcriptionSidsBetween(QDateTime from, QDateTime to)
{
    return m_store.read([from, to](QSqlDatabase &db) { return sidsFrom<TranscriptionSid>(db, u"transcription", from, to); });
}

} // namespace milassist
