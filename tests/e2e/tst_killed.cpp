// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at any moment of a sync and of sending texts. MILASSIST_KILL_ROUNDS says how often (default 6);
// MILASSIST_KILL_SEED repeats the moments of a run that failed.
#include "core/sandbox/sandbox.h"
#include "core/store/statement.h"
#include "tests/e2e/headlessdesk.h"
#include "tests/e2e/truth.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeskThatIsKilledAnywhereLosesNothingAndSendsNothingTwice();
};

namespace
{

constexpr int textsPerRound = 60;

int numberFromEnvironment(const char *name, int otherwise)
{
    bool isNumber = false;
    const int number = qEnvironmentVariableIntValue(name, &isNumber);
    return isNumber ? number : otherwise;
}

/// What a worker has promised before it died.
struct Promises {
    QStringList texts;
    QHash<QString, QString> drafts; // peer -> body
};

void hear(QProcess &worker, Promises &promises)
{
    while (worker.canReadLine()) {
        const QStringList words = QString::fromUtf8(worker.readLine()).trimmed().split(u' ');
        if (words.first() == u"kept")
            promises.texts.append(u"Text "_s + words.at(1));
        else if (words.first() == u"draft")
            promises.drafts.insert(words.at(2), u"Draft "_s + words.at(1));
        else if (words.first() == u"refused")
            QFAIL(qPrintable(u"a text was refused: "_s + words.join(u' ')));
    }
}

struct OutboxRow {
    OutboxState state = OutboxState::Queued;
    QString sid;
};

Result<QMultiHash<QString, OutboxRow>> outboxRows(QSqlDatabase &db)
{
    QMultiHash<QString, OutboxRow> rows;
    Statement all(db, u"SELECT body, state, sid FROM own.outbox");
    while (all.next())
        rows.insert(all.text(0), {OutboxState(all.integer(1)), all.text(2)});
    if (!all.ok())
        return all.failure();
    return rows;
}

} // namespace

void TestKilled::aDeskThatIsKilledAnywhereLosesNothingAndSendsNothingTwice()
{
    const int rounds = numberFromEnvironment("MILASSIST_KILL_ROUNDS", 6);
    const quint32 seed = quint32(numberFromEnvironment("MILASSIST_KILL_SEED", int(QRandomGenerator::global()->bounded(1 << 30))));
    qInfo("MILASSIST_KILL_SEED=%u MILASSIST_KILL_ROUNDS=%d", seed, rounds);
    QRandomGenerator dice(seed);
    QTemporaryDir folder;
    SandboxOptions options;
    options.historyCalls = 3000;
    options.historyMessages = 6000;
    options.peopleActByThemselves = false;
    Sandbox sandbox(options);
    const Result<SandboxAddress> address = sandbox.start();
    QVERIFY2(address, qPrintable(address ? QString() : address.error().detail));
    // A page takes its time, so that most moments to die are in the middle of something.
    QVERIFY(sandbox.addFaults(R"({"kind":"latency","ms":25,"jitter_ms":50})"));
    const Credentials credentials{.baseUrl = address->restUrl,
                                  .account = AccountSid::parse(address->accountSid).value(),
                                  .user = address->accountSid,
                                  .secret = address->authToken};
    TwilioClient judge(credentials);
    const QString line = lineOf(judge).text();
    QVERIFY(!line.isEmpty());

    Promises promises;
    const auto start = [&](QProcess &worker, int round, int texts) {
        worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker.start(QString::fromLatin1(BINARY_DIR "/tests/e2e_worker"), {folder.path()});
        worker.write(QJsonDocument(QJsonObject{{u"rest"_s, address->restUrl.toString()},
                                               {u"account"_s, address->accountSid},
                                               {u"token"_s, QString::fromUtf8(address->authToken.reveal())},
                                               {u"line"_s, line},
                                               {u"round"_s, round},
                                               {u"texts"_s, texts}})
                         .toJson(QJsonDocument::Compact)
                     + '\n');
    };
    for (int round = 0; round < rounds; ++round) {
        QProcess worker;
        start(worker, round, textsPerRound);
        QVERIFY(worker.waitForStarted());
        if (round % 2 == 1) // a busy machine needs a while before there is anything to interrupt
            QTRY_VERIFY_WITH_TIMEOUT(worker.canReadLine(), 60000);
        const int moment = dice.bounded(30, 1500);
        QTest::qWait(moment); // the moment is what is tested
        worker.kill();
        QVERIFY(worker.state() == QProcess::NotRunning || worker.waitForFinished());
        hear(worker, promises);
    }
    QProcess last;
    start(last, rounds, 0);
    QTRY_VERIFY_WITH_TIMEOUT(last.state() == QProcess::NotRunning, 180000);
    QCOMPARE(last.exitCode(), 0);
    qInfo("%d texts and %d drafts had been promised", int(promises.texts.size()), int(promises.drafts.size()));

    sandbox.clearFaults();
    HeadlessDesk desk(folder.path(), credentials);
    desk.sync.start();
    Knowledge truth;
    QStringList wrong;
    for (int tries = 0; tries < 60; ++tries) { // texts are still on their way to "delivered", prices arrive late
        truth = heldByTwilio(judge);
        wrong = differences(heldByCache(desk.store), truth);
        if (wrong.isEmpty())
            break;
        QTest::qWait(1000);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QVERIFY(truth.size() > 9000);

    QHash<QString, int> arrived;
    for (auto it = truth.begin(); it != truth.end(); ++it) {
        static const QRegularExpression body(u"\\|body=(Text \\d+/\\d+)\\|"_s);
        if (const auto match = body.match(it.value()); match.hasMatch())
            ++arrived[match.captured(1)];
    }
    const auto rows = desk.store.read(outboxRows);
    QTRY_VERIFY(rows.isFinished());
    QVERIFY(rows.result().has_value());
    const QMultiHash<QString, OutboxRow> outbox = *rows.result();
    for (const auto &[body, count] : arrived.asKeyValueRange())
        QVERIFY2(count == 1, qPrintable(u"%1 was sent %2 times"_s.arg(body).arg(count)));
    for (const QString &body : std::as_const(promises.texts)) {
        QVERIFY2(outbox.count(body) == 1, qPrintable(body + u" is not in the outbox"_s));
        const OutboxRow row = outbox.value(body);
        const int expected = row.state == OutboxState::Sent ? 1 : 0;
        QVERIFY2(row.state == OutboxState::Sent || row.state == OutboxState::Failed,
                 qPrintable(u"%1 is not settled: %2"_s.arg(body).arg(int(row.state))));
        QVERIFY2(
            arrived.value(body) == expected,
            qPrintable(
                u"%1 is shown as %2 and is %3 times at the other end"_s.arg(body).arg(int(row.state)).arg(arrived.value(body))));
    }
    for (const auto &[peer, body] : promises.drafts.asKeyValueRange()) {
        const auto draft = desk.drafts.draft(Party(line), Party(peer));
        QTRY_VERIFY(draft.isFinished());
        QCOMPARE(draft.result().value().body, body);
    }
    if (rounds >= 6)
        QVERIFY2(promises.texts.size() > rounds && arrived.size() > rounds,
                 "hardly anything was under way: the moments are badly chosen");
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
