// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mediafiles.h"
#include "core/media/sealed.h"
#include "core/media/sniff.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestMediaFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSealedOpensAgain_data();
    void whatIsSealedOpensAgain();
    void anotherKeyOpensNothing();
    void everyDamageIsNoticed();
    void aWrongKeyLengthIsRefused();
    void aFileIsWhatItsBytesSay_data();
    void aFileIsWhatItsBytesSay();
    void aDownloadIsTakenInWholeAndSealed();
    void aDownloadThatIsTooLargeIsThrownAway();
    void aFolderThatCannotBeWrittenStillGivesTheBytes();
    void theLongestUnusedFilesGoFirst();
    void leftoversOfAnInterruptedDownloadGo();

private:
    const Secret m_key{QByteArray(32, 'k')};
};

namespace {

void put(const QString &path, const QByteArray &bytes, int hoursAgo = 0)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.flush();
    file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-3600 * hoursAgo), QFileDevice::FileModificationTime);
}

} // namespace

void TestMediaFiles::whatIsSealedOpensAgain_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 65535, 65536, 65537, 131072, 300000})
        QTest::addRow("%d bytes", size) << size;
}

void TestMediaFiles::whatIsSealedOpensAgain()
{
    QFETCH(int, size);
    QByteArray plain(size, Qt::Uninitialized);
    for (char &byte : plain)
        byte = char(QRandomGenerator::global()->bounded(256));

    const auto sealed = seal(plain, m_key);

    QVERIFY(sealed);
    QVERIFY(isSealed(*sealed));
    QVERIFY(size < 100 || !sealed->contains(plain.first(16)));
    QCOMPARE(unseal(*sealed, m_key).value(), plain);
}

void TestMediaFiles::anotherKeyOpensNothing()
{
    const QByteArray sealed = *seal("a voicemail", m_key);

    QCOMPARE(unseal(sealed, Secret(QByteArray(32, 'x'))).error().kind, Error::Kind::Malformed);
}

void TestMediaFiles::everyDamageIsNoticed()
{
    const QByteArray sealed = *seal(QByteArray(70000, 'a'), m_key);

    for (qsizetype cut : {0, 7, 8, 31, 32, 48, 49, 65536 + 32 + 17, 69000})
        QVERIFY(!unseal(sealed.first(cut), m_key));
    QVERIFY(!unseal(sealed + "x", m_key));
    QVERIFY(!unseal(sealed + sealed.last(17), m_key));
    for (qsizetype at = 0; at < sealed.size(); at += 997) {
        QByteArray damaged = sealed;
        damaged[at] = char(damaged[at] ^ 1);
        QVERIFY(!unseal(damaged, m_key));
    }
}

void TestMediaFiles::aWrongKeyLengthIsRefused()
{
    QCOMPARE(seal("x", Secret("short")).error().kind, Error::Kind::Unavailable);
    QCOMPARE(unseal(*seal("x", m_key), Secret()).error().kind, Error::Kind::Unavailable);
}

void TestMediaFiles::aFileIsWhatItsBytesSay_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FileKind::Family>("family");
    QTest::addColumn<QString>("extension");
    QTest::newRow("jpeg") << QByteArray("\xFF\xD8\xFF\xE0....") << FileKind::Family::Picture << u"jpg"_s;
    QTest::newRow("png") << QByteArray("\x89PNG\r\n\x1A\n....") << FileKind::Family::Picture << u"png"_s;
    QTest::newRow("webp") << QByteArray("RIFF....WEBPVP8 ") << FileKind::Family::Picture << u"webp"_s;
    QTest::newRow("wav") << QByteArray("RIFF....WAVEfmt ") << FileKind::Family::Sound << u"wav"_s;
    QTest::newRow("not riff") << QByteArray("XXXX....WAVEfmt ") << FileKind::Family::Unknown << u"bin"_s;
    QTest::newRow("3gp") << QByteArray("\0\0\0\x20" "ftyp3gp4", 12) << FileKind::Family::Video << u"3gp"_s;
    QTest::newRow("vcard") << QByteArray("\r\nbegin:vcard\r\nVERSION:3.0") << FileKind::Family::ContactCard << u"vcf"_s;
    QTest::newRow("svg is no picture to us") << QByteArray("<svg xmlns='...'>") << FileKind::Family::Unknown << u"bin"_s;
    QTest::newRow("html") << QByteArray("<!doctype html>") << FileKind::Family::Unknown << u"bin"_s;
    QTest::newRow("empty") << QByteArray() << FileKind::Family::Unknown << u"bin"_s;
    QTest::newRow("half a signature") << QByteArray("\xFF\xD8") << FileKind::Family::Unknown << u"bin"_s;
}

void TestMediaFiles::aFileIsWhatItsBytesSay()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FileKind::Family, family);
    QFETCH(QString, extension);

    const FileKind kind = sniff(bytes);

    QCOMPARE(kind.family, family);
    QCOMPARE(kind.extension, extension);
}

void TestMediaFiles::aDownloadIsTakenInWholeAndSealed()
{
    QTemporaryDir folder;
    const QString incoming = folder.filePath(u"RE1.download"_s);
    const QString path = folder.filePath(u"RE1"_s);
    put(incoming, "RIFF....WAVE");

    QCOMPARE(takeIn(incoming, path, m_key, 100).value(), "RIFF....WAVE");

    QVERIFY(!QFile::exists(incoming));
    QFile stored(path);
    QVERIFY(stored.open(QIODevice::ReadOnly));
    QVERIFY(isSealed(stored.readAll()));
    QCOMPARE(readStored(path, m_key).value(), "RIFF....WAVE");
    QVERIFY(!readStored(path, Secret())); // the key is lost: fetched again, not played as noise
}

void TestMediaFiles::aDownloadThatIsTooLargeIsThrownAway()
{
    QTemporaryDir folder;
    const QString incoming = folder.filePath(u"ME1.download"_s);
    put(incoming, QByteArray(101, 'x'));

    QCOMPARE(takeIn(incoming, folder.filePath(u"ME1"_s), {}, 100).error().kind, Error::Kind::Rejected);
    QVERIFY(QDir(folder.path()).isEmpty(QDir::Files));
}

void TestMediaFiles::aFolderThatCannotBeWrittenStillGivesTheBytes()
{
    QTemporaryDir folder;
    const QString incoming = folder.filePath(u"RE1.download"_s);
    put(incoming, "sound");

    QCOMPARE(takeIn(incoming, folder.filePath(u"no/such/folder"_s), m_key, 100).value(), "sound");
}

void TestMediaFiles::theLongestUnusedFilesGoFirst()
{
    QTemporaryDir folder;
    put(folder.filePath(u"RE1"_s), QByteArray(400, 'x'), 3);
    put(folder.filePath(u"RE2"_s), QByteArray(400, 'x'), 2);
    put(folder.filePath(u"RE3"_s), QByteArray(400, 'x'), 1);
    QVERIFY(readStored(folder.filePath(u"RE1"_s), {})); // used again

    sweep(folder.path(), 900);

    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), (QStringList{u"RE1"_s, u"RE3"_s}));
    QCOMPARE(bytesIn(folder.path()), 800);
}

void TestMediaFiles::leftoversOfAnInterruptedDownloadGo()
{
    QTemporaryDir folder;
    put(folder.filePath(u"RE1.download"_s), "half", 5);
    put(folder.filePath(u"RE2.download"_s), "running");

    sweep(folder.path(), 1000);

    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"RE2.download"_s});
}

QTEST_GUILESS_MAIN(TestMediaFiles)
#include "tst_mediafiles.moc"
