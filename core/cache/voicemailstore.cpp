// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/voicemailstore.h"

#include "core/cache/csvexport.h"
#include "core/cache/notes.h"
#include "core/cache/recordingstore.h"
#include "core/cache/rowsql.h"
#include "core/cache/searchwords.h"
#include "core/cache/voicemailrows.h"
#include "core/domain/handle.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

Result<QStringList> recordingSids(QSqlDatabase &db, const RowIds &ids)
{
    Statement query(db, u"SELECT r.sid FROM json_each(?) wanted JOIN recording r ON r.id = wanted.value");
    query.with(jsonList(ids));
    QStringList sids;
    while (query.next())
        sids.push_back(query.text(0));
    if (!query.ok())
        return query.failure();
    return sids;
}

// Runs @p statement once for each of the recordings, its sid being ?1.
template <typename... Values>
Result<> forEachRecording(QSqlDatabase &db, const RowIds &ids, QStringView sql, const Values &...values)
{
    const auto sids = recordingSids(db, ids);
    if (!sids)
        return fail(sids.error());
    Statement statement(db, sql);
    for (const QString &sid : *sids) {
        if (const auto done = statement.with(sid, values...).run(); !done)
            return done;
    }
    return statement.outcome();
}

QString transcriptWord(TranscriptState state)
{
    switch (state) {
    case TranscriptState::None:
        return u"none"_s;
    case TranscriptState::Pending:
        return u"pending"_s;
    case TranscriptState::Ready:
        return u"ready"_s;
    case TranscriptState::Failed:
        return u"failed"_s;
    }
    return {};
}

QString heardRuleWord(HeardRule rule)
{
    switch (rule) {
    case HeardRule::AfterSeconds:
        return u"seconds"_s;
    case HeardRule::AfterMost:
        return u"most"_s;
    case HeardRule::ByHand:
        return u"hand"_s;
    }
    return {};
}

Result<> writeCorrection(QSqlDatabase &db, qint64 id, const QString &text, const QDateTime &now)
{
    const auto rows = voicemailRows(db, {id});
    if (!rows)
        return fail(rows.error());
    if (rows->isEmpty())
        return fail(Error::Kind::NotFound, u"no such voicemail"_s);
    const VoicemailRow &row = rows->first();
    const QString twilios = row.corrected ? row.twilioText : row.transcriptText;
    if (text.isEmpty() || text == twilios.trimmed()) {
        Statement remove(db, u"DELETE FROM own.correction WHERE recording = ?");
        return remove.with(row.recording.text()).run();
    }
    Statement write(db, u"INSERT INTO own.correction (recording, text, folded, updated_ms) VALUES (?, ?, ?, ?) ON CONFLICT (recording)"
                        " DO UPDATE SET text = excluded.text, folded = excluded.folded, updated_ms = excluded.updated_ms");
    return write.with(row.recording.text(), text, folded(text), now.toMSecsSinceEpoch()).run();
}

QStringList voicemailCells(const VoicemailRow &row)
{
    return {row.recording.text(),
            row.call.text(),
            Codec<QDateTime>::toText(row.createdAt),
            row.line.text(),
            tellable(row.peer),
            row.contactName,
            QString::number(row.duration.count()),
            row.heard ? u"yes"_s : u"no"_s,
            transcriptWord(row.transcript),
            row.transcriptText,
            row.note};
}

} // namespace

VoicemailStore::VoicemailStore(Store &store, RecordingStore &recordings, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&recordings, &RecordingStore::changed, this, [this] {
        Q_EMIT changed({});
        countAgain();
    });
}

void VoicemailStore::countAgain()
{
    whenDone(unheardCount(), this, [this](const Result<int> &count) {
        if (count && *count != m_unheard) {
            m_unheard = *count;
            Q_EMIT unheardCountChanged(*count);
        }
    });
}

QFuture<Result<>> VoicemailStore::announced(QFuture<Result<>> future, const QList<qint64> &ids)
{
    whenDone(future, this, [this, ids](const Result<> &done) {
        if (!done)
            return;
        Q_EMIT changed(ids);
        countAgain();
    });
    return future;
}

QFuture<Result<RowIds>> VoicemailStore::rowIds(VoicemailFilter filter)
{
    const bool searches = !filter.text.trimmed().isEmpty();
    auto job = [filter = std::move(filter)](QSqlDatabase &db) { return voicemailIds(db, filter); };
    return searches ? m_store.read(m_search, std::move(job)) : m_store.read(std::move(job));
}

QFuture<Result<QList<VoicemailRow>>> VoicemailStore::rows(RowIds ids)
{
    return m_store.read([ids = std::move(ids)](QSqlDatabase &db) { return voicemailRows(db, ids); });
}

QFuture<Result<qint64>> VoicemailStore::idOf(RecordingSid recording)
{
    return m_store.read([recording](QSqlDatabase &db) -> Result<qint64> {
        Statement query(db, u"SELECT id FROM recording WHERE sid = ? AND voicemail = 1");
        if (query.with(recording.text()).next())
            return query.integer(0);
        return query.ok() ? fail(Error::Kind::NotFound, u"no such voicemail"_s) : query.failure();
    });
}

QFuture<Result<>> VoicemailStore::setHeard(QList<qint64> ids, bool heard)
{
    return announced(m_store.write([ids, heard](QSqlDatabase &db) {
                         return forEachRecording(db, ids,
                                                 u"INSERT INTO own.heard (recording, heard) VALUES (?1, ?2)"
                                                 " ON CONFLICT (recording) DO UPDATE SET heard = excluded.heard",
                                                 heard);
                     }),
                     ids);
}

QFuture<Result<>> VoicemailStore::setNote(qint64 id, QString note)
{
    return announced(m_store.write([id, note = std::move(note), now = m_store.options().clock()](QSqlDatabase &db) -> Result<> {
                         const auto sids = recordingSids(db, {id});
                         if (!sids)
                             return fail(sids.error());
                         if (sids->isEmpty())
                             return fail(Error::Kind::NotFound, u"no such voicemail"_s);
                         return writeNote(db, sids->first(), note, now);
                     }),
                     {id});
}

QFuture<Result<>> VoicemailStore::correct(qint64 id, QString transcript)
{
    return announced(m_store.write([id, text = transcript.trimmed(), now = m_store.options().clock()](QSqlDatabase &db) {
                         return writeCorrection(db, id, text, now);
                     }),
                     {id});
}

QFuture<Result<HeardRule>> VoicemailStore::heardRule()
{
    return m_store.read([](QSqlDatabase &db) -> Result<HeardRule> {
        Statement query(db, u"SELECT value FROM own.setting WHERE name = 'heard_rule'");
        const QString word = query.next() ? query.text(0) : QString();
        if (!query.ok())
            return query.failure();
        return word == heardRuleWord(HeardRule::AfterMost) ? HeardRule::AfterMost
             : word == heardRuleWord(HeardRule::ByHand)    ? HeardRule::ByHand
                                                           : HeardRule::AfterSeconds;
    });
}

QFuture<Result<>> VoicemailStore::setHeardRule(HeardRule rule)
{
    return m_store.write([rule](QSqlDatabase &db) {
        Statement write(db, u"INSERT INTO own.setting (name, value) VALUES ('heard_rule', ?)"
                            " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        return write.with(heardRuleWord(rule)).run();
    });
}

QFuture<Result<>> VoicemailStore::markDeleting(QList<qint64> ids, QDateTime at)
{
    return announced(m_store.write([ids, at](QSqlDatabase &db) {
                         return forEachRecording(db, ids,
                                                 u"INSERT INTO own.deletion (sid, after_ms, state) VALUES (?1, ?2, 0)"
                                                 " ON CONFLICT (sid) DO UPDATE SET after_ms = excluded.after_ms, state = 0, attempts = 0,"
                                                 " detail = NULL WHERE state = 3",
                                                 at.toMSecsSinceEpoch());
                     }),
                     ids);
}

QFuture<Result<>> VoicemailStore::undoDelete(QList<qint64> ids)
{
    return announced(m_store.write([ids](QSqlDatabase &db) {
                         return forEachRecording(db, ids, u"DELETE FROM own.deletion WHERE sid = ?1 AND state IN (0, 3)");
                     }),
                     ids);
}

QFuture<Result<int>> VoicemailStore::unheardCount()
{
    return m_store.read(unheardVoicemails);
}

QFuture<Result<qint64>> VoicemailStore::exportCsv(VoicemailFilter filter, QString path)
{
    const QStringList header{u"recording"_s, u"call"_s,  u"created"_s,    u"line"_s,       u"peer"_s, u"name"_s,
                             u"seconds"_s,   u"heard"_s, u"transcript"_s, u"transcript_text"_s, u"note"_s};
    return CsvExport::start(
        m_store, std::move(path), header, [filter = std::move(filter)](QSqlDatabase &db) { return voicemailIds(db, filter); },
        [](QSqlDatabase &db, const RowIds &ids) -> Result<QList<QStringList>> {
            const auto rows = voicemailRows(db, ids);
            if (!rows)
                return fail(rows.error());
            QList<QStringList> cells;
            for (const VoicemailRow &row : *rows)
                cells.push_back(voicemailCells(row));
            return cells;
        });
}

} // namespace milassist
