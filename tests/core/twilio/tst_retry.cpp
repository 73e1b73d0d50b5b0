// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/retry.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Cause = Failure::Cause;
using Kind = Error::Kind;

Q_DECLARE_METATYPE(milassist::Failure)

class TestRetry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatToDoAboutAFailure_data()
    {
        QTest::addColumn<Failure>("failure");
        QTest::addColumn<Effect>("effect");
        QTest::addColumn<bool>("again");
        QTest::addColumn<Kind>("kind");

        const Failure refused{.cause = Cause::NotConnected};
        const Failure lostAfterSending{.cause = Cause::Lost, .sent = true};
        const Failure lostBeforeSending{.cause = Cause::Lost, .sent = false};
        const Failure timedOut{.cause = Cause::TimedOut, .sent = true};
        const Failure timedOutConnecting{.cause = Cause::TimedOut, .sent = false};
        const Failure cutOff{.cause = Cause::Lost, .sent = true, .httpStatus = 201};
        const auto said = [](int status) { return Failure{.cause = Cause::Answered, .sent = true, .httpStatus = status}; };

        QTest::newRow("read, refused") << refused << Effect::Read << true << Kind::Offline;
        QTest::newRow("read, lost") << lostAfterSending << Effect::Read << true << Kind::Offline;
        QTest::newRow("read, timed out") << timedOut << Effect::Read << true << Kind::Offline;
        QTest::newRow("read, cut off") << Failure{.cause = Cause::Lost, .sent = true, .httpStatus = 200} << Effect::Read << true << Kind::Malformed;
        QTest::newRow("read, 429") << said(429) << Effect::Read << true << Kind::RateLimited;
        QTest::newRow("read, 503") << said(503) << Effect::Read << true << Kind::ServerFailed;
        QTest::newRow("read, 501") << said(501) << Effect::Read << false << Kind::ServerFailed;
        QTest::newRow("read, 400") << said(400) << Effect::Read << false << Kind::Rejected;
        QTest::newRow("read, 401") << said(401) << Effect::Read << false << Kind::Unauthorised;
        QTest::newRow("read, 403") << said(403) << Effect::Read << false << Kind::Forbidden;
        QTest::newRow("read, 404") << said(404) << Effect::Read << false << Kind::NotFound;
        QTest::newRow("read, proxy wants a password") << said(407) << Effect::Read << false << Kind::Offline;
        QTest::newRow("delete, lost") << lostAfterSending << Effect::Repeat << true << Kind::Offline;
        QTest::newRow("delete, 500") << said(500) << Effect::Repeat << true << Kind::ServerFailed;
        QTest::newRow("create, refused") << refused << Effect::Once << false << Kind::Offline;
        QTest::newRow("create, lost before sending") << lostBeforeSending << Effect::Once << false << Kind::Offline;
        QTest::newRow("create, never connected in time") << timedOutConnecting << Effect::Once << false << Kind::Offline;
        QTest::newRow("create, lost after sending") << lostAfterSending << Effect::Once << false << Kind::OutcomeUnknown;
        QTest::newRow("create, timed out") << timedOut << Effect::Once << false << Kind::OutcomeUnknown;
        QTest::newRow("create, cut off") << cutOff << Effect::Once << false << Kind::OutcomeUnknown;
        QTest::newRow("create, 500") << said(500) << Effect::Once << false << Kind::OutcomeUnknown;
        QTest::newRow("create, 503") << said(503) << Effect::Once << false << Kind::OutcomeUnknown;
        QTest::newRow("create, 429") << said(429) << Effect::Once << true << Kind::RateLimited;
        QTest::newRow("create, 400") << said(400) << Effect::Once << false << Kind::Rejected;
        QTest::newRow("create, 401") << said(401) << Effect::Once << false << Kind::Unauthorised;
    }
    void whatToDoAboutAFailure()
    {
        QFETCH(Failure, failure);
        QFETCH(Effect, effect);
        QFETCH(bool, again);
        QFETCH(Kind, kind);

        const RetryVerdict verdict = verdictOn(failure, effect, 1, 0.5);

        QCOMPARE(verdict.pause.has_value(), again);
        QCOMPARE(int(verdict.kind), int(kind));
    }

    void pausesDoubleUpToACeilingAndAreJittered()
    {
        const Failure failure{.cause = Cause::Answered, .sent = true, .httpStatus = 503};
        const RetryLimits limits{.attempts = 100, .firstPause = 100ms, .longestPause = 1000ms};

        QCOMPARE(verdictOn(failure, Effect::Read, 1, 1.0, limits).pause->count(), 100);
        QCOMPARE(verdictOn(failure, Effect::Read, 3, 1.0, limits).pause->count(), 400);
        QCOMPARE(verdictOn(failure, Effect::Read, 3, 0.25, limits).pause->count(), 100);
        QCOMPARE(verdictOn(failure, Effect::Read, 50, 1.0, limits).pause->count(), 1000);
        QCOMPARE(verdictOn(failure, Effect::Read, 3, 0.0, limits).pause->count(), 0);
    }

    void theLastAttemptIsTheLast()
    {
        const Failure failure{.cause = Cause::Answered, .sent = true, .httpStatus = 503};

        QVERIFY(verdictOn(failure, Effect::Read, 4, 0.5).pause);
        QVERIFY(!verdictOn(failure, Effect::Read, 5, 0.5).pause);
    }

    void retryAfterIsHonouredUpToAPoint()
    {
        Failure failure{.cause = Cause::Answered, .sent = true, .httpStatus = 429, .retryAfter = 7s};
        QVERIFY(verdictOn(failure, Effect::Once, 1, 0.0).pause == 7s);

        failure.retryAfter = 3600s;
        QVERIFY(!verdictOn(failure, Effect::Once, 1, 0.0).pause);
    }

    void bothFormsOfRetryAfterAreRead_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("ms"); // -1 = none
        QTest::newRow("seconds") << QByteArray("120") << 120000;
        QTest::newRow("fraction") << QByteArray("0.5") << 500;
        QTest::newRow("spaces") << QByteArray(" 3 ") << 3000;
        QTest::newRow("date") << QByteArray("Sun, 06 Nov 1994 08:49:47 GMT") << 10000;
        QTest::newRow("date gone by") << QByteArray("Sun, 06 Nov 1994 08:00:00 GMT") << 0;
        QTest::newRow("negative") << QByteArray("-5") << -1;
        QTest::newRow("nan") << QByteArray("nan") << -1;
        QTest::newRow("for ever") << QByteArray("inf") << 7 * 24 * 3600 * 1000;
        QTest::newRow("words") << QByteArray("soon") << -1;
        QTest::newRow("absent") << QByteArray() << -1;
    }
    void bothFormsOfRetryAfterAreRead()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, ms);
        const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);

        const auto read = retryAfterFrom(header, now);

        QCOMPARE(read ? int(read->count()) : -1, ms);
    }
};

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
