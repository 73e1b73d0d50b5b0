// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/sipmessage.h"

#include <QTest>

using namespace milassist::sip;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray usual = "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKa;rport\r\n"
                         "Max-Forwards: 70\r\nFrom: <sip:desk1@acme.sip.test>;tag=f1\r\nTo: <sip:+15005550006@acme.sip.test>\r\n"
                         "Call-ID: c1\r\nCSeq: 1 INVITE\r\n";

QByteArray invite(const QByteArray &headers, const QByteArray &uri = "sip:+15005550006@acme.sip.test")
{
    return "INVITE " + uri + " SIP/2.0\r\n" + headers + "\r\n";
}

QByteArray usualWith(const char *from, const QByteArray &to)
{
    return QByteArray(usual).replace(from, to);
}

} // namespace

class TestSipMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsReadAndWrittenAgain();
    void compactNamesFoldedLinesAndListsAreUnderstood();
    void strangeMessages_data();
    void strangeMessages();
    void anAnswerCarriesWhatItMust();
    void aLineBreakNeverGetsIntoAHeader();
    void urisAreReadAndWritten_data();
    void urisAreReadAndWritten();
    void aStreamIsCutByContentLength();
    void pingsBetweenMessagesAreTold();
    void aStreamThatCannotBeFollowedIsWrong_data();
    void aStreamThatCannotBeFollowedIsWrong();
};

void TestSipMessage::aRequestIsReadAndWrittenAgain()
{
    const QByteArray text =
        invite(usual + "X-Reason: lunch, late\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n") + "v=0\r\nrest";

    const auto message = SipMessage::parse(text);

    QVERIFY(message);
    QVERIFY(!flawOf(*message));
    QCOMPARE(message->method, "INVITE");
    QCOMPARE(message->body, "v=0\r\n");
    QCOMPARE(message->from()->uri.user, "desk1");
    QCOMPARE(message->to()->uri.user, "+15005550006");
    QCOMPARE(message->topVia()->branch(), "z9hG4bKa");
    QVERIFY(message->topVia()->params.contains("rport"));
    QCOMPARE(message->values("X-Reason"), QList<QByteArray>{"lunch, late"});
    QCOMPARE(SipMessage::parse(message->toBytes())->toBytes(), message->toBytes());
}

void TestSipMessage::compactNamesFoldedLinesAndListsAreUnderstood()
{
    const auto message =
        SipMessage::parse("\r\nOPTIONS sip:a.test SIP/2.0\r\n"
                          "v:SIP / 2.0 / TCP [2001:db8::9:1];branch=z9hG4bKb , SIP/2.0/UDP host:5070\r\n"
                          " ;branch=z9hG4bKc\r\nf :\t\"A \\\"B\\\" <C>\" <sip:a@b.test>\r\n\t; tag=1\r\n"
                          "t: sip:x@b.test;tag=2\r\ni: id\r\nCSEQ:   0009\r\n OPTIONS\r\nl: 0\r\n"
                          "m: \"Comma, here\" <sip:a@10.0.0.1;transport=tcp>;expires=5, <sip:b@10.0.0.2>\r\n\r\n");

    QVERIFY(message);
    QVERIFY(!flawOf(*message));
    const auto vias = message->values("Via");
    QCOMPARE(vias.size(), 2);
    QCOMPARE(Via::parse(vias[0])->host, "[2001:db8::9:1]");
    QCOMPARE(Via::parse(vias[1])->port, quint16(5070));
    QCOMPARE(message->from()->name, "A \"B\" <C>");
    QCOMPARE(message->from()->tag(), "1");
    QCOMPARE(message->to()->tag(), "2");
    QVERIFY(message->to()->uri.params.isEmpty()); // without brackets the parameter is the header's
    QCOMPARE(message->cseq()->number, 9u);
    QCOMPARE(message->values("Contact").size(), 2);
    QCOMPARE(message->contact()->name, "Comma, here");
    QCOMPARE(message->contact()->uri.params.value("transport"), "tcp");
}

void TestSipMessage::strangeMessages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("answer"); // -2 no message, -1 nothing wrong, 0 nobody to answer, else the status

    QTest::newRow("nothing") << QByteArray() << -2;
    QTest::newRow("line breaks only") << QByteArray("\r\n\r\n") << -2;
    QTest::newRow("zeros") << QByteArray(40, '\0') << -2;
    QTest::newRow("no end of headers") << QByteArray("INVITE sip:a@b.test SIP/2.0\r\n" + usual) << -2;
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n") << -2;
    QTest::newRow("status of four digits") << QByteArray("SIP/2.0 2000 OK\r\n" + usual + "\r\n") << -2;
    QTest::newRow("status 099") << QByteArray("SIP/2.0 099 No\r\n" + usual + "\r\n") << -2;
    QTest::newRow("header without colon") << invite(usual + "Nonsense\r\n") << -2;
    QTest::newRow("first header folded") << invite(" folded: nowhere\r\n" + usual) << -2;
    QTest::newRow("a header of 9000 bytes") << invite(usual + "X-A: " + QByteArray(9000, 'a') + "\r\n") << -2;
    QTest::newRow("folds without end") << invite(usual + "X-A: a\r\n" + QByteArray(" aaaaaaa\r\n").repeated(1200)) << -2;
    QTest::newRow("200 headers") << invite(usual + QByteArray("X-A: a\r\n").repeated(200)) << -2;
    QTest::newRow("60 kB body") << invite(usual) + QByteArray(60'000, 'b') << -1;
    QTest::newRow("70 kB") << invite(usual) + QByteArray(70'000, 'b') << -2;

    QTest::newRow("as it should be") << invite(usual) << -1;
    QTest::newRow("a method nobody knows") << invite(usualWith("1 INVITE", "1 NEWMETHOD")).replace("INVITE sip", "NEWMETHOD sip")
                                           << -1;
    QTest::newRow("LF alone") << invite(usual).replace("\r\n", "\n") << -1;
    QTest::newRow("no Max-Forwards") << invite(usualWith("Max-Forwards: 70\r\n", "")) << -1;
    QTest::newRow("escaped user") << invite(usual, "sip:sips%3Auser%40example.com@acme.sip.test") << -1;
    QTest::newRow("unusual characters in the user") << invite(
        usual, "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@acme.sip.test")
                                                    << -1;
    QTest::newRow("response without reason") << QByteArray("SIP/2.0 200\r\n" + usual + "\r\n") << -1;
    QTest::newRow("response with UTF-8 reason") << QByteArray("SIP/2.0 200 = 2**3 \xd0\xbd\r\n" + usual + "\r\n") << -1;

    QTest::newRow("no Via") << invite(usual.mid(usual.indexOf("Max-"))) << 0;
    QTest::newRow("Via of another protocol") << invite(usualWith("SIP/2.0/UDP", "SIP/7.0/UDP")) << 0;
    QTest::newRow("no Call-ID") << invite(usualWith("Call-ID: c1\r\n", "")) << 0;
    QTest::newRow("two Call-IDs") << invite(usual + "Call-ID: c2\r\n") << 0;
    QTest::newRow("no From") << invite(usualWith("From: <sip:desk1@acme.sip.test>;tag=f1\r\n", "")) << 0;
    QTest::newRow("CSeq is a word") << invite(usualWith("1 INVITE", "one INVITE")) << 0;
    QTest::newRow("CSeq beyond 2^31") << invite(usualWith("1 INVITE", "36893488147419103232 INVITE")) << 0;
    QTest::newRow("CSeq of another method") << invite(usualWith("1 INVITE", "1 BYE")) << 400;
    QTest::newRow("bracket left open in To")
        << invite(usualWith("<sip:+15005550006@acme.sip.test>", "<sip:+15005550006@acme.sip.test")) << 400;
    QTest::newRow("quote left open in From") << invite(usualWith("<sip:desk1", "\"Mr. X <sip:desk1")) << 400;
    QTest::newRow("From without scheme") << invite(usualWith("sip:desk1@", "desk1@")) << 400;
    QTest::newRow("second Via is nonsense") << invite(usual + "Via: nonsense\r\n") << 400;
    QTest::newRow("version 7") << invite(usual).replace(" SIP/2.0\r\nVia", " SIP/7.0\r\nVia") << 505;
    QTest::newRow("scheme nobody knows") << invite(usual, "nobodyKnowsThisScheme:totallyopaquecontent") << 416;
    QTest::newRow("Request-URI in brackets") << invite(usual, "<sip:user@example.com>") << 400;
    QTest::newRow("space in the Request-URI") << invite(usual, "sip:user@example.com; lr") << 400;
    QTest::newRow("port 99999") << invite(usual, "sip:user@example.com:99999") << 400;
    QTest::newRow("zero in the user") << invite(usual, "sip:null-%00-null@example.com") << 400;
    QTest::newRow("half an escape") << invite(usual, "sip:user%2@example.com") << 400;
    QTest::newRow("negative Content-Length") << invite(usual + "Content-Length: -999\r\n") << 400;
    QTest::newRow("Content-Length of a bank") << invite(usual + "Content-Length: 99999999999999999999\r\n") << 400;
    QTest::newRow("Content-Length beyond the datagram") << invite(usual + "Content-Length: 9999\r\n") + "v=0\r\n" << 400;
    QTest::newRow("Max-Forwards 300") << invite(usualWith("Forwards: 70", "Forwards: 300")) << 400;
    QTest::newRow("format characters") << invite(usual, "sip:%n%s%d@example.com") << 400;
}

void TestSipMessage::strangeMessages()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, answer);

    const auto message = SipMessage::parse(text);

    QCOMPARE(bool(message), answer != -2);
    if (!message)
        return;
    const auto flaw = flawOf(*message);
    QCOMPARE(flaw ? flaw->status : -1, answer);
    if (answer > 0) // the answer can be made, and is a message itself
        QCOMPARE(SipMessage::parse(SipMessage::response(*message, answer, "t").toBytes())->status, answer);
}

void TestSipMessage::anAnswerCarriesWhatItMust()
{
    const auto request =
        SipMessage::parse(invite(usual + "Via: SIP/2.0/TCP second\r\nRecord-Route: <sip:proxy;lr>\r\nSubject: x\r\n"));

    const SipMessage trying = SipMessage::response(*request, 100, "mine");
    const SipMessage ringing = SipMessage::response(*request, 180, "mine");
    const SipMessage missing = SipMessage::response(*request, 404, "mine");

    QCOMPARE(trying.header("To"), "<sip:+15005550006@acme.sip.test>");
    QCOMPARE(ringing.to()->tag(), "mine");
    QCOMPARE(ringing.values("Via").size(), 2);
    QCOMPARE(ringing.header("Record-Route"), "<sip:proxy;lr>");
    QVERIFY(!missing.has("Record-Route"));
    QVERIFY(!missing.has("Subject"));
    QVERIFY(missing.toBytes().startsWith("SIP/2.0 404 Not Found\r\nVia: "));
}

void TestSipMessage::aLineBreakNeverGetsIntoAHeader()
{
    SipMessage message = SipMessage::request("INVITE", "sip:a@b.test");

    message.add("X-Note", "one\r\nX-Evil: two");
    message.add("X Evil", "no name");

    QCOMPARE(message.toBytes(), "INVITE sip:a@b.test SIP/2.0\r\nX-Note: one  X-Evil: two\r\nContent-Length: 0\r\n\r\n");
}

void TestSipMessage::urisAreReadAndWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("written");

    const auto row = [](const char *text, const char *user, const char *written = nullptr) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(user) << QByteArray(written ? written : text);
    };
    row("sip:acme.sip.test", "");
    row("sip:desk1@acme.sip.test:5061;transport=tls;lr", "desk1");
    row("SIP:Desk1@ACME.sip.Test", "Desk1", "sip:Desk1@acme.sip.test");
    row("sip:desk%201:secret@acme.sip.test", "desk 1", "sip:desk%201@acme.sip.test");
    row("sip:+15005550006@acme.sip.test?x-a=1&x-b=2", "+15005550006");
    row("sip:*21#@acme.sip.test", "*21#");
    row("sip:a@[::1]:5060", "a");
    row("tel:+15005550006", "+15005550006");
}

void TestSipMessage::urisAreReadAndWritten()
{
    QFETCH(const QByteArray, text);

    const auto uri = SipUri::parse(text);

    QVERIFY(uri);
    QTEST(uri->user, "user");
    QTEST(uri->toBytes(), "written");
    QCOMPARE(SipUri::parse(uri->toBytes()), uri);
    QCOMPARE(SipUri::parse("sip:a@b?x-a=1%202&x-b").value().headerFields(),
             (QList<std::pair<QByteArray, QByteArray>>{{"x-a", "1 2"}, {"x-b", ""}}));
}

void TestSipMessage::aStreamIsCutByContentLength()
{
    const QByteArray one = invite(usual + "Content-Length: 4\r\n") + "v=0\n", two = invite(usual + "l: 0\r\n");
    SipFramer framer;
    QList<QByteArray> bodies;

    for (const char byte : one + two + one) { // a byte at a time
        framer.append({&byte, 1});
        const auto outcome = framer.next();
        QVERIFY(outcome != SipFramer::Outcome::Wrong);
        if (outcome == SipFramer::Outcome::Message)
            bodies.append(framer.take().body);
    }

    QCOMPARE(bodies, (QList<QByteArray>{"v=0\n", "", "v=0\n"}));
}

void TestSipMessage::pingsBetweenMessagesAreTold()
{
    SipFramer framer;
    framer.append("\r\n\r\n");
    QCOMPARE(framer.next(), SipFramer::Outcome::Ping);
    QCOMPARE(framer.next(), SipFramer::Outcome::NeedMore);

    framer.append("\r\n" + invite(usual));

    QCOMPARE(framer.next(), SipFramer::Outcome::Message); // a single line break is the answer to our own
    QCOMPARE(framer.next(), SipFramer::Outcome::NeedMore);
}

void TestSipMessage::aStreamThatCannotBeFollowedIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("noise") << QByteArray("noise\r\n\r\n");
    QTest::newRow("headers without end") << QByteArray(70'000, 'a');
    QTest::newRow("length is a word") << invite(usual + "Content-Length: many\r\n");
    QTest::newRow("length too long") << invite(usual + "Content-Length: 70000\r\n");
}

void TestSipMessage::aStreamThatCannotBeFollowedIsWrong()
{
    QFETCH(const QByteArray, bytes);
    SipFramer framer;

    framer.append(bytes);

    QCOMPARE(framer.next(), SipFramer::Outcome::Wrong);
}

QTEST_GUILESS_MAIN(TestSipMessage)
#include "tst_sipmessage.moc"
