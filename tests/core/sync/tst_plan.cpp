// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/plan.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Kind = WalkOrder::Kind;

namespace {

const QDateTime noon(QDate(2026, 8, 11), QTime(12, 0), Qt::UTC);
const SyncOptions options;

SyncPlan runningPlan()
{
    SyncPlan plan;
    plan.running = true;
    return plan;
}

// Everything fetched a moment ago, nothing to do.
SyncPlan settledPlan()
{
    SyncPlan plan = runningPlan();
    for (FeedState &feed : plan.feeds) {
        feed.firstPageHere = true;
        feed.historyDone = true;
        feed.headAt = noon;
        feed.sweptAt = noon;
        feed.covered = noon.addSecs(-3600);
    }
    return plan;
}

QList<WalkOrder> of(const QList<WalkOrder> &orders, Kind kind)
{
    QList<WalkOrder> found;
    std::copy_if(orders.begin(), orders.end(), std::back_inserter(found), [kind](const WalkOrder &order) { return order.kind == kind; });
    return found;
}

} // namespace

class TestPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstThingIsTheNewestOfEverything()
    {
        const auto orders = due(runningPlan(), noon, options);

        QCOMPARE(orders.size(), 5);
        QCOMPARE(of(orders, Kind::Head).size(), 5);
        QVERIFY(!goesOn(orders[0], {.rows = 50, .oldest = noon, .next = u"/next"_s}));
        QCOMPARE(orders[0].pageSize, options.firstPageSize);
    }

    void historyWaitsForTheFirstPages()
    {
        SyncPlan plan = runningPlan();
        for (const WalkOrder &order : due(plan, noon, options))
            plan = started(plan, order);
        QVERIFY(due(plan, noon, options).isEmpty());

        for (const FeedId id : allFeeds)
            plan = afterWalk(plan, {.feed = id}, {.rows = 50, .newest = noon, .oldest = noon.addSecs(-60)}, noon, options);
        const auto orders = due(plan, noon, options);

        QCOMPARE(orders.size(), 4); // numbers have no history
        QCOMPARE(of(orders, Kind::History).size(), 4);
        QCOMPARE(orders[0].pageSize, 1000);
        QVERIFY(orders[0].cursor.isEmpty() && !orders[0].until.isValid());
    }

    void aFailingFeedDoesNotHoldUpTheOthersHistory()
    {
        SyncPlan plan = runningPlan();
        for (const FeedId id : allFeeds)
            plan = afterWalk(plan, {.feed = id}, {}, noon, options);
        plan.of(FeedId::Recordings).firstPageHere = false;
        QVERIFY(of(due(plan, noon, options), Kind::History).isEmpty());

        plan = afterFailure(plan, {.feed = FeedId::Recordings}, {.kind = Error::Kind::ServerFailed}, noon, 0.5, options);

        QCOMPARE(of(due(plan, noon, options), Kind::History).size(), 3);
    }

    void historyGoesOnAtItsCursor()
    {
        SyncPlan plan = settledPlan();
        FeedState &calls = plan.of(FeedId::Calls);
        calls.historyDone = false;
        calls.sweptAt = {};
        const WalkOrder order{.feed = FeedId::Calls, .kind = Kind::History};

        plan = afterHistoryPage(plan, order, {.rows = 1000, .oldest = noon.addDays(-9), .next = u"/p2"_s}, noon, options);
        SyncPlan reborn = settledPlan();
        reborn.of(FeedId::Calls) = readBack(written(plan.of(FeedId::Calls)));
        reborn.of(FeedId::Calls).firstPageHere = true;
        const auto orders = of(due(reborn, noon, options), Kind::History);

        QCOMPARE(orders.size(), 1);
        QCOMPARE(orders[0].cursor, u"/p2"_s);
        QVERIFY(!orders[0].until.isValid());
    }

    void aRefusedCursorIsReplacedByADate()
    {
        SyncPlan plan = settledPlan();
        FeedState &calls = plan.of(FeedId::Calls);
        calls.historyDone = false;
        calls.historyCursor = u"/old"_s;
        calls.historyOldest = noon.addDays(-9);

        plan = afterFailure(plan, {.feed = FeedId::Calls, .kind = Kind::History, .cursor = u"/old"_s},
                            {.kind = Error::Kind::Rejected, .twilioCode = 21481}, noon, 0.5, options);
        const auto orders = of(due(plan, plan.of(FeedId::Calls).nextTry, options), Kind::History);

        QCOMPARE(orders.size(), 1);
        QVERIFY(orders[0].cursor.isEmpty());
        QCOMPARE(orders[0].until, noon.addDays(-8));
    }

    void everyFewSecondsTheNewestAreLookedAt()
    {
        SyncPlan plan = settledPlan();
        QVERIFY(due(plan, noon.addMSecs(4999), options).isEmpty());
        QCOMPARE(due(plan, noon.addSecs(5), options).size(), 4);
        QCOMPARE(due(plan, noon.addSecs(60), options).size(), 5);
        QCOMPARE(wakeAt(plan, noon, options), noon.addSecs(5));

        plan.focus = Focus::Background;
        QVERIFY(due(plan, noon.addSecs(29), options).isEmpty());
        QCOMPARE(wakeAt(plan, noon, options), noon.addSecs(30));
    }

    void whereNewsAreToldLookingIsOnlyASafetyNet()
    {
        SyncPlan plan = settledPlan();
        plan.told = true;

        QVERIFY(due(plan, noon.addSecs(59), options).isEmpty());
        QCOMPARE(due(plan, noon.addSecs(60), options).size(), 4);
        QCOMPARE(wakeAt(plan, noon, options), noon.addSecs(60));
    }

    void whatIsToldIsLookedForSoonAndTogether()
    {
        SyncPlan plan = settledPlan();
        plan.told = true;

        plan = nudged(nudged(plan, FeedId::Calls), FeedId::Calls);

        QVERIFY(due(plan, noon.addMSecs(999), options).isEmpty()); // it was looked at just now
        const auto orders = due(plan, noon.addSecs(1), options);
        QCOMPARE(orders.size(), 1);
        QCOMPARE(orders[0].feed, FeedId::Calls);
        plan = started(plan, orders[0]);
        QVERIFY(!plan.of(FeedId::Calls).nudged);
    }

    void whatIsToldDuringALookIsLookedForOnceMore()
    {
        SyncPlan plan = settledPlan();
        plan.told = true;
        plan = started(nudged(plan, FeedId::Calls), {.feed = FeedId::Calls});
        plan = nudged(plan, FeedId::Calls);
        plan = afterWalk(plan, {.feed = FeedId::Calls}, {}, noon.addSecs(5), options);

        QCOMPARE(due(plan, noon.addSecs(6), options).size(), 1);
    }

    void aLookForNewsAlsoSeesWhatHasJustBegun()
    {
        SyncPlan plan = settledPlan();
        FeedState &calls = plan.of(FeedId::Calls);
        calls.covered = noon;
        calls.openAt = noon;
        calls.openSince = noon.addSecs(-400);

        QVERIFY(!due(plan, noon.addSecs(5), options).first().includesOpen);
        QVERIFY(due(nudged(plan, FeedId::Calls), noon.addSecs(5), options).first().includesOpen);
    }

    void aNudgeDoesNotHurryWhatFails()
    {
        SyncPlan plan = afterFailure(settledPlan(), {.feed = FeedId::Calls}, {.kind = Error::Kind::Offline}, noon, 1, options);

        plan = nudged(plan, FeedId::Calls);

        QVERIFY(due(plan, noon.addSecs(1), options).isEmpty());
    }

    void aLookGoesDownToWhatIsKnownAndALittleFurther()
    {
        const auto orders = due(settledPlan(), noon.addSecs(5), options);
        const QDateTime known = noon.addSecs(-3600);

        QCOMPARE(orders[0].downTo, known.addSecs(-120));
        QVERIFY(goesOn(orders[0], {.rows = 50, .oldest = known, .next = u"/n"_s}));
        QVERIFY(!goesOn(orders[0], {.rows = 50, .oldest = known.addSecs(-121), .next = u"/n"_s}));
        QVERIFY(!goesOn(orders[0], {.rows = 50, .oldest = known, .next = {}}));
        QVERIFY(goesOn(orders[0], {.rows = 0, .skipped = 50, .next = u"/n"_s}));
    }

    void aWalkThatWasCutShortIsRepeatedFromTheTop()
    {
        // Only a whole walk moves `covered`: otherwise rows between two walks would be missing for ever.
        SyncPlan plan = settledPlan();
        const WalkOrder order = due(plan, noon.addSecs(5), options)[0];
        plan = started(plan, order);

        plan = afterFailure(plan, order, {.kind = Error::Kind::Offline}, noon.addSecs(6), 0.5, options);

        QCOMPARE(plan.of(order.feed).covered, noon.addSecs(-3600));
    }

    void anAccountThatWasEmptyIsReadWholeWhenSomethingComes()
    {
        SyncPlan plan = settledPlan();
        plan.of(FeedId::Calls).covered = {};

        const auto orders = due(plan, noon.addSecs(5), options);

        QVERIFY(goesOn(orders[0], {.rows = 50, .oldest = noon, .next = u"/n"_s}));
    }

    void whatMayStillChangeIsLookedAtUntilItIsSettled()
    {
        SyncPlan plan = settledPlan();
        const QDateTime open = noon.addSecs(-2 * 3600);
        plan.of(FeedId::Calls).openSince = open;
        plan.of(FeedId::Calls).openAt = noon;

        QVERIFY(!due(plan, noon.addSecs(5), options)[0].includesOpen);
        const WalkOrder order = due(plan, noon.addSecs(600), options)[0];
        QVERIFY(order.includesOpen);
        QCOMPARE(order.downTo, open);

        plan = afterWalk(plan, order, {.rows = 60, .newest = noon, .oldest = open.addSecs(-1), .oldestOpen = {}}, noon.addSecs(601), options);
        QVERIFY(!plan.of(FeedId::Calls).openSince.isValid());
    }

    void newOpenRowsAreRememberedAndVeryOldOnesAreLeftToTheSweep()
    {
        SyncPlan plan = settledPlan();
        const WalkOrder order = due(plan, noon.addSecs(5), options)[0];

        plan = afterWalk(plan, order, {.rows = 50, .newest = noon, .oldest = noon.addDays(-9), .oldestOpen = noon.addSecs(-30)}, noon, options);
        QCOMPARE(plan.of(FeedId::Calls).openSince, noon.addSecs(-30));

        plan = afterWalk(plan, order, {.rows = 50, .newest = noon, .oldest = noon.addDays(-9), .oldestOpen = noon.addDays(-9)}, noon, options);
        QCOMPARE(plan.of(FeedId::Calls).openSince, noon.addDays(-2));
    }

    void failuresWaitLongerAndLongerAndSayUntilWhen()
    {
        SyncPlan plan = settledPlan();
        const Error offline{.kind = Error::Kind::Offline};
        const WalkOrder order{.feed = FeedId::Calls};

        plan = afterFailure(plan, order, offline, noon, 1.0, options);
        QCOMPARE(plan.of(FeedId::Calls).nextTry, noon.addSecs(2));
        plan = afterFailure(plan, order, offline, noon, 1.0, options);
        QCOMPARE(plan.of(FeedId::Calls).nextTry, noon.addSecs(4));
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Offline);
        QCOMPARE(stateOf(plan).nextTry, noon.addSecs(4));
        for (int i = 0; i < 40; ++i)
            plan = afterFailure(plan, order, offline, noon, 1.0, options);
        QCOMPARE(plan.of(FeedId::Calls).nextTry, noon.addSecs(300));

        plan = asked(plan);
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Watching);
        QCOMPARE(due(plan, noon, options).size(), 5);
    }

    void aRevokedKeyStopsEverythingUntilSomebodyActs()
    {
        SyncPlan plan = afterFailure(settledPlan(), {.feed = FeedId::Messages}, {.kind = Error::Kind::Unauthorised, .twilioCode = 20003}, noon, 0, options);

        QVERIFY(due(plan, noon.addDays(1), options).isEmpty());
        QVERIFY(!wakeAt(plan, noon, options).isValid());
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Refused);
        QCOMPARE(stateOf(plan).error.twilioCode, 20003);
        QVERIFY(!due(asked(plan), noon.addDays(1), options).isEmpty());
    }

    void whatAKeyMayNotReadIsLeftOut()
    {
        SyncPlan plan = afterFailure(settledPlan(), {.feed = FeedId::Recordings}, {.kind = Error::Kind::Forbidden}, noon, 0, options);

        QCOMPARE(due(plan, noon.addSecs(60), options).size(), 4);
        QCOMPARE(stateOf(plan).notAllowed, QList<FeedId>{FeedId::Recordings});
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Watching);
    }

    void aFullDiskIsCalledThat()
    {
        const SyncPlan plan = afterFailure(settledPlan(), {.feed = FeedId::Calls}, {.kind = Error::Kind::DiskFull}, noon, 0, options);

        QCOMPARE(stateOf(plan).kind, SyncState::Kind::StorageFailed);
    }

    void aGarbledPageIsAskedForAgainBeforeItIsBelieved()
    {
        SyncPlan plan = settledPlan();
        WalkOrder order = due(plan, noon.addSecs(5), options)[0];
        QVERIFY(!isBelievable(order, {.rows = 50, .odd = 3}));

        for (int i = 0; i < options.oddTries; ++i)
            plan = afterFailure(plan, order, {.kind = Error::Kind::Malformed}, noon, 0, options);
        order = due(plan, plan.of(order.feed).nextTry, options)[0];

        QVERIFY(isBelievable(order, {.rows = 50, .odd = 3}));
        plan = afterWalk(plan, order, {.rows = 50, .odd = 3, .newest = noon, .oldest = noon}, noon, options);
        QVERIFY(due(plan, noon.addSecs(60), options)[0].acceptsOdd);
        QVERIFY(of(due(plan, noon.addSecs(60), options), Kind::Sweep).isEmpty());
    }

    void whatAGarbledPageDidIsMendedByASweepOnceThePagesAreGoodAgain()
    {
        SyncPlan plan = settledPlan();
        const WalkOrder order{.feed = FeedId::Calls, .downTo = noon.addSecs(-3600)};
        plan = afterWalk(plan, order, {.rows = 50, .odd = 3}, noon, options);
        plan.of(FeedId::Calls) = [&] { // it survives the program
            FeedState feed = readBack(written(plan.of(FeedId::Calls)));
            feed.firstPageHere = true;
            return feed;
        }();

        plan = afterWalk(plan, order, {.rows = 50}, noon, options);
        const auto sweeps = of(due(plan, noon, options), Kind::Sweep);
        QCOMPARE(sweeps.size(), 1);

        SyncPlan garbledAgain = afterWalk(plan, sweeps[0], {.rows = 50, .odd = 1}, noon, options);
        garbledAgain = afterWalk(garbledAgain, order, {.rows = 50}, noon, options);
        QVERIFY(of(due(garbledAgain, noon.addSecs(60), options), Kind::Sweep).isEmpty());
        QCOMPARE(of(due(garbledAgain, noon.addSecs(3600), options), Kind::Sweep).size(), 1);
        plan = afterWalk(plan, sweeps[0], {.rows = 50}, noon, options);
        QVERIFY(of(due(plan, noon.addSecs(3600), options), Kind::Sweep).isEmpty());
    }

    void sweepsComeRarelyAndAfterwardsAllIsWell()
    {
        SyncPlan plan = settledPlan();
        QVERIFY(of(due(plan, noon.addDays(2), options), Kind::Sweep).isEmpty());
        const auto orders = of(due(plan, noon.addDays(3), options), Kind::Sweep);
        QCOMPARE(orders.size(), 4);

        plan = started(plan, orders[0]);
        plan = afterWalk(plan, orders[0], {}, noon.addDays(3), options);

        QCOMPARE(of(due(plan, noon.addDays(3), options), Kind::Sweep).size(), 3);
    }

    void aCancelledBackfillStaysCancelled()
    {
        SyncPlan plan = settledPlan();
        plan.of(FeedId::Calls).historyDone = false;
        plan.backfillCancelled = true;

        QVERIFY(of(due(plan, noon, options), Kind::History).isEmpty());
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Watching);
        QCOMPARE(due(plan, noon.addSecs(5), options).size(), 4);
    }

    void fetchingAgainBeginsAtTheNewestAndLooksForWhatIsGone()
    {
        const SyncPlan plan = fetchedAgain(settledPlan());

        const auto orders = of(due(plan, noon, options), Kind::History);
        QCOMPARE(orders.size(), 4);
        for (const WalkOrder &order : orders) {
            QVERIFY(order.cursor.isEmpty() && !order.until.isValid());
            QVERIFY(order.compares);
        }
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Backfilling);
    }

    void fetchingAgainEndsAsCompleteAndTheNextSweepKeepsItsTime()
    {
        SyncPlan plan = fetchedAgain(settledPlan());
        const WalkOrder order = of(due(plan, noon, options), Kind::History).first();

        plan = afterWalk(started(plan, order), order, {}, noon, options);

        QVERIFY(plan.of(order.feed).historyDone);
        QVERIFY(!plan.of(order.feed).again);
    }

    void fetchingAgainCalledOffLeavesHistoryComplete()
    {
        SyncPlan plan = fetchedAgain(settledPlan());
        const WalkOrder order = of(due(plan, noon, options), Kind::History).first();
        plan = afterHistoryPage(started(plan, order), order, {.rows = 9, .oldest = noon.addDays(-9), .next = u"/p2"_s}, noon, options);
        plan.of(order.feed).historyRunning = false;

        plan = withoutBackfill(plan);

        QVERIFY(!plan.backfillCancelled);
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Watching);
        QVERIFY(of(due(plan, noon, options), Kind::History).isEmpty());
        QVERIFY(plan.of(order.feed).historyCursor.isEmpty());
    }

    void aFirstFetchThatWasCutShortBeginsAnewAndIsNotTakenForComplete()
    {
        SyncPlan plan = settledPlan();
        FeedState &calls = plan.of(FeedId::Calls);
        calls.historyDone = false;
        calls.historyCursor = u"/p7"_s;
        calls.historyOldest = noon.addDays(-7);
        plan.backfillCancelled = true;

        plan = fetchedAgain(plan);
        QVERIFY(plan.of(FeedId::Calls).historyCursor.isEmpty());
        QVERIFY(!plan.backfillCancelled);

        plan = withoutBackfill(plan);
        QVERIFY(plan.backfillCancelled);
        QVERIFY(!plan.of(FeedId::Calls).historyDone);
        QVERIFY(plan.of(FeedId::Messages).historyDone);
    }

    void pausedMeansNothingIsDue()
    {
        SyncPlan plan = settledPlan();
        plan.paused = true;

        QVERIFY(due(plan, noon.addDays(9), options).isEmpty());
        QVERIFY(!wakeAt(plan, noon, options).isValid());
        QCOMPARE(stateOf(plan).kind, SyncState::Kind::Paused);
    }

    void whatIsWrittenIsReadBack()
    {
        const FeedState feed{.covered = noon, .openSince = noon.addSecs(-5), .historyCursor = u"/a?b=\"c\"&PageToken=PACA"_s,
                             .historyOldest = noon.addDays(-1), .historyDone = true, .sweptAt = noon.addDays(-2)};

        QCOMPARE(readBack(written(feed)), feed);
        QCOMPARE(readBack(u"not json"_s), FeedState());
        QCOMPARE(readBack(QString()), FeedState());
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
