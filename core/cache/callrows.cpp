// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callrows.h"

#include "core/cache/callhomes.h"
#include "core/cache/conversation.h"
#include "core/cache/parties.h"
#include "core/cache/rowsql.h"
#include "core/store/recordsql.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

CallRow readCallRow(const Statement &query)
{
    CallRow row;
    row.id = query.integer(0);
    row.root = Codec<CallSid>::fromSql(query.text(1));
    row.direction = CallHeading(query.integer(2));
    row.line = Party(query.text(3));
    row.peer = Party(query.text(4));
    row.outcome = CallOutcome(query.integer(5));
    readMember(query, 6, row.startedAt);
    row.ringSeconds = std::chrono::seconds(query.integer(7));
    row.talkSeconds = std::chrono::seconds(query.integer(8));
    if (!query.isNull(9))
        row.price = Money{.micros = query.integer(9), .currency = query.text(10)};
    row.pricePending = query.integer(11) != 0;
    row.hasRecording = query.integer(12) != 0;
    row.hasVoicemail = query.integer(13) != 0;
    row.legs = int(query.integer(14));
    row.contactName = query.text(15);
    row.note = query.text(16);
    return row;
}

/// Of what its legs say; of a call that only this telephone knows yet, of whether it was answered.
Result<> readStatus(QSqlDatabase &db, CallRow &row)
{
    Statement query(db, u"SELECT %1 FROM call WHERE %2"_s.arg(columnList<Call>(), legsOfConversation));
    query.with(row.id);
    QList<Call> legs;
    while (query.next())
        legs.push_back(readRecord<Call>(query, 0));
    if (!query.ok())
        return query.failure();
    if (!legs.isEmpty()) {
        row.status = statusOf(legsIn(legs));
        return {};
    }
    Statement own(db, u"SELECT answered_ms FROM own.phone_call WHERE conversation = ?");
    if (own.with(row.id).next())
        row.status = own.isNull(0) ? CallStatus::Ringing : CallStatus::InProgress;
    return own.outcome();
}

} // namespace

Result<RowIds> callIds(QSqlDatabase &db, const CallFilter &filter, int limit)
{
    Conditions conditions;
    if (filter.direction)
        conditions.add(u"c.direction = ?", qint64(*filter.direction));
    if (filter.missedOnly)
        conditions.add(u"c.outcome IN (?, ?)", qint64(CallOutcome::Missed), qint64(CallOutcome::Voicemail));
    if (!filter.line.isEmpty())
        conditions.add(u"c.line = (SELECT id FROM party WHERE text = ?)", filter.line.text());
    if (!filter.peer.isEmpty())
        conditions.add(u"c.peer = (SELECT id FROM party WHERE text = ?)", filter.peer.text());
    if (filter.withRecording)
        conditions.add(u"c.has_recording = 1");
    conditions.addDays(u"c.id", filter.from, filter.to);
    addPartySearch(conditions, u"c.peer", readSearch(filter.text),
                   u"c.root IN (SELECT about FROM own.note WHERE folded LIKE ? ESCAPE '\\')");
    Statement query(db, u"SELECT c.id FROM conversation c"_s + conditions.where() + u" ORDER BY c.id DESC"_s
                            + (limit > 0 ? u" LIMIT %1"_s.arg(limit) : QString()));
    conditions.bind(query);
    return idsOf(query);
}

Result<QList<CallRow>> callRows(QSqlDatabase &db, const RowIds &ids)
{
    Statement query(db, uR"(SELECT c.id, c.root, c.direction, l.text, p.text, c.outcome, c.started_ms, c.ring_s, c.talk_s, c.price,
                               c.price_unit, c.price_pending, c.has_recording, c.has_voicemail, c.legs, %1, n.text
                            FROM json_each(?) wanted JOIN conversation c ON c.id = wanted.value
                            JOIN party l ON l.id = c.line JOIN party p ON p.id = c.peer LEFT JOIN own.note n ON n.about = c.root)"_s
                            .arg(contactNameSql(u"p.text")));
    QHash<qint64, CallRow> rows;
    query.with(jsonList(ids));
    while (query.next())
        rows.insert(query.integer(0), readCallRow(query));
    if (!query.ok())
        return query.failure();
    for (CallRow &row : rows) {
        if (row.outcome != CallOutcome::Ongoing)
            continue;
        if (const auto read = readStatus(db, row); !read)
            return fail(read.error());
    }
    return inOrder(ids, std::move(rows));
}

Result<std::optional<Transcription>> newestTranscription(QSqlDatabase &db, const RecordingSid &recording)
{
    Statement query(db, u"SELECT %1 FROM transcription WHERE recording_sid = ? ORDER BY id DESC LIMIT 1"_s.arg(columnList<Transcription>()));
    query.with(recording.text());
    std::optional<Transcription> transcription;
    if (query.next())
        transcription = readRecord<Transcription>(query, 0);
    if (!query.ok())
        return query.failure();
    return transcription;
}

Result<QList<RecordingRow>> recordingsOf(QSqlDatabase &db, const QList<Call> &legs)
{
    Statement query(db, u"SELECT %1 FROM recording WHERE call_sid = ? ORDER BY id"_s.arg(columnList<Recording>()));
    Statement correction(db, u"SELECT text FROM own.correction WHERE recording = ?");
    QList<RecordingRow> rows;
    for (const Call &leg : legs) {
        query.with(leg.sid.text());
        while (query.next())
            rows.push_back({.recording = readRecord<Recording>(query, 0)});
    }
    if (!query.ok())
        return query.failure();
    for (RecordingRow &row : rows) {
        auto transcription = newestTranscription(db, row.recording.sid);
        if (!transcription)
            return fail(transcription.error());
        row.transcription = *std::move(transcription);
        if (correction.with(row.recording.sid.text()).next())
            row.correction = correction.text(0);
    }
    if (!correction.ok())
        return correction.failure();
    std::ranges::stable_sort(rows, {}, [](const RecordingRow &row) { return row.recording.createdAt; });
    return rows;
}

Result<CallDetail> callDetail(QSqlDatabase &db, qint64 id)
{
    auto rows = callRows(db, {id});
    if (!rows)
        return fail(rows.error());
    if (rows->isEmpty())
        return fail(Error::Kind::NotFound, u"no such conversation"_s);
    CallDetail detail{.row = rows->takeFirst()};
    Statement query(db, u"SELECT %1 FROM call WHERE %2"_s.arg(columnList<Call>(), legsOfConversation));
    query.with(id);
    while (query.next())
        detail.legs.push_back(readRecord<Call>(query, 0));
    if (!query.ok())
        return query.failure();
    std::ranges::stable_sort(detail.legs, {}, [](const Call &leg) {
        return std::pair(!leg.parentSid.isNull(), leg.startedAt.isValid() ? leg.startedAt : leg.createdAt);
    });
    auto recordings = recordingsOf(db, detail.legs);
    if (!recordings)
        return fail(recordings.error());
    detail.recordings = *std::move(recordings);
    auto sound = readSound(db, id);
    if (!sound)
        return fail(sound.error());
    detail.sound = *std::move(sound);
    return detail;
}

} // namespace milassist
