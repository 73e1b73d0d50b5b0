// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox.h"
#include "tests/core/sync/desk.h"

#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Credentials credentialsOf(const SandboxAddress &address)
{
    return {.baseUrl = address.restUrl, .account = *AccountSid::parse(address.accountSid), .user = address.accountSid, .secret = address.authToken};
}

template <typename T>
Result<T> waitFor(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20000))
        return fail(Error::Kind::Offline, u"no answer"_s);
    return future.result();
}

// Buys a line and uses it a lot, whatever the world had to begin with.
Result<Party> makeHistory(const Credentials &credentials, int texts, int calls)
{
    TwilioClient client(credentials);
    const auto offers = waitFor(client.availableNumbers({.country = u"US"_s, .sms = true, .limit = 1}));
    if (!offers || offers->isEmpty())
        return fail(Error::Kind::NotFound, u"no number for sale"_s);
    const auto line = waitFor(client.buyNumber({.phoneNumber = offers->first().phoneNumber}));
    if (!line)
        return fail(line.error());
    QList<QFuture<Result<Message>>> sent;
    for (int i = 0; i < texts; ++i) {
        const Party to(u"+1415555%1"_s.arg(100 + i % 90, 4, 10, QChar(u'0')));
        sent.push_back(client.sendMessage({.from = line->phoneNumber, .to = to, .body = u"Text %1"_s.arg(i)}));
    }
    QList<QFuture<Result<Call>>> made;
    for (int i = 0; i < calls; ++i) {
        const Party to(u"+1415555%1"_s.arg(100 + i % 90, 4, 10, QChar(u'0')));
        made.push_back(client.createCall({.from = line->phoneNumber, .to = to, .twiml = u"<Response><Say>Hello</Say></Response>"_s}));
    }
    for (auto &message : sent) {
        if (const auto outcome = waitFor(message); !outcome)
            return fail(outcome.error());
    }
    for (auto &call : made) {
        if (const auto outcome = waitFor(call); !outcome)
            return fail(outcome.error());
    }
    return line->phoneNumber;
}

template <typename Record>
QStringList linesOf(std::function<QFuture<Result<Page<Record>>>(Paging)> list)
{
    QStringList lines;
    QString cursor;
    do {
        auto page = list({.cursor = cursor, .pageSize = 1000});
        const bool answered = QTest::qWaitFor([&page] { return page.isFinished(); }, 10000);
        const auto outcome = answered ? page.result() : Result<Page<Record>>(fail(Error::Kind::Offline, u"no answer"_s));
        if (!outcome)
            return {u"the truth cannot be read"_s};
        for (const Record &record : outcome->records)
            lines.push_back(record.sid.text() + u' ' + record.status.text() + u' ' + (record.price ? record.price->toText(4) : QString()));
        cursor = outcome->next;
    } while (!cursor.isEmpty());
    lines.sort();
    return lines;
}

// What the sandbox says now, asked by a client of its own. Texts go on from queued to delivered meanwhile, so this may be
// true now and false at the next look: wait for it with qWaitFor, which looks once, not with QTRY_VERIFY, which looks again.
bool isTruth(Desk &desk, const Credentials &credentials)
{
    TwilioClient client(credentials);
    return desk.cached(u"call"_s) == linesOf<Call>([&](Paging paging) { return client.calls({}, std::move(paging)); })
        && desk.cached(u"message"_s) == linesOf<Message>([&](Paging paging) { return client.messages({}, std::move(paging)); })
        && desk.cached(u"recording"_s) == linesOf<Recording>([&](Paging paging) { return client.recordings({}, std::move(paging)); })
        && desk.cached(u"transcription"_s) == linesOf<Transcription>([&](Paging paging) { return client.transcriptions(std::move(paging)); });
}

} // namespace

/// The same against the sandbox's demo world: the whole way over real HTTP into real SQLite.
class TestSyncSandbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_sandbox = std::make_unique<Sandbox>(SandboxOptions{.peopleActByThemselves = false});
        const auto address = m_sandbox->start();
        QVERIFY(address);
        m_credentials = credentialsOf(*address);
        const auto line = makeHistory(m_credentials, 130, 120);
        QVERIFY2(line, line ? "" : qPrintable(line.error().detail));
        m_line = *line;
    }

    void theWholeWorldComes()
    {
        Desk desk(m_credentials, m_folder->path());

        desk.sync.start();

        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 30000);
        QVERIFY(QTest::qWaitFor([&] { return isTruth(desk, m_credentials); }, 60000));
        QVERIFY(desk.count(u"call"_s) >= 120);
        QVERIFY(desk.count(u"message"_s) >= 130);
        QVERIFY(desk.count(u"number"_s) >= 1);
        QCOMPARE(desk.sync.progressNow().skipped, 0);
    }

    void everyFaultEndsInTheTruth_data()
    {
        QTest::addColumn<QByteArray>("faults");
        QTest::newRow("latency") << QByteArray(R"([{"kind":"latency","ms":30,"probability":0.5,"count":40}])");
        QTest::newRow("429") << QByteArray(R"([{"kind":"rate_limit","probability":0.5,"count":40}])");
        QTest::newRow("503") << QByteArray(R"([{"kind":"error","probability":0.5,"count":40}])");
        QTest::newRow("reset") << QByteArray(R"([{"kind":"reset","probability":0.5,"count":30}])");
        QTest::newRow("truncate") << QByteArray(R"([{"kind":"truncate","probability":0.5,"count":30}])");
        QTest::newRow("malformed") << QByteArray(R"([{"kind":"malformed","probability":0.5,"count":40}])");
        QTest::newRow("wrong types") << QByteArray(R"([{"kind":"wrong_types","probability":0.5,"count":15}])");
        QTest::newRow("slow drip") << QByteArray(R"([{"kind":"slow_drip","probability":0.3,"count":8}])");
    }
    void everyFaultEndsInTheTruth()
    {
        QFETCH(QByteArray, faults);
        const auto added = m_sandbox->addFaults(faults);
        QVERIFY2(added, added ? "" : qPrintable(added.error().detail));
        Desk desk(m_credentials, m_folder->path());

        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 60000);
        m_sandbox->clearFaults();

        // A sweep that mends garbled pages rests a second between two.
        QVERIFY(QTest::qWaitFor([&] { return isTruth(desk, m_credentials); }, 60000));
    }

    void aTextThatComesInIsHereAtTheNextLook()
    {
        Desk desk(m_credentials, m_folder->path());
        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 30000);

        const QString sid = m_sandbox->text(u"+14155550108"_s, m_line.text(), u"Are you there?"_s);

        QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"message"_s).join(u'\n').contains(sid), 30000);
    }

    void aTextThatIsToldOfIsHereLongBeforeTheNextLook()
    {
        SyncOptions rare = quickSync();
        rare.toldPoll = rare.toldNumbers = std::chrono::hours(1);
        rare.focusedPoll = rare.focusedNumbers = std::chrono::hours(1);
        Desk desk(m_credentials, m_folder->path(), rare);
        desk.sync.setTold(true);
        desk.sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching(), 30000);
        const QString sid = m_sandbox->text(u"+14155550108"_s, m_line.text(), u"Are you there?"_s);
        const QString unknown = m_sandbox->text(u"+14155550109"_s, m_line.text(), u"Hello?"_s);

        desk.sync.bring(FeedId::Messages, sid);
        QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"message"_s).join(u'\n').contains(sid), 30000);
        desk.sync.bring(FeedId::Messages, u"SM"_s + QString(32, u'e')); // not there: whatever is new comes instead

        QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"message"_s).join(u'\n').contains(unknown), 30000);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Sandbox> m_sandbox;
    Credentials m_credentials;
    Party m_line;
};

QTEST_GUILESS_MAIN(TestSyncSandbox)
#include "tst_syncsandbox.moc"
