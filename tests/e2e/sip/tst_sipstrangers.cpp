// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever is not our server gets nothing to talk to; and a server gone bad costs at most the call.
#include "tests/e2e/sip/desk.h"
#include "tests/e2e/sip/hostileserver.h"
#include "tests/e2e/sip/sockets.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <unistd.h>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

QByteArray head(const QByteArray &method, const QByteArray &more, const QByteArray &body = {})
{
    static int count = 0;
    const QByteArray id = QByteArray::number(++count);
    return method + " sip:alice@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5099;branch=z9hG4bK" + id
        + "\r\nFrom: <sip:x@y.test>;tag=t" + id + "\r\nTo: <sip:alice@acme.sip.test>\r\nCall-ID: stranger-" + id + "\r\nCSeq: 1 " + method
        + "\r\nContact: <sip:x@127.0.0.1:5099>\r\nMax-Forwards: 70\r\n" + more + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

const QByteArray goodSdp = "v=0\r\no=x 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";
const QByteArray sdpWithoutOrigin = "v=0\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";

/// One datagram each that ends the library where it arrives.
QList<std::pair<const char *, QByteArray>> killers()
{
    return {{"SUBSCRIBE", head("SUBSCRIBE", "Event: presence\r\n")},
            {"INVITE without o=", head("INVITE", "Content-Type: application/sdp\r\n", sdpWithoutOrigin)},
            {"INVITE with Replaces", head("INVITE", "Replaces: x\r\nContent-Type: application/sdp\r\n", goodSdp)},
            {"MESSAGE", head("MESSAGE", "Content-Type: text/plain\r\n", "hello")}};
}

class Random {
public:
    quint32 next(quint32 below)
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return quint32(m_state >> 33) % below;
    }

private:
    quint64 m_state = 42;
};

QByteArray mutated(QByteArray message, Random &random)
{
    for (quint32 edits = 1 + random.next(6); edits > 0 && !message.isEmpty(); --edits) {
        const auto at = qsizetype(random.next(quint32(message.size())));
        switch (random.next(4)) {
        case 0: message[at] = char(random.next(256)); break;
        case 1: message.remove(at, 1 + qsizetype(random.next(20))); break;
        case 2: message.insert(at, message.mid(qsizetype(random.next(quint32(message.size()))), 30)); break;
        default: message.insert(at, QByteArray(1 + qsizetype(random.next(60)), "%\r\n:;<\"0"[random.next(8)])); break;
        }
    }
    return message.left(1400);
}

QByteArray hostileRtp(Random &random, bool isControl)
{
    QByteArray packet(8 + qsizetype(random.next(200)), '\0');
    for (char &byte : packet)
        byte = char(random.next(256));
    if (random.next(4) != 0)
        packet[0] = char(0x80 | (packet[0] & 0x3F));
    if (isControl)
        packet[1] = char(200 + random.next(8));
    return packet;
}

} // namespace

class TestSipStrangers : public QObject {
    Q_OBJECT

    std::unique_ptr<Peers> m_peers;
    std::unique_ptr<Desk> m_desk;

    QList<HeldSocket> sockets() const { return socketsOf(m_desk->line->processId()).value_or(QList<HeldSocket>()); }

private Q_SLOTS:
    void initTestCase()
    {
        const QStringList missing = Peers::missing();
        if (!missing.isEmpty() && qEnvironmentVariable("MILASSIST_PEERS") != u"required")
            QSKIP(qPrintable(u"not installed: "_s + missing.join(u' ')));
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
        m_peers = std::make_unique<Peers>();
        QVERIFY(sounds::writeWav(m_peers->path(u"desk.wav"_s), babble(4, 1), 16000));
        std::vector<qint16> minutes;
        for (int i = 0; i < 60; ++i) {
            const auto more = babble(4, 2);
            minutes.insert(minutes.end(), more.begin(), more.end());
        }
        QVERIFY(sounds::writeWav(m_peers->path(u"far.wav"_s), minutes, 8000));
        QVERIFY(m_peers->startServer());
    }
    void init()
    {
        m_desk = std::make_unique<Desk>(*m_peers);
        if (!socketsOf(::getpid()))
            QSKIP("there is no /proc to look into");
    }
    void cleanup() { m_desk.reset(); }

    void nothingListens_data()
    {
        QTest::addColumn<int>("over");
        QTest::newRow("udp") << int(Over::Udp);
        QTest::newRow("tcp") << int(Over::Tcp);
        QTest::newRow("tls") << int(Over::Tls);
    }
    void nothingListens()
    {
        QFETCH(int, over);
        QVERIFY(m_desk->registers(m_desk->account(Over(over))));

        const QList<HeldSocket> held = sockets();

        if (held.isEmpty())
            QSKIP("only root may look at the engine's sockets");
        for (const HeldSocket &socket : held) {
            QVERIFY2(!socket.isListening, "a TCP port is open to everybody");
            QVERIFY2(socket.isTcp || socket.isConnected, "a UDP port is open to everybody");
        }
    }

    void datagramsOfStrangersChangeNothing_data()
    {
        QTest::addColumn<int>("over");
        QTest::newRow("plain call") << int(Over::Udp);
        QTest::newRow("encrypted call") << int(Over::Tls);
    }
    void datagramsOfStrangersChangeNothing()
    {
        QFETCH(int, over);
        QVERIFY(m_peers->startBaresip(m_peers->path(u"far.wav"_s), true, Over(over) == Over::Tls ? u"tls"_s : u"udp"_s,
                                      Over(over) == Over::Tls));
        QVERIFY(m_desk->registers(m_desk->account(Over(over))));
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        QVERIFY(waitFor([&] { return m_desk->phone->call(leg)->quality.packetsHeard > 50; }));
        const qint64 process = m_desk->line->processId();
        const QList<HeldSocket> held = sockets();
        if (held.isEmpty())
            QSKIP("only root may look at the engine's sockets");
        QUdpSocket stranger;
        QVERIFY(stranger.bind(QHostAddress::LocalHost));
        Random random;
        int sent = 0;
        const auto send = [&](const QByteArray &datagram) {
            for (const HeldSocket &socket : held) {
                if (!socket.isTcp)
                    stranger.writeDatagram(datagram, QHostAddress::LocalHost, socket.port);
            }
            if (++sent % 50 == 0)
                QTest::qWait(1); // the engine's sockets have buffers of a few hundred datagrams: let it read them
        };

        const auto deadly = killers();
        for (const auto &[name, killer] : deadly)
            send(killer);
        send(QByteArray::fromHex("83cd00021111111122222222"));
        for (int i = 0; i < 20'000 / int(held.size()); ++i)
            send(mutated(deadly[qsizetype(random.next(4))].second, random));
        for (int i = 0; i < 12'000; ++i)
            send(hostileRtp(random, i % 2 == 0));

        const qint64 heard = m_desk->phone->call(leg) ? m_desk->phone->call(leg)->quality.packetsHeard : 0;
        QVERIFY(waitFor([&] { return m_desk->isOver(leg) || m_desk->phone->call(leg)->quality.packetsHeard > heard + 100; }));
        QVERIFY(m_desk->isIn(leg, CallState::Active));
        QVERIFY(m_desk->phone->isRegistered());
        QCOMPARE(m_desk->line->processId(), process);
    }

    void aServerGoneBadCostsAtMostTheCall()
    {
        HostileServer server;
        LineAccount account = m_desk->account(Over::Udp);
        account.port = server.port();
        QVERIFY(m_desk->registers(account));
        QSignalSpy lost(m_desk->phone.get(), &Phone::engineLost);

        for (const auto &[name, killer] : killers()) {
            const int before = server.registrations();
            lost.clear();
            QElapsedTimer timer;
            timer.start();
            server.send(killer);
            // Either it survives and answers a next message, or it is lost and back.
            const bool isLost = waitFor([&] { return !lost.isEmpty(); }, 500);
            if (isLost)
                QVERIFY2(waitFor([&] { return server.registrations() > before && m_desk->phone->isRegistered(); }), name);
            qInfo() << name << (isLost ? "ended the engine; registered again after" : "was survived") << timer.elapsed() << "ms";
            QVERIFY(m_desk->phone->isRegistered());
            QVERIFY(timer.elapsed() < 2000 * qEnvironmentVariable("MILASSIST_PATIENCE", u"1"_s).toInt());
        }
    }
};

QTEST_GUILESS_MAIN(TestSipStrangers)
#include "tst_sipstrangers.moc"
