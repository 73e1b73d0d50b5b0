// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sandbox.h"
#include "tests/e2e/headlessdesk.h"
#include "tests/e2e/truth.h"

#include <QTemporaryDir>
#include <QTest>

namespace milassist
{

template <typename T>
Result<T> outcomeOf(QFuture<Result<T>> future, int timeout = 60000)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, timeout))
        return fail(Error::Kind::Unavailable, QStringLiteral("no answer in time"));
    return future.result();
}

/// Rows for a test of one kind of request: everything that the sandbox can do wrong while it answers.
inline void everyFault()
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

/// A desk on a sandbox of its own, and a judge who asks the sandbox by himself.
struct StrickenDesk {
    StrickenDesk() : sandbox(options()) {}

    /// Makes the sandbox's world and the desk. Call once, first.
    void begin()
    {
        const Result<SandboxAddress> started = sandbox.start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().detail));
        address = *started;
        judge = std::make_unique<TwilioClient>(credentials());
        desk = std::make_unique<HeadlessDesk>(path(QStringLiteral("profile")), credentials());
    }

    QString path(const QString &name) const { return folder.filePath(name); }

    Credentials credentials() const
    {
        return {.baseUrl = address.restUrl,
                .account = AccountSid::parse(address.accountSid).value(),
                .user = address.accountSid,
                .secret = address.authToken};
    }

    /// The row's fault for the next @p count requests that match.
    void strike(const QByteArray &method, const QByteArray &path, int count)
    {
        QFETCH(QByteArray, fault);
        const Result<> added = sandbox.addFaults("{" + fault + R"(,"method":")" + method + R"(","path":")" + path + R"(","count":)"
                                                 + QByteArray::number(count) + "}");
        QVERIFY2(added, qPrintable(added ? QString() : added.error().detail));
    }

    /// Everything that Twilio has is in the cache.
    void fetchAll()
    {
        desk->sync.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk->sync.progressNow().isComplete(), 60000);
    }

    /// What is still different after a minute of looking for news; empty = nothing.
    QString wrongAfterwards()
    {
        QStringList wrong;
        (void)QTest::qWaitFor(
            [this, &wrong] {
                wrong = differences(heldByCache(desk->store), heldByTwilio(*judge));
                return wrong.isEmpty();
            },
            60000);
        return wrong.join(u'\n');
    }

    QTemporaryDir folder;
    Sandbox sandbox;
    SandboxAddress address;
    std::unique_ptr<TwilioClient> judge;
    std::unique_ptr<HeadlessDesk> desk;

private:
    static SandboxOptions options()
    {
        SandboxOptions options;
        options.historyCalls = 150;
        options.historyMessages = 150;
        options.peopleActByThemselves = false;
        return options;
    }
};

} // namespace milassist
