// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/audiofile.h"
#include "core/sandbox/exchange/sound/ear.h"
#include "core/sandbox/exchange/sound/tape.h"
#include "core/sandbox/exchange/sound/tones.h"
#include "core/sandbox/rest/audio.h"
#include "core/sandbox/speech/speech.h"

#include <QTest>
#include <QtEndian>

using namespace milassist;
using namespace milassist::exchange;
using namespace Qt::StringLiterals;
using world::Samples;

namespace {

QList<Frame> framesOf(const Samples &samples)
{
    QList<Frame> frames;
    for (size_t at = 0; at + 160 <= samples.size(); at += 160) {
        Frame frame;
        std::copy_n(samples.begin() + qsizetype(at), frame.size(), frame.begin());
        frames.append(frame);
    }
    return frames;
}

QList<Frame> quiet(int frames)
{
    return framesOf(world::lineNoise(frames * 160));
}

Samples speech(const QString &words)
{
    const auto samples = world::spoken(words, {});
    return samples ? *samples : Samples();
}

Detecting::Verdict verdictOn(const QList<Frame> &frames, DetectionLimits limits = {})
{
    Detecting so;
    for (const Frame &frame : frames)
        so = detect(so, frame, limits);
    return so.verdict;
}

} // namespace

class TestSound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClipPlaysToItsEndAndAgain();
    void bothSidesOfATapeAreKept();
    void aPausedTapeKeepsSilenceOrNothing();
    void aTrimmedTapeBeginsAndEndsWithSound();
    void aToneIsNoVoice();
    void whoAnsweredIsToldByHowTheySpeak();
    void wavAndMp3CanBeRead();
    void whatIsNoSoundIsRefused();
};

void TestSound::aClipPlaysToItsEndAndAgain()
{
    Player player(std::make_shared<const Samples>(Samples(200, 7)), 2);

    QCOMPARE(player.next()[159], qint16(7));
    const Frame second = player.next();
    QCOMPARE(second[39], qint16(7));
    QCOMPARE(second[40], qint16(0));
    player.next();
    QVERIFY(!player.isAtEnd());
    player.next();
    QVERIFY(player.isAtEnd());
    QCOMPARE(player.next(), Frame{});
}

void TestSound::bothSidesOfATapeAreKept()
{
    Frame one, two;
    one.fill(1000);
    two.fill(20);
    Tape mono, dual(Tape::Channels::Dual);
    for (int i = 0; i < 60; ++i) {
        mono.take(one, two);
        dual.take(one, two);
    }

    QCOMPARE(mono.seconds(), 2); // 1.2 s, rounded up
    const QByteArray mixed = mono.wav(), apart = dual.wav();
    QCOMPARE(mixed.size(), 44 + 60 * 160 * 2);
    QCOMPARE(apart.size(), 44 + 60 * 160 * 4);
    QCOMPARE(qFromLittleEndian<qint16>(mixed.constData() + 44), qint16(1020));
    QCOMPARE(qFromLittleEndian<qint16>(apart.constData() + 44), qint16(1000));
    QCOMPARE(qFromLittleEndian<qint16>(apart.constData() + 46), qint16(20));
}

void TestSound::aPausedTapeKeepsSilenceOrNothing()
{
    Frame loud;
    loud.fill(5000);
    Tape skipping, silent;
    skipping.pause(Tape::Pause::Skip);
    silent.pause(Tape::Pause::Silence);
    for (int i = 0; i < 50; ++i) {
        skipping.take(loud, {});
        silent.take(loud, {});
    }

    QCOMPARE(skipping.frames(), 0);
    QCOMPARE(silent.frames(), 50);
    QVERIFY(!silent.hasSound());
}

void TestSound::aTrimmedTapeBeginsAndEndsWithSound()
{
    Tape tape;
    const auto take = [&tape](const QList<Frame> &frames) {
        for (const Frame &frame : frames)
            tape.take(frame, {});
    };
    take(quiet(100));
    const int words = int(framesOf(speech(u"A short message."_s)).size());
    take(framesOf(speech(u"A short message."_s)));
    take(quiet(150));

    tape.trim();

    QVERIFY(tape.hasSound());
    QVERIFY2(tape.frames() <= words + 10, qPrintable(QString::number(tape.frames())));
    QVERIFY(tape.frames() > words / 2);
}

void TestSound::aToneIsNoVoice()
{
    for (const Frame &frame : framesOf(*beep()).mid(1, 12))
        QVERIFY(isTone(frame));
    int tonal = 0, run = 0, longest = 0;
    for (const Frame &frame : framesOf(speech(u"Please leave your name and your number after the tone."_s))) {
        tonal += isTone(frame);
        run = isTone(frame) ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    QVERIFY2(longest < 5, qPrintable(u"%1 frames, %2 in a row"_s.arg(tonal).arg(longest)));
    QVERIFY(!isTone(Frame{}));
    for (const Frame &frame : framesOf(tone(500, 196, 262)).mid(1, 20)) // music, while somebody waits
        QVERIFY(!isTone(frame));
}

void TestSound::whoAnsweredIsToldByHowTheySpeak()
{
    using Verdict = Detecting::Verdict;
    const QString greeting = u"You have reached the answering machine of Ada Byron, who is not at home. Please leave a message after the tone."_s;
    const QList<Frame> machine = quiet(20) + framesOf(speech(greeting)) + quiet(30) + framesOf(*beep()) + quiet(10);

    QCOMPARE(verdictOn(quiet(30) + framesOf(speech(u"Hello?"_s)) + quiet(80)), Verdict::Human);
    QCOMPARE(verdictOn(machine), Verdict::MachineStart);
    QCOMPARE(verdictOn(machine, {.waitsForEnd = true}), Verdict::MachineEndBeep);
    QCOMPARE(verdictOn(framesOf(speech(greeting)) + quiet(300), {.waitsForEnd = true}), Verdict::MachineEndSilence);
    QCOMPARE(verdictOn(quiet(300)), Verdict::Unknown);
    QCOMPARE(verdictOn(quiet(30)), Verdict::Open);
}

void TestSound::wavAndMp3CanBeRead()
{
    const Samples words = speech(u"One two three."_s);
    const QByteArray wav = world::wavOf(words);
    const auto mp3 = rest::convertAudio(wav, rest::AudioForm::Mp3, {});
    QVERIFY(mp3);

    const auto fromWav = decodeAudio(wav), fromMp3 = decodeAudio(*mp3);

    QVERIFY(fromWav && fromMp3);
    QCOMPARE(*fromWav, words);
    QVERIFY(std::abs(int(fromMp3->size()) - int(words.size())) < 8000 / 3); // an encoder adds its delay
}

void TestSound::whatIsNoSoundIsRefused()
{
    QCOMPARE(decodeAudio("<html>").error().kind, Error::Kind::Malformed);
    QCOMPARE(decodeAudio({}).error().kind, Error::Kind::Malformed);
    QCOMPARE(decodeAudio(QByteArray("RIFF") + QByteArray(100, 'x')).error().kind, Error::Kind::Malformed);
}

QTEST_GUILESS_MAIN(TestSound)
#include "tst_sound.moc"
