// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/playback.h"
#include "core/media/waveform.h"
#include "sounds.h"

#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace milassist::sounds;
using namespace std::chrono_literals;

namespace {

// The loudspeaker is replaced; its clock moves only when told.
struct Player {
    SilentOut *out = new SilentOut(SilentOut::Drive::ByHand);
    Playback playback{std::unique_ptr<AudioOut>(out)};
};

class BrokenOut : public SilentOut {
public:
    BrokenOut() : SilentOut(Drive::ByHand) {}
    Result<> start(QIODevice &, int, int, const QByteArray &) override
    {
        return fail(Error::Kind::Unavailable, QStringLiteral("no sound output device"));
    }
};

} // namespace

class TestPlayback : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingLoadedPlaysNothing();
    void thePositionIsWhatIsHeard();
    void fasterMeansFurther();
    void pauseHoldsThePosition();
    void seekingWhilePausedStaysPaused();
    void seekingWhilePlayingGoesOnPlaying();
    void theEndStopsAndPlayBeginsAgain();
    void skippedSilenceMovesThePositionOn();
    void aNewSoundTakesThePlaceOfTheOld();
    void withoutASoundDeviceItSaysSo();
    void aDeviceThatGoesAwayPausesAndPlayGoesOnThere();
    void theClockDrivesItToTheEndByItself();
    void aLoopIsPlayedAgainAndAgain();
    void aLoopToTheEndDoesNotEnd();
    void seekingOutOfALoopEndsIt();
    void aBlinkIsNoLoop();
};

void TestPlayback::nothingLoadedPlaysNothing()
{
    Player player;

    player.playback.play();
    player.playback.seek(5s);
    player.playback.load(Audio{}, {});

    QCOMPARE(player.playback.state(), Playback::State::Empty);
    QCOMPARE(player.playback.position(), 0ms);
}

void TestPlayback::thePositionIsWhatIsHeard()
{
    Player player;
    player.playback.load(tone(440, 10), {});
    QSignalSpy positions(&player.playback, &Playback::positionChanged);

    player.playback.play();
    player.out->advance(1500ms);

    QTRY_COMPARE(player.playback.position(), 1500ms);
    QVERIFY(!positions.isEmpty());
    QCOMPARE(player.playback.duration(), 10000ms);
}

void TestPlayback::fasterMeansFurther()
{
    Player player;
    player.playback.setSpeed(2.5);
    player.playback.load(tone(440, 10), {});

    player.playback.play();
    player.out->advance(2000ms);

    QTRY_VERIFY(qAbs((player.playback.position() - 5000ms).count()) <= 5);
}

void TestPlayback::pauseHoldsThePosition()
{
    Player player;
    player.playback.load(tone(440, 10), {});
    player.playback.play();
    player.out->advance(1s);

    player.playback.pause();
    player.out->advance(3s);

    QCOMPARE(player.playback.position(), 1000ms);
    player.playback.play();
    player.out->advance(500ms);
    QTRY_COMPARE(player.playback.position(), 1500ms);
}

void TestPlayback::seekingWhilePausedStaysPaused()
{
    Player player;
    player.playback.load(tone(440, 10), {});

    player.playback.seek(4s);
    QCOMPARE(player.playback.state(), Playback::State::Paused);
    QCOMPARE(player.playback.position(), 4000ms);
    player.playback.seekBy(-10s);
    QCOMPARE(player.playback.position(), 0ms);
    player.playback.seekBy(100s);
    QCOMPARE(player.playback.position(), 10000ms);
}

void TestPlayback::seekingWhilePlayingGoesOnPlaying()
{
    Player player;
    player.playback.load(tone(440, 10), {});
    player.playback.play();
    player.out->advance(1s);

    player.playback.seek(6s);
    QCOMPARE(player.playback.state(), Playback::State::Playing);
    QCOMPARE(player.playback.position(), 6000ms);
    player.out->advance(1s);

    QTRY_COMPARE(player.playback.position(), 7000ms);
}

void TestPlayback::theEndStopsAndPlayBeginsAgain()
{
    Player player;
    player.playback.load(tone(440, 1), {});
    QSignalSpy ended(&player.playback, &Playback::reachedEnd);

    player.playback.play();
    player.out->advance(5s);

    QCOMPARE(ended.size(), 1);
    QCOMPARE(player.playback.state(), Playback::State::Paused);
    QCOMPARE(player.playback.position(), 1000ms);
    player.playback.play();
    QCOMPARE(player.playback.position(), 0ms);
    QVERIFY(player.playback.isPlaying());
}

void TestPlayback::skippedSilenceMovesThePositionOn()
{
    const Audio audio = joined({tone(440, 1), silence(8), tone(440, 1)});
    Player player;
    player.playback.load(audio, silencesOf(audio));
    player.playback.setSkipsSilence(true);

    player.playback.play();
    player.out->advance(1600ms);

    QTRY_VERIFY(player.playback.position() > 9s);
}

void TestPlayback::aNewSoundTakesThePlaceOfTheOld()
{
    Player player;
    player.playback.load(tone(440, 10), {});
    player.playback.play();
    player.out->advance(1s);

    player.playback.load(tone(440, 3), {});

    QCOMPARE(player.playback.state(), Playback::State::Paused);
    QCOMPARE(player.playback.position(), 0ms);
    QCOMPARE(player.playback.duration(), 3000ms);
}

void TestPlayback::withoutASoundDeviceItSaysSo()
{
    Playback playback(std::make_unique<BrokenOut>());
    playback.load(tone(440, 1), {});
    QSignalSpy failures(&playback, &Playback::failed);

    playback.play();

    QCOMPARE(failures.size(), 1);
    QCOMPARE(failures[0][0].value<Error>().kind, Error::Kind::Unavailable);
    QCOMPARE(playback.state(), Playback::State::Paused);
}

void TestPlayback::aDeviceThatGoesAwayPausesAndPlayGoesOnThere()
{
    Player player;
    player.playback.load(tone(440, 10), {});
    player.playback.play();
    player.out->advance(2s);

    Q_EMIT player.out->failed({.kind = Error::Kind::Unavailable});

    QCOMPARE(player.playback.state(), Playback::State::Paused);
    QCOMPARE(player.playback.position(), 2000ms);
    player.playback.play();
    player.out->advance(1s);
    QTRY_COMPARE(player.playback.position(), 3000ms);
}

void TestPlayback::theClockDrivesItToTheEndByItself()
{
    Playback playback(std::make_unique<SilentOut>(SilentOut::Drive::RealTime));
    playback.setSpeed(3);
    playback.load(tone(440, 0.9), {});
    QSignalSpy ended(&playback, &Playback::reachedEnd);

    playback.play();

    QTRY_COMPARE(ended.size(), 1);
}

void TestPlayback::aLoopIsPlayedAgainAndAgain()
{
    Player player;
    player.playback.load(tone(440, 10), {});

    player.playback.setLoop(Playback::Loop{2s, 4s});
    QCOMPARE(player.playback.position(), 2000ms);
    player.playback.play();
    for (int round = 0; round < 3; ++round) {
        player.out->advance(1500ms);
        QTRY_COMPARE(player.playback.position(), 3500ms);
        player.out->advance(600ms);
        QTRY_COMPARE(player.playback.position(), 2000ms);
    }

    QVERIFY(player.playback.isPlaying());
    player.playback.setLoop(std::nullopt);
    player.out->advance(3s);
    QTRY_COMPARE(player.playback.position(), 5000ms);
}

void TestPlayback::aLoopToTheEndDoesNotEnd()
{
    Player player;
    player.playback.load(tone(440, 5), {});
    QSignalSpy ended(&player.playback, &Playback::reachedEnd);
    player.playback.setLoop(Playback::Loop{3s, 5s});

    player.playback.play();
    player.out->advance(3s);

    QTRY_COMPARE(player.playback.position(), 3000ms);
    QVERIFY(player.playback.isPlaying());
    QVERIFY(ended.isEmpty());
}

void TestPlayback::seekingOutOfALoopEndsIt()
{
    Player player;
    player.playback.load(tone(440, 10), {});
    player.playback.setLoop(Playback::Loop{2s, 4s});
    QSignalSpy changed(&player.playback, &Playback::loopChanged);

    player.playback.seek(3s);
    QVERIFY(player.playback.loop());
    player.playback.seek(6s);

    QVERIFY(!player.playback.loop());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(player.playback.position(), 6000ms);
}

void TestPlayback::aBlinkIsNoLoop()
{
    Player player;
    player.playback.load(tone(440, 10), {});

    player.playback.setLoop(Playback::Loop{2s, 2100ms});
    QVERIFY(!player.playback.loop());
    player.playback.setLoop(Playback::Loop{9s, 60s});

    QCOMPARE(player.playback.loop()->to, 10000ms);
    player.playback.load(tone(440, 3), {});
    QVERIFY(!player.playback.loop()); // it belonged to the other sound
}

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
