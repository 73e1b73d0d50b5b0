// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/contactrows.h"

#include "core/cache/rowsql.h"
#include "core/store/recordsql.h"

#include <QCollator>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

Result<RowIds> contactIds(QSqlDatabase &db, const ContactFilter &filter, int limit)
{
    const SearchText search = readSearch(filter.text);
    Conditions conditions;
    for (const QString &word : search.digits.isEmpty() ? search.words : QStringList{search.digits}) {
        const QString part = likePart(word);
        conditions.add(u"(k.folded LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM own.contact_number cn WHERE cn.contact = k.id"
                       " AND cn.number LIKE ? ESCAPE '\\'))",
                       part, part);
    }
    Statement query(db, u"SELECT k.id, coalesce(nullif(k.name, ''), k.organisation, '') FROM own.contact k"_s + conditions.where());
    conditions.bind(query);
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    std::vector<std::pair<QCollatorSortKey, qint64>> sorted; // a key is compared much quicker than a name
    while (query.next())
        sorted.emplace_back(collator.sortKey(query.text(1)), query.integer(0));
    if (!query.ok())
        return query.failure();
    std::ranges::sort(sorted, [](const auto &a, const auto &b) {
        const int order = a.first.compare(b.first);
        return order != 0 ? order < 0 : a.second < b.second;
    });
    RowIds ids;
    for (const auto &[key, id] : sorted) {
        if (limit > 0 && ids.size() == limit)
            break;
        ids.push_back(id);
    }
    return ids;
}

Result<QList<Contact>> contactRows(QSqlDatabase &db, const RowIds &ids)
{
    const QString list = jsonList(ids);
    Statement query(db, u"SELECT k.id, k.name, k.organisation, k.email, k.note, k.updated_ms FROM json_each(?) wanted"
                        " JOIN own.contact k ON k.id = wanted.value");
    QHash<qint64, Contact> rows;
    query.with(list);
    while (query.next()) {
        Contact contact;
        contact.id = query.integer(0);
        contact.name = query.text(1);
        contact.organisation = query.text(2);
        contact.email = query.text(3);
        contact.note = query.text(4);
        readMember(query, 5, contact.updatedAt);
        rows.insert(contact.id, std::move(contact));
    }
    Statement numbers(db, u"SELECT cn.contact, cn.number, cn.label FROM json_each(?) wanted JOIN own.contact_number cn ON cn.contact = wanted.value"
                          " ORDER BY cn.contact, cn.id");
    numbers.with(list);
    while (numbers.next()) {
        if (const auto row = rows.find(numbers.integer(0)); row != rows.end())
            row->numbers.push_back({.number = Party(numbers.text(1)), .label = numbers.text(2)});
    }
    if (!query.ok() || !numbers.ok())
        return query.ok() ? numbers.failure() : query.failure();
    return inOrder(ids, std::move(rows));
}

Result<RowIds> contactsWith(QSqlDatabase &db, const Party &party)
{
    Statement query(db, u"SELECT DISTINCT k.id FROM own.contact_number cn JOIN own.contact k ON k.id = cn.contact WHERE cn.number = ?"
                        " ORDER BY k.updated_ms DESC, k.id DESC");
    return idsOf(query.with(party.text()));
}

} // namespace milassist
