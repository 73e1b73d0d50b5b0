// SPDX-License-Identifier: GPL-3.0-or-later
// Every thing a person does with a call, over UDP, TCP and TLS with SRTP, with the sound compared at both ends.
#include "tests/e2e/sip/desk.h"

using namespace milassist;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(milassist::Over)

class TestSipCalls : public QObject {
    Q_OBJECT

    std::unique_ptr<Peers> m_peers;
    std::unique_ptr<Desk> m_desk;
    std::vector<qint16> m_deskSays = babble(4, 1), m_farSays = babble(4, 2);

    QString word(Over over) const { return over == Over::Udp ? u"udp"_s : over == Over::Tcp ? u"tcp"_s : u"tls"_s; }

    /// What baresip hears is what our microphone says, from second 2 on.
    bool isHeardThere(double second = 2)
    {
        double best = 0;
        const bool ok = waitFor([&] {
            best = sounds::likeness(m_deskSays, sounds::readAt8k(m_peers->heardByBaresip()), second);
            return best > 0.95;
        }, 8000);
        if (!ok)
            qWarning() << "there:" << best << "of" << sounds::readAt8k(m_peers->heardByBaresip()).size();
        return ok;
    }
    bool isHeardHere(double second = 2)
    {
        double best = 0;
        const bool ok = waitFor([&] {
            best = sounds::likeness(m_farSays, m_desk->heard(), second);
            return best > 0.95;
        }, 8000);
        if (!ok)
            qWarning() << "here:" << best << "of" << m_desk->heard().size();
        return ok;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QStringList missing = Peers::missing();
        if (!missing.isEmpty() && qEnvironmentVariable("MILASSIST_PEERS") != u"required")
            QSKIP(qPrintable(u"not installed: "_s + missing.join(u' ')));
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
        m_peers = std::make_unique<Peers>();
        QVERIFY(sounds::writeWav(m_peers->path(u"desk.wav"_s), m_deskSays, 16000));
        std::vector<qint16> minutes;
        for (int i = 0; i < 60; ++i)
            minutes.insert(minutes.end(), m_farSays.begin(), m_farSays.end());
        QVERIFY(sounds::writeWav(m_peers->path(u"far.wav"_s), minutes, 8000)); // baresip hangs up at its end
        QVERIFY(m_peers->startServer());
        QVERIFY(m_peers->startEcho());
        m_desk = std::make_unique<Desk>(*m_peers);
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        m_peers.reset();
    }

    void soundGoesBothWays_data()
    {
        QTest::addColumn<Over>("over");
        QTest::newRow("udp") << Over::Udp;
        QTest::newRow("tcp") << Over::Tcp;
        QTest::newRow("tls, encrypted") << Over::Tls;
    }
    void soundGoesBothWays()
    {
        QFETCH(Over, over);
        QVERIFY(m_peers->startBaresip(m_peers->path(u"far.wav"_s), true, word(over), over == Over::Tls));
        QVERIFY(m_desk->registers(m_desk->account(over)));

        const LegId leg = m_desk->talksTo(u"bob"_s);

        QVERIFY(leg);
        QVERIFY(waitFor([&] { return m_desk->phone->call(leg)->codec == u"PCMU"; }));
        QCOMPARE(m_desk->phone->call(leg)->isEncrypted, over == Over::Tls);
        QVERIFY(isHeardThere());
        QVERIFY(isHeardHere());
        m_desk->phone->hangUp(leg);
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::HungUp);
        QVERIFY(waitFor([&] { return m_peers->baresipEvents().contains(u"CALL_CLOSED"_s); }));
    }
};

QTEST_GUILESS_MAIN(TestSipCalls)
#include "tst_sipcalls.moc"
