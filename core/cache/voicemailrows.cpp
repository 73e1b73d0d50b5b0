// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/voicemailrows.h"

#include "core/cache/rowsql.h"
#include "core/cache/timeid.h"
#include "core/store/recordsql.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// Voicemail left longer than this before the first start was somebody's business before ours.
constexpr int daysHeardBefore = 7;

// Whether a voicemail r counts as heard: as somebody marked it, else by its age. One `?`: the first id that is new.
constexpr QStringView heardSql = u"coalesce((SELECT h.heard FROM own.heard h WHERE h.recording = r.sid), r.id < ?)";

Result<qint64> firstUnheard(QSqlDatabase &db)
{
    Statement query(db, u"SELECT value FROM own.setting WHERE name = 'first_day_ms'");
    const qint64 ms = query.next() ? query.integer(0) : 0;
    if (!query.ok())
        return query.failure();
    return firstIdAt(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).addDays(-daysHeardBefore));
}

TranscriptState transcriptState(const QString &status)
{
    const Word<TranscriptionStatus> word(status);
    if (word.isEmpty())
        return TranscriptState::None;
    if (word.is(TranscriptionStatus::Completed))
        return TranscriptState::Ready;
    return word.is(TranscriptionStatus::Failed) ? TranscriptState::Failed : TranscriptState::Pending;
}

VoicemailRow readVoicemailRow(const Statement &query)
{
    VoicemailRow row;
    row.id = query.integer(0);
    row.recording = Codec<RecordingSid>::fromSql(query.text(1));
    row.call = Codec<CallSid>::fromSql(query.text(2));
    row.line = Party(query.text(3));
    row.peer = Party(query.text(4));
    readMember(query, 5, row.createdAt);
    row.duration = std::chrono::seconds(query.integer(6));
    row.status = Word<RecordingStatus>(query.text(7));
    row.errorCode = int(query.integer(8));
    row.heard = query.integer(9) != 0;
    row.note = query.text(10);
    row.deleting = query.integer(11) != 0;
    row.contactName = query.text(12);
    row.transcript = transcriptState(query.text(13));
    if (row.transcript == TranscriptState::Ready)
        row.transcriptText = query.text(14);
    if (!query.isNull(15)) {
        row.corrected = true;
        row.twilioText = std::exchange(row.transcriptText, query.text(15));
        row.transcript = TranscriptState::Ready;
    }
    return row;
}

} // namespace

Result<RowIds> voicemailIds(QSqlDatabase &db, const VoicemailFilter &filter)
{
    const auto first = firstUnheard(db);
    if (!first)
        return fail(first.error());
    Conditions conditions;
    conditions.add(u"r.voicemail = 1 AND coalesce(r.status, '') <> 'deleted'");
    if (filter.unheardOnly)
        conditions.add(u"NOT %1"_s.arg(heardSql), *first);
    if (!filter.line.isEmpty())
        conditions.add(u"r.line = (SELECT id FROM party WHERE text = ?)", filter.line.text());
    if (!filter.peer.isEmpty())
        conditions.add(u"r.peer = (SELECT id FROM party WHERE text = ?)", filter.peer.text());
    conditions.addDays(u"r.id", filter.from, filter.to);
    const SearchText search = readSearch(filter.text);
    for (const QString &word : search.digits.isEmpty() ? search.words : QStringList{search.digits}) {
        const QString part = likePart(word);
        QString condition = partyMatches(u"r.peer") + u" OR r.sid IN (SELECT about FROM own.note WHERE folded LIKE ? ESCAPE '\\')"
                                                          " OR r.sid IN (SELECT recording FROM own.correction WHERE folded LIKE ? ESCAPE '\\')"_s;
        const QString match = matchOf(word);
        if (match.isEmpty()) {
            conditions.add(u'(' + condition + u')', part, part, part, part);
            continue;
        }
        condition += u" OR r.sid IN (SELECT t.recording_sid FROM transcription t WHERE t.id IN"
                     " (SELECT rowid FROM transcript_fts WHERE transcript_fts MATCH ?))"_s;
        conditions.add(u'(' + condition + u')', part, part, part, part, match);
    }
    Statement query(db, u"SELECT r.id FROM recording r"_s + conditions.where() + u" ORDER BY r.id DESC"_s);
    conditions.bind(query);
    return idsOf(query);
}

Result<QList<VoicemailRow>> voicemailRows(QSqlDatabase &db, const RowIds &ids)
{
    const auto first = firstUnheard(db);
    if (!first)
        return fail(first.error());
    Statement query(db, uR"(SELECT r.id, r.sid, r.call_sid, l.text, p.text, r.date_created, r.duration, r.status, r.error_code, %1, n.text,
                               (SELECT x.state IN (0, 1) FROM own.deletion x WHERE x.sid = r.sid), %2, t.status, t.transcription_text, co.text
                            FROM json_each(?) wanted JOIN recording r ON r.id = wanted.value AND r.voicemail = 1
                            JOIN party l ON l.id = r.line JOIN party p ON p.id = r.peer LEFT JOIN own.note n ON n.about = r.sid
                            LEFT JOIN own.correction co ON co.recording = r.sid
                            LEFT JOIN transcription t ON t.id = (SELECT max(id) FROM transcription WHERE recording_sid = r.sid))"_s
                            .arg(heardSql, contactNameSql(u"p.text")));
    QHash<qint64, VoicemailRow> rows;
    query.with(*first, jsonList(ids));
    while (query.next())
        rows.insert(query.integer(0), readVoicemailRow(query));
    if (!query.ok())
        return query.failure();
    return inOrder(ids, std::move(rows));
}

Result<int> unheardVoicemails(QSqlDatabase &db)
{
    const auto first = firstUnheard(db);
    if (!first)
        return fail(first.error());
    Statement query(db, u"SELECT count(*) FROM recording r WHERE r.voicemail = 1 AND coalesce(r.status, '') NOT IN ('deleted', 'absent')"
                        " AND NOT EXISTS (SELECT 1 FROM own.deletion x WHERE x.sid = r.sid AND x.state IN (0, 1)) AND NOT %1"_s
                            .arg(heardSql));
    query.with(*first);
    const int count = query.next() ? int(query.integer(0)) : 0;
    return query.ok() ? Result<int>(count) : query.failure();
}

} // namespace milassist
