// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that Twilio makes to this telephone first: one call stands for both legs from the click on.
#include "core/voice/phone.h"
#include "tests/fakes/fakevoiceline.h"

#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QString anna = u"+12065550142"_s, line = u"+12065550100"_s;
const QByteArray sid = "CA00112233445566778899aabbccddeeff", otherSid = "CAffeeddccbbaa99887766554433221100";

CallSid sidOf(const QByteArray &text)
{
    return *CallSid::parse(QString::fromLatin1(text));
}

struct Desk {
    FakeVoiceLine voice;
    Phone phone{voice, {.country = u"US"_s, .clock = [this] { return voice.now; }}};
    QSignalSpy began{&phone, &Phone::callBegan}, ended{&phone, &Phone::callEnded}, announced{&phone, &Phone::announced},
        legEnded{&phone, &Phone::announcedLegEnded};
    LegId leg = 0;

    Desk()
    {
        LineAccount account;
        account.user = u"desk1"_s;
        account.domain = u"acme.sip.twilio.com"_s;
        phone.setAccount(account);
        voice.register_();
        voice.takeSent();
        phone.setUsualWay(DialWay::MeFirst);
        leg = *phone.dial(phone.target(u"(206) 555-0142 x12"), {.line = Party(line)});
    }
    QByteArray token() { return announced.first()[1].toByteArray(); }
    LiveCall call() { return *phone.call(leg); }
    /// Twilio calls us. @return the number the line gives it
    LegId comes() { return voice.ring(u"<sip:%1@acme.sip.twilio.com>"_s.arg(line), {{"x-call-token", token()}, {"x-twilio-callsid", sid}}); }
    LegId talks()
    {
        const LegId came = comes();
        voice.say(came, Answered{.codec = u"PCMU"_s});
        phone.setMeFirst(leg, MeFirst::Talking);
        return came;
    }
    LiveCall over() { return ended.isEmpty() ? LiveCall() : ended.first()[0].value<LiveCall>(); }
};

} // namespace

class TestPhoneMeFirst : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itStandsThereFromTheClickAndNothingIsDialledHere()
    {
        Desk desk;

        QVERIFY(desk.voice.sent<Dial>().isEmpty());
        QCOMPARE(desk.call().peer.text(), anna);
        QCOMPARE(desk.call().line.text(), line);
        QCOMPARE(desk.call().direction, Direction::Outgoing);
        QCOMPARE(stateOf(desk.call()), CallState::Dialling);
        QCOMPARE(desk.call().meFirst, MeFirst::Asking);
        QCOMPARE(desk.announced.size(), 1);
        QVERIFY(desk.token().size() >= 16);
    }

    void ourOwnAnswerIsNotTheirs()
    {
        Desk desk;
        desk.phone.setExpectedSid(desk.token(), sidOf(sid));
        desk.phone.setMeFirst(desk.leg, MeFirst::CallingUs);
        const LegId came = desk.comes();

        QCOMPARE(desk.voice.sent<Answer>(), QList<Answer>({{came}}));
        desk.voice.say(came, Answered{.codec = u"PCMU"_s, .encrypted = true});
        QCOMPARE(stateOf(desk.call()), CallState::EarlyMedia);
        QCOMPARE(desk.call().meFirst, MeFirst::CallingThem);
        QVERIFY(!desk.call().wasAnswered());
        QVERIFY(desk.voice.sent<SendDigits>().isEmpty());
        desk.phone.setMeFirst(desk.leg, MeFirst::RingingThem);
        desk.phone.setMeFirst(desk.leg, MeFirst::CallingUs); // late news
        QCOMPARE(desk.call().meFirst, MeFirst::RingingThem);

        desk.voice.now = desk.voice.now.addSecs(9);
        desk.phone.setMeFirst(desk.leg, MeFirst::Talking);

        QCOMPARE(stateOf(desk.call()), CallState::Active);
        QCOMPARE(desk.call().answeredAt, desk.voice.now);
        QVERIFY(desk.call().isEncrypted);
        QCOMPARE(desk.phone.calls().size(), 1);
        QCOMPARE(desk.began.size(), 1);
    }

    void commandsReachTheCallThatCame()
    {
        Desk desk;
        const LegId came = desk.talks();
        desk.voice.takeSent();

        desk.phone.hold(desk.leg, true);
        desk.phone.mute(desk.leg, true);
        desk.phone.sendDigits(desk.leg, u"1"_s);
        desk.phone.hangUp(desk.leg);

        QCOMPARE(desk.voice.sent<Hold>(), QList<Hold>({{came, true}}));
        QCOMPARE(desk.voice.sent<Mute>(), QList<Mute>({{came, true}}));
        QCOMPARE(desk.voice.sent<SendDigits>(), QList<SendDigits>({{came, u"1"_s}}));
        QCOMPARE(desk.voice.sent<HangUp>(), QList<HangUp>({{came}}));
        desk.voice.say(came, Held{Side::Us, true});
        QCOMPARE(desk.call().heldByUs, true);
        desk.voice.say(came, Ended{.cause = EndCause::HungUp});
        QCOMPARE(desk.over().leg, desk.leg);
        QCOMPARE(desk.over().cause, EndCause::HungUp);
    }

    void nobodyElseIsAnsweredByItself_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<SipHeaders>("headers");
        QTest::newRow("a stranger") << u"+14155550108"_s << SipHeaders{{"x-twilio-callsid", otherSid}};
        QTest::newRow("with a made-up token") << line << SipHeaders{{"x-call-token", "0000"}, {"x-twilio-callsid", otherSid}};
        QTest::newRow("another call from our line") << line << SipHeaders{{"x-twilio-callsid", otherSid}};
        QTest::newRow("no headers") << line << SipHeaders{};
    }
    void nobodyElseIsAnsweredByItself()
    {
        QFETCH(QString, from);
        QFETCH(SipHeaders, headers);
        Desk desk;
        desk.phone.setExpectedSid(desk.token(), sidOf(sid));

        const LegId stranger = desk.voice.ring(u"<sip:%1@acme.sip.twilio.com>"_s.arg(from), headers);

        QVERIFY(desk.voice.sent<Answer>().isEmpty());
        QVERIFY(desk.phone.call(stranger)->isRingingIn());
        desk.comes();
        QCOMPARE(desk.voice.sent<Answer>().size(), 1);
        desk.comes(); // the same once more is somebody who knows too much
        QCOMPARE(desk.voice.sent<Answer>().size(), 1);
    }

    void itMayComeBeforeTwiliosAnswer()
    {
        Desk desk;
        const SipHeaders headers{{"x-twilio-callsid", sid}}; // the token was lost on the way
        const LegId came = desk.voice.ring(u"<sip:%1@acme.sip.twilio.com>"_s.arg(line), headers);
        QVERIFY(desk.voice.sent<Answer>().isEmpty());
        QCOMPARE(desk.began.size(), 1); // and it does not pop up

        desk.phone.setExpectedSid(desk.token(), sidOf(sid));

        QCOMPARE(desk.voice.sent<Answer>(), QList<Answer>({{came}}));
        QCOMPARE(desk.phone.calls().size(), 1);
    }

    void whoOnlySeemedToBeItRingsOnceThatIsKnown()
    {
        Desk desk;
        const LegId other = desk.voice.ring(u"<sip:%1@acme.sip.twilio.com>"_s.arg(line), {{"x-twilio-callsid", otherSid}});
        QVERIFY(!desk.phone.call(other));

        desk.phone.setExpectedSid(desk.token(), sidOf(sid));

        QVERIFY(desk.phone.call(other)->isRingingIn());
        QVERIFY(desk.voice.sent<Answer>().isEmpty());
    }

    void cancelledBeforeItComesItIsDeclined()
    {
        Desk desk;
        desk.phone.setExpectedSid(desk.token(), sidOf(sid));
        desk.phone.hangUp(desk.leg);
        QCOMPARE(desk.over().cause, EndCause::Cancelled);
        QVERIFY(desk.phone.calls().isEmpty());

        const LegId came = desk.comes();

        QCOMPARE(desk.voice.sent<Reject>(), QList<Reject>({{came, Rejection::Declined}}));
        QVERIFY(desk.phone.calls().isEmpty());
    }

    void whyTheyWereNotReachedIsTwiliosToSay()
    {
        Desk desk;
        const LegId came = desk.comes();
        desk.voice.say(came, Answered{.codec = u"PCMU"_s});
        desk.voice.say(came, Ended{.cause = EndCause::TheyHungUp});
        QCOMPARE(desk.legEnded.size(), 1);
        QVERIFY(desk.ended.isEmpty());

        desk.phone.endAnnounced(desk.leg, EndCause::Busy);

        QCOMPARE(desk.over().cause, EndCause::Busy);
        QVERIFY(!desk.over().wasAnswered());
        QVERIFY(desk.phone.calls().isEmpty());
    }

    void whatHappensHereEndsItWithoutAsking_data()
    {
        QTest::addColumn<EndCause>("cause");
        QTest::addColumn<EndCause>("said");
        QTest::newRow("hung up") << EndCause::HungUp << EndCause::Cancelled;
        QTest::newRow("engine lost") << EndCause::EngineLost << EndCause::EngineLost;
    }
    void whatHappensHereEndsItWithoutAsking()
    {
        QFETCH(EndCause, cause);
        QFETCH(EndCause, said);
        Desk desk;
        const LegId came = desk.comes();
        desk.voice.say(came, Answered{});
        desk.voice.say(came, Ended{.cause = cause});

        QCOMPARE(desk.over().cause, said);
        QVERIFY(desk.legEnded.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPhoneMeFirst)
#include "tst_phonemefirst.moc"
