// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/plantable.h"
#include "tests/core/relay/front/relaytest.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace
{

const CallSid caller = callNumber(1), leg = callNumber(2), secondLeg = callNumber(3);
const RecordingSid recording = sidOf<RecordingSid>("RE", 1);
const routing::GroupId everybody(u"all"_s);
const QString annasDesk = u"sip:anna@acme-desk.sip.twilio.com"_s, bensDesk = u"sip:ben@acme-desk.sip.twilio.com"_s;

FormFields messageFields()
{
    return callFields(caller, u"completed"_s,
                      {{u"RecordingSid"_s, recording.text()}, {u"RecordingDuration"_s, u"9"_s}, {u"Digits"_s, u"hangup"_s}});
}

FormFields recordingFields(const QString &status = u"completed"_s, const QString &source = u"RecordVerb"_s)
{
    return {{u"RecordingSource"_s, source},  {u"RecordingSid"_s, recording.text()},
            {u"RecordingStatus"_s, status},  {u"RecordingChannels"_s, u"1"_s},
            {u"ErrorCode"_s, u"0"_s},        {u"CallSid"_s, caller.text()},
            {u"RecordingDuration"_s, u"9"_s}};
}

FormFields transcriptFields()
{
    return callFields(caller, u"completed"_s,
                      {{u"RecordingSid"_s, recording.text()},
                       {u"TranscriptionSid"_s, u"TR00000000000000000000000000000001"_s},
                       {u"TranscriptionText"_s, u"Please call me back."_s},
                       {u"TranscriptionStatus"_s, u"completed"_s}});
}

bool isHealthy(RelayAt &at)
{
    return at.twilio->get(u"/healthz"_s).body.contains("\"database\":\"reached\"");
}

} // namespace

class TestRelayCalls : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aCallThatNobodyAnswersGoesRoundAndEndsInTheMailboxWithItsReasons()
    {
        RelayAt at(m_engines.url());
        QVERIFY(at.isListening);

        const auto first = at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));
        QCOMPARE(first.status, 200);
        QCOMPARE(first.rings(), annasDesk);
        const auto second = at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"no-answer"_s, false, leg));
        QCOMPARE(second.rings(), bensDesk);
        const auto third = at.twilio->post(u"dial-complete?step=1"_s, dialFields(caller, u"failed"_s, false, secondLeg));
        QVERIFY(third.isMailbox());
        QVERIFY(at.twilio->post(u"voicemail-complete"_s, messageFields()).isTwiml);
        QCOMPARE(at.twilio->post(u"call-status"_s, endFields(caller, 61)).status, 204);
        QCOMPARE(at.twilio->post(u"recording-status"_s, recordingFields()).status, 204);
        QCOMPARE(at.twilio->post(u"transcription"_s, transcriptFields()).status, 204);

        const auto call = at.call(caller);
        QVERIFY(call);
        QCOMPARE(call->outcome, CallOutcome::voicemail());
        QVERIFY(call->answeredBy.isEmpty());
        QCOMPARE(call->legs.size(), 3);
        QCOMPARE(at.traceOf(caller),
                 QStringList(
                     {u"plan"_s, u"step-0"_s, u"step-0-result"_s, u"step-1"_s, u"step-1-result"_s, u"step-2"_s, u"message"_s}));
        QVERIFY(call->trace[0].detail.contains(u"round_robin"_s));
        const auto voicemails = at.voicemails();
        QCOMPARE(voicemails.size(), 1);
        QCOMPARE(voicemails[0].caller.text(), theCaller);
        QCOMPARE(voicemails[0].line.text(), theLine);
        QCOMPARE(voicemails[0].text, u"Please call me back."_s);
        QCOMPARE(at.events(),
                 QStringList({u"call ringing"_s, u"call ringing"_s, u"call mailbox"_s, u"voicemail new"_s,
                              u"call ended voicemail"_s, u"voicemail ready"_s, u"voicemail transcript"_s}));
    }

    void theVersionOfThePlanThatDecidedIsKeptWithTheCall()
    {
        RelayAt at(m_engines.url());
        QTRY_VERIFY_WITH_TIMEOUT(at.relay.planWatch().version() > 0, 30000);
        const qint64 version = at.relay.planWatch().version();

        at.ring(1);
        at.twilio->post(u"outgoing-call-handler"_s,
                        {{u"CallSid"_s, callNumber(2).text()}, {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s}, {u"From"_s, annasDesk},
                         {u"To"_s, u"sip:+14155550123@acme-desk.sip.twilio.com"_s}, {u"CallStatus"_s, u"ringing"_s}, {u"Direction"_s, u"inbound"_s},
                         {u"SipDomain"_s, u"acme-desk.sip.twilio.com"_s}});
        QVERIFY(waitFor(at.relay.store().write([version](SqlConnection &db) -> Result<> { // somebody saves while they talk
            const auto told = PlanTable(db).save(inTurns(), {.author = u"olga"_s, .reason = {}, .basedOn = version}, instant(0));
            return told ? Result<>() : fail(told.error());
        })));
        at.twilio->post(u"dial-complete?step=0"_s, dialFields(callNumber(1), u"no-answer"_s, false, callNumber(9)));

        QCOMPARE(at.call(callNumber(1))->planVersion, version);
        QCOMPARE(at.call(callNumber(2))->planVersion, version);
    }

    void theNextCallGoesToTheNextPerson()
    {
        RelayAt at(m_engines.url());
        const auto ringing = [&](int number) {
            const QString rung = at.ring(number);
            at.twilio->post(u"call-status"_s, endFields(callNumber(number), 3));
            return rung;
        };

        QCOMPARE(ringing(1), annasDesk);
        QCOMPARE(ringing(2), bensDesk);
        QCOMPARE(ringing(3), annasDesk);

        QCOMPARE(at.standing().first().person, ben);
        QCOMPARE(at.standing().last().offers, 2);
    }

    void nobodyIsRungForTwoCalls()
    {
        RelayAt at(m_engines.url(), planWith({routing::InOrder{.group = everybody}}));
        QCOMPARE(at.ring(1), annasDesk);
        QCOMPARE(at.ring(2), bensDesk);
        QCOMPARE(at.ring(3), u"mailbox"_s); // all busy

        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"in-progress"_s, 2));
        QCOMPARE(at.ring(4), u"mailbox"_s);
        at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"completed"_s, true, leg));

        QCOMPARE(at.ring(5), annasDesk);
        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"in-progress"_s, 2)); // late
        at.twilio->post(u"call-status"_s, endFields(callNumber(5), 1));
        QCOMPARE(at.ring(6), annasDesk);
    }

    void whoIsAwayOrHasOnlyATelephoneIsTreatedSo()
    {
        RelayAt at(m_engines.url(), planWith({routing::InOrder{.group = everybody}}));
        QVERIFY(waitFor(at.relay.store().write([](SqlConnection &db) -> Result<> {
            RosterTable roster(db);
            auto done = roster.setPresence(anna, routing::Presence::DoNotDisturb, {}, QDateTime::currentDateTimeUtc());
            return done
                ? roster.setPhone(
                    ben, routing::OutsidePhone{.number = phone(u"+12065550111"_s), .rings = routing::OutsidePhone::Rings::Always})
                : Result<>(fail(done.error()));
        })));

        const auto answer = at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));

        QCOMPARE(answer.rings(), bensDesk);
        const auto *dial = answer.verb<twiml::Dial>();
        QCOMPARE(dial->targets.size(), 2);
        QCOMPARE(std::get<twiml::Number>(dial->targets[1]).number, u"+12065550111"_s);
    }

    void whoPicksUpHasTheCall()
    {
        RelayAt at(m_engines.url());
        at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));
        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"ringing"_s, 1));
        QVERIFY(at.call(caller)->answeredBy.isEmpty());

        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"in-progress"_s, 2));
        QCOMPARE(at.call(caller)->answeredBy, u"anna"_s);
        const auto after = at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"completed"_s, true, leg));
        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"completed"_s, 3));
        at.twilio->post(u"call-status"_s, endFields(caller, 47));

        QVERIFY(after.isHangUp());
        QCOMPARE(at.call(caller)->outcome, CallOutcome::answered());
        QCOMPARE(at.standing().last().person, anna);
        QCOMPARE(at.standing().last().answers, 1);
        QCOMPARE(at.events(), QStringList({u"call ringing"_s, u"call answered anna"_s, u"call ended answered"_s}));
    }

    void whoHangsUpWhileItRingsHasMissedUsAndLeavesNoVoicemail()
    {
        RelayAt at(m_engines.url());
        at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));

        const auto after =
            at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"canceled"_s, false, leg, u"completed"_s));
        at.twilio->post(u"call-status"_s, endFields(caller, 5));

        QVERIFY(after.isHangUp());
        QCOMPARE(at.call(caller)->outcome, CallOutcome::missed());
        QVERIFY(at.voicemails().isEmpty());
        QCOMPARE(at.standing().last().person, anna); // Ben was offered nothing
        QCOMPARE(at.standing().first().offers, 0);
        QCOMPARE(at.events(), QStringList({u"call ringing"_s, u"call ended missed"_s}));
    }

    void whoHangsUpInTheGreetingHasMissedUs()
    {
        RelayAt at(m_engines.url(), planWith({}));
        QVERIFY(at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s)).isMailbox());

        at.twilio->post(u"recording-status"_s, recordingFields(u"absent"_s));
        at.twilio->post(u"call-status"_s, endFields(caller, 3));

        QCOMPARE(at.call(caller)->outcome, CallOutcome::missed());
        QVERIFY(at.voicemails().isEmpty());
    }

    void aRecordingOfAConversationIsNoVoicemail()
    {
        RelayAt at(m_engines.url());
        at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));
        at.twilio->post(u"recording-status"_s, recordingFields(u"completed"_s, u"DialVerb"_s));

        QVERIFY(at.voicemails().isEmpty());
        QVERIFY(at.traceOf(caller).contains(u"recording-"_s + recording.text()));
    }

    void aLateRingingAfterTheEndChangesNothing()
    {
        RelayAt at(m_engines.url());
        at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));
        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"no-answer"_s, 3));
        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"ringing"_s, 1));

        QVERIFY(at.call(caller)->legs[1].status.is(CallStatus::NoAnswer));
    }

    void whatWeHaveNoNameForIsKept()
    {
        const QString url = m_engines.url();
        RelayAt at(url);
        FormFields fields = callFields(caller, u"ringing"_s, {{u"SomethingNew"_s, u"of tomorrow"_s}});
        QCOMPARE(at.twilio->post(u"incoming-call-handler"_s, fields).rings(), annasDesk);
        QCOMPARE(unnamedFields(WebhookParameters({{u"CallSid"_s, u"CA"_s}, {u"SomethingNew"_s, u"of tomorrow"_s}})),
                 u"{\"SomethingNew\":\"of tomorrow\"}"_s);
    }

    void whoFloodsALineRingsNobodyAndOthersDo()
    {
        RelayOptions options = unhurried();
        options.voice.perCaller = {.burst = 2, .perMinute = 0.001};
        RelayAt at(m_engines.url(), inTurns(), options);
        const auto ringing = [&](int number) {
            const QString rung = at.ring(number);
            at.twilio->post(u"call-status"_s, endFields(callNumber(number), 3));
            return rung;
        };
        QCOMPARE(ringing(1), annasDesk);
        QCOMPARE(ringing(2), bensDesk);
        QCOMPARE(ringing(3), u"mailbox"_s); // and not 429, which callers would hear as an error
        QVERIFY(at.traceOf(callNumber(3)).contains(u"too-often"_s));
        QCOMPARE(at.ring(1), annasDesk); // the same call told again is answered as it was
        FormFields other = callFields(callNumber(4), u"ringing"_s);
        other[2].second = u"+14155550199"_s; // From
        QCOMPARE(at.twilio->post(u"incoming-call-handler"_s, other).rings(), annasDesk);
        QCOMPARE(at.standing().first().offers, 1); // Ben's turn is still to come
    }

    void aBusyLedgerKeepsNobodyWaiting()
    {
        RelayOptions options;
        options.voice.patience = std::chrono::milliseconds(300);
        RelayAt at(m_engines.url(), inTurns(), options);
        QVERIFY(waitFor(at.relay.store().opened()));
        const auto release = std::make_shared<std::atomic_bool>(false);
        const auto busy = at.relay.store().write([release](SqlConnection &) -> Result<> {
            while (!*release)
                QThread::msleep(5);
            return {};
        });

        QElapsedTimer time;
        time.start();
        const auto answer = at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));
        QVERIFY2(time.elapsed() < 3000, qPrintable(QString::number(time.elapsed()))); // the test machine is no faster
        QVERIFY(answer.isMailbox());
        QCOMPARE(at.relay.voice().counts().late, 1);
        *release = true;

        QVERIFY(waitFor(busy));
        QTRY_VERIFY(at.traceOf(caller).contains(u"haste-incoming-call-handler"_s)); // the trace says why
        QVERIFY(at.traceOf(caller).contains(u"plan"_s));                            // written down all the same
        const auto people = waitFor(
            at.relay.store().read([](SqlConnection &db) { return RosterTable(db).shown(QDateTime::currentDateTimeUtc()); }));
        QVERIFY(people);
        for (const PersonShown &person : *people)
            QVERIFY(!person.inCall); // nobody was rung after all
        QCOMPARE(at.standing().first().person, anna); // so it is still her turn
        QCOMPARE(at.standing().first().offers, 0);
        QCOMPARE(at.ring(7), annasDesk);
    }

    void withTheDatabaseAwayCallersReachTheMailbox()
    {
        if (!Engines::isPostgres())
            QSKIP("a file does not go away");
        RelayOptions options;
        options.databasePatience = std::chrono::milliseconds(1500);
        RelayAt at(m_engines.url(), inTurns(), options);
        QVERIFY(waitFor(at.relay.store().opened()));
        QVERIFY(isHealthy(at));
        m_engines.server().kill();

        QElapsedTimer time;
        time.start();
        QVERIFY(at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s)).isMailbox());
        QVERIFY(time.elapsed() < 3000);
        QVERIFY(at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"completed"_s, true, leg)).isHangUp());
        QVERIFY(at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"busy"_s, false, leg)).isMailbox());
        QCOMPARE(at.twilio->post(u"call-status"_s, endFields(caller, 47)).status, 503); // to be sent again
        QVERIFY(!isHealthy(at));

        QVERIFY(m_engines.server().restart());
        QTRY_VERIFY_WITH_TIMEOUT(isHealthy(at), 30'000);
        int number = 100;
        const auto nextCall = [&] {
            return at.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(++number), u"ringing"_s)).rings();
        };
        QVERIFY(QTest::qWaitFor([&] { return nextCall().startsWith(u"sip:"_s); }, 30'000)); // once: each is a call
    }

    void onlyWhatTwilioSignedComesIn()
    {
        RelayAt at(m_engines.url());
        const auto fields = callFields(caller, u"ringing"_s);
        QCOMPARE(at.twilio->post(u"incoming-call-handler"_s, fields, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=").status, 403);
        QCOMPARE(at.relay.door().counts().faults.at(SignatureFault::Forged), 1);
        QVERIFY(!at.call(caller));
        QCOMPARE(at.twilio->get(u"/api/twilio/incoming-call-handler"_s).status, 405);
        QCOMPARE(at.twilio->post(u"no-such-webhook"_s, fields).status, 404);
        const auto nothing = at.twilio->get(u"/elsewhere"_s);
        QCOMPARE(nothing.status, 404);
        QVERIFY(nothing.body.startsWith("{\"error\":{\"code\":\"not_found\""));
        QCOMPARE(at.twilio->post(u"/healthz"_s, {}).status, 405);
    }

    void whatCannotBeReadIsAnsweredWithTheMailboxAllTheSame()
    {
        RelayAt at(m_engines.url());
        QVERIFY(at.twilio->post(u"incoming-call-handler"_s, {{u"From"_s, theCaller}}).isMailbox());
        QVERIFY(at.twilio->post(u"dial-complete?step=x"_s, {}).isMailbox());
        QCOMPARE(at.twilio->post(u"call-status"_s, {}).status, 204);
        auto odd = callFields(caller, u"ringing"_s);
        odd[3].second = u"not a number"_s; // To
        QVERIFY(at.twilio->post(u"incoming-call-handler"_s, odd).isMailbox());
    }

    void aStoppingRelayAnswersWhatItHolds()
    {
        RelayAt at(m_engines.url());
        QVERIFY(waitFor(at.relay.store().opened()));
        QSignalSpy stopped(&at.relay, &Relay::stopped);
        const auto held = at.twilio->begin(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));
        QTRY_COMPARE(at.relay.door().counts().genuine, 1);
        at.relay.stop();

        QCOMPARE(TwilioPoster::answerOf(*held).rings(), annasDesk);
        QTRY_COMPARE(stopped.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRelayCalls)
#include "tst_relaycalls.moc"
