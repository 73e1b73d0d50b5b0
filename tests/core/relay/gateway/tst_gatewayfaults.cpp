// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/gateway/gatewayrelay.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString account = u"AC"_s + QString(32, u'a');
const Secret secret("0123456789abcdef0123456789abcdef");
const QByteArray home = "/2010-04-01/Accounts/" + account.toUtf8();
using Reply = ScriptedServer::Reply;

} // namespace

class TestGatewayFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCreateIsSentOnceWhateverBecomesOfIt_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isClosed");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("made") << ScriptedServer::answer(201, "{\"sid\":\"SM1\"}") << false << 201 << QByteArray("SM1");
        QTest::newRow("refused") << ScriptedServer::answer(400, R"({"code":21211,"message":"no","status":400})") << false << 400
                                 << QByteArray("21211");
        QTest::newRow("too many") << ScriptedServer::answer(429, R"({"code":20429})", "Retry-After: 7\r\n") << false << 429
                                  << QByteArray("20429");
        QTest::newRow("broken") << ScriptedServer::answer(503, R"({"code":20503})") << false << 503 << QByteArray("20503");
        QTest::newRow("our token is wrong") << ScriptedServer::answer(401, R"({"code":20003})") << false << 403
                                            << QByteArray("relay's own credentials");
        QTest::newRow("closed without a word") << QByteArray() << true << 504 << QByteArray("may or may not");
        QTest::newRow("cut off") << ScriptedServer::answer(201, "{\"sid\":\"SM1\"}").chopped(3) << true << 504
                                 << QByteArray("may or may not");
        QTest::newRow("silence") << QByteArray() << false << 504 << QByteArray("may or may not");
        QTest::newRow("a page for people") << ScriptedServer::answer(200, "<html>Sign in</html>", {}, "text/html") << false << 504
                                           << QByteArray("may or may not");
        QTest::newRow("sent on") << ScriptedServer::answer(307, {}, "Location: https://example.org/\r\n") << false << 504
                                 << QByteArray("may or may not");
    }
    void aCreateIsSentOnceWhateverBecomesOfIt()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, isClosed);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        bool isSecond = false;
        ScriptedServer twilio([&](const HeardRequest &) {
            if (!std::exchange(isSecond, true)) // so that a kept connection is there, which Qt would use again
                return Reply{ScriptedServer::answer(200, "{}")};
            return Reply{.bytes = answer, .close = isClosed, .silent = answer.isEmpty() && !isClosed};
        });
        UpstreamOptions options;
        options.limits.silence = std::chrono::milliseconds(1500);
        GatewayRelay relay(twilio.url(), account, secret, {}, options);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        WireClient client(relay.port);
        QCOMPARE(client.ask({.path = home + "/Calls.json", .authorization = bearer(token)}).status, 200);

        const WireAnswer got = client.ask({.verb = "POST",
                                           .path = home + "/Messages.json",
                                           .authorization = basic(u"anna"_s, token),
                                           .body = "To=%2B14155550100&From=%2B15005550006&Body=a+b%26c&MediaUrl=x&MediaUrl=y"});

        QCOMPARE(got.status, status);
        QVERIFY2(got.body.contains(says), got.body);
        QCOMPARE(got.header("Retry-After"), QByteArray(status == 429 ? "7" : ""));
        QCOMPARE(twilio.heard().size(), 2);
        const HeardRequest heard = twilio.heard().last();
        QCOMPARE(heard.body, "To=%2B14155550100&From=%2B15005550006&Body=a+b%26c&MediaUrl=x&MediaUrl=y");
        QCOMPARE(heard.headers.value("authorization"), "Basic " + (account.toUtf8() + ':' + secret.reveal()).toBase64());
        for (const QByteArray &header : heard.headers)
            QVERIFY(!header.contains(token.reveal()));
    }

    void whereTwilioCannotBeReachedNothingWasDone()
    {
        ScriptedServer twilio([](const HeardRequest &) { return Reply{}; });
        const QUrl nobody = twilio.url();
        twilio.stopListening();
        GatewayRelay relay(nobody, account, secret);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        WireClient client(relay.port);

        const WireAnswer answer =
            client.ask({.verb = "POST", .path = home + "/Messages.json", .authorization = bearer(token), .body = "To=1"});

        QCOMPARE(answer.status, 502);
        QVERIFY2(answer.body.contains("nothing was done") && answer.body.contains("\"code\":20502"), answer.body);
        QCOMPARE(client.ask({.path = home + "/Recordings/RE1.mp3", .authorization = bearer(token)}).status, 502);
    }

    void secretsInAnswersAreBlanked()
    {
        const QByteArray body = R"({"sid":"AC1","auth_token":"0123456789abcdef0123456789abcdef","sub":[{"auth_token":"other"}],)"
                                R"("note":"it is 0123456789abcdef0123456789abcdef","name":"kept","price":"-0.00750","n":7})";
        ScriptedServer twilio([&](const HeardRequest &) { return Reply{ScriptedServer::answer(200, body)}; });
        GatewayRelay relay(twilio.url(), account, secret);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);

        const WireAnswer answer = WireClient(relay.port).ask({.path = home + ".json", .authorization = bearer(token)});

        QCOMPARE(answer.body,
                 R"({"auth_token":"","n":7,"name":"kept","note":"","price":"-0.00750","sid":"AC1","sub":[{"auth_token":""}]})");
    }

    void aRedirectedPictureIsFetchedForTheDeskWithoutTheSecret()
    {
        ScriptedServer store([](const HeardRequest &) {
            return Reply{ScriptedServer::answer(200, "a picture", {}, "image/png")};
        });
        const QByteArray elsewhere = store.url().toEncoded() + "/bucket?sig=1";
        ScriptedServer twilio([&](const HeardRequest &) {
            return Reply{ScriptedServer::answer(307, {}, "Location: " + elsewhere + "\r\n")};
        });
        GatewayRelay relay(twilio.url(), account, secret);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);

        const WireAnswer answer =
            WireClient(relay.port).ask({.path = home + "/Messages/MM1/Media/ME1", .authorization = bearer(token)});

        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, "a picture");
        QCOMPARE(answer.header("Content-Type"), "image/png");
        QVERIFY(!store.heard().first().headers.contains("authorization"));
    }

    void whatABrowserWouldRunComesAsBytes()
    {
        ScriptedServer twilio([](const HeardRequest &) {
            return Reply{ScriptedServer::answer(200, "<script>", {}, "text/html")};
        });
        GatewayRelay relay(twilio.url(), account, secret);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);

        const WireAnswer answer =
            WireClient(relay.port).ask({.path = home + "/Messages/MM1/Media/ME1", .authorization = bearer(token)});

        QCOMPARE(answer.header("Content-Type"), "application/octet-stream");
        QCOMPARE(answer.header("X-Content-Type-Options"), "nosniff");
    }

    void aBodyFlowsAtThePaceOfWhoTakesIt()
    {
        const QByteArray body(48 * 1024 * 1024, 'x');
        HttpServer twilio([&](const HttpRequest &, HttpResponder responder) {
            responder.send(HttpResponse::text(200, body, "audio/x-wav"));
        });
        const auto port = twilio.listen(QHostAddress::LocalHost, 0);
        QVERIFY(port);
        GatewayRelay relay(QUrl(u"http://127.0.0.1:%1"_s.arg(*port)), account, secret);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        QTcpSocket slow;
        slow.setReadBufferSize(64 * 1024);
        slow.connectToHost(QHostAddress::LocalHost, relay.port);
        slow.write("GET " + home + "/Recordings/RE1.wav HTTP/1.1\r\nHost: r\r\nAuthorization: " + bearer(token) + "\r\n\r\n");
        qint64 taken = 0;
        connect(&slow, &QTcpSocket::readyRead, this, [&] { taken += slow.readAll().size(); });

        QTRY_COMPARE_WITH_TIMEOUT(slow.state(), QAbstractSocket::UnconnectedState, 60000);
        taken += slow.readAll().size();

        QVERIFY2(taken > body.size() && taken < body.size() + 1000, QByteArray::number(taken));
        QTRY_COMPARE(relay.upstream.pipeCount(), 0);
    }

    void aBodyThatBreaksOffIsNotTakenForAll()
    {
        ScriptedServer twilio([](const HeardRequest &) {
            return Reply{.bytes = ScriptedServer::answer(200, QByteArray(50'000, 'x'), {}, "audio/mpeg").chopped(20'000),
                         .close = true};
        });
        GatewayRelay relay(twilio.url(), account, secret);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        WireClient client(relay.port);
        QNetworkReply *reply = client.begin({.path = home + "/Recordings/RE1.mp3", .authorization = bearer(token)});
        const auto failed = [&] { return reply->error() != QNetworkReply::NoError; };

        QVERIFY(QTest::qWaitFor([&] { return reply->isFinished(); }, 30000));

        QVERIFY(failed());
        client.end(reply);
        QTRY_COMPARE(relay.upstream.pipeCount(), 0);
    }

    void whoGoesAwayStopsTheFlow()
    {
        const QByteArray body(32 * 1024 * 1024, 'x');
        HttpServer twilio([&](const HttpRequest &, HttpResponder responder) {
            responder.send(HttpResponse::text(200, body, "audio/x-wav"));
        });
        const auto port = twilio.listen(QHostAddress::LocalHost, 0);
        QVERIFY(port);
        GatewayRelay relay(QUrl(u"http://127.0.0.1:%1"_s.arg(*port)), account, secret);
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        QTcpSocket hasty;
        hasty.setReadBufferSize(1024);
        hasty.connectToHost(QHostAddress::LocalHost, relay.port);
        hasty.write("GET " + home + "/Recordings/RE1.wav HTTP/1.1\r\nHost: r\r\nAuthorization: " + bearer(token) + "\r\n\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(hasty.bytesAvailable() > 0, 30000);

        hasty.abort();

        QTRY_COMPARE_WITH_TIMEOUT(relay.upstream.pipeCount(), 0, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(twilio.connectionCount(), 0, 30000);
    }
};

QTEST_GUILESS_MAIN(TestGatewayFaults)
#include "tst_gatewayfaults.moc"
