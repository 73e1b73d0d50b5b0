// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/store/connection.h"
#include "core/store/statement.h"

#include <QFile>

#include <unistd.h>

#include <cstdio>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

Result<> runSteps(QSqlDatabase &db, const DatabaseSpec &spec, int version)
{
    for (qsizetype step = version; step < spec.migrations.size(); ++step) {
        if (const auto done = runScript(db, spec.migrations[step]); !done)
            return fail(Error{.kind = done.error().kind,
                              .detail = u"%1, step %2: %3"_s.arg(spec.fileName).arg(step + 1).arg(done.error().detail)});
    }
    if (spec.complete) {
        if (const auto done = spec.complete(db); !done)
            return done;
    }
    if (version == spec.migrations.size())
        return {};
    return runScript(
        db, u"PRAGMA user_version = %1; PRAGMA application_id = %2"_s.arg(spec.migrations.size()).arg(spec.applicationId));
}

Result<> buildWhole(const QString &file, const DatabaseSpec &spec)
{
    const auto connection = Connection::open(file, Access::Write);
    if (!connection)
        return fail(connection.error());
    QSqlDatabase &db = (*connection)->database();
    if (const auto begun = runScript(db, u"PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE"); !begun)
        return begun;
    if (const auto done = runSteps(db, spec, 0); !done)
        return done;
    return runScript(db, u"COMMIT; PRAGMA journal_mode = WAL");
}

void removeCompanions(const QString &file)
{
    for (const QString &suffix : {u"-journal"_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(file + suffix);
}

} // namespace

Result<> build(const QString &file, const DatabaseSpec &spec)
{
    const QString unfinished = file + u".new"_s;
    QFile::remove(unfinished);
    removeCompanions(unfinished);
    removeCompanions(file); // a log without its database would be taken for the new one's
    auto done = buildWhole(unfinished, spec);
    QFile built(unfinished);
    if (done && (!built.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || ::fdatasync(built.handle()) != 0))
        done = fail(Error::Kind::Storage, u"%1 cannot be brought to the disk"_s.arg(spec.fileName));
    built.close();
    // Over an empty one. SQLite brings the folder to the disk with its log, before anything is kept there.
    if (done && std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(file).constData()) != 0)
        done = fail(Error::Kind::Storage, u"%1 cannot be put in place"_s.arg(spec.fileName));
    if (!done)
        QFile::remove(unfinished);
    return done;
}

Result<FileStamp> stampOf(QSqlDatabase &db)
{
    Statement query(db, uR"(SELECT (SELECT application_id FROM pragma_application_id),
                                   (SELECT user_version FROM pragma_user_version),
                                   (SELECT count(*) FROM sqlite_schema))");
    if (!query.next())
        return query.ok() ? Result<FileStamp>() : query.failure();
    return FileStamp{.applicationId = int(query.integer(0)), .version = int(query.integer(1)), .empty = query.integer(2) == 0};
}

Result<> migrate(QSqlDatabase &db, const DatabaseSpec &spec)
{
    const auto stamp = stampOf(db);
    if (!stamp)
        return fail(stamp.error());
    if (stamp->version > spec.migrations.size())
        return fail(Error::Kind::Storage, u"%1 was written by a newer version of this program"_s.arg(spec.fileName));

    if (const auto set =
            runScript(db, u"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864");
        !set)
        return set;
    if (const auto begun = runScript(db, u"BEGIN IMMEDIATE"); !begun)
        return begun;
    // Now nobody else can write; another program may have been quicker.
    const auto now = stampOf(db);
    Result<> done = now ? runSteps(db, spec, now->version) : Result<>(fail(now.error()));
    if (done)
        done = runScript(db, u"COMMIT");
    if (!done)
        static_cast<void>(runScript(db, u"ROLLBACK")); // the first error is the one to tell
    return done;
}

} // namespace milassist
