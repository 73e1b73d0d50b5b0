// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"
#include "core/store/store.h"
#include "tests/fakes/smalldisk.h"

#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <unistd.h>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
T waitFor(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30000) || future.resultCount() == 0)
        return T(fail(Error::Kind::Cancelled, u"the test waited in vain"_s));
    return future.result();
}

StoreOptions optionsIn(const QString &folder, int steps = 2)
{
    const QStringList cacheSteps{u"CREATE TABLE item (id INTEGER PRIMARY KEY, body TEXT)"_s,
                                 u"CREATE INDEX item_by_body ON item (body); ALTER TABLE item ADD COLUMN extra INTEGER"_s};
    return {.folder = folder,
            .cache = {.fileName = u"cache.db"_s, .applicationId = 1001, .migrations = cacheSteps.first(steps)},
            .own = {.fileName = u"desk.db"_s, .applicationId = 1002, .migrations = {u"CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)"_s}}};
}

QFuture<Result<>> insert(Store &store, const QString &sql)
{
    return store.write([sql](QSqlDatabase &db) { return runScript(db, sql); });
}

Result<qint64> count(QSqlDatabase &db, const QString &table)
{
    Statement query(db, u"SELECT count(*) FROM "_s + table);
    const qint64 rows = query.next() ? query.integer(0) : 0;
    return query.ok() ? Result<qint64>(rows) : query.failure();
}

qint64 rowsIn(Store &store, const QString &table)
{
    return waitFor(store.read([table](QSqlDatabase &db) { return count(db, table); })).value_or(-1);
}

QStringList schemaOf(Store &store)
{
    const auto job = [](QSqlDatabase &db) -> Result<QStringList> {
        Statement query(db, u"SELECT m.type || ' ' || m.name || ' ' || coalesce(c.name, '') || ' ' || coalesce(c.type, '')"
                            " FROM sqlite_schema m LEFT JOIN pragma_table_info(m.name) c ORDER BY 1");
        QStringList lines;
        while (query.next())
            lines.push_back(query.text(0));
        return lines;
    };
    return waitFor(store.read(job)).value_or(QStringList());
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jobsRunInOrderAndAWriteIsSeenByALaterRead()
    {
        QTemporaryDir dir;
        const auto store = Store::open(optionsIn(dir.path()));
        QVERIFY(store);

        insert(**store, u"INSERT INTO item (body) VALUES ('a')"_s);
        insert(**store, u"INSERT INTO own.note (text) VALUES ('b')"_s);
        QVERIFY(waitFor(insert(**store, u"INSERT INTO item (body) VALUES ('c')"_s)));

        QCOMPARE(rowsIn(**store, u"item"_s), 2);
        QCOMPARE(rowsIn(**store, u"own.note"_s), 1);
    }

    void aFailingWriteLeavesNothingBehind()
    {
        QTemporaryDir dir;
        const auto store = Store::open(optionsIn(dir.path()));

        const auto outcome = waitFor(insert(**store, u"INSERT INTO item (body) VALUES ('a'); INSERT INTO nothing VALUES (1)"_s));

        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Error::Kind::Storage);
        QCOMPARE(rowsIn(**store, u"item"_s), 0);
    }

    void aReaderCannotWrite()
    {
        QTemporaryDir dir;
        const auto store = Store::open(optionsIn(dir.path()));

        QVERIFY(!waitFor((*store)->read([](QSqlDatabase &db) { return runScript(db, u"INSERT INTO item (body) VALUES ('a')"); })));
    }

    void everyWriteThatWasGivenIsDoneBeforeTheEnd()
    {
        QTemporaryDir dir;
        {
            const auto store = Store::open(optionsIn(dir.path()));
            for (int i = 0; i < 200; ++i)
                insert(**store, u"INSERT INTO item (body) VALUES ('a')"_s);
        }
        const auto store = Store::open(optionsIn(dir.path()));

        QCOMPARE(rowsIn(**store, u"item"_s), 200);
        QVERIFY(!QFile::exists(dir.filePath(u"cache.db-wal"_s)) || QFileInfo(dir.filePath(u"cache.db-wal"_s)).size() == 0);
    }

    void aNewerReadOvertakesTheOneBefore()
    {
        QTemporaryDir dir;
        const auto store = Store::open(optionsIn(dir.path()));
        ReadLane lane;
        const auto endless = [](QSqlDatabase &db) -> Result<qint64> {
            Statement query(db, u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
            query.next();
            return query.ok() ? Result<qint64>(query.integer(0)) : query.failure();
        };

        const auto first = (*store)->read(lane, endless);
        const auto second = (*store)->read(lane, endless);
        const auto third = (*store)->read(lane, [](QSqlDatabase &db) { return count(db, u"item"_s); });

        QCOMPARE(waitFor(third), Result<qint64>(0));
        QCOMPARE(waitFor(first).error().kind, Error::Kind::Cancelled);
        QCOMPARE(waitFor(second).error().kind, Error::Kind::Cancelled);
        QCOMPARE(rowsIn(**store, u"item"_s), 0);
    }

    void closingDoesNotWaitForAnEndlessRead()
    {
        QTemporaryDir dir;
        QFuture<Result<qint64>> endless;
        {
            const auto store = Store::open(optionsIn(dir.path()));
            endless = (*store)->scan([](QSqlDatabase &db) -> Result<qint64> {
                Statement query(db, u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
                query.next();
                return query.ok() ? Result<qint64>(query.integer(0)) : query.failure();
            });
        }
        QVERIFY(!waitFor(endless));
    }

    void anUpgradedDatabaseIsAsAFreshOne()
    {
        QTemporaryDir oldDir, freshDir;
        {
            const auto before = Store::open(optionsIn(oldDir.path(), 1));
            QVERIFY(waitFor(insert(**before, u"INSERT INTO item (body) VALUES ('kept')"_s)));
        }

        const auto upgraded = Store::open(optionsIn(oldDir.path()));
        const auto fresh = Store::open(optionsIn(freshDir.path()));

        QVERIFY(schemaOf(**upgraded).size() > 3);
        QCOMPARE(schemaOf(**upgraded), schemaOf(**fresh));
        QCOMPARE(rowsIn(**upgraded, u"item"_s), 1);
    }

    void aNewerDatabaseIsRefusedAndLeftUntouched()
    {
        QTemporaryDir dir;
        {
            const auto newer = Store::open(optionsIn(dir.path(), 2));
            QVERIFY(waitFor(insert(**newer, u"INSERT INTO item (body) VALUES ('a')"_s)));
        }
        QFile file(dir.filePath(u"cache.db"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();

        const auto store = Store::open(optionsIn(dir.path(), 1));

        QVERIFY(!store);
        QVERIFY(store.error().detail.contains(u"newer"_s));
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void jobsGivenToAStoreThatCannotOpenSayWhy()
    {
        QTemporaryDir dir;
        QFile blocker(dir.filePath(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));

        Store store(optionsIn(dir.filePath(u"file/below"_s)));

        QVERIFY(!waitFor(store.opened()));
        QCOMPARE(waitFor(insert(store, u"SELECT 1"_s)).error().kind, Error::Kind::Storage);
    }

    void aFullDiskLosesNothingAndWritingGoesOnWhenThereIsRoom()
    {
        QTemporaryDir dir;
        SmallDisk disk(dir.path());
        if (!disk.isThere())
            QSKIP("needs the right to mount a small disk");
        const auto opened = Store::open(optionsIn(dir.path()));
        QVERIFY(opened);
        Store &store = **opened;
        QSignalSpy noticed(&store, &Store::noticed);
        QVERIFY(waitFor(insert(store, u"INSERT INTO item (body) VALUES ('first')"_s)));
        QVERIFY(disk.fill());

        const auto refused = waitFor(insert(store, u"INSERT INTO item (body) VALUES (hex(randomblob(400000)))"_s));

        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::DiskFull);
        QCOMPARE(rowsIn(store, u"item"_s), 1);
        QTRY_COMPARE(noticed.count(), 1);
        QCOMPARE(store.notices().last().kind, StoreNotice::Kind::DiskFull);
        QVERIFY(disk.empty());
        QVERIFY(waitFor(insert(store, u"INSERT INTO item (body) VALUES ('second')"_s)));
        QTRY_COMPARE(store.notices().last().kind, StoreNotice::Kind::SpaceReturned);
        QCOMPARE(rowsIn(store, u"item"_s), 2);
    }

    void aDiskThatCannotBeWrittenIsRead()
    {
        QTemporaryDir dir;
        SmallDisk disk(dir.path());
        if (!disk.isThere())
            QSKIP("needs the right to mount a small disk");
        {
            const auto store = Store::open(optionsIn(dir.path()));
            QVERIFY(waitFor(insert(**store, u"INSERT INTO item (body) VALUES ('a')"_s)));
        }
        QVERIFY(disk.makeReadOnly());

        const auto store = Store::open(optionsIn(dir.path()));

        QVERIFY2(store, store ? "" : qPrintable(store.error().detail));
        QVERIFY((*store)->isReadOnly());
        QCOMPARE(rowsIn(**store, u"item"_s), 1);
        QCOMPARE(waitFor(insert(**store, u"INSERT INTO item (body) VALUES ('b')"_s)).error().kind, Error::Kind::Storage);
        QTRY_VERIFY(!(*store)->notices().isEmpty());
        QCOMPARE((*store)->notices().first().kind, StoreNotice::Kind::ReadOnly);
    }

    void aLongLogIsBroughtIntoTheFileWhileTheStoreIsOpen()
    {
        QTemporaryDir dir;
        const auto store = Store::open(optionsIn(dir.path()));
        QVERIFY(store);

        for (int i = 0; i < 30; ++i)
            QVERIFY(waitFor(insert(**store, u"INSERT INTO item (body) VALUES (hex(zeroblob(500000)))"_s)));

        QTRY_VERIFY(QFileInfo(dir.filePath(u"cache.db"_s)).size() > 30'000'000);
        QCOMPARE(rowsIn(**store, u"item"_s), 30);
    }

    void whatWasAcknowledgedSurvivesAKill()
    {
        for (int round = 0; round < 5; ++round) {
            QTemporaryDir dir;
            QProcess writer;
            writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            writer.start(QCoreApplication::applicationFilePath(), {u"--write-until-killed"_s, dir.path()});
            QVERIFY(writer.waitForStarted());
            qint64 acknowledged = 0;
            while (acknowledged < 20 + 15 * round) {
                QVERIFY(writer.canReadLine() || writer.waitForReadyRead(20000));
                while (writer.canReadLine())
                    acknowledged = writer.readLine().trimmed().toLongLong();
            }
            ::kill(pid_t(writer.processId()), SIGKILL);
            QVERIFY(writer.waitForFinished());
            while (writer.canReadLine())
                acknowledged = qMax(acknowledged, writer.readLine().trimmed().toLongLong());

            const auto store = Store::open(optionsIn(dir.path()));

            QVERIFY(store);
            const int cached = rowsIn(**store, u"item"_s), own = rowsIn(**store, u"own.note"_s);
            QVERIFY2(own >= acknowledged, qPrintable(u"%1 of %2"_s.arg(own).arg(acknowledged)));
            QVERIFY2(cached == own || cached == own + 1, qPrintable(u"%1 and %2"_s.arg(cached).arg(own))); // one file after the other
            QVERIFY((*store)->notices().isEmpty());
        }
    }

public:
    static int writeUntilKilled(const QString &folder)
    {
        const auto store = Store::open(optionsIn(folder));
        if (!store)
            return 1;
        for (int written = 1;; ++written) {
            auto future = insert(**store, u"INSERT INTO item (body) VALUES (hex(randomblob(500))); INSERT INTO own.note (text) VALUES ('n')"_s);
            future.waitForFinished();
            ::dprintf(STDOUT_FILENO, "%d\n", written);
        }
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--write-until-killed") == 0)
        return TestStore::writeUntilKilled(QString::fromLocal8Bit(argv[2]));
    TestStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store.moc"
