// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/merge.h"
#include "core/store/recordsql.h"

#include <algorithm>
#include <optional>

namespace milassist
{

/// One thing that a webhook said about a record. Everything in it may be missing but the sid.
template <typename Record>
struct RecordNotice {
    Record record;
    QString source;    ///< which webhook: "incoming", "status", "dial"
    int sequence = -1; ///< Twilio's SequenceNumber; -1 when it sent none
    QString extra;     ///< JSON of the fields we have no name for, kept as they came
};

/// @p sum and what @p piece adds. Unlike a whole copy, a piece says nothing of what it leaves empty.
template <typename Record>
Record withPiece(const Record &sum, const Record &piece)
{
    return merged(sum, piece);
}

/// Of a text an empty body in a copy has been taken out; in a piece it was not told.
template <>
inline Message withPiece(const Message &sum, const Message &piece)
{
    Message whole = merged(sum, piece);
    if (whole.body.isEmpty())
        whole.body = piece.body.isEmpty() ? sum.body : piece.body;
    if (whole.direction.isEmpty())
        whole.direction = piece.direction.isEmpty() ? sum.direction : piece.direction;
    whole.mediaCount = std::max(sum.mediaCount, piece.mediaCount);
    return whole;
}

/// What is asked of a pair of tables, written once: two dozen columns are long to put together for every webhook.
struct NoticeSql {
    QString ensure, find, keep, pieces, update;

    template <typename Record>
    static NoticeSql of(const QString &table)
    {
        const QString columns = columnList<Record>();
        return {.ensure = QStringLiteral("INSERT INTO %1 (\"sid\") VALUES (?) ON CONFLICT (\"sid\") DO NOTHING").arg(table),
                .find = QStringLiteral("SELECT %2 FROM %1 WHERE \"sid\" = ?").arg(table, columns),
                .keep = QStringLiteral("INSERT INTO %1_notice (%2, notice, rank, sequence, extra) VALUES (%3)"
                                       " ON CONFLICT (notice) DO NOTHING")
                            .arg(table, columns, marks(fieldCount<Record> + 4)),
                .pieces = QStringLiteral("SELECT %2 FROM %1_notice WHERE \"sid\" = ? ORDER BY rank, sequence, notice").arg(table, columns),
                .update = QStringLiteral("UPDATE %1 SET %2 WHERE \"sid\" = ?1").arg(table, assignmentList<Record>(2))};
    }
};

/// A record that is told about in pieces, in any order, each perhaps several times. The pieces are kept, and the record is
/// their sum in the order in which they must have happened: a state never moves backwards, and whatever order they came in,
/// the row is the same. Two tables: NAME with a row per record, NAME_notice with a row per piece.
template <typename Record>
class NoticeTable
{
public:
    struct Change {
        Record before; ///< without a sid when this was the first piece
        Record after;
        bool isNews = false; ///< false: this piece was here before, and nothing has changed
    };

    NoticeTable(SqlConnection &db, const NoticeSql &sql) : m_db(db), m_sql(sql) {}

    /// Whoever else tells about the same record waits until this transaction has ended. Errors: Storage.
    Result<Change> note(const RecordNotice<Record> &notice)
    {
        const QString sid = notice.record.sid.text();
        Statement ensure(m_db, m_sql.ensure);
        const bool isNew = ensure.with(sid).changes();
        if (!ensure.ok())
            return ensure.failure();

        Change change;
        if (!isNew) {
            auto before = find(sid, m_db.forUpdate());
            if (!before)
                return fail(before.error());
            change.before = std::move(*before).value_or(Record());
        }
        const auto isNews = keep(notice);
        if (!isNews)
            return fail(isNews.error());
        change.isNews = *isNews;
        if (!change.isNews) {
            change.after = change.before;
            return change;
        }
        auto sum = isNew ? Result<Record>(notice.record) : sumOf(sid);
        if (!sum)
            return fail(sum.error());
        change.after = *std::move(sum);
        Statement update(m_db, m_sql.update);
        update.bind(1, sid);
        bindRecord<Record, false>(update, 2, change.after);
        if (const auto updated = update.run(); !updated)
            return fail(updated.error());
        return change;
    }

    Result<std::optional<Record>> find(const QString &sid, const QString &lock = {})
    {
        Statement query(m_db, lock.isEmpty() ? m_sql.find : m_sql.find + lock);
        std::optional<Record> record;
        if (query.with(sid).next())
            record = readRecord<Record, false>(query, 0);
        if (!query.ok())
            return query.failure();
        return record;
    }

private:
    Result<bool> keep(const RecordNotice<Record> &notice)
    {
        const Record &record = notice.record;
        const QString key =
            record.sid.text() + u' ' + notice.source + u' ' + record.status.text() + u' ' + QString::number(notice.sequence);
        constexpr int fields = fieldCount<Record>;
        Statement insert(m_db, m_sql.keep);
        bindRecord<Record, false>(insert, 1, record);
        insert.bind(fields + 1, key);
        insert.bind(fields + 2, record.status.isEmpty() ? -1 : rankOf(record.status));
        insert.bind(fields + 3, notice.sequence);
        insert.bind(fields + 4, notice.extra);
        const bool isNews = insert.changes();
        if (!insert.ok())
            return insert.failure();
        return isNews;
    }

    Result<Record> sumOf(const QString &sid)
    {
        Statement query(m_db, m_sql.pieces);
        query.with(sid);
        std::optional<Record> sum;
        while (query.next()) {
            const Record piece = readRecord<Record, false>(query, 0);
            sum = sum ? withPiece(*sum, piece) : piece;
        }
        if (!query.ok())
            return query.failure();
        return sum.value_or(Record());
    }

    SqlConnection &m_db;
    const NoticeSql &m_sql;
};

} // namespace milassist
