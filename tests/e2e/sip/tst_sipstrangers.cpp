// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever is not our server gets nobody to talk to: nothing listens, and what is sent to the ports of the desk changes nothing.
#include "tests/e2e/sip/hostile.h"
#include "tests/e2e/sip/siptest.h"
#include "tests/e2e/sip/sockets.h"

#include <QTcpSocket>
#include <QUdpSocket>

#include <unistd.h>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

constexpr int datagrams = 20'000; // to each port

} // namespace

class TestSipStrangers : public SipTest {
    Q_OBJECT

    QList<quint16> m_before; // ports of this process without a desk

    bool begin() override
    {
        m_desk.reset();
        m_before = portsOf(::getpid());
        return true;
    }
    static QList<quint16> portsOf(qint64 process)
    {
        QList<quint16> ports;
        for (const HeldSocket &socket : socketsOf(process).value_or(QList<HeldSocket>()))
            ports.append(socket.port);
        return ports;
    }
    static void ways()
    {
        QTest::addColumn<Over>("over");
        QTest::newRow("udp") << Over::Udp;
        QTest::newRow("tcp") << Over::Tcp;
        QTest::newRow("tls") << Over::Tls;
    }

private Q_SLOTS:
    void init()
    {
        if (!socketsOf(::getpid()))
            QSKIP("there is no /proc to look into");
        m_desk = std::make_unique<Desk>(*m_peers);
    }

    void nothingListens_data() { ways(); }
    void nothingListens()
    {
        QFETCH(Over, over);
        QVERIFY(m_desk->registers(m_desk->account(over)));

        const auto held = socketsOf(m_desk->line->processId());

        if (!held)
            QSKIP("only root may look at the engine's sockets");
        QVERIFY(!held->isEmpty());
        for (const HeldSocket &socket : *held) {
            QVERIFY2(!socket.isListening, "a TCP port is open to everybody");
            QVERIFY2(socket.isTcp || socket.isConnected, "a UDP port is open to everybody");
        }
        QCOMPARE(portsOf(::getpid()), m_before); // the desk itself has no telephone's port at all
    }

    void datagramsOfStrangersChangeNothing_data() { ways(); }
    void datagramsOfStrangersChangeNothing()
    {
        QFETCH(Over, over);
        QVERIFY(m_desk->registers(m_desk->account(over)));
        QVERIFY(m_peers->startBaresip(m_peers->path(u"far.wav"_s), true, over == Over::Tls ? u"tls"_s : u"udp"_s, over == Over::Tls));
        const LegId during = m_desk->talksTo(u"bob"_s); // so that it holds the ports of a call too
        QVERIFY(during);
        QVERIFY(isHeardHere(1, 0.9));
        const qint64 process = m_desk->line->processId(), memory = memoryOf(process);
        const QList<quint16> ports = portsOf(process);
        if (ports.isEmpty())
            QSKIP("only root may look at the engine's sockets");
        QUdpSocket stranger;
        QVERIFY(stranger.bind(QHostAddress::LocalHost));
        int sent = 0;
        const auto send = [&](const QByteArray &datagram) {
            for (const quint16 port : ports)
                stranger.writeDatagram(datagram, QHostAddress::LocalHost, port);
            if (++sent % 50 == 0)
                QTest::qWait(1); // the engine's sockets have buffers of a few hundred datagrams: let it read them
        };
        const auto isAlive = [&] { return m_desk->line->processId() == process && phone().isRegistered() && isIn(during, CallState::Active); };

        for (const hostile::Killer &killer : hostile::killers())
            send(killer.datagram);
        send(hostile::controlKiller);
        hostile::Random random;
        while (sent < datagrams)
            send(hostile::mutatedSip(random));
        for (const quint16 port : ports) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, port);
            QVERIFY2(!socket.waitForConnected(500), "a stranger gets a connection");
        }

        QVERIFY(isAlive());
        QVERIFY(sounds::becomeLike(m_farSays, [this] { return latestHeard(); }, 0.2, 0.9));
        QVERIFY2(!stranger.hasPendingDatagrams(), "a stranger gets an answer");
        const qint64 grown = memoryOf(process) - memory;
        qInfo() << ports.size() << "ports got" << sent << "datagrams each; memory grew by" << grown << "kB";
        QVERIFY(grown < 20'000);
        phone().hangUp(during);
        QVERIFY(becomesOver(during));
        const LegId after = m_desk->talksTo(u"bob"_s);
        QVERIFY(after);
        QVERIFY(isHeardHere(1, 0.9));
        QVERIFY(isHeardThere());
        QCOMPARE(m_desk->line->processId(), process);
    }
};

QTEST_GUILESS_MAIN(TestSipStrangers)
#include "tst_sipstrangers.moc"
