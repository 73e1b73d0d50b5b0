// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/sqliteconnection.h"

#include "core/store/migrations.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QThread>

#include <sqlite3.h>

namespace milassist
{

using namespace Qt::StringLiterals;

Result<std::unique_ptr<EngineConnection>> SqliteConnection::open(const QString &file, Use use)
{
    auto connection = Connection::open(file, use == Use::Write ? Access::Write : Access::Read);
    if (!connection)
        return fail(connection.error());
    // Unlike the desk's cache nothing here can be fetched again: what is acknowledged survives a power cut.
    if (use == Use::Write) {
        if (const auto set =
                runScript((*connection)->database(), u"PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
            !set)
            return fail(set.error());
    }
    return std::unique_ptr<EngineConnection>(new SqliteConnection(std::move(*connection), use));
}

Result<> SqliteConnection::prepare(const QString &file, const SharedSchema &schema)
{
    // Somebody else opens the same new file, or has just begun to: for a change of the journal SQLite does not wait by itself.
    constexpr auto patience = std::chrono::seconds(10);
    const QDeadlineTimer deadline(patience);
    for (;;) {
        bool isBusy = false;
        auto done = prepareOnce(file, schema, isBusy);
        if (done || !isBusy || deadline.hasExpired())
            return done;
        QThread::msleep(20);
    }
}

Result<> SqliteConnection::prepareOnce(const QString &file, const SharedSchema &schema, bool &isBusy)
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return fail(Error::Kind::Storage, u"%1: its folder cannot be created"_s.arg(schema.name));
    auto connection = Connection::open(file, Access::Write);
    if (!connection)
        return fail(connection.error());
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner); // its log is made with the same
    SqliteConnection self(std::move(*connection), Use::Write);
    QSqlDatabase &db = self.m_connection->database();
    // A webhook touches a dozen pages for a few lines each, and every page goes into the log whole: smaller ones than the desk's.
    if (const auto sized = runScript(db, u"PRAGMA main.page_size = 4096"); !sized)
        return fail(sized.error());
    const auto noteBusy = qScopeGuard([&] { isBusy = (sqlite3_extended_errcode(self.m_connection->handle()) & 0xff) == SQLITE_BUSY; });
    const auto stamp = stampOf(db);
    if (!stamp)
        return fail(stamp.error());
    if (!stamp->empty && stamp->applicationId != schema.applicationId)
        return fail(Error::Kind::Storage, u"%1: the file is a database of another program"_s.arg(schema.name));

    DatabaseSpec spec{.fileName = schema.name, .applicationId = schema.applicationId, .migrations = schema.migrations};
    spec.migrations.replaceInStrings(u"{id}"_s, u"INTEGER PRIMARY KEY AUTOINCREMENT"_s);
    if (schema.complete)
        spec.complete = [&](QSqlDatabase &) { return schema.complete(self); };
    return migrate(db, spec);
}

Result<> SqliteConnection::script(QStringView sql)
{
    return runScript(m_connection->database(), sql);
}

Result<> SqliteConnection::notify(const QString &channel, const QString &payload)
{
    const SharedNotice notice{channel, payload};
    if (!m_notices.contains(notice))
        m_notices << notice;
    return {};
}

Result<QStringList> SqliteConnection::columnsOf(const QString &table)
{
    Statement query(m_connection->database(), u"SELECT name FROM pragma_table_info(?)");
    query.with(table);
    QStringList names;
    while (query.next())
        names << query.text(0);
    if (!query.ok())
        return query.failure();
    return names;
}

void SqliteConnection::remember()
{
    const int primary = sqlite3_extended_errcode(m_connection->handle()) & 0xff;
    m_trouble = primary == SQLITE_BUSY || primary == SQLITE_LOCKED ? DatabaseTrouble::Collision : DatabaseTrouble::Other;
}

Result<> SqliteConnection::begin(qint64)
{
    m_trouble = DatabaseTrouble::None;
    m_notices.clear();
    // A read is one transaction too, so that all its statements see the same moment.
    const auto begun = script(m_use == Use::Write ? u"BEGIN IMMEDIATE" : u"BEGIN");
    if (!begun)
        remember();
    return begun;
}

Result<> SqliteConnection::commit()
{
    const auto committed = script(u"COMMIT");
    if (!committed) {
        remember();
        const DatabaseTrouble trouble = m_trouble;
        rollBack();
        m_trouble = trouble;
    }
    return committed;
}

void SqliteConnection::rollBack()
{
    remember(); // before the rollback has an outcome of its own
    m_notices.clear();
    if (sqlite3_get_autocommit(m_connection->handle()) == 0)
        static_cast<void>(script(u"ROLLBACK"));
}

} // namespace milassist
