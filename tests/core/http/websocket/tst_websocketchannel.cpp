// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/websocket/websockethost.h"

#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWebSocketChannel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageTooLargeClosesWith1009_data();
    void aMessageTooLargeClosesWith1009();
    void bytesThatAreNoTextCloseWith1003();
    void aSlowReaderIsDroppedAndToldWhy();
    void aSlowReaderOfPongsIsDroppedToo();
    void whoReadsNothingAtAllIsGoneAfterAWhile();
    void aSilentPeerIsGoneAfterTwoPings();
    void aPeerThatAnswersPingsStays();
    void aPeerThatBreaksIsNoticed();
};

namespace {

/// A client's frame with a mask of zeros.
QByteArray frame(uchar opcode, const QByteArray &payload)
{
    QByteArray bytes(1, char(0x80 | opcode));
    if (payload.size() < 126)
        bytes += char(0x80 | payload.size());
    else
        bytes += char(0x80 | 126) + QByteArray(1, char(payload.size() >> 8)) + char(payload.size() & 0xff);
    return bytes + QByteArray(4, '\0') + payload;
}

constexpr uchar pingFrame = 0x9;

} // namespace

void TestWebSocketChannel::aMessageTooLargeClosesWith1009_data()
{
    QTest::addColumn<quint64>("frameSize");
    QTest::newRow("in one frame") << quint64(1'000'000);
    QTest::newRow("in many frames") << quint64(100);
}

void TestWebSocketChannel::aMessageTooLargeClosesWith1009()
{
    QFETCH(quint64, frameSize);
    WebSocketLimits limits;
    limits.message = 1000;
    WebSocketHost host(limits);
    QVERIFY(host.isListening);
    QWebSocket client;
    client.setOutgoingFrameSize(frameSize);
    QVERIFY(host.connected(client));
    client.sendTextMessage(QString(1000, u'x'));
    QTRY_COMPARE(host.received.size(), 1);
    client.sendTextMessage(QString(1001, u'x'));
    QTRY_COMPARE(host.closed.size(), 1);
    QTRY_COMPARE(int(client.closeCode()), 1009);
    QCOMPARE(host.received.size(), 1);
    QTRY_COMPARE(host.server.connectionCount(), 0);
}

void TestWebSocketChannel::bytesThatAreNoTextCloseWith1003()
{
    WebSocketHost host;
    QVERIFY(host.isListening);
    QWebSocket client;
    QVERIFY(host.connected(client));
    client.sendBinaryMessage("\x01\x02");
    QTRY_COMPARE(host.closed.size(), 1);
    QCOMPARE(host.closed[0].first, 1003);
    QTRY_COMPARE(int(client.closeCode()), 1003);
}

void TestWebSocketChannel::aSlowReaderIsDroppedAndToldWhy()
{
    WebSocketLimits limits;
    limits.unsent = 100'000;
    limits.linger = 60s;
    WebSocketHost host(limits);
    QVERIFY(host.isListening);
    const auto client = host.rawGuest();
    QVERIFY(client);
    client->stopReading();
    const QString news(1000, u'n');
    int sent = 0;
    while (host.channels[0]->send(news) && sent < 100'000) { // 100 MB: more than the kernel takes
        if (++sent % 50 == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(sent < 100'000);
    QVERIFY(!host.channels[0]->isOpen());
    QVERIFY(!host.channels[0]->send(news));

    client->readOn();
    QTRY_VERIFY(client->isClosed());
    QVERIFY(client->received.endsWith(QByteArray("\x88\x0a\x03\xf0", 4) + "too slow"));
    QTRY_COMPARE(host.closed.size(), 1);
    QCOMPARE(host.closed[0], (std::pair<int, QString>{1008, u"too slow"_s}));
    QTRY_COMPARE(host.server.connectionCount(), 0);
}

void TestWebSocketChannel::aSlowReaderOfPongsIsDroppedToo()
{
    WebSocketLimits limits;
    limits.unsent = 10'000;
    limits.linger = 1ms;
    WebSocketHost host(limits);
    QVERIFY(host.isListening);
    const auto client = host.rawGuest();
    QVERIFY(client);
    client->stopReading();
    const QByteArray pings = frame(pingFrame, QByteArray(125, 'p')).repeated(500);
    QTRY_VERIFY_WITH_TIMEOUT((client->bytesToWrite() < 1'000'000 && client->write(pings), !host.closed.isEmpty()), 20'000);
    QCOMPARE(host.closed[0], (std::pair<int, QString>{1008, u"too slow"_s}));
    QTRY_COMPARE(host.server.connectionCount(), 0);
}

void TestWebSocketChannel::whoReadsNothingAtAllIsGoneAfterAWhile()
{
    WebSocketLimits limits;
    limits.unsent = 100'000;
    limits.linger = 50ms;
    WebSocketHost host(limits);
    QVERIFY(host.isListening);
    const auto client = host.rawGuest();
    QVERIFY(client);
    client->stopReading();
    const QString news(100'000, u'n');
    for (int i = 0; i < 1000 && host.channels[0]->send(news); ++i)
        QCoreApplication::processEvents();
    QTRY_COMPARE(host.closed.size(), 1);
    QCOMPARE(host.closed[0].second, u"too slow"_s);
    QTRY_COMPARE(host.server.connectionCount(), 0);
}

void TestWebSocketChannel::aSilentPeerIsGoneAfterTwoPings()
{
    WebSocketLimits limits;
    limits.ping = 50ms;
    WebSocketHost host(limits);
    QVERIFY(host.isListening);
    const auto client = host.rawGuest(); // does not answer
    QVERIFY(client);
    QTRY_COMPARE(host.closed.size(), 1);
    QCOMPARE(host.closed[0], (std::pair<int, QString>{1001, u"no answer to pings"_s}));
    QTRY_VERIFY(client->isClosed());
    QVERIFY(client->received.contains(QByteArray("\x89\x00", 2)));
    QTRY_COMPARE(host.server.connectionCount(), 0);
}

void TestWebSocketChannel::aPeerThatAnswersPingsStays()
{
    WebSocketLimits limits;
    limits.ping = 500ms;
    WebSocketHost host(limits);
    QVERIFY(host.isListening);
    const auto client = host.rawGuest();
    QVERIFY(client);
    int answered = 0;
    connect(client.get(), &QTcpSocket::readyRead, this, [&] {
        for (qsizetype pings = client->received.count(QByteArray("\x89\x00", 2)); answered < pings; ++answered)
            client->write(frame(0xA, {}));
    });
    QTRY_VERIFY(answered >= 4);
    QVERIFY(host.closed.isEmpty());
}

void TestWebSocketChannel::aPeerThatBreaksIsNoticed()
{
    WebSocketHost host;
    QVERIFY(host.isListening);
    const auto client = host.rawGuest();
    QVERIFY(client);
    client->breakOff();
    QTRY_COMPARE(host.closed.size(), 1);
    QTRY_COMPARE(host.server.connectionCount(), 0);
    QTRY_VERIFY(host.channels[0].isNull());
}

QTEST_GUILESS_MAIN(TestWebSocketChannel)
#include "tst_websocketchannel.moc"
