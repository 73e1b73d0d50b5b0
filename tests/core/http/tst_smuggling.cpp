// SPDX-License-Identifier: GPL-3.0-or-later
// No second request hides in a first one, and no garbage does harm: over real sockets, as an attacker would.
#include "tests/core/http/mutator.h"
#include "tests/core/http/rawclient.h"
#include "tests/core/http/serverthread.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <memory>
#include <vector>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSmuggling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingHidesInARequest_data();
    void nothingHidesInARequest();
    void mutatedRequestsHarmNobody();
};

namespace {

const std::vector<QByteArray> honestRequests{
    "GET /a?b=c&d=%20e HTTP/1.1\r\nHost: h\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\n\r\n",
    "POST /api/twilio/incoming-sms HTTP/1.1\r\nHost: h:8080\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
    "X-Twilio-Signature: 0/KCTR6DLpKmkAf8muzZqo1nDgQ=\r\nContent-Length: 21\r\n\r\nBody=On+my+way&From=1",
    "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "POST /e HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello",
    "HEAD /h HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\nPOST /3 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
    "GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "GET /api/events HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer abc\r\n\r\n",
    "GET /range HTTP/1.1\r\nHost: h\r\nRange: bytes=0-99\r\nIf-Range: \"x\"\r\nForwarded: for=192.0.2.1;proto=https\r\n\r\n",
};

} // namespace

void TestSmuggling::nothingHidesInARequest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray post = "POST /outer HTTP/1.1\r\nHost: h\r\n";
    const QByteArray length = QByteArray::number(hidden.size());
    QTest::newRow("length and chunked") << post + "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden;
    QTest::newRow("chunked and length") << post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + hidden;
    QTest::newRow("chunked") << post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden;
    QTest::newRow("unknown coding") << post + "Transfer-Encoding: xchunked\r\n\r\n" + hidden;
    QTest::newRow("coding after a tab") << post + "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n" + hidden;
    QTest::newRow("coding with a space") << post + "Transfer-Encoding : chunked\r\nContent-Length: " + length + "\r\n\r\n" + hidden;
    QTest::newRow("folded coding") << post + "Transfer-Encoding:\r\n chunked\r\nContent-Length: " + length + "\r\n\r\n" + hidden;
    QTest::newRow("shouted coding") << post + "TRANSFER-ENCODING: CHUNKED\r\n\r\n0\r\n\r\n" + hidden;
    QTest::newRow("bad chunk size") << post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + hidden;
    QTest::newRow("two lengths") << post + "Content-Length: 0\r\nContent-Length: " + length + "\r\n\r\n" + hidden;
    QTest::newRow("the same length twice") << post + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n" + hidden;
    QTest::newRow("list of lengths") << post + "Content-Length: 0, 0\r\n\r\n" + hidden;
    QTest::newRow("negative length") << post + "Content-Length: -1\r\n\r\n" + hidden;
    QTest::newRow("length beyond 64 bits") << post + "Content-Length: 18446744073709551616\r\n\r\n" + hidden;
    QTest::newRow("length with a space") << post + "Content-Length : 0\r\n\r\n" + hidden;
    QTest::newRow("bare line feed") << post + "X: y\nContent-Length: " + length + "\r\n\r\n" + hidden;
    QTest::newRow("bare line feeds at the end") << "GET /outer HTTP/1.1\r\nHost: h\n\n" + hidden;
    QTest::newRow("bare carriage return") << post + "X: y\rContent-Length: " + length + "\r\n\r\n" + hidden;
    QTest::newRow("nul") << post + QByteArray("X: \0\r\n\r\n", 8) + hidden;
    QTest::newRow("two hosts") << post + "Host: g\r\n\r\n" + hidden;
    QTest::newRow("target with a host") << "GET http://g/outer HTTP/1.1\r\nHost: h\r\n\r\n" + hidden;
}

void TestSmuggling::nothingHidesInARequest()
{
    QFETCH(QByteArray, bytes);
    std::atomic<int> handled = 0;
    ServerThread server([&](const HttpRequest &, const HttpResponder &responder) {
        ++handled;
        responder.send(HttpResponse::text(200, "ok"));
    });
    PlainClient client(server.port());
    client.send(bytes);
    client.receiveAll();
    QVERIFY2(client.received.startsWith("HTTP/1.1 4"), client.received);
    QVERIFY(client.received.contains("Connection: close\r\n"));
    QCOMPARE(client.received.count("HTTP/1.1 "), 1);
    QCOMPARE(handled, 0);
}

void TestSmuggling::mutatedRequestsHarmNobody()
{
    constexpr int total = 20'000, together = 200;
    ServerThread server([](const HttpRequest &request, const HttpResponder &responder) {
        responder.send(HttpResponse::text(200, request.target.left(100) + ' ' + request.body.left(100)));
    });
    Mutator mutator(honestRequests, 20'000);
    PlainClient honest(server.port());
    qint64 before = 0, longest = 0;
    int answered = 0;
    for (int done = 0; done < total; done += together) {
        std::vector<std::unique_ptr<PlainClient>> rude;
        for (int i = 0; i < together; ++i) {
            rude.push_back(std::make_unique<PlainClient>(server.port()));
            rude.back()->send(mutator.next());
            rude.back()->finishSending();
        }
        QElapsedTimer clock;
        clock.start();
        const QByteArray body = "honest " + QByteArray::number(done);
        QVERIFY(honest.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body, body));
        longest = qMax(longest, clock.elapsed());
        for (const auto &client : rude) {
            const QByteArray answer = client->receiveAll();
            QVERIFY2(answer.isEmpty() || answer.startsWith("HTTP/1.1 "), answer);
            answered += answer.isEmpty() ? 0 : 1;
        }
        if (done == 2000)
            before = residentBytes();
    }
    qInfo("%d of %d were answered; the honest client waited %lld ms at most", answered, total, longest);
    QVERIFY(longest < 5000); // it is milliseconds; 30 s is where the client gives up
    QVERIFY(answered > total / 2);
    QVERIFY(residentBytes() - before < flat);
    QTRY_COMPARE(server.connectionCount(), 1);
}

QTEST_GUILESS_MAIN(TestSmuggling)
#include "tst_smuggling.moc"
