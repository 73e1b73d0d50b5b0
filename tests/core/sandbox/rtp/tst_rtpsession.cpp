// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/rtpsession.h"
#include "tests/fakes/soundcompare.h"

#include <QNetworkDatagram>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace milassist::rtp;
using namespace Qt::StringLiterals;

namespace
{

const QHostAddress here(QHostAddress::LocalHost);

/// Two ends of a call, and a clock of 20 ms that makes one speak and the other listen.
struct Pair {
    Weather weather, fair;
    std::unique_ptr<RtpSession> one = RtpSession::open(here, weather), other = RtpSession::open(here, fair);
    std::vector<qint16> said, heard;

    explicit Pair(bool isSecure = false, Law law = Law::Mu)
    {
        AgreedMedia agreed;
        agreed.address = here;
        agreed.law = law;
        agreed.payloadType = law == Law::Mu ? 0 : 8;
        agreed.keyType = 101;
        const SrtpKey first{{}, Secret(QByteArray(30, 'a'))}, second{{}, Secret(QByteArray(30, 'b'))};
        const auto toward = [&](const RtpSession &session, const SrtpKey &ours, const SrtpKey &theirs) {
            agreed.port = session.port();
            agreed.rtcpPort = quint16(session.port() + 1);
            if (isSecure) {
                agreed.ours = ours;
                agreed.theirs = theirs;
            }
            return agreed;
        };
        one->start(toward(*other, first, second));
        other->start(toward(*one, second, first));
    }

    /// As a mixer does: what is due by the clock.
    void talk(const std::vector<qint16> &sound)
    {
        said = sound;
        heard.clear();
        QElapsedTimer clock;
        clock.start();
        const qsizetype frames = qsizetype(sound.size()) / samplesPerFrame;
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        qsizetype done = 0;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            for (; done < frames && done * 20 <= clock.elapsed(); ++done) {
                Frame frame;
                std::copy_n(sound.begin() + done * samplesPerFrame, samplesPerFrame, frame.begin());
                one->speak(frame);
                const Frame got = other->heard();
                heard.insert(heard.end(), got.begin(), got.end());
            }
        });
        timer.start(5);
        QTRY_VERIFY_WITH_TIMEOUT(done == frames, 20'000);
    }
};

} // namespace

class TestRtpSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidIsHeard_data();
    void whatIsSaidIsHeard();
    void everyKeyArrivesOnce();
    void silenceIsSentWhileNobodySpeaks();
    void strangersAndForgeriesChangeNothing_data();
    void strangersAndForgeriesChangeNothing();
    void lossAndRoundTripAreKnownAtBothEnds();
    void nothingIsSentOnHold();
};

void TestRtpSession::whatIsSaidIsHeard_data()
{
    QTest::addColumn<bool>("isSecure");
    QTest::addColumn<Law>("law");
    QTest::newRow("PCMU") << false << Law::Mu;
    QTest::newRow("PCMA") << false << Law::A;
    QTest::newRow("SRTP") << true << Law::Mu;
}

void TestRtpSession::whatIsSaidIsHeard()
{
    QFETCH(const bool, isSecure);
    QFETCH(const Law, law);
    Pair pair(isSecure, law);

    pair.talk(babble(3));

    const Likeness likeness = clearestStretch(pair.said, pair.heard, 4000, 800); // at most 100 ms late: whoever paused is late for a while
    QVERIFY2(likeness.correlation > 0.99, qPrintable(QString::number(likeness.correlation)));
    QVERIFY2(likeness.shift >= 0, qPrintable(QString::number(likeness.shift)));
}

void TestRtpSession::everyKeyArrivesOnce()
{
    Pair pair;
    QSignalSpy keys(pair.other.get(), &RtpSession::keyReleased);

    pair.one->sendKeys("0123456789*#ABCD");

    QTRY_COMPARE_WITH_TIMEOUT(keys.size(), 16, 10'000);
    QByteArray heard;
    for (const auto &key : keys)
        heard.append(key[0].value<char>());
    QCOMPARE(heard, "0123456789*#ABCD");
}

void TestRtpSession::silenceIsSentWhileNobodySpeaks()
{
    Pair pair;

    QTRY_VERIFY(pair.other->figures().received > 20 && pair.other->silentFor() < std::chrono::milliseconds(500));
}

void TestRtpSession::strangersAndForgeriesChangeNothing_data()
{
    QTest::addColumn<bool>("isSecure");
    QTest::newRow("RTP") << false;
    QTest::newRow("SRTP") << true;
}

void TestRtpSession::strangersAndForgeriesChangeNothing()
{
    QFETCH(const bool, isSecure);
    Pair pair(isSecure);
    QTRY_VERIFY(pair.other->figures().received > 2);
    QSignalSpy keys(pair.other.get(), &RtpSession::keyReleased);
    QUdpSocket stranger;
    QVERIFY(stranger.bind(here));
    QRandomGenerator dice(1);

    for (int i = 0; i < 6000; ++i) {
        QByteArray bytes = i % 2 ? RtpPacket{0, false, quint16(i), quint32(i), 9, QByteArray(160, 'x')}.toBytes()
                                 : RtcpPacket{9, SenderInfo{}, {}, "x", true}.toBytes();
        for (int edit = 0; edit < 3; ++edit)
            bytes[dice.bounded(int(bytes.size()))] = char(dice.bounded(256));
        bytes.truncate(dice.bounded(int(bytes.size()) + 1));
        stranger.writeDatagram(bytes, here, quint16(pair.other->port() + i % 2));
        if (i % 50 == 0)
            QCoreApplication::processEvents();
    }
    QTRY_VERIFY(pair.other->figures().dropped > 0);
    const auto isClear = [&pair] {
        pair.talk(babble(3));
        return clearestStretch(pair.said, pair.heard, 4000, 3200).correlation > 0.98;
    };

    bool isHeard = false;
    for (int tries = 0; !isHeard && tries < 6; ++tries) // a busy machine tears what a forgery would tear each time
        isHeard = isClear();
    QVERIFY(isHeard);
    QVERIFY(keys.isEmpty());
}

void TestRtpSession::lossAndRoundTripAreKnownAtBothEnds()
{
    Pair pair;
    pair.weather.lossOut = 0.2;
    pair.weather.delay = std::chrono::milliseconds(30);

    QTRY_VERIFY_WITH_TIMEOUT(pair.one->figures().roundTrip && pair.one->figures().lostAtTheirEnd > 0, 20'000);

    QVERIFY(*pair.one->figures().roundTrip >= std::chrono::milliseconds(29));
    QTRY_VERIFY(pair.other->figures().lost > 0);
}

void TestRtpSession::nothingIsSentOnHold()
{
    Pair pair;
    QTRY_VERIFY(pair.one->figures().sent > 5);
    AgreedMedia held;
    held.address = here;
    held.port = pair.other->port();
    held.rtcpPort = quint16(pair.other->port() + 1);
    held.weSend = false;

    pair.one->start(held);
    const quint32 sent = pair.one->figures().sent;
    pair.talk(babble(0.5));
    QCOMPARE(pair.one->figures().sent, sent);

    held.weSend = true;
    pair.one->start(held);
    pair.talk(babble(0.5));
    QVERIFY(pair.one->figures().sent >= sent + 25);
}

QTEST_GUILESS_MAIN(TestRtpSession)
#include "tst_rtpsession.moc"
