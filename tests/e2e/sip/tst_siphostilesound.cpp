// SPDX-License-Identifier: GPL-3.0-or-later
// What comes to the ports of a call from people who mean no good: the call goes on and sounds as before.
#include "tests/e2e/sip/farphone.h"
#include "tests/e2e/sip/hostile.h"
#include "tests/e2e/sip/siptest.h"
#include "tests/e2e/sip/sockets.h"

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

using Kind = FarSound::Kind;

constexpr int packets = 12'000;
constexpr qint64 mostGrowth = 20'000; // kB

} // namespace

class TestSipHostileSound : public SipTest {
    Q_OBJECT

    bool begin() override { return true; }

private Q_SLOTS:
    void hostileSoundChangesNothing_data()
    {
        QTest::addColumn<Over>("over");
        QTest::addColumn<bool>("isPeer");
        QTest::addColumn<double>("likeness");
        QTest::newRow("a stranger, plain call") << Over::Udp << false << 0.9;
        QTest::newRow("a stranger, encrypted call") << Over::Tls << false << 0.9;
        QTest::newRow("the other end's own ports, plain call") << Over::Udp << true << 0.9;
        // The library delays the sound behind packets that turn out to be forged, and catches up little by little.
        QTest::newRow("the other end's own ports, encrypted call") << Over::Tls << true << 0.5;
    }
    void hostileSoundChangesNothing()
    {
        QFETCH(Over, over);
        QFETCH(bool, isPeer);
        QFETCH(double, likeness);
        QVERIFY(m_desk->registers(m_desk->account(over)));
        FarPhone far(m_farSays);
        const LegId leg = m_desk->talksTo(far.user());
        QVERIFY(leg);
        QVERIFY(isHeardHere(1, 0.9));
        QVERIFY(waitFor([&] { return phone().call(leg)->isEncrypted == (over == Over::Tls); }));
        const qint64 process = m_desk->line->processId(), memory = memoryOf(process);
        QUdpSocket stranger;
        QVERIFY(stranger.bind(QHostAddress::LocalHost));
        const rtp::AgreedMedia there = *far.sound().agreed();
        const auto send = [&](Kind kind, const QByteArray &packet) {
            if (isPeer)
                far.sound().send(kind, packet);
            else
                stranger.writeDatagram(packet, there.address, kind == Kind::Rtp ? there.port : there.rtcpPort);
        };
        hostile::Random random;

        for (int i = 0; i < packets; i += 2) {
            send(Kind::Rtp, hostile::hostileRtp(random, far.sound().next(), there.keyType.value_or(101)));
            send(Kind::Rtcp, hostile::hostileRtcp(random, far.sound().next()));
            if (i % 40 == 0)
                QTest::qWait(1); // the engine's sockets have buffers of a few hundred packets: let it read them
        }

        QVERIFY(isIn(leg, CallState::Active));
        QVERIFY(sounds::becomeLike(m_farSays, [this] { return latestHeard(); }, 0.2, likeness));
        far.sound().forgetHeard();
        QVERIFY(sounds::becomeLike(m_deskSays, [&] { return far.sound().heard(); }, 0.2, 0.9));
        QVERIFY2(!stranger.hasPendingDatagrams(), "what we say goes to a stranger");
        QVERIFY(isIn(leg, CallState::Active));
        QCOMPARE(m_desk->line->processId(), process);
        const qint64 grown = memoryOf(process) - memory;
        qInfo() << "memory grew by" << grown << "kB";
        QVERIFY(grown < mostGrowth);
        phone().hangUp(leg);
        QVERIFY(waitFor([&] { return far.isOver(); }));
        QVERIFY(phone().isRegistered());
    }

    void aStrangerWhoSpeaksClearlyIsNotTakenForTheOtherEnd_data()
    {
        QTest::addColumn<bool>("isSilent");
        QTest::newRow("while they speak") << false;
        QTest::newRow("while they are silent") << true;
    }
    void aStrangerWhoSpeaksClearlyIsNotTakenForTheOtherEnd()
    {
        QFETCH(bool, isSilent);
        QVERIFY(m_desk->registers(m_desk->account(Over::Udp)));
        FarPhone far(m_farSays);
        const LegId leg = m_desk->talksTo(far.user());
        QVERIFY(leg);
        QVERIFY(isHeardHere(1, 0.9));
        const std::vector<qint16> strangerSays = babble(4, 9);
        FarSound stranger(strangerSays);

        stranger.follow(*far.sound().agreed()); // to the desk's own port, as if it were agreed

        far.sound().setSilent(isSilent);
        far.sound().forgetHeard();
        QVERIFY(waitFor([&] { return stranger.spoken() > 250; })); // five seconds
        QVERIFY2(stranger.heard().empty(), "what we say goes to a stranger");
        QVERIFY(sounds::likeness(strangerSays, latestHeard(), 0.2) < 0.5);
        QVERIFY(sounds::becomeLike(m_deskSays, [&] { return far.sound().heard(); }, 2));
        far.sound().setSilent(false);
        QVERIFY(sounds::becomeLike(m_farSays, [this] { return latestHeard(); }, 0.2, 0.9));
        QVERIFY(sounds::likeness(strangerSays, latestHeard(), 0.2) < 0.5);
    }
};

QTEST_GUILESS_MAIN(TestSipHostileSound)
#include "tst_siphostilesound.moc"
