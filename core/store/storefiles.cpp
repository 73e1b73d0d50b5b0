// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storefiles.h"

#include "core/base/logging.h"
#include "core/store/damage.h"
#include "core/store/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// SQLite takes its log away when the last connection closes, so one that is left says how the last run ended.
bool wasLeftOpen(const QString &file)
{
    return QFileInfo(file + u"-wal"_s).size() > 0;
}

// Damaged caches are large and only good for finding out what happened: the last one is enough.
void dropOlderDamaged(const QString &file, const QString &keep)
{
    const QFileInfo info(file);
    QDir dir = info.dir();
    for (const QString &name : dir.entryList({info.fileName() + u".damaged-*"_s}, QDir::Files)) {
        if (!name.startsWith(QFileInfo(keep).fileName()))
            dir.remove(name);
    }
}

} // namespace

StoreFiles::StoreFiles(StoreOptions options)
    : m_options(std::move(options)), m_ready(m_readyPromise.get_future().share())
{
}

QString StoreFiles::cacheFile() const
{
    return m_options.folder + u'/' + m_options.cache.fileName;
}

QString StoreFiles::ownFile() const
{
    return m_options.folder + u'/' + m_options.own.fileName;
}

QString StoreFiles::backupFolder() const
{
    return m_options.folder + u"/backups"_s;
}

Result<> StoreFiles::prepare()
{
    if (!QFileInfo::exists(m_options.folder)) {
        if (!QDir().mkpath(m_options.folder))
            return fail(Error::Kind::Storage, u"cannot create the profile folder"_s);
        QFile::setPermissions(m_options.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (const auto own = prepareOwn(); !own)
        return own;
    return prepareCache();
}

Result<StoreFiles::Verdict> StoreFiles::examine(const QString &file, const DatabaseSpec &spec, bool checkAll)
{
    auto connection = Connection::open(file, Access::Write);
    if (!connection)
        return fail(connection.error());
    auto stamp = stampOf((*connection)->database());
    const int code = stamp ? SQLITE_OK : sqlite3_extended_errcode((*connection)->handle());
    if (meansDamage(code))
        return Verdict::Damaged;
    if ((code & 0xff) == SQLITE_CANTOPEN && QFile::exists(file)) {
        // A disk that cannot be written has no room for the lock file that WAL wants.
        auto frozen = Connection::open(file, Access::ReadFrozen);
        if (!frozen)
            return fail(frozen.error());
        stamp = stampOf((*frozen)->database());
        if (!stamp)
            return fail(stamp.error());
        m_frozen = true;
    }
    if (!stamp)
        return fail(stamp.error());
    if (!stamp->empty && stamp->applicationId != spec.applicationId)
        return Verdict::Damaged; // somebody else's file, or one whose first page is gone
    if (stamp->version > spec.migrations.size())
        return fail(Error::Kind::Storage, u"%1 was written by a newer version of this program"_s.arg(spec.fileName));
    if (m_frozen || sqlite3_db_readonly((*connection)->handle(), "main") == 1) {
        m_readOnly = true;
        if (stamp->version < spec.migrations.size())
            return fail(Error::Kind::Storage, u"%1 cannot be written, and it is from an older version"_s.arg(spec.fileName));
        return Verdict::Frozen;
    }
    if (checkAll) {
        const auto sound = isSound((*connection)->database(), u"main");
        if (!sound)
            return fail(sound.error());
        return *sound ? Verdict::Good : Verdict::Damaged;
    }
    return Verdict::Good;
}

Result<std::unique_ptr<Connection>> StoreFiles::upgrade(const QString &file, const DatabaseSpec &spec)
{
    if (QFileInfo(file).size() == 0) {
        if (const auto built = build(file, spec); !built)
            return fail(built.error());
    }
    auto connection = Connection::open(file, Access::Write);
    if (!connection)
        return connection;
    if (const auto migrated = migrate((*connection)->database(), spec); !migrated)
        return fail(migrated.error());
    return connection;
}

Result<> StoreFiles::prepareOwn()
{
    const QString file = ownFile();
    // A restore that was cut off between its two renames.
    if (!QFile::exists(file) && QFile::exists(file + u".restored"_s))
        QFile::rename(file + u".restored"_s, file);
    const auto verdict = examine(file, m_options.own, wasLeftOpen(file));
    if (!verdict)
        return fail(verdict.error());
    if (*verdict == Verdict::Damaged)
        return restoreOwn();
    if (*verdict != Verdict::Good)
        return {};
    auto upgraded = upgrade(file, m_options.own);
    if (!upgraded)
        return fail(upgraded.error());
    m_own = std::move(*upgraded);
    return {};
}

Result<> StoreFiles::prepareCache()
{
    const QString file = cacheFile();
    m_wantsCheck = wasLeftOpen(file);
    const auto verdict = examine(file, m_options.cache, false);
    if (!verdict)
        return fail(verdict.error());
    if (*verdict == Verdict::Damaged)
        return rebuildCache();
    if (*verdict == Verdict::Frozen) {
        m_notices.push_back({.kind = StoreNotice::Kind::ReadOnly, .at = m_options.clock()});
        return {};
    }
    auto upgraded = upgrade(file, m_options.cache);
    if (!upgraded)
        return fail(upgraded.error());
    m_cache = std::move(*upgraded);
    return {};
}

Result<> StoreFiles::rebuildCache()
{
    const QString file = cacheFile();
    const auto kept = setAside(file, m_options.clock());
    if (!kept)
        return fail(kept.error());
    dropOlderDamaged(file, *kept);
    m_wantsCheck = false;
    m_notices.push_back({.kind = StoreNotice::Kind::CacheRebuilt, .keptAs = *kept, .at = m_options.clock()});
    qCWarning(lcStore) << "the cache was damaged, it is set aside and built anew";
    auto upgraded = upgrade(file, m_options.cache);
    if (!upgraded)
        return fail(upgraded.error());
    m_cache = std::move(*upgraded);
    return {};
}

Result<> StoreFiles::restoreOwn()
{
    const QString file = ownFile();
    const QString restored = file + u".restored"_s;
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(restored + suffix);

    QDateTime from;
    for (const QString &backup : backupsIn(backupFolder())) {
        const auto verdict = examine(backup, m_options.own, true);
        if (verdict && *verdict == Verdict::Good && QFile::copy(backup, restored)) {
            from = backupTime(backup);
            break;
        }
        QFile::remove(restored);
    }
    // Everything is built beside the damaged file first: nothing is moved unless the new file is whole.
    {
        const auto upgraded = upgrade(restored, m_options.own);
        if (!upgraded)
            return fail(upgraded.error());
        const qint64 rows = salvage(file, (*upgraded)->database());
        qCWarning(lcStore) << "own data was damaged:" << rows << "rows read from it, backup of" << from;
    }
    const auto kept = setAside(file, m_options.clock());
    if (!kept)
        return fail(kept.error());
    if (!QFile::rename(restored, file))
        return fail(Error::Kind::Storage, u"cannot put the restored database in place"_s);
    m_notices.push_back({.kind = StoreNotice::Kind::OwnRestored, .keptAs = *kept, .at = from});
    return {};
}

Result<> StoreFiles::mend()
{
    if (m_readOnly)
        return fail(Error::Kind::Storage, u"the database is damaged and cannot be written"_s);
    const auto own = examine(ownFile(), m_options.own, true);
    if (!own)
        return fail(own.error());
    return *own == Verdict::Damaged ? restoreOwn() : rebuildCache();
}

Result<> StoreFiles::emptyCache()
{
    if (m_readOnly)
        return fail(Error::Kind::Storage, u"the cache cannot be written, so nothing is taken out of it"_s);
    const QString file = cacheFile();
    m_cache.reset();
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u""_s}) {
        if (QFile::exists(file + suffix) && !QFile::remove(file + suffix))
            return fail(Error::Kind::Storage, u"the cache cannot be removed"_s);
    }
    auto upgraded = upgrade(file, m_options.cache);
    if (!upgraded)
        return fail(upgraded.error());
    m_cache = std::move(*upgraded);
    return {};
}

void StoreFiles::letGo()
{
    m_cache.reset();
    m_own.reset();
}

Result<std::unique_ptr<Connection>> StoreFiles::connect(bool toWrite)
{
    const Access access = m_frozen ? Access::ReadFrozen : toWrite ? Access::Write : Access::Read;
    const bool isOpen = toWrite && m_cache;
    auto connection = isOpen ? Result<std::unique_ptr<Connection>>(std::move(m_cache)) : Connection::open(cacheFile(), access);
    if (!connection)
        return connection;
    if (const auto attached = (*connection)->attach(ownFile(), u"own", access); !attached)
        return fail(attached.error());
    if (toWrite && !m_readOnly) {
        // Own data is worth a sync to the disk at each commit; the cache can be fetched again.
        const auto set = runScript((*connection)->database(),
                                   u"PRAGMA main.synchronous = NORMAL; PRAGMA own.synchronous = FULL; PRAGMA main.journal_size_limit = 67108864");
        if (!set)
            return fail(set.error());
        m_own.reset(); // not the last any more
    }
    return connection;
}

} // namespace milassist
