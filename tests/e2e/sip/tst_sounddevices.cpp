// SPDX-License-Identifier: GPL-3.0-or-later
// Microphones and loudspeakers of a real sound server that come and go while somebody talks, and the end and return of the
// server itself. The far end sends back what it hears, so what leaves the loudspeaker is what the microphone said.
#include "tests/e2e/sip/desk.h"
#include "tests/e2e/sip/pulse.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSoundDevices : public QObject {
    Q_OBJECT

    std::unique_ptr<Pulse> m_pulse;
    std::unique_ptr<Peers> m_peers;
    std::unique_ptr<Desk> m_desk;
    std::vector<qint16> m_headsetSays = babble(4, 1), m_deskSays = babble(4, 2);

    Phone &phone() { return *m_desk->phone; }

    QByteArray idOf(const QString &name)
    {
        for (const SoundDevice &device : phone().devices().devices) {
            if (device.name == name && device.canRecord && device.canPlay)
                return device.id;
        }
        return {};
    }
    bool plug(const QString &name) { return m_pulse->plug(name, m_peers->path(name + u".wav"_s)); }
    bool write(const QString &name, const std::vector<qint16> &says)
    {
        std::vector<qint16> minutes;
        for (int i = 0; i < 60; ++i)
            minutes.insert(minutes.end(), says.begin(), says.end());
        return sounds::writeWav(m_peers->path(name + u".wav"_s), minutes, 16000);
    }
    bool uses(const QString &name)
    {
        const bool uses = waitFor([&] { return !idOf(name).isEmpty() && phone().devices().microphone == idOf(name) && phone().devices().speaker == idOf(name); });
        if (!uses)
            qWarning() << phone().devices().microphone << phone().devices().speaker;
        return uses;
    }
    /// Whether @p says comes out of the loudspeaker of @p name.
    bool isHeard(const std::vector<qint16> &says, const QString &name)
    {
        double best = 0;
        const bool isHeard = waitFor([&] {
            const auto heard = m_pulse->heard(name);
            if (heard.size() == 8000)
                best = std::max(best, sounds::clearness(says, heard, 0.3, 0.85));
            return best > 0.85;
        });
        if (!isHeard)
            qWarning() << "likeness" << best << "of" << m_pulse->heard(name).size() << "samples";
        return isHeard;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QStringList missing = Pulse::missing(); !missing.isEmpty())
            QSKIP(qPrintable(u"SKIPPED: not installed: "_s + missing.join(u' ')));
        const QStringList missing = Peers::missing();
        if (!missing.isEmpty() && qEnvironmentVariable("MILASSIST_PEERS") != u"required")
            QSKIP(qPrintable(u"SKIPPED: not installed: "_s + missing.join(u' ')));
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
        m_peers = std::make_unique<Peers>();
        QVERIFY(write(u"Headset"_s, m_headsetSays) && write(u"Desk"_s, m_deskSays));
        m_pulse = std::make_unique<Pulse>();
        QVERIFY(m_pulse->start());
        QVERIFY(m_peers->startServer() && m_peers->startEcho());
        QVERIFY(plug(u"Desk"_s) && plug(u"Headset"_s));
        m_desk = std::make_unique<Desk>(*m_peers, LineSetup(), Desk::Sound::Real);
        QVERIFY(m_desk->registers(m_desk->account(Over::Udp)));
        QVERIFY(waitFor([this] { return !idOf(u"Headset"_s).isEmpty() && !idOf(u"Desk"_s).isEmpty(); }));
        const QList<QByteArray> order{idOf(u"Headset"_s), idOf(u"Desk"_s)};
        phone().preferDevices({.microphones = order, .speakers = order});
        QVERIFY(uses(u"Headset"_s));
    }
    void cleanup()
    {
        if (!m_desk)
            return;
        for (const LiveCall &call : QList<LiveCall>(phone().calls()))
            phone().hangUp(call.leg);
        QVERIFY(waitFor([this] { return phone().calls().isEmpty(); }));
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        m_pulse.reset();
        m_peers.reset();
    }

    void aHeadsetPulledOutInACallAndPluggedInAgain()
    {
        const LegId leg = m_desk->talksTo(u"echo"_s);
        QVERIFY(leg);
        QVERIFY(isHeard(m_headsetSays, u"Headset"_s));

        m_pulse->pullOut(u"Headset"_s);

        QVERIFY(uses(u"Desk"_s));
        QVERIFY(isHeard(m_deskSays, u"Desk"_s));

        QVERIFY(plug(u"Headset"_s));

        QVERIFY(uses(u"Headset"_s));
        QVERIFY(isHeard(m_headsetSays, u"Headset"_s));
        QVERIFY(m_desk->isIn(leg, CallState::Active));
    }

    void theSoundServerDiesInACallAndComesBack()
    {
        const qint64 engine = m_desk->line->processId();
        const LegId leg = m_desk->talksTo(u"echo"_s);
        QVERIFY(leg);
        QVERIFY(isHeard(m_headsetSays, u"Headset"_s));

        m_pulse->kill();

        QVERIFY(waitFor([this] { return phone().devices().devices.isEmpty(); }));
        const auto sent = [&] { return phone().call(leg)->quality.packetsSent; };
        const qint64 before = sent();
        QVERIFY(waitFor([&] { return sent() > before + 100; })); // the other end must not take the line for dead
        phone().hold(leg, true);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::HeldByUs); }));
        phone().hold(leg, false);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));

        QVERIFY(m_pulse->start() && plug(u"Desk"_s) && plug(u"Headset"_s));

        QVERIFY(uses(u"Headset"_s));
        QVERIFY(isHeard(m_headsetSays, u"Headset"_s));
        QVERIFY(m_desk->isIn(leg, CallState::Active));
        QCOMPARE(m_desk->line->processId(), engine);
    }

    void aHeldCallIsNoReasonToStaySilent()
    {
        const LegId leg = m_desk->talksTo(u"echo"_s);
        QVERIFY(leg);
        phone().hold(leg, true);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::HeldByUs); }));

        m_pulse->kill();
        QVERIFY(waitFor([this] { return phone().devices().devices.isEmpty(); }));
        QVERIFY(m_pulse->start() && plug(u"Desk"_s) && plug(u"Headset"_s));
        QVERIFY(uses(u"Headset"_s));
        phone().hold(leg, false);

        QVERIFY(isHeard(m_headsetSays, u"Headset"_s));
    }

    void aServerThatDiesWhileItIsAskedHoldsNobodyUp()
    {
        const qint64 engine = m_desk->line->processId();
        QVERIFY(m_pulse->plug(u"Guest"_s, {})); // a moment later the engine asks which devices there are
        m_pulse->freeze();
        QTest::qWait(1000);

        m_pulse->kill();

        QVERIFY(waitFor([this] { return phone().devices().devices.isEmpty(); }));
        QCOMPARE(m_desk->line->processId(), engine);
        QVERIFY(m_pulse->start() && plug(u"Desk"_s) && plug(u"Headset"_s));
        QVERIFY(uses(u"Headset"_s));
    }

    void theTestPlaysBackWhatTheMicrophoneHeard()
    {
        QList<SoundTest> told;
        const auto watch = connect(m_desk->phone.get(), &Phone::soundTested, this, [&told](const SoundTest &test) { told.append(test); });
        m_pulse->takeAllHeard(u"Headset"_s);

        phone().testSound();

        QVERIFY(waitFor([&] { return !told.isEmpty() && told.last().stage == SoundTest::Stage::Done; }));
        std::vector<qint16> heard; // it comes by another way, the last of it a little later
        double best = 0;
        const bool isPlayed = waitFor([&] {
            const std::vector<qint16> more = m_pulse->takeAllHeard(u"Headset"_s);
            heard.insert(heard.end(), more.begin(), more.end());
            best = more.empty() ? best : sounds::clearest(m_headsetSays, heard, 0.9);
            return best > 0.85;
        });
        QVERIFY2(isPlayed, qPrintable(u"%1 of %2 samples"_s.arg(best).arg(heard.size())));
        QVERIFY(told.last().loudest > -40 && told.last().loudest < 0);
        disconnect(watch);
    }
};

QTEST_GUILESS_MAIN(TestSoundDevices)
#include "tst_sounddevices.moc"
