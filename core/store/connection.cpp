// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"

#include <QSqlError>
#include <QUrl>

#include <sqlite3.h>

#include <atomic>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString uriOf(const QString &file, Access access)
{
    QUrl url = QUrl::fromLocalFile(file);
    if (access == Access::ReadFrozen)
        url.setQuery(u"immutable=1"_s);
    else if (access == Access::Read)
        url.setQuery(u"mode=rw"_s); // never creates; SQLite itself falls back to reading what it may not write
    return QString::fromLatin1(url.toEncoded());
}

// SQLite counts what it allocates under a lock of the whole process, for a statistic that nobody reads: a tenth of the
// time of writing. Only possible before its first use; later it is refused, and nothing is lost.
void countNothing()
{
    static const int refused = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Q_UNUSED(refused)
}

QString nextName()
{
    static std::atomic<int> count = 0; // Qt's registry of connections is global, so their names are too
    return u"milassist-%1"_s.arg(++count);
}

} // namespace

bool meansDamage(int nativeCode)
{
    const int primary = nativeCode & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &file, Access access)
{
    countNothing();
    std::unique_ptr<Connection> connection(new Connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, nextName())));
    QSqlDatabase &db = connection->m_db;
    db.setDatabaseName(uriOf(file, access));
    db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_URI"_s);
    if (!db.open()) {
        const QSqlError error = db.lastError();
        const auto kind = error.nativeErrorCode() == u"13"_s ? Error::Kind::DiskFull : Error::Kind::Storage;
        return fail(kind, u"cannot open database: SQLite %1"_s.arg(error.nativeErrorCode()));
    }
    connection->m_handle = rawHandle(db);
    if (!connection->m_handle)
        return fail(Error::Kind::Storage, u"not an SQLite connection"_s);

    const bool writes = access == Access::Write;
    // A new file gets pages of 8 kB: a tenth quicker to fill with rows of 300 bytes than the usual 4. The log is brought
    // into the file by the 32 MB, in another thread where there is one (StoreThread::watchLog): what changes again and again
    // while history comes in goes there once.
    const auto set = runScript(db, writes ? u"PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA main.page_size = 8192;"
                                             " PRAGMA wal_autocheckpoint = 4000"
                                          : u"PRAGMA query_only = ON; PRAGMA temp_store = MEMORY");
    if (!set)
        return fail(set.error());
    // This one reads the file; that a damaged one cannot be read is for the first statement to say.
    static_cast<void>(runScript(db, writes ? u"PRAGMA cache_size = -65536" : u"PRAGMA cache_size = -16384"));
    return connection;
}

Connection::~Connection()
{
    const QString name = m_db.connectionName();
    m_db.close();
    m_db = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<> Connection::attach(const QString &file, QStringView name, Access access)
{
    const QString uri = uriOf(file, access);
    Statement statement(m_db, u"ATTACH ? AS %1"_s.arg(name));
    return statement.with(uri).run();
}

} // namespace milassist
