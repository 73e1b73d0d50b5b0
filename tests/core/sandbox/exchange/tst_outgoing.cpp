// SPDX-License-Identifier: GPL-3.0-or-later
#include "telephony.h"

using namespace milassist;
using namespace milassist::exchange;
using namespace Qt::StringLiterals;

namespace {

/// A telephone in the place of a SIP phone: what the edge would have made.
class Phones : public SipEdge {
public:
    explicit Phones(Telephony &network) : m_network(network) { network.exchange.setSipEdge(this); }
    std::unique_ptr<Leg> dial(const SipOrder &order) override
    {
        orders.append(order);
        auto leg = std::make_unique<people::ScriptedLeg>(people::ScriptedLeg::Side::Called, Telephony::script(steps), m_network.speaker);
        last = leg.get();
        return leg;
    }

    QByteArray steps = R"({"wait":1},{"answer":true},{"wait":5})";
    QList<SipOrder> orders;
    QPointer<people::ScriptedLeg> last;

private:
    Telephony &m_network;
};

} // namespace

class TestOutgoing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallIsPlacedAnsweredAndRun();
    void aDocumentCanComeWithTheCall();
    void anApplicationKnowsItsAddress();
    void nobodyAnswersInTime();
    void callsWaitForTheirTurn();
    void aWaitingCallCanBeCancelled();
    void aRingingCallCanBeCancelled();
    void aLiveCallIsEndedByRest();
    void aLiveCallGetsAnotherDocument();
    void aDialledLegCanBeTakenAway();
    void digitsAreSentAfterTheAnswer();
    void theWholeCallCanBeRecorded();
    void aLiveRecordingIsPausedAndStopped();
    void whoAnswersIsTold_data();
    void whoAnswersIsTold();
    void detectionInTheBackgroundIsToldLater();
    void aPhoneIsCalledWithTwiliosHeaders();
    void aPhoneCallsItsDomain();
    void aPhoneTransfersItsCaller();
    void aReferNobodyWantsIsRefused();
    void oneOfOurNumbersIsCalledLikeAnyOther();
    void ourOwnNumberCanRefuse();
    void aNumberThatDialsItselfEnds();
    void soundMissedInSleepIsNotMadeUpFor();
    void theCallIsLimited();
    void somebodyCallsBack();
};

void TestOutgoing::aCallIsPlacedAnsweredAndRun()
{
    Telephony network;
    network.server.documents[u"/out"_s] = "<Say>This is the garden room.</Say>";
    network.expect(network.theirs, R"({"wait":3},{"answer":true},{"wait":60})");

    const QString sid = network.create({{u"Url"_s, network.server.url(u"/out"_s)},
                                        {u"StatusCallback"_s, network.server.url(u"/progress"_s)},
                                        {u"StatusCallbackEvent"_s, u"initiated ringing answered completed"_s}});
    QCOMPARE(network.calls().first().status, u"queued"_s);
    network.runOut();
    network.run(10);

    const world::Call call = network.calls().first();
    QCOMPARE(call.sid, sid);
    QCOMPARE(call.status, u"completed"_s);
    QVERIFY(call.price);
    QStringList states, numbers;
    for (const Form &form : network.server.at(u"/progress"_s)) {
        states.append(form.value(u"CallStatus"));
        numbers.append(form.value(u"SequenceNumber"));
    }
    QCOMPARE(states, QStringList({u"initiated"_s, u"ringing"_s, u"in-progress"_s, u"completed"_s}));
    QCOMPARE(numbers, QStringList({u"0"_s, u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(network.server.at(u"/progress"_s).last().value(u"SipResponseCode"), u"200"_s);
    const Form asked = network.server.at(u"/out"_s).first();
    QCOMPARE(asked.value(u"CallStatus"), u"in-progress"_s);
    QCOMPARE(asked.value(u"Direction"), u"outbound-api"_s);
}

void TestOutgoing::aDocumentCanComeWithTheCall()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":60})");

    network.create({{u"Twiml"_s, u"<Response><Say>Hello.</Say><Redirect>%1</Redirect></Response>"_s.arg(network.server.url(u"/next"_s))}});
    network.server.documents[u"/next"_s] = "<Hangup/>";
    network.runOut();

    QCOMPARE(network.server.paths(), QStringList{u"/next"_s});
    QCOMPARE(network.calls().first().status, u"completed"_s);
}

void TestOutgoing::anApplicationKnowsItsAddress()
{
    Telephony network;
    const auto application = network.world->applications().create({{u"FriendlyName"_s, u"desk"_s}, {u"VoiceUrl"_s, network.server.url(u"/app"_s)}});
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":60})");

    network.create({{u"ApplicationSid"_s, application->sid}});
    network.runOut();

    QCOMPARE(network.server.at(u"/app"_s).size(), 1);
}

void TestOutgoing::nobodyAnswersInTime()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":60})");

    network.create({{u"Url"_s, network.server.url(u"/out"_s)}, {u"Timeout"_s, u"8"_s}, {u"StatusCallback"_s, network.server.url(u"/end"_s)}});
    const double seconds = network.runOut();

    QVERIFY2(seconds > 7.5 && seconds < 9.5, qPrintable(QString::number(seconds)));
    QCOMPARE(network.calls().first().status, u"no-answer"_s);
    const Form end = network.server.at(u"/end"_s).first();
    QCOMPARE(end.value(u"SipResponseCode"), u"487"_s);
    QCOMPARE(end.value(u"CallDuration"), u"0"_s);
    QVERIFY(network.server.at(u"/out"_s).isEmpty());
}

void TestOutgoing::callsWaitForTheirTurn()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":60})");
    for (int i = 0; i < 3; ++i)
        network.create({{u"Url"_s, network.server.url(u"/out"_s)}});

    network.run(1.5);

    const QList<world::Call> calls = network.calls();
    QCOMPARE(calls[0].status, u"ringing"_s);
    QCOMPARE(calls[1].status, u"ringing"_s);
    QCOMPARE(calls[2].status, u"queued"_s);
    QCOMPARE(*calls[0].queueTime.value, qint64(0));
    network.run(1);
    QVERIFY(*network.calls()[1].queueTime.value >= 1000);
    QVERIFY(*network.calls()[2].queueTime.value >= 2000);
}

void TestOutgoing::aWaitingCallCanBeCancelled()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":60})");
    network.create({{u"Url"_s, network.server.url(u"/out"_s)}});
    const QString second = network.create({{u"Url"_s, network.server.url(u"/out"_s)}});

    QVERIFY(network.world->calls().update(second, {{u"Status"_s, u"canceled"_s}}));
    network.run(3);

    QCOMPARE(network.calls()[1].status, u"canceled"_s);
    QCOMPARE(network.picked.value(network.theirs), 1);
}

void TestOutgoing::aRingingCallCanBeCancelled()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":60})");
    const QString sid = network.create({{u"Url"_s, network.server.url(u"/out"_s)}});
    network.run(2);

    QVERIFY(network.world->calls().update(sid, {{u"Status"_s, u"canceled"_s}}));

    QCOMPARE(network.calls().first().status, u"canceled"_s);
    QVERIFY(network.runOut() < 1);
}

void TestOutgoing::aLiveCallIsEndedByRest()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":60})");
    const QString sid = network.create({{u"Twiml"_s, u"<Response><Pause length='60'/></Response>"_s}});
    network.run(5);

    const auto updated = network.world->calls().update(sid, {{u"Status"_s, u"completed"_s}});

    QCOMPARE(updated->status, u"completed"_s);
    QVERIFY(*updated->duration.value >= 3);
    QVERIFY(network.runOut() < 1);
}

void TestOutgoing::aLiveCallGetsAnotherDocument()
{
    Telephony network;
    network.server.documents[u"/new"_s] = "<Hangup/>";
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":60})");
    const QString sid = network.create({{u"Twiml"_s, u"<Response><Pause length='60'/></Response>"_s}});
    network.run(1);
    QVERIFY(!network.world->calls().update(sid, {{u"Url"_s, network.server.url(u"/new"_s)}})); // it only rings
    network.run(3);

    QVERIFY(network.world->calls().update(sid, {{u"Url"_s, network.server.url(u"/new"_s)}, {u"Method"_s, u"GET"_s}}));
    network.runOut();

    QCOMPARE(network.server.at(u"/new"_s).size(), 1);
    QCOMPARE(network.server.told.last().method, QByteArray("GET"));
    QCOMPARE(network.calls().first().status, u"completed"_s);
}

void TestOutgoing::aDialledLegCanBeTakenAway()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial action='/after'>+14155550123</Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";
    network.expect(network.others, R"({"wait":1},{"answer":true},{"wait":60})");
    network.call(R"({"answer":30},{"wait":60})");
    network.run(4);
    const QString child = network.calls()[1].sid;

    QVERIFY(network.world->calls().update(child, {{u"Twiml"_s, u"<Response><Pause length='3'/></Response>"_s}}));
    network.run(1);

    QCOMPARE(network.calls()[0].status, u"completed"_s);
    QCOMPARE(network.calls()[1].status, u"in-progress"_s);
    const Form after = network.server.at(u"/after"_s).first();
    QCOMPARE(after.value(u"DialCallStatus"), u"completed"_s);
    QVERIFY(!after.contains(u"DialCallDuration"));
    network.runOut();
    QCOMPARE(network.calls()[1].status, u"completed"_s);
}

void TestOutgoing::digitsAreSentAfterTheAnswer()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":3})");

    network.create({{u"Twiml"_s, u"<Response><Play digits='w99'/><Pause length='9'/></Response>"_s}, {u"SendDigits"_s, u"ww1234#"_s}});
    network.runOut();

    QCOMPARE(network.keys.value(network.theirs), u"ww1234#w99"_s);
}

void TestOutgoing::theWholeCallCanBeRecorded()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":1},{"say":"I am the one who was called."},{"wait":1})");

    network.create({{u"Twiml"_s, u"<Response><Pause length='60'/></Response>"_s},
                    {u"Record"_s, u"true"_s},
                    {u"RecordingChannels"_s, u"dual"_s},
                    {u"RecordingStatusCallback"_s, network.server.url(u"/ready"_s)},
                    {u"StatusCallback"_s, network.server.url(u"/end"_s)}});
    network.runOut();
    network.run(5);

    const world::Recording recording = network.recordings().first();
    QCOMPARE(recording.source, u"OutboundAPI"_s);
    QCOMPARE(recording.channels, 2);
    QCOMPARE(network.server.at(u"/ready"_s).first().value(u"RecordingSid"), recording.sid);
    const Form end = network.server.at(u"/end"_s).first();
    QCOMPARE(end.value(u"RecordingSid"), recording.sid);
    QCOMPARE(end.value(u"RecordingDuration"), QString::number(*recording.duration.value));
    QVERIFY(!network.wav(recording.sid).isEmpty());
}

void TestOutgoing::aLiveRecordingIsPausedAndStopped()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":60})");
    const QString sid = network.create({{u"Twiml"_s, u"<Response><Pause length='60'/></Response>"_s}});
    network.run(3);

    const auto recording = network.world->recordings().start(*network.world->calls().fetch(sid), {{u"RecordingStatusCallback"_s, network.server.url(u"/ready"_s)}});
    QVERIFY(recording);
    network.run(2);
    QVERIFY(network.world->recordings().control(sid, u"Twilio.CURRENT", {{u"Status"_s, u"paused"_s}, {u"PauseBehavior"_s, u"skip"_s}}));
    network.run(5);
    QVERIFY(network.world->recordings().control(sid, recording->sid, {{u"Status"_s, u"in-progress"_s}}));
    network.run(1);
    QVERIFY(network.world->recordings().control(sid, recording->sid, {{u"Status"_s, u"stopped"_s}}));
    network.run(5);

    const world::Recording stopped = network.recordings().first();
    QCOMPARE(stopped.status, u"completed"_s);
    QCOMPARE(*stopped.duration.value, qint64(3));
    QCOMPARE(network.wav(stopped.sid).size(), 44 + 3 * 16000);
    QCOMPARE(network.server.at(u"/ready"_s).size(), 1);
}

void TestOutgoing::whoAnswersIsTold_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("who");
    const QByteArray machine = R"({"wait":1},{"answer":true},{"wait":0.5},{"say":"You have reached the answering machine of Ada Byron. Please leave your name and your number after the tone."},{"wait":0.4},{"beep":true},{"wait":9})";
    QTest::newRow("somebody") << QByteArray(R"({"wait":1},{"answer":true},{"say":"Hello?"},{"wait":9})") << u"Enable"_s << u"human"_s;
    QTest::newRow("a machine") << machine << u"Enable"_s << u"machine_start"_s;
    QTest::newRow("its beep") << machine << u"DetectMessageEnd"_s << u"machine_end_beep"_s;
    QTest::newRow("silence") << QByteArray(R"({"wait":1},{"answer":true},{"wait":20})") << u"Enable"_s << u"unknown"_s;
}

void TestOutgoing::whoAnswersIsTold()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, mode);
    QFETCH(QString, who);
    Telephony network;
    network.server.documents[u"/out"_s] = "<Hangup/>";
    network.expect(network.theirs, script);

    network.create({{u"Url"_s, network.server.url(u"/out"_s)}, {u"MachineDetection"_s, mode}});
    network.runOut();

    QCOMPARE(network.server.at(u"/out"_s).first().value(u"AnsweredBy"), who);
    QCOMPARE(network.calls().first().answeredBy, who);
}

void TestOutgoing::detectionInTheBackgroundIsToldLater()
{
    Telephony network;
    network.server.documents[u"/out"_s] = "<Pause length='9'/>";
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"say":"Hello?"},{"wait":9})");

    network.create({{u"Url"_s, network.server.url(u"/out"_s)},
                    {u"MachineDetection"_s, u"Enable"_s},
                    {u"AsyncAmd"_s, u"true"_s},
                    {u"AsyncAmdStatusCallback"_s, network.server.url(u"/amd"_s)}});
    network.runOut();

    QVERIFY(!network.server.at(u"/out"_s).first().contains(u"AnsweredBy"));
    QCOMPARE(network.server.at(u"/amd"_s).first().value(u"AnsweredBy"), u"human"_s);
    QVERIFY(network.server.at(u"/amd"_s).first().value(u"MachineDetectionDuration").toInt() > 500);
}

void TestOutgoing::aPhoneIsCalledWithTwiliosHeaders()
{
    Telephony network;
    Phones phones(network);
    network.server.documents[u"/voice"_s] = "<Dial action='/after'><Sip username='u' password='p'>sip:desk1@acme-desk.sip.twilio.com;transport=tls?x-a=1</Sip></Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    const SipOrder order = phones.orders.first();
    QCOMPARE(order.uri, u"sip:desk1@acme-desk.sip.twilio.com;transport=tls?x-a=1"_s);
    QCOMPARE(order.callerId, network.theirs);
    QCOMPARE(order.username, u"u"_s);
    const QString account = network.world->account().sid, child = network.calls()[1].sid;
    QCOMPARE(order.headers, (SipHeaders{{u"X-Twilio-AccountSid"_s, account}, {u"X-Twilio-ApiVersion"_s, u"2010-04-01"_s}, {u"X-Twilio-CallSid"_s, child}}));
    const Form after = network.server.at(u"/after"_s).first();
    QCOMPARE(after.value(u"DialCallStatus"), u"completed"_s);
    QCOMPARE(after.value(u"DialSipResponseCode"), u"200"_s);
}

void TestOutgoing::aPhoneCallsItsDomain()
{
    Telephony network;
    network.server.documents[u"/domain"_s] = "<Dial callerId='+12065550142'>+14155550123</Dial>";
    network.expect(network.others, R"({"wait":1},{"answer":true},{"wait":2})");
    const auto domain = network.world->sip().createDomain({{u"DomainName"_s, u"acme-desk.sip.twilio.com"_s},
                                                           {u"VoiceUrl"_s, network.server.url(u"/domain"_s)},
                                                           {u"VoiceStatusCallbackUrl"_s, network.server.url(u"/ended"_s)}});
    QVERIFY(domain);

    network.exchange.receive(std::make_unique<people::ScriptedLeg>(people::ScriptedLeg::Side::Caller, network.script(R"({"answer":30},{"wait":60})"), network.speaker),
                             {.accountSid = network.world->account().sid,
                              .domainSid = domain->sid,
                              .domain = domain->domainName,
                              .from = u"sip:desk1@acme-desk.sip.twilio.com"_s,
                              .to = u"sip:+14155550123@acme-desk.sip.twilio.com"_s,
                              .credentialUser = u"desk1"_s,
                              .callId = u"abc@phone"_s,
                              .sourceIp = u"127.0.0.1"_s,
                              .headers = {{u"X-Line"_s, u"2"_s}}});
    network.runOut();

    const Form asked = network.server.at(u"/domain"_s).first();
    QCOMPARE(asked.value(u"From"), u"sip:desk1@acme-desk.sip.twilio.com"_s);
    QCOMPARE(asked.value(u"SipDomainSid"), domain->sid);
    QCOMPARE(asked.value(u"SipCallId"), u"abc@phone"_s);
    QCOMPARE(asked.value(u"SipHeader_X-Line"), u"2"_s);
    QCOMPARE(asked.value(u"SipSourceIp"), u"127.0.0.1"_s);
    QVERIFY(!asked.contains(u"FromCity"));
    QCOMPARE(network.calls()[1].from, network.ours);
    QCOMPARE(network.calls()[1].status, u"completed"_s);
    QCOMPARE(network.server.at(u"/ended"_s).size(), 1);
}

void TestOutgoing::aPhoneTransfersItsCaller()
{
    Telephony network;
    Phones phones(network);
    phones.steps = R"({"wait":1},{"answer":true},{"wait":60})";
    network.server.documents[u"/voice"_s] = "<Dial referUrl='/refer'><Sip>sip:desk1@acme-desk.sip.twilio.com</Sip></Dial>";
    network.server.documents[u"/refer"_s] = "<Say>You are being transferred.</Say>";

    network.call(R"({"answer":30},{"wait":60})");
    network.run(4);
    Q_EMIT phones.last->referred(u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s);
    network.runOut();

    const Form refer = network.server.at(u"/refer"_s).first();
    QCOMPARE(refer.value(u"ReferTransferTarget"), u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s);
    QCOMPARE(refer.value(u"CallSid"), network.calls()[1].sid);
    QVERIFY(*network.calls()[0].duration.value > *network.calls()[1].duration.value);
}

void TestOutgoing::aReferNobodyWantsIsRefused()
{
    Telephony network;
    Phones phones(network);
    network.server.documents[u"/voice"_s] = "<Dial><Sip>sip:desk1@acme-desk.sip.twilio.com</Sip></Dial>";
    network.call(R"({"answer":30},{"wait":60})");
    network.run(3);

    Q_EMIT phones.last->referred(u"<sip:a@b>"_s);
    network.run(1);

    QCOMPARE(network.calls()[1].status, u"in-progress"_s);
    QCOMPARE(network.notes().size(), 1);
}

void TestOutgoing::oneOfOurNumbersIsCalledLikeAnyOther()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Gather numDigits='2' action='/keys'><Say>Enter your code.</Say></Gather>";
    network.server.documents[u"/keys"_s] = "<Hangup/>";
    network.server.documents[u"/out"_s] = "<Pause length='3'/><Play digits='42'/><Pause length='30'/>";

    network.create({{u"To"_s, network.ours}, {u"Url"_s, network.server.url(u"/out"_s)}});
    network.runOut();

    const QList<world::Call> calls = network.calls();
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls[0].direction, u"outbound-api"_s);
    QCOMPARE(calls[1].direction, u"inbound"_s);
    QCOMPARE(calls[0].status, u"completed"_s);
    QCOMPARE(calls[1].status, u"completed"_s);
    QCOMPARE(network.server.at(u"/keys"_s).first().value(u"Digits"), u"42"_s);
}

void TestOutgoing::ourOwnNumberCanRefuse()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Reject reason='busy'/>";

    network.create({{u"To"_s, network.ours}, {u"Url"_s, network.server.url(u"/out"_s)}});
    network.runOut();

    QCOMPARE(network.calls()[0].status, u"busy"_s);
    QCOMPARE(network.calls()[1].status, u"busy"_s);
    QVERIFY(network.server.at(u"/out"_s).isEmpty());
}

void TestOutgoing::aNumberThatDialsItselfEnds()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial timeout='5' callerId='+12065550142'>+12065550142</Dial>";

    network.call(R"({"answer":30},{"wait":20})");
    network.run(22);

    QVERIFY(network.exchange.lineCount() <= 501);
    network.set({{u"VoiceUrl"_s, u""_s}});
    network.runOut(60);
    QCOMPARE(network.exchange.lineCount(), 0);
}

void TestOutgoing::soundMissedInSleepIsNotMadeUpFor()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Say>Hello</Say><Pause length='60'/>";
    network.call(R"({"answer":30},{"wait":60})");
    network.run(2);
    const size_t before = network.people.value(network.theirs)->everythingHeard().size();

    network.world.pass(std::chrono::hours(1));

    QVERIFY(network.people.value(network.theirs)->everythingHeard().size() - before < 10 * 160);
    QCOMPARE(network.calls().first().status, u"in-progress"_s);
}

void TestOutgoing::theCallIsLimited()
{
    Telephony network;
    network.expect(network.theirs, R"({"wait":1},{"answer":true},{"wait":600})");

    network.create({{u"Twiml"_s, u"<Response><Pause length='600'/></Response>"_s}, {u"TimeLimit"_s, u"20"_s}});
    network.runOut();

    QVERIFY(std::abs(*network.calls().first().duration.value - 20) <= 1);
}

void TestOutgoing::somebodyCallsBack()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Hangup/>";
    const auto script = people::Script::named(u"calls_back"_s);
    network.exchange.crowd().setScript(network.theirs, *script);

    network.create({{u"Twiml"_s, u"<Response/>"_s}});
    network.runOut();
    QCOMPARE(network.calls().first().status, u"busy"_s);
    network.run(35);

    QCOMPARE(network.calls().last().direction, u"inbound"_s);
    QCOMPARE(network.calls().last().from, network.theirs);
}

QTEST_GUILESS_MAIN(TestOutgoing)
#include "tst_outgoing.moc"
