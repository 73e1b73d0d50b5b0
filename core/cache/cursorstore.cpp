// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cursorstore.h"

#include "core/store/statement.h"

namespace milassist {

CursorStore::CursorStore(Store &store, QObject *parent) : QObject(parent), m_store(store) {}

QFuture<Result<QHash<QString, QString>>> CursorStore::all()
{
    return m_store.read([](QSqlDatabase &db) -> Result<QHash<QString, QString>> {
        Statement query(db, u"SELECT name, value FROM cursor");
        QHash<QString, QString> cursors;
        while (query.next())
            cursors.insert(query.text(0), query.text(1));
        if (!query.ok())
            return query.failure();
        return cursors;
    });
}

QFuture<Result<>> CursorStore::set(QString name, QString value)
{
    return m_store.write([name, value](QSqlDatabase &db) -> Result<> {
        if (value.isEmpty()) {
            Statement remove(db, u"DELETE FROM cursor WHERE name = ?");
            return remove.with(name).run();
        }
        Statement write(db, u"INSERT INTO cursor (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        return write.with(name, value).run();
    });
}

} // namespace milassist
