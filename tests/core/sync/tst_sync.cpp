// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/desk.h"
#include "tests/fakes/listserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Reply = ScriptedServer::Reply;
using Row = ListServer::Row;

namespace {

const QDateTime newest = QDateTime::currentDateTimeUtc().addDays(-1);

const std::pair<QByteArray, QString> tables[] = {
    {"calls", u"call"_s}, {"messages", u"message"_s}, {"recordings", u"recording"_s}, {"transcriptions", u"transcription"_s}};

Credentials credentialsOf(ListServer &server)
{
    return {.baseUrl = server.http().url(), .account = *AccountSid::parse(u"AC00112233445566778899aabbccddeeff"),
            .user = u"AC00112233445566778899aabbccddeeff"_s, .secret = Secret("x")};
}

bool isEqual(Desk &desk, const ListServer &server)
{
    for (const auto &[key, table] : tables) {
        if (desk.cached(table) != server.truth(key))
            return false;
    }
    return true;
}

Row callRow(int number)
{
    return {.sid = ListServer::sid("CA", number), .created = newest.addSecs(-60 * number), .status = "completed", .price = "-0.0085"};
}

void fill(ListServer &server, int count)
{
    for (int i = 1; i <= count; ++i) {
        const QDateTime at = newest.addSecs(-60 * i);
        server.rows("calls").push_back(callRow(i));
        server.rows("messages").push_back({ListServer::sid("SM", i), at, "received", "-0.0075", i % 50 == 0 ? ",\"num_media\":\"1\"" : ""});
        if (i % 10 == 0) {
            server.rows("recordings").push_back({ListServer::sid("RE", i), at, "completed", "-0.0025", {}});
            server.rows("transcriptions").push_back({ListServer::sid("TR", i), at, "completed", "-0.0500", {}});
        }
    }
}

// Nothing is asked for during ten times the pause between two looks; what was under way may still arrive before.
bool becomesQuiet(ListServer &server)
{
    qsizetype heard = -1;
    for (int i = 0; i < 20 && heard != server.http().heard().size(); ++i) {
        heard = server.http().heard().size();
        QTest::qWait(200);
    }
    return heard == server.http().heard().size();
}

/// The list of calls breaks off after some pages, until the fault is taken away: a history that surely has not ended.
void breakOffCalls(ListServer &server, int pages)
{
    server.setFault([pages, heard = 0](const HeardRequest &request) mutable -> std::optional<Reply> {
        const bool isDeep = request.target.contains("Calls.json") && request.target.contains("PageToken");
        if (!isDeep || ++heard <= pages)
            return std::nullopt;
        return Reply{ScriptedServer::answer(503, "{}")};
    });
}

} // namespace

class TestSync : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everythingComesAndThenItWatches()
    {
        ListServer server;
        fill(server, 650);
        Desk desk(credentialsOf(server), m_folder->path());

        desk.sync.start();

        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 20000);
        QVERIFY(isEqual(desk, server));
        QVERIFY(desk.sync.progressNow().isComplete());
        QVERIFY(server.http().mostAtOnce() <= 4);
        auto numbers = desk.numbers.numbers();
        QTRY_VERIFY(numbers.isFinished());
        QCOMPARE(numbers.result()->size(), 1);
        QTRY_VERIFY(desk.sync.progressNow().of(FeedId::Messages).complete);
        QTRY_COMPARE(desk.count(u"media"_s), 13);
    }

    void theFirstScreenIsFullBeforeHistoryBegins()
    {
        ListServer server;
        fill(server, 650);
        Desk desk(credentialsOf(server), m_folder->path());

        desk.sync.start();
        QTRY_VERIFY(server.http().heard().size() >= 6);

        for (int i = 0; i < 5; ++i)
            QVERIFY(!server.http().heard()[i].target.contains("PageToken"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 20000);
    }

    void whatIsNewChangesAndGoesAwayIsNoticed()
    {
        ListServer server;
        fill(server, 300);
        server.rows("calls")[3].price.clear();
        server.rows("calls")[4].status = "in-progress";
        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 20000);
        QVERIFY(isEqual(desk, server));

        server.rows("calls")[3].price = "-0.0500";
        server.rows("calls")[4].status = "completed";
        for (int i = 0; i < 170; ++i) // more than a first page
            server.rows("calls").push_back({ListServer::sid("CA", 5000 + i), newest.addSecs(1 + i), "completed", "-0.0085", {}});
        server.rows("messages").push_back({ListServer::sid("SM", 5000), newest.addSecs(1), "received", "-0.0075", {}});
        server.remove("recordings", ListServer::sid("RE", 10));
        server.remove("messages", ListServer::sid("SM", 1));

        QTRY_VERIFY_WITH_TIMEOUT(isEqual(desk, server), 20000);
    }

    void anEmptyListIsNotTakenForADeletedAccount()
    {
        ListServer server;
        fill(server, 30);
        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 20000);

        int lies = 0;
        server.setFault([&](const HeardRequest &request) -> std::optional<Reply> {
            if (!request.target.contains("/Calls.json"))
                return std::nullopt;
            ++lies;
            return Reply{ScriptedServer::answer(200, R"({"calls":[],"next_page_uri":null})")};
        });
        QTRY_VERIFY(lies > 3);
        server.setFault({});

        QVERIFY(isEqual(desk, server));
    }

    void aSweepFindsWhatWentLongAgo()
    {
        ListServer server;
        fill(server, 450);
        auto options = quickSync();
        options.sweepEvery = std::chrono::hours(0);
        Desk desk(credentialsOf(server), m_folder->path(), options);
        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(isEqual(desk, server), 20000);

        server.remove("calls", ListServer::sid("CA", 333));
        server.rows("calls")[200].price = "-0.9900";

        QTRY_VERIFY_WITH_TIMEOUT(isEqual(desk, server), 20000);
    }

    void thrownAwayAtAnyMomentItGoesOnWhereItWas_data()
    {
        QTest::addColumn<int>("requests");
        for (const int requests : {3, 6, 8, 11, 15, 20, 26})
            QTest::addRow("after %d requests", requests) << requests;
    }
    void thrownAwayAtAnyMomentItGoesOnWhereItWas()
    {
        QFETCH(int, requests);
        ListServer server;
        fill(server, 900);
        {
            Desk desk(credentialsOf(server), m_folder->path());
            desk.sync.start();
            QTRY_VERIFY(server.http().heard().size() >= requests);
        }
        for (int i = 0; i < 120; ++i)
            server.rows("calls").push_back({ListServer::sid("CA", 5000 + i), newest.addSecs(1 + i), "completed", "-0.0085", {}});
        const qsizetype before = server.http().heard().size();

        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();

        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 20000);
        QTRY_VERIFY(isEqual(desk, server));
        QVERIFY(server.http().heard().size() > before);
    }

    void aCursorThatTwilioForgotIsReplacedByADate()
    {
        ListServer server;
        fill(server, 900);
        {
            Desk desk(credentialsOf(server), m_folder->path());
            desk.sync.start();
            QTRY_VERIFY(desk.sync.progressNow().of(FeedId::Calls).rows >= 300);
        }
        for (int i = 100; i <= 900; i += 100) // the rows that the tokens name
            server.remove("calls", ListServer::sid("CA", i));

        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();

        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 20000);
        const QStringList cached = desk.cached(u"call"_s);
        for (const QString &line : server.truth("calls"))
            QVERIFY2(cached.contains(line), qPrintable(line));
    }

    void afterEveryFaultTheCacheIsTheTruth_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("how"); // 0 answer, 1 reset, 2 close, 3 silent
        QTest::newRow("500") << ScriptedServer::answer(500, "{}") << 0;
        QTest::newRow("503 with Retry-After") << ScriptedServer::answer(503, "{}", "Retry-After: 0\r\n") << 0;
        QTest::newRow("429") << ScriptedServer::answer(429, R"({"code":20429})") << 0;
        QTest::newRow("reset") << QByteArray() << 1;
        QTest::newRow("closed") << QByteArray() << 2;
        QTest::newRow("silence") << QByteArray() << 3;
        QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"calls\":[{\"sid\":\"CA0") << 2;
        QTest::newRow("not json") << ScriptedServer::answer(200, "{\"calls\":[{\"sid\":") << 0;
        QTest::newRow("web page") << ScriptedServer::answer(200, "<html>Sign in</html>", {}, "text/html") << 0;
        QTest::newRow("empty") << ScriptedServer::answer(200, "") << 0;
        QTest::newRow("wrong types") << ScriptedServer::answer(200, R"({"calls":[{"sid":"CA00000000000000000000000000000001","status":12345,"price":[1]}],"next_page_uri":null})") << 0;
        QTest::newRow("nulls for sids") << ScriptedServer::answer(200, R"({"calls":[{"sid":null,"status":"completed"}],"next_page_uri":null})") << 0;
        QTest::newRow("wrong list") << ScriptedServer::answer(200, R"({"calls":"none","next_page_uri":7})") << 0;
    }
    void afterEveryFaultTheCacheIsTheTruth()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, how);
        ListServer server;
        fill(server, 450);
        int count = 0;
        server.setFault([&](const HeardRequest &) -> std::optional<Reply> {
            if (++count % 3 == 0)
                return std::nullopt;
            if (count > (how == 3 ? 10 : 45)) // the fault is over
                return std::nullopt;
            return Reply{.bytes = bytes, .close = how == 2, .reset = how == 1, .silent = how == 3};
        });
        Desk desk(credentialsOf(server), m_folder->path());

        desk.sync.start();

        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 30000);
    }

    void pagesThatComeWhileTheDiskIsBusyAreWrittenTogetherAndKeptWhateverComesAfterThem()
    {
        ListServer server;
        fill(server, 1000);
        Desk desk(credentialsOf(server), m_folder->path());
        std::promise<void> diskIsFree;
        const std::shared_future<void> freed = diskIsFree.get_future().share();
        const auto keepDiskBusy = [&] {
            desk.store.write([freed](QSqlDatabase &) -> Result<> {
                freed.wait();
                return {};
            });
        };
        int laterPages = 0;
        bool isBroken = true;
        server.setFault([&](const HeardRequest &request) -> std::optional<Reply> {
            if (!request.target.contains("/Calls.json") || !request.target.contains("PageSize=100"))
                return std::nullopt;
            if (!request.target.contains("PageToken")) {
                keepDiskBusy();
                return std::nullopt;
            }
            if (++laterPages <= 4 || !isBroken)
                return std::nullopt;
            return Reply{.bytes = ScriptedServer::answer(500, "{}")};
        });
        QSignalSpy written(&desk.calls, &CallStore::changed);

        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(laterPages > 4, 20000);
        const qsizetype before = written.size();
        diskIsFree.set_value();

        QTRY_COMPARE_WITH_TIMEOUT(desk.count(u"call"_s), 500, 20000);
        QTRY_VERIFY(written.size() > before);
        QVERIFY2(written.size() <= before + 2, "five pages in two transactions");
        isBroken = false;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 30000);
    }

    // Pages that come quickly are awaited to be written together; one that comes alone is not.
    void aPageIsWrittenThoughTheNextOneDoesNotCome()
    {
        ListServer server;
        fill(server, 650);
        int laterPages = 0;
        server.setFault([&](const HeardRequest &request) -> std::optional<Reply> {
            const bool isLater = request.target.contains("/Calls.json") && request.target.contains("PageToken");
            if (!isLater || ++laterPages == 1)
                return std::nullopt;
            return Reply{.silent = true};
        });
        TransportOptions patient = hastyTransport();
        patient.limits.silence = patient.limits.whole = 60s;
        Desk desk(credentialsOf(server), m_folder->path(), quickSync(), patient);

        desk.sync.start();

        QTRY_COMPARE_WITH_TIMEOUT(desk.count(u"call"_s), 200, 20000);
        QVERIFY(laterPages >= 2);
    }

    void aRevokedKeyStopsItAndSaysSo()
    {
        ListServer server;
        fill(server, 30);
        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 20000);

        server.setFault([](const HeardRequest &) { return Reply{ScriptedServer::answer(401, R"({"code":20003,"message":"Authenticate"})")}; });
        QTRY_COMPARE(desk.sync.state().kind, SyncState::Kind::Refused);
        QCOMPARE(desk.sync.state().error.twilioCode, 20003);
        QVERIFY(becomesQuiet(server));

        server.setFault({});
        desk.sync.resume();
        QTRY_COMPARE(desk.sync.state().kind, SyncState::Kind::Watching);
    }

    void offlineIsSaidAndOverAsSoonAsItIsOver()
    {
        ListServer server;
        fill(server, 30);
        Desk desk(credentialsOf(server), m_folder->path());
        server.setFault([](const HeardRequest &) { return Reply{.reset = true}; });
        desk.sync.start();
        QTRY_COMPARE_WITH_TIMEOUT(desk.sync.state().kind, SyncState::Kind::Offline, 10000);
        QVERIFY(desk.sync.state().nextTry.isValid());

        server.setFault({});

        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 20000);
    }

    void pauseIsQuietAndResumeGoesOn()
    {
        ListServer server;
        fill(server, 900);
        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();
        QTRY_VERIFY(desk.sync.progressNow().of(FeedId::Calls).rows >= 100);

        desk.sync.pause();
        QVERIFY(becomesQuiet(server));
        QCOMPARE(desk.sync.state().kind, SyncState::Kind::Paused);
        desk.sync.resume();

        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 20000);
    }

    void aCancelledBackfillIsRememberedButNewRowsStillCome()
    {
        ListServer server;
        fill(server, 900);
        {
            Desk desk(credentialsOf(server), m_folder->path());
            desk.sync.start();
            QTRY_VERIFY(desk.sync.progressNow().of(FeedId::Calls).rows >= 100);
            desk.sync.cancelBackfill();
            QTRY_VERIFY(desk.isWatching());
        }
        server.rows("calls").push_back({ListServer::sid("CA", 5000), newest.addSecs(1), "completed", "-0.0085", {}});
        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();

        QTRY_VERIFY(desk.cached(u"call"_s).contains(u"CA%1 completed -0.0085"_s.arg(u"1388"_s, 32, u'0')));
        QVERIFY(desk.cached(u"call"_s).size() < 901);
        desk.sync.resumeBackfill();

        QTRY_VERIFY_WITH_TIMEOUT(isEqual(desk, server), 20000);
    }

    void fetchingAgainMendsWhateverTheCacheHasLostAndDoublesNothing()
    {
        ListServer server;
        fill(server, 900);
        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 20000);
        QTRY_COMPARE(desk.count(u"media"_s), 18);
        const auto loseRows = [](QSqlDatabase &db) -> Result<> {
            QSqlQuery query(db);
            for (const QString &table : {u"call"_s, u"message"_s, u"transcription"_s}) {
                if (!query.exec(u"DELETE FROM %1 WHERE id IN (SELECT id FROM %1 ORDER BY id LIMIT 40)"_s.arg(table)))
                    return fail(Error::Kind::Storage, u"cannot lose rows"_s);
            }
            return {};
        };
        auto lost = desk.store.write(loseRows);
        QTRY_VERIFY(lost.isFinished());
        QVERIFY(lost.result());
        server.remove("calls", ListServer::sid("CA", 700)); // long ago, and not looked at for days
        server.rows("messages")[650].price = "-0.0100";
        QVERIFY(!isEqual(desk, server));

        desk.sync.fetchAgain();

        QCOMPARE(desk.sync.state().kind, SyncState::Kind::Backfilling);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 20000);
        QVERIFY(desk.sync.progressNow().isComplete());
        QVERIFY(desk.sync.progressNow().of(FeedId::Messages).rows >= 900);
        QTRY_COMPARE(desk.count(u"media"_s), 18);
    }

    void fetchingAgainCanBeCalledOffAndNothingIsMissing()
    {
        ListServer server;
        fill(server, 900);
        {
            Desk desk(credentialsOf(server), m_folder->path());
            desk.sync.start();
            QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 20000);

            breakOffCalls(server, 3);
            desk.sync.fetchAgain();
            QTRY_VERIFY(desk.sync.progressNow().of(FeedId::Calls).rows >= 100);
            desk.sync.cancelBackfill();

            QTRY_VERIFY(desk.isWatching());
            QVERIFY(isEqual(desk, server));
            QVERIFY(!desk.sync.progressNow().backfillCancelled);
        }
        Desk desk(credentialsOf(server), m_folder->path());
        desk.sync.start();
        QTRY_VERIFY(desk.isWatching());
        QVERIFY(desk.sync.progressNow().isComplete());
        QCOMPARE(desk.sync.progressNow().of(FeedId::Calls).rows, 0);
    }

    void fetchingAgainGoesOnAfterTheProgramWasThrownAway()
    {
        ListServer server;
        fill(server, 900);
        {
            Desk desk(credentialsOf(server), m_folder->path());
            desk.sync.start();
            QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 20000);
            breakOffCalls(server, 3);
            desk.sync.fetchAgain();
            QTRY_VERIFY(desk.sync.progressNow().of(FeedId::Calls).rows >= 100);
        }
        server.setFault({});
        server.remove("calls", ListServer::sid("CA", 880));

        Desk desk(credentialsOf(server), m_folder->path());
        bool goesOn = false;
        connect(&desk.sync, &Sync::stateChanged, this, [&](const SyncState &state) { goesOn = goesOn || state.kind == SyncState::Kind::Backfilling; });
        desk.sync.start();

        QTRY_VERIFY(goesOn);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && isEqual(desk, server), 20000);
        QVERIFY(desk.sync.progressNow().of(FeedId::Calls).rows <= 800); // not from the top
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestSync)
#include "tst_sync.moc"
