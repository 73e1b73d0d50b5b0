// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/damage.h"

#include "core/base/logging.h"

#include <QDir>
#include <QFile>

#include <sqlite3.h>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView stampFormat = u"yyyyMMdd-HHmmss";

QStringList tablesOf(QSqlDatabase &db)
{
    Statement query(db, u"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    QStringList names;
    while (query.next())
        names.push_back(query.text(0));
    return names;
}

QStringList columnsOf(QSqlDatabase &db, const QString &table)
{
    Statement query(db, u"SELECT name FROM pragma_table_info(?)");
    query.with(table);
    QStringList names;
    while (query.next())
        names.push_back(query.text(0));
    return names;
}

// Rows in one order until the first that cannot be read.
qint64 copyRows(QSqlDatabase &damaged, QSqlDatabase &db, const QString &table, const QStringList &columns, QStringView order)
{
    const QString list = u'"' + columns.join(u"\", \""_s) + u'"';
    Statement from(damaged, u"SELECT %2 FROM \"%1\" ORDER BY rowid %3"_s.arg(table, list, order));
    Statement to(db, u"INSERT OR REPLACE INTO \"%1\" (%2) VALUES (%3)"_s.arg(table, list, QStringList(columns.size(), u"?"_s).join(u',')));
    qint64 copied = 0;
    while (from.next() && to.ok()) {
        to.restart();
        for (int i = 0; i < columns.size(); ++i)
            from.copyValue(i, to, i + 1);
        copied += to.run() ? 1 : 0;
    }
    return copied;
}

} // namespace

Result<QString> setAside(const QString &file, const QDateTime &now)
{
    const QString base = file + u".damaged-"_s + now.toUTC().toString(stampFormat);
    QString target = base;
    for (int i = 2; QFile::exists(target); ++i)
        target = base + u"-%1"_s.arg(i);
    if (!QFile::rename(file, target))
        return fail(Error::Kind::Storage, u"cannot set a damaged database aside"_s);
    // The log goes with its file: under the old name it would be taken for the new file's.
    QFile::rename(file + u"-wal"_s, target + u"-wal"_s);
    QFile::remove(file + u"-shm"_s);
    return target;
}

Result<bool> isSound(QSqlDatabase &db, QStringView schema)
{
    Statement check(db, u"PRAGMA %1.quick_check(1)"_s.arg(schema));
    const bool row = check.next();
    if (!check.ok()) {
        if (meansDamage(sqlite3_extended_errcode(rawHandle(db))))
            return false;
        return check.failure();
    }
    return row && check.text(0) == "ok"_L1;
}

qint64 salvage(const QString &file, QSqlDatabase &db)
{
    // A connection of its own: a damaged page met in a transaction would roll back what was saved already.
    const auto damaged = Connection::open(file, Access::Read);
    if (!damaged)
        return 0;
    QSqlDatabase &source = (*damaged)->database();
    const QStringList there = tablesOf(source);
    qint64 copied = 0;
    static_cast<void>(runScript(db, u"PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"));
    for (const QString &table : tablesOf(db)) {
        if (!there.contains(table))
            continue;
        QStringList columns;
        const QStringList known = columnsOf(source, table);
        for (const QString &column : columnsOf(db, table)) {
            if (known.contains(column))
                columns.push_back(column);
        }
        if (columns.isEmpty())
            continue;
        copied += copyRows(source, db, table, columns, u"ASC");
        copied += copyRows(source, db, table, columns, u"DESC");
    }
    static_cast<void>(runScript(db, u"COMMIT"));
    static_cast<void>(runScript(db, u"PRAGMA foreign_keys = ON"));
    return copied;
}

Result<> backUp(QSqlDatabase &db, const char *schema, const QString &folder, const QDateTime &now, int kept)
{
    if (!QDir().mkpath(folder))
        return fail(Error::Kind::Storage, u"cannot create the backup folder"_s);
    const auto copied = copyTo(folder + u"/desk-"_s + now.toUTC().toString(stampFormat) + u".db"_s, db, schema);
    if (!copied)
        return copied;
    const QStringList all = backupsIn(folder);
    for (qsizetype i = kept; i < all.size(); ++i)
        QFile::remove(all[i]);
    return {};
}

Result<> copyTo(const QString &target, QSqlDatabase &db, const char *schema)
{
    const QString unfinished = target + u".part"_s;
    QFile::remove(unfinished);

    sqlite3 *copy = nullptr;
    int code = sqlite3_open_v2(unfinished.toUtf8().constData(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner);
    if (code == SQLITE_OK) {
        if (sqlite3_backup *backup = sqlite3_backup_init(copy, "main", rawHandle(db), schema)) {
            sqlite3_backup_step(backup, -1);
            code = sqlite3_backup_finish(backup);
        } else {
            code = sqlite3_errcode(copy);
        }
    }
    // A copy of a WAL file says it is one; alone it should be one file that can be moved about.
    if (code == SQLITE_OK)
        code = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    Result<> outcome;
    if (code != SQLITE_OK)
        outcome = fail(storageError(copy));
    sqlite3_close(copy);
    if (!outcome || !QFile::rename(unfinished, target)) {
        QFile::remove(unfinished);
        return outcome ? fail(Error::Kind::Storage, u"cannot name the backup"_s) : outcome;
    }
    return {};
}

QStringList backupsIn(const QString &folder)
{
    const QDir dir(folder);
    QStringList files;
    for (const QString &name : dir.entryList({u"desk-*-*.db"_s}, QDir::Files, QDir::Name | QDir::Reversed))
        files.push_back(dir.filePath(name));
    return files;
}

QDateTime backupTime(const QString &file)
{
    const QString stamp = file.mid(file.size() - 18, 15); // "20260811-160531.db"
    QDateTime time = QDateTime::fromString(stamp, stampFormat.toString());
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace milassist
