// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/rowsql.h"

#include "core/cache/timeid.h"

namespace milassist {

using namespace Qt::StringLiterals;

QString jsonList(const RowIds &ids)
{
    QString list;
    list.reserve(ids.size() * 18 + 2);
    list += u'[';
    for (const qint64 id : ids) {
        if (list.size() > 1)
            list += u',';
        list += QString::number(id);
    }
    return list + u']';
}

QString contactNameSql(QStringView number)
{
    return u"(SELECT coalesce(nullif(k.name, ''), k.organisation) FROM own.contact_number cn JOIN own.contact k ON k.id = cn.contact"
           " WHERE cn.number = %1 ORDER BY k.updated_ms DESC LIMIT 1)"_s.arg(number);
}

void Conditions::addDays(QStringView idColumn, QDate from, QDate to)
{
    if (from.isValid())
        add(u"%1 >= ?"_s.arg(idColumn), firstIdAt(from.startOfDay().toUTC()));
    if (to.isValid())
        add(u"%1 < ?"_s.arg(idColumn), firstIdAt(to.addDays(1).startOfDay().toUTC()));
}

QString Conditions::all() const
{
    return m_conditions.join(u" AND "_s);
}

QString Conditions::where() const
{
    return m_conditions.isEmpty() ? QString() : u" WHERE "_s + all();
}

void Conditions::bind(Statement &statement) const
{
    statement.restart();
    for (int i = 0; i < m_values.size(); ++i) {
        if (m_values[i].typeId() == QMetaType::QString)
            statement.bindText(i + 1, m_values[i].toString());
        else
            statement.bindInteger(i + 1, m_values[i].toLongLong());
    }
}

QString partyMatches(QStringView column)
{
    return u"%1 IN (SELECT s.id FROM party s WHERE s.text LIKE ? ESCAPE '\\'"
           " UNION SELECT s.id FROM own.contact k JOIN own.contact_number cn ON cn.contact = k.id JOIN party s ON s.text = cn.number"
           " WHERE k.folded LIKE ? ESCAPE '\\')"_s.arg(column);
}

void addPartySearch(Conditions &conditions, QStringView column, const SearchText &search, QStringView other)
{
    // "(415) 555-01" is one thing to look for, not two words.
    const QStringList words = search.digits.isEmpty() ? search.words : QStringList{search.digits};
    for (const QString &word : words) {
        const QString part = likePart(word);
        if (other.isEmpty())
            conditions.add(partyMatches(column), part, part);
        else
            conditions.add(u'(' + partyMatches(column) + u" OR "_s + other.toString() + u')', part, part, part);
    }
}

Result<RowIds> idsOf(Statement &query)
{
    RowIds ids;
    while (query.next())
        ids.push_back(query.integer(0));
    if (!query.ok())
        return query.failure();
    return ids;
}

} // namespace milassist
