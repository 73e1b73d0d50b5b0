// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/negotiation.h"

#include <QTest>

using namespace milassist;
using namespace milassist::rtp;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray head = "v=0\r\no=- 5 6 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\n";
const QByteArray cryptoLines = "a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:" + QByteArray(46, 'k').toBase64()
    + "\r\na=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:" + QByteArray(30, 'k').toBase64() + "|2^31\r\n";

LocalMedia local(bool isSecure = false)
{
    return {QHostAddress(u"127.0.0.1"_s), 4000, 1, 1, isSecure, Secret(QByteArray(30, 'o'))};
}

} // namespace

class TestSdp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strangeDescriptionsAreNone_data();
    void strangeDescriptionsAreNone();
    void theAnswerTakesTheOffersFirstLawAndItsNumbers_data();
    void theAnswerTakesTheOffersFirstLawAndItsNumbers();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
    void holdIsMirrored_data();
    void holdIsMirrored();
    void otherMediaAreRefusedInPlace();
    void anOfferAndItsAnswerAgree_data();
    void anOfferAndItsAnswerAgree();
};

void TestSdp::strangeDescriptionsAreNone_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no origin") << QByteArray(head).replace("o=- 5 6 IN IP4 10.0.0.1\r\n", "");
    QTest::newRow("no name") << QByteArray(head).replace("s=-\r\n", "");
    QTest::newRow("version 1") << QByteArray(head).replace("v=0", "v=1");
    QTest::newRow("a line that is none") << QByteArray(head + "nonsense\r\n");
    QTest::newRow("no formats") << QByteArray(head + "m=audio 4000 RTP/AVP\r\n");
    QTest::newRow("port 70000") << QByteArray(head + "m=audio 70000 RTP/AVP 0\r\n");
    QTest::newRow("2000 formats") << QByteArray(head + "m=audio 4000 RTP/AVP" + QByteArray(" 0").repeated(2000) + "\r\n");
    QTest::newRow("300 media") << QByteArray(head + QByteArray("m=audio 4000 RTP/AVP 0\r\n").repeated(300));
    QTest::newRow("1000 lines") << QByteArray(head + QByteArray("a=x\r\n").repeated(1000));
}

void TestSdp::strangeDescriptionsAreNone()
{
    QFETCH(const QByteArray, text);

    QVERIFY(!Sdp::parse(text));
}

void TestSdp::theAnswerTakesTheOffersFirstLawAndItsNumbers_data()
{
    QTest::addColumn<QByteArray>("media");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("keyType");

    QTest::newRow("PCMU first") << QByteArray("m=audio 5000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n")
                                << QByteArray("m=audio 4000 RTP/AVP 0 101\r\n") << 101;
    QTest::newRow("PCMA first") << QByteArray("m=audio 5000 RTP/AVP 8 0 96\r\na=rtpmap:96 telephone-event/8000\r\n")
                                << QByteArray("m=audio 4000 RTP/AVP 8 96\r\n") << 96;
    QTest::newRow("101 is for 48 kHz") << QByteArray("m=audio 5000 RTP/AVP 98 0 97 101\r\na=rtpmap:98 opus/48000/2\r\n"
                                                     "a=rtpmap:101 telephone-event/48000\r\na=rtpmap:97 telephone-event/8000\r\n")
                                       << QByteArray("m=audio 4000 RTP/AVP 0 97\r\n") << 97;
    QTest::newRow("no keys") << QByteArray("m=audio 5000 RTP/AVP 0\r\n") << QByteArray("m=audio 4000 RTP/AVP 0\r\n") << -1;
    QTest::newRow("PCMU under a number of its own") << QByteArray("m=audio 5000 RTP/AVP 110\r\na=rtpmap:110 PCMU/8000\r\n")
                                                    << QByteArray("m=audio 4000 RTP/AVP 110\r\n") << -1;
    QTest::newRow("with feedback") << QByteArray("m=audio 5000 RTP/AVPF 0\r\n") << QByteArray("m=audio 4000 RTP/AVPF 0\r\n")
                                   << -1;
}

void TestSdp::theAnswerTakesTheOffersFirstLawAndItsNumbers()
{
    QFETCH(const QByteArray, media);
    QFETCH(const QByteArray, line);

    const auto answer = answerTo(*Sdp::parse(head + media), local());

    QVERIFY(answer);
    QVERIFY2(answer->sdp.toBytes().contains(line), answer->sdp.toBytes());
    QTEST(answer->agreed.keyType.value_or(-1), "keyType");
    QCOMPARE(answer->agreed.address, QHostAddress(u"10.0.0.1"_s));
    QCOMPARE(answer->agreed.port, quint16(5000));
    QCOMPARE(answer->agreed.rtcpPort, quint16(5001));
    QCOMPARE(Sdp::parse(answer->sdp.toBytes())->toBytes(), answer->sdp.toBytes());
}

void TestSdp::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("media");
    QTest::addColumn<bool>("isSecure");

    QTest::newRow("no media") << QByteArray() << false;
    QTest::newRow("video only") << QByteArray("m=video 5000 RTP/AVP 0\r\n") << false;
    QTest::newRow("port 0") << QByteArray("m=audio 0 RTP/AVP 0\r\n") << false;
    QTest::newRow("opus only") << QByteArray("m=audio 5000 RTP/AVP 98\r\na=rtpmap:98 opus/48000/2\r\n") << false;
    QTest::newRow("PCMU at 16 kHz") << QByteArray("m=audio 5000 RTP/AVP 98\r\na=rtpmap:98 PCMU/16000\r\n") << false;
    QTest::newRow("SRTP where there must be none") << QByteArray("m=audio 5000 RTP/SAVP 0\r\n" + cryptoLines) << false;
    QTest::newRow("RTP where there must be SRTP") << QByteArray("m=audio 5000 RTP/AVP 0\r\n" + cryptoLines) << true;
    QTest::newRow("SRTP without a key") << QByteArray("m=audio 5000 RTP/SAVP 0\r\n") << true;
    QTest::newRow("a suite we do not know") << QByteArray("m=audio 5000 RTP/SAVP 0\r\n"
                                                          + cryptoLines.left(cryptoLines.indexOf('\n') + 1))
                                            << true;
    QTest::newRow("a key too short") << QByteArray(
        "m=audio 5000 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:YWJj\r\n")
                                     << true;
    QTest::newRow("DTLS") << QByteArray("m=audio 5000 UDP/TLS/RTP/SAVP 0\r\na=fingerprint:sha-256 AA\r\n") << true;
}

void TestSdp::whatDoesNotFitIsRefused()
{
    QFETCH(const QByteArray, media);
    QFETCH(const bool, isSecure);

    const auto offer = Sdp::parse(head + media);

    QVERIFY(offer);
    QVERIFY(!answerTo(*offer, local(isSecure)));
    QVERIFY(!agreedBy(*offer, local(isSecure)));
}

void TestSdp::holdIsMirrored_data()
{
    QTest::addColumn<QByteArray>("attribute");
    QTest::addColumn<QByteArray>("ours");
    QTest::addColumn<bool>("weSend");

    QTest::newRow("nothing said") << QByteArray() << QByteArray("a=sendrecv\r\n") << true;
    QTest::newRow("hold with music") << QByteArray("a=sendonly\r\n") << QByteArray("a=recvonly\r\n") << false;
    QTest::newRow("hold") << QByteArray("a=inactive\r\n") << QByteArray("a=inactive\r\n") << false;
    QTest::newRow("only listening") << QByteArray("a=recvonly\r\n") << QByteArray("a=sendonly\r\n") << true;
    QTest::newRow("the old way") << QByteArray("c=IN IP4 0.0.0.0\r\n") << QByteArray("a=sendrecv\r\n") << false;
}

void TestSdp::holdIsMirrored()
{
    QFETCH(const QByteArray, attribute);
    QFETCH(const QByteArray, ours);

    const auto answer = answerTo(*Sdp::parse(head + "m=audio 5000 RTP/AVP 0\r\n" + attribute), local());

    QVERIFY(answer->sdp.toBytes().contains(ours));
    QTEST(answer->agreed.weSend, "weSend");
}

void TestSdp::otherMediaAreRefusedInPlace()
{
    const auto offer = Sdp::parse(head + "m=video 6000 RTP/AVP 99\r\nm=audio 5000 RTP/AVP 0\r\nm=audio 5002 RTP/AVP 0\r\n");

    const QByteArray answer = answerTo(*offer, local())->sdp.toBytes();

    const qsizetype video = answer.indexOf("m=video 0 RTP/AVP 99\r\n"), audio = answer.indexOf("m=audio 4000 RTP/AVP 0\r\n");
    QVERIFY(video > 0 && audio > video && answer.indexOf("m=audio 0 RTP/AVP 0\r\n") > audio);
}

void TestSdp::anOfferAndItsAnswerAgree_data()
{
    QTest::addColumn<bool>("isSecure");
    QTest::newRow("RTP") << false;
    QTest::newRow("SRTP") << true;
}

void TestSdp::anOfferAndItsAnswerAgree()
{
    QFETCH(const bool, isSecure);
    LocalMedia here = local(isSecure), there = local(isSecure);
    there.port = 6000;
    there.key = Secret(QByteArray(30, 't'));

    const auto answer = answerTo(*Sdp::parse(offerOf(here).toBytes()), there);
    const auto agreed = agreedBy(*Sdp::parse(answer->sdp.toBytes()), here);

    QVERIFY(agreed);
    QCOMPARE(agreed->port, quint16(6000));
    QCOMPARE(answer->agreed.port, quint16(4000));
    QCOMPARE(agreed->keyType, 101);
    QCOMPARE(agreed->ours, answer->agreed.theirs);
    QCOMPARE(agreed->theirs, answer->agreed.ours);
    QCOMPARE(bool(agreed->ours), isSecure);
}

QTEST_GUILESS_MAIN(TestSdp)
#include "tst_sdp.moc"
