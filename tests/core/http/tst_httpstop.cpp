// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"
#include "tests/core/http/rawclient.h"

#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace milassist;
using namespace std::chrono_literals;

class TestHttpStop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stoppingLetsRequestsFinish();
    void stoppingAnswersWhatWasSentBefore();
    void stoppingDropsWhatIsTooLate();
    void stoppingIsBoundedWhateverIsUnderWay();
};

void TestHttpStop::stoppingLetsRequestsFinish()
{
    std::vector<HttpResponder> waiting;
    HttpServer server([&](const HttpRequest &, HttpResponder responder) { waiting.push_back(responder); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port()), idle(server.port());
    client.write(getRequest("/"));
    QTRY_COMPARE(waiting.size(), 1U);
    QTRY_COMPARE(server.connectionCount(), 2);
    const quint16 port = server.port();
    QSignalSpy stopped(&server, &HttpServer::stopped);

    server.stop(10s);
    QTRY_VERIFY(idle.isClosed());
    QCOMPARE(stopped.count(), 0);
    waiting.front().send(HttpResponse::text(200, "done"));
    QTRY_VERIFY(client.received.endsWith("done"));
    QVERIFY(client.received.contains("Connection: close\r\n"));
    QTRY_COMPARE(stopped.count(), 1);
    RawClient late(port);
    QTRY_VERIFY(late.isClosed());
}

void TestHttpStop::stoppingAnswersWhatWasSentBefore()
{
    HttpServer server([](const HttpRequest &, HttpResponder responder) { responder.send(HttpResponse::text(200, "done")); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient kept(server.port()), half(server.port());
    kept.write(getRequest("/"));
    half.write("GET / HTTP/1.1\r\n");
    QTRY_VERIFY(kept.received.endsWith("done"));
    QTRY_COMPARE(server.connectionCount(), 2);
    kept.received.clear();
    QSignalSpy stopped(&server, &HttpServer::stopped);

    kept.sendNow(getRequest("/")); // the server has had no turn to read it,
    RawClient knocking;
    knocking.sendNow(server.port(), getRequest("/")); // nor to accept this one
    server.stop(10s);

    QTRY_VERIFY(kept.received.endsWith("done"));
    QTRY_VERIFY(knocking.received.endsWith("done"));
    QCOMPARE(stopped.count(), 0);
    half.write("Host: h\r\n\r\n");
    QTRY_VERIFY(half.received.endsWith("done"));
    QTRY_COMPARE(stopped.count(), 1);
}

void TestHttpStop::stoppingDropsWhatIsTooLate()
{
    std::vector<HttpResponder> waiting;
    HttpServer server([&](const HttpRequest &, HttpResponder responder) { waiting.push_back(responder); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.write(getRequest("/"));
    QTRY_COMPARE(waiting.size(), 1U);
    QSignalSpy stopped(&server, &HttpServer::stopped);
    server.stop(50ms);
    QTRY_COMPARE(stopped.count(), 1);
    QVERIFY(!waiting.front().isWaiting());
}

void TestHttpStop::stoppingIsBoundedWhateverIsUnderWay()
{
    const QByteArray large(64 * 1024 * 1024, 'z');
    std::vector<HttpResponder> waiting;
    HttpServer server([&](const HttpRequest &request, HttpResponder responder) {
        if (request.target == "/large")
            responder.send(HttpResponse::text(200, large));
        else
            waiting.push_back(responder);
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient unanswered(server.port()), deaf(server.port()), slow(server.port()), silent(server.port());
    unanswered.write(getRequest("/"));
    deaf.stopReading();
    deaf.write(getRequest("/large"));
    slow.write("GET / HTTP/1.1\r\n");
    QTRY_COMPARE(waiting.size(), 1U);
    QTRY_VERIFY(deaf.bytesAvailable() > 0);
    QTRY_COMPARE(server.connectionCount(), 4);
    QSignalSpy stopped(&server, &HttpServer::stopped);

    server.stop(100ms);

    QTRY_COMPARE(stopped.count(), 1);
    QCOMPARE(server.connectionCount(), 0);
    QTest::qWait(0); // once
    QCOMPARE(stopped.count(), 1);
}

QTEST_GUILESS_MAIN(TestHttpStop)
#include "tst_httpstop.moc"
