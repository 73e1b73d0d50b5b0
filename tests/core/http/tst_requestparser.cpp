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
    void lengthsMayBeWrittenAsTheyLike_data();
    void lengthsMayBeWrittenAsTheyLike();
    void a100FieldsAreNotTooMany();
    void somePathsMayBeLarger_data();
    void somePathsMayBeLarger();
    void fewLargeBodiesComeInAtATime();
    void optionsMayAskForTheServer();
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
    const QByteArray get = "GET / HTTP/1.1\r\nHost: h\r\n", post = "POST / HTTP/1.1\r\nHost: h\r\n";
    QTest::newRow("the same length twice") << post + "Content-Length: 2\r\nContent-Length: 2" + end + "ab" << 400;
    QTest::newRow("a list of lengths") << post + "Content-Length: 2, 2" + end + "ab" << 400;
    QTest::newRow("signed length") << post + "Content-Length: +2" + end + "ab" << 400;
    QTest::newRow("hexadecimal length") << post + "Content-Length: 0x2" + end + "ab" << 400;
    QTest::newRow("empty length") << post + "Content-Length:" + end + "ab" << 400;
    QTest::newRow("length and chunked") << post + "Content-Length: 4\r\nTransfer-Encoding: chunked" + end + "0\r\n\r\n" << 400;
    QTest::newRow("chunked and length") << post + "Transfer-Encoding: chunked\r\nContent-Length: 4" + end + "0\r\n\r\n" << 400;
    QTest::newRow("shouted coding") << post + "TRANSFER-ENCODING: CHUNKED" + end + "0\r\n\r\n" << 411;
    QTest::newRow("two codings") << post + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked" + end << 411;
    QTest::newRow("identity") << post + "Transfer-Encoding: identity" + end << 411;
    QTest::newRow("chunked in 1.0") << "POST / HTTP/1.0\r\nTransfer-Encoding: chunked" + end << 411;
    QTest::newRow("bad chunk size") << post + "Transfer-Encoding: chunked" + end + "0x3\r\nabc\r\n0\r\n\r\n" << 411;
    QTest::newRow("tab before colon") << post + "Content-Length\t: 2" + end + "ab" << 400;
    QTest::newRow("space in a name") << get + "Content Length: 2" + end + "ab" << 400;
    QTest::newRow("no name") << get + ": b" + end << 400;
    QTest::newRow("no colon") << get + "X" + end << 400;
    QTest::newRow("folded with a tab") << get + "X: y\r\n\tz" + end << 400;
    QTest::newRow("folded first line") << "GET / HTTP/1.1\r\n Host: h" + end << 400;
    QTest::newRow("bare carriage return") << get + "X: y\rZ: z" + end << 400;
    QTest::newRow("bare line feed in a value") << get + "X: y\nContent-Length: 5" + end << 400;
    QTest::newRow("nul in a name") << get + QByteArray("X\0: y", 5) + end << 400;
    QTest::newRow("nul in the target") << QByteArray("GET /\0 HTTP/1.1\r\nHost: h", 24) + end << 400;
    QTest::newRow("nul in the method") << QByteArray("G\0T / HTTP/1.1\r\nHost: h", 23) + end << 400;
    QTest::newRow("two hosts") << get + "host: g" + end << 400;
    QTest::newRow("no host but a user") << "GET / HTTP/1.1\r\nHost: a@b" + end << 400;
    QTest::newRow("a path as host") << "GET / HTTP/1.1\r\nHost: a/b" + end << 400;
    QTest::newRow("two words as host") << "GET / HTTP/1.1\r\nHost: a b" + end << 400;
    QTest::newRow("two authorizations") << get + "Authorization: Bearer a\r\nauthorization: Bearer b" + end << 400;
    QTest::newRow("target with a host") << "GET http://evil/x HTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("target with the right host") << "GET http://h/x HTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("target without a slash") << "GET x HTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("no target") << "GET  HTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("star, but no options") << "GET * HTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("space in the target") << "GET /a b HTTP/1.1\r\nHost: h" + end << 505;
    QTest::newRow("tab in the target") << "GET /a\tb HTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("two spaces") << "GET  /a HTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("tabs between the words") << "GET\t/a\tHTTP/1.1\r\nHost: h" + end << 400;
    QTest::newRow("small http") << "GET /a http/1.1\r\nHost: h" + end << 505;
    QTest::newRow("version 1.10") << "GET /a HTTP/1.10\r\nHost: h" + end << 505;
    QTest::newRow("101 fields") << get + QByteArray("a:b\r\n").repeated(100) + "\r\n" << 431;
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

void TestRequestParser::lengthsMayBeWrittenAsTheyLike_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("as usual") << "Content-Length: 2"_ba;
    QTest::newRow("small") << "content-length: 2"_ba;
    QTest::newRow("shouted") << "CONTENT-LENGTH: 2"_ba;
    QTest::newRow("narrow") << "Content-Length:2"_ba;
    QTest::newRow("wide") << "Content-Length: \t 2 \t"_ba;
    QTest::newRow("zeros before") << "Content-Length: 0002"_ba;
}

void TestRequestParser::lengthsMayBeWrittenAsTheyLike()
{
    QFETCH(QByteArray, line);
    RequestParser parser(4096, 4096);
    parser.append("POST / HTTP/1.1\r\nHost: h\r\n" + line + "\r\n\r\nabGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(parser.next(), Outcome::Complete);
    QCOMPARE(parser.take().body, "ab"_ba);
    QCOMPARE(parser.next(), Outcome::Complete);
    QCOMPARE(parser.take().target, "/next"_ba);
}

void TestRequestParser::a100FieldsAreNotTooMany()
{
    RequestParser parser(4096, 4096);
    parser.append("GET / HTTP/1.1\r\nHost: h\r\n" + QByteArray("a:b\r\n").repeated(99) + "\r\n");
    QCOMPARE(parser.next(), Outcome::Complete);
    QCOMPARE(parser.take().headers.fields().size(), 100);
}

namespace
{
HttpLimits withLargePlans()
{
    HttpLimits limits;
    limits.body = 10;
    limits.large = {{"/plan", 20}, {"/sounds/", 30}};
    limits.largeAtOnce = 1;
    return limits;
}
QByteArray posting(const QByteArray &target, int bytes)
{
    return "POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(bytes) + "\r\n\r\n";
}
} // namespace

void TestRequestParser::somePathsMayBeLarger_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("the path") << "/plan"_ba << 20 << 0;
    QTest::newRow("with a query") << "/plan?x=/y"_ba << 20 << 0;
    QTest::newRow("too large for it too") << "/plan"_ba << 21 << 413;
    QTest::newRow("another that begins so") << "/plans"_ba << 20 << 413;
    QTest::newRow("below a folder") << "/sounds/hello"_ba << 30 << 0;
    QTest::newRow("in a query") << "/?/plan"_ba << 20 << 413;
    QTest::newRow("any other") << "/"_ba << 11 << 413;
}

void TestRequestParser::somePathsMayBeLarger()
{
    QFETCH(int, bytes);
    QFETCH(int, status);
    RequestParser parser(withLargePlans(), std::make_shared<int>(0));
    QFETCH(QByteArray, target);
    parser.append(posting(target, bytes) + QByteArray(bytes, 'x'));
    QCOMPARE(parser.next(), status ? Outcome::Wrong : Outcome::Complete);
    QCOMPARE(parser.status(), status);
}

void TestRequestParser::fewLargeBodiesComeInAtATime()
{
    const auto now = std::make_shared<int>(0);
    auto first = std::make_unique<RequestParser>(withLargePlans(), now);
    RequestParser second(withLargePlans(), now), third(withLargePlans(), now), small(withLargePlans(), now);
    first->append(posting("/plan", 20));
    QCOMPARE(first->next(), Outcome::NeedMore);
    second.append(posting("/plan", 20));
    QCOMPARE(second.next(), Outcome::Wrong);
    QCOMPARE(second.status(), 503);
    small.append(posting("/plan", 10) + QByteArray(10, 'x'));
    QCOMPARE(small.next(), Outcome::Complete);

    first.reset(); // it hung up
    third.append(posting("/plan", 20) + QByteArray(20, 'x'));
    QCOMPARE(third.next(), Outcome::Complete);
    third.take();
    QCOMPARE(*now, 0);
}

void TestRequestParser::optionsMayAskForTheServer()
{
    RequestParser parser(4096, 4096);
    parser.append("OPTIONS * HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\n\r\n");
    QCOMPARE(parser.next(), Outcome::Complete);
    QCOMPARE(parser.take().target, "*"_ba);
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
