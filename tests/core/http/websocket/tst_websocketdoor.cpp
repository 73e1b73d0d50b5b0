// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/websocket/websockethost.h"

#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWebSocketDoor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void carriesTextBothWays();
    void whoHasNoTokenStaysOutside_data();
    void whoHasNoTokenStaysOutside();
    void whatAsksForNoWebSocketIsTold_data();
    void whatAsksForNoWebSocketIsTold();
    void whoSpeaksBeforeTheAnswerIsRefused();
    void itCountsAmongTheConnections();
    void stoppingClosesWith1001();
    void aDoorMayGoBeforeItsGuests();
};

void TestWebSocketDoor::carriesTextBothWays()
{
    WebSocketHost host;
    QVERIFY(host.isListening);
    QWebSocket client;
    QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
    WebSocketChannel *channel = host.connected(client);
    QVERIFY(channel);

    client.sendTextMessage(u"grüße 👋"_s);
    QTRY_COMPARE(host.received, QStringList{u"grüße 👋"_s});
    QVERIFY(channel->send(u"{\"seq\":8}"_s));
    QTRY_COMPARE(messages.count(), 1);
    QCOMPARE(messages[0][0].toString(), u"{\"seq\":8}"_s);

    client.close(QWebSocketProtocol::CloseCodeNormal, u"bye"_s);
    QTRY_COMPARE(host.closed.size(), 1);
    QCOMPARE(host.closed[0], (std::pair<int, QString>{1000, u"bye"_s}));
    QTRY_COMPARE(host.server.connectionCount(), 0);
    QCOMPARE(host.door->channelCount(), 0);
}

void TestWebSocketDoor::whoHasNoTokenStaysOutside_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("none") << ""_ba;
    QTest::newRow("wrong") << "Bearer Secret"_ba;
    QTest::newRow("another scheme") << "Basic secret"_ba;
    QTest::newRow("empty") << "Bearer "_ba;
    QTest::newRow("more than one word") << "Bearer secret secret"_ba;
}

void TestWebSocketDoor::whoHasNoTokenStaysOutside()
{
    QFETCH(QByteArray, token);
    WebSocketHost host;
    QVERIFY(host.isListening);
    QWebSocket client;
    client.open(host.request(token));
    QTRY_VERIFY2(client.errorString().contains(u"401"), qPrintable(client.errorString()));
    QCOMPARE(host.channels.size(), 0);

    RawClient raw(host.server.port()); // and the connection is a plain one afterwards
    raw.write(handshake(token.isEmpty() ? token : "Authorization: " + token + "\r\n") + getRequest("/next"));
    QTRY_COMPARE(raw.received.count("HTTP/1.1 401 "), 2);
    QVERIFY(!raw.received.contains("101"));
}

void TestWebSocketDoor::whatAsksForNoWebSocketIsTold_data()
{
    QTest::addColumn<QByteArray>("head");
    const QByteArray head = handshake();
    QTest::newRow("plain GET") << "GET /events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer secret\r\n\r\n"_ba;
    QTest::newRow("POST") << QByteArray(head).replace("GET", "POST");
    QTest::newRow("HEAD") << QByteArray(head).replace("GET", "HEAD");
    QTest::newRow("old version") << QByteArray(head).replace(": 13", ": 8");
    QTest::newRow("short key") << QByteArray(head).replace("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=");
    QTest::newRow("no base64") << QByteArray(head).replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j!!==");
    QTest::newRow("no upgrade") << QByteArray(head).replace("Upgrade: websocket\r\n", "");
    QTest::newRow("another protocol") << QByteArray(head).replace("Upgrade: websocket", "Upgrade: h2c");
    QTest::newRow("no connection") << QByteArray(head).replace("keep-alive, Upgrade", "keep-alive");
}

void TestWebSocketDoor::whatAsksForNoWebSocketIsTold()
{
    QFETCH(QByteArray, head);
    WebSocketHost host;
    QVERIFY(host.isListening);
    RawClient client(host.server.port());
    client.write(head);
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 426 "));
    QVERIFY(client.received.contains("Sec-WebSocket-Version: 13\r\n"));
    QCOMPARE(host.channels.size(), 0);
}

void TestWebSocketDoor::whoSpeaksBeforeTheAnswerIsRefused()
{
    WebSocketHost host;
    QVERIFY(host.isListening);
    RawClient client(host.server.port());
    client.write(handshake() + getRequest("/hidden"));
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 503 "));
    QCOMPARE(host.channels.size(), 0);
}

void TestWebSocketDoor::itCountsAmongTheConnections()
{
    HttpLimits limits;
    limits.connectionsPerPeer = 1;
    WebSocketHost host({}, limits);
    QVERIFY(host.isListening);
    const auto client = host.rawGuest();
    QVERIFY(client);
    RawClient second(host.server.port());
    QTRY_VERIFY(second.isClosed());
    QCOMPARE(host.server.connectionCount(), 1);
}

void TestWebSocketDoor::stoppingClosesWith1001()
{
    WebSocketHost host;
    QVERIFY(host.isListening);
    QWebSocket client;
    QVERIFY(host.connected(client));
    QSignalSpy stopped(&host.server, &HttpServer::stopped);
    host.server.stop(30s);
    QTRY_COMPARE(int(client.closeCode()), 1001);
    QTRY_COMPARE(stopped.count(), 1);
}

void TestWebSocketDoor::aDoorMayGoBeforeItsGuests()
{
    WebSocketHost host;
    QVERIFY(host.isListening);
    QWebSocket client;
    QVERIFY(host.connected(client));
    RawClient knocking(host.server.port());
    host.door.reset();
    QVERIFY(host.channels[0].isNull());
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(host.server.connectionCount(), 1);
}

QTEST_GUILESS_MAIN(TestWebSocketDoor)
#include "tst_websocketdoor.moc"
