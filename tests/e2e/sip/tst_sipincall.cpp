// SPDX-License-Identifier: GPL-3.0-or-later
// What is done within a call, with the sound compared at both ends. Runs once for each way to the server.
#include "tests/e2e/sip/farphone.h"
#include "tests/e2e/sip/siptest.h"

#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSipInCall : public SipTest {
    Q_OBJECT

private Q_SLOTS:
    void holdIsSilenceThereAndResumeIsSound()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        QVERIFY(thereIsLoud(true));

        phone().hold(leg, true);
        QVERIFY(becomes(leg, CallState::HeldByUs));
        QVERIFY(thereIsLoud(false));

        phone().hold(leg, false);
        QVERIFY(becomes(leg, CallState::Active));
        QVERIFY(isHeardHere(2, 0.9)); // a stream of its own, from the resuming on
    }

    void whatWeSayAfterResumingIsHeardAgain()
    {
        FarPhone far(m_farSays);
        const LegId leg = m_desk->talksTo(far.user());
        QVERIFY(leg);
        phone().hold(leg, true);
        QVERIFY(becomes(leg, CallState::HeldByUs));

        phone().hold(leg, false);

        QVERIFY(becomes(leg, CallState::Active));
        far.sound().forgetHeard();
        QVERIFY(sounds::becomeLike(m_deskSays, [&] { return far.sound().heard(); }, 0.5));
        QVERIFY(sounds::becomeLike(m_farSays, [this] { return m_desk->heard(); }, 1, 0.9));
    }

    void theOtherEndCanHoldToo()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);

        m_peers->tellBaresip(u"hold"_s);
        const bool isHeld = becomes(leg, CallState::HeldByThem);
        QVERIFY2(isHeld, QByteArray::number(int(stateOf(*phone().call(leg)))).constData());

        m_peers->tellBaresip(u"resume"_s);
        QVERIFY(becomes(leg, CallState::Active));
    }

    void mutedIsSilenceThereAndSoundHere()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        QVERIFY(thereIsLoud(true));

        phone().mute(leg, true);

        QVERIFY(waitFor([&] { return phone().call(leg)->isMuted; }));
        QVERIFY(thereIsLoud(false));
        QVERIFY(waitFor([&] { return sounds::loudnessAtEnd(m_desk->heard(), 0.4) > loud; }));
        QVERIFY(waitFor([&] { return phone().call(leg)->levels.microphone > -40; })); // so that who talks while muted can be told
        QVERIFY(phone().call(leg)->isMuted);
        phone().mute(leg, false);
        QVERIFY(thereIsLoud(true));
    }

    void digitsArriveAtTheOtherEnd()
    {
        const LegId leg = m_desk->talksTo(isSafe() ? u"bob"_s : u"echo"_s);
        QVERIFY(leg);

        phone().sendDigits(leg, u"0123456789*#ABCD"_s);

        if (isSafe()) {
            const QString heard = QStringList(u"0123456789*#ABCD"_s.split(QString(), Qt::SkipEmptyParts)).join(u' ');
            QVERIFY2(waitFor([&] { return m_peers->digitsHeardByBaresip() == heard; }), qPrintable(m_peers->digitsHeardByBaresip()));
        } else {
            QVERIFY(waitFor([&] { return isOver(leg) || phone().call(leg)->digitsHeard.size() >= 16; }));
            QVERIFY(!isOver(leg));
            QCOMPARE(phone().call(leg)->digitsHeard, u"0123456789*#ABCD"_s);
        }
        QVERIFY2(waitFor([&] { return phone().call(leg)->digitsSent == "0123456789*#ABCD"_L1; }), qPrintable(phone().call(leg)->digitsSent));
    }

    void aRecordingHoldsBothSides()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        phone().record(leg, true);
        QVERIFY(waitFor([&] { return phone().call(leg)->isRecorded; }));
        const QString path = phone().call(leg)->recordPath;
        const qint64 begun = phone().call(leg)->quality.packetsHeard;
        QVERIFY(waitFor([&] { return phone().call(leg)->quality.packetsHeard > begun + 250; })); // five seconds
        phone().record(leg, false);
        QVERIFY(waitFor([&] { return !phone().call(leg)->isRecorded; }));
        phone().hangUp(leg);
        QVERIFY(becomesOver(leg));

        const auto recorded = [&] { return sounds::readAt8k(path); };
        QVERIFY(sounds::becomeLike(m_deskSays, recorded, 0.5, 0.4)); // in one of its half seconds
        QVERIFY(sounds::becomeLike(m_farSays, recorded, 0.5, 0.4));
    }

    void theLevelsAreThoseOfTheSound()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        const auto isSpeech = [](float level) { return level > -38 && level < 0; };
        QVERIFY(waitFor([&] { return isSpeech(phone().call(leg)->levels.microphone) && isSpeech(phone().call(leg)->levels.speaker); }));
    }

    void aMicrophoneThatGivesNothingIsSaidAndTakenBack()
    {
        const FileSound::Device desk{u"desk"_s, m_peers->path(u"desk.wav"_s), m_desk->heardFolder()};
        const FileSound::Device dead{u"dead"_s, QString(), m_desk->heardFolder()};
        m_desk->line->send(DevicesMayHaveChanged{{dead, desk}});
        QVERIFY(waitFor([&] { return phone().devices().devices.size() == 2; }));
        const QByteArray deadId = phone().devices().devices[0].id, deskId = phone().devices().devices[1].id;
        phone().preferDevices({.microphones = {deadId, deskId}, .speakers = {deskId}});
        QVERIFY(waitFor([&] { return phone().devices().microphone == deadId; }));
        QSignalSpy silent(&phone(), &Phone::microphoneSilent);

        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        QVERIFY(waitFor([&] { return silent.size() == 1; }));
        QCOMPARE(silent[0][1].toBool(), true);
        QVERIFY(waitFor([&] { return phone().call(leg)->levels.microphone <= -119; }));

        phone().preferDevices({.microphones = {deskId, deadId}, .speakers = {deskId}});
        QVERIFY(waitFor([&] { return silent.size() == 2; }));
        QCOMPARE(silent[1][1].toBool(), false);
        m_desk->line->send(DevicesMayHaveChanged{{desk}});
        QVERIFY(waitFor([&] { return phone().devices().devices.size() == 1; }));
    }

    void whoPullsTheMicrophoneOutGoesOnWithTheNext()
    {
        QVERIFY(sounds::writeWav(m_peers->path(u"headset.wav"_s), m_farSays, 16000));
        const FileSound::Device desk{u"desk"_s, m_peers->path(u"desk.wav"_s), m_desk->heardFolder()};
        const FileSound::Device headset{u"headset"_s, m_peers->path(u"headset.wav"_s), m_desk->heardFolder()};
        m_desk->line->send(DevicesMayHaveChanged{{desk, headset}});
        QVERIFY(waitFor([&] { return phone().devices().devices.size() == 2; }));
        const QByteArray deskId = phone().devices().devices[0].id, headsetId = phone().devices().devices[1].id;
        phone().preferDevices({.microphones = {headsetId, deskId}, .speakers = {headsetId, deskId}});
        QVERIFY(waitFor([&] { return phone().devices().microphone == headsetId; }));
        const LegId leg = m_desk->talksTo(u"echo"_s);
        QVERIFY(leg);
        QVERIFY(sounds::becomeLike(m_farSays, [this] { return m_desk->heard(); }, 2, 0.9)); // the headset's voice, out of the echo

        m_desk->line->send(DevicesMayHaveChanged{{desk}});

        QVERIFY(waitFor([&] { return phone().devices().microphone == deskId; }));
        QVERIFY(sounds::becomeLike(m_deskSays, [this] { return latestHeard(); }, 0.2, 0.9));
        QVERIFY(isIn(leg, CallState::Active));
    }
};

QTEST_GUILESS_MAIN(TestSipInCall)
#include "tst_sipincall.moc"
