// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/handletable.h"

#include "core/domain/handle.h"
#include "core/store/statement.h"

#include <QRandomGenerator>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

QString newHandle(const QString &number)
{
    constexpr int first = 10'000'000, beyond = 100'000'000; // never eight zeros, which stand for nobody
    QString end;
    for (const QChar c : number) {
        if (c.isDigit())
            end += c;
    }
    return handleBeginning + QString::number(QRandomGenerator::system()->bounded(first, beyond))
        + end.right(handleShown).rightJustified(handleShown, u'0');
}

Result<QHash<QString, QString>> HandleTable::pairs(QStringView sql, const QStringList &keys)
{
    QHash<QString, QString> found;
    Statement query(m_db, sql);
    for (const QString &key : keys) {
        if (query.with(key).next())
            found.insert(key, query.text(0));
    }
    if (!query.ok())
        return query.failure();
    return found;
}

Result<QHash<QString, QString>> HandleTable::known(const QStringList &numbers)
{
    return pairs(u"SELECT handle FROM handle WHERE number = ?", numbers);
}

Result<QHash<QString, QString>> HandleTable::numbers(const QStringList &handles)
{
    return pairs(u"SELECT number FROM handle WHERE handle = ?", handles);
}

Result<QString> HandleTable::of(const QString &number, const QDateTime &now)
{
    constexpr int tries = 8; // two numbers with the same end may draw the same digits
    for (int i = 0; i < tries; ++i) {
        const auto there = known({number});
        if (!there)
            return fail(there.error());
        if (const QString handle = there->value(number); !handle.isEmpty())
            return handle;
        Statement insert(m_db, u"INSERT INTO handle (handle, number, made_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        const QString handle = newHandle(number);
        if (insert.with(handle, number, now.toMSecsSinceEpoch()).changes())
            return handle;
        if (!insert.ok())
            return insert.failure();
    }
    return fail(Error::Kind::Storage, u"no handle is free"_s);
}

} // namespace milassist::relay
