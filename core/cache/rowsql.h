// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/rowids.h"
#include "core/cache/searchwords.h"
#include "core/store/statement.h"

#include <QDate>
#include <QHash>
#include <QVariant>

namespace milassist {

/// "[1,2,3]" for json_each(?): any number of ids in one prepared statement.
QString jsonList(const RowIds &ids);

/// Puts what came out of `WHERE id IN (...)` into the order that was asked for; ids that are gone are left out.
template <typename Row>
QList<Row> inOrder(const RowIds &ids, QHash<qint64, Row> rows)
{
    QList<Row> ordered;
    ordered.reserve(ids.size());
    for (const qint64 id : ids) {
        if (const auto row = rows.find(id); row != rows.end())
            ordered.push_back(std::move(*row));
    }
    return ordered;
}

/// The name of whoever is known under the number in the SQL expression @p number; NULL for nobody. Of several the one
/// changed last.
QString contactNameSql(QStringView number);

/// A WHERE clause put together from conditions and the values they bind, in order. Conditions are constants of the
/// program; what somebody typed is only ever bound.
class Conditions {
public:
    void add(QStringView condition) { m_conditions.push_back(condition.toString()); }
    template <typename Value, typename... More>
    void add(QStringView condition, const Value &value, const More &...more)
    {
        m_conditions.push_back(condition.toString());
        m_values.push_back(value);
        (m_values.push_back(more), ...);
    }
    /// @p condition with the values of @p values, whose own conditions are not added.
    void addAll(const QString &condition, const Conditions &values)
    {
        m_conditions.push_back(condition);
        m_values += values.m_values;
    }
    /// One more value for the condition added last.
    void addValue(const QVariant &value) { m_values.push_back(value); }
    /// Only what is of these days of this computer's time zone, by an id that carries the time (timeId()).
    void addDays(QStringView idColumn, QDate from, QDate to);

    QString all() const;   ///< "a AND b" or ""
    QString where() const; ///< " WHERE a AND b" or ""
    void bind(Statement &statement) const;

private:
    QStringList m_conditions;
    QVariantList m_values;
};

/// For each word that was typed, the parties it fits: by number, by name or organisation of the contact.
/// `column` IN (...) for one word; the word is to be bound twice as likePart().
QString partyMatches(QStringView column);
/// Adds that @p column (a party id) fits every word of @p search, or @p other (a condition with one `?` that a word is
/// bound to as likePart()) does; @p other may be empty.
void addPartySearch(Conditions &conditions, QStringView column, const SearchText &search, QStringView other = {});

/// The ids in the first column of a query that has its values.
Result<RowIds> idsOf(Statement &query);

} // namespace milassist
