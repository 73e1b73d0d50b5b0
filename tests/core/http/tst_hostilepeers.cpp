// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever wants to harm the server: it stays small, and everybody else is served.
#include "core/http/httpserver.h"
#include "tests/core/http/rawclient.h"
#include "tests/core/http/serverthread.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <memory>

#include <fcntl.h>
#include <sys/resource.h>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHostilePeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGigabyteIsNotKept_data();
    void aGigabyteIsNotKept();
    void whoeverSendsByteByByteIsNotWaitedFor_data();
    void whoeverSendsByteByByteIsNotWaitedFor();
    void whoeverDoesNotReadIsNotReadFrom();
    void whoeverReadsByteByByteIsDropped();
    void connectionsOverTheLimitAreDroppedAndTheRestServed();
    void withoutDescriptorsItGoesOnWhenThereAreSomeAgain();
};

namespace {

void answerWithPath(const HttpRequest &request, const HttpResponder &responder)
{
    responder.send(HttpResponse::text(200, request.target));
}

} // namespace

void TestHostilePeers::aGigabyteIsNotKept_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("filler");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray post = "POST / HTTP/1.1\r\nHost: h\r\n";
    const QByteArray letters(64 * 1024, 'x');
    QTest::newRow("declared body") << post + "Content-Length: 1073741824\r\n\r\n" << letters << "HTTP/1.1 413 "_ba;
    QTest::newRow("chunked body") << post + "Transfer-Encoding: chunked\r\n\r\n" << "10000\r\n" + letters + "\r\n" << "HTTP/1.1 411 "_ba;
    QTest::newRow("chunk size without an end") << post + "Transfer-Encoding: chunked\r\n\r\n" << QByteArray(65536, '1') << "HTTP/1.1 411 "_ba;
    QTest::newRow("header without an end") << post + "X: " << letters << "HTTP/1.1 431 "_ba;
    QTest::newRow("header fields") << post << QByteArray("a: b\r\n").repeated(10'000) << "HTTP/1.1 431 "_ba;
    QTest::newRow("request line") << "GET /"_ba << letters << "HTTP/1.1 431 "_ba;
    QTest::newRow("empty lines") << "\r\n"_ba << QByteArray("\r\n").repeated(32'768) << ""_ba;
    QTest::newRow("nothing like a request") << "\x16\x03\x01"_ba << letters << "HTTP/1.1 400 "_ba;
}

void TestHostilePeers::aGigabyteIsNotKept()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, filler);
    QFETCH(QByteArray, answer);
    HttpLimits limits;
    limits.linger = 200ms;
    if (answer.isEmpty())
        limits.request = 1s; // nothing else ends it
    ServerThread server(answerWithPath, limits);
    PlainClient honest(server.port());
    QVERIFY(honest.ask(getRequest("/honest"), "/honest"));
    PlainClient client(server.port());
    const qint64 before = residentBytes();

    QVERIFY(client.send(head));
    qint64 most = 0;
    int pieces = 0;
    for (qint64 sent = 0; sent < 1'073'741'824 && client.send(filler); sent += filler.size()) {
        client.receive(MSG_DONTWAIT);
        most = qMax(most, residentBytes() - before);
        if (++pieces % 64 == 0)
            QVERIFY(honest.ask(getRequest("/honest"), "/honest"));
    }
    client.receiveAll();
    QVERIFY2(client.received.startsWith(answer), client.received.first(qMin<qsizetype>(100, client.received.size())).constData());
    QVERIFY2(most < flat, QByteArray::number(most));
    QTRY_COMPARE(server.connectionCount(), 1);
    QVERIFY(honest.ask(getRequest("/honest"), "/honest"));
}

void TestHostilePeers::whoeverSendsByteByByteIsNotWaitedFor_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("drop");
    QTest::newRow("header") << "GET / HTTP/1.1\r\n"_ba << "X"_ba;
    QTest::newRow("header fields") << "GET / HTTP/1.1\r\n"_ba << "X: y\r\n"_ba;
    QTest::newRow("body") << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n"_ba << "x"_ba;
}

void TestHostilePeers::whoeverSendsByteByByteIsNotWaitedFor()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, drop);
    HttpLimits limits;
    limits.request = 400ms;
    HttpServer server(answerWithPath, limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient honest(server.port());
    honest.write(getRequest("/honest"));
    QTRY_VERIFY(honest.received.endsWith("/honest"));
    std::deque<RawClient> slow;
    for (int i = 0; i < 100; ++i)
        slow.emplace_back(server.port()).write(head);
    QTimer dripping;
    dripping.callOnTimeout([&] {
        for (RawClient &client : slow)
            if (client.state() == QAbstractSocket::ConnectedState)
                client.write(drop);
    });
    dripping.start(10ms);
    QTRY_COMPARE(server.counts().connections, 101U);

    quint64 answered = 1;
    while (server.counts().late < 100 && answered < 100'000) {
        honest.received.clear();
        honest.write(getRequest("/honest"));
        QTRY_VERIFY(honest.received.endsWith("/honest"));
        ++answered;
    }
    for (const RawClient &client : slow) {
        QTRY_VERIFY(client.isClosed());
        QVERIFY(client.received.startsWith("HTTP/1.1 408 "));
    }
    QCOMPARE(server.counts(), (HttpCounts{.connections = 101, .requests = answered, .late = 100}));
}

void TestHostilePeers::whoeverDoesNotReadIsNotReadFrom()
{
    constexpr qsizetype large = 64 * 1024 * 1024; // more than the kernel buffers on the way
    HttpLimits limits;
    limits.write = 500ms;
    int handled = 0;
    const QByteArray body(large, 'z');
    HttpServer server([&](const HttpRequest &, const HttpResponder &responder) {
        ++handled;
        responder.send(HttpResponse::text(200, body));
    }, limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient deaf(server.port());
    deaf.stopReading();
    deaf.write(getRequest("/").repeated(100'000));
    QTRY_COMPARE(handled, 1);
    const qint64 before = residentBytes();

    QTRY_COMPARE(server.connectionCount(), 0); // dropped
    QCOMPARE(handled, 1);
    QCOMPARE(server.counts().late, 1U);
    QVERIFY(residentBytes() - before < flat);
}

void TestHostilePeers::whoeverReadsByteByByteIsDropped()
{
    HttpLimits limits;
    limits.write = 300ms;
    const QByteArray body(64 * 1024 * 1024, 'z');
    HttpServer server([&](const HttpRequest &, const HttpResponder &responder) { responder.send(HttpResponse::text(200, body)); }, limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.stopReading();
    client.write(getRequest("/"));
    qint64 taken = 0;
    QTimer sipping;
    sipping.callOnTimeout([&] { taken += client.read(1).size(); });
    sipping.start(5ms);
    QTRY_VERIFY(taken > 0);
    QTRY_COMPARE(server.connectionCount(), 0);
    QCOMPARE(server.counts().late, 1U);
}

void TestHostilePeers::connectionsOverTheLimitAreDroppedAndTheRestServed()
{
    HttpLimits limits;
    limits.connections = 20;
    HttpServer server(answerWithPath, limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient early(server.port());
    QTRY_COMPARE(server.connectionCount(), 1);
    std::deque<RawClient> many;
    for (int i = 0; i < 200; ++i)
        many.emplace_back(server.port());
    const auto dropped = [&] { return std::count_if(many.begin(), many.end(), [](const RawClient &c) { return c.isClosed(); }); };
    QTRY_COMPARE(dropped(), 181);
    QCOMPARE(server.connectionCount(), 20);
    QCOMPARE(server.counts(), (HttpCounts{.connections = 20, .dropped = 181}));

    early.write(getRequest("/early"));
    QTRY_VERIFY(early.received.endsWith("/early"));
    many.clear();
    QTRY_COMPARE(server.connectionCount(), 1);
    RawClient late(server.port());
    late.write(getRequest("/late"));
    QTRY_VERIFY(late.received.endsWith("/late"));
}

namespace {

int refusals = 0;

void countRefusals(QtMsgType, const QMessageLogContext &, const QString &text)
{
    if (text.startsWith(u"cannot accept a connection"))
        ++refusals;
}

} // namespace

void TestHostilePeers::withoutDescriptorsItGoesOnWhenThereAreSomeAgain()
{
    HttpServer server(answerWithPath);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient warm(server.port());
    warm.write(getRequest("/warm"));
    QTRY_VERIFY(warm.received.endsWith("/warm"));
    rlimit usual{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    const int next = ::fcntl(0, F_DUPFD, 0);
    ::close(next);
    const QtMessageHandler handler = qInstallMessageHandler(countRefusals);
    RawClient client;
    const rlimit tight{rlim_t(next + 1), usual.rlim_max}; // for the client, not for the server's end of it
    ::setrlimit(RLIMIT_NOFILE, &tight);
    client.sendNow(server.port(), getRequest("/patient"));
    const bool refused = QTest::qWaitFor([] { return refusals > 0; });
    ::setrlimit(RLIMIT_NOFILE, &usual);
    qInstallMessageHandler(handler);

    QVERIFY(refused);
    QTRY_VERIFY(client.received.endsWith("/patient"));
}

QTEST_GUILESS_MAIN(TestHostilePeers)
#include "tst_hostilepeers.moc"
