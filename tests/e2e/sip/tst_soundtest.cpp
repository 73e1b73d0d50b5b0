// SPDX-License-Identifier: GPL-3.0-or-later
// The test of microphone and loudspeaker before a call, in the real engine with devices made of files.
#include "core/voice/phone.h"
#include "core/voice/process/processline.h"
#include "tests/e2e/sip/peers.h"
#include "tests/e2e/sip/sounds.h"

#include <QDir>
#include <QTemporaryDir>
#include <QUdpSocket>
#include <QtTest>

#include <csignal>

using namespace milassist;
using namespace Qt::StringLiterals;
using Stage = SoundTest::Stage;

class TestSoundTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<qint16> m_says = babble(4, 1);
    FileSound::Device m_headset{u"headset"_s, m_folder.filePath(u"says.wav"_s), m_folder.path()}, m_muted{u"muted"_s, {}, {}};
    std::unique_ptr<ProcessLine> m_line;
    std::unique_ptr<Phone> m_phone;
    QList<SoundTest> m_told;

    bool plug(const FileSound::Device &device)
    {
        m_line->send(DevicesMayHaveChanged{{device}});
        return waitFor([&] { return m_phone->devices().devices.size() == 1 && m_phone->devices().devices.first().name == device.name; });
    }
    bool ends(Stage stage)
    {
        return waitFor([&] { return !m_told.isEmpty() && m_told.last().stage == stage; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(sounds::writeWav(m_headset.says, m_says, 16000));
        m_line = std::make_unique<ProcessLine>(EngineOptions{.program = u"" BINARY_DIR "/bin/milassist-voice"_s,
                                                             .setup = {.fileSound = FileSound{{m_headset}}, .loopbackOnly = true}});
        m_phone = std::make_unique<Phone>(*m_line, PhoneOptions{.country = u"US"_s});
        connect(m_phone.get(), &Phone::soundTested, this, [this](const SoundTest &test) { m_told.append(test); });
        m_line->start();
    }
    void init()
    {
        QVERIFY(plug(m_headset));
        m_told.clear();
    }
    void cleanupTestCase()
    {
        bool isStopped = false;
        connect(m_line.get(), &ProcessLine::stopped, this, [&isStopped] { isStopped = true; });
        m_line->stop();
        QVERIFY(waitFor([&isStopped] { return isStopped; }));
    }

    void whatIsSaidIsMeasuredThenPlayedBack()
    {
        m_phone->testSound();

        QVERIFY(ends(Stage::Done));
        QVERIFY(std::ranges::any_of(m_told, [](const SoundTest &test) { return test.stage == Stage::Listening && test.level > -40; }));
        QVERIFY(std::ranges::any_of(m_told, [](const SoundTest &test) { return test.stage == Stage::Playing && test.level > -40; }));
        QVERIFY(m_told.last().loudest > -40 && m_told.last().loudest < 0);
        const auto played = sounds::readAt8k(m_folder.filePath(u"heard-1.wav"_s));
        QVERIFY(played.size() > 2 * 8000);
        QVERIFY(sounds::clearest(m_says, played) >= 0.95);
    }

    void aMutedMicrophoneIsToldFromNone()
    {
        QVERIFY(plug(m_muted));
        m_phone->testSound();
        QVERIFY(ends(Stage::Done));
        QCOMPARE(m_told.last().loudest, -120.F);

        m_line->send(DevicesMayHaveChanged{});
        QVERIFY(waitFor([this] { return m_phone->devices().devices.isEmpty(); }));
        m_phone->testSound();
        QVERIFY(ends(Stage::NoMicrophone));
    }

    void whoLeavesEndsIt()
    {
        m_phone->testSound();
        QVERIFY(ends(Stage::Listening));
        m_phone->stopSoundTest();
        QVERIFY(ends(Stage::Stopped));
    }

    void anEngineThatEndsTakesTheTestWithItAndSaysSo()
    {
        m_phone->testSound();
        QVERIFY(ends(Stage::Listening));
        QCOMPARE(::kill(pid_t(m_line->processId()), SIGKILL), 0);
        QVERIFY(ends(Stage::EngineGone));

        QVERIFY(waitFor([this] { return m_line->isRunning(); }));
        m_phone->testSound(); // the next one can
        QVERIFY(ends(Stage::Listening));
        m_phone->stopSoundTest();
        QVERIFY(ends(Stage::Stopped));
    }

    void withoutAnEngineEachTestSaysSo()
    {
        ProcessLine line(EngineOptions{.program = u"/nonexistent/milassist-voice"_s, .setup = {.loopbackOnly = true}});
        Phone phone(line, PhoneOptions{.country = u"US"_s});
        QList<Stage> told;
        connect(&phone, &Phone::soundTested, this, [&told](const SoundTest &test) { told.append(test.stage); });
        line.start();
        phone.testSound(); // before it is known
        QVERIFY(waitFor([&told] { return told == QList{Stage::EngineMissing}; }));

        phone.testSound();
        QCOMPARE(told, (QList{Stage::EngineMissing, Stage::EngineMissing}));
    }

    void aCallTakesTheMicrophone()
    {
        QUdpSocket silence; // somebody who refused what is sent there would end the call
        QVERIFY(silence.bind(QHostAddress::LocalHost));
        LineAccount nobody;
        nobody.user = u"alice"_s;
        nobody.domain = u"acme.sip.test"_s;
        nobody.server = u"127.0.0.1"_s;
        nobody.port = silence.localPort();
        nobody.transport = SipTransport::Udp;
        m_phone->setAccount(nobody);
        m_phone->testSound();
        QVERIFY(ends(Stage::Listening));

        m_line->send(Dial{.leg = m_line->newLeg(), .uri = u"sip:bob@acme.sip.test"_s});
        QVERIFY(ends(Stage::InCall));
        m_told.clear();
        m_phone->testSound();
        QVERIFY(ends(Stage::InCall));
    }
};

QTEST_GUILESS_MAIN(TestSoundTest)
#include "tst_soundtest.moc"
