// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"
#include "tests/core/http/rawclient.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <memory>
#include <vector>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHttpServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAClientNotWrittenHere();
    void answersInTheOrderOfTheRequests();
    void aClientThatLeavesBeforeItsAnswerHarmsNobody();
    void aClientThatHasFinishedSendingStillGetsItsAnswers();
    void aHandlerThatNeverAnswersIsNotWaitedForForEver();
    void aForgottenRequestIsAnsweredWith500();
    void theFirstAnswerCounts();
    void headHasNoBody();
    void askingFirstGetsContinue();
    void aSlowRequestIsEndedAtTheDeadlineWhateverItDrips();
    void anIdleConnectionIsClosed();
    void whatIsWrongIsSaidBeforeTheEnd();
    void connectionsAreCounted();
    void connectionsPerPeerAreCounted();
    void aResetIsNoAnswer();
    void aTruncatedAnswerEndsEarly();
    void aSlowAnswerArrivesWhole();
    void aLargeAnswerArrivesWhole();
    void aHeaderCannotSmuggleAnAnswer();
    void aPortInUseIsSaid();

private:
    std::unique_ptr<HttpServer> serve(HttpServer::Handler handler, HttpLimits limits = {});
};

std::unique_ptr<HttpServer> TestHttpServer::serve(HttpServer::Handler handler, HttpLimits limits)
{
    auto server = std::make_unique<HttpServer>(std::move(handler), limits);
    return server->listen(QHostAddress::LocalHost, 0) ? std::move(server) : nullptr;
}

void TestHttpServer::answersAClientNotWrittenHere()
{
    const auto server = serve([](const HttpRequest &request, HttpResponder responder) {
        responder.send(HttpResponse::json(201, request.method + ' ' + request.target + ' ' + request.form().value(u"Body").toUtf8()));
    });
    QNetworkAccessManager network;
    for (int i = 0; i < 3; ++i) { // over one kept connection
        QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/a?b=c"_s.arg(server->port())));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
        const std::unique_ptr<QNetworkReply> reply(network.post(request, "Body=On+my+way"));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 201);
        QCOMPARE(reply->readAll(), "POST /a?b=c On my way"_ba);
        QVERIFY(!reply->rawHeader("Date").isEmpty());
    }
    QCOMPARE(server->connectionCount(), 1);
}

void TestHttpServer::answersInTheOrderOfTheRequests()
{
    std::vector<HttpResponder> waiting;
    QByteArrayList asked;
    const auto server = serve([&](const HttpRequest &request, HttpResponder responder) {
        asked.append(request.target);
        if (request.target == "/slow")
            waiting.push_back(responder);
        else
            responder.send(HttpResponse::text(200, "second"));
    });
    RawClient client(server->port());
    client.write(getRequest("/slow") + getRequest("/fast"));
    QTRY_COMPARE(waiting.size(), 1U);
    QCOMPARE(asked, QByteArrayList({"/slow"}));

    waiting.front().send(HttpResponse::text(200, "first"));
    QTRY_VERIFY(client.received.endsWith("second"));
    QVERIFY(client.received.indexOf("first") > 0);
}

void TestHttpServer::aClientThatLeavesBeforeItsAnswerHarmsNobody()
{
    std::vector<HttpResponder> waiting;
    const auto server = serve([&](const HttpRequest &, HttpResponder responder) { waiting.push_back(responder); });
    for (size_t i = 1; i <= 20; ++i) {
        RawClient client(server->port());
        client.write(getRequest("/"));
        QTRY_COMPARE(waiting.size(), i);
        if (i % 2 == 0)
            client.breakOff();
    }
    QTRY_COMPARE(server->connectionCount(), 10); // who closed in order might still be listening
    for (size_t i = 0; i < waiting.size(); ++i) {
        QCOMPARE(waiting[i].isWaiting(), i % 2 == 0);
        waiting[i].send(HttpResponse::text(200, "too late"));
    }
    QTRY_COMPARE(server->connectionCount(), 0);
}

void TestHttpServer::aClientThatHasFinishedSendingStillGetsItsAnswers()
{
    std::vector<HttpResponder> waiting;
    const auto server = serve([&](const HttpRequest &, HttpResponder responder) { waiting.push_back(responder); });
    RawClient client(server->port());
    client.write(getRequest("/1") + getRequest("/2"));
    client.finishSending();
    QTRY_COMPARE(waiting.size(), 1U);
    QVERIFY(waiting[0].isWaiting());
    waiting[0].send(HttpResponse::text(200, "first"));
    QTRY_COMPARE(waiting.size(), 2U);
    waiting[1].send(HttpResponse::text(200, "second"));
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.contains("first"));
    QVERIFY(client.received.endsWith("second"));
    QTRY_COMPARE(server->connectionCount(), 0);
}

void TestHttpServer::aHandlerThatNeverAnswersIsNotWaitedForForEver()
{
    std::vector<HttpResponder> waiting;
    HttpLimits limits;
    limits.answer = 50ms;
    const auto server = serve([&](const HttpRequest &, HttpResponder responder) { waiting.push_back(responder); }, limits);
    RawClient client(server->port());
    client.write(getRequest("/"));
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.startsWith("HTTP/1.1 503 "));
    QVERIFY(!waiting.front().isWaiting());
    waiting.front().send(HttpResponse::text(200, "too late"));
    QTRY_COMPARE(server->connectionCount(), 0);
}

void TestHttpServer::aForgottenRequestIsAnsweredWith500()
{
    const auto server = serve([](const HttpRequest &, const HttpResponder &) {});
    RawClient client(server->port());
    client.write(getRequest("/"));
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 500 "));
}

void TestHttpServer::theFirstAnswerCounts()
{
    const auto server = serve([](const HttpRequest &, HttpResponder responder) {
        responder.send(HttpResponse::text(200, "one"));
        responder.send(HttpResponse::text(200, "two"));
    });
    RawClient client(server->port());
    client.write("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.endsWith("one"));
}

void TestHttpServer::headHasNoBody()
{
    const auto server = serve([](const HttpRequest &, HttpResponder responder) { responder.send(HttpResponse::text(200, "12345")); });
    RawClient client(server->port());
    client.write("HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.contains("Content-Length: 5\r\n"));
    QVERIFY(client.received.endsWith("\r\n\r\n"));
}

void TestHttpServer::askingFirstGetsContinue()
{
    const auto server = serve([](const HttpRequest &request, HttpResponder responder) { responder.send(HttpResponse::text(200, request.body)); });
    RawClient client(server->port());
    client.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE(client.received, "HTTP/1.1 100 Continue\r\n\r\n"_ba);
    client.write("hello");
    QTRY_VERIFY(client.received.endsWith("hello"));
}

void TestHttpServer::aSlowRequestIsEndedAtTheDeadlineWhateverItDrips()
{
    HttpLimits limits;
    limits.request = 200ms;
    const auto server = serve([](const HttpRequest &, HttpResponder responder) { responder.send({}); }, limits);
    RawClient client(server->port());
    client.write("GET / HTTP/1.1\r\n");
    QTimer drip;
    drip.callOnTimeout([&client] { client.write("X: y\r\n"); });
    drip.start(20ms);
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 408 ")); // the dripping never ends
    QTRY_COMPARE(server->connectionCount(), 0);
}

void TestHttpServer::anIdleConnectionIsClosed()
{
    HttpLimits limits;
    limits.idle = 50ms;
    const auto server = serve([](const HttpRequest &, HttpResponder responder) { responder.send({}); }, limits);
    RawClient client(server->port());
    client.write(getRequest("/"));
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 200 "));
    QTRY_COMPARE(server->connectionCount(), 0);
}

void TestHttpServer::whatIsWrongIsSaidBeforeTheEnd()
{
    int handled = 0;
    const auto server = serve([&handled](const HttpRequest &, HttpResponder responder) {
        ++handled;
        responder.send({});
    });
    RawClient client(server->port());
    client.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n");
    client.write(QByteArray(300'000, 'x'));
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 413 "));
    QVERIFY(client.received.contains("Connection: close\r\n"));
    QTRY_VERIFY(client.isClosed());
    QTRY_COMPARE(server->connectionCount(), 0);

    RawClient smuggler(server->port());
    smuggler.write("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunkedx\r\n\r\n" + getRequest("/inner"));
    QTRY_VERIFY(smuggler.received.startsWith("HTTP/1.1 411 "));
    QTRY_VERIFY(smuggler.isClosed());
    QCOMPARE(handled, 0);
}

void TestHttpServer::connectionsAreCounted()
{
    HttpLimits limits;
    limits.connections = 2;
    const auto server = serve([](const HttpRequest &, HttpResponder responder) { responder.send(HttpResponse::text(200, "ok")); }, limits);
    RawClient one(server->port()), two(server->port());
    QTRY_COMPARE(server->connectionCount(), 2);
    RawClient three(server->port());
    QTRY_VERIFY(three.isClosed());
    QCOMPARE(server->connectionCount(), 2);

    one.abort();
    QTRY_COMPARE(server->connectionCount(), 1);
    RawClient four(server->port());
    four.write(getRequest("/"));
    QTRY_VERIFY(four.received.endsWith("ok"));
}

void TestHttpServer::connectionsPerPeerAreCounted()
{
    HttpLimits limits;
    limits.connectionsPerPeer = 1;
    const auto server = serve([](const HttpRequest &, HttpResponder responder) { responder.send({}); }, limits);
    RawClient one(server->port());
    QTRY_COMPARE(server->connectionCount(), 1);
    RawClient two(server->port());
    QTRY_VERIFY(two.isClosed());
    QCOMPARE(server->connectionCount(), 1);
}

void TestHttpServer::aResetIsNoAnswer()
{
    const auto server = serve([](const HttpRequest &, HttpResponder responder) { responder.reset(); });
    RawClient client(server->port());
    client.write(getRequest("/"));
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.isEmpty());
    QTRY_COMPARE(server->connectionCount(), 0);
}

void TestHttpServer::aTruncatedAnswerEndsEarly()
{
    const auto server = serve([](const HttpRequest &, HttpResponder responder) {
        responder.sendTruncated(HttpResponse::text(200, "0123456789"), 4);
    });
    RawClient client(server->port());
    client.write(getRequest("/"));
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.contains("Content-Length: 10\r\n"));
    QVERIFY(client.received.endsWith("0123"));
}

void TestHttpServer::aSlowAnswerArrivesWhole()
{
    int requests = 0;
    const auto server = serve([&](const HttpRequest &, HttpResponder responder) {
        if (++requests == 1)
            responder.sendSlowly(HttpResponse::text(200, "0123456789"), 3, 5ms);
        else
            responder.send(HttpResponse::text(200, "next"));
    });
    RawClient client(server->port());
    client.write(getRequest("/") + getRequest("/"));
    QTRY_VERIFY(client.received.contains("\r\n\r\n0123456789HTTP/1.1"));
    QTRY_VERIFY(client.received.endsWith("next"));
}

void TestHttpServer::aLargeAnswerArrivesWhole()
{
    const QByteArray large(20'000'000, 'z');
    const auto server = serve([&large](const HttpRequest &, HttpResponder responder) { responder.send(HttpResponse::text(200, large)); });
    RawClient client(server->port());
    client.write("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 20000);
    QVERIFY(client.received.endsWith(large));
}

void TestHttpServer::aHeaderCannotSmuggleAnAnswer()
{
    const auto server = serve([](const HttpRequest &, HttpResponder responder) {
        HttpResponse response = HttpResponse::text(200, "body");
        response.headers.add("X-Bad", "a\r\nSet-Cookie: b");
        responder.send(response);
    });
    RawClient client(server->port());
    client.write(getRequest("/"));
    QTRY_VERIFY(client.received.endsWith("body"));
    QVERIFY(!client.received.contains("Set-Cookie"));
}

void TestHttpServer::aPortInUseIsSaid()
{
    const auto server = serve([](const HttpRequest &, HttpResponder responder) { responder.send({}); });
    HttpServer other([](const HttpRequest &, HttpResponder responder) { responder.send({}); });
    const auto port = other.listen(QHostAddress::LocalHost, server->port());
    QVERIFY(!port);
    QCOMPARE(port.error().kind, Error::Kind::Unavailable);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
