// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/sip/sipworld.h"
#include "tests/fakes/sipphone.h"
#include "tests/fakes/soundcompare.h"

using namespace milassist;
using exchange::LegEnd;
using sip::Transport;
using namespace std::chrono_literals;

namespace
{

const QByteArray domain = "acme.sip.twilio.com";
const QByteArray somebody = "sip:+15005550006@acme.sip.twilio.com";

struct Place {
    SipWorld sip;
    KeepingSink sink;
    sip::PhoneEdge edge{{.timers = {50ms, 200ms, 200ms}, .mediaTimeout = 3s}, sip.finder(), sink};
    SipPhone phone, second;
    rtp::Weather fair;
    std::unique_ptr<rtp::RtpSession> sound = rtp::RtpSession::open(SipPhone::here(), fair);
    rtp::LocalMedia media{SipPhone::here(), sound->port(), 7, 1, false, Secret(QByteArray(30, 'p'))};

    Place() : phone(Transport::Udp, port(), domain), second(Transport::Udp, edge.port(Transport::Udp), domain) {}
    ~Place() { sink.legs.clear(); } // before the edge
    quint16 port() { return edge.start() ? edge.port(Transport::Udp) : quint16(0); }

    QByteArray offer() { return rtp::offerOf(media).toBytes(); }
    SipPhone::Message invite()
    {
        auto message = phone.request("INVITE", somebody);
        message.setBody("application/sdp", offer());
        return message;
    }
    /// A call from the phone that has been answered and acknowledged. @return the 200
    std::optional<SipPhone::Message> talk()
    {
        sink.first = [](exchange::Leg &leg) { leg.answer({{u"X-Line"_s, u"7"_s}}); };
        auto answer = phone.ask(invite());
        if (answer && answer->status == 200) {
            phone.send(phone.within(*answer, "ACK"));
            if (const auto agreed = rtp::agreedBy(*rtp::Sdp::parse(answer->body), media))
                sound->start(*agreed);
        }
        return answer;
    }
    exchange::Leg &leg() { return *sink.legs.back(); }
    std::unique_ptr<exchange::Leg> callDesk()
    {
        return edge.dial({.accountSid = u"AC1"_s,
                          .uri = u"sip:desk1@acme.sip.twilio.com?x-note=hello"_s,
                          .callerId = u"+14155550108"_s,
                          .headers = {{u"X-Twilio-CallSid"_s, u"CA1"_s}}});
    }
};

} // namespace

class TestPhoneEdge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPhoneCallsAndHangsUp();
    void whoMayNotCallIsRefused_data();
    void whoMayNotCallIsRefused();
    void aCallerGivesUp();
    void aRefusalReachesTheCaller();
    void whatIsSaidAndPressedIsHeard();
    void keysByInfoAreHeard();
    void holdAndResume();
    void aTransferIsAskedFor();
    void everyPhoneRingsAndTheFirstHasTheCall();
    void refusalsOfPhones_data();
    void refusalsOfPhones();
    void anAnswerThatCrossesTheCancelIsHungUp();
    void aLostAckEndsTheCall();
    void aVanishedPhoneIsMissed();
    void secureDomainsWantTlsAndSrtp();
    void goodbyeIsSaidToEveryPhone();
};

void TestPhoneEdge::aPhoneCallsAndHangsUp()
{
    Place place;
    auto invite = place.invite();
    invite.add("X-Reason", "lunch");
    place.sink.first = [](exchange::Leg &leg) {
        leg.ring();
        leg.answer({{u"X-Line"_s, u"7"_s}});
    };

    const auto answer = place.phone.ask(invite);

    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("X-Line"), "7");
    QVERIFY(place.phone.takeStatus(100));
    QVERIFY(place.phone.takeStatus(180));
    const exchange::IncomingCall &call = place.sink.calls.value(0);
    QCOMPARE(call.from, u"sip:desk1@acme.sip.twilio.com"_s);
    QCOMPARE(call.to, QString::fromUtf8(somebody));
    QCOMPARE(call.credentialUser, u"desk1"_s);
    QCOMPARE(call.headers, (exchange::SipHeaders{{u"X-Reason"_s, u"lunch"_s}}));
    place.phone.send(place.phone.within(*answer, "ACK"));
    EndOf end(place.leg());

    place.phone.send(place.phone.within(*answer, "BYE"));

    QCOMPARE(place.phone.takeFinal("BYE")->status, 200);
    QTRY_COMPARE(end.ends.size(), 1);
    QCOMPARE(end.ends[0].cause, LegEnd::Cause::HungUp);
    place.phone.send(place.phone.within(*answer, "INFO")); // the call is over
    QCOMPARE(place.phone.takeFinal("INFO")->status, 481);
}

void TestPhoneEdge::whoMayNotCallIsRefused_data()
{
    QTest::addColumn<QByteArray>("uri");
    QTest::addColumn<QByteArray>("sdp");
    QTest::addColumn<int>("status");

    QTest::newRow("a domain that is not there") << QByteArray("sip:1@other.sip.twilio.com") << QByteArray() << 404;
    QTest::newRow("an address") << QByteArray("sip:1@127.0.0.1") << QByteArray() << 403;
    QTest::newRow("nobody is mapped") << QByteArray("sip:1@empty.sip.twilio.com") << QByteArray() << 403;
    QTest::newRow("SRTP on a plain domain") << somebody << QByteArray("secure") << 488;
    QTest::newRow("no description") << somebody << QByteArray("nonsense") << 488;
}

void TestPhoneEdge::whoMayNotCallIsRefused()
{
    QFETCH(const QByteArray, uri);
    QFETCH(const QByteArray, sdp);
    Place place;
    place.sip.add(u"empty.sip.twilio.com"_s, false, true, {SipWorld::Use::Registrations});
    auto invite = place.phone.request("INVITE", uri);
    place.media.isSecure = sdp == "secure";
    invite.setBody("application/sdp", sdp == "nonsense" ? sdp : place.offer());

    const auto answer = place.phone.ask(invite);

    QTEST(answer->status, "status");
    QVERIFY(place.sink.legs.empty());
}

void TestPhoneEdge::aCallerGivesUp()
{
    Place place;
    place.sink.first = [](exchange::Leg &leg) { leg.ring(); };
    auto invite = place.invite();
    place.phone.send(invite);
    const auto challenge = place.phone.takeFinal("INVITE");
    place.phone.send(place.phone.ackOfRefusal(invite, *challenge));
    invite = place.phone.authorised(invite, *challenge, "Correct1Horse");
    place.phone.send(invite);
    QVERIFY(place.phone.takeStatus(180));
    EndOf end(place.leg());

    auto cancel = place.phone.ackOfRefusal(invite, *challenge);
    cancel.method = "CANCEL";
    cancel.set("To", invite.header("To"));
    cancel.set("CSeq", invite.header("CSeq").split(' ')[0] + " CANCEL");
    place.phone.send(cancel);

    QCOMPARE(place.phone.takeFinal("CANCEL")->status, 200);
    QCOMPARE(place.phone.takeFinal("INVITE")->status, 487);
    QTRY_COMPARE(end.ends.size(), 1);
    QCOMPARE(end.ends[0].cause, LegEnd::Cause::Cancelled);
}

void TestPhoneEdge::aRefusalReachesTheCaller()
{
    Place place;
    place.sink.first = [](exchange::Leg &leg) { leg.reject(486, {}); };

    QCOMPARE(place.phone.ask(place.invite())->status, 486);
}

void TestPhoneEdge::whatIsSaidAndPressedIsHeard()
{
    Place place;
    QVERIFY(place.talk());
    QSignalSpy digits(&place.leg(), &exchange::Leg::digit), keys(place.sound.get(), &rtp::RtpSession::keyReleased);
    const auto said = babble(3);
    std::vector<qint16> here, there;
    size_t at = 0;
    QTimer mixer;
    mixer.setTimerType(Qt::PreciseTimer);
    QElapsedTimer clock;
    clock.start();
    connect(&mixer, &QTimer::timeout, &mixer, [&] {
        for (; at + 160 <= said.size() && qint64(at / 8) <= clock.elapsed(); at += 160) {
            exchange::Frame frame;
            std::copy_n(said.begin() + qsizetype(at), 160, frame.begin());
            place.leg().speak(frame);
            place.sound->speak(frame);
            const auto fromPhone = place.leg().heard(), fromEdge = place.sound->heard();
            here.insert(here.end(), fromPhone.begin(), fromPhone.end());
            there.insert(there.end(), fromEdge.begin(), fromEdge.end());
        }
    });
    mixer.start(5);

    QTRY_VERIFY_WITH_TIMEOUT(at + 160 > said.size(), 20'000);
    place.sound->sendKeys("12");
    place.leg().sendDigits(u"34"_s);

    QVERIFY(clearestStretch(said, here, 4000, 3200).correlation > 0.98);
    QVERIFY(clearestStretch(said, there, 4000, 3200).correlation > 0.98);
    QTRY_COMPARE_WITH_TIMEOUT(digits.size(), 2, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(keys.size(), 2, 10'000);
}

void TestPhoneEdge::keysByInfoAreHeard()
{
    Place place;
    const auto answer = place.talk();
    QSignalSpy digits(&place.leg(), &exchange::Leg::digit);

    auto info = place.phone.within(*answer, "INFO");
    info.setBody("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
    place.phone.send(info);
    QCOMPARE(place.phone.takeFinal("INFO")->status, 200);

    QTRY_COMPARE(digits.size(), 1);
    QCOMPARE(digits[0][0].toChar(), u'5');
}

void TestPhoneEdge::holdAndResume()
{
    Place place;
    const auto answer = place.talk();
    const auto change = [&](const QByteArray &direction) {
        auto invite = place.phone.within(*answer, "INVITE");
        invite.setBody("application/sdp", place.offer().replace("sendrecv", direction));
        place.phone.send(invite);
        const auto response = place.phone.takeFinal("INVITE");
        place.phone.send(place.phone.within(*response, "ACK"));
        return response->body;
    };

    QVERIFY(change("sendonly").contains("a=recvonly"));
    QVERIFY(static_cast<sip::SipLeg &>(place.leg()).isHeld());
    QVERIFY(change("sendrecv").contains("a=sendrecv"));
    QVERIFY(!static_cast<sip::SipLeg &>(place.leg()).isHeld());
}

void TestPhoneEdge::aTransferIsAskedFor()
{
    Place place;
    const auto answer = place.talk();
    QSignalSpy referred(&place.leg(), &exchange::Leg::referred);
    auto refer = place.phone.within(*answer, "REFER");
    refer.add("Refer-To", "<sip:+14155550123@acme.sip.twilio.com>");
    place.phone.send(refer);
    QTRY_COMPARE(referred.size(), 1);
    QCOMPARE(referred[0][0].toString(), u"<sip:+14155550123@acme.sip.twilio.com>"_s);

    place.leg().acceptRefer(200);

    QCOMPARE(place.phone.takeFinal("REFER")->status, 202);
    const auto notify = place.phone.takeRequest("NOTIFY");
    QCOMPARE(notify->body, "SIP/2.0 200 OK\r\n");
    QVERIFY(notify->header("Subscription-State").startsWith("terminated"));
    place.phone.respond(*notify, 200, {});
}

void TestPhoneEdge::everyPhoneRingsAndTheFirstHasTheCall()
{
    Place place;
    QCOMPARE(place.phone.registerPhone()->status, 200);
    QCOMPARE(place.second.registerPhone()->status, 200);
    const auto leg = place.callDesk();
    QSignalSpy ringing(leg.get(), &exchange::Leg::ringing), answered(leg.get(), &exchange::Leg::answered);
    EndOf end(*leg);

    const auto first = place.phone.takeRequest("INVITE"), other = place.second.takeRequest("INVITE");
    QVERIFY(first && other);
    QCOMPARE(first->from()->uri.toBytes(), "sip:+14155550108@acme.sip.twilio.com");
    QVERIFY(first->header("P-Asserted-Identity").contains("+14155550108"));
    QCOMPARE(first->header("X-Twilio-CallSid"), "CA1");
    QCOMPARE(first->header("x-note"), "hello");
    place.phone.respond(*first, 180, "p1");
    place.second.respond(*other, 180, "p2");
    QTRY_COMPARE(ringing.size(), 1);

    place.phone.respond(*first, 200, "p1", rtp::answerTo(*rtp::Sdp::parse(first->body), place.media)->sdp.toBytes());
    QTRY_COMPARE(answered.size(), 1);
    QVERIFY(place.phone.takeRequest("ACK"));
    const auto cancel = place.second.takeRequest("CANCEL");
    QVERIFY(cancel->header("Reason").contains("cause=200"));
    place.second.respond(*cancel, 200, "p2");
    place.second.respond(*other, 487, "p2");
    QVERIFY(place.second.takeRequest("ACK"));

    leg->hangUp();
    const auto bye = place.phone.takeRequest("BYE");
    QVERIFY(bye);
    place.phone.respond(*bye, 200, {});
    QTRY_COMPARE(end.ends.size(), 1);
}

void TestPhoneEdge::refusalsOfPhones_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("cause");

    QTest::newRow("busy") << 486 << int(LegEnd::Cause::Busy);
    QTest::newRow("busy everywhere") << 600 << int(LegEnd::Cause::Busy);
    QTest::newRow("declined") << 603 << int(LegEnd::Cause::Declined);
    QTest::newRow("away") << 480 << int(LegEnd::Cause::Unavailable);
    QTest::newRow("not found") << 404 << int(LegEnd::Cause::Failed);
    QTest::newRow("never answered") << 0 << int(LegEnd::Cause::Unavailable);
}

void TestPhoneEdge::refusalsOfPhones()
{
    QFETCH(const int, status);
    Place place;
    QCOMPARE(place.phone.registerPhone()->status, 200);
    const auto leg = place.callDesk();
    EndOf end(*leg);
    const auto invite = place.phone.takeRequest("INVITE");

    if (status != 0) {
        place.phone.respond(*invite, status, "p1");
        QVERIFY(place.phone.takeRequest("ACK"));
    }

    QTRY_COMPARE_WITH_TIMEOUT(end.ends.size(), 1, 10'000);
    QTEST(int(end.ends[0].cause), "cause");
}

void TestPhoneEdge::anAnswerThatCrossesTheCancelIsHungUp()
{
    Place place;
    QCOMPARE(place.phone.registerPhone()->status, 200);
    auto leg = place.callDesk();
    EndOf end(*leg);
    const auto invite = place.phone.takeRequest("INVITE");
    place.phone.respond(*invite, 180, "p1");
    QSignalSpy ringing(leg.get(), &exchange::Leg::ringing);
    QTRY_COMPARE(ringing.size(), 1);

    leg->hangUp();
    QVERIFY(place.phone.takeRequest("CANCEL"));
    QTRY_COMPARE(end.ends.size(), 1);
    leg.reset(); // the owner has forgotten it
    place.phone.respond(*invite, 200, "p1", rtp::answerTo(*rtp::Sdp::parse(invite->body), place.media)->sdp.toBytes());

    QVERIFY(place.phone.takeRequest("ACK"));
    QVERIFY(place.phone.takeRequest("BYE"));
}

void TestPhoneEdge::aLostAckEndsTheCall()
{
    Place place;
    place.sink.first = [](exchange::Leg &leg) { leg.answer({}); };
    QCOMPARE(place.phone.ask(place.invite())->status, 200);
    EndOf end(place.leg());

    QVERIFY(place.phone.takeStatus(200)); // once more, because nobody said ACK
    QTRY_COMPARE_WITH_TIMEOUT(end.ends.size(), 1, 10'000);

    QCOMPARE(end.ends[0].cause, LegEnd::Cause::Lost);
    QVERIFY(place.phone.takeRequest("BYE"));
}

void TestPhoneEdge::aVanishedPhoneIsMissed()
{
    Place place;
    QVERIFY(place.talk());
    EndOf end(place.leg());

    place.sound.reset(); // no sound, no BYE

    QTRY_COMPARE_WITH_TIMEOUT(end.ends.size(), 1, 15'000);
    QCOMPARE(end.ends[0].cause, LegEnd::Cause::Lost);
}

void TestPhoneEdge::secureDomainsWantTlsAndSrtp()
{
    SipWorld world;
    world.add(u"safe.sip.twilio.com"_s, true);
    KeepingSink sink;
    const auto identity = sip::makeTlsIdentity({u"*.sip.twilio.com"_s});
    sip::PhoneEdge edge({.identity = *identity}, world.finder(), sink);
    QVERIFY(edge.start());
    SipPhone tls(Transport::Tls, edge.port(Transport::Tls), "safe.sip.twilio.com"),
        udp(Transport::Udp, edge.port(Transport::Udp), "safe.sip.twilio.com");
    QVERIFY(tls.connectTo(identity->authority));
    sink.first = [](exchange::Leg &leg) { leg.answer({}); };
    rtp::LocalMedia media{SipPhone::here(), 4000, 7, 1, true, Secret(QByteArray(30, 'p'))};
    const auto ask = [&media](SipPhone &phone) {
        auto invite = phone.request("INVITE", "sip:1@safe.sip.twilio.com");
        invite.setBody("application/sdp", rtp::offerOf(media).toBytes());
        return phone.ask(invite);
    };

    QCOMPARE(ask(udp)->status, 488);
    const auto answer = ask(tls);
    QCOMPARE(answer->status, 200);
    QVERIFY(rtp::agreedBy(*rtp::Sdp::parse(answer->body), media)->theirs);
    media.isSecure = false;
    QCOMPARE(ask(tls)->status, 488);
    sink.legs.clear();
}

void TestPhoneEdge::goodbyeIsSaidToEveryPhone()
{
    Place place;
    QVERIFY(place.talk());
    QSignalSpy stopped(&place.edge, &sip::PhoneEdge::stopped);

    place.edge.stop();

    QVERIFY(place.phone.takeRequest("BYE"));
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 5000); // whoever waits for the answer, which never comes, waits half a minute
}

QTEST_GUILESS_MAIN(TestPhoneEdge)
#include "tst_phoneedge.moc"
