// SPDX-License-Identifier: GPL-3.0-or-later
#include "telephony.h"

#include "core/sandbox/exchange/sound/tones.h"

using namespace milassist;
using namespace milassist::exchange;
using namespace Qt::StringLiterals;

class TestExchange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallIsAnsweredTalkedToAndEnded();
    void theDocumentIsAskedForWithTheWholeBaseSet();
    void whoHangsUpFirstEndsTheCall();
    void aRejectedCallIsNeverAnswered_data();
    void aRejectedCallIsNeverAnswered();
    void aPauseFirstDelaysThePickUp();
    void aFileIsPlayed();
    void redirectLeadsOn();
    void keysAreGathered();
    void wordsAreGathered();
    void nothingGatheredFallsThrough();
    void aMessageIsRecordedAndWrittenDown();
    void silenceIsNoMessage();
    void hangingUpEndsTheMessage();
    void aDialRingsAndConnects();
    void busyAndAbsentAreToldApart_data();
    void busyAndAbsentAreToldApart();
    void theFirstToAnswerWins();
    void sequentialTakesTurns();
    void screeningLetsInWhoPressesOne();
    void answerOnBridgeKeepsTheCallerRinging();
    void aDialCanBeRecordedOnTwoChannels();
    void whoDialsAndHangsUpEndsBoth();
    void aWrongCallerIdFailsTheDial();
    void aPhoneThatIsNotThereFails();
    void troubleGoesToTheFallbackOrIsSaid();
    void mistakesInADocumentAreNoted();
};

void TestExchange::aCallIsAnsweredTalkedToAndEnded()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Say>Welcome to the garden room.</Say><Pause length=\"2\"/><Hangup/>";

    network.call(R"({"answer":30},{"say":"Hello there."},{"wait":60})");
    const double seconds = network.runOut();

    const world::Call call = network.calls().first();
    QCOMPARE(call.status, u"completed"_s);
    QCOMPARE(call.direction, u"inbound"_s);
    QVERIFY2(seconds > 3 && seconds < 8, qPrintable(QString::number(seconds)));
    QCOMPARE(network.server.paths(), QStringList({u"/voice"_s, u"/status"_s}));
    const Form status = network.server.at(u"/status"_s).first();
    QCOMPARE(status.value(u"CallStatus"), u"completed"_s);
    QCOMPARE(status.value(u"CallDuration").toInt(), int(*call.duration.value));
    QCOMPARE(network.spoken.value(network.theirs), u"Hello there."_s);
    QVERIFY(network.notes().isEmpty());
}

void TestExchange::theDocumentIsAskedForWithTheWholeBaseSet()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Hangup/>";

    network.call(R"({"answer":30})");
    network.runOut();

    const Form asked = network.server.at(u"/voice"_s).first();
    QStringList names;
    for (const Form::Field &field : asked.fields())
        names.append(field.name);
    names.sort();
    QCOMPARE(names, QStringList({u"AccountSid"_s,    u"ApiVersion"_s,  u"CallSid"_s,    u"CallStatus"_s, u"Called"_s,    u"CalledCity"_s, u"CalledCountry"_s,
                                 u"CalledState"_s,   u"CalledZip"_s,   u"Caller"_s,     u"CallerCity"_s, u"CallerCountry"_s, u"CallerState"_s, u"CallerZip"_s,
                                 u"Direction"_s,     u"From"_s,        u"FromCity"_s,   u"FromCountry"_s, u"FromState"_s, u"FromZip"_s,    u"To"_s,
                                 u"ToCity"_s,        u"ToCountry"_s,   u"ToState"_s,    u"ToZip"_s}));
    QCOMPARE(asked.value(u"CallStatus"), u"ringing"_s);
    QCOMPARE(asked.value(u"Direction"), u"inbound"_s);
    QCOMPARE(asked.value(u"From"), network.theirs);
    QCOMPARE(asked.value(u"Called"), network.ours);
}

void TestExchange::whoHangsUpFirstEndsTheCall()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Pause length=\"60\"/>";

    network.call(R"({"answer":30},{"wait":2})");
    network.runOut();
    network.call(R"({"answer":0.1})"); // nobody is so quick: the pause delays the answer
    network.runOut();

    QCOMPARE(network.calls()[0].status, u"no-answer"_s); // a pause first does not answer
    QCOMPARE(network.calls()[1].status, u"no-answer"_s);
}

void TestExchange::aRejectedCallIsNeverAnswered_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("status");
    QTest::newRow("rejected") << QByteArray("<Reject/>") << u"no-answer"_s;
    QTest::newRow("busy") << QByteArray("<Reject reason='busy'/>") << u"busy"_s;
}

void TestExchange::aRejectedCallIsNeverAnswered()
{
    QFETCH(QByteArray, verb);
    QFETCH(QString, status);
    Telephony network;
    network.server.documents[u"/voice"_s] = verb + "<Say>never</Say>";

    network.call(R"({"answer":30},{"wait":60})");
    const double seconds = network.runOut();

    QCOMPARE(network.calls().first().status, status);
    QVERIFY(seconds < 2);
    QCOMPARE(network.server.at(u"/status"_s).first().value(u"CallStatus"), status);
}

void TestExchange::aPauseFirstDelaysThePickUp()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Pause length=\"3\"/><Say>Hello</Say><Pause length=\"9\"/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.run(2.5);
    QCOMPARE(network.calls().first().status, u"ringing"_s);
    network.run(1.5);
    QCOMPARE(network.calls().first().status, u"in-progress"_s);
}

void TestExchange::aFileIsPlayed()
{
    Telephony network;
    const world::Samples sound = tone(1000, 600);
    network.server.sounds[u"/sounds/a.wav"_s] = world::wavOf(sound);
    network.server.documents[u"/voice"_s] = "<Play loop=\"2\">/sounds/a.wav</Play><Play>/missing.wav</Play><Pause length=\"9\"/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.run(2.5);

    world::Samples twice = sound;
    twice.insert(twice.end(), sound.begin(), sound.end());
    const world::Samples &heard = network.people.value(network.theirs)->everythingHeard();
    QVERIFY(std::search(heard.begin(), heard.end(), twice.begin(), twice.end()) != heard.end());
    QCOMPARE(network.notes(), QStringList{u"13420"_s});
}

void TestExchange::redirectLeadsOn()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Redirect method='GET'>next?step=2</Redirect><Say>never</Say>";
    network.server.documents[u"/next"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    QCOMPARE(network.server.paths().first(2), QStringList({u"/voice"_s, u"/next"_s}));
    const auto next = network.server.told[1];
    QCOMPARE(next.method, QByteArray("GET"));
    QCOMPARE(next.form.value(u"step"), u"2"_s);
    QCOMPARE(next.form.value(u"CallStatus"), u"ringing"_s);
}

void TestExchange::keysAreGathered()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Gather action='/keys' timeout='4'><Say>Enter your number and press the pound key.</Say></Gather><Say>never</Say>";
    network.server.documents[u"/keys"_s] = "<Gather action='/more' numDigits='2'/>";
    network.server.documents[u"/more"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"listen":20},{"press":"174422#"},{"wait":1},{"press":"1234"},{"wait":60})");
    network.runOut();

    const Form keys = network.server.at(u"/keys"_s).first();
    QCOMPARE(keys.value(u"Digits"), u"174422"_s);
    QCOMPARE(keys.value(u"FinishedOnKey"), u"#"_s);
    QCOMPARE(keys.value(u"msg"), u"Gather End"_s);
    QCOMPARE(keys.value(u"CallStatus"), u"in-progress"_s);
    QCOMPARE(network.server.at(u"/more"_s).first().value(u"Digits"), u"12"_s);
}

void TestExchange::wordsAreGathered()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Gather input='speech dtmf' action='/words' speechTimeout='1'><Say>What can I do for you?</Say></Gather>";
    network.server.documents[u"/words"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"listen":20},{"say":"I would like to book the garden room."},{"wait":60})");
    network.runOut();

    const Form words = network.server.at(u"/words"_s).first();
    QCOMPARE(words.value(u"SpeechResult"), u"I would like to book the garden room."_s);
    QVERIFY(words.value(u"Confidence").toDouble() > 0);
}

void TestExchange::nothingGatheredFallsThrough()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Gather action='/keys' timeout='2'/><Gather action='/empty' timeout='1' actionOnEmptyResult='true'/>";
    network.server.documents[u"/empty"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    QVERIFY(network.server.at(u"/keys"_s).isEmpty());
    QCOMPARE(network.server.at(u"/empty"_s).first().find(u"Digits"), std::optional(QString(u""_s)));
}

void TestExchange::aMessageIsRecordedAndWrittenDown()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Say>Please leave a message.</Say><Record action='/done' maxLength='60' recordingStatusCallback='/ready'"
                                            " recordingStatusCallbackEvent='in-progress completed' transcribe='true' transcribeCallback='/text'/>";
    network.server.documents[u"/done"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"listen_tone":30},{"wait":0.5},{"say":"This is Ada Byron, please call me back about the quote for the garden room."},{"press":"#"},{"wait":60})");
    network.runOut();
    network.run(30);

    const Form done = network.server.at(u"/done"_s).first();
    const world::Recording recording = network.recordings().first();
    QCOMPARE(done.value(u"RecordingSid"), recording.sid);
    QVERIFY(done.value(u"RecordingUrl").endsWith("/Recordings/"_L1 + recording.sid));
    QCOMPARE(done.value(u"Digits"), u"#"_s);
    QCOMPARE(done.value(u"RecordingDuration"), QString::number(*recording.duration.value));
    QCOMPARE(recording.source, u"RecordVerb"_s);
    QCOMPARE(recording.status, u"completed"_s);
    QVERIFY(recording.price);
    const QByteArray wav = network.wav(recording.sid);
    const int seconds = int((wav.size() - 44) / 16000);
    QVERIFY2(seconds >= 2 && seconds <= 8, qPrintable(QString::number(seconds)));

    const QList<Form> ready = network.server.at(u"/ready"_s);
    QCOMPARE(ready.size(), 2);
    QCOMPARE(ready[0].value(u"RecordingStatus"), u"in-progress"_s);
    QCOMPARE(ready[1].value(u"RecordingStatus"), u"completed"_s);
    QCOMPARE(ready[1].value(u"CallSid"), network.calls().first().sid);
    QVERIFY(!ready[1].contains(u"From"));
    const Form text = network.server.at(u"/text"_s).first();
    QCOMPARE(text.value(u"TranscriptionText"), u"This is Ada Byron, please call me back about the quote for the garden room."_s);
    QCOMPARE(text.value(u"TranscriptionStatus"), u"completed"_s);
    QCOMPARE(text.value(u"url"), network.server.url(u"/text"_s));
}

void TestExchange::silenceIsNoMessage()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Record action='/done' timeout='3'/><Redirect>/after</Redirect>";
    network.server.documents[u"/after"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    QVERIFY(network.server.at(u"/done"_s).isEmpty());
    QCOMPARE(network.server.at(u"/after"_s).size(), 1);
    QCOMPARE(network.recordings().first().status, u"absent"_s);
}

void TestExchange::hangingUpEndsTheMessage()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Record action='/done' playBeep='false'/>";
    network.server.documents[u"/done"_s] = "<Say>nobody hears this</Say>";

    network.call(R"({"answer":30},{"say":"Call me back, please."},{"hang_up":true})");
    network.runOut();

    const Form done = network.server.at(u"/done"_s).first();
    QCOMPARE(done.value(u"Digits"), u"hangup"_s);
    QCOMPARE(done.value(u"CallStatus"), u"completed"_s);
    QCOMPARE(network.recordings().size(), 1);
}

void TestExchange::aDialRingsAndConnects()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial action='/after' timeout='20'><Number statusCallback='/leg'"
                                            " statusCallbackEvent='initiated ringing answered completed'>+14155550123</Number></Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";
    network.expect(network.others, R"({"wait":4},{"answer":true},{"say":"Byron residence."},{"listen":20},{"say":"Goodbye then."},{"hang_up":true})");

    network.call(R"({"answer":30},{"listen":30},{"say":"Is Ada at home?"},{"wait":60})");
    network.runOut();

    const QList<world::Call> calls = network.calls();
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls[1].parentSid, calls[0].sid);
    QCOMPARE(calls[1].direction, u"outbound-dial"_s);
    QCOMPARE(calls[1].from, network.theirs);
    QCOMPARE(calls[1].status, u"completed"_s);
    QStringList states;
    for (const Form &form : network.server.at(u"/leg"_s)) {
        states.append(form.value(u"CallStatus"));
        QCOMPARE(form.value(u"ParentCallSid"), calls[0].sid);
    }
    QCOMPARE(states, QStringList({u"initiated"_s, u"ringing"_s, u"in-progress"_s, u"completed"_s}));
    const Form after = network.server.at(u"/after"_s).first();
    QCOMPARE(after.value(u"DialCallStatus"), u"completed"_s);
    QCOMPARE(after.value(u"DialBridged"), u"true"_s);
    QCOMPARE(after.value(u"DialCallSid"), calls[1].sid);
    QCOMPARE(after.value(u"DialCallDuration"), QString::number(*calls[1].duration.value));
    QCOMPARE(after.value(u"CallStatus"), u"in-progress"_s);
    QCOMPARE(network.spoken.value(network.others), u"Byron residence. Goodbye then."_s); // they have heard one another
    QCOMPARE(network.spoken.value(network.theirs), u"Is Ada at home?"_s);
}

void TestExchange::busyAndAbsentAreToldApart_data()
{
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<QString>("status");
    QTest::newRow("busy") << QByteArray(R"({"wait":1},{"reject":486})") << u"busy"_s;
    QTest::newRow("declined") << QByteArray(R"({"wait":1},{"reject":603})") << u"busy"_s;
    QTest::newRow("no answer") << QByteArray(R"({"wait":100})") << u"no-answer"_s;
    QTest::newRow("no such number") << QByteArray(R"({"reject":404})") << u"failed"_s;
}

void TestExchange::busyAndAbsentAreToldApart()
{
    QFETCH(QByteArray, steps);
    QFETCH(QString, status);
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial action='/after' timeout='10'>+14155550123</Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";
    network.expect(network.others, steps);

    network.call(R"({"answer":30},{"wait":60})");
    const double seconds = network.runOut();

    const Form after = network.server.at(u"/after"_s).first();
    QCOMPARE(after.value(u"DialCallStatus"), status);
    QCOMPARE(after.value(u"DialBridged"), u"false"_s);
    QCOMPARE(after.value(u"DialCallDuration"), u"0"_s);
    QVERIFY(seconds < 12);
}

void TestExchange::theFirstToAnswerWins()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial action='/after'><Number>+14155550123</Number><Number>+14155550124</Number></Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";
    network.expect(network.others, R"({"wait":9},{"answer":true},{"wait":5})");
    network.expect(u"+14155550124"_s, R"({"wait":3},{"answer":true},{"wait":5})");

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    QCOMPARE(network.calls()[1].status, u"canceled"_s);
    QCOMPARE(network.calls()[2].status, u"completed"_s);
    QCOMPARE(network.server.at(u"/after"_s).first().value(u"DialCallSid"), network.calls()[2].sid);
}

void TestExchange::sequentialTakesTurns()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial sequential='true' timeout='5'><Number>+14155550123</Number><Number>+14155550124</Number></Dial>";
    network.expect(network.others, R"({"wait":60})");
    network.expect(u"+14155550124"_s, R"({"wait":1},{"answer":true},{"wait":3})");

    network.call(R"({"answer":30},{"wait":60})");
    network.run(4);
    QCOMPARE(network.calls().size(), 2);
    network.runOut();

    QCOMPARE(network.calls()[1].status, u"no-answer"_s);
    QCOMPARE(network.calls()[2].status, u"completed"_s);
}

void TestExchange::screeningLetsInWhoPressesOne()
{
    for (const bool accepts : {true, false}) {
        Telephony network;
        network.server.documents[u"/voice"_s] = "<Dial action='/after'><Number url='/screen'>+14155550123</Number></Dial>";
        network.server.documents[u"/screen"_s] = "<Gather action='/accept' numDigits='1' timeout='5'><Say>Press 1 to take the call.</Say></Gather><Hangup/>";
        network.server.documents[u"/accept"_s] = accepts ? "" : "<Hangup/>";
        network.server.documents[u"/after"_s] = "<Hangup/>";
        network.expect(network.others, R"({"wait":2},{"answer":true},{"listen":20},{"press":"1"},{"wait":4},{"hang_up":true})");

        network.call(R"({"answer":30},{"wait":60})");
        network.runOut();

        QCOMPARE(network.server.at(u"/accept"_s).first().value(u"Digits"), u"1"_s);
        QCOMPARE(network.server.at(u"/screen"_s).first().value(u"ParentCallSid"), network.calls()[0].sid);
        const Form after = network.server.at(u"/after"_s).first();
        QCOMPARE(after.value(u"DialCallStatus"), u"completed"_s);
        QCOMPARE(after.value(u"DialBridged"), accepts ? u"true"_s : u"false"_s);
    }
}

void TestExchange::answerOnBridgeKeepsTheCallerRinging()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial answerOnBridge='true'>+14155550123</Dial>";
    network.expect(network.others, R"({"wait":5},{"answer":true},{"wait":3})");

    network.call(R"({"answer":30},{"wait":60})");
    network.run(4.5);
    QCOMPARE(network.calls()[0].status, u"ringing"_s);
    network.run(1);
    QCOMPARE(network.calls()[0].status, u"in-progress"_s);
    network.runOut();
    QVERIFY(*network.calls()[0].duration.value <= 4);
}

void TestExchange::aDialCanBeRecordedOnTwoChannels()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial action='/after' record='record-from-answer-dual' recordingStatusCallback='/ready'>+14155550123</Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";
    network.expect(network.others, R"({"wait":1},{"answer":true},{"wait":6},{"hang_up":true})");

    network.call(R"({"answer":30},{"wait":3},{"say":"Only I am talking."},{"wait":60})");
    network.runOut();
    network.run(10);

    const world::Recording recording = network.recordings().first();
    QCOMPARE(recording.source, u"DialVerb"_s);
    QCOMPARE(recording.channels, 2);
    QCOMPARE(recording.callSid, network.calls()[0].sid);
    const QByteArray wav = network.wav(recording.sid);
    qint64 first = 0, second = 0;
    for (qsizetype at = 44; at + 4 <= wav.size(); at += 4) {
        first += std::abs(qFromLittleEndian<qint16>(wav.constData() + at));
        second += std::abs(qFromLittleEndian<qint16>(wav.constData() + at + 2));
    }
    QVERIFY(first > 1'000'000);
    QCOMPARE(second, qint64(0));
    QCOMPARE(network.server.at(u"/after"_s).first().value(u"RecordingSid"), recording.sid);
    QCOMPARE(network.server.at(u"/ready"_s).first().value(u"RecordingChannels"), u"2"_s);
    QCOMPARE(network.server.at(u"/ready"_s).first().value(u"RecordingSource"), u"DialVerb"_s);
}

void TestExchange::whoDialsAndHangsUpEndsBoth()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial action='/after'>+14155550123</Dial>";
    network.expect(network.others, R"({"wait":2},{"answer":true},{"wait":60})");

    network.call(R"({"answer":30},{"wait":6},{"hang_up":true})");
    network.runOut();
    network.expect(network.others, R"({"wait":60})");
    network.call(R"({"answer":30},{"wait":3},{"hang_up":true})");
    network.runOut();

    QCOMPARE(network.calls()[1].status, u"completed"_s);
    QCOMPARE(network.calls()[3].status, u"canceled"_s);
    const QList<Form> after = network.server.at(u"/after"_s);
    QCOMPARE(after.size(), 2);
    QCOMPARE(after[0].value(u"CallStatus"), u"completed"_s);
    QCOMPARE(after[0].value(u"DialCallStatus"), u"completed"_s);
    QCOMPARE(after[1].value(u"DialCallStatus"), u"canceled"_s);
}

void TestExchange::aWrongCallerIdFailsTheDial()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial callerId='+19995550100' action='/after'>+14155550123</Dial>";
    network.server.documents[u"/after"_s] = "<Dial action='/last'>12</Dial>";
    network.server.documents[u"/last"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    QCOMPARE(network.notes(), QStringList({u"13214"_s, u"13224"_s}));
    QCOMPARE(network.server.at(u"/after"_s).first().value(u"DialCallStatus"), u"failed"_s);
    QCOMPARE(network.calls().size(), 1);
}

void TestExchange::aPhoneThatIsNotThereFails()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial action='/after'><Sip>sip:desk1@acme-desk.sip.twilio.com;transport=tls?x-a=1</Sip></Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    QCOMPARE(network.notes(), QStringList{u"32009"_s});
    const Form after = network.server.at(u"/after"_s).first();
    QCOMPARE(after.value(u"DialCallStatus"), u"failed"_s);
    QCOMPARE(after.value(u"DialSipResponseCode"), u"404"_s);
    QCOMPARE(network.calls()[1].to, u"sip:desk1@acme-desk.sip.twilio.com"_s);
}

void TestExchange::troubleGoesToTheFallbackOrIsSaid()
{
    Telephony network;
    network.server.statuses[u"/voice"_s] = 500;
    network.set({{u"VoiceFallbackUrl"_s, network.server.url(u"/fallback"_s)}});
    network.server.documents[u"/fallback"_s] = "<Redirect>/broken</Redirect>";
    network.server.documents[u"/broken"_s] = "<Say>unclosed";

    network.call(R"({"answer":30},{"wait":60})");
    const double seconds = network.runOut();

    QCOMPARE(network.server.paths(), QStringList({u"/voice"_s, u"/fallback"_s, u"/broken"_s, u"/fallback"_s, u"/broken"_s, u"/status"_s}));
    QCOMPARE(network.server.at(u"/fallback"_s).first().value(u"ErrorCode"), u"11200"_s);
    QCOMPARE(network.server.at(u"/fallback"_s)[1].value(u"ErrorCode"), u"12100"_s);
    QVERIFY(seconds > 1.5); // the apology takes its time
    QCOMPARE(network.calls().first().status, u"completed"_s);
    QVERIFY(network.notes().contains(u"12100"_s));
}

void TestExchange::mistakesInADocumentAreNoted()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dance/><Gather timeout='soon'/><Gather timeout='later'/><Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    network.runOut();

    QCOMPARE(network.notes(), QStringList({u"12200"_s, u"13313"_s}));
    QCOMPARE(network.world->notifications().list({})->items.first().log, u"1"_s);
    QCOMPARE(network.calls().first().status, u"completed"_s);
}

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
