// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/phone.h"
#include "tests/fakes/fakevoiceline.h"

#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString anna = u"+12065550142"_s;
const QString ben = u"sip:ben@acme.sip.twilio.com"_s;

/// A registered telephone with the test at the other end.
struct Desk {
    FakeVoiceLine line;
    Phone phone{line, {.country = u"US"_s, .clock = [this] { return line.now; }, .digitLength = 1ms}};
    QSignalSpy began{&phone, &Phone::callBegan};
    QSignalSpy ended{&phone, &Phone::callEnded};

    Desk()
    {
        LineAccount account;
        account.user = u"desk1"_s;
        account.domain = u"acme.sip.twilio.com"_s;
        phone.setAccount(account);
        line.register_();
        line.takeSent();
    }
    LegId dialled(const QString &whom)
    {
        const LegId leg = *phone.dial(phone.target(whom));
        line.say(leg, Answered{.codec = u"PCMU"_s});
        return leg;
    }
    LegId answered(const QString &from)
    {
        const LegId leg = line.ring(from);
        phone.answer(leg);
        line.say(leg, Answered{.codec = u"PCMU"_s});
        return leg;
    }
    CallState state(LegId leg) { return stateOf(*phone.call(leg)); }
};

} // namespace

class TestPhone : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void diallingSendsAnInviteAndFollowsTheCallToItsEnd()
    {
        Desk desk;

        const auto leg = desk.phone.dial(desk.phone.target(u"(206) 555-0142"_s), {.line = Party(u"+12065550100"_s)});

        QVERIFY(leg);
        QCOMPARE(desk.line.sent<Dial>(),
                 QList<Dial>({{*leg, u"sip:+12065550142@acme.sip.twilio.com"_s, {{"x-line", "+12065550100"}}}}));
        QCOMPARE(desk.state(*leg), CallState::Dialling);
        desk.line.say(*leg, Ringing{});
        QCOMPARE(desk.state(*leg), CallState::RingingOut);
        QCOMPARE(desk.phone.current(), *leg);
        desk.line.say(*leg, Answered{.codec = u"PCMU"_s, .encrypted = true});
        QCOMPARE(desk.state(*leg), CallState::Active);
        desk.phone.hangUp(*leg);
        QCOMPARE(desk.line.sent<HangUp>(), QList<HangUp>({{*leg}}));
        desk.line.say(*leg, Ended{EndCause::HungUp, 200, {}});
        QCOMPARE(desk.ended.size(), 1);
        QCOMPARE(desk.ended[0][0].value<LiveCall>().cause, EndCause::HungUp);
        QVERIFY(desk.phone.calls().isEmpty());
        QCOMPARE(desk.phone.current(), LegId(0));
    }

    void emergencyNumbersAreRefusedHoweverTheyAreWritten()
    {
        Desk desk;
        DialTarget forged{.verdict = DialTarget::Verdict::Good, .peer = Party(u"sip:911@acme.sip.twilio.com"_s)};

        for (const DialTarget &target : {desk.phone.target(u"911"_s), desk.phone.target(u"112"_s), forged}) {
            const auto leg = desk.phone.dial(target);
            QVERIFY(!leg);
            QCOMPARE(leg.error().kind, Error::Kind::Rejected);
        }
        QVERIFY(desk.line.sent<Dial>().isEmpty());
    }

    void withoutRegistrationNothingIsDialled()
    {
        Desk desk;
        desk.line.say(RegistrationState{.is = Registration::WaitingToRetry, .problem = RegistrationProblem::Unreachable});

        const auto leg = desk.phone.dial(desk.phone.target(anna));

        QVERIFY(!leg);
        QCOMPARE(leg.error().kind, Error::Kind::Offline);
        QVERIFY(desk.phone.calls().isEmpty());
    }

    void anotherAccountIsNotRegisteredBeforeItsServerSaysSo()
    {
        Desk desk;
        QSignalSpy changed(&desk.phone, &Phone::registrationChanged);
        LineAccount account;
        account.user = u"desk1"_s;
        account.domain = u"acme.sip.twilio.com"_s;

        desk.phone.setAccount(account);
        QVERIFY(desk.phone.isRegistered()); // the same as before
        QVERIFY(changed.isEmpty() && desk.line.takeSent().isEmpty());

        account.user = u"desk2"_s;
        desk.phone.setAccount(account);
        QCOMPARE(desk.phone.registration().is, Registration::Connecting);
        QCOMPARE(changed.size(), 1);
        desk.phone.setAccount({});
        QCOMPARE(desk.phone.registration().is, Registration::Off);
    }

    void anIncomingCallRingsIsAnsweredAndKnowsWhereItCameFrom()
    {
        Desk desk;

        const LegId leg = desk.line.ring(u"\"Anna\" <sip:+12065550142@x>"_s, {{"x-line", "+12065550100"}});

        QCOMPARE(desk.began.size(), 1);
        const LiveCall call = *desk.phone.call(leg);
        QCOMPARE(call.peer.text(), anna);
        QCOMPARE(call.peerName, u"Anna"_s);
        QCOMPARE(call.line.text(), u"+12065550100"_s);
        QVERIFY(call.isRingingIn());
        desk.phone.answer(leg);
        QCOMPARE(desk.line.sent<Answer>(), QList<Answer>({{leg}}));
        desk.line.say(leg, Answered{});
        desk.phone.answer(leg); // twice is once
        QCOMPARE(desk.line.sent<Answer>().size(), 1);
    }

    void decliningAndHangingUpARingingCallRejectIt()
    {
        Desk desk;
        const LegId first = desk.line.ring(u"sip:+12065550142@x"_s);
        const LegId second = desk.line.ring(u"sip:+12065550143@x"_s);

        desk.phone.decline(first, Rejection::Busy);
        desk.phone.hangUp(second);

        QCOMPARE(desk.line.sent<Reject>(), QList<Reject>({{first, Rejection::Busy}, {second, Rejection::Declined}}));
    }

    void aCallThatIsOverCanNotBeTouched()
    {
        Desk desk;
        const LegId leg = desk.answered(u"sip:+12065550142@x"_s);
        desk.line.say(leg, Ended{EndCause::TheyHungUp, 200, {}});
        desk.line.takeSent();

        desk.phone.answer(leg);
        desk.phone.hangUp(leg);
        desk.phone.hold(leg, true);
        desk.phone.mute(leg, true);
        desk.phone.sendDigits(leg, u"1"_s);
        desk.phone.record(leg, true);
        desk.phone.swap();
        desk.phone.merge();
        desk.line.say(leg, Ringing{});
        desk.line.say(leg, Ended{EndCause::HungUp, 0, {}});
        desk.line.say(4711, Answered{});

        QVERIFY(desk.line.sent().isEmpty());
        QCOMPARE(desk.ended.size(), 1);
    }

    void doNotDisturbTurnsCallersAwayWithoutRinging()
    {
        Desk desk;
        QSignalSpy turnedAway(&desk.phone, &Phone::turnedAway);
        desk.phone.setDoNotDisturb(true);

        const LegId leg = desk.line.ring(u"sip:+12065550142@x"_s);
        desk.line.say(leg, Ended{EndCause::Declined, 486, {}});

        QCOMPARE(turnedAway.size(), 1);
        QCOMPARE(turnedAway[0][0].value<LiveCall>().peer.text(), anna);
        QVERIFY(desk.began.isEmpty());
        QVERIFY(desk.ended.isEmpty());
        QCOMPARE(desk.line.sent<Reject>(), QList<Reject>({{leg, Rejection::Busy}}));
        QVERIFY(desk.phone.calls().isEmpty());
    }

    void moreCallsThanAPersonCanHandleAreTurnedAway()
    {
        Desk desk;
        for (int i = 0; i < 4; ++i)
            desk.line.ring(u"sip:+1206555014%1@x"_s.arg(i));

        const LegId fifth = desk.line.ring(u"sip:+12065550149@x"_s);

        QCOMPARE(desk.phone.calls().size(), 4);
        QCOMPARE(desk.line.sent<Reject>(), QList<Reject>({{fifth, Rejection::Busy}}));
    }

    void anExpectedCallIsAnsweredByItselfOnce_data()
    {
        QTest::addColumn<SipHeaders>("headers");
        QTest::addColumn<int>("after");
        QTest::addColumn<bool>("answered");
        const QByteArray sid = "CA00112233445566778899aabbccddeeff";
        QTest::newRow("by token") << SipHeaders{{"x-call-token", "t0ken"}} << 5 << true;
        QTest::newRow("by sid") << SipHeaders{{"x-twilio-callsid", sid}} << 5 << true;
        QTest::newRow("another token") << SipHeaders{{"x-call-token", "other"}} << 5 << false;
        QTest::newRow("no token") << SipHeaders{} << 5 << false;
        QTest::newRow("too late") << SipHeaders{{"x-call-token", "t0ken"}} << 61 << false;
    }
    void anExpectedCallIsAnsweredByItselfOnce()
    {
        QFETCH(SipHeaders, headers);
        QFETCH(int, after);
        QFETCH(bool, answered);
        Desk desk;
        desk.phone.setDoNotDisturb(answered); // what I asked for comes through
        desk.phone.expect({.peer = Party(anna), .line = Party(u"+12065550100"_s), .token = "t0ken", .until = desk.line.now.addSecs(60)});
        desk.phone.setExpectedSid("t0ken", *CallSid::parse(u"CA00112233445566778899aabbccddeeff"));
        desk.line.now = desk.line.now.addSecs(after);

        const LegId leg = desk.line.ring(u"sip:+12065550100@x"_s, headers);
        const LegId again = desk.line.ring(u"sip:+12065550100@x"_s, headers);

        QCOMPARE(desk.line.sent<Answer>(), answered ? QList<Answer>({{leg}}) : QList<Answer>());
        QCOMPARE(desk.phone.call(leg)->direction, answered ? Direction::Outgoing : Direction::Incoming);
        QCOMPARE(desk.phone.call(leg)->peer.text(), answered ? anna : u"+12065550100"_s);
        QVERIFY(!answered || !desk.phone.call(again));
    }

    void digitsOfTheDialledNumberArePressedAfterTheAnswer()
    {
        Desk desk;
        const DialTarget target{.verdict = DialTarget::Verdict::Good,
                                .peer = Party(anna),
                                .digits = {Pause{1ms}, Press{u"17"_s}, AskFirst{}, Press{u"3#"_s}}};
        const LegId leg = *desk.phone.dial(target);
        desk.line.say(leg, Ringing{});
        QVERIFY(desk.line.sent<SendDigits>().isEmpty());

        desk.line.say(leg, Answered{});

        QTRY_COMPARE(desk.line.sent<SendDigits>(), QList<SendDigits>({{leg, u"17"_s}}));
        QTRY_COMPARE(desk.phone.digitsToCome(leg), DigitPlan({AskFirst{}, Press{u"3#"_s}}));
        desk.phone.continueDigits(leg);
        QCOMPARE(desk.line.sent<SendDigits>().size(), 2);
        QCOMPARE(desk.line.sent<SendDigits>()[1].digits, u"3#"_s);
        QTRY_VERIFY(desk.phone.digitsToCome(leg).isEmpty());
    }

    void digitsAreNotPressedIntoACallThatIsOver()
    {
        Desk desk;
        const LegId leg
            = *desk.phone.dial({.verdict = DialTarget::Verdict::Good, .peer = Party(anna), .digits = {Pause{1ms}, Press{u"17"_s}}});
        desk.line.say(leg, Answered{});
        desk.line.say(leg, Ended{EndCause::TheyHungUp, 200, {}});

        QTest::qWait(5); // longer than the pause: nothing may come
        QVERIFY(desk.line.sent<SendDigits>().isEmpty());
        QVERIFY(desk.phone.digitsToCome(leg).isEmpty());
    }

    void onlyWhatCanBePressedIsSent()
    {
        Desk desk;
        const LegId leg = desk.dialled(anna);

        desk.phone.sendDigits(leg, u"1 a-x#"_s);
        desk.phone.sendDigits(leg, u"xyz"_s);

        QCOMPARE(desk.line.sent<SendDigits>(), QList<SendDigits>({{leg, u"1A#"_s}}));
    }

    void swapTakesTheLatestHeldCall()
    {
        Desk desk;
        const LegId first = desk.dialled(anna);
        const LegId second = desk.answered(u"sip:+12065550143@x"_s);
        desk.line.say(first, Held{Side::Us, true});
        QCOMPARE(desk.phone.current(), second);

        desk.phone.swap();

        QCOMPARE(desk.line.sent<Hold>(), QList<Hold>({{first, false}}));
        desk.line.say(second, Held{Side::Us, true});
        desk.line.say(first, Held{Side::Us, false});
        QCOMPARE(desk.phone.current(), first);
        desk.phone.merge();
        QCOMPARE(desk.line.sent<Merge>(), QList<Merge>({{first, second}}));
    }

    void aBlindTransferThatFailsLeavesUsWithTheCaller()
    {
        Desk desk;
        QSignalSpy failed(&desk.phone, &Phone::transferFailed);
        const LegId leg = desk.answered(u"sip:+12065550142@x"_s);

        QVERIFY(desk.phone.transfer(leg, desk.phone.target(ben)));
        QCOMPARE(desk.line.sent<Transfer>(), QList<Transfer>({{leg, ben}}));
        desk.line.say(leg, Transferring{Transferring::Stage::Asked});
        QCOMPARE(desk.state(leg), CallState::Transferring);
        desk.line.say(leg, Held{Side::Us, true});
        desk.line.say(leg, Transferring{Transferring::Stage::Failed, 486});

        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][1].toInt(), 486);
        QCOMPARE(desk.line.sent<Hold>(), QList<Hold>({{leg, false}}));
        QVERIFY(!desk.phone.transfer(leg, desk.phone.target(u"911"_s)));
        QVERIFY(!desk.phone.transfer(4711, desk.phone.target(ben)));
    }

    void aColleagueWhoIsBusyBeforeTheCallerIsHeldBringsUsBackToo()
    {
        Desk desk;
        const LegId caller = desk.answered(u"sip:+12065550142@x"_s);
        const LegId asked = *desk.phone.askFirst(caller, desk.phone.target(ben));

        desk.line.say(asked, Ended{EndCause::Busy, 486, {}});

        QCOMPARE(desk.line.sent<Hold>(), QList<Hold>({{caller, false}})); // undone as soon as it is there
    }

    void aColleagueWhoDoesNotAnswerBringsUsBackToTheCaller_data()
    {
        QTest::addColumn<bool>("answered");
        QTest::addColumn<bool>("cancelled");
        QTest::newRow("busy") << false << false;
        QTest::newRow("given up") << false << true;
        QTest::newRow("hung up") << true << false;
        QTest::newRow("cancelled while talking") << true << true;
    }
    void aColleagueWhoDoesNotAnswerBringsUsBackToTheCaller()
    {
        QFETCH(bool, answered);
        QFETCH(bool, cancelled);
        Desk desk;
        const LegId caller = desk.answered(u"sip:+12065550142@x"_s);
        const LegId asked = *desk.phone.askFirst(caller, desk.phone.target(ben));
        desk.line.say(caller, Held{Side::Us, true});
        QCOMPARE(desk.phone.consultation(), (Phone::Consultation{caller, asked}));
        QVERIFY(!desk.phone.askFirst(caller, desk.phone.target(ben)));
        if (answered)
            desk.line.say(asked, Answered{});
        else
            desk.phone.completeTransfer(); // nobody to hand over to yet
        QVERIFY(desk.line.sent<JoinTransfer>().isEmpty());

        if (cancelled) {
            desk.phone.cancelTransfer();
            QCOMPARE(desk.line.sent<HangUp>(), QList<HangUp>({{asked}}));
        }
        desk.line.say(asked, Ended{cancelled ? EndCause::Cancelled : EndCause::Busy, 486, {}});

        QCOMPARE(desk.line.sent<Hold>(), QList<Hold>({{caller, false}}));
        QVERIFY(!desk.phone.consultation());
    }

    void anAttendedTransferConnectsTheOthersAndEndsOurCalls()
    {
        Desk desk;
        const LegId caller = desk.answered(u"sip:+12065550142@x"_s);
        const LegId asked = *desk.phone.askFirst(caller, desk.phone.target(ben));
        desk.line.say(caller, Held{Side::Us, true});
        desk.line.say(asked, Answered{});

        desk.phone.completeTransfer();

        QCOMPARE(desk.line.sent<JoinTransfer>(), QList<JoinTransfer>({{caller, asked}}));
        desk.line.say(asked, Ended{EndCause::Transferred, 200, {}});
        desk.line.say(caller, Ended{EndCause::Transferred, 200, {}});
        QVERIFY(desk.line.sent<Hold>().isEmpty());
        QVERIFY(desk.phone.calls().isEmpty());
    }

    void theCallerWhoLeavesWhileWeAskLeavesUsWithTheColleague()
    {
        Desk desk;
        const LegId caller = desk.answered(u"sip:+12065550142@x"_s);
        const LegId asked = *desk.phone.askFirst(caller, desk.phone.target(ben));
        desk.line.say(caller, Held{Side::Us, true});
        desk.line.say(asked, Answered{});

        desk.line.say(caller, Ended{EndCause::TheyHungUp, 200, {}});

        QVERIFY(!desk.phone.consultation());
        QCOMPARE(desk.phone.current(), asked);
        desk.phone.completeTransfer();
        QVERIFY(desk.line.sent<JoinTransfer>().isEmpty());
    }

    void aSilentMicrophoneIsToldOnceAndTakenBack()
    {
        Desk desk;
        QSignalSpy silent(&desk.phone, &Phone::microphoneSilent);
        const LegId leg = desk.dialled(anna);
        QCOMPARE(desk.line.sent<WatchLevels>().size(), 1);
        const auto hear = [&desk, leg](float level, int seconds) {
            desk.line.now = desk.line.now.addSecs(seconds);
            desk.line.say(leg, Levels{level, -20});
        };

        hear(-120, 0);
        hear(-120, 4);
        QVERIFY(silent.isEmpty());
        hear(-120, 1);
        hear(-120, 1);
        QCOMPARE(silent.size(), 1);
        QCOMPARE(silent[0][1].toBool(), true);
        hear(-18, 1);
        QCOMPARE(silent.size(), 2);
        QCOMPARE(silent[1][1].toBool(), false);

        desk.line.say(leg, Muted{true});
        hear(-120, 0);
        hear(-120, 60);
        QCOMPARE(silent.size(), 2);
    }

    void aLostEngineEndsTheCallsAndIsSaid()
    {
        Desk desk;
        QSignalSpy lost(&desk.phone, &Phone::engineLost);
        const LegId leg = desk.dialled(anna);

        desk.line.say(leg, Ended{EndCause::EngineLost, 0, {}});
        desk.line.say(RegistrationState{.is = Registration::Connecting, .problem = RegistrationProblem::EngineLost});
        desk.line.say(EngineLost{});

        QCOMPARE(desk.ended.size(), 1);
        QCOMPARE(desk.ended[0][0].value<LiveCall>().cause, EndCause::EngineLost);
        QCOMPARE(lost.size(), 1);
        QVERIFY(!desk.phone.isRegistered());
    }
};

QTEST_GUILESS_MAIN(TestPhone)
#include "tst_phone.moc"
