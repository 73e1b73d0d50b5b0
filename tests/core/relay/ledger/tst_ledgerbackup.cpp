// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/plantable.h"
#include "core/relay/ledger/texttable.h"
#include "core/store/shared/backup.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

struct Place {
    QTemporaryDir folder;
    QString file() const { return folder.filePath(u"ledger.db"_s); }
    QString copy(int number = 1) const { return folder.filePath(u"backup%1.db"_s.arg(number)); }
    DatabaseUrl url() const { return *DatabaseUrl::parse(file()); }
};

QFuture<Result<qint64>> tell(SharedStore &store, qint64 second)
{
    return store.write([=](SqlConnection &db) { return EventTable(db).append(u"call"_s, u"{}"_s, instant(second)); });
}

qint64 latestIn(SharedStore &store)
{
    return waitFor(store.read([](SqlConnection &db) { return EventTable(db).latest(); })).value_or(-1);
}

Result<> backUpTo(const Place &place, int number = 1)
{
    return backUp(place.url(), ledgerSchema(), place.copy(number));
}

Result<QString> restoreFrom(const Place &place, int number = 1)
{
    return restore(place.copy(number), place.url(), ledgerSchema(), instant(0));
}

bool write(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    return out.open(QIODevice::ReadWrite) && out.seek(0) && out.write(bytes) == bytes.size();
}

} // namespace

class TestLedgerBackup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBackupIsWhatTheLedgerWas()
    {
        Place place;
        const auto store = ledgerAt(place.file());
        QVERIFY(waitFor(store->write([](SqlConnection &db) {
            return PlanTable(db).save({}, {.author = u"anna"_s, .reason = u"first"_s, .basedOn = 0}, instant(1));
        })));
        for (int i = 0; i < 10; ++i)
            QVERIFY(waitFor(tell(*store, i)));

        const auto made = backUpTo(place);

        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
        QVERIFY(waitFor(tell(*store, 11)));
        QCOMPARE(QFileInfo(place.copy()).permissions() & 0x0077, QFile::Permissions());
        QVERIFY(!QFile::exists(place.copy() + u"-wal"_s));
        const auto copy = ledgerAt(place.copy());
        QVERIFY(copy);
        QCOMPARE(latestIn(*copy), 10);
        const auto plan = waitFor(copy->read([](SqlConnection &db) { return PlanTable(db).current(); }));
        QCOMPARE((*plan)->reason, u"first"_s);
    }

    // The relay writes as fast as it can while several backups are made: each is one moment of it, nothing half written.
    void backupsUnderLoadAreWholeAndStopNobody()
    {
        Place place;
        const auto store = ledgerAt(place.file());
        QVERIFY(waitFor(tell(*store, 0)));
        std::atomic<int> made = 0;
        QStringList problems;
        std::thread copier([&] {
            for (int i = 1; i <= 5; ++i) {
                if (const auto done = backUpTo(place, i); !done)
                    problems << done.error().detail;
                ++made;
            }
        });
        qint64 told = 1;
        while (made < 5) {
            QList<QFuture<Result<qint64>>> several;
            for (int i = 0; i < 20; ++i)
                several << tell(*store, told);
            for (const auto &one : several)
                told = std::max(told, waitFor(one).value_or(-1));
        }
        copier.join();

        QCOMPARE(problems, QStringList());
        QVERIFY(told > 20);
        qint64 before = 0;
        for (int i = 1; i <= 5; ++i) {
            const auto copy = ledgerAt(place.copy(i));
            QVERIFY(copy);
            const qint64 latest = latestIn(*copy);
            QVERIFY(latest >= before && latest <= told);
            const auto events = waitFor(copy->read([](SqlConnection &db) { return EventTable(db).since(0, 1'000'000); }));
            QVERIFY(events && events->isComplete);
            QCOMPARE(events->events.size(), latest); // the counter and the rows of one moment
            before = latest;
        }
    }

    void aLedgerIsBroughtBackAndWhatWasThereStays()
    {
        Place place;
        {
            const auto store = ledgerAt(place.file());
            for (int i = 0; i < 3; ++i)
                QVERIFY(waitFor(tell(*store, i)));
            QVERIFY(backUpTo(place));
            for (int i = 0; i < 4; ++i)
                QVERIFY(waitFor(tell(*store, i)));
        }

        const auto aside = restoreFrom(place);

        QVERIFY2(aside.has_value(), aside ? "" : qPrintable(aside.error().detail));
        QCOMPARE(latestIn(*ledgerAt(place.file())), 3);
        QCOMPARE(*aside, place.file() + u".before-20260921-141320"_s);
        QCOMPARE(latestIn(*ledgerAt(*aside)), 7);
        QVERIFY(QFile::exists(place.copy())); // can be used again
    }

    void aLedgerIsBroughtBackWhereThereIsNone()
    {
        Place place, other;
        {
            const auto store = ledgerAt(place.file());
            QVERIFY(waitFor(tell(*store, 1)));
            QVERIFY(backUpTo(place));
        }

        const auto aside = restore(place.copy(), other.url(), ledgerSchema(), instant(0));

        QCOMPARE(aside.value_or(u"?"_s), QString());
        QCOMPARE(latestIn(*ledgerAt(other.file())), 1);
    }

    void nothingIsMovedUnderARelayThatRuns()
    {
        Place place;
        const auto store = ledgerAt(place.file());
        QVERIFY(waitFor(tell(*store, 1)));
        QVERIFY(backUpTo(place));
        QVERIFY(waitFor(tell(*store, 2)));

        const auto refused = restoreFrom(place);

        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Rejected);
        QVERIFY(waitFor(tell(*store, 3)));
        QCOMPARE(latestIn(*store), 3);
        QCOMPARE(QDir(place.folder.path()).entryList({u"*.restored*"_s, u"*.before*"_s}, QDir::Files), QStringList());
    }

    void whatIsNoLedgerIsNeitherKeptNorBroughtBack()
    {
        Place place;
        QCOMPARE(backUpTo(place).error().kind, Error::Kind::NotFound);
        QVERIFY(!QFile::exists(place.file()));
        QCOMPARE(restoreFrom(place).error().kind, Error::Kind::NotFound);
        QVERIFY(write(place.copy(), "this is no database, and long enough that somebody may try to read it as one"));
        QVERIFY(!restoreFrom(place));
        QVERIFY(!QFile::exists(place.file()));

        QVERIFY(ledgerAt(place.file()));
        QCOMPARE(backUpTo(place).error().kind, Error::Kind::Rejected); // never over a file
        SharedSchema foreign = ledgerSchema();
        foreign.applicationId = 7;
        QCOMPARE(backUp(place.url(), foreign, place.copy(2)).error().kind, Error::Kind::Storage);
        SharedSchema older = ledgerSchema();
        older.migrations.removeLast();
        QCOMPARE(backUp(place.url(), older, place.copy(2)).error().kind, Error::Kind::Storage);
        QVERIFY(!QFile::exists(place.copy(2)));
    }

    void aServerIsBackedUpByItsOwnTools()
    {
        const auto url = *DatabaseUrl::parse(u"postgresql:///team"_s);

        const auto refused = backUp(url, ledgerSchema(), u"/nowhere/x.db"_s);

        QCOMPARE(refused.error().kind, Error::Kind::Rejected);
        QVERIFY(refused.error().detail.contains(u"pg_dump"_s));
        QVERIFY(restore(u"x"_s, url, ledgerSchema(), instant(0)).error().detail.contains(u"pg_restore"_s));
    }
};

QTEST_GUILESS_MAIN(TestLedgerBackup)
#include "tst_ledgerbackup.moc"
