// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/owncallstore.h"
#include "tests/core/cache/testcache.h"

#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

struct Desk {
    Folder folder;
    std::unique_ptr<Store> store = folder.open();
    CallStore calls{*store};
    OwnCallStore own{*store, calls};

    OwnCall out(const QString &key = u"k1"_s, const Party &peer = ada) const
    {
        return {.key = key, .direction = CallHeading::Out, .line = lineA, .peer = peer, .beganAt = folder.now};
    }
    OwnCall in(CallSid sid) const
    {
        return {.key = u"k1"_s, .sid = std::move(sid), .direction = CallHeading::In, .line = lineA, .peer = ada, .beganAt = folder.now};
    }
    static OwnCall answered(OwnCall call, int ring, int talk)
    {
        call.answeredAt = call.beganAt.addSecs(ring);
        call.endedAt = call.answeredAt.addSecs(talk);
        call.outcome = CallOutcome::Answered;
        return call;
    }
    QList<CallRow> rows() { return *waitFor(calls.rows(*waitFor(calls.rowIds({})))); }
};

/// What Twilio has of a call from this telephone to @p peer: one leg from the SIP user, one from the line.
QList<Call> outLegs(int number, const Party &peer, const QDateTime &at)
{
    Call root = leg(number, Party(u"sip:desk1@acme.sip.twilio.com"_s), Party(u"sip:%1@acme.sip.twilio.com"_s.arg(peer.text())), at, 60);
    Call child = leg(number + 1, lineA, peer, at.addSecs(1), 50);
    child.parentSid = root.sid;
    child.direction = CallDirection::OutboundDial;
    return {root, child};
}

} // namespace

class TestOwnCalls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallThatTwilioMakesToUsFirstIsTheOneItIsFor_data()
    {
        QTest::addColumn<bool>("isTwilioFirst");
        QTest::newRow("we knew its sid first") << false;
        QTest::newRow("Twilio's record came first") << true;
    }
    void aCallThatTwilioMakesToUsFirstIsTheOneItIsFor()
    {
        QFETCH(bool, isTwilioFirst);
        Desk desk;
        Call ours = leg(1, lineA, Party(u"sip:desk1@acme.sip.twilio.com"_s), desk.folder.now, 0);
        ours.direction = CallDirection::OutboundApi;
        ours.status = CallStatus::Ringing;
        OwnCall call = desk.out();
        QVERIFY(waitFor(desk.own.save(call)));
        if (isTwilioFirst)
            QVERIFY(waitFor(desk.calls.save({ours})));
        call.sid = ours.sid;
        QVERIFY(waitFor(desk.own.save(call)));
        ours.status = CallStatus::Failed; // nobody answers here: they are never dialled
        if (!isTwilioFirst)
            QVERIFY(waitFor(desk.calls.save({ours})));

        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().root, ours.sid);
        QCOMPARE(desk.rows().first().peer, ada);
        QCOMPARE(desk.rows().first().line, lineA);
        QCOMPARE(desk.rows().first().direction, CallHeading::Out);
    }

    void aCallIsInTheListAtOnceAndFollowsWhatHappens()
    {
        Desk desk;
        QSignalSpy changed(&desk.calls, &CallStore::changed);

        const qint64 id = *waitFor(desk.own.save(desk.out()));

        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().id, id);
        QCOMPARE(desk.rows().first().outcome, CallOutcome::Ongoing);
        QCOMPARE(desk.rows().first().status, Word(CallStatus::Ringing));
        QCOMPARE(desk.rows().first().peer, ada);
        QVERIFY(changed.last().first().value<QList<qint64>>().contains(id));

        OwnCall talking = desk.out();
        talking.answeredAt = talking.beganAt.addSecs(4);
        QCOMPARE(*waitFor(desk.own.save(talking)), id);
        QCOMPARE(desk.rows().first().status, Word(CallStatus::InProgress));

        QCOMPARE(*waitFor(desk.own.save(Desk::answered(desk.out(), 4, 90))), id);

        const CallRow row = desk.rows().first();
        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(row.outcome, CallOutcome::Answered);
        QCOMPARE(row.ringSeconds, std::chrono::seconds(4));
        QCOMPARE(row.talkSeconds, std::chrono::seconds(90));
        QVERIFY(waitFor(desk.calls.detail(id)));
    }

    void twiliosRecordTakesItsPlaceBySid()
    {
        Desk desk;
        Call parent = leg(1, ada, lineA, desk.folder.now.addSecs(-300), 42); // the caller waited in a queue: time would not find it
        Call child = leg(2, ada, Party(u"sip:desk1@acme.sip.twilio.com"_s), desk.folder.now, 30);
        child.parentSid = parent.sid;
        child.direction = CallDirection::OutboundDial;
        const qint64 own = *waitFor(desk.own.save(desk.in(child.sid)));
        QVERIFY(waitFor(desk.own.setNote(u"k1"_s, u"sends papers"_s)));
        QSignalSpy changed(&desk.calls, &CallStore::changed);

        QVERIFY(waitFor(desk.calls.save({parent, child})));

        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().root, parent.sid);
        QCOMPARE(desk.rows().first().legs, 2);
        QCOMPARE(desk.rows().first().note, u"sends papers"_s);
        QVERIFY(changed.first().first().value<QList<qint64>>().contains(own)); // its row went
    }

    void whileItRingsTheCallersLegTakesItsPlace_data()
    {
        QTest::addColumn<bool>("isTwilioFirst");
        QTest::newRow("it rang here first") << false;
        QTest::newRow("Twilio's record came first") << true;
    }
    void whileItRingsTheCallersLegTakesItsPlace()
    {
        QFETCH(bool, isTwilioFirst);
        Desk desk;
        Call parent = leg(1, ada, lineA, desk.folder.now.addSecs(-200), 0); // others were rung before us
        parent.status = CallStatus::Ringing;
        Call child = leg(2, ada, Party(u"sip:desk1@acme.sip.twilio.com"_s), desk.folder.now, 0);
        child.parentSid = parent.sid;
        child.direction = CallDirection::OutboundDial;
        child.status = CallStatus::Ringing;
        if (isTwilioFirst)
            QVERIFY(waitFor(desk.calls.save({parent})));
        QVERIFY(waitFor(desk.own.save(desk.in(child.sid))));
        if (!isTwilioFirst)
            QVERIFY(waitFor(desk.calls.save({parent})));

        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().root, parent.sid);
        QCOMPARE(desk.rows().first().outcome, CallOutcome::Ongoing);

        QVERIFY(waitFor(desk.own.setNote(u"k1"_s, u"sends papers"_s)));
        QVERIFY(waitFor(desk.calls.save({child})));
        QVERIFY(waitFor(desk.own.save(Desk::answered(desk.in(child.sid), 4, 90))));
        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().legs, 2);
        QCOMPARE(desk.rows().first().note, u"sends papers"_s);
    }

    void anEarlierCallOfTheSameCallerIsNotTheOneThatRings()
    {
        Desk desk;
        QVERIFY(waitFor(desk.calls.save({leg(1, ada, lineA, desk.folder.now.addSecs(-20), 10)})));
        QVERIFY(waitFor(desk.own.save(desk.in(callSid(9)))));
        QCOMPARE(desk.rows().size(), 2);
    }

    void itStaysOneHoweverLateOurOwnWordComes()
    {
        Desk desk;
        waitFor(desk.own.save(desk.in(callSid(1))));
        QVERIFY(waitFor(desk.calls.save({leg(1, ada, lineA, desk.folder.now)})));

        const qint64 id = *waitFor(desk.own.save(Desk::answered(desk.in(callSid(1)), 4, 90)));
        QVERIFY(waitFor(desk.own.setNote(u"k1"_s, u"late"_s)));

        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().id, id);
        QCOMPARE(desk.rows().first().root, callSid(1));
        QCOMPARE(desk.rows().first().note, u"late"_s);
    }

    void twilioMayBeFirst()
    {
        Desk desk;
        QVERIFY(waitFor(desk.calls.save({leg(1, ada, lineA, desk.folder.now)})));
        const qint64 id = *waitFor(desk.own.save(desk.in(callSid(1))));
        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().id, id);
    }

    void withoutASidPeerDirectionAndTimeFindIt()
    {
        Desk desk;
        waitFor(desk.own.save(desk.out()));
        QVERIFY(waitFor(desk.calls.save(outLegs(1, ada, desk.folder.now.addSecs(2)))));
        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().legs, 2);
    }

    void anotherCallIsNotTakenForIt_data()
    {
        QTest::addColumn<Party>("peer");
        QTest::addColumn<int>("seconds");
        QTest::newRow("somebody else") << ben << 2;
        QTest::newRow("at another time") << ada << 90;
    }
    void anotherCallIsNotTakenForIt()
    {
        QFETCH(Party, peer);
        QFETCH(int, seconds);
        Desk desk;
        waitFor(desk.own.save(desk.out()));
        QVERIFY(waitFor(desk.calls.save(outLegs(1, peer, desk.folder.now.addSecs(seconds)))));
        QCOMPARE(desk.rows().size(), 2);
    }

    void aRedialIsTwoCallsThatEachFindTheirOwn()
    {
        Desk desk;
        OwnCall again = desk.out(u"k2"_s);
        again.beganAt = desk.folder.now.addSecs(12);
        waitFor(desk.own.save(desk.out()));
        waitFor(desk.own.save(again));
        QCOMPARE(desk.rows().size(), 2);
        QVERIFY(waitFor(desk.calls.save(outLegs(1, ada, desk.folder.now.addSecs(1)) + outLegs(3, ada, desk.folder.now.addSecs(13)))));
        const QList<CallRow> rows = desk.rows();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].root, callSid(3));
        QCOMPARE(rows[1].root, callSid(1));
    }

    void whatWentOnWhenTheProgramEndedIsOverAfterwards()
    {
        Folder folder;
        {
            auto store = folder.open();
            CallStore calls(*store);
            OwnCallStore own(*store, calls);
            QVERIFY(waitFor(own.save({.key = u"k1"_s, .direction = CallHeading::In, .line = lineA, .peer = ada, .beganAt = folder.now})));
        }
        auto store = folder.open();
        CallStore calls(*store);
        OwnCallStore own(*store, calls);
        QTRY_COMPARE(waitFor(calls.rows(*waitFor(calls.rowIds({}))))->first().outcome, CallOutcome::Missed);
    }

    void aCacheThatIsBuiltAnewGetsItsCallsBack()
    {
        Folder folder;
        {
            auto store = folder.open();
            CallStore calls(*store);
            OwnCallStore own(*store, calls);
            OwnCall call{.key = u"k1"_s, .direction = CallHeading::Out, .line = lineA, .peer = ada, .beganAt = folder.now};
            QVERIFY(waitFor(own.save(Desk::answered(call, 2, 10))));
            QVERIFY(waitFor(own.setNote(u"k1"_s, u"keep me"_s)));
        }
        QVERIFY(QFile::remove(folder.dir.filePath(u"cache.db"_s)));
        auto store = folder.open();
        CallStore calls(*store);
        OwnCallStore own(*store, calls);
        QTRY_COMPARE(waitFor(calls.rowIds({}))->size(), 1);
        QCOMPARE(waitFor(calls.rows(*waitFor(calls.rowIds({}))))->first().note, u"keep me"_s);
    }
};

QTEST_GUILESS_MAIN(TestOwnCalls)
#include "tst_owncalls.moc"
