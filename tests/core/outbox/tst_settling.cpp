// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/timeid.h"
#include "core/outbox/draft.h"
#include "core/outbox/settling.h"
#include "tests/core/cache/testcache.h"

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

class TestSettling : public QObject {
    Q_OBJECT
    const QDateTime noon = utc("2026-08-11T12:00:00");

    OutboxEntry unsure(OutboxId id, QString body = u"See you"_s) const
    {
        return {.id = id, .line = lineA, .peer = ada, .body = std::move(body), .state = OutboxState::NotSure, .requestedAt = noon};
    }
    Message sent(int number, int secondsAfterNoon, QString body = u"See you"_s) const
    {
        return text(number, lineA, ada, std::move(body), noon.addSecs(secondsAfterNoon), MessageDirection::OutboundApi);
    }

private Q_SLOTS:
    void theTextIsFoundInTheList()
    {
        QCOMPARE(matchSent({unsure(1)}, {sent(7, 3, u"Other"_s), sent(8, 2)}, {}), (QHash<OutboxId, MessageSid>{{1, messageSid(8)}}));
    }

    void twoEqualTextsSentOnPurposeAreTwo()
    {
        QCOMPARE(matchSent({unsure(2), unsure(1)}, {sent(8, 9), sent(7, 3)}, {}),
                 (QHash<OutboxId, MessageSid>{{1, messageSid(7)}, {2, messageSid(8)}}));
    }

    void ofTwoEqualTextsOnlyOneArrived()
    {
        QCOMPARE(matchSent({unsure(1), unsure(2)}, {sent(7, 3)}, {}), (QHash<OutboxId, MessageSid>{{1, messageSid(7)}}));
    }

    void aMessageThatIsAnotherEntrysIsNotTaken()
    {
        QVERIFY(matchSent({unsure(2)}, {sent(7, 3)}, {messageSid(7)}).isEmpty());
    }

    void anEqualTextFromBeforeIsNotTaken()
    {
        const Message before = sent(7, -60);
        OutboxEntry entry = unsure(1);
        entry.knownBefore = timeId(before.createdAt, before.sid.text());

        QVERIFY(matchSent({entry}, {before}, {}).isEmpty());
        QCOMPARE(matchSent({entry}, {sent(8, -60), before}, {}).value(1), messageSid(8)); // same second, another message
    }

    void aWrongClockOfOursDoesNotHideTheText()
    {
        OutboxEntry entry = unsure(1);
        entry.requestedAt = noon.addDays(400);
        const Message before = sent(7, -60);
        entry.knownBefore = timeId(before.createdAt, before.sid.text());

        QCOMPARE(matchSent({entry}, {sent(8, 1), before}, {}).value(1), messageSid(8));
    }

    void otherPartiesDirectionsAndPicturesDoNotFit()
    {
        Message inbound = sent(1, 1);
        inbound.direction = MessageDirection::Inbound;
        Message otherLine = sent(2, 1);
        otherLine.from = lineB;
        Message otherPeer = sent(3, 1);
        otherPeer.to = ben;
        Message picture = sent(4, 1);
        picture.mediaCount = 1;

        QVERIFY(matchSent({unsure(1)}, {inbound, otherLine, otherPeer, picture}, {}).isEmpty());
    }

    void whatTwilioChangesOnTheWayIsStillOurs_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<bool>("same");
        QTest::newRow("as it is") << u"Hi"_s << u"Hi"_s << true;
        QTest::newRow("trial") << u"Hi"_s << u"Sent from your Twilio trial account - Hi"_s << true;
        QTest::newRow("smart encoding") << u"It\u2019s \u201cten\u201d \u2013 ok\u2026"_s << u"It's \"ten\" - ok..."_s << true;
        QTest::newRow("space at the end") << u"Hi "_s << u"Hi"_s << true;
        QTest::newRow("other case") << u"Hi"_s << u"hi"_s << false;
        QTest::newRow("longer") << u"Hi"_s << u"Hi there"_s << false;
    }
    void whatTwilioChangesOnTheWayIsStillOurs()
    {
        QFETCH(QString, ours);
        QFETCH(QString, theirs);
        QFETCH(bool, same);

        QCOMPARE(isSameBody(ours, theirs), same);
    }

    void onlyAPlainRefusalCountsAsNotSent_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, Error::Kind kind, OutboxState state) { QTest::newRow(name) << int(kind) << int(state); };
        row("offline", Error::Kind::Offline, OutboxState::Queued);
        row("rate limited", Error::Kind::RateLimited, OutboxState::Queued);
        row("rejected", Error::Kind::Rejected, OutboxState::Failed);
        row("revoked key", Error::Kind::Unauthorised, OutboxState::Failed);
        row("lost", Error::Kind::OutcomeUnknown, OutboxState::NotSure);
        row("error page", Error::Kind::ServerFailed, OutboxState::NotSure);
        row("truncated", Error::Kind::Malformed, OutboxState::NotSure);
    }
    void onlyAPlainRefusalCountsAsNotSent()
    {
        QFETCH(int, kind);
        QFETCH(int, state);

        QCOMPARE(int(outcomeOf(fail(Error::Kind(kind), {})).state), state);
    }

    void aTextBeginsOnlyWhenItIsQueuedAndItsTimeHasCome()
    {
        OutboxEntry queued{.id = 1, .line = lineA, .peer = ada, .body = u"See you"_s, .sendAfter = noon};

        QVERIFY(!begun(queued, {}, 7, noon.addSecs(-1)));
        for (const auto state : {OutboxState::Sending, OutboxState::Sent, OutboxState::Failed, OutboxState::NotSure, OutboxState::Canceled}) {
            OutboxEntry other = queued;
            other.state = state;
            QVERIFY(!begun(other, {}, 7, noon));
        }
        const auto sending = begun(queued, {}, 7, noon);
        QVERIFY(sending);
        queued.state = OutboxState::Sending;
        queued.requestedAt = noon;
        queued.knownBefore = 7;
        queued.attempts = 1;
        QCOMPARE(*sending, queued);
    }

    void aTextToSomebodyWhoHasOptedOutMeanwhileFailsInsteadOfBeginning()
    {
        const auto failed = begun({.id = 1, .line = lineA, .peer = ada, .body = u"See you"_s}, {.optedOut = true}, 7, noon);

        QVERIFY(failed);
        QCOMPARE(failed->state, OutboxState::Failed);
        QCOMPARE(failed->errorCode, 21610);
        QCOMPARE(failed->attempts, 0);
    }

    void aTextInDoubtFailsOnlyAtTheLastLook()
    {
        const OutboxEntry doubt = unsure(1);

        QCOMPARE(settled(doubt, {doubt}, {}, {}, Look::Early), doubt);
        QCOMPARE(settled(doubt, {doubt}, {}, {}, Look::Last).state, OutboxState::Failed);
        const OutboxEntry found = settled(doubt, {doubt}, {sent(8, 2)}, {}, Look::Last);
        QCOMPARE(found.state, OutboxState::Sent);
        QCOMPARE(found.sid, messageSid(8));
    }

    void aDraftThatCannotGoIsStoppedHere_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QStringList>("media");
        QTest::addColumn<bool>("optedOut");
        QTest::addColumn<int>("problem");
        const auto row = [](const char *name, const QString &body, const QStringList &media, bool optedOut, DraftProblem problem) {
            QTest::newRow(name) << body << media << optedOut << int(problem);
        };
        row("good", u"Hi"_s, {}, false, DraftProblem::None);
        row("picture alone", {}, {u"https://example.org/a.png"_s}, false, DraftProblem::None);
        row("nothing", u" \n"_s, {}, false, DraftProblem::Empty);
        row("too long", QString(1601, u'a'), {}, false, DraftProblem::TooLong);
        row("as long as may be", QString(1600, u'a'), {}, false, DraftProblem::None);
        row("eleven pictures", {}, QStringList(11, u"https://example.org/a.png"_s), false, DraftProblem::TooManyMedia);
        row("a file", {}, {u"/home/me/a.png"_s}, false, DraftProblem::LocalMedia);
        row("a file address", {}, {u"file:///home/me/a.png"_s}, false, DraftProblem::LocalMedia);
        row("opted out", u"Hi"_s, {}, true, DraftProblem::OptedOut);
    }
    void aDraftThatCannotGoIsStoppedHere()
    {
        QFETCH(QString, body);
        QFETCH(QStringList, media);
        QFETCH(bool, optedOut);
        QFETCH(int, problem);

        QCOMPARE(int(problemOf({.line = lineA, .peer = ada, .body = body, .media = media}, {.optedOut = optedOut})), problem);
    }
};

QTEST_GUILESS_MAIN(TestSettling)
#include "tst_settling.moc"
