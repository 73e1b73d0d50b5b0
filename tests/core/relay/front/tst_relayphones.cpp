// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/spoken/spoken.h"
#include "tests/core/relay/front/relaytest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::Phrase;
using routing::spoken;

namespace
{

const CallSid caller = callNumber(1), leg = callNumber(2), secondLeg = callNumber(3);
const QString annasDesk = u"sip:anna@acme-desk.sip.twilio.com"_s;
const QString mobile = u"+12065550111"_s, otherMobile = u"+12065550122"_s;

/// Anna's telephone calls.
FormFields phoneFields(const QString &dialled, const QString &status = u"ringing"_s, const FormFields &more = {})
{
    return FormFields{{u"CallSid"_s, caller.text()},
                      {u"From"_s, annasDesk},
                      {u"To"_s, u"sip:%1@acme-desk.sip.twilio.com:5060;user=phone"_s.arg(dialled)},
                      {u"CallStatus"_s, status},
                      {u"Direction"_s, u"inbound"_s},
                      {u"SipDomain"_s, u"acme-desk.sip.twilio.com"_s},
                      {u"SipUsername"_s, u"anna"_s},
                      {u"SipCallId"_s, u"abc@192.0.2.1"_s},
                      {u"SipHeader_x-line"_s, theLine}}
    + more;
}

/// Two outside telephones that ring together and are asked to press 1.
routing::Plan screenedPlan()
{
    return planWith({routing::AllAtOnce{.group = routing::GroupId(u"all"_s)}});
}

Result<> giveTelephones(SqlConnection &db)
{
    RosterTable roster(db);
    for (const auto &[person, number] : {std::pair(anna, mobile), std::pair(ben, otherMobile)}) {
        auto done = roster.setPhone(
            person, routing::OutsidePhone{.number = phone(number), .rings = routing::OutsidePhone::Rings::Always});
        if (!done)
            return done;
    }
    return {};
}

FormFields screenFields(const CallSid &child, const QString &to, const FormFields &more = {})
{
    return legFields(child, caller, to, u"in-progress"_s, 1) + more;
}

} // namespace

class TestRelayPhones : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aTelephoneCallsOutShowingItsLine()
    {
        RelayAt at(m_engines.url());
        const auto answer = at.twilio->post(u"outgoing-call-handler"_s, phoneFields(theCaller));
        QCOMPARE(answer.rings(), theCaller);
        QCOMPARE(answer.verb<twiml::Dial>()->callerId, theLine);
        QCOMPARE(at.twilio->post(u"outgoing-call-handler"_s, phoneFields(theCaller)).body, answer.body);
        QCOMPARE(at.ring(9), u"sip:ben@acme-desk.sip.twilio.com"_s); // Anna is on the telephone

        at.twilio->post(u"call-status"_s, legFields(leg, caller, theCaller, u"in-progress"_s, 1));
        QVERIFY(at.twilio->post(u"outgoing-complete"_s, dialFields(caller, u"completed"_s, true, leg)).isHangUp());
        at.twilio->post(u"call-status"_s, phoneFields(theCaller, u"completed"_s, {{u"CallDuration"_s, u"12"_s}}));

        QCOMPARE(at.call(caller)->outcome, CallOutcome::answered());
        QVERIFY(at.events().contains(u"call outgoing anna"_s));
        QVERIFY(!waitFor(at.relay.store().read([](SqlConnection &db) { return rosterOf(db, QDateTime::currentDateTimeUtc()); }))
                     ->people[anna]
                     .inCall);
    }

    void theTelephoneThatCallsIsToldTheCallIdThatItKnows()
    {
        RelayAt at(m_engines.url());
        at.twilio->post(u"outgoing-call-handler"_s, phoneFields(theCaller));

        const auto told = waitFor(at.relay.store().read([](SqlConnection &db) { return EventTable(db).since(0, 1000); }));
        QVERIFY(told);
        QStringList callIds;
        for (const LedgerEvent &event : told->events)
            callIds << QJsonDocument::fromJson(event.body.toUtf8())[u"sip_call_id"_s].toString();
        QCOMPARE(callIds.filter(u"@"_s), QStringList{u"abc@192.0.2.1"_s});
    }

    void whatBecomesOfACallThatNobodyTakesIsKept()
    {
        RelayAt at(m_engines.url());
        at.twilio->post(u"outgoing-call-handler"_s, phoneFields(theCaller));
        at.twilio->post(u"outgoing-complete"_s, dialFields(caller, u"busy"_s, false, leg));
        at.twilio->post(u"call-status"_s, phoneFields(theCaller, u"completed"_s, {{u"CallDuration"_s, u"0"_s}}));
        QCOMPARE(at.call(caller)->outcome, u"busy"_s);
    }

    void emergencyCallsAndNonsenseAreRefusedInWords()
    {
        RelayAt at(m_engines.url());
        const auto refused = at.twilio->post(u"outgoing-call-handler"_s, phoneFields(u"911"_s));
        QCOMPARE(refused.verb<twiml::Say>()->text, spoken(Phrase::NoEmergencyCalls, u"en-US"_s));
        QCOMPARE(at.call(caller)->outcome, u"refused"_s);
        auto other = phoneFields(u"nobody"_s);
        other[0].second = leg.text();
        QCOMPARE(at.twilio->post(u"outgoing-call-handler"_s, other).verb<twiml::Say>()->text,
                 spoken(Phrase::NotANumber, u"en-US"_s));
    }

    void theSameHandlerServesBothWhenOnlyOneAddressIsSetUp()
    {
        RelayAt at(m_engines.url());
        QCOMPARE(at.twilio->post(u"incoming-call-handler"_s, phoneFields(theCaller)).rings(), theCaller);
    }

    void aDeskHandsItsCallerOver()
    {
        RelayAt at(m_engines.url());
        at.ring(1);
        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"in-progress"_s, 2));
        const FormFields refer = legFields(leg, caller, annasDesk, u"in-progress"_s, 2)
            + FormFields{{u"ReferTransferTarget"_s, u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s}};

        const auto answer = at.twilio->post(u"refer"_s, refer);

        QCOMPARE(answer.rings(), u"+14155550123"_s);
        QVERIFY(answer.verb<twiml::Dial>()->callerId.isEmpty());
        QCOMPARE(at.twilio->post(u"refer"_s, refer).body, answer.body);
        QVERIFY(at.twilio->post(u"transfer-complete"_s, dialFields(caller, u"no-answer"_s, false, secondLeg)).isMailbox());
        QVERIFY(at.twilio->post(u"transfer-complete"_s, dialFields(caller, u"completed"_s, true, callNumber(4))).isHangUp());
        QCOMPARE(at.call(caller)->answeredBy, u"anna"_s);
    }

    void whoPressesOneFirstHasTheCall()
    {
        RelayAt at(m_engines.url(), screenedPlan());
        QVERIFY(waitFor(at.relay.store().write(&giveTelephones)));
        const auto answer =
            at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s, {{u"CallerName"_s, u"MARIA LOPEZ"_s}}));
        const auto number = std::get<twiml::Number>(answer.verb<twiml::Dial>()->targets[1]);
        QCOMPARE(number.number, mobile);
        const QString screenPath = number.screen.url->section(u"/api/twilio/"_s, 1);

        at.twilio->post(u"call-status?step=0"_s, legFields(leg, caller, mobile, u"in-progress"_s, 2));
        QVERIFY(at.call(caller)->answeredBy.isEmpty()); // it may be her voicemail
        const auto asked = at.twilio->post(screenPath, screenFields(leg, mobile));
        const auto *gather = asked.verb<twiml::Gather>();
        QVERIFY(gather);
        QCOMPARE(std::get<twiml::Say>(gather->prompts[0]).text,
                 u"Call for the Boston line from MARIA LOPEZ. Press 1 to take it."_s);
        const QString screened = gather->action.url->section(u"/api/twilio/"_s, 1);
        const auto press = [&](const CallSid &child, const QString &to, const QString &key) {
            return at.twilio->post(screened, screenFields(child, to, {{u"Digits"_s, key}}));
        };

        QVERIFY(press(leg, mobile, u"1"_s).document.verbs.isEmpty());
        QCOMPARE(at.call(caller)->answeredBy, u"anna"_s);
        QVERIFY(press(leg, mobile, u"1"_s).document.verbs.isEmpty()); // told again
        QCOMPARE(press(secondLeg, otherMobile, u"1"_s).verb<twiml::Say>()->text, spoken(Phrase::AlreadyTaken, {}));
    }

    void ofTwoWhoPressOneTogetherOneHasTheCall()
    {
        const QString url = m_engines.url();
        RelayAt one(url, screenedPlan()), two(url, screenedPlan());
        QVERIFY(waitFor(one.relay.store().write(&giveTelephones)) && waitFor(two.relay.store().opened()));
        one.ring(1);
        const QString path = u"screened?attempt=0&line=%2B12065550142"_s;
        const auto first = one.twilio->begin(path, screenFields(leg, mobile, {{u"Digits"_s, u"1"_s}}));
        const auto second = two.twilio->begin(path, screenFields(secondLeg, otherMobile, {{u"Digits"_s, u"1"_s}}));
        const bool firstHasIt = TwilioPoster::answerOf(*first).document.verbs.isEmpty();
        const bool secondHasIt = TwilioPoster::answerOf(*second).document.verbs.isEmpty();
        QVERIFY(firstHasIt != secondHasIt);
        QCOMPARE(one.call(caller)->answeredBy, firstHasIt ? u"anna"_s : u"ben"_s);
        QCOMPARE(one.events().filter(u"answered"_s).size(), 1);
    }

    void whoPressesOneTooLateHearsThatTheCallerHasGone()
    {
        RelayAt at(m_engines.url(), screenedPlan());
        QVERIFY(waitFor(at.relay.store().write(&giveTelephones)));
        at.ring(1);
        at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"canceled"_s, false, leg, u"completed"_s));
        const auto late = at.twilio->post(u"screened?attempt=0"_s, screenFields(secondLeg, otherMobile, {{u"Digits"_s, u"1"_s}}));
        QCOMPARE(late.verb<twiml::Say>()->text, spoken(Phrase::CallerHasGone, {}));
        QCOMPARE(at.call(caller)->outcome, CallOutcome::missed());
    }

    void aWrongKeyIsAskedOnceMore()
    {
        RelayAt at(m_engines.url(), screenedPlan());
        QVERIFY(waitFor(at.relay.store().write(&giveTelephones)));
        at.ring(1);
        const auto again =
            at.twilio->post(u"screened?attempt=0&line=%2B12065550142"_s, screenFields(leg, mobile, {{u"Digits"_s, u"5"_s}}));
        const auto *gather = again.verb<twiml::Gather>();
        QVERIFY(gather);
        QVERIFY(gather->action.url->contains(u"attempt=1"_s));
        QVERIFY(at.twilio->post(u"screened?attempt=1"_s, screenFields(leg, mobile, {{u"Digits"_s, u"5"_s}})).isHangUp());
    }
};

QTEST_GUILESS_MAIN(TestRelayPhones)
#include "tst_relayphones.moc"
