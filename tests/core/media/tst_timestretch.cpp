// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/timestretch.h"
#include "core/media/positionmap.h"
#include "core/media/waveform.h"
#include "sounds.h"

#include <QTest>

#include <ctime>

using namespace milassist;
using namespace milassist::sounds;

class TestTimeStretch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aToneKeepsItsPitchAtEverySpeed_data();
    void aToneKeepsItsPitchAtEverySpeed();
    void speedOneChangesNothing();
    void aToneStaysSmoothWhenStretched();
    void silenceIsLeftOutWhenAsked();
    void blocksSayWhichFramesTheyStandFor();
    void seekingPastTheEndIsTheEnd();
    void anEmptySoundEndsAtOnce();
    void stretchingIsFastEnoughForAnySpeed();
    void silencesFollowTheNoiseOfTheLine();
    void speechIsNeverCalledSilence();
    void theWaveformFillsItsHeight();
    void hissIsNotBlownUp();
    void fewerBarsKeepThePeaks();
    void thePositionFollowsTheEarAndNotTheBuffer();
};

namespace {

Audio stretched(TimeStretch &stretch, const Audio &like)
{
    Audio out{.rate = like.rate, .channels = like.channels};
    for (;;) {
        const TimeStretch::Block block = stretch.next();
        if (block.samples.empty())
            return out;
        out.samples += QList<qint16>(block.samples.begin(), block.samples.end());
    }
}

} // namespace

void TestTimeStretch::aToneKeepsItsPitchAtEverySpeed_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    for (const double speed : {0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0}) {
        QTest::addRow("8 kHz at %g", speed) << speed << 8000 << 1;
        QTest::addRow("44.1 kHz stereo at %g", speed) << speed << 44100 << 2;
    }
}

void TestTimeStretch::aToneKeepsItsPitchAtEverySpeed()
{
    QFETCH(double, speed);
    QFETCH(int, rate);
    QFETCH(int, channels);
    const Audio source = tone(440, 4, rate, channels);
    TimeStretch stretch(source, {});
    stretch.setSpeed(speed);

    const Audio out = stretched(stretch, source);

    const double pitch = pitchOf(out);
    QVERIFY2(std::abs(pitch - 440) <= 4.4, qPrintable(QString::number(pitch)));
    const double seconds = double(out.frames()) / rate;
    QVERIFY2(std::abs(seconds - 4 / speed) < 0.02, qPrintable(QString::number(seconds)));
}

void TestTimeStretch::speedOneChangesNothing()
{
    const Audio source = joined({tone(440, 0.31), silence(0.2), tone(150, 0.333)});
    TimeStretch stretch(source, {});

    const Audio out = stretched(stretch, source);

    QCOMPARE(out.frames(), source.frames());
    for (qint64 i = 0; i < out.frames(); ++i)
        QVERIFY(std::abs(out.samples[i] - source.samples[i]) <= 1); // rounding only
}

void TestTimeStretch::aToneStaysSmoothWhenStretched()
{
    // Badly joined windows would beat: the loudest sample of each 25 ms must stay near that of the tone.
    const Audio source = tone(440, 2);
    TimeStretch stretch(source, {});
    stretch.setSpeed(1.6);

    const Audio out = stretched(stretch, source);

    for (qint64 at = 0; at + 400 < out.frames(); at += 200) {
        const qint16 peak = *std::max_element(out.samples.begin() + at, out.samples.begin() + at + 200);
        QVERIFY2(peak > 10800 && peak <= 12100, qPrintable(QString::number(peak)));
    }
}

void TestTimeStretch::silenceIsLeftOutWhenAsked()
{
    const Audio source = joined({silence(2), tone(440, 1), silence(3), tone(440, 1), silence(2)});
    TimeStretch stretch(source, silencesOf(source));
    stretch.setSkipsSilence(true);

    const Audio out = stretched(stretch, source);

    QVERIFY2(out.duration() > std::chrono::milliseconds(2300) && out.duration() < std::chrono::milliseconds(2900),
             qPrintable(QString::number(out.duration().count())));
}

void TestTimeStretch::blocksSayWhichFramesTheyStandFor()
{
    const Audio source = tone(440, 1);
    TimeStretch stretch(source, {});
    stretch.setSpeed(2);
    stretch.seek(4000);

    qint64 expected = 4000;
    for (TimeStretch::Block block = stretch.next(); !block.samples.empty(); block = stretch.next()) {
        QCOMPARE(block.begin, expected);
        QVERIFY(block.end > block.begin);
        expected = block.end;
    }

    QCOMPARE(expected, 8000);
    QVERIFY(stretch.isAtEnd());
}

void TestTimeStretch::seekingPastTheEndIsTheEnd()
{
    TimeStretch stretch(tone(440, 1), {});

    stretch.seek(std::numeric_limits<qint64>::max());
    QVERIFY(stretch.next().samples.empty());
    stretch.seek(-5);
    QCOMPARE(stretch.position(), 0);
}

void TestTimeStretch::anEmptySoundEndsAtOnce()
{
    TimeStretch stretch(Audio{}, {});
    stretch.setSpeed(std::nan(""));
    stretch.setSkipsSilence(true);

    QVERIFY(stretch.isAtEnd());
    QVERIFY(stretch.next().samples.empty());
}

void TestTimeStretch::stretchingIsFastEnoughForAnySpeed()
{
    const Audio source = tone(330, 20, 44100, 2); // far more than a telephone gives
    TimeStretch stretch(source, {});
    stretch.setSpeed(2.5);
    const std::clock_t before = std::clock(); // our own work, whatever else the machine does

    const Audio out = stretched(stretch, source);

    const double worked = double(std::clock() - before) / CLOCKS_PER_SEC * 1000;
    QVERIFY2(worked < double(out.duration().count()), qPrintable(QString::number(worked)));
}

void TestTimeStretch::silencesFollowTheNoiseOfTheLine()
{
    Audio source = joined({tone(440, 1), silence(2), tone(440, 1)});
    for (qint16 &sample : source.samples)
        sample = qint16(sample + ((&sample - source.samples.data()) % 7 - 3) * 40); // hum below -48 dBFS

    const auto silences = silencesOf(source);

    QCOMPARE(silences.size(), 1);
    QVERIFY(silences[0].begin >= 8000 && silences[0].begin <= 8000 + 1600);
    QVERIFY(silences[0].end <= 24000 && silences[0].end >= 24000 - 1600);
}

void TestTimeStretch::speechIsNeverCalledSilence()
{
    QVERIFY(silencesOf(tone(440, 10)).isEmpty());
    QVERIFY(silencesOf(joined({tone(440, 1), silence(0.5), tone(440, 1)})).isEmpty()); // a pause inside a sentence
    QVERIFY(silencesOf(Audio{}).isEmpty());
}

void TestTimeStretch::theWaveformFillsItsHeight()
{
    Audio quiet = joined({silence(1), tone(440, 1)});
    for (qint16 &sample : quiet.samples)
        sample /= 8;

    const Waveform waveform = waveformOf(quiet, 100);

    QCOMPARE(waveform.levels.size(), 100);
    QCOMPARE(waveform.levels.first(), 0.0f);
    QVERIFY(waveform.levels.last() > 0.95f);
}

void TestTimeStretch::hissIsNotBlownUp()
{
    Audio hiss = tone(440, 1);
    for (qint16 &sample : hiss.samples)
        sample /= 400;

    QVERIFY(waveformOf(hiss).levels.first() < 0.1f);
}

void TestTimeStretch::fewerBarsKeepThePeaks()
{
    Waveform waveform{.levels = QList<float>(1000, 0.1f)};
    waveform.levels[503] = 1;

    const auto bars = waveform.resampled(37);

    QCOMPARE(bars.size(), 37);
    QCOMPARE(std::count(bars.begin(), bars.end(), 1.0f), 1);
    QCOMPARE(waveform.resampled(3000).size(), 3000);
    QVERIFY(waveform.resampled(0).isEmpty());
}

void TestTimeStretch::thePositionFollowsTheEarAndNotTheBuffer()
{
    PositionMap map;
    map.restart(1000);
    QCOMPARE(map.at(0), 1000);

    map.handed(100, 1000, 1200); // at double speed
    map.handed(100, 5000, 5100); // after a skipped silence, at speed 1

    QCOMPARE(map.at(0), 1000);
    QCOMPARE(map.at(50), 1100);
    QCOMPARE(map.at(99), 1198);
    QCOMPARE(map.at(100), 5000);
    QCOMPARE(map.at(150), 5050);
    QCOMPARE(map.at(900), 5100); // the device counts a little more than it was given
    map.restart(7);
    QCOMPARE(map.at(0), 7);
}

QTEST_APPLESS_MAIN(TestTimeStretch)
#include "tst_timestretch.moc"
