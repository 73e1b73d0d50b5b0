// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/merge.h"
#include "core/store/recordsql.h"

#include <sqlite3.h>

#include <algorithm>
#include <vector>

namespace milassist {

/// What came in a page, each with the id it is to have, oldest first; without those that have no sid. Sorted as pointers:
/// a record is a dozen texts.
template <typename Record, typename IdOf>
std::vector<std::pair<qint64, const Record *>> inOrderOfIds(const QList<Record> &page, IdOf idOf)
{
    std::vector<std::pair<qint64, const Record *>> ordered;
    ordered.reserve(size_t(page.size()));
    for (const Record &record : page) {
        if (!record.sid.isNull())
            ordered.emplace_back(idOf(record), &record);
    }
    std::ranges::stable_sort(ordered, {}, [](const auto &one) { return one.first; });
    return ordered;
}

/// The statements that bring one page of records into their table, prepared once a page. Columns beside the record's
/// own ("extras") are numbers and belong to the table.
template <typename Record>
class RecordTable {
public:
    struct Row {
        qint64 id = 0;
        Record record;
    };

    RecordTable(QSqlDatabase &db, QStringView table, QStringList extras = {})
        : m_handle(rawHandle(db)),
          m_insert(db, QStringLiteral("INSERT OR IGNORE INTO %1 (id, %2%3) VALUES (%4)")
                           .arg(table.toString(), columnList<Record>(), suffixOf(extras),
                                marks(1 + fieldCount<Record> + int(extras.size())))),
          m_find(db, QStringLiteral("SELECT id, %2 FROM %1 WHERE sid = ?").arg(table.toString(), columnList<Record>())),
          m_update(db, QStringLiteral("UPDATE %1 SET %2 WHERE id = ?1").arg(table.toString(), assignmentList<Record>(2)))
    {
    }

    /// Inserts @p record under @p id, or the next id that is free. @return none when the sid is there already
    template <typename... Extras>
    Result<std::optional<qint64>> insert(qint64 id, const Record &record, Extras... extras)
    {
        for (int tries = 0; tries < 1000; ++tries, ++id) {
            m_insert.restart();
            m_insert.bindInteger(1, id);
            bindRecord(m_insert, 2, record);
            int position = 1 + fieldCount<Record>;
            (m_insert.bindInteger(++position, qint64(extras)), ...);
            const auto run = m_insert.run();
            if (!run)
                return fail(run.error());
            if (sqlite3_changes(m_handle) > 0)
                return id;
            const auto there = find(record.sid);
            if (!there)
                return fail(there.error());
            if (*there)
                return std::optional<qint64>();
            // The id was taken by another record of the same second.
        }
        return fail(Error::Kind::Storage, QStringLiteral("no free row id"));
    }

    template <typename Sid>
    Result<std::optional<Row>> find(const Sid &sid)
    {
        if constexpr (keepsSidsPacked<Record>)
            m_find.with(packed(sid));
        else
            m_find.with(sid.text());
        std::optional<Row> row;
        if (m_find.next())
            row = Row{m_find.integer(0), readRecord<Record>(m_find, 1)};
        m_find.restart();
        if (!m_find.ok())
            return m_find.failure();
        return row;
    }

    Result<> update(qint64 id, const Record &record)
    {
        m_update.restart();
        m_update.bindInteger(1, id);
        bindRecord(m_update, 2, record);
        return m_update.run();
    }

private:
    static QString suffixOf(const QStringList &extras)
    {
        return extras.isEmpty() ? QString() : QStringLiteral(", ") + extras.join(QStringLiteral(", "));
    }

    sqlite3 *m_handle;
    Statement m_insert, m_find, m_update;
};

} // namespace milassist
