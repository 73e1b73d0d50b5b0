// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callstore.h"
#include "core/cache/contactstore.h"
#include "core/cache/draftstore.h"
#include "core/cache/messagestore.h"
#include "core/store/damage.h"
#include "tests/core/cache/testcache.h"

#include <QRandomGenerator>
#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

void fill(Store &store, int contacts, int calls)
{
    ContactStore people(store);
    CallStore log(store);
    QList<Contact> list;
    for (int i = 0; i < contacts; ++i)
        list.push_back({.name = u"Person %1 %2"_s.arg(i).arg(QString(200, u'x')), .numbers = {{.number = Party(u"+1415555%1"_s.arg(i, 4, 10, QChar(u'0'))), .label = {}}}});
    QVERIFY(waitFor(people.saveAll(list)));
    QList<Call> legs;
    for (int i = 0; i < calls; ++i)
        legs.push_back(leg(i + 1, ada, lineA, utc("2026-08-01T00:00:00").addSecs(i * 60)));
    QVERIFY(waitFor(log.save(legs)));
}

// Overwrites whole pages with noise, but not the first.
void scribble(const QString &path, int from, int pages)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    for (int page = from; page < from + pages; ++page) {
        file.seek(qint64(page) * 4096);
        QByteArray noise(4096, '\0');
        for (char &byte : noise)
            byte = char(QRandomGenerator::global()->generate());
        file.write(noise);
    }
}

} // namespace

class TestDamage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCacheThatIsNoDatabaseIsSetAsideAndBuiltAnew()
    {
        Folder folder;
        {
            const auto store = folder.open();
            DraftStore drafts(*store, *new MessageStore(*store, store.get()));
            QVERIFY(waitFor(drafts.save(lineA, ada, {.body = u"kept"_s})));
        }
        QFile junk(folder.dir.filePath(u"cache.db"_s));
        QVERIFY(junk.open(QIODevice::WriteOnly | QIODevice::Truncate));
        junk.write(QByteArray(10000, 'j'));
        junk.close();

        const auto store = folder.open();

        QVERIFY(store);
        QTRY_COMPARE(store->notices().size(), 1);
        const StoreNotice notice = store->notices().first();
        QCOMPARE(notice.kind, StoreNotice::Kind::CacheRebuilt);
        QVERIFY(QFile::exists(notice.keptAs));
        MessageStore messages(*store);
        DraftStore drafts(*store, messages);
        QCOMPARE(waitFor(drafts.draft(lineA, ada))->body, u"kept"_s);
        QCOMPARE(waitFor(messages.threadIds({}))->size(), 1);
    }

    void damageMetWhileRunningRebuildsTheCacheUnderTheReaders()
    {
        Folder folder;
        {
            const auto store = folder.open();
            fill(*store, 3, 3000);
        }
        scribble(folder.dir.filePath(u"cache.db"_s), 2, 150);
        const auto store = folder.open();
        QVERIFY(store);
        CallStore calls(*store);
        QSignalSpy rebuilt(store.get(), &Store::cacheRebuilt);

        for (int i = 0; i < 20 && rebuilt.isEmpty(); ++i) {
            const auto ids = waitFor(calls.rowIds({}));
            if (ids)
                static_cast<void>(waitFor(calls.rows(*ids)));
            QTest::qWait(20);
        }

        QTRY_COMPARE(rebuilt.count(), 1);
        QCOMPARE(waitFor(calls.rowIds({}))->size(), 0);
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, folder.now)})));
        QCOMPARE(waitFor(calls.rowIds({}))->size(), 1);
        ContactStore contacts(*store);
        QCOMPARE(waitFor(contacts.rowIds({}))->size(), 3);
    }

    void anEmptiedCacheKeepsNothingAndOwnDataStays()
    {
        Folder folder;
        const auto store = folder.open();
        fill(*store, 3, 3000);
        CallStore calls(*store);
        QCOMPARE(waitFor(calls.rowIds({}))->size(), 3000);
        QSignalSpy rebuilt(store.get(), &Store::cacheRebuilt);
        auto read = calls.rowIds({}); // under way

        QVERIFY(waitFor(store->emptyCache()));

        QTRY_COMPARE(rebuilt.count(), 1);
        static_cast<void>(waitFor(read)); // has an end, whichever
        QCOMPARE(waitFor(calls.rowIds({}))->size(), 0);
        QFile file(folder.dir.filePath(u"cache.db"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(ada.text().toUtf8()));
        QCOMPARE(QDir(folder.dir.path()).entryList({u"*damaged*"_s}), QStringList());
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, folder.now)})));
        QCOMPARE(waitFor(calls.rowIds({}))->size(), 1);
        ContactStore contacts(*store);
        QCOMPARE(waitFor(contacts.rowIds({}))->size(), 3);
    }

    void ownDataIsRestoredFromBackupAndWhatCanStillBeRead()
    {
        Folder folder;
        {
            const auto store = folder.open();
            fill(*store, 400, 1);
            QTRY_COMPARE(backupsIn(folder.dir.filePath(u"backups"_s)).size(), 1);
        }
        folder.now = folder.now.addDays(2);
        {
            const auto store = folder.open(); // makes the second backup
            QTRY_COMPARE(backupsIn(folder.dir.filePath(u"backups"_s)).size(), 2);
            ContactStore contacts(*store);
            QVERIFY(waitFor(contacts.save({.name = u"Newest"_s})));
        }
        const QString own = folder.dir.filePath(u"desk.db"_s);
        scribble(own, int(QFileInfo(own).size() / 4096) - 30, 6);
        // As after a crash: the log is still there, so the file is looked at.
        QFile log(own + u"-wal"_s);
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("x");
        log.close();

        const auto store = folder.open();

        QVERIFY(store);
        QTRY_COMPARE(store->notices().size(), 1);
        QCOMPARE(store->notices().first().kind, StoreNotice::Kind::OwnRestored);
        QVERIFY(QFile::exists(store->notices().first().keptAs));
        ContactStore contacts(*store);
        QVERIFY(waitFor(contacts.rowIds({}))->size() >= 400);
        QCOMPARE(waitFor(contacts.rowIds({.text = u"Person 399"_s}))->size(), 1);
        QCOMPARE(waitFor(contacts.matches(Party(u"+14155550200"_s)))->size(), 1);
    }

    void ownDataWithoutABackupIsSalvaged()
    {
        Folder folder;
        {
            const auto store = folder.open();
            fill(*store, 400, 1);
            QTRY_COMPARE(backupsIn(folder.dir.filePath(u"backups"_s)).size(), 1);
        }
        QVERIFY(QDir(folder.dir.filePath(u"backups"_s)).removeRecursively());
        const QString own = folder.dir.filePath(u"desk.db"_s);
        scribble(own, int(QFileInfo(own).size() / 4096) - 15, 1);
        QFile log(own + u"-wal"_s);
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("x");
        log.close();

        const auto store = folder.open();

        QVERIFY(store);
        ContactStore contacts(*store);
        const auto ids = waitFor(contacts.rowIds({}));
        QVERIFY(ids);
        QVERIFY2(ids->size() > 200, qPrintable(QString::number(ids->size())));
    }
};

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
