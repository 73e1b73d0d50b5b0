// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/shared/teamstore.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTimer>

#include <vector>

using namespace milassist;

/// A relay begins while another one does, and while somebody adds a person from the command line.
class TestSharedOpening : public QObject
{
    Q_OBJECT

    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whoOpenANewDatabaseTogetherAllCanWork()
    {
        const int rounds = Engines::isPostgres() ? 2 : 25;
        for (int round = 0; round < rounds; ++round) {
            const QString url = m_engines.url();
            std::vector<std::unique_ptr<SharedStore>> stores;
            for (int i = 0; i < 6; ++i)
                stores.push_back(std::make_unique<SharedStore>(optionsFor(url)));
            for (const auto &store : stores) {
                const auto opened = waitFor(store->opened());
                QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
                QCOMPARE(numberFrom(*store, u"SELECT count(*) FROM item"_s), 1);
            }
        }
    }

    /// SQLite gives up at once there, however long it was told to wait.
    void whoIsAtANewFileKeepsNobodyFromOpeningIt()
    {
        if (Engines::isPostgres())
            QSKIP("a file's own trouble");
        const QString url = m_engines.url();
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        other.setDatabaseName(url.mid(qsizetype(sizeof "sqlite:" - 1)));
        QVERIFY(other.open());
        QSqlQuery work(other);
        QVERIFY(work.exec(u"PRAGMA application_id = 77001"_s)); // begun, and not yet with the journal that it is to have
        QVERIFY(work.exec(u"BEGIN IMMEDIATE"_s));

        SharedStore store(optionsFor(url));
        QTimer::singleShot(300, &store, [&work] {
            work.exec(u"COMMIT"_s);
        });

        const auto opened = waitFor(store.opened());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestSharedOpening)
#include "tst_sharedopening.moc"
