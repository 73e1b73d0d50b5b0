// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the engine that stand alone: the guard before the RTP parser, and what is kept of the library's log.
#include "core/voice/engine/loglines.h"
#include "core/voice/engine/packetgate.h"
#include "core/voice/engine/rtpguard.h"

#include <QTest>

#include <bctoolbox/logging.h>

#include <arpa/inet.h>

#include <thread>
#include <vector>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

bool rtp(const char *hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    return isSoundRtp(reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size()));
}
bool rtcp(const char *hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    return isSoundRtcp(reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size()));
}

sockaddr_in addressOf(const char *host, int port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(uint16_t(port));
    ::inet_pton(AF_INET, host, &address.sin_addr);
    return address;
}

} // namespace

class TestEngineParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlySoundThatIsWellFormedPasses()
    {
        QVERIFY(rtp("8000 0001 00000000 11111111 d5d5"));
        QVERIFY(rtp("8060 0001 00000000 11111111"));
        QVERIFY(rtp("8100 0001 00000000 11111111 22222222"));
        QVERIFY(rtp("9000 0001 00000000 11111111 bede0001 00000000"));
        QVERIFY(rtp("a000 0001 00000000 11111111 d502"));
        QVERIFY(!rtp(""));
        QVERIFY(!rtp("8000 0001 00000000 111111"));                     // header cut off
        QVERIFY(!rtp("4000 0001 00000000 11111111 d5d5"));              // version 1
        QVERIFY(!rtp("80c8 0001 00000000 11111111"));                   // a report at the wrong port
        QVERIFY(!rtp("8f00 0001 00000000 11111111"));                   // fifteen sources, none there
        QVERIFY(!rtp("9000 0001 00000000 11111111 bedeffff 00000000")); // extension too long
        QVERIFY(!rtp("9000 0001 00000000 11111111 be"));
        QVERIFY(!rtp("a000 0001 00000000 11111111 d5ff"));              // more padding than packet
        QVERIFY(!rtp("a000 0001 00000000 11111111 d500"));
    }

    void onlyReportsThatAreWellFormedPass()
    {
        QVERIFY(rtcp("80c90001 11111111"));                                                    // receiver report
        QVERIFY(rtcp("80c90001 11111111 81ca0003 11111111 01026162 00000000"));                // and a description
        QVERIFY(rtcp("80c90001 11111111 81cb0001 11111111"));                                  // and a farewell
        QVERIFY(!rtcp("83cd0002 11111111 22222222"));                                          // kills the library
        QVERIFY(!rtcp("80c90001 11111111 83cd0002 11111111 22222222"));                        // the same behind a report
        QVERIFY(!rtcp("80c80006 11111111 00000000"));                                          // cut off
        QVERIFY(!rtcp("81c90001 11111111"));                                                   // one block promised
        QVERIFY(!rtcp("80c90001 11111111 81ca0002 11111111 01ff6162"));                        // item runs out
        QVERIFY(!rtcp("80c90001 11111111 81ca0002 11111111 01026162"));                        // no end of the list
        QVERIFY(!rtcp("80c90001 11111111 8"));
        QVERIFY(!rtcp("81cb0001 11111111"));                                                   // must begin with a report
        QVERIFY(!rtcp("40c90001 11111111"));
        QVERIFY(!rtcp(""));
    }

    void onceTheOtherEndIsHeardNobodyElseIs()
    {
        using enum PacketGate::Strictness;
        const sockaddr_in there = addressOf("192.0.2.7", 20000), stranger = addressOf("192.0.2.7", 20002), moved = addressOf("192.0.2.8", 30000);
        const auto now = std::chrono::steady_clock::now();
        const auto letsIn = [&](PacketGate &gate, const sockaddr_in &from, const sockaddr_in &agreed, PacketGate::Strictness strictness, int seconds) {
            return gate.letsIn(reinterpret_cast<const sockaddr *>(&from), reinterpret_cast<const sockaddr *>(&agreed), strictness,
                               now + std::chrono::seconds(seconds));
        };

        PacketGate plain;
        QVERIFY(letsIn(plain, stranger, there, Plain, 0)); // they may speak from elsewhere
        QVERIFY(letsIn(plain, there, stranger, Plain, 1)); // the library sends there already; it was not agreed
        QVERIFY(!letsIn(plain, stranger, stranger, Plain, 1));
        QVERIFY(!letsIn(plain, stranger, there, Plain, 60));
        QVERIFY(letsIn(plain, moved, moved, Plain, 61)); // agreed anew
        QVERIFY(!letsIn(plain, there, moved, Plain, 61));

        PacketGate encrypted;
        QVERIFY(letsIn(encrypted, there, there, Encrypted, 0));
        QVERIFY(!letsIn(encrypted, stranger, there, Encrypted, 1));
        QVERIFY(letsIn(encrypted, stranger, there, Encrypted, 3)); // nothing is heard any more: its tag will tell
    }

    void aFloodIsNotReadForSecondsAfterwards()
    {
        const sockaddr_in there = addressOf("192.0.2.7", 20000);
        const auto *address = reinterpret_cast<const sockaddr *>(&there);
        const auto begin = std::chrono::steady_clock::now();
        PacketGate gate;
        int came = 0;
        for (int ms = 0; ms < 10'000; ++ms) // a thousand a second
            came += gate.letsIn(address, address, PacketGate::Strictness::Plain, begin + std::chrono::milliseconds(ms));
        QVERIFY2(came > 1000 && came < 1500, QByteArray::number(came).constData());

        for (int i = 0; i < 500; ++i) // short packets, a hundred a second
            QVERIFY(gate.letsIn(address, address, PacketGate::Strictness::Plain, begin + std::chrono::milliseconds(11'000 + 10 * i)));
    }

    void theGuardCountsAndCanLeaveEncryptedReportsAlone()
    {
        RtpGuard guard;
        const QByteArray killer = QByteArray::fromHex("83cd00021111111122222222");
        const auto *data = reinterpret_cast<const uint8_t *>(killer.constData());

        QVERIFY(!guard.letsIn(true, data, size_t(killer.size())));
        QVERIFY(!guard.letsIn(false, data, size_t(killer.size())));
        QCOMPARE(guard.droppedCount(), uint64_t(2));
        guard.setChecksControl(false);
        QVERIFY(guard.letsIn(true, data, size_t(killer.size())));
    }

    void secretsAndNumbersDoNotReachTheLog_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("plain") << QByteArray("Cannot open device") << QByteArray("x: Cannot open device");
        QTest::newRow("digest") << QByteArray("Authorization: Digest username=\"a\", response=\"0123\"") << QByteArray();
        QTest::newRow("key") << QByteArray("a=crypto:1 AES_CM_128 inline:abcd") << QByteArray();
        QTest::newRow("number") << QByteArray("No answer from +12065550142 at 10.1.2.3:5061") << QByteArray("x: No answer from ... at ...");
        QTest::newRow("address") << QByteArray("Cannot reach sip:anna@example.org;tag=1 now") << QByteArray("x: Cannot reach ... now");
        QTest::newRow("quoted") << QByteArray("Bad name \"Anna Lee\" in 'text'") << QByteArray("x: Bad name ... in ...");
        QTest::newRow("many lines") << QByteArray("channel sent:\nINVITE sip:x\nContact: y") << QByteArray("x: channel sent:");
    }
    void secretsAndNumbersDoNotReachTheLog()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, kept);

        QCOMPARE(keptOfLogLine("x", message), kept);
    }

    void aCertificateIsJudgedByTheLibrarysWords()
    {
        QCOMPARE(tlsProblemOf("Found certificate depth=[0], flags=[expired ]:"), TlsProblem::Expired);
        QCOMPARE(tlsProblemOf("Found certificate depth=[0], flags=[CN-mismatch ]:"), TlsProblem::WrongName);
        QCOMPARE(tlsProblemOf("Found certificate depth=[0], flags=[not-trusted ]:"), TlsProblem::NotTrusted);
        QCOMPARE(tlsProblemOf("Found certificate depth=[0], flags=[]:"), TlsProblem::None);
        QCOMPARE(tlsProblemOf("something expired"), TlsProblem::None);
    }

    void eachHandshakeIsJudgedByItself()
    {
        const auto hear = [](CertificateFindings &findings, int depth, const QByteArray &flags) {
            findings.hear("Found certificate depth=[" + QByteArray::number(depth) + "], flags=[" + flags + "]:");
        };
        CertificateFindings findings;
        hear(findings, 1, "not-trusted ");
        hear(findings, 0, "expired ");
        QCOMPARE(findings.take(), TlsProblem::Expired); // the worst of a chain
        QCOMPARE(findings.take(), TlsProblem::None);

        hear(findings, 1, {}); // late, of the connection before
        hear(findings, 0, "expired ");
        hear(findings, 1, {});
        hear(findings, 0, "CN-mismatch ");
        QCOMPARE(findings.take(), TlsProblem::WrongName);

        hear(findings, 0, "expired ");
        hear(findings, 0, "not-trusted "); // signed by themselves, one after the other
        QCOMPARE(findings.take(), TlsProblem::NotTrusted);
        hear(findings, 0, "expired ");
        hear(findings, 2, {});
        QCOMPARE(findings.take(), TlsProblem::None);
        findings.hear("Found certificate depth=[");
        findings.hear("certificate expired");
        QCOMPARE(findings.take(), TlsProblem::None);
    }

    void linesOfManyThreadsAtOnceAreAllRead()
    {
        LogLines lines;
        std::vector<std::thread> writers;
        for (int i = 0; i < 4; ++i)
            writers.emplace_back([] {
                for (int line = 0; line < 20'000; ++line)
                    bctbx_log("belle-sip", BCTBX_LOG_MESSAGE, "channel [%i]: Found certificate depth=[0], flags=[not-trusted ]", line);
            });
        for (std::thread &writer : writers)
            writer.join();

        QCOMPARE(lines.takeTlsProblem(), TlsProblem::NotTrusted);
        QCOMPARE(lines.takeTlsProblem(), TlsProblem::None);
    }
};

QTEST_GUILESS_MAIN(TestEngineParts)
#include "tst_engineparts.moc"
