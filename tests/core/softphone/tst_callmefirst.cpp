// SPDX-License-Identifier: GPL-3.0-or-later
// "Call my phone first" against the sandbox's REST: what is asked for, what is refused, what is not sure. The whole way with
// sound at both ends is in tests/e2e/sip/tst_scenarios.cpp.
#include "core/softphone/callmefirst.h"

#include "core/sandbox/sandbox.h"
#include "core/twilio/twilioclient.h"
#include "tests/core/sandbox/restclient.h"
#include "tests/fakes/fakevoiceline.h"

#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Party address(u"sip:desk@acme.sip.twilio.com"_s), line(u"+12065550142"_s), peer(u"+14155550123"_s);

CallSid sidOf(int n)
{
    return *CallSid::parse(u"CA"_s + QString::number(n).rightJustified(32, u'0'));
}

Call leg(int n, CallStatus status, int seconds = 0)
{
    Call call{.sid = sidOf(n), .from = line, .to = peer, .status = status, .direction = CallDirection::OutboundDial};
    call.endedAt = QDateTime::fromString(u"2026-03-02T10:01:00Z"_s, Qt::ISODate);
    call.duration = std::chrono::seconds(seconds);
    return call;
}

} // namespace

class TestCallMeFirst : public QObject {
    Q_OBJECT

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<RestClient> m_rest;
    std::unique_ptr<TwilioClient> m_twilio;
    FakeVoiceLine m_line;
    std::unique_ptr<Phone> m_phone;
    std::unique_ptr<CallMeFirst> m_callMeFirst;

    LiveCall ended(const QSignalSpy &spy) { return spy.isEmpty() ? LiveCall() : spy.first()[0].value<LiveCall>(); }
    /// However briefly.
    static bool wasNotSure(const QSignalSpy &changes)
    {
        return std::ranges::any_of(changes, [](const QVariantList &change) { return change[0].value<LiveCall>().meFirst == MeFirst::NotSure; });
    }
    QJsonArray calls() { return m_rest->get(u"Calls.json"_s).list("calls"); }
    LegId dials(const Party &from = line, const QString &to = u"+14155550123"_s)
    {
        return m_phone->dial(m_phone->target(to), {.line = from}).value_or(0);
    }

private Q_SLOTS:
    void init()
    {
        SandboxOptions options{.world = u"empty"_s};
        if (QLatin1StringView(QTest::currentTestFunction()) == "cancelledBeforeItRingsItEndsAtTwilioToo"_L1)
            options.pace.callInitiated = 60'000; // else a telephone that is not there ends it by itself, sooner or later than we do
        m_sandbox = std::make_unique<Sandbox>(options);
        const auto where = m_sandbox->start();
        QVERIFY(where);
        m_rest = std::make_unique<RestClient>(*where);
        QCOMPARE(m_rest->post(u"IncomingPhoneNumbers.json"_s, "PhoneNumber=%2B12065550142").status, 201);
        m_twilio = std::make_unique<TwilioClient>(Credentials{
            .baseUrl = where->restUrl, .account = *AccountSid::parse(where->accountSid), .user = where->accountSid, .secret = where->authToken});
        m_phone = std::make_unique<Phone>(m_line, PhoneOptions{.country = u"US"_s});
        m_phone->setAccount(LineAccount{.user = u"desk"_s, .domain = u"acme.sip.twilio.com"_s, .password = Secret("x")});
        m_phone->setUsualWay(DialWay::MeFirst);
        m_line.register_();
        m_callMeFirst = std::make_unique<CallMeFirst>(*m_phone, *m_twilio, address, CallMeFirstOptions{.every = 50ms, .looks = {100ms, 200ms}});
    }
    void cleanup()
    {
        m_callMeFirst.reset();
        m_phone.reset();
        m_twilio.reset();
        m_sandbox.reset();
    }

    void theOrderDialsThemWithOurNumberAndTellsNobody()
    {
        const OutgoingCall order = meFirstOrder({.phone = address, .line = line, .peer = peer, .token = "abc"});

        QCOMPARE(order.from, line);
        QCOMPARE(order.to.text(), u"sip:desk@acme.sip.twilio.com?x-call-token=abc"_s);
        QVERIFY(order.twiml.contains("<Response><Dial answerOnBridge=\"true\" callerId=\"+12065550142\"><Number>+14155550123</Number></Dial></Response>"_L1));
        QVERIFY(order.statusCallback.isEmpty());
        QVERIFY(!order.record);
        QVERIFY(meFirstOrder({.phone = address, .line = line, .peer = peer, .isRecorded = true}).twiml.contains("record=\"record-from-answer-dual\""_L1));
        const Party ben(u"sip:ben@acme.sip.twilio.com"_s);
        QVERIFY(meFirstOrder({.phone = address, .line = line, .peer = ben}).twiml.contains("<Sip>sip:ben@acme.sip.twilio.com</Sip>"_L1));
    }

    void bothLegsTellHowFarItIs_data()
    {
        using enum CallStatus;
        QTest::addColumn<CallStatus>("ours");
        QTest::addColumn<std::optional<CallStatus>>("theirs");
        QTest::addColumn<MeFirst>("stage");
        QTest::addColumn<std::optional<EndCause>>("end");
        const std::optional<CallStatus> none;
        const std::optional<EndCause> goesOn;
        QTest::newRow("queued") << Queued << none << MeFirst::CallingUs << goesOn;
        QTest::newRow("rings here") << Ringing << none << MeFirst::CallingUs << goesOn;
        QTest::newRow("we have answered") << InProgress << none << MeFirst::CallingThem << goesOn;
        QTest::newRow("their leg is made") << InProgress << std::optional(Queued) << MeFirst::CallingThem << goesOn;
        QTest::newRow("rings there") << InProgress << std::optional(Ringing) << MeFirst::RingingThem << goesOn;
        QTest::newRow("talking") << InProgress << std::optional(InProgress) << MeFirst::Talking << goesOn;
        QTest::newRow("they hung up") << InProgress << std::optional(Completed) << MeFirst::Talking << std::optional(EndCause::TheyHungUp);
        QTest::newRow("busy") << InProgress << std::optional(Busy) << MeFirst::CallingThem << std::optional(EndCause::Busy);
        QTest::newRow("no answer") << Completed << std::optional(NoAnswer) << MeFirst::CallingThem << std::optional(EndCause::NoAnswer);
        QTest::newRow("cancelled") << Completed << std::optional(Canceled) << MeFirst::CallingThem << std::optional(EndCause::Cancelled);
        QTest::newRow("failed") << Completed << std::optional(Failed) << MeFirst::CallingThem << std::optional(EndCause::Failed);
        QTest::newRow("this telephone was busy") << Busy << none << MeFirst::CallingUs << std::optional(EndCause::NotReachedUs);
        QTest::newRow("this telephone was off") << Failed << none << MeFirst::CallingUs << std::optional(EndCause::NotReachedUs);
    }
    void bothLegsTellHowFarItIs()
    {
        QFETCH(CallStatus, ours);
        QFETCH(std::optional<CallStatus>, theirs);
        QFETCH(MeFirst, stage);
        QFETCH(std::optional<EndCause>, end);

        const MeFirstNews news = meFirstNews(leg(1, ours), theirs ? QList<Call>{leg(2, *theirs, 9)} : QList<Call>());

        QCOMPARE(news.stage, stage);
        QCOMPARE(news.end, end);
        QCOMPARE(news.answeredAt.isValid(), theirs == CallStatus::Completed);
    }

    void whatWasAskedForIsFoundByItsMarkAndElseOnlyWithoutDoubt()
    {
        const QDateTime at = QDateTime::currentDateTimeUtc();
        const MeFirstWish wish{.phone = address, .line = line, .peer = peer, .token = "abc", .askedAt = at};
        Call plain{.sid = sidOf(1), .from = line, .to = address, .direction = CallDirection::OutboundApi, .createdAt = at};
        Call marked = plain, another = plain, old = plain;
        marked.sid = sidOf(2);
        marked.to = Party(address.text() + "?x-call-token=abc"_L1);
        another.sid = sidOf(3);
        another.to = Party(address.text() + "?x-call-token=xyz"_L1);
        old.sid = sidOf(4);
        old.createdAt = at.addSecs(-3600);

        QCOMPARE(findAsked(wish, {plain, another, marked}, {}), marked.sid);
        QCOMPARE(findAsked(wish, {another, plain, old}, {}), plain.sid);
        QCOMPARE(findAsked(wish, {plain}, {plain.sid}), std::nullopt);
        Call twin = plain;
        twin.sid = sidOf(5);
        QCOMPARE(findAsked(wish, {plain, twin}, {}), std::nullopt);
        QCOMPARE(findAsked(wish, {another, old}, {}), std::nullopt);
    }

    void aDomainThatPutsNoCallsThroughIsNotDialledDirectly()
    {
        SipDomain domain;
        domain.config.domainName = u"acme.sip.twilio.com"_s;
        QCOMPARE(usualWay({domain}, u"acme.sip.twilio.com"_s), DialWay::MeFirst);
        QCOMPARE(usualWay({domain}, u"somebody-elses.example.org"_s), DialWay::Direct);
        QCOMPARE(usualWay({}, u"acme.sip.twilio.com"_s), DialWay::Direct);
        domain.config.voiceUrl = u"https://relay.example.org/voice"_s;
        QCOMPARE(usualWay({domain}, u"acme.sip.twilio.com"_s), DialWay::Direct);
    }

    void aRefusalSaysTwiliosCode()
    {
        QSignalSpy over(m_phone.get(), &Phone::callEnded);
        QVERIFY(dials(Party(u"+12065550199"_s)) != 0);

        QTRY_COMPARE(over.size(), 1);
        QCOMPARE(ended(over).cause, EndCause::Refused);
        QCOMPARE(ended(over).twilioCode, 21210);
        QVERIFY(calls().isEmpty());
    }

    void aTelephoneThatTwilioCannotReachIsSaid()
    {
        QSignalSpy over(m_phone.get(), &Phone::callEnded);
        QVERIFY(dials() != 0);

        QTRY_COMPARE(over.size(), 1);
        QCOMPARE(ended(over).cause, EndCause::NotReachedUs);
        QCOMPARE(ended(over).callSid.text(), calls().first()["sid"_L1].toString());
    }

    void aLostAnswerIsNotSureAndSettledByLooking()
    {
        QVERIFY(m_sandbox->addFaults(R"({"kind":"reset","when":"after","method":"POST","path":"*/Calls.json","count":1})"));
        QSignalSpy over(m_phone.get(), &Phone::callEnded), changes(m_phone.get(), &Phone::callChanged);
        QVERIFY(dials() != 0);

        QTRY_COMPARE(over.size(), 1); // it was found, and its end too
        QVERIFY(wasNotSure(changes));
        QCOMPARE(ended(over).cause, EndCause::NotReachedUs);
        QCOMPARE(calls().size(), 1);
        QCOMPARE(ended(over).callSid.text(), calls().first()["sid"_L1].toString());
    }

    void whatNeverWentOutIsNotSentAgain()
    {
        QVERIFY(m_sandbox->addFaults(R"({"kind":"error","status":502,"when":"before","method":"POST","path":"*/Calls.json"})"));
        QSignalSpy over(m_phone.get(), &Phone::callEnded), changes(m_phone.get(), &Phone::callChanged);
        QVERIFY(dials() != 0);

        QTRY_COMPARE(over.size(), 1);
        QVERIFY(wasNotSure(changes));
        QCOMPARE(ended(over).cause, EndCause::NeverWentOut);
        int asked = 0;
        for (const faults::JournalEntry &entry : m_sandbox->journal())
            asked += entry.method == "POST" && entry.url.endsWith("/Calls.json") ? 1 : 0;
        QCOMPARE(asked, 1);
        QVERIFY(calls().isEmpty());
    }

    void cancelledBeforeItRingsItEndsAtTwilioToo_data()
    {
        QTest::addColumn<bool>("isAtOnce");
        QTest::newRow("before Twilio has answered") << true;
        QTest::newRow("after Twilio has answered") << false;
    }
    void cancelledBeforeItRingsItEndsAtTwilioToo()
    {
        QFETCH(bool, isAtOnce);
        QSignalSpy over(m_phone.get(), &Phone::callEnded);
        const LegId leg = dials();
        if (!isAtOnce)
            QTRY_VERIFY(!m_phone->call(leg)->callSid.isNull());

        m_phone->hangUp(leg);

        QCOMPARE(ended(over).cause, EndCause::Cancelled);
        QTRY_COMPARE(calls().size(), 1);
        QTRY_COMPARE(calls().first()["status"_L1].toString(), u"canceled"_s);
    }
};

QTEST_GUILESS_MAIN(TestCallMeFirst)
#include "tst_callmefirst.moc"
