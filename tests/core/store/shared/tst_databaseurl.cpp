// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/databaseurl.h"
#include "core/store/shared/placeholders.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestDatabaseUrl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filesAreNamedByPathOrUrl_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("file");
        QTest::newRow("absolute") << u"/var/lib/relay/team.db"_s << u"/var/lib/relay/team.db"_s;
        QTest::newRow("relative") << u"team.db"_s << u"team.db"_s;
        QTest::newRow("one slash") << u"sqlite:/var/team.db"_s << u"/var/team.db"_s;
        QTest::newRow("three slashes") << u"sqlite:///var/team.db"_s << u"/var/team.db"_s;
        QTest::newRow("relative url") << u"sqlite:team.db"_s << u"team.db"_s;
    }
    void filesAreNamedByPathOrUrl()
    {
        QFETCH(QString, text);

        const auto url = DatabaseUrl::parse(text);

        QVERIFY(url);
        QCOMPARE(url->engine(), DatabaseUrl::Engine::Sqlite);
        QTEST(url->file(), "file");
    }

    void aServerIsNamedAsLibpqDoes()
    {
        const auto url = DatabaseUrl::parse(u"postgresql://relay@/team?host=/run/postgresql"_s);

        QVERIFY(url);
        QCOMPARE(url->engine(), DatabaseUrl::Engine::Postgres);
        QCOMPARE(url->described(), u"postgresql:///run/postgresql/team"_s);
    }

    void whatIsWrittenToTheLogHoldsNoPassword()
    {
        const auto url = DatabaseUrl::parse(u"postgresql://relay:open-sesame@db.example.org:5433/team?sslmode=require"_s);

        QVERIFY(url);
        QCOMPARE(url->described(), u"postgresql://db.example.org/team"_s);
    }

    void whatMakesNoSenseIsRefusedWithoutQuotingIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("no file") << u"sqlite:"_s;
        QTest::newRow("a folder") << u"/var/lib/"_s;
        QTest::newRow("another engine") << u"mysql://relay:open-sesame@host/team"_s;
        QTest::newRow("bad parameter") << u"postgresql://relay:open-sesame@host/team?colour"_s;
        QTest::newRow("bad brackets") << u"postgresql://relay:open-sesame@[host/team"_s;
    }
    void whatMakesNoSenseIsRefusedWithoutQuotingIt()
    {
        QFETCH(QString, text);

        const auto url = DatabaseUrl::parse(text);

        QVERIFY(!url);
        QCOMPARE(url.error().kind, Error::Kind::Malformed);
        QVERIFY(!url.error().detail.contains(u"sesame"));
    }

    void placeholdersAreNumberedForPostgres_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QByteArray>("numbered");
        QTest::newRow("none") << u"SELECT 1"_s << "SELECT 1"_ba;
        QTest::newRow("counted") << u"SELECT a FROM b WHERE c = ? AND d < ?"_s << "SELECT a FROM b WHERE c = $1 AND d < $2"_ba;
        QTest::newRow("numbered") << u"UPDATE a SET b = ?2, c = ?12 WHERE d = ?1"_s
                                  << "UPDATE a SET b = $2, c = $12 WHERE d = $1"_ba;
        QTest::newRow("in a text") << u"SELECT 'why?', ? FROM \"what?\""_s << "SELECT 'why?', $1 FROM \"what?\""_ba;
        QTest::newRow("after a doubled quote") << u"SELECT 'it''s?' || ?"_s << "SELECT 'it''s?' || $1"_ba;
    }
    void placeholdersAreNumberedForPostgres()
    {
        QFETCH(QString, sql);
        QTEST(numberedPlaceholders(sql), "numbered");
    }
};

QTEST_APPLESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
