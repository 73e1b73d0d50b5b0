// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/sounds/holdmusic.h"
#include "core/relay/sounds/soundfile.h"
#include "tests/core/relay/sounds/sounds.h"

#include <QRandomGenerator>
#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

class TestSoundFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCallersCanHearIsTaken_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("length"); ///< milliseconds
        QTest::newRow("PCM, 16 bits, 8000 Hz") << wavOf(2000) << "audio/wav"_ba << 2000;
        QTest::newRow("stereo of a studio") << wavOf(1000, {.channels = 2, .rate = 48000}) << "audio/wav"_ba << 1000;
        QTest::newRow("u-law") << wavOf(1500, {.encoding = 7, .bits = 8}) << "audio/wav"_ba << 1500;
        QTest::newRow("with a chunk about who made it") << wavOf(500, {.list = "INFOISFT\4\0\0\0Tool"_ba}) << "audio/wav"_ba << 500;
        QTest::newRow("MP3") << mp3Of(100) << "audio/mpeg"_ba << 2612; // 26.12 ms each
        QTest::newRow("MP3 with a title before and behind")
            << "ID3\4\0\0\0\0\0\5hello"_ba + mp3Of(100) + "TAG" + QByteArray(125, ' ') << "audio/mpeg"_ba << 2612;
    }
    void whatCallersCanHearIsTaken()
    {
        QFETCH(QByteArray, file);
        const auto sound = readSound(file);
        QVERIFY2(sound, qPrintable(sound ? QString() : sound.error().detail));
        QTEST(sound->type, "type");
        QTEST(int(sound->length.count()), "length");
    }

    void whatTheyCannotIsRefusedWithAdvice_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says");
        const QByteArray whole = wavOf(1000);
        QTest::newRow("nothing") << QByteArray() << u"neither WAV nor MP3"_s;
        QTest::newRow("a page") << "<html>no sound</html>"_ba << u"neither WAV nor MP3"_s;
        QTest::newRow("Ogg") << "OggS\0\2"_ba + QByteArray(5000, 'x') << u"neither WAV nor MP3"_s;
        QTest::newRow("a WAV that is cut off") << whole.chopped(100) << u"cut off"_s;
        QTest::newRow("a WAV without sound") << whole.first(36) << u"holds no sound"_s;
        QTest::newRow("24 bits") << wavOf(1000, {.bits = 24}) << u"16 bits"_s;
        QTest::newRow("for dogs") << wavOf(1000, {.rate = 96000}) << u"8000 Hz"_s;
        QTest::newRow("a click") << wavOf(100) << u"over before"_s;
        QTest::newRow("a speech") << mp3Of(11600) << u"longer than five minutes"_s;
        QTest::newRow("half an MP3 and something else") << mp3Of(10) + QByteArray(9000, 'x') << u"damaged"_s;
    }
    void whatTheyCannotIsRefusedWithAdvice()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, says);
        const auto sound = readSound(file);
        QVERIFY(!sound);
        QCOMPARE(sound.error().kind, Error::Kind::Malformed);
        QVERIFY2(sound.error().detail.contains(says), qPrintable(sound.error().detail));
    }

    void whateverComesIsReadWithoutHarm()
    {
        QRandomGenerator dice(11);
        const QByteArray files[] = {wavOf(300), mp3Of(20), holdMusic().first(2000)};
        for (int round = 0; round < 6000; ++round) {
            QByteArray file = files[round % 3];
            for (int change = 1 + dice.bounded(8); change > 0; --change)
                file[dice.bounded(std::min<int>(int(file.size()), 80))] = char(dice.bounded(256));
            file.truncate(dice.bounded(int(file.size()) + 1));
            if (const auto sound = readSound(file))
                QVERIFY(pieceOf(file, milliseconds(dice.bounded(100000)), seconds(10)).size() <= file.size() + 64);
        }
    }

    void aPieceIsASoundOfItsOwnAndTheEndIsTheBeginning()
    {
        for (const QByteArray &whole : {wavOf(25'000), mp3Of(960)}) {
            const auto length = [&](int from) {
                const auto piece = readSound(pieceOf(whole, seconds(from), seconds(10)));
                return piece ? int(std::round(double(piece->length.count()) / 1000)) : -1;
            };
            QCOMPARE(length(0), 10);
            QCOMPARE(length(7), 10);
            QCOMPARE(length(20), 5);
            QCOMPARE(length(26), 10);
        }
        QCOMPARE(pieceOf(wavOf(25'000), seconds(26), seconds(3)), pieceOf(wavOf(25'000), seconds(1), seconds(3)));
    }

    void theMusicIsOursAndPleasant()
    {
        const QByteArray music = holdMusic();
        const auto sound = readSound(music);
        QVERIFY(sound);
        QCOMPARE(sound->length, milliseconds(40'000));
        QCOMPARE(music, holdMusic());
        // Neither silent nor loud, at any second of it; u-law is loudest near 0x00 and 0x80.
        for (int second = 0; second < 40; ++second) {
            int loudest = 0;
            for (int i = 0; i < 8000; ++i)
                loudest = std::max(loudest, 0x7F - (uchar(music[46 + second * 8000 + i]) & 0x7F));
            QVERIFY2(loudest > 0x40 && loudest < 0x7A, qPrintable(u"second %1: %2"_s.arg(second).arg(loudest)));
        }
    }
};

QTEST_GUILESS_MAIN(TestSoundFile)
#include "tst_soundfile.moc"
