// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phonelog/phonelog.h"
#include "tests/core/cache/testcache.h"
#include "tests/fakes/fakevoiceline.h"

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
    FakeVoiceLine line;
    Phone phone{line, {.country = u"US"_s, .clock = [this] { return line.now; }}};
    PhoneLog log{phone, own};

    Desk()
    {
        line.now = folder.now;
        line.register_();
    }
    LegId ring(const SipHeaders &headers = {}) { return line.ring(u"<sip:+14155550108@acme.sip.twilio.com>"_s, headers); }
    void pass(int seconds) { line.now = line.now.addSecs(seconds); }
    QList<CallRow> rows() { return *waitFor(calls.rows(*waitFor(calls.rowIds({})))); }
};

} // namespace

class TestPhoneLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallThatIsTakenIsOneRowFromItsFirstRing()
    {
        Desk desk;
        const LegId leg = desk.ring({{"x-line", "+12065550142"}});
        QTRY_COMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().outcome, CallOutcome::Ongoing);
        desk.pass(4);
        desk.line.say(leg, Answered{});
        desk.pass(61);
        desk.line.say(leg, Ended{.cause = EndCause::TheyHungUp});

        QTRY_COMPARE(desk.rows().first().outcome, CallOutcome::Answered);
        const QList<CallRow> rows = desk.rows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().direction, CallHeading::In);
        QCOMPARE(rows.first().line, lineA);
        QCOMPARE(rows.first().peer, ada);
        QCOMPARE(rows.first().ringSeconds, std::chrono::seconds(4));
        QCOMPARE(rows.first().talkSeconds, std::chrono::seconds(61));
    }

    void twiliosRecordOfTheSameCallIsNotASecondRow()
    {
        Desk desk;
        const LegId leg = desk.ring({{"x-twilio-callsid", callSid(2).text().toLatin1()}});
        QTRY_COMPARE(desk.rows().size(), 1);
        Call parent = test::leg(1, ada, lineA, desk.folder.now.addSecs(-2));
        Call child = test::leg(2, ada, Party(u"sip:desk1@acme.sip.twilio.com"_s), desk.folder.now);
        child.parentSid = parent.sid;
        child.direction = CallDirection::OutboundDial;
        QVERIFY(waitFor(desk.calls.save({parent, child})));

        desk.line.say(leg, Answered{});
        desk.line.say(leg, Ended{.cause = EndCause::TheyHungUp});
        desk.log.setNote(leg, u"sends papers"_s);

        QTRY_COMPARE(desk.rows().first().note, u"sends papers"_s);
        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().root, parent.sid);
    }

    void howItSoundedStaysWithTheCallAlsoAsTwiliosRecord()
    {
        Desk desk;
        const LegId leg = desk.ring({{"x-twilio-callsid", callSid(2).text().toLatin1()}});
        desk.line.say(leg, Answered{.codec = u"PCMU"_s, .encrypted = true});
        desk.line.say(leg, Quality{.mos = 4.4, .lossPercent = 0, .jitterMs = 5, .packetsSent = 50, .packetsHeard = 50});
        desk.line.say(leg, Muted{.on = true}); // the same second still
        desk.line.say(leg, Quality{.mos = 4.2, .lossPercent = 1, .jitterMs = 8, .roundTripMs = 90, .packetsSent = 100, .packetsHeard = 99});
        desk.line.say(leg, Quality{.mos = 2.5, .lossPercent = 11, .jitterMs = 8, .roundTripMs = 110, .packetsSent = 150, .packetsHeard = 143});
        desk.line.say(leg, Ended{.cause = EndCause::TheyHungUp});
        const CallSound expected{.codec = u"PCMU"_s,
                                 .isEncrypted = true,
                                 .seconds = 3,
                                 .poorSeconds = 1,
                                 .mean = {.mos = 3.7, .lossPercent = 4, .jitterMs = 7, .roundTripMs = 100, .packetsSent = 150, .packetsHeard = 143}};
        const auto sound = [&] {
            const auto ids = waitFor(desk.calls.rowIds({}));
            return ids->isEmpty() ? std::nullopt : waitFor(desk.calls.detail(ids->first()))->sound;
        };
        QTRY_COMPARE(sound(), std::optional(expected));

        Call parent = test::leg(1, ada, lineA, desk.folder.now.addSecs(-2));
        Call child = test::leg(2, ada, Party(u"sip:desk1@acme.sip.twilio.com"_s), desk.folder.now);
        child.parentSid = parent.sid;
        child.direction = CallDirection::OutboundDial;
        QVERIFY(waitFor(desk.calls.save({parent, child})));

        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().root, parent.sid);
        QCOMPARE(sound(), std::optional(expected));
    }

    void aCallThatNobodyAnsweredHasNoSound()
    {
        Desk desk;
        const LegId leg = desk.ring();
        QTRY_COMPARE(desk.rows().size(), 1);
        desk.line.say(leg, Ended{.cause = EndCause::Cancelled});
        QTRY_COMPARE(desk.rows().first().outcome, CallOutcome::Missed);
        QVERIFY(!waitFor(desk.calls.detail(desk.rows().first().id))->sound);
    }

    void aCallThatTwilioMakesToUsFirstIsOneRowAlsoWhileItIsNotSure()
    {
        Desk desk;
        desk.phone.setAccount(LineAccount{.user = u"desk1"_s, .domain = u"acme.sip.twilio.com"_s});
        desk.line.register_();
        QSignalSpy announced(&desk.phone, &Phone::announced);
        const LegId leg = *desk.phone.dial(desk.phone.target(ada.text()), {.line = lineA, .way = DialWay::MeFirst});
        QTRY_COMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().peer, ada);
        QCOMPARE(desk.rows().first().outcome, CallOutcome::Ongoing);

        desk.phone.setMeFirst(leg, MeFirst::NotSure);
        QTRY_COMPARE(desk.rows().first().outcome, CallOutcome::NotSure);

        Call ours = test::leg(1, lineA, Party(u"sip:desk1@acme.sip.twilio.com"_s), desk.folder.now);
        ours.direction = CallDirection::OutboundApi;
        desk.phone.setExpectedSid(announced.first()[1].toByteArray(), ours.sid); // found at Twilio
        Call theirs = test::leg(2, lineA, ada, desk.folder.now.addSecs(2));
        theirs.parentSid = ours.sid;
        theirs.direction = CallDirection::OutboundDial;
        QVERIFY(waitFor(desk.calls.save({ours, theirs})));

        QTRY_COMPARE(desk.rows().first().outcome, CallOutcome::Answered);
        QCOMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().peer, ada);
        QCOMPARE(desk.rows().first().legs, 2);
    }

    void whoWasTurnedAwayIsMissed()
    {
        Desk desk;
        desk.phone.setDoNotDisturb(true);
        desk.ring();
        QTRY_COMPARE(desk.rows().size(), 1);
        QCOMPARE(desk.rows().first().outcome, CallOutcome::Missed);
    }

    void everyEndHasAnOutcome_data()
    {
        using enum EndCause;
        QTest::addColumn<Direction>("direction");
        QTest::addColumn<EndCause>("cause");
        QTest::addColumn<CallOutcome>("outcome");
        QTest::newRow("caller gives up") << Direction::Incoming << Cancelled << CallOutcome::Missed;
        QTest::newRow("we decline") << Direction::Incoming << Declined << CallOutcome::Missed;
        QTest::newRow("engine lost while ringing") << Direction::Incoming << EngineLost << CallOutcome::Missed;
        QTest::newRow("answered elsewhere") << Direction::Incoming << AnsweredElsewhere << CallOutcome::Answered;
        QTest::newRow("busy") << Direction::Outgoing << Busy << CallOutcome::Busy;
        QTest::newRow("they decline") << Direction::Outgoing << Declined << CallOutcome::Busy;
        QTest::newRow("nobody") << Direction::Outgoing << NoAnswer << CallOutcome::NoAnswer;
        QTest::newRow("we give up") << Direction::Outgoing << Cancelled << CallOutcome::Canceled;
        QTest::newRow("refused") << Direction::Outgoing << Refused << CallOutcome::Failed;
        QTest::newRow("unreachable") << Direction::Outgoing << Unreachable << CallOutcome::Failed;
    }
    void everyEndHasAnOutcome()
    {
        QFETCH(Direction, direction);
        QFETCH(EndCause, cause);
        LiveCall call{.direction = direction, .phase = Phase::Ended, .cause = cause};
        QTEST(ownCallOf(call, u"k"_s).outcome, "outcome");
        call.answeredAt = utc("2026-03-02T10:00:00");
        QCOMPARE(ownCallOf(call, u"k"_s).outcome, CallOutcome::Answered);
    }

    void qualityAndHoldAreNothingForTheList()
    {
        Desk desk;
        const LegId leg = desk.ring();
        desk.line.say(leg, Answered{});
        QTRY_COMPARE(desk.rows().size(), 1);
        QVERIFY(waitFor(desk.own.setNote(u"nobody"_s, {})).error().kind == Error::Kind::NotFound); // that it was answered is written and told too
        QSignalSpy changed(&desk.calls, &CallStore::changed);
        desk.line.say(leg, Quality{.mos = 4});
        desk.line.say(leg, Held{.by = Side::Us, .on = true});
        waitFor(desk.calls.rowIds({})); // whatever was on its way has been written
        QVERIFY(waitFor(desk.own.setNote(u"nobody"_s, {})).error().kind == Error::Kind::NotFound);
        QCOMPARE(changed.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPhoneLog)
#include "tst_phonelog.moc"
