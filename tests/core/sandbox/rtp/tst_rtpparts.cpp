// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/jitterbuffer.h"
#include "core/sandbox/rtp/keys.h"
#include "core/sandbox/rtp/reception.h"
#include "core/sandbox/rtp/srtp.h"

#include <QTest>

using namespace milassist;
using namespace milassist::rtp;
using namespace std::chrono_literals;

namespace
{

std::vector<qint16> frameOf(qint16 value)
{
    return std::vector<qint16>(samplesPerFrame, value);
}

} // namespace

class TestRtpParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundSurvivesBothLaws_data();
    void soundSurvivesBothLaws();
    void knownBytesOfG711();
    void packetsAreReadAndWritten();
    void damagedPacketsAreNone_data();
    void damagedPacketsAreNone();
    void reportsAreReadAndWritten();
    void aKeyIsToldOnceWhateverIsLost();
    void keysArePlayedAsPackets();
    void soundComesOutInOrderAndPace();
    void latePacketsMakeTheBufferWaitLonger();
    void silenceFillsWhatWasLost();
    void anotherStreamStartsAnew();
    void lossAndRoundTripAreCounted();
    void encryptedPacketsOpenOnceAndOnlyWithTheKey_data();
    void encryptedPacketsOpenOnceAndOnlyWithTheKey();
};

void TestRtpParts::soundSurvivesBothLaws_data()
{
    QTest::addColumn<Law>("law");
    QTest::newRow("PCMU") << Law::Mu;
    QTest::newRow("PCMA") << Law::A;
}

void TestRtpParts::soundSurvivesBothLaws()
{
    QFETCH(const Law, law);

    for (int sample = -32768; sample <= 32767; ++sample) {
        const int again = decoded(law, encoded(law, qint16(sample)));
        const int error = std::abs(again - sample), most = std::max(16, std::abs(sample) / 24);
        if (error > most && std::abs(sample) < 32000)
            QFAIL(qPrintable(QStringLiteral("%1 became %2").arg(sample).arg(again)));
    }
    for (int byte = 0; byte < 256; ++byte) { // what was decoded once is not changed again; +0 and -0 are one in PCMU
        const quint8 twice = encoded(law, decoded(law, quint8(byte)));
        QCOMPARE(decoded(law, twice), decoded(law, quint8(byte)));
    }
}

void TestRtpParts::knownBytesOfG711()
{
    QCOMPARE(encoded(Law::Mu, 0), quint8(0xff));
    QCOMPARE(encoded(Law::Mu, 32767), quint8(0x80));
    QCOMPARE(encoded(Law::Mu, -32768), quint8(0x00));
    QCOMPARE(decoded(Law::Mu, 0x00), qint16(-32124));
    QCOMPARE(encoded(Law::A, 0), quint8(0xd5));
    QCOMPARE(encoded(Law::A, 32767), quint8(0xaa));
    QCOMPARE(decoded(Law::A, 0xaa), qint16(32256));
    QCOMPARE(decoded(Law::A, 0x55), qint16(-8));
}

void TestRtpParts::packetsAreReadAndWritten()
{
    const RtpPacket packet{101, true, 65535, 0xfffffff0, 0x12345678, "sound"};
    QCOMPARE(RtpPacket::parse(packet.toBytes()), packet);

    // two contributing sources, an extension of one word, three bytes of padding
    const QByteArray full = QByteArray::fromHex("b2000001"
                                                "00000002"
                                                "00000003"
                                                "aaaaaaaa"
                                                "bbbbbbbb"
                                                "bede0001"
                                                "cccccccc"
                                                "7879"
                                                "000003");
    QCOMPARE(RtpPacket::parse(full)->payload, "xy");
}

void TestRtpParts::damagedPacketsAreNone_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("empty") << QByteArray();
    QTest::newRow("11 bytes") << QByteArray::fromHex("8000000100000002000000");
    QTest::newRow("version 1") << QByteArray::fromHex("400000010000000200000003");
    QTest::newRow("sources beyond the end") << QByteArray::fromHex("8f0000010000000200000003");
    QTest::newRow("extension beyond the end") << QByteArray::fromHex("900000010000000200000003bede00ff");
    QTest::newRow("padding longer than the packet") << QByteArray::fromHex("a00000010000000200000003ff");
    QTest::newRow("padding of nothing") << QByteArray::fromHex("a0000001000000020000000300");
    QTest::newRow("RTCP on the wrong port") << QByteArray::fromHex("80c90001000000020000000300");
}

void TestRtpParts::damagedPacketsAreNone()
{
    QFETCH(const QByteArray, bytes);

    QVERIFY(!RtpPacket::parse(bytes));
    QVERIFY(!RtcpPacket::parse(bytes));
}

void TestRtpParts::reportsAreReadAndWritten()
{
    const RtcpPacket packet{7, SenderInfo{1ull << 40, 2, 3, 4}, {{9, 128, -5, 70'000, 12, 13, 14}}, "desk@here", true};

    QCOMPARE(RtcpPacket::parse(packet.toBytes()), packet);
    QCOMPARE(packet.toBytes().size() % 4, 0);
    QVERIFY(!RtcpPacket::parse(packet.toBytes().chopped(1)));
    QVERIFY(!RtcpPacket::parse(QByteArray::fromHex("83cd00020000000100000002"))); // does not begin with a report
    QVERIFY(!RtcpPacket::parse(QByteArray::fromHex("9fc9000100000001")));         // 31 blocks announced, none there
}

void TestRtpParts::aKeyIsToldOnceWhateverIsLost()
{
    KeyReader reader;
    QCOMPARE(reader.read(1000, {.code = 5}), std::nullopt);
    QCOMPARE(reader.read(1000, {.code = 5, .end = true}), '5');
    QCOMPARE(reader.read(1000, {.code = 5, .end = true}), std::nullopt);

    QCOMPARE(reader.read(3000, {.code = 11, .end = true}), '#'); // only an end arrived

    QCOMPARE(reader.read(5000, {.code = 1}), std::nullopt); // no end arrived, and the next key is down
    QCOMPARE(reader.read(7000, {.code = 2}), '1');

    std::optional<char> key; // no end arrived, and nothing after it
    for (int tick = 0; tick < 20 && !key; ++tick)
        key = reader.tick();
    QCOMPARE(key, '2');
    QCOMPARE(reader.read(7000, {.code = 2, .end = true}), std::nullopt);  // the end after all
    QCOMPARE(reader.read(9000, {.code = 16, .end = true}), std::nullopt); // a hook flash is no key
}

void TestRtpParts::keysArePlayedAsPackets()
{
    KeyPlayer player;
    KeyReader reader;
    player.add("0123456789*#ABCDw1");
    QByteArray heard;
    quint32 timestamp = 0, keyTimestamp = 0;
    int ticks = 0;

    for (; player.isBusy(); ++ticks, timestamp += samplesPerFrame) {
        if (const auto step = player.next()) {
            if (step->isFirst)
                keyTimestamp = timestamp;
            const auto event = KeyEvent::parse(step->event.toBytes());
            if (const auto key = reader.read(keyTimestamp, *event))
                heard.append(*key);
        }
    }

    QCOMPARE(heard, "0123456789*#ABCD1");
    QCOMPARE(ticks, 17 * 10 + 25); // 200 ms a key, and half a second's wait
}

void TestRtpParts::soundComesOutInOrderAndPace()
{
    JitterBuffer buffer;
    const quint32 start = 0xffffff00; // the timestamp wraps on the way
    QList<int> heard;

    for (int i = 0; i < 20; ++i) {
        if (i % 2 == 0) { // pairs in the wrong order
            buffer.put(start + quint32(i + 1) * samplesPerFrame, frameOf(qint16(i + 1)));
            buffer.put(start + quint32(i) * samplesPerFrame, frameOf(qint16(i)));
        }
        heard.append(buffer.take()[80]);
    }

    const qsizetype first = heard.indexOf(1);
    QVERIFY2(first >= 2 && first <= 4, qPrintable(QString::number(first)));
    for (qsizetype i = first; i < heard.size(); ++i)
        QCOMPARE(heard[i], int(i - first) + 1);
}

void TestRtpParts::latePacketsMakeTheBufferWaitLonger()
{
    JitterBuffer buffer;
    int silent = 0;

    for (int i = 0; i < 200; ++i) { // every packet comes 120 ms after its moment, from the 10th on
        if (i < 10)
            buffer.put(quint32(i) * samplesPerFrame, frameOf(1));
        else if (i >= 16)
            buffer.put(quint32(i - 6) * samplesPerFrame, frameOf(1));
        const Frame frame = buffer.take();
        if (i > 40 && frame[0] == 0)
            ++silent;
    }

    QVERIFY(buffer.late() > 0);
    QCOMPARE(silent, 0);
}

void TestRtpParts::silenceFillsWhatWasLost()
{
    JitterBuffer buffer;
    int silent = 0;

    for (int i = 0; i < 50; ++i) {
        if (i % 10 != 5)
            buffer.put(quint32(i) * samplesPerFrame, frameOf(1));
        silent += buffer.take()[0] == 0;
    }

    QVERIFY2(silent >= 4 + 2 && silent <= 5 + 3, qPrintable(QString::number(silent))); // the lost ones and the first wait
}

void TestRtpParts::anotherStreamStartsAnew()
{
    JitterBuffer buffer;
    bool isHeard = false;
    for (int i = 0; i < 10; ++i) {
        buffer.put(quint32(i) * samplesPerFrame, frameOf(1));
        buffer.take();
    }

    for (int i = 0; i < 10; ++i) {
        buffer.put(0x80000000u + quint32(i) * samplesPerFrame, frameOf(2));
        isHeard = isHeard || buffer.take()[0] == 2;
    }

    QVERIFY(isHeard);
}

void TestRtpParts::lossAndRoundTripAreCounted()
{
    Reception reception;
    for (quint16 i = 0; i < 100; ++i) {
        if (i % 4 != 1) // 25 of 100 lost
            reception.received({0, false, quint16(65'500 + i), i * 160u, 7, {}}, i * 20ms);
    }
    const auto now = std::chrono::seconds(1'700'000'000);
    reception.received(SenderInfo{ntpTime(now), 0, 0, 0}, 5s);

    const auto block = reception.report(5s + 40ms);

    QCOMPARE(block->lost, 25);
    QCOMPARE(int(block->fractionLost), 64);
    QVERIFY(reception.jitterMs() < 1);
    const auto trip = roundTrip(*block, now + 100ms); // 40 ms of those were ours
    QVERIFY(trip && std::abs(trip->count() - 60'000) < 100);
    QVERIFY(!roundTrip({}, now));
}

void TestRtpParts::encryptedPacketsOpenOnceAndOnlyWithTheKey_data()
{
    QTest::addColumn<SrtpSuite>("suite");
    QTest::addColumn<int>("tag");
    QTest::newRow("long tag") << SrtpSuite::AesCm128HmacSha1_80 << 10;
    QTest::newRow("short tag") << SrtpSuite::AesCm128HmacSha1_32 << 4;
}

void TestRtpParts::encryptedPacketsOpenOnceAndOnlyWithTheKey()
{
    QFETCH(const SrtpSuite, suite);
    const SrtpKey ours{suite, Secret(QByteArray(30, 'a'))}, theirs{suite, Secret(QByteArray(30, 'b'))};
    const auto here = Srtp::make(ours, theirs), there = Srtp::make(theirs, ours), stranger = Srtp::make(theirs, theirs);
    const QByteArray plain = RtpPacket{0, false, 1, 2, 3, "the spoken word"}.toBytes();
    const QByteArray report = RtcpPacket{3, {}, {}, "name", false}.toBytes();

    const auto sealed = here->sealed(Srtp::Kind::Rtp, plain), sealedReport = here->sealed(Srtp::Kind::Rtcp, report);

    QTEST(int(sealed->size() - plain.size()), "tag");
    QVERIFY(!sealed->contains("spoken"));
    QVERIFY(!stranger->opened(Srtp::Kind::Rtp, *sealed));
    QCOMPARE(there->opened(Srtp::Kind::Rtp, *sealed), plain);
    QVERIFY(!there->opened(Srtp::Kind::Rtp, *sealed)); // the same once more
    QCOMPARE(there->opened(Srtp::Kind::Rtcp, *sealedReport), report);
    QVERIFY(!there->opened(Srtp::Kind::Rtp, plain));
    for (int length = 0; length < 40; ++length)
        QVERIFY(!there->opened(Srtp::Kind::Rtp, QByteArray(length, '\x8f'))
                && !there->opened(Srtp::Kind::Rtcp, QByteArray(length, '\x8f')));
    QVERIFY(!Srtp::make({suite, Secret("short")}, theirs));
}

QTEST_GUILESS_MAIN(TestRtpParts)
#include "tst_rtpparts.moc"
