// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/wav.h"
#include "sounds.h"

#include <QRandomGenerator>
#include <QTest>

using namespace milassist;
using namespace milassist::sounds;

class TestWav : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsRead();
    void muLawIsReadAsItuSays();
    void aLawIsReadAsItuSays();
    void eightBitsAreUnsigned();
    void chunksInBetweenAreSkipped();
    void anExtensibleHeaderNamesTheRealEncoding();
    void aRecorderThatNeverCameBackIsReadToTheEnd_data();
    void aRecorderThatNeverCameBackIsReadToTheEnd();
    void aCutOffFileIsPlayedAsFarAsItGoes();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void noCutOrDamageCrashes();
};

void TestWav::whatWasWrittenIsRead()
{
    const Audio stereo = tone(300, 0.25, 16000, 2);

    const auto read = readWav(wavOf(stereo));

    QVERIFY(read);
    QCOMPARE(read->rate, 16000);
    QCOMPARE(read->channels, 2);
    QCOMPARE(read->samples, stereo.samples);
    QCOMPARE(read->duration(), std::chrono::milliseconds(250));
    QVERIFY(!read->isTruncated);
}

void TestWav::muLawIsReadAsItuSays()
{
    const QByteArray codes = QByteArray::fromHex("00 80 7f ff 0f 8f 70 f0");

    const auto read = readWav(riff(formatChunk(7, 1, 8000, 8) + chunk("data", codes)));

    QVERIFY(read);
    QCOMPARE(read->samples, (QList<qint16>{-32124, 32124, 0, 0, -16764, 16764, -120 + 0, 120}));
}

void TestWav::aLawIsReadAsItuSays()
{
    const QByteArray codes = QByteArray::fromHex("2a aa 55 d5");

    const auto read = readWav(riff(formatChunk(6, 1, 8000, 8) + chunk("data", codes)));

    QVERIFY(read);
    QCOMPARE(read->samples, (QList<qint16>{-32256, 32256, -8, 8}));
}

void TestWav::eightBitsAreUnsigned()
{
    const auto read = readWav(riff(formatChunk(1, 1, 11025, 8) + chunk("data", QByteArray::fromHex("0080ff"))));

    QVERIFY(read);
    QCOMPARE(read->samples, (QList<qint16>{-32768, 0, 32512}));
}

void TestWav::chunksInBetweenAreSkipped()
{
    const QByteArray list = chunk("LIST", "odd length!"); // padded by one byte
    const QByteArray data = chunk("data", QByteArray::fromHex("0100ffff"));

    const auto read = readWav(riff(list + formatChunk(1, 1, 8000, 16) + list + data + list));

    QVERIFY(read);
    QCOMPARE(read->samples, (QList<qint16>{1, -1}));
}

void TestWav::anExtensibleHeaderNamesTheRealEncoding()
{
    const QByteArray plain = formatChunk(0xFFFE, 1, 8000, 8).sliced(8);
    const QByteArray format = chunk("fmt ", plain + little(22, 2) + little(8, 2) + little(4, 4) + little(7, 2) + QByteArray(14, '\1'));

    const auto read = readWav(riff(format + chunk("data", QByteArray::fromHex("00"))));

    QVERIFY(read);
    QCOMPARE(read->samples, (QList<qint16>{-32124}));
}

void TestWav::aRecorderThatNeverCameBackIsReadToTheEnd_data()
{
    QTest::addColumn<quint32>("claimed");
    QTest::newRow("zero") << quint32(0);
    QTest::newRow("all ones") << quint32(0xFFFFFFFF);
}

void TestWav::aRecorderThatNeverCameBackIsReadToTheEnd()
{
    QFETCH(quint32, claimed);

    const auto read = readWav(riff(formatChunk(1, 1, 8000, 16) + "data" + little(claimed, 4) + QByteArray(100, '\1')));

    QVERIFY(read);
    QCOMPARE(read->frames(), 50);
    QVERIFY(!read->isTruncated);
}

void TestWav::aCutOffFileIsPlayedAsFarAsItGoes()
{
    const QByteArray whole = wavOf(tone(440, 1));

    const auto read = readWav(QByteArrayView(whole).chopped(whole.size() / 2 + 1));

    QVERIFY(read);
    QVERIFY(read->isTruncated);
    QVERIFY(read->frames() > 3900 && read->frames() < 4000);
}

void TestWav::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray data = chunk("data", QByteArray(4, '\0'));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("json") << QByteArray(R"({"code": 20404, "message": "not found"})");
    QTest::newRow("only the header") << riff({});
    QTest::newRow("no format") << riff(data);
    QTest::newRow("no sound") << riff(formatChunk(1, 1, 8000, 16));
    QTest::newRow("rate 0") << riff(formatChunk(1, 1, 0, 16) + data);
    QTest::newRow("rate too high") << riff(formatChunk(1, 1, 192001, 16) + data);
    QTest::newRow("rate negative") << riff(formatChunk(1, 1, -8000, 16) + data);
    QTest::newRow("no channel") << riff(formatChunk(1, 0, 8000, 16) + data);
    QTest::newRow("65535 channels") << riff(formatChunk(1, 65535, 8000, 16) + data);
    QTest::newRow("0 bits") << riff(formatChunk(1, 1, 8000, 0) + data);
    QTest::newRow("float") << riff(formatChunk(3, 1, 8000, 32) + data);
    QTest::newRow("u-law of 16 bits") << riff(formatChunk(7, 1, 8000, 16) + data);
    QTest::newRow("short format") << riff(chunk("fmt ", QByteArray(15, '\1')) + data);
    QTest::newRow("extensible, cut off") << riff(chunk("fmt ", formatChunk(0xFFFE, 1, 8000, 16).sliced(8)) + data);
    QTest::newRow("a chunk longer than the file") << riff("LIST" + little(0x7FFFFFFF, 4) + formatChunk(1, 1, 8000, 16) + data);
}

void TestWav::nonsenseIsRefused()
{
    QFETCH(QByteArray, bytes);

    const auto read = readWav(bytes);

    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Malformed);
}

void TestWav::noCutOrDamageCrashes()
{
    const QByteArray whole = riff(chunk("LIST", "abc") + formatChunk(7, 2, 8000, 8) + chunk("data", QByteArray(40, '\3')));
    for (qsizetype size = 0; size <= whole.size(); ++size)
        (void)readWav(QByteArray(whole.first(size)));

    QRandomGenerator random(7);
    for (int round = 0; round < 20000; ++round) {
        QByteArray bytes = whole;
        for (int i = 0; i < 3; ++i)
            bytes[random.bounded(bytes.size())] = char(random.bounded(256));
        const auto read = readWav(bytes);
        if (read)
            QVERIFY(read->samples.size() <= bytes.size() && read->samples.size() % read->channels == 0);
    }
}

QTEST_APPLESS_MAIN(TestWav)
#include "tst_wav.moc"
