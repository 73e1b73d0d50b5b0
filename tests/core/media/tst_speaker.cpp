// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/playback.h"
#include "sounds.h"

#include <QBuffer>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace milassist;
using namespace milassist::sounds;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The real sound device of this machine is a null sink of a sound server of our own; what it plays is recorded.
class TestSpeaker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theDeviceIsListed();
    void aToneIsHeardAtItsPitchAtDoubleSpeed();
    void pauseAndResumeLoseNothing();
    void aLostSoundServerIsTold(); // it ends the server
    void aServerThatComesBackLateIsHeardAgain();

private:
    bool startServer();
    void hearTheTone();

    QTemporaryDir m_runtime;
    QProcess m_server;
};

namespace {

/// Waits until the sound is over: what is recorded comes later than it is played, by another way.
Audio heardBy(QProcess &recorder)
{
    constexpr qsizetype piece = 80; // 10 ms
    const auto isLoud = [](const qint16 *from) { return std::any_of(from, from + piece, [](qint16 sample) { return std::abs(int(sample)) > 500; }); };
    QList<qint16> all;
    QByteArray rest;
    const auto isOver = [&] {
        rest += recorder.readAllStandardOutput();
        const qsizetype known = all.size();
        all.resize(known + rest.size() / 2);
        memcpy(all.data() + known, rest.constData(), size_t(rest.size() / 2 * 2));
        rest.remove(0, rest.size() / 2 * 2);
        qsizetype loud = 0, silent = 0; // pieces, and those of the silence at the end
        for (qsizetype at = 0; at + piece <= all.size(); at += piece) {
            loud += isLoud(all.constData() + at);
            silent = isLoud(all.constData() + at) ? 0 : silent + 1;
        }
        return loud > 0 && silent > 50;
    };
    (void)QTest::qWaitFor(isOver, 20'000);
    Audio audio; // without the silences, also those in which the machine was too busy to play
    for (qsizetype at = 0; at + piece <= all.size(); at += piece) {
        if (isLoud(all.constData() + at))
            audio.samples.append(all.sliced(at, piece));
    }
    return audio;
}

} // namespace

void TestSpeaker::initTestCase()
{
    if (QStandardPaths::findExecutable(u"pulseaudio"_s).isEmpty() || QStandardPaths::findExecutable(u"parec"_s).isEmpty())
        QSKIP("SKIPPED: no pulseaudio on this machine");
    // Before the first use of QMediaDevices, which connects only once.
    qputenv("XDG_RUNTIME_DIR", m_runtime.path().toLocal8Bit());
    qputenv("HOME", m_runtime.path().toLocal8Bit());
    qunsetenv("PULSE_SERVER");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // a sound server already on that bus would send ours away
    qunsetenv("DISPLAY");                  // through which it would find the bus all the same
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (!startServer())
        QSKIP("SKIPPED: pulseaudio does not start here");
}

bool TestSpeaker::startServer()
{
    const QString socket = m_runtime.filePath(u"pulse/native"_s);
    QFile::remove(socket); // of one that was killed
    m_server.start(u"pulseaudio"_s, {u"-n"_s, u"--daemonize=no"_s, u"--exit-idle-time=-1"_s, u"--log-level=error"_s, u"-L"_s,
                             u"module-native-protocol-unix"_s, u"-L"_s,
                             u"module-null-sink sink_name=t rate=48000 sink_properties=device.description=Test"_s});
    // The file is there before the server listens, and Qt asks only once.
    const auto isListening = [&socket] {
        QLocalSocket door;
        door.connectToServer(socket);
        return door.waitForConnected(200);
    };
    return m_server.waitForStarted() && QTest::qWaitFor([&] { return isListening() || m_server.state() == QProcess::NotRunning; }, 10000)
        && m_server.state() == QProcess::Running;
}

void TestSpeaker::cleanupTestCase()
{
    m_server.terminate();
    m_server.waitForFinished();
}

void TestSpeaker::theDeviceIsListed()
{
    SpeakerOut out;

    QTRY_VERIFY(!out.devices().isEmpty());
    QVERIFY(out.devices().first().isDefault);
    QCOMPARE(out.devices().first().name, u"Test"_s);
}

void TestSpeaker::aToneIsHeardAtItsPitchAtDoubleSpeed()
{
    hearTheTone();
}

void TestSpeaker::hearTheTone()
{
    QProcess recorder;
    recorder.start(u"parec"_s, {u"-d"_s, u"t.monitor"_s, u"--rate=8000"_s, u"--channels=1"_s, u"--format=s16le"_s, u"--latency-msec=20"_s});
    QVERIFY(recorder.waitForStarted());
    QTRY_VERIFY(recorder.bytesAvailable() > 0);
    Playback playback(std::make_unique<SpeakerOut>());
    playback.setSpeed(2);
    playback.load(tone(440, 4), {});
    QSignalSpy ended(&playback, &Playback::reachedEnd);

    playback.play();
    QVERIFY(playback.isPlaying());
    QTRY_VERIFY_WITH_TIMEOUT(playback.position() > 1s, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);

    QCOMPARE(playback.position(), 4000ms);
    const Audio heard = heardBy(recorder);
    recorder.terminate();
    recorder.waitForFinished();
    QVERIFY2(std::abs(pitchOf(heard) - 440) < 4.4, qPrintable(QString::number(pitchOf(heard))));
    QVERIFY2(heard.duration() > 1850ms && heard.duration() < 2100ms, qPrintable(QString::number(heard.duration().count())));
}

void TestSpeaker::pauseAndResumeLoseNothing()
{
    Playback playback(std::make_unique<SpeakerOut>());
    playback.load(tone(440, 8), {});
    QSignalSpy ended(&playback, &Playback::reachedEnd);

    playback.play();
    QTRY_VERIFY(playback.position() > 500ms);
    playback.pause();
    const auto held = playback.position();
    playback.play();
    QTRY_VERIFY(playback.position() > held);
    playback.seek(7500ms);

    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 10'000);
    QVERIFY(held < 7500ms);
}

void TestSpeaker::aLostSoundServerIsTold()
{
    Playback playback(std::make_unique<SpeakerOut>());
    playback.load(tone(440, 30), {});
    QSignalSpy failed(&playback, &Playback::failed);
    playback.play();
    QTRY_VERIFY(playback.position() > 300ms);

    m_server.kill();
    m_server.waitForFinished();

    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), 20'000);
    QCOMPARE(playback.state(), Playback::State::Paused);
}

void TestSpeaker::aServerThatComesBackLateIsHeardAgain()
{
    static std::atomic<int> givenUp = 0; // Qt says when it has looked for the server once more and found none: it never looks again
    static QtMessageHandler before = nullptr;
    before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
        givenUp += text.contains("pa_context_connect() failed"_L1);
        before(type, context, text);
    });
    SpeakerOut out;
    QBuffer silence;
    silence.setData(QByteArray(48000, 0));
    QVERIFY(silence.open(QIODevice::ReadOnly));
    const bool isGivenUp = QTest::qWaitFor([] { return givenUp > 0; }, 20000);
    QVERIFY(!out.start(silence, 24000, 1, {})); // there is nothing to be heard on, and it is said
    qInstallMessageHandler(before);
    QVERIFY(isGivenUp);

    QVERIFY(startServer());

    hearTheTone();
    QSignalSpy drained(&out, &AudioOut::drained);
    QVERIFY(silence.seek(0));
    QVERIFY(out.start(silence, 24000, 1, "t"));
    QTRY_COMPARE_WITH_TIMEOUT(drained.size(), 1, 5000);
    QCOMPARE(out.heardFrames(), 24000);
    QSignalSpy failed(&out, &AudioOut::failed);
    silence.setData(QByteArray(480000, 0));
    QVERIFY(silence.open(QIODevice::ReadOnly));
    QVERIFY(out.start(silence, 24000, 1, {}));
    m_server.kill();
    m_server.waitForFinished();
    QTRY_COMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(TestSpeaker)
#include "tst_speaker.moc"
