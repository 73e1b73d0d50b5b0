// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/shared/teamstore.h"

#include <QSignalSpy>

#include <latch>

using namespace milassist;

namespace
{

QFuture<Result<>> insert(SharedStore &store, const QString &name, const QString &news)
{
    return store.write([=](SqlConnection &db) -> Result<> {
        Statement row(db, u"INSERT INTO item (name, amount) VALUES (?, 1)");
        if (const auto done = row.with(name).run(); !done)
            return done;
        return db.notify(u"news"_s, news);
    });
}

} // namespace

/// Jobs that come while another one runs: in a file they share a transaction, and nobody notices.
class TestSharedCommits : public QObject
{
    Q_OBJECT

    Engines m_engines;

    /// Gives @p jobs to the writer while it is busy, so that they wait together.
    template <typename Jobs>
    static void together(SharedStore &store, Jobs jobs)
    {
        auto go = std::make_shared<std::latch>(1);
        const auto first = store.write([go](SqlConnection &) -> Result<> {
            go->wait();
            return {};
        });
        jobs();
        go->count_down();
        QVERIFY(waitFor(first));
    }

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void eachJobHasItsOwnOutcomeAndTheWrongOneLeavesNothing()
    {
        const auto store = opened(m_engines.url());
        QVERIFY(store);
        const QSignalSpy told(store.get(), &SharedStore::notified);
        QSignalSpy listening(store.get(), &SharedStore::listening);
        QTRY_VERIFY(!Engines::isPostgres() || !listening.isEmpty());
        QFuture<Result<>> one, twice, refused, last;

        together(*store, [&] {
            one = insert(*store, u"one"_s, u"1"_s);
            twice = insert(*store, u"one"_s, u"2"_s);
            refused = store->write([](SqlConnection &db) -> Result<> {
                if (const auto done = db.script(u"INSERT INTO item (name, amount) VALUES ('half', 1)"); !done)
                    return done;
                if (const auto done = db.notify(u"news"_s, u"3"_s); !done)
                    return done;
                return fail(Error::Kind::Rejected, u"not like this"_s);
            });
            last = insert(*store, u"last"_s, u"4"_s);
        });

        QVERIFY(waitFor(one));
        QCOMPARE(waitFor(twice).error().kind, Error::Kind::Storage);
        QCOMPARE(waitFor(refused).error().kind, Error::Kind::Rejected);
        QVERIFY(waitFor(last));
        QCOMPARE(numberFrom(*store, u"SELECT count(*) FROM item WHERE amount = 1"_s), 2);
        QTRY_COMPARE(told.size(), 2);
        QCOMPARE(told[0][1].toString(), u"1"_s);
        QCOMPARE(told[1][1].toString(), u"4"_s);
    }

    void aJobSeesWhatTheOneBeforeItHasWritten()
    {
        const auto store = opened(m_engines.url());
        QVERIFY(store);
        QList<QFuture<Result<qint64>>> counts;

        together(*store, [&] {
            for (int i = 0; i < 200; ++i) {
                counts << store->write([](SqlConnection &db) -> Result<qint64> {
                    Statement count(db, u"UPDATE item SET amount = amount + 1 WHERE name = 'count' RETURNING amount");
                    return count.next() ? Result<qint64>(count.integer(0)) : count.failure();
                });
            }
        });

        for (int i = 0; i < counts.size(); ++i)
            QCOMPARE(waitFor(counts[i]).value_or(-1), i + 1);
        QCOMPARE(numberFrom(*store, u"SELECT amount FROM item WHERE name = 'count'"_s), 200);
    }

    void whoeverHoldsTheFileIsWaitedFor()
    {
        if (Engines::isPostgres())
            QSKIP("a file has one writer at a time, PostgreSQL has many");
        const QString url = m_engines.url();
        const auto store = opened(url);
        const auto other = opened(url);
        QVERIFY(store && other);
        auto letGo = std::make_shared<std::latch>(1), holds = std::make_shared<std::latch>(1);
        const auto held = other->write([letGo, holds](SqlConnection &db) -> Result<> {
            const auto done = db.script(u"INSERT INTO item (name, amount) VALUES ('held', 1)");
            holds->count_down();
            letGo->wait();
            return done;
        });
        holds->wait();
        QFuture<Result<>> one, two;

        one = insert(*store, u"one"_s, u"1"_s); // its thread waits for the file
        two = insert(*store, u"two"_s, u"2"_s);
        QTest::qWait(50); // nothing to be seen from outside while it waits
        letGo->count_down();

        QVERIFY(waitFor(held) && waitFor(one) && waitFor(two));
        QCOMPARE(numberFrom(*store, u"SELECT count(*) FROM item WHERE amount = 1"_s), 3);
    }
};

QTEST_GUILESS_MAIN(TestSharedCommits)
#include "tst_sharedcommits.moc"
