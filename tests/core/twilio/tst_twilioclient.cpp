// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whendone.h"
#include "core/twilio/twilioclient.h"
#include "tests/fakes/scriptedserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reply = ScriptedServer::Reply;

namespace {

const QByteArray accountText = "AC00112233445566778899aabbccddeeff";
const QByteArray messageBody = R"({"sid":"SM0a1b2c3d4e5f60718293a4b5c6d7e8f9","status":"queued","to":"+14155550108"})";
const MessageSid someMessage = *MessageSid::parse(u"SM0a1b2c3d4e5f60718293a4b5c6d7e8f9");
const RecordingSid someRecording = *RecordingSid::parse(u"RE0a1b2c3d4e5f60718293a4b5c6d7e8f9");

TransportOptions hasty()
{
    TransportOptions options;
    options.limits.silence = 400ms;
    options.limits.whole = 1500ms;
    options.retries.firstPause = 1ms;
    options.retries.longestPause = 4ms;
    options.retries.longestRetryAfter = 2000ms;
    options.freshPauses = {1ms, 1ms, 1ms};
    return options;
}

Credentials credentialsFor(const QUrl &url)
{
    return {.baseUrl = url, .account = *AccountSid::parse(QString::fromLatin1(accountText)), .user = QString::fromLatin1(accountText),
            .secret = Secret("s3cret")};
}

template <typename T>
T waitFor(QFuture<T> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10000) || future.resultCount() == 0)
        qFatal("no outcome");
    return future.result();
}

QByteArray ok(const QByteArray &body, const QByteArray &headers = {})
{
    return ScriptedServer::answer(200, body, headers);
}

OutgoingMessage someText()
{
    return {.from = Party(u"+12065550142"_s), .to = Party(u"+14155550108"_s), .body = u"Hällo & bye"_s};
}

} // namespace

class TestTwilioClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aListIsAskedForAndReadWithItsCursor()
    {
        ScriptedServer server([](const HeardRequest &request) -> Reply {
            if (request.target.contains("PageToken"))
                return {ok(R"({"calls":[{"sid":"CA2a1b2c3d4e5f60718293a4b5c6d7e8f9"}],"next_page_uri":null})")};
            return {ok(R"({"calls":[{"sid":"CA1a1b2c3d4e5f60718293a4b5c6d7e8f9"}],"next_page_uri":"/2010-04-01/x?Page=1&PageToken=PACA"})")};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());

        const auto first = waitFor(client.calls({.from = Party(u"+1415"_s)}, {.pageSize = 20}));
        const auto second = waitFor(client.calls({}, {.cursor = first->next}));

        QCOMPARE(first->next, u"/2010-04-01/x?Page=1&PageToken=PACA"_s);
        QCOMPARE(second->records.size(), 1);
        QVERIFY(second->next.isEmpty());
        QCOMPARE(server.heard()[0].target, "/2010-04-01/Accounts/" + accountText + "/Calls.json?From=%2B1415&PageSize=20");
        QCOMPARE(server.heard()[1].target, "/2010-04-01/x?Page=1&PageToken=PACA");
        QCOMPARE(server.heard()[0].headers["authorization"], "Basic " + (accountText + ":s3cret").toBase64());
        QVERIFY(server.heard()[0].headers["user-agent"].startsWith("MilAssistDesk/"));
    }

    void aPrefetchedPageIsAskedForOnceAndBeforeItIsWanted()
    {
        ScriptedServer server([](const HeardRequest &request) -> Reply {
            if (request.target == "/p2")
                return {ok(R"({"calls":[{"sid":"CA2a1b2c3d4e5f60718293a4b5c6d7e8f9"}],"next_page_uri":null})")};
            return {ok(R"({"calls":[],"next_page_uri":"/p2"})")};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());

        const auto first = waitFor(client.calls({}, {.prefetch = true}));
        QTRY_COMPARE(server.heard().size(), 2);
        const auto second = waitFor(client.calls({}, {.cursor = first->next, .prefetch = true}));

        QVERIFY(second);
        QCOMPARE(second->records.size(), 1);
        QCOMPARE(server.heard().size(), 2);
    }

    void aPageThatPointsAtItselfOrElsewhereIsMalformed()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {ok(R"({"calls":[],"next_page_uri":"/same"})")}; });
        TwilioClient client(credentialsFor(server.url()), hasty());

        QCOMPARE(waitFor(client.calls({}, {.cursor = u"/same"_s})).error().kind, Kind::Malformed);
        QCOMPARE(waitFor(client.calls({}, {.cursor = u"https://evil.example/x"_s})).error().kind, Kind::Malformed);
        QCOMPARE(server.heard().size(), 1);
    }

    void readsAreRepeatedUntilTheyWork_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("how"); // 0 answer, 1 reset, 2 close, 3 silent
        QTest::newRow("503") << ScriptedServer::answer(503, "{}") << 0;
        QTest::newRow("500 html") << ScriptedServer::answer(500, "<html>", {}, "text/html") << 0;
        QTest::newRow("429") << ScriptedServer::answer(429, R"({"code":20429})") << 0;
        QTest::newRow("429 with Retry-After") << ScriptedServer::answer(429, "{}", "Retry-After: 0\r\n") << 0;
        QTest::newRow("reset") << QByteArray() << 1;
        QTest::newRow("closed") << QByteArray() << 2;
        QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"sid\":\"SM0a1b") << 2;
        QTest::newRow("cut chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{\"sid\":\"SM0a1b") << 2;
        QTest::newRow("silence") << QByteArray() << 3;
    }
    void readsAreRepeatedUntilTheyWork()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, how);
        int calls = 0;
        ScriptedServer server([&](const HeardRequest &) -> Reply {
            if (++calls <= 2)
                return {.bytes = bytes, .close = how == 2, .reset = how == 1, .silent = how == 3};
            return {ok(messageBody)};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());

        const auto message = waitFor(client.message(someMessage));

        QVERIFY2(message, message ? "" : qPrintable(message.error().detail));
        QVERIFY(calls >= 3);
    }

    void aSlowDripEndsAtTheDeadline()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"}; });
        auto options = hasty();
        options.limits.silence = 5s;
        options.limits.whole = 150ms;
        options.retries.attempts = 1;
        TwilioClient client(credentialsFor(server.url()), options);

        const auto message = waitFor(client.message(someMessage));

        QCOMPARE(message.error().kind, Kind::Offline);
    }

    void anAnswerTooLargeForMemoryIsMalformed()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {ok(QByteArray(200000, ' '))}; });
        auto options = hasty();
        options.limits.largestBody = 100000;
        options.retries.attempts = 1;
        TwilioClient client(credentialsFor(server.url()), options);

        QCOMPARE(waitFor(client.message(someMessage)).error().kind, Kind::Malformed);
    }

    void refusalsAreReportedWithCodeAndRequestId()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply {
            return {ScriptedServer::answer(400, R"({"code":21610,"message":"Attempt to send to unsubscribed recipient","status":400})",
                                           "Twilio-Request-Id: RQ123\r\n")};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());

        const auto sent = waitFor(client.sendMessage(someText()));

        QCOMPARE(sent.error().kind, Kind::Rejected);
        QCOMPARE(sent.error().twilioCode, 21610);
        QCOMPARE(sent.error().httpStatus, 400);
        QCOMPARE(sent.error().requestId, u"RQ123"_s);
        QCOMPARE(server.heard().size(), 1);
    }

    void aTextIsSentAsAForm()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {ScriptedServer::answer(201, messageBody)}; });
        TwilioClient client(credentialsFor(server.url()), hasty());
        auto text = someText();
        text.mediaUrls = {QUrl(u"https://a.example/1?x=y"_s), QUrl(u"https://a.example/2"_s)};

        const auto sent = waitFor(client.sendMessage(text));

        QVERIFY(sent);
        QCOMPARE(server.heard()[0].verb, "POST");
        QCOMPARE(server.heard()[0].headers["content-type"], "application/x-www-form-urlencoded");
        QCOMPARE(server.heard()[0].body, "To=%2B14155550108&From=%2B12065550142&Body=H%C3%A4llo%20%26%20bye"
                                         "&MediaUrl=https%3A%2F%2Fa.example%2F1%3Fx%3Dy&MediaUrl=https%3A%2F%2Fa.example%2F2");
    }

    void aCreateWhoseAnswerIsLostIsSentOnceAndUnknown_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("how");
        QTest::newRow("reset") << QByteArray() << 1;
        QTest::newRow("closed") << QByteArray() << 2;
        QTest::newRow("silence") << QByteArray() << 3;
        QTest::newRow("500") << ScriptedServer::answer(500, "{}") << 0;
        QTest::newRow("503") << ScriptedServer::answer(503, "{}", "Retry-After: 0\r\n") << 0;
        QTest::newRow("201 cut off") << QByteArray("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"sid\":\"SM0a1b") << 2;
        QTest::newRow("201 garbled") << ScriptedServer::answer(201, "{\"sid\":\"SM0a1b") << 0;
        QTest::newRow("201 without a sid") << ScriptedServer::answer(201, "{}") << 0;
        QTest::newRow("200 web page") << ScriptedServer::answer(200, "<html>", {}, "text/html") << 0;
    }
    void aCreateWhoseAnswerIsLostIsSentOnceAndUnknown()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, how);
        bool keepAlive = false;
        ScriptedServer server([&](const HeardRequest &request) -> Reply {
            if (request.verb == "GET") // leaves a kept connection behind, which is where Qt would send again by itself
                return {ok(messageBody)};
            keepAlive = true;
            return {.bytes = bytes, .close = how == 2, .reset = how == 1, .silent = how == 3};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());
        QVERIFY(waitFor(client.message(someMessage)));

        const auto sent = waitFor(client.sendMessage(someText()));

        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, Kind::OutcomeUnknown);
        QTest::qWait(50); // would a second one come after all?
        QCOMPARE(server.heard().size(), 2);
    }

    void aCreateRefusedFor429IsRepeated()
    {
        int calls = 0;
        ScriptedServer server([&](const HeardRequest &) -> Reply {
            if (++calls == 1)
                return {ScriptedServer::answer(429, R"({"code":20429})", "Retry-After: 1\r\n")};
            return {ScriptedServer::answer(201, messageBody)};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());
        QElapsedTimer time;
        time.start();

        QVERIFY(waitFor(client.sendMessage(someText())));

        QCOMPARE(calls, 2);
        QVERIFY(time.elapsed() >= 990);
    }

    void aCreateThatFindsNobodyIsOfflineNotUnknown()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {}; });
        const QUrl nobody = server.url();
        server.stopListening();
        TwilioClient client(credentialsFor(nobody), hasty());

        QCOMPARE(waitFor(client.sendMessage(someText())).error().kind, Kind::Offline);
    }

    void aDeleteWhoseAnswerWasLostAndThenFindsNothingHasWorked()
    {
        int calls = 0;
        ScriptedServer server([&](const HeardRequest &) -> Reply {
            if (++calls == 1)
                return {ScriptedServer::answer(502, "{}")};
            return {ScriptedServer::answer(404, R"({"code":20404})")};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());

        QVERIFY(waitFor(client.deleteMessage(someMessage)));
        QCOMPARE(waitFor(client.deleteMessage(someMessage)).error().kind, Kind::NotFound);
    }

    void neverMoreThanFourAtOnceAndOnePlaceForWhoeverWaits()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {ok(messageBody)}; });
        server.hold();
        TwilioClient client(credentialsFor(server.url()), hasty());
        QList<QFuture<Result<Message>>> futures;
        for (int i = 0; i < 10; ++i)
            futures.push_back(client.message(someMessage, Priority::Backfill));
        QTRY_COMPARE(server.heldCount(), 3);

        const auto urgent = client.number(*PhoneNumberSid::parse(u"PN1122334455667788990011223344aabb"));
        QTRY_COMPARE(server.heldCount(), 4);
        QVERIFY(server.heard().last().target.contains("IncomingPhoneNumbers"));
        server.release();

        for (const auto &future : futures)
            QVERIFY(waitFor(future));
        QCOMPARE(server.mostAtOnce(), 4);
    }

    void aCancelledReadFreesItsPlaceAndAnswersNobody()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {ok(messageBody)}; });
        server.hold();
        TwilioClient client(credentialsFor(server.url()), hasty());
        QList<QFuture<Result<Message>>> futures;
        for (int i = 0; i < 5; ++i)
            futures.push_back(client.message(someMessage));
        QTRY_COMPARE(server.heldCount(), 4);

        futures[0].cancel();
        QTRY_COMPARE(server.heldCount(), 5);
        server.release();

        for (int i = 1; i < 5; ++i)
            QVERIFY(waitFor(futures[i]));
        QVERIFY(futures[0].isCanceled());
    }

    void closingTheClientEndsEverythingAsCancelled()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {.silent = true}; });
        auto client = std::make_unique<TwilioClient>(credentialsFor(server.url()), hasty());
        const auto message = client->message(someMessage);
        QTRY_COMPARE(server.heard().size(), 1);

        client.reset();

        QVERIFY(message.isFinished());
        QCOMPARE(message.result().error().kind, Kind::Cancelled);
    }

    void aDownloadFollowsToAnotherHostWithoutCredentials()
    {
        ScriptedServer media([](const HeardRequest &) -> Reply { return {ScriptedServer::answer(200, "RIFFsound", {}, "audio/x-wav")}; });
        ScriptedServer api([&](const HeardRequest &) -> Reply {
            return {ScriptedServer::answer(307, {}, "Location: " + media.url().toEncoded() + "/m?sig=1\r\n")};
        });
        TwilioClient client(credentialsFor(api.url()), hasty());
        QTemporaryDir folder;

        const auto download = waitFor(client.downloadRecording(someRecording, AudioFormat::Wav, folder.filePath(u"r.wav"_s)));

        QVERIFY2(download, download ? "" : qPrintable(download.error().detail));
        QCOMPARE(download->size, 9);
        QFile file(folder.filePath(u"r.wav"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "RIFFsound");
        QVERIFY(api.heard()[0].headers.contains("authorization"));
        QVERIFY(!media.heard()[0].headers.contains("authorization"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"r.wav"_s});
    }

    void aFreshRecordingIsWaitedFor()
    {
        int calls = 0;
        ScriptedServer server([&](const HeardRequest &) -> Reply {
            if (++calls <= 3)
                return {ScriptedServer::answer(404, R"({"code":20404})")};
            return {ScriptedServer::answer(200, "sound", {}, "audio/x-wav")};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());
        QTemporaryDir folder;

        QVERIFY(waitFor(client.downloadRecording(someRecording, AudioFormat::Wav, folder.filePath(u"a.wav"_s))));
        calls = -100;
        const auto gone = waitFor(client.downloadRecording(someRecording, AudioFormat::Wav, folder.filePath(u"b.wav"_s)));

        QCOMPARE(gone.error().kind, Kind::NotFound);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"a.wav"_s});
    }

    void aBrokenDownloadLeavesNoFileAndTheOldOneAlone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: audio/x-wav\r\nContent-Length: 50\r\n\r\nRIFF");
        QTest::newRow("web page") << ScriptedServer::answer(200, "<html>Sign in</html>", {}, "text/html");
        QTest::newRow("refused") << ScriptedServer::answer(403, "{}");
    }
    void aBrokenDownloadLeavesNoFileAndTheOldOneAlone()
    {
        QFETCH(QByteArray, bytes);
        ScriptedServer server([&](const HeardRequest &) -> Reply { return {.bytes = bytes, .close = true}; });
        TwilioClient client(credentialsFor(server.url()), hasty());
        QTemporaryDir folder;
        QFile old(folder.filePath(u"r.wav"_s));
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();

        QVERIFY(!waitFor(client.downloadRecording(someRecording, AudioFormat::Wav, old.fileName())));

        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), "old");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void aDownloadThatTheDiskRefusesSaysSo()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {ScriptedServer::answer(200, "sound", {}, "audio/x-wav")}; });
        TwilioClient client(credentialsFor(server.url()), hasty());

        const auto download = waitFor(client.downloadRecording(someRecording, AudioFormat::Wav, u"/nowhere/at/all.wav"_s));

        QCOMPARE(download.error().kind, Kind::Storage);
    }

    void aCancelledDownloadLeavesNothing()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply {
            return {"HTTP/1.1 200 OK\r\nContent-Type: audio/x-wav\r\nContent-Length: 50\r\n\r\nRIFF"};
        });
        TwilioClient client(credentialsFor(server.url()), hasty());
        QTemporaryDir folder;
        auto download = client.downloadRecording(someRecording, AudioFormat::Wav, folder.filePath(u"r.wav"_s));
        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);

        download.cancel();

        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
    }

    void aRedirectOfDataElsewhereIsRefusedAndCarriesNothing()
    {
        ScriptedServer other([](const HeardRequest &) -> Reply { return {ok(messageBody)}; });
        ScriptedServer api([&](const HeardRequest &) -> Reply {
            return {ScriptedServer::answer(302, {}, "Location: " + other.url().toEncoded() + "/login\r\n")};
        });
        TwilioClient client(credentialsFor(api.url()), hasty());

        QCOMPARE(waitFor(client.message(someMessage)).error().kind, Kind::Malformed);
        QVERIFY(!waitFor(client.sendMessage(someText())));
        QCOMPARE(other.heard().size(), 0);
    }

    void theServersClockIsNoticed()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {ok(messageBody, "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")}; });
        const QDateTime ours(QDate(1994, 11, 6), QTime(9, 49, 37), Qt::UTC);
        TwilioClient client(credentialsFor(server.url()), hasty(), [ours] { return ours; });

        QVERIFY(waitFor(client.message(someMessage)));

        QVERIFY(client.clockSkew() == 1h);
    }
};

QTEST_GUILESS_MAIN(TestTwilioClient)
#include "tst_twilioclient.moc"
