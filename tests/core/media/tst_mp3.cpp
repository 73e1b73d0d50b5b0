// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mp3.h"
#include "core/sandbox/rest/audio.h"
#include "tests/core/media/sounds.h"

#include <QTest>

using namespace milassist;
using namespace std::chrono_literals;

class TestMp3 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aToneComesBackFromItsMp3_data()
    {
        QTest::addColumn<int>("channels");
        QTest::newRow("one channel") << 1;
        QTest::newRow("two channels") << 2;
    }
    void aToneComesBackFromItsMp3()
    {
        QFETCH(int, channels);
        const auto mp3 = rest::convertAudio(sounds::wavOf(sounds::tone(440, 2, 8000, channels)), rest::AudioForm::Mp3, {});
        QVERIFY(mp3);

        auto audio = readMp3(*mp3, 60s);

        QVERIFY(audio);
        QVERIFY(audio->rate >= 8000); // as the encoder likes it
        QCOMPARE(audio->channels, channels);
        QVERIFY(std::abs((audio->duration() - 2000ms).count()) < 300); // an encoder begins and ends with silence
        audio->samples = audio->samples.mid(audio->frameAt(500ms) * channels, audio->frameAt(1000ms) * channels);
        QVERIFY(std::abs(sounds::pitchOf(*audio) - 440) < 5);
    }
    void whatIsTooLongIsCutOff()
    {
        const auto mp3 = rest::convertAudio(sounds::wavOf(sounds::tone(440, 20)), rest::AudioForm::Mp3, {});
        const auto audio = readMp3(*mp3, 5s);
        QVERIFY(audio && audio->isTruncated);
        QVERIFY(audio->duration() < 10s);
    }
    void whatIsNoMp3IsMalformed()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray("Dear Sir"), QByteArray(5000, '\xff'), QByteArray(5000, '\0')}) {
            const auto audio = readMp3(bytes, 60s);
            QVERIFY(!audio);
            QCOMPARE(audio.error().kind, Error::Kind::Malformed);
        }
    }
};

QTEST_GUILESS_MAIN(TestMp3)
#include "tst_mp3.moc"
