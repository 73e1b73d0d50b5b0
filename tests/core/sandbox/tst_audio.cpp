// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/audio.h"

#include <QTest>
#include <QtEndian>

#include <cmath>

using namespace milassist::rest;
using namespace Qt::StringLiterals;

namespace {

/// One second of 8 kHz: a tone on the left, a lower and quieter one on the right.
QByteArray wavOf(int channels)
{
    constexpr int rate = 8000;
    QByteArray data;
    for (int i = 0; i < rate; ++i) {
        for (int channel = 0; channel < channels; ++channel) {
            const auto sample = qToLittleEndian(qint16((channel ? 2000 : 8000) * std::sin(i * (channel ? 0.2 : 0.4))));
            data.append(reinterpret_cast<const char *>(&sample), 2);
        }
    }
    const auto le = [](quint32 number, int bytes) {
        number = qToLittleEndian(number);
        return QByteArray(reinterpret_cast<const char *>(&number), bytes);
    };
    return "RIFF" + le(quint32(data.size()) + 36, 4) + "WAVEfmt " + le(16, 4) + le(1, 2) + le(quint32(channels), 2) + le(rate, 4)
        + le(quint32(rate * channels * 2), 4) + le(quint32(channels * 2), 2) + le(16, 2) + "data" + le(quint32(data.size()), 4) + data;
}

qint16 sampleAt(const QByteArray &wav, qsizetype index)
{
    return qFromLittleEndian<qint16>(wav.constData() + 44 + index * 2);
}

} // namespace

class TestAudio : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatFitsIsLeftAlone();
    void twoChannelsAreMixedIntoOne();
    void oneChannelBecomesTwoEqualOnes();
    void mp3HasItsFramesAndSize_data();
    void mp3HasItsFramesAndSize();
    void whatIsNoWavIsRefused_data();
    void whatIsNoWavIsRefused();
};

void TestAudio::whatFitsIsLeftAlone()
{
    QCOMPARE(convertAudio(wavOf(1), AudioForm::Wav, {}).value(), wavOf(1));
    QCOMPARE(convertAudio(wavOf(2), AudioForm::Wav, 2).value(), wavOf(2));
}

void TestAudio::twoChannelsAreMixedIntoOne()
{
    const QByteArray stereo = wavOf(2), mono = convertAudio(stereo, AudioForm::Wav, 1).value();
    QCOMPARE(mono.size(), wavOf(1).size());
    for (const qsizetype frame : {0, 7, 4000, 7999})
        QCOMPARE(int(sampleAt(mono, frame)), (sampleAt(stereo, 2 * frame) + sampleAt(stereo, 2 * frame + 1)) / 2);
}

void TestAudio::oneChannelBecomesTwoEqualOnes()
{
    const QByteArray stereo = convertAudio(wavOf(1), AudioForm::Wav, 2).value();
    QCOMPARE(stereo.size(), wavOf(2).size());
    QCOMPARE(sampleAt(stereo, 200), sampleAt(wavOf(1), 100));
    QCOMPARE(sampleAt(stereo, 201), sampleAt(wavOf(1), 100));
}

void TestAudio::mp3HasItsFramesAndSize_data()
{
    QTest::addColumn<int>("channels");
    QTest::newRow("mono") << 1;
    QTest::newRow("stereo") << 2;
}

void TestAudio::mp3HasItsFramesAndSize()
{
    QFETCH(int, channels);
    const QByteArray mp3 = convertAudio(wavOf(channels), AudioForm::Mp3, {}).value();
    QCOMPARE(uchar(mp3[0]), 0xFFU);
    QCOMPARE(uchar(mp3[1]) & 0xE0U, 0xE0U);
    QCOMPARE((uchar(mp3[3]) >> 6) == 3, channels == 1); // the frame header's channel mode
    const double kbits = double(mp3.size()) * 8 / 1000; // of one second and the encoder's delay
    QVERIFY2(kbits > 30 * channels && kbits < 40 * channels, qPrintable(QString::number(kbits)));
}

void TestAudio::whatIsNoWavIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("text") << "hello, this is no sound at all, really"_ba;
    QTest::newRow("header only") << wavOf(1).first(12);
    QTest::newRow("no data") << wavOf(1).first(36);
    QTest::newRow("u-law") << wavOf(1).replace(20, 1, "\x07");
    QTest::newRow("chunk beyond the end") << "RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff"_ba;
}

void TestAudio::whatIsNoWavIsRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!convertAudio(bytes, AudioForm::Mp3, {}));
    QVERIFY(!convertAudio(bytes, AudioForm::Wav, 2));
}

QTEST_APPLESS_MAIN(TestAudio)
#include "tst_audio.moc"
