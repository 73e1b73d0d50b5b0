// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callstore.h"

#include "core/cache/callrows.h"
#include "core/cache/callsave.h"
#include "core/cache/csvexport.h"
#include "core/cache/notes.h"
#include "core/cache/timeid.h"
#include "core/cache/voided.h"
#include "core/domain/handle.h"
#include "core/store/recordsql.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString outcomeWord(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::Answered:
        return u"answered"_s;
    case CallOutcome::Missed:
        return u"missed"_s;
    case CallOutcome::Voicemail:
        return u"voicemail"_s;
    case CallOutcome::Busy:
        return u"busy"_s;
    case CallOutcome::NoAnswer:
        return u"no-answer"_s;
    case CallOutcome::Failed:
        return u"failed"_s;
    case CallOutcome::Canceled:
        return u"canceled"_s;
    case CallOutcome::Ongoing:
        return u"ongoing"_s;
    case CallOutcome::NotSure:
        return u"not-sure"_s;
    }
    return {};
}

QStringList callCells(const CallRow &row)
{
    return {row.root.text(),
            Codec<QDateTime>::toText(row.startedAt),
            row.direction == CallHeading::In ? u"in"_s : u"out"_s,
            row.line.text(),
            tellable(row.peer),
            row.contactName,
            outcomeWord(row.outcome),
            QString::number(row.ringSeconds.count()),
            QString::number(row.talkSeconds.count()),
            row.price ? Micros{row.price->micros}.toText() : QString(),
            row.price ? row.price->currency : QString(),
            row.hasRecording ? u"yes"_s : u"no"_s,
            QString::number(row.legs),
            row.note};
}

} // namespace

CallStore::CallStore(Store &store, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&store, &Store::cacheRebuilt, this, [this] { Q_EMIT changed({}); });
}

QFuture<Result<RowIds>> CallStore::rowIds(CallFilter filter)
{
    const bool searches = !filter.text.trimmed().isEmpty();
    auto job = [filter = std::move(filter)](QSqlDatabase &db) { return callIds(db, filter); };
    return searches ? m_store.read(m_search, std::move(job)) : m_store.read(std::move(job));
}

QFuture<Result<QList<CallRow>>> CallStore::rows(RowIds ids)
{
    return m_store.read([ids = std::move(ids)](QSqlDatabase &db) { return callRows(db, ids); });
}

QFuture<Result<CallDetail>> CallStore::detail(qint64 id)
{
    return m_store.read([id](QSqlDatabase &db) { return callDetail(db, id); });
}

QFuture<Result<qint64>> CallStore::idOf(CallSid leg)
{
    return m_store.read([leg](QSqlDatabase &db) -> Result<qint64> {
        Statement query(db, u"SELECT conversation FROM call WHERE sid = ?");
        if (query.with(packed(leg)).next())
            return query.integer(0);
        return query.ok() ? fail(Error::Kind::NotFound, u"no such call"_s) : query.failure();
    });
}

QFuture<Result<Saved>> CallStore::save(QList<Call> legs)
{
    auto future = m_store.write([legs = std::move(legs)](QSqlDatabase &db) { return saveCalls(db, legs); });
    whenDone(future, this, [this](const Result<Saved> &saved) {
        if (saved && !saved->ids.isEmpty())
            Q_EMIT changed(saved->ids);
        if (saved && saved->placed > 0)
            Q_EMIT m_store.recordingsPlaced();
    });
    return future;
}

QFuture<Result<>> CallStore::remove(QList<CallSid> legs)
{
    return voided(m_store.write([legs = std::move(legs)](QSqlDatabase &db) { return removeCalls(db, legs); }), this,
                  [this](const RowIds &touched) {
                      if (!touched.isEmpty())
                          Q_EMIT changed(touched);
                  });
}

QFuture<Result<QList<CallSid>>> CallStore::sidsBetween(QDateTime from, QDateTime to)
{
    return m_store.read([from, to](QSqlDatabase &db) -> Result<QList<CallSid>> {
        Statement query(db, u"SELECT sid FROM call WHERE id >= ? AND id < ? ORDER BY id DESC");
        query.with(firstIdAt(from), firstIdAt(to));
        QList<CallSid> sids;
        while (query.next())
            readPacked(query, 0, sids.emplace_back());
        if (!query.ok())
            return query.failure();
        return sids;
    });
}

QFuture<Result<>> CallStore::setNote(qint64 id, QString note)
{
    auto future = m_store.write([id, note = std::move(note), now = m_store.options().clock()](QSqlDatabase &db) -> Result<> {
        Statement query(db, u"SELECT root FROM conversation WHERE id = ?");
        if (!query.with(id).next())
            return query.ok() ? fail(Error::Kind::NotFound, u"no such conversation"_s) : query.failure();
        return writeNote(db, query.text(0), note, now);
    });
    whenDone(future, this, [this, id](const Result<> &done) {
        if (done)
            Q_EMIT changed({id});
    });
    return future;
}

QFuture<Result<qint64>> CallStore::exportCsv(CallFilter filter, QString path)
{
    const QStringList header{u"sid"_s,       u"started"_s, u"direction"_s, u"line"_s,     u"peer"_s,      u"name"_s, u"outcome"_s,
                             u"ring_seconds"_s, u"talk_seconds"_s, u"price"_s, u"currency"_s, u"recording"_s, u"legs"_s, u"note"_s};
    return CsvExport::start(
        m_store, std::move(path), header, [filter = std::move(filter)](QSqlDatabase &db) { return callIds(db, filter); },
        [](QSqlDatabase &db, const RowIds &ids) -> Result<QList<QStringList>> {
            const auto rows = callRows(db, ids);
            if (!rows)
                return fail(rows.error());
            QList<QStringList> cells;
            for (const CallRow &row : *rows)
                cells.push_back(callCells(row));
            return cells;
        });
}

} // namespace milassist
