// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mediacache.h"
#include "core/media/sealed.h"
#include "core/twilio/twilioclient.h"
#include "sounds.h"
#include "tests/fakes/scriptedserver.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace milassist::sounds;
using namespace Qt::StringLiterals;

namespace {

const QString accountText = u"AC00112233445566778899aabbccddeeff"_s;
const RecordingSid recordingA = *RecordingSid::parse(u"RE00112233445566778899aabbccddee01");
const MessageSid messageA = *MessageSid::parse(u"MM00112233445566778899aabbccddee01");
const MediaSid mediaA = *MediaSid::parse(u"ME00112233445566778899aabbccddee01");

/// A real client in front of a server that answers what the test says.
struct Desk {
    ScriptedServer::Reply reply;
    QList<ScriptedServer::Reply> first; // come before it, one after the other
    QTemporaryDir folder;
    ScriptedServer server{[this](const HeardRequest &) { return first.isEmpty() ? reply : first.takeFirst(); }};
    TwilioClient twilio{{server.url(), *AccountSid::parse(accountText), accountText, Secret("00112233445566778899aabbccddeeff")}, quick()};
    std::unique_ptr<MediaCache> media;

    explicit Desk(MediaOptions options = {})
    {
        options.folder = folder.filePath(u"media"_s);
        media = std::make_unique<MediaCache>(twilio, options);
    }

    void serve(const QByteArray &bytes, const QByteArray &type) { reply = {ScriptedServer::answer(200, bytes, {}, type)}; }
    void serveFirst(const QByteArray &bytes) { first.append({ScriptedServer::answer(200, bytes, {}, "audio/x-wav")}); }

    static TransportOptions quick()
    {
        TransportOptions options;
        options.freshPauses = {std::chrono::milliseconds(1)};
        options.retries.attempts = 1;
        return options;
    }

    QStringList stored() const { return QDir(folder.filePath(u"media"_s)).entryList(QDir::Files); }
};

template <typename T>
T waitFor(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10000))
        return T(fail(Error::Kind::Cancelled, u"waited in vain"_s));
    return future.result();
}

QByteArray pngOf(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

class TestMediaCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRecordingIsFetchedOnceAndKept();
    void askingTwiceAtOnceFetchesOnce();
    void whatIsKeptIsSealedAndOpensOnlyWithTheKey();
    void aMissingRecordingIsNotFoundAndLeavesNothing();
    void whatIsNoSoundIsNotKept();
    void aDamagedSoundIsFetchedAgain();
    void aSoundThatComesDamagedEachTimeIsNotKept();
    void aSoundThatAlwaysCountsItsBytesWrongIsPlayed();
    void tooLargeIsRefusedAndLeavesNothing();
    void aSoundCanBeSaved();
    void aPictureIsScaledDownAndNeverUp();
    void aPictureOfADifferentNameIsStillWhatItIs();
    void aBombIsNoPicture();
    void forgottenMeansFetchedAgain();
    void everythingCanBeCleared();
};

void TestMediaCache::aRecordingIsFetchedOnceAndKept()
{
    Desk desk;
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav");

    const auto first = waitFor(desk.media->sound(recordingA));
    QVERIFY(first);
    QCOMPARE(first->audio.duration(), std::chrono::milliseconds(1000));
    QVERIFY(!first->waveform.isEmpty());
    QCOMPARE(desk.stored(), QStringList{recordingA.text()});
    desk.media = std::make_unique<MediaCache>(desk.twilio, MediaOptions{.folder = desk.folder.filePath(u"media"_s)}); // another day
    desk.server.stopListening();

    const auto again = waitFor(desk.media->sound(recordingA));

    QVERIFY(again);
    QCOMPARE(again->audio.samples, first->audio.samples);
    QCOMPARE(desk.server.heard().size(), 1);
    QVERIFY(desk.server.heard()[0].target.endsWith(recordingA.text().toLatin1() + ".wav"));
}

void TestMediaCache::askingTwiceAtOnceFetchesOnce()
{
    Desk desk;
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav");

    auto one = desk.media->sound(recordingA);
    auto two = desk.media->sound(recordingA);

    QVERIFY(waitFor(one));
    QVERIFY(waitFor(two));
    QCOMPARE(desk.server.heard().size(), 1);
}

void TestMediaCache::whatIsKeptIsSealedAndOpensOnlyWithTheKey()
{
    Desk desk({.key = Secret(QByteArray(32, 'k'))});
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav");
    QVERIFY(waitFor(desk.media->sound(recordingA)));

    QFile file(desk.folder.filePath(u"media/"_s + recordingA.text()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(isSealed(file.readAll()));
    QCOMPARE(desk.stored().size(), 1); // nothing in the clear beside it

    desk.media = std::make_unique<MediaCache>(
        desk.twilio, MediaOptions{.folder = desk.folder.filePath(u"media"_s), .key = Secret(QByteArray(32, 'x'))});
    QVERIFY(waitFor(desk.media->sound(recordingA))); // the key is another: fetched again
    QCOMPARE(desk.server.heard().size(), 2);
}

void TestMediaCache::aMissingRecordingIsNotFoundAndLeavesNothing()
{
    Desk desk;
    desk.reply = {ScriptedServer::answer(404, R"({"code": 20404, "message": "not found", "status": 404})")};

    const auto sound = waitFor(desk.media->sound(recordingA));

    QVERIFY(!sound);
    QCOMPARE(sound.error().kind, Error::Kind::NotFound);
    QVERIFY(desk.stored().isEmpty());
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav"); // it has become ready
    QVERIFY(waitFor(desk.media->sound(recordingA)));
}

void TestMediaCache::whatIsNoSoundIsNotKept()
{
    Desk desk;
    desk.serve("<html>Sign in to the hotel's network</html>", "audio/x-wav");

    QCOMPARE(waitFor(desk.media->sound(recordingA)).error().kind, Error::Kind::Malformed);
    QVERIFY(desk.stored().isEmpty());
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav");
    QVERIFY(waitFor(desk.media->sound(recordingA)));
}

void TestMediaCache::aDamagedSoundIsFetchedAgain()
{
    const QByteArray whole = wavOf(tone(440, 1));
    Desk desk;
    desk.serveFirst(whole.first(whole.size() / 2)); // under 200, with a length that fits
    desk.serveFirst(whole.first(whole.size() - 1));
    desk.serve(whole, "audio/x-wav");

    const auto sound = waitFor(desk.media->sound(recordingA));

    QVERIFY(sound);
    QCOMPARE(sound->audio.duration(), std::chrono::milliseconds(1000));
    QCOMPARE(desk.server.heard().size(), 3);
    QFile kept(desk.folder.filePath(u"media/"_s + recordingA.text()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), whole);
}

void TestMediaCache::aSoundThatComesDamagedEachTimeIsNotKept()
{
    const QByteArray whole = wavOf(tone(440, 1));
    Desk desk;
    for (const qsizetype cut : {100, 200, 300})
        desk.serveFirst(whole.chopped(cut));
    desk.serve(whole, "audio/x-wav");

    const auto sound = waitFor(desk.media->sound(recordingA));

    QVERIFY(!sound);
    QCOMPARE(sound.error().kind, Error::Kind::Malformed); // "fetch again" stands beside the words
    QVERIFY(desk.stored().isEmpty());
    QVERIFY(waitFor(desk.media->sound(recordingA)));
}

void TestMediaCache::aSoundThatAlwaysCountsItsBytesWrongIsPlayed()
{
    Desk desk;
    desk.serve(wavOf(tone(440, 1)) + "ID3 and other things behind it", "audio/x-wav");

    const auto sound = waitFor(desk.media->sound(recordingA));

    QVERIFY(sound);
    QCOMPARE(sound->audio.duration(), std::chrono::milliseconds(1000));
    QCOMPARE(desk.server.heard().size(), 2);
    QCOMPARE(desk.stored(), QStringList{recordingA.text()});
}

void TestMediaCache::tooLargeIsRefusedAndLeavesNothing()
{
    Desk desk({.largestRecording = 1000});
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav");

    QCOMPARE(waitFor(desk.media->sound(recordingA)).error().kind, Error::Kind::Rejected);
    QVERIFY(desk.stored().isEmpty());
}

void TestMediaCache::aSoundCanBeSaved()
{
    Desk desk({.key = Secret(QByteArray(32, 'k'))});
    const QByteArray wav = wavOf(tone(440, 1));
    desk.serve(wav, "audio/x-wav");
    const QString path = desk.folder.filePath(u"out.wav"_s);

    QVERIFY(waitFor(desk.media->saveRecording(recordingA, path)));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), wav);
    QCOMPARE(waitFor(desk.media->saveRecording(recordingA, u"/nowhere/out.wav"_s)).error().kind, Error::Kind::Storage);
}

void TestMediaCache::aPictureIsScaledDownAndNeverUp()
{
    Desk desk;
    desk.serve(pngOf(400, 200), "image/png");

    QCOMPARE(waitFor(desk.media->picture(messageA, mediaA, {100, 100}))->size(), QSize(100, 50));
    QCOMPARE(waitFor(desk.media->picture(messageA, mediaA, {4000, 4000}))->size(), QSize(400, 200));
    QCOMPARE(desk.server.heard().size(), 1);
}

void TestMediaCache::aPictureOfADifferentNameIsStillWhatItIs()
{
    Desk desk;
    desk.serve(pngOf(4, 4), "application/x-executable");
    QCOMPARE(waitFor(desk.media->attachment(messageA, mediaA))->kind.mime, u"image/png"_s);
    desk.media->forget(mediaA);

    desk.serve("MZ this is a program", "image/png");
    QCOMPARE(waitFor(desk.media->attachment(messageA, mediaA))->kind.family, FileKind::Family::Unknown);
    QCOMPARE(waitFor(desk.media->picture(messageA, mediaA, {100, 100})).error().kind, Error::Kind::Malformed);
}

void TestMediaCache::aBombIsNoPicture()
{
    Desk desk;
    QByteArray bomb = pngOf(4, 4);
    qToBigEndian<quint32>(200000, bomb.data() + 16); // width and height of the header
    qToBigEndian<quint32>(200000, bomb.data() + 20);
    desk.serve(bomb, "image/png");

    QCOMPARE(waitFor(desk.media->picture(messageA, mediaA, {100, 100})).error().kind, Error::Kind::Malformed);
}

void TestMediaCache::forgottenMeansFetchedAgain()
{
    Desk desk;
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav");
    QVERIFY(waitFor(desk.media->sound(recordingA)));

    desk.media->forget(recordingA);

    QVERIFY(desk.stored().isEmpty());
    QVERIFY(waitFor(desk.media->sound(recordingA)));
    QCOMPARE(desk.server.heard().size(), 2);
}

void TestMediaCache::everythingCanBeCleared()
{
    Desk desk;
    desk.serve(wavOf(tone(440, 1)), "audio/x-wav");
    QVERIFY(waitFor(desk.media->sound(recordingA)));
    auto bytes = desk.media->storedBytes();
    QVERIFY(QTest::qWaitFor([&] { return bytes.isFinished(); }));
    QVERIFY(bytes.result() > 16000);

    QVERIFY(waitFor(desk.media->clear()));

    QVERIFY(desk.stored().isEmpty());
}

QTEST_GUILESS_MAIN(TestMediaCache)
#include "tst_mediacache.moc"
