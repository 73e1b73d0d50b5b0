// SPDX-License-Identifier: GPL-3.0-or-later
// How calls begin and end, with the sound compared at both ends. Runs once for each way to the server.
#include "tests/e2e/sip/farphone.h"
#include "tests/e2e/sip/siptest.h"

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QList<std::pair<QByteArray, QByteArray>> asTwilio{{"P-Asserted-Identity", "\"Anna Lee\" <sip:+12065550142@acme.sip.test>"},
                                                       {"X-Twilio-CallSid", "CA00112233445566778899aabbccddeeff"},
                                                       {"X-Line", "+12065550100"},
                                                       {"X-Reason", "round robin, you are 2 of 3"},
                                                       {"X-Call-Token", "t0ken"}};

} // namespace

class TestSipCalls : public SipTest {
    Q_OBJECT

private Q_SLOTS:
    void soundGoesBothWays()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);

        QVERIFY(leg);
        QVERIFY(waitFor([&] { return phone().call(leg)->codec == u"PCMU"; }));
        QCOMPARE(phone().call(leg)->isEncrypted, isSafe());
        QVERIFY(isHeardThere());
        QVERIFY(isHeardHere());
        QVERIFY(waitFor([&] { return phone().call(leg)->quality.packetsHeard > 100; }));
        QVERIFY(waitFor([&] { return phone().call(leg)->levels.microphone > -40 && phone().call(leg)->levels.speaker > -40; }));
        phone().hangUp(leg);
        QVERIFY(becomesOver(leg));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::HungUp);
        QVERIFY(waitFor([&] { return m_peers->baresipSaid(u"CALL_CLOSED"_s); }));
    }

    void anIncomingCallIsAnsweredAndEndsWhenTheyHangUp()
    {
        const LegId leg = ringsFromBob();
        QVERIFY(leg);
        QVERIFY(isIn(leg, CallState::RingingIn));
        QCOMPARE(phone().call(leg)->peer.text(), u"sip:bob@acme.sip.test"_s);
        QVERIFY(waitFor([&] { return m_peers->baresipSaid(u"CALL_RINGING"_s); }));

        phone().answer(leg);

        QVERIFY(becomes(leg, CallState::Active));
        QVERIFY(isHeardThere());
        QVERIFY(isHeardHere());
        m_peers->tellBaresip(u"hangup"_s);
        QVERIFY(becomesOver(leg));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::TheyHungUp);
    }

    void aDeclinedCallerHearsWhy_data()
    {
        QTest::addColumn<bool>("busy");
        QTest::addColumn<QString>("heard");
        QTest::newRow("busy") << true << u"486"_s;
        QTest::newRow("to voicemail") << false << u"603"_s;
    }
    void aDeclinedCallerHearsWhy()
    {
        QFETCH(bool, busy);
        QFETCH(QString, heard);
        const LegId leg = ringsFromBob();
        QVERIFY(leg);

        phone().decline(leg, busy ? Rejection::Busy : Rejection::Declined);

        QVERIFY(waitFor([&] { return m_peers->baresipSaid(u"CALL_CLOSED "_s + heard); }));
        QVERIFY(becomesOver(leg));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Declined);
    }

    void aCallerWhoGivesUpStopsTheRinging()
    {
        const LegId leg = ringsFromBob();
        QVERIFY(leg);

        m_peers->tellBaresip(u"hangup"_s);

        QVERIFY(becomesOver(leg));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Cancelled);
    }

    void theOtherEndsAnswerIsUnderstood_data()
    {
        QTest::addColumn<QString>("whom");
        QTest::addColumn<EndCause>("cause");
        QTest::newRow("busy") << u"busy"_s << EndCause::Busy;
        QTest::newRow("declined") << u"declined"_s << EndCause::Declined;
        QTest::newRow("no such number") << u"nobody"_s << EndCause::NotFound;
        QTest::newRow("not there") << u"dave"_s << EndCause::NoAnswer;
    }
    void theOtherEndsAnswerIsUnderstood()
    {
        QFETCH(QString, whom);
        QFETCH(EndCause, cause);

        const auto leg = phone().dial(m_desk->to(whom));

        QVERIFY(leg);
        QVERIFY(becomesOver(*leg));
        QCOMPARE(m_desk->endOf(*leg)->cause, cause);
    }

    void soundBeforeTheAnswerIsHeardAndGivenUp()
    {
        FarPhone far(m_farSays, FarPhone::Manner::SpeaksBeforeAnswering);
        const auto leg = phone().dial(m_desk->to(far.user()));
        QVERIFY(leg);
        QVERIFY(becomes(*leg, CallState::EarlyMedia));
        QVERIFY(isHeardHere(1, 0.9));

        phone().hangUp(*leg);

        QVERIFY(becomesOver(*leg));
        QCOMPARE(m_desk->endOf(*leg)->cause, EndCause::Cancelled);
        QVERIFY(waitFor([&] { return far.isOver(); }));
    }

    void twiliosHeadersReachTheScreen()
    {
        FarPhone far(m_farSays);
        far.call(m_peers->ports().sip, "alice", isSafe(), asTwilio);
        QVERIFY(waitFor([&] { return !phone().calls().isEmpty(); }));

        const LiveCall call = phone().calls().first();

        QCOMPARE(call.peer.text(), u"+12065550142"_s);
        QCOMPARE(call.peerName, u"Anna Lee"_s);
        QCOMPARE(call.line.text(), u"+12065550100"_s);
        QCOMPARE(call.reason, u"round robin, you are 2 of 3"_s);
        QCOMPARE(call.callSid.text(), u"CA00112233445566778899aabbccddeeff"_s);
        QVERIFY(!call.sipCallId.isEmpty());
        phone().decline(call.leg, Rejection::Busy);
        QVERIFY(waitFor([&] { return phone().calls().isEmpty(); }));
    }

    void anExpectedCallIsAnsweredByItself()
    {
        phone().expect({.peer = Party(u"+442079460018"_s), .token = "t0ken", .until = QDateTime::currentDateTimeUtc().addSecs(60)});
        FarPhone far(m_farSays);
        far.call(m_peers->ports().sip, "alice", isSafe(), asTwilio);

        QVERIFY(waitFor([&] { return phone().calls().size() == 1 && phone().calls().first().phase == Phase::Active; }));

        const LegId leg = phone().calls().first().leg;
        QCOMPARE(phone().call(leg)->peer.text(), u"+442079460018"_s);
        QVERIFY(isHeardHere(2, 0.9));
        QVERIFY(sounds::becomeLike(m_deskSays, [&] { return far.sound().heard(); }, 0.5));
        phone().hangUp(leg);
        QVERIFY(waitFor([&] { return far.isOver(); }));
    }
};

QTEST_GUILESS_MAIN(TestSipCalls)
#include "tst_sipcalls.moc"
