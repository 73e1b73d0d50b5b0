// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestparser.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Outcome = RequestParser::Outcome;

class TestRequestParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsARequestWhateverItsPieces_data();
    void readsARequestWhateverItsPieces();
    void refuses_data();
    void refuses();
    void readsPipelinedRequests();
    void asksForTheBodyOnce();
    void anEndlessHeaderIsRefusedEarly();
    void headIsGetWithoutABody();
    void keepsTheRawTarget();
    void tellsWhetherTheConnectionStays_data();
    void tellsWhetherTheConnectionStays();
};

void TestRequestParser::readsARequestWhateverItsPieces_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 2, 3, 7, 64, 1000})
        QTest::addRow("%d bytes", piece) << piece;
}

void TestRequestParser::readsARequestWhateverItsPieces()
{
    QFETCH(int, piece);
    const QByteArray bytes = "\r\nPOST /a?b=1 HTTP/1.1\r\nHost: h\r\nX-Two: 1\r\nX-Two: 2\r\nContent-Length: 12\r\n\r\nhello\r\n\r\nyou";
    RequestParser parser(4096, 4096);
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        QCOMPARE(parser.next(), Outcome::NeedMore);
        parser.append(QByteArrayView(bytes).sliced(at, qMin<qsizetype>(piece, bytes.size() - at)));
    }
    QCOMPARE(parser.next(), Outcome::Complete);
    const HttpRequest request = parser.take();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.target, "/a?b=1"_ba);
    QCOMPARE(request.body, "hello\r\n\r\nyou"_ba);
    QCOMPARE(request.headers.fields().size(), 4);
    QCOMPARE(parser.pending(), 0);
}

void TestRequestParser::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray end = "\r\n\r\n";
    QTest::newRow("bare line feeds") << "GET / HTTP/1.1\nHost: h\n\n"_ba << 400;
    QTest::newRow("one bare line feed") << "GET / HTTP/1.1\r\nHost: h\nX: y" + end << 400;
    QTest::newRow("folded header") << "GET / HTTP/1.1\r\nHost: h\r\nX: y\r\n z" + end << 400;
    QTest::newRow("no host") << "GET / HTTP/1.1" + end << 400;
    QTest::newRow("negative length") << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1" + end << 400;
    QTest::newRow("huge length") << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 18446744073709551616" + end << 400;
    QTest::newRow("two lengths") << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2" + end << 400;
    QTest::newRow("chunked") << "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked" + end << 411;
    QTest::newRow("unknown coding") << "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunkedx" + end << 411;
    QTest::newRow("space before colon") << "GET / HTTP/1.1\r\nHost : h" + end << 400;
    QTest::newRow("nul in header") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b", 25) + end << 400;
    QTest::newRow("tls greeting") << QByteArray("\x16\x03\x01\x02\x00", 5) << 400;
    QTest::newRow("old version") << "GET / HTTP/0.9" + end << 505;
    QTest::newRow("http 2") << "PRI * HTTP/2.0" + end << 505;
    QTest::newRow("body too large") << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4097" + end << 413;
    QTest::newRow("header too large") << "GET / HTTP/1.1\r\nHost: h\r\nX: " + QByteArray(5000, 'x') + end << 431;
    QTest::newRow("connect") << "CONNECT h:443 HTTP/1.1\r\nHost: h:443" + end << 501;
    QTest::newRow("trace") << "TRACE / HTTP/1.1\r\nHost: h" + end << 501;
    QTest::newRow("other expectation") << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: miracles" + end << 417;
    QTest::newRow("no request line") << "hello" + end << 400;
}

void TestRequestParser::refuses()
{
    QFETCH(QByteArray, bytes);
    RequestParser parser(4096, 4096);
    parser.append(bytes);
    QCOMPARE(parser.next(), Outcome::Wrong);
    QTEST(parser.status(), "status");
    parser.append("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(parser.next(), Outcome::Wrong); // nothing after it is believed
}

void TestRequestParser::readsPipelinedRequests()
{
    RequestParser parser(4096, 4096);
    parser.append("POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nabGET /2 HTTP/1.1\r\nHost: h\r\n\r\nGET /3 HT");
    QCOMPARE(parser.next(), Outcome::Complete);
    QCOMPARE(parser.take().body, "ab"_ba);
    QCOMPARE(parser.next(), Outcome::Complete);
    QCOMPARE(parser.take().target, "/2"_ba);
    QCOMPARE(parser.next(), Outcome::NeedMore);
    QVERIFY(parser.isInside());
}

void TestRequestParser::asksForTheBodyOnce()
{
    RequestParser parser(4096, 4096);
    parser.append("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
    QCOMPARE(parser.next(), Outcome::Continue);
    QCOMPARE(parser.next(), Outcome::NeedMore);
    parser.append("ab");
    QCOMPARE(parser.next(), Outcome::Complete);
}

void TestRequestParser::anEndlessHeaderIsRefusedEarly()
{
    RequestParser parser(4096, 4096);
    Outcome outcome = Outcome::NeedMore;
    int bytes = 0;
    for (; outcome == Outcome::NeedMore && bytes < 1'000'000; bytes += 100) {
        parser.append(QByteArray(100, 'x'));
        outcome = parser.next();
    }
    QCOMPARE(parser.status(), 431);
    QVERIFY(bytes <= 4200);
}

void TestRequestParser::headIsGetWithoutABody()
{
    RequestParser parser(4096, 4096);
    parser.append("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(parser.next(), Outcome::Complete);
    const HttpRequest request = parser.take();
    QCOMPARE(request.method, "GET"_ba);
    QVERIFY(request.isHead);
}

void TestRequestParser::keepsTheRawTarget()
{
    RequestParser parser(4096, 4096);
    parser.append("GET /%7Ea//b%2Fc?x=%c3%a9+%zz|<> HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(parser.next(), Outcome::Complete);
    const HttpRequest request = parser.take();
    QCOMPARE(request.target, "/%7Ea//b%2Fc?x=%c3%a9+%zz|<>"_ba);
    QCOMPARE(request.path(), u"/~a//b/c"_s);
    QCOMPARE(request.query().value(u"x"), u"é %zz|<>"_s);
}

void TestRequestParser::tellsWhetherTheConnectionStays_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("stays");
    QTest::newRow("1.1") << "GET / HTTP/1.1\r\nHost: h\r\n\r\n"_ba << true;
    QTest::newRow("1.1 close") << "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"_ba << false;
    QTest::newRow("1.0") << "GET / HTTP/1.0\r\n\r\n"_ba << false;
    QTest::newRow("1.0 keep-alive") << "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba << true;
}

void TestRequestParser::tellsWhetherTheConnectionStays()
{
    QFETCH(QByteArray, head);
    RequestParser parser(4096, 4096);
    parser.append(head);
    QCOMPARE(parser.next(), Outcome::Complete);
    QTEST(parser.keepsAlive(), "stays");
}

QTEST_APPLESS_MAIN(TestRequestParser)
#include "tst_requestparser.moc"
