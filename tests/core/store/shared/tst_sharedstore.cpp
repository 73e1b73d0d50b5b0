// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/call.h"
#include "core/store/recordsql.h"
#include "tests/core/store/shared/lossyproxy.h"
#include "tests/core/store/shared/teamstore.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <latch>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

QFuture<Result<>> countUp(SharedStore &store)
{
    return store.write([](SqlConnection &db) -> Result<> {
        Statement query(db, u"SELECT amount FROM item WHERE name = 'count'"_s + db.forUpdate());
        const qint64 amount = query.next() ? query.integer(0) : 0;
        query.restart();
        if (!query.ok())
            return query.failure();
        Statement update(db, u"UPDATE item SET amount = ? WHERE name = 'count'");
        return update.with(amount + 1).run();
    });
}

QStringList schemaOf(SharedStore &store)
{
    const QString sql = Engines::isPostgres()
        ? u"SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns"
          " WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"_s
        : u"SELECT m.name || ' ' || coalesce(c.name, '') || ' ' || coalesce(c.type, '') FROM sqlite_schema m"
          " LEFT JOIN pragma_table_info(m.name) c ORDER BY 1"_s;
    return waitFor(store.read([sql](SqlConnection &db) -> Result<QStringList> {
               Statement query(db, sql);
               QStringList lines;
               while (query.next())
                   lines << query.text(0);
               return query.ok() ? Result<QStringList>(lines) : query.failure();
           }))
        .value_or(QStringList());
}

} // namespace

class TestSharedStore : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whatIsWrittenIsRead()
    {
        const auto store = opened(m_engines.url());
        QVERIFY(store);
        const QString words = u"Zoë said: it's 50% \"off\" \\ 👋 ?"_s;
        const qint64 large = 9007199254740993;
        const QByteArray bytes("\x00\xff\x27\x5c", 4);

        const auto written = waitFor(store->write([=](SqlConnection &db) -> Result<qint64> {
            Statement insert(db, u"INSERT INTO item (name, amount, raw) VALUES (?, ?, ?) RETURNING id");
            insert.bindText(1, words);
            insert.bindInteger(2, large);
            insert.bindBytes(3, bytes);
            const qint64 id = insert.next() ? insert.integer(0) : 0;
            return insert.ok() ? Result<qint64>(id) : insert.failure();
        }));

        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
        const auto read = waitFor(store->read([id = *written](SqlConnection &db) -> Result<QVariantList> {
            Statement query(db, u"SELECT name, amount, raw, NULL FROM item WHERE id = ?");
            if (!query.with(id).next())
                return fail(Error::Kind::NotFound, u"no row"_s);
            return QVariantList{query.text(0), query.integer(1), query.bytes(2).toByteArray(), query.isNull(3), query.isNull(1)};
        }));
        QVERIFY(read);
        QCOMPARE(*read, QVariantList({words, large, bytes, true, false}));
    }

    void anErrorRollsBackAndTheNextJobWorks()
    {
        const auto store = opened(m_engines.url());
        QVERIFY(store);

        const auto refused = waitFor(store->write([](SqlConnection &db) -> Result<> {
            if (const auto done = db.script(u"INSERT INTO item (name) VALUES ('half')"); !done)
                return done;
            return fail(Error::Kind::Rejected, u"not like this"_s);
        }));
        const auto doubled = waitFor(script(*store, u"INSERT INTO item (name) VALUES ('count')"_s));
        const auto wrong = waitFor(script(*store, u"INSERT INTO nothing VALUES (1)"_s));

        QCOMPARE(refused.error().kind, Error::Kind::Rejected);
        QCOMPARE(doubled.error().kind, Error::Kind::Storage);
        QVERIFY2(doubled.error().detail.contains(Engines::isPostgres() ? u"23505" : u"2067"), qPrintable(doubled.error().detail));
        QCOMPARE(wrong.error().kind, Error::Kind::Storage);
        QVERIFY(waitFor(script(*store, u"INSERT INTO item (name) VALUES ('whole')"_s)));
        QCOMPARE(numberFrom(*store, u"SELECT count(*) FROM item WHERE name IN ('half', 'whole')"_s), 1);
    }

    void aStatementWhoseErrorIsSwallowedIsNotCommitted()
    {
        if (!Engines::isPostgres())
            QSKIP("SQLite goes on after a failed statement, PostgreSQL gives the whole transaction up");
        const auto store = opened(m_engines.url());
        QVERIFY(store);

        const auto done = waitFor(store->write([](SqlConnection &db) -> Result<> {
            static_cast<void>(db.script(u"INSERT INTO item (name) VALUES ('kept?')"));
            static_cast<void>(db.script(u"INSERT INTO item (name) VALUES ('count')"));
            return {};
        }));

        QVERIFY(!done);
        QCOMPARE(numberFrom(*store, u"SELECT count(*) FROM item"_s), 1);
    }

    void aReaderCannotWrite()
    {
        const auto store = opened(m_engines.url());
        QVERIFY(store);

        const auto done = waitFor(store->read([](SqlConnection &db) { return db.script(u"DELETE FROM item"); }));

        QCOMPARE(done.error().kind, Error::Kind::Storage);
        QCOMPARE(numberFrom(*store, u"SELECT count(*) FROM item"_s), 1);
    }

    void aDatabaseBroughtUpToDateEqualsANewOne()
    {
        const QString grown = m_engines.url();
        QVERIFY(opened(grown, 1));
        const auto older = opened(grown);
        const auto fresh = opened(m_engines.url());
        QVERIFY(older && fresh);

        QCOMPARE(schemaOf(*older), schemaOf(*fresh));
        QVERIFY(!schemaOf(*fresh).isEmpty());
        QCOMPARE(numberFrom(*older, u"SELECT count(*) FROM item"_s), 1);
    }

    void aDatabaseOfANewerProgramIsRefusedAndLeftAlone()
    {
        const QString url = m_engines.url();
        const QStringList before = schemaOf(*opened(url));

        const auto older = SharedStore::open(optionsFor(url, 1));

        QCOMPARE(older.error().kind, Error::Kind::Storage);
        QVERIFY(older.error().detail.contains(u"newer"));
        QCOMPARE(schemaOf(*opened(url)), before);
    }

    void aStepThatFailsLeavesNothingBehind()
    {
        const QString url = m_engines.url();
        auto options = optionsFor(url, 1);
        options.schema.migrations << u"CREATE TABLE half (id {id}); CREATE TABLE item (id {id})"_s;

        const auto broken = SharedStore::open(options);

        QCOMPARE(broken.error().kind, Error::Kind::Storage);
        QVERIFY2(broken.error().detail.contains(u"step 2"), qPrintable(broken.error().detail));
        const auto store = opened(url);
        QVERIFY(store);
        QVERIFY(!waitFor(script(*store, u"INSERT INTO half (id) VALUES (1)"_s)));
    }

    void relaysThatStartAtOnceBuildTheTablesOnce()
    {
        const QString url = m_engines.url();
        std::vector<std::unique_ptr<SharedStore>> stores;
        for (int i = 0; i < 4; ++i)
            stores.push_back(std::make_unique<SharedStore>(optionsFor(url)));

        for (const auto &store : stores) {
            const auto outcome = waitFor(store->opened());
            QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        }

        QCOMPARE(numberFrom(*stores.front(), u"SELECT count(*) FROM item"_s), 1);
    }

    void twoWritersRaceForTheSameKeysAndEachKeyHasOneWinner()
    {
        const QString url = m_engines.url();
        const auto one = opened(url);
        const auto two = opened(url);
        QVERIFY(one && two);
        const auto claim = [](SharedStore &store, int key) {
            return store.write([name = u"key-%1"_s.arg(key)](SqlConnection &db) -> Result<bool> {
                Statement insert(db, u"INSERT INTO item (name) VALUES (?) ON CONFLICT DO NOTHING");
                const bool won = insert.with(name).changes();
                return insert.ok() ? Result<bool>(won) : insert.failure();
            });
        };

        constexpr int keys = 200;
        std::vector<std::pair<QFuture<Result<bool>>, QFuture<Result<bool>>>> races;
        for (int key = 0; key < keys; ++key)
            races.emplace_back(claim(*one, key), claim(*two, key));

        for (const auto &[first, second] : races) {
            const auto a = waitFor(first);
            const auto b = waitFor(second);
            QVERIFY(a && b);
            QCOMPARE(int(*a) + int(*b), 1);
        }
        QCOMPARE(numberFrom(*one, u"SELECT count(*) FROM item WHERE name LIKE 'key-%'"_s), keys);
    }

    void twoWritersThatReadAndThenWriteLoseNothing()
    {
        const QString url = m_engines.url();
        const auto one = opened(url);
        const auto two = opened(url);
        QVERIFY(one && two);

        QList<QFuture<Result<>>> all;
        for (int i = 0; i < 150; ++i)
            all << countUp(*one) << countUp(*two);
        for (const auto &done : all)
            QVERIFY(waitFor(done));

        QCOMPARE(numberFrom(*one, u"SELECT amount FROM item WHERE name = 'count'"_s), 300);
    }

    void aDeadlockIsTriedAgainUntilBothHaveDoneTheirPart()
    {
        if (!Engines::isPostgres())
            QSKIP("SQLite lets one writer in at a time");
        const QString url = m_engines.url();
        const auto one = opened(url);
        const auto two = opened(url);
        QVERIFY(one && two);
        QVERIFY(waitFor(script(*one, u"INSERT INTO item (name, amount) VALUES ('a', 0), ('b', 0)"_s)));
        // Each takes its first row before either asks for its second.
        const auto met = std::make_shared<std::latch>(2);
        const auto runs = std::make_shared<std::atomic<int>>(0);
        const auto both = [met, runs](QString first, QString second) {
            return [=, isFirst = true](SqlConnection &db) mutable -> Result<> {
                ++*runs;
                Statement update(db, u"UPDATE item SET amount = amount + 1 WHERE name = ?");
                if (const auto done = update.with(first).run(); !done)
                    return done;
                if (std::exchange(isFirst, false))
                    met->arrive_and_wait();
                return update.with(second).run();
            };
        };

        const auto forth = one->write(both(u"a"_s, u"b"_s));
        const auto back = two->write(both(u"b"_s, u"a"_s));

        QVERIFY(waitFor(forth));
        QVERIFY(waitFor(back));
        QCOMPARE(numberFrom(*one, u"SELECT amount FROM item WHERE name = 'a'"_s), 2);
        QCOMPARE(numberFrom(*one, u"SELECT amount FROM item WHERE name = 'b'"_s), 2);
        QCOMPARE(runs->load(), 3);
    }

    void whatIsSaidIsHeardOnceItIsCommitted()
    {
        const QString url = m_engines.url();
        const auto store = opened(url);
        const auto other = Engines::isPostgres() ? opened(url) : nullptr;
        QVERIFY(store);
        QSignalSpy heard(store.get(), &SharedStore::notified);
        QSignalSpy ready(store.get(), &SharedStore::listening);
        QVERIFY(ready.wait());

        QVERIFY(!waitFor(store->write([](SqlConnection &db) -> Result<> {
            static_cast<void>(db.notify(u"news"_s, u"never"_s));
            return fail(Error::Kind::Rejected, u"no"_s);
        })));
        QVERIFY(waitFor(store->write([](SqlConnection &db) { return db.notify(u"other"_s, u"not for us"_s); })));
        QVERIFY(waitFor(store->write([](SqlConnection &db) { return db.notify(u"news"_s, u"1"_s); })));
        if (other) {
            QVERIFY(waitFor(other->write([](SqlConnection &db) { return db.notify(u"news"_s, u"2"_s); })));
            QTRY_COMPARE(heard.size(), 2);
            QCOMPARE(heard.takeLast(), QVariantList({u"news"_s, u"2"_s}));
        }

        QTRY_COMPARE(heard.size(), 1);
        QCOMPARE(heard.first(), QVariantList({u"news"_s, u"1"_s}));
    }

    void aRecordGetsTheColumnsItLacks()
    {
        const auto store = opened(m_engines.url());
        QVERIFY(store);

        const auto columns = waitFor(store->write([](SqlConnection &db) -> Result<QStringList> {
            if (const auto made = db.script(u"CREATE TABLE leg (id BIGINT, \"sid\" TEXT)"); !made)
                return fail(made.error());
            for (int twice = 0; twice < 2; ++twice) {
                if (const auto added = addMissingColumns<Call>(db, u"leg"_s); !added)
                    return fail(added.error());
            }
            return db.columnsOf(u"leg"_s);
        }));

        QVERIFY(columns);
        QCOMPARE(columns->size(), 1 + fieldCount<Call>);
        QVERIFY(columns->contains(u"forwarded_from"_s));
    }

    void aFileOfAnotherProgramIsRefused()
    {
        if (Engines::isPostgres())
            QSKIP("a server keeps databases apart");
        const QString url = m_engines.url();
        QVERIFY(opened(url));
        auto options = optionsFor(url);
        options.schema.applicationId = 77002;

        QCOMPARE(SharedStore::open(options).error().kind, Error::Kind::Storage);
        QCOMPARE(QFile::permissions(DatabaseUrl::parse(url)->file()) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void aCommitWhoseAnswerIsLostHappensOnce_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("COMMIT did not arrive") << int(LossyProxy::At::Commit);
        QTest::newRow("its answer did not arrive") << int(LossyProxy::At::CommitAnswer);
    }
    void aCommitWhoseAnswerIsLostHappensOnce()
    {
        if (!Engines::isPostgres())
            QSKIP("there is no wire to SQLite");
        QFETCH(int, what);
        const QString url = m_engines.url();
        LossyProxy proxy(url);
        SharedStore store(optionsFor(proxy.url()));
        QVERIFY(waitFor(store.opened()));
        QVERIFY(waitFor(countUp(store)));

        proxy.loseNext(LossyProxy::At(what));
        const auto outcome = waitFor(countUp(store));

        QCOMPARE(proxy.losses(), 1);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QCOMPARE(numberFrom(store, u"SELECT amount FROM item WHERE name = 'count'"_s), 2);
        QVERIFY(waitFor(countUp(store)));
        QCOMPARE(numberFrom(store, u"SELECT amount FROM item WHERE name = 'count'"_s), 3);
    }

    void jobsWaitForADatabaseThatIsAwayAndThenEndAsOffline()
    {
        if (!Engines::isPostgres())
            QSKIP("a file is not away");
        const QString url = m_engines.url();
        QVERIFY(opened(url));
        m_engines.server().kill();
        auto options = optionsFor(url);
        options.patience = 300ms;
        SharedStore hurried(options);
        SharedStore patient(optionsFor(url));
        QSignalSpy reached(&patient, &SharedStore::reached);

        QCOMPARE(waitFor(hurried.opened()).error().kind, Error::Kind::Offline);
        QCOMPARE(waitFor(countUp(hurried)).error().kind, Error::Kind::Offline);
        const auto waiting = countUp(patient);
        QVERIFY(m_engines.server().restart());

        QVERIFY(waitFor(waiting));
        QCOMPARE(numberFrom(patient, u"SELECT amount FROM item WHERE name = 'count'"_s), 1);
        QTRY_VERIFY(!reached.isEmpty() && reached.last().first().toBool());
        QVERIFY(waitFor(countUp(hurried)));
    }

    void aServerKilledUnderLoadLosesNothingAndDoublesNothing()
    {
        if (!Engines::isPostgres())
            QSKIP("a file has no server");
        const QString url = m_engines.url();
        auto options = optionsFor(url);
        options.patience = 60s;
        SharedStore one(options);
        SharedStore two(options);
        QVERIFY(waitFor(one.opened()));
        QSignalSpy heard(&one, &SharedStore::notified);
        QVERIFY(waitFor(two.opened()));

        QList<QFuture<Result<>>> all;
        int killedInTheMiddle = 0; // of its load, not after it, as may be where this thread gets no turn for a while
        for (int round = 0; killedInTheMiddle < 3 && round < 20; ++round) {
            const qsizetype before = all.size();
            for (int i = 0; i < 500; ++i)
                all << countUp(one) << countUp(two);
            for (const QDeadlineTimer deadline(30000); !all[before + 60].isFinished() && !deadline.hasExpired();)
                QThread::usleep(100);
            m_engines.server().kill();
            killedInTheMiddle += !all.last().isFinished();
            QVERIFY2(m_engines.server().restart(), qPrintable(m_engines.server().problem()));
        }
        QCOMPARE(killedInTheMiddle, 3);
        for (const auto &done : all) {
            const auto outcome = waitFor(done);
            QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        }

        QCOMPARE(numberFrom(one, u"SELECT amount FROM item WHERE name = 'count'"_s), all.size());
        // The one that listens is back as well, or soon will be: nothing reaches it while it is away.
        const auto tell = [&two] { return two.write([](SqlConnection &db) { return db.notify(u"news"_s, u"still here"_s); }); };
        for (const QDeadlineTimer deadline(30000); heard.isEmpty() && !deadline.hasExpired(); heard.wait(500))
            QVERIFY(waitFor(tell()));
        QVERIFY(!heard.isEmpty());
    }

    void everyJobThatWasGivenIsFinishedWhenTheStoreCloses()
    {
        const QString url = m_engines.url();
        auto store = opened(url);
        QVERIFY(store);
        QList<QFuture<Result<>>> all;
        for (int i = 0; i < 50; ++i)
            all << countUp(*store);

        store.reset();

        for (const auto &done : all)
            QVERIFY(done.isFinished() && done.result());
        QCOMPARE(numberFrom(*opened(url), u"SELECT amount FROM item WHERE name = 'count'"_s), 50);
    }
};

QTEST_GUILESS_MAIN(TestSharedStore)
#include "tst_sharedstore.moc"
