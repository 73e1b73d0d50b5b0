// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the sandbox can do wrong, on every kind of request: nothing is lost, nothing happens twice, and when the fault
// is over the cache is the truth again.
#include "core/sandbox/sandbox.h"
#include "tests/e2e/headlessdesk.h"
#include "tests/e2e/truth.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestDeskFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theCacheIsTheTruthOnceTheFaultIsOver_data() { everyFault(); }
    void theCacheIsTheTruthOnceTheFaultIsOver();
    void aTextArrivesOnceOrIsShownAsFailed_data() { everyFault(); }
    void aTextArrivesOnceOrIsShownAsFailed();
    void aVoicemailIsDeletedInTheEnd_data() { everyFault(); }
    void aVoicemailIsDeletedInTheEnd();
    void aNumberIsBoughtOnceOrNotAtAll_data() { everyFault(); }
    void aNumberIsBoughtOnceOrNotAtAll();
    void aNumberIsConfiguredAsShown_data() { everyFault(); }
    void aNumberIsConfiguredAsShown();
    void aRecordingIsWholeOrNotThere_data() { everyFault(); }
    void aRecordingIsWholeOrNotThere();

private:
    static void everyFault();
    /// The row's fault for the next @p count requests that match.
    void strike(const QByteArray &method, const QByteArray &path, int count);
    Credentials credentials() const;
    QStringList wrongAfterwards();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Sandbox> m_sandbox;
    SandboxAddress m_address;
    std::unique_ptr<HeadlessDesk> m_desk;
    std::unique_ptr<TwilioClient> m_judge;
};

namespace
{

template <typename T>
Result<T> outcomeOf(QFuture<Result<T>> future, int timeout = 60000)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, timeout))
        return fail(Error::Kind::Unavailable, u"no answer in time"_s);
    return future.result();
}

} // namespace

void TestDeskFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    SandboxOptions options;
    options.historyCalls = 150;
    options.historyMessages = 150;
    options.peopleActByThemselves = false;
    m_sandbox = std::make_unique<Sandbox>(options);
    const Result<SandboxAddress> address = m_sandbox->start();
    QVERIFY2(address, qPrintable(address ? QString() : address.error().detail));
    m_address = *address;
    m_desk = std::make_unique<HeadlessDesk>(m_folder->path(), credentials());
    m_judge = std::make_unique<TwilioClient>(credentials());
}

void TestDeskFaults::cleanup()
{
    m_desk.reset();
    m_judge.reset();
    m_sandbox.reset();
    m_folder.reset();
}

Credentials TestDeskFaults::credentials() const
{
    return {.baseUrl = m_address.restUrl,
            .account = AccountSid::parse(m_address.accountSid).value(),
            .user = m_address.accountSid,
            .secret = m_address.authToken};
}

void TestDeskFaults::everyFault()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("latency") << QByteArray(R"("kind":"latency","ms":400)");
    QTest::newRow("429 with Retry-After") << QByteArray(R"("kind":"rate_limit","retry_after":1)");
    QTest::newRow("429 without Retry-After") << QByteArray(R"("kind":"rate_limit")");
    QTest::newRow("500 before the effect") << QByteArray(R"("kind":"status","status":500)");
    QTest::newRow("503 before the effect") << QByteArray(R"("kind":"error")");
    QTest::newRow("503 after the effect") << QByteArray(R"("kind":"error","when":"after")");
    QTest::newRow("reset before the effect") << QByteArray(R"("kind":"reset")");
    QTest::newRow("reset after the effect") << QByteArray(R"("kind":"reset","when":"after")");
    QTest::newRow("truncated") << QByteArray(R"("kind":"truncate")");
    QTest::newRow("malformed") << QByteArray(R"("kind":"malformed")");
    QTest::newRow("wrong types") << QByteArray(R"("kind":"wrong_types")");
    QTest::newRow("slow drip") << QByteArray(R"("kind":"slow_drip","bytes":256,"interval_ms":10)");
}

void TestDeskFaults::strike(const QByteArray &method, const QByteArray &path, int count)
{
    QFETCH(QByteArray, fault);
    const QByteArray json =
        "{" + fault + R"(,"method":")" + method + R"(","path":")" + path + R"(","count":)" + QByteArray::number(count) + "}";
    const Result<> added = m_sandbox->addFaults(json);
    QVERIFY2(added, qPrintable(added ? QString() : added.error().detail));
}

/// What is still different after half a minute of looking for news.
QStringList TestDeskFaults::wrongAfterwards()
{
    QStringList wrong;
    (void)QTest::qWaitFor(
        [this, &wrong] {
            wrong = differences(heldByCache(m_desk->store), heldByTwilio(*m_judge));
            return wrong.isEmpty();
        },
        30000);
    return wrong;
}

void TestDeskFaults::theCacheIsTheTruthOnceTheFaultIsOver()
{
    for (const char *list : {"*/Calls.json", "*/Messages.json", "*/Recordings.json", "*/Transcriptions.json",
                             "*/IncomingPhoneNumbers.json", "*/Media.json"})
        strike("GET", list, 3);

    m_desk->sync.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->sync.progressNow().isComplete(), 60000);
    m_sandbox->clearFaults();

    const QStringList wrong = wrongAfterwards();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestDeskFaults::aTextArrivesOnceOrIsShownAsFailed()
{
    const Party line = lineOf(*m_judge);
    QVERIFY(!line.isEmpty());
    strike("POST", "*/Messages.json", 1);

    m_desk->outbox.start();
    const auto id = outcomeOf(m_desk->outbox.send(
        {.line = line, .peer = Party(u"+12065550187"_s), .body = u"Only once"_s}));
    QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
    OutboxEntry entry;
    QVERIFY(QTest::qWaitFor(
        [&] {
            entry = outcomeOf(m_desk->outbox.entry(*id)).value_or(OutboxEntry());
            return entry.state == OutboxState::Sent || entry.state == OutboxState::Failed;
        },
        30000));

    int arrived = 0;
    const auto messages = outcomeOf(m_judge->messages({.to = Party(u"+12065550187"_s)}, {}));
    QVERIFY(messages);
    for (const Message &message : messages->records)
        arrived += message.body == u"Only once"_s ? 1 : 0;
    QCOMPARE(arrived, entry.state == OutboxState::Sent ? 1 : 0);
}

void TestDeskFaults::aVoicemailIsDeletedInTheEnd()
{
    m_desk->sync.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->sync.progressNow().isComplete(), 60000);
    const auto ids = outcomeOf(m_desk->voicemails.rowIds({}));
    QVERIFY(ids && !ids->isEmpty());
    const auto rows = outcomeOf(m_desk->voicemails.rows({ids->first()}));
    QVERIFY(rows && rows->size() == 1);
    const RecordingSid doomed = rows->first().recording;
    strike("DELETE", "*/Recordings/*", 2);

    m_desk->deletions.start();
    QVERIFY(outcomeOf(m_desk->voicemails.markDeleting({ids->first()}, QDateTime::currentDateTimeUtc())));
    m_desk->deletions.tryNow();

    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto recording = outcomeOf(m_judge->recording(doomed));
            return !recording && recording.error().kind == Error::Kind::NotFound;
        },
        30000));
    const QStringList wrong = wrongAfterwards();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestDeskFaults::aNumberIsBoughtOnceOrNotAtAll()
{
    const auto offers = outcomeOf(m_desk->shop.search({.country = u"US"_s}));
    QVERIFY2(offers && !offers->isEmpty(), qPrintable(offers ? u"nothing for sale"_s : offers.error().detail));
    const Party wanted = offers->first().number.phoneNumber;
    strike("POST", "*/IncomingPhoneNumbers*", 1);

    const auto bought = outcomeOf(m_desk->shop.buy(offers->first()));

    int owned = 0;
    const auto numbers = outcomeOf(m_judge->numbers({}, {}));
    QVERIFY(numbers);
    for (const IncomingNumber &number : numbers->records)
        owned += number.phoneNumber == wanted ? 1 : 0;
    QCOMPARE(owned, bought ? 1 : 0);
    if (bought) // clicking again buys nothing
        QCOMPARE(outcomeOf(m_desk->shop.buy(offers->first())).value().sid, bought->sid);
}

void TestDeskFaults::aNumberIsConfiguredAsShown()
{
    QVERIFY(!lineOf(*m_judge).isEmpty());
    m_desk->sync.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->sync.progressNow().isComplete(), 60000);
    const auto numbers = outcomeOf(m_judge->numbers({}, {}));
    QVERIFY(numbers && !numbers->records.isEmpty());
    const IncomingNumber number = numbers->records.first();
    NumberConfig wanted = number.config;
    wanted.voiceUrl = u"https://example.com/after-the-fault"_s;
    strike("POST", "*/IncomingPhoneNumbers/*", 1);

    const auto configured = outcomeOf(m_desk->shop.configure(number.sid, wanted));

    const auto now = outcomeOf(m_judge->number(number.sid));
    QVERIFY(now);
    QCOMPARE(now->config.voiceUrl, configured ? wanted.voiceUrl : number.config.voiceUrl);
    const auto shown = [&] {
        const auto row = outcomeOf(m_desk->numbers.number(number.sid));
        return row ? row->number.config.voiceUrl : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), now->config.voiceUrl, 30000);
}

void TestDeskFaults::aRecordingIsWholeOrNotThere()
{
    if (QByteArray(QTest::currentDataTag()) == "malformed")
        QSKIP("HTTP cannot tell a garbled sound from a good one; the WAV reader can");
    const auto recordings = outcomeOf(m_judge->recordings({}, {}));
    QVERIFY(recordings && !recordings->records.isEmpty());
    const RecordingSid sid = recordings->records.first().sid;
    const auto whole = outcomeOf(m_judge->downloadRecording(sid, AudioFormat::Wav, m_folder->filePath(u"whole.wav"_s)));
    QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().detail));
    strike("GET", "*/Recordings/*", 2);

    const QString path = m_folder->filePath(u"faulty.wav"_s);
    const auto download = outcomeOf(m_desk->twilio.downloadRecording(sid, AudioFormat::Wav, path));

    QCOMPARE(QFile::exists(path), download.has_value());
    m_sandbox->clearFaults();
    if (!download)
        QVERIFY(outcomeOf(m_desk->twilio.downloadRecording(sid, AudioFormat::Wav, path)));
    QCOMPARE(QFile(path).size(), whole->size);
}

QTEST_GUILESS_MAIN(TestDeskFaults)
#include "tst_deskfaults.moc"
