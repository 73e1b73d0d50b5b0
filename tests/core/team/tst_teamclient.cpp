// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamclient.h"
#include "tests/core/team/teamrelay.h"

using namespace milassist;
using namespace Qt::StringLiterals;
using Way = TeamReply::Way;
using Kind = Error::Kind;

namespace
{

TeamReply outcome(const QFuture<TeamReply> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30000) || future.resultCount() == 0)
        return {};
    return future.result();
}

TeamReply told(const QByteArray &bytes, const QByteArray &verb = "GET", bool close = true)
{
    ScriptedServer server([&](const HeardRequest &) { return ScriptedServer::Reply{.bytes = bytes, .close = close}; });
    TeamClient client({server.url(), u"anna"_s, Secret("secret")},
                      {.silence = std::chrono::milliseconds(400), .whole = std::chrono::milliseconds(1500), .largestBody = 100000});
    return outcome(client.ask({.verb = verb, .path = u"/api/team/tasks"_s, .body = {{u"a"_s, 1}}}));
}

} // namespace

class TestTeamClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRelaySaysWhoAsks()
    {
        TeamRelay relay;
        TeamClient client(relay.access(u"anna"_s, Role::Assistant));

        const auto me = waitFor(client.get(u"/api/team/me"_s));

        QVERIFY(me);
        QCOMPARE((*me)[u"name"_s].toString(), u"anna"_s);
        QCOMPARE((*me)[u"role"_s].toString(), u"assistant"_s);
    }

    void whatARelayRefusesIsToldInItsWords_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<bool>("rightToken");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        const QJsonObject none;
        QTest::newRow("401") << QByteArray("GET") << u"/api/team/me"_s << none << false << int(Kind::Unauthorised) << u"unauthorised"_s;
        QTest::newRow("403") << QByteArray("GET") << u"/api/team/users"_s << none << true << int(Kind::Forbidden) << u"not_allowed"_s;
        QTest::newRow("404") << QByteArray("GET") << u"/api/team/nothing"_s << none << true << int(Kind::NotFound) << u"not_found"_s;
        QTest::newRow("400") << QByteArray("POST") << u"/api/team/presence"_s << QJsonObject{{u"presence"_s, u"asleep"_s}} << true
                             << int(Kind::Rejected) << u"malformed"_s;
        QTest::newRow("405") << QByteArray("DELETE") << u"/api/team/me"_s << none << true << int(Kind::Rejected) << u"method_not_allowed"_s;
    }
    void whatARelayRefusesIsToldInItsWords()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QString, path);
        QFETCH(QJsonObject, body);
        QFETCH(bool, rightToken);
        TeamRelay relay;
        TeamAccess access = relay.access(u"anna"_s, Role::Assistant);
        if (!rightToken)
            access.token = Secret("wrong");
        TeamClient client(access);

        const TeamReply reply = outcome(client.ask({.verb = verb, .path = path, .body = body}));

        QCOMPARE(reply.way, Way::Answered);
        QVERIFY(reply.failure);
        QTEST(int(reply.failure->kind), "kind");
        QTEST(reply.code, "code");
        QVERIFY(!reply.message.isEmpty());
        QVERIFY(reply.failure->detail.startsWith(reply.message));
        QVERIFY(reply.failure->detail.endsWith(reply.hint));
    }

    void whoIsSecondIsRejected()
    {
        TeamRelay relay;
        TeamClient client(relay.access(u"olga"_s, Role::Admin));
        const QJsonObject dora{{u"name"_s, u"dora"_s}, {u"role"_s, u"assistant"_s}};
        QVERIFY(waitFor(client.post(u"/api/team/users"_s, dora)));

        const auto again = waitFor(client.post(u"/api/team/users"_s, dora));

        QVERIFY(!again);
        QCOMPARE(again.error().kind, Kind::Rejected);
        QCOMPARE(again.error().httpStatus, 409);
    }

    void anAnswerThatIsNoneIsTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("way");
        QTest::addColumn<int>("kind");
        const QByteArray get = "GET", post = "POST", page = "<html>Bad Gateway</html>";
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &verb, Way way, Kind kind) {
            QTest::newRow(name) << bytes << verb << int(way) << int(kind);
        };
        row("an error page", ScriptedServer::answer(500, page, {}, "text/html"), get, Way::NotARelay, Kind::ServerFailed);
        row("a page", ScriptedServer::answer(200, page, {}, "text/html"), get, Way::NotARelay, Kind::Malformed);
        row("a page after a change", ScriptedServer::answer(200, page, {}, "text/html"), post, Way::NotARelay, Kind::OutcomeUnknown);
        row("a list", ScriptedServer::answer(200, "[1,2]"), get, Way::NotARelay, Kind::Malformed);
        row("half of the JSON", ScriptedServer::answer(200, "{\"name\":\"an"), get, Way::NotARelay, Kind::Malformed);
        row("Twilio's kind of refusal", ScriptedServer::answer(401, R"({"code":20003,"status":401})"), get, Way::NotARelay, Kind::Unauthorised);
        row("elsewhere", ScriptedServer::answer(302, "{}", "Location: https://evil.example/\r\n"), get, Way::NotARelay, Kind::Malformed);
        row("too much", ScriptedServer::answer(200, "{\"a\":\"" + QByteArray(300000, 'x') + "\"}"), get, Way::NotARelay, Kind::Malformed);
        row("cut in the middle", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"name\":", get, Way::Lost, Kind::Offline);
        row("cut after a change", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"name\":", post, Way::Lost, Kind::OutcomeUnknown);
        row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", get, Way::Lost, Kind::Offline);
        row("outcome unknown", ScriptedServer::answer(504, R"({"error":{"code":"outcome_unknown","message":"a","hint":"b"}})"), post,
            Way::Answered, Kind::OutcomeUnknown);
        row("too often", ScriptedServer::answer(429, R"({"error":{"code":"too_many","message":"a"}})"), get, Way::Answered, Kind::RateLimited);
    }
    void anAnswerThatIsNoneIsTold()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, verb);

        const TeamReply reply = told(bytes, verb);

        QVERIFY(reply.failure);
        QTEST(int(reply.way), "way");
        QTEST(int(reply.failure->kind), "kind");
    }

    void aDeadPortIsOfflineAndNothingWasDone()
    {
        ScriptedServer gone([](const HeardRequest &) { return ScriptedServer::Reply{}; });
        const QUrl url = gone.url();
        gone.stopListening();
        TeamClient client({url, {}, Secret("secret")});

        const TeamReply reply = outcome(client.ask({.verb = "POST", .path = u"/api/team/tasks"_s}));

        QCOMPARE(reply.way, Way::NotReached);
        QCOMPARE(reply.failure->kind, Kind::Offline);
    }

    void aSilentRelayIsNotWaitedForForEver()
    {
        ScriptedServer silent([](const HeardRequest &) { return ScriptedServer::Reply{.silent = true}; });
        TeamClient client({silent.url(), {}, Secret("secret")}, {.silence = std::chrono::milliseconds(200)});

        const TeamReply asked = outcome(client.ask({.path = u"/api/team/me"_s}));
        const TeamReply changed = outcome(client.ask({.verb = "POST", .path = u"/api/team/tasks"_s, .body = {{u"a"_s, 1}}}));

        QCOMPARE(asked.way, Way::TimedOut);
        QCOMPARE(asked.failure->kind, Kind::Offline);
        QCOMPARE(changed.failure->kind, Kind::OutcomeUnknown);
        QCOMPARE(silent.heard().size(), 2); // and never asked twice
    }

    void whoCancelsDropsTheRequest()
    {
        ScriptedServer silent([](const HeardRequest &) { return ScriptedServer::Reply{.silent = true}; });
        TeamClient client({silent.url(), {}, Secret("secret")});
        auto future = client.get(u"/api/team/me"_s);
        QTRY_COMPARE_WITH_TIMEOUT(silent.openCount(), 1, 10000);

        future.cancel();

        QTRY_COMPARE_WITH_TIMEOUT(silent.openCount(), 0, 10000);
        QVERIFY(future.isFinished());
        QCOMPARE(future.resultCount(), 0);
    }

    void whoGoesAwayMeanwhileHearsNothing()
    {
        ScriptedServer silent([](const HeardRequest &) { return ScriptedServer::Reply{.silent = true}; });
        auto client = std::make_unique<TeamClient>(TeamAccess{silent.url(), {}, Secret("secret")});
        const auto future = client->get(u"/api/team/me"_s);
        QTRY_COMPARE_WITH_TIMEOUT(silent.openCount(), 1, 10000);

        client.reset();

        QTRY_COMPARE_WITH_TIMEOUT(silent.openCount(), 0, 10000);
        QVERIFY(future.isFinished());
    }

    void theTokenGoesIntoAHeaderAndNeverIntoTheAddress()
    {
        ScriptedServer server([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        TeamClient client({QUrl(server.url().toString() + u"/relay/"_s), {}, Secret("sesame")});

        outcome(client.ask({.path = u"/api/team/audit"_s, .query = QUrlQuery{{u"who"_s, u"a b&c"_s}}}));

        QCOMPARE(server.heard().size(), 1);
        QCOMPARE(server.heard().first().target, QByteArray("/relay/api/team/audit?who=a%20b%26c"));
        QCOMPARE(server.heard().first().headers.value("authorization"), QByteArray("Bearer sesame"));
    }

    void theSameKeyMakesNothingTwice()
    {
        ScriptedServer server([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(201, R"({"id":1})")}; });
        TeamClient client({server.url(), {}, Secret("sesame")});

        QVERIFY(waitFor(client.post(u"/api/team/tasks"_s, {{u"words"_s, u"call"_s}}, u"7d0c"_s)));

        QCOMPARE(server.heard().first().headers.value("idempotency-key"), QByteArray("7d0c"));
        QCOMPARE(server.heard().first().body, QByteArray(R"({"words":"call"})"));
    }
};

QTEST_GUILESS_MAIN(TestTeamClient)
#include "tst_teamclient.moc"
