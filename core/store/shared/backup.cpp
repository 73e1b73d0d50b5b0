// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/backup.h"

#include "core/store/connection.h"
#include "core/store/damage.h"
#include "core/store/migrations.h"

#include <QDir>
#include <QFileInfo>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

Result<> isFile(const DatabaseUrl &database, const QString &tool)
{
    if (database.engine() == DatabaseUrl::Engine::Sqlite)
        return {};
    return fail(Error::Kind::Rejected, u"the database is on a PostgreSQL server: use %1"_s.arg(tool));
}

// A database of ours that is whole, opened for reading.
Result<std::unique_ptr<Connection>> ours(const QString &file, const SharedSchema &schema)
{
    if (!QFile::exists(file))
        return fail(Error::Kind::NotFound, u"there is no %1"_s.arg(QDir::toNativeSeparators(file)));
    auto connection = Connection::open(file, Access::Read);
    if (!connection)
        return connection;
    const auto stamp = stampOf((*connection)->database());
    if (!stamp)
        return fail(stamp.error());
    if (stamp->empty || stamp->applicationId != schema.applicationId)
        return fail(Error::Kind::Storage, u"%1 is not a %2"_s.arg(QDir::toNativeSeparators(file), schema.name));
    if (stamp->version > schema.migrations.size())
        return fail(Error::Kind::Storage, u"%1 was written by a newer version of this program"_s.arg(file));
    return connection;
}

Result<> checked(const QString &file, const SharedSchema &schema)
{
    const auto connection = ours(file, schema);
    if (!connection)
        return fail(connection.error());
    const auto sound = isSound((*connection)->database(), u"main");
    if (!sound)
        return fail(sound.error());
    return *sound ? Result<>() : fail(Error::Kind::Storage, u"%1 is damaged"_s.arg(QDir::toNativeSeparators(file)));
}

// Brings the log into the file and takes it away, which only whoever is alone with it can.
Result<> settle(const QString &file)
{
    const auto connection = Connection::open(file, Access::Write);
    if (!connection)
        return fail(connection.error());
    QSqlDatabase &db = (*connection)->database();
    const auto alone = runScript(db,
                                 u"PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;"
                                 " PRAGMA journal_mode = DELETE");
    Statement mode(db, u"PRAGMA journal_mode");
    if (!alone || !mode.next() || mode.text(0) != u"delete")
        return fail(Error::Kind::Rejected, u"somebody has the database open: stop the relay first"_s);
    return {};
}

Result<QString> setBefore(const QString &file, const QDateTime &now)
{
    if (!QFile::exists(file))
        return QString();
    if (const auto settled = settle(file); !settled)
        return fail(settled.error());
    const QString aside = file + u".before-"_s + now.toUTC().toString(u"yyyyMMdd-HHmmss"_s);
    if (!QFile::rename(file, aside))
        return fail(Error::Kind::Storage, u"%1 cannot be set aside"_s.arg(QDir::toNativeSeparators(file)));
    return aside;
}

} // namespace

Result<> backUp(const DatabaseUrl &database, const SharedSchema &schema, const QString &target)
{
    if (auto possible = isFile(database, u"pg_dump"_s); !possible)
        return possible;
    if (QFile::exists(target))
        return fail(Error::Kind::Rejected, u"there is a %1 already"_s.arg(QDir::toNativeSeparators(target)));
    {
        const auto connection = ours(database.file(), schema);
        if (!connection)
            return fail(connection.error());
        if (auto copied = copyTo(target, (*connection)->database(), "main"); !copied)
            return copied;
    }
    auto sound = checked(target, schema);
    if (!sound)
        QFile::remove(target); // nobody should rely on it
    return sound;
}

Result<QString> restore(const QString &backup, const DatabaseUrl &database, const SharedSchema &schema, const QDateTime &now)
{
    if (const auto possible = isFile(database, u"pg_restore"_s); !possible)
        return fail(possible.error());
    if (const auto sound = checked(backup, schema); !sound)
        return fail(sound.error());
    const QString file = database.file();
    if (QFileInfo(backup) == QFileInfo(file))
        return fail(Error::Kind::Rejected, u"this is the database itself"_s);
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return fail(Error::Kind::Storage, u"the folder of the database cannot be created"_s);

    // The copy is made first, so that nothing is moved when there is no room for it.
    const QString fresh = file + u".restored"_s;
    QFile::remove(fresh);
    {
        const auto source = ours(backup, schema);
        if (!source)
            return fail(source.error());
        if (const auto copied = copyTo(fresh, (*source)->database(), "main"); !copied)
            return fail(copied.error());
    }
    const auto aside = setBefore(file, now);
    if (!aside) {
        QFile::remove(fresh);
        return aside;
    }
    if (!QFile::rename(fresh, file)) {
        QFile::rename(*aside, file);
        return fail(Error::Kind::Storage, u"the backup cannot be put in place"_s);
    }
    return aside;
}

} // namespace milassist
