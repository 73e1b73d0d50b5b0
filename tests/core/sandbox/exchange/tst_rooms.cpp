// SPDX-License-Identifier: GPL-3.0-or-later
#include "telephony.h"

#include "core/sandbox/exchange/sound/ear.h"
#include "core/sandbox/exchange/sound/tones.h"

using namespace milassist;
using namespace milassist::exchange;
using namespace Qt::StringLiterals;

namespace {

/// How many frames of what somebody has heard hold a sound, from @p seconds on.
int loudFrames(const people::ScriptedLeg *leg, double seconds = 0)
{
    const world::Samples &heard = leg->everythingHeard();
    int loud = 0;
    for (size_t at = size_t(seconds * sampleRate) / 160 * 160; at + 160 <= heard.size(); at += 160) {
        Frame frame;
        std::copy_n(heard.begin() + qsizetype(at), frame.size(), frame.begin());
        loud += isLoud(frame);
    }
    return loud;
}

QStringList eventsOf(const QList<Form> &told)
{
    QStringList events;
    for (const Form &form : told)
        events.append(form.value(u"StatusCallbackEvent"));
    return events;
}

const QByteArray conference = "<Dial action='/after'><Conference waitUrl='' beep='false' statusCallback='/room'"
                              " statusCallbackEvent='start end join leave mute hold'>garden</Conference></Dial>";

} // namespace

class TestRooms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoMeetAndAreHeard();
    void theConferenceIsToldInOrder();
    void whoWaitsHearsMusicUntilSomebodyComes();
    void theModeratorEndsItForAll();
    void restMutesHoldsAndKicks();
    void restEndsAConference();
    void restInvitesSomebody();
    void aConferenceIsRecorded();
    void whoIsEnqueuedWaitsAndIsFetched();
    void theWaitDocumentKnowsThePlace();
    void whoLeavesTheQueueGoesOn();
    void aFullQueueTakesNobody();
    void whoHangsUpIsOutOfTheQueue();
    void restTakesTheFirstOutOfTheQueue();
    void anEmptyQueueIsWaitedForInVain();
    void startAndStopRecordTheCall();
};

void TestRooms::twoMeetAndAreHeard()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = conference;
    network.call(R"({"answer":30},{"listen":30},{"say":"I have heard you."},{"wait":3})");
    network.run(2);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":1},{"say":"Is anybody here?"},{"listen":30},{"wait":1})"));
    network.run(1);
    const QPointer<people::ScriptedLeg> second = network.people.value(network.others);
    network.run(3.5);
    QVERIFY(loudFrames(network.people.value(network.theirs)) > 20);
    network.runOut();

    QCOMPARE(network.spoken.value(network.theirs), u"I have heard you."_s);
    QCOMPARE(network.spoken.value(network.others), u"Is anybody here?"_s);
    const auto conferences = network.world->conferences().list({});
    QCOMPARE(conferences->items.size(), 1);
    QCOMPARE(conferences->items.first().status, u"completed"_s);
    QCOMPARE(conferences->items.first().reasonEnded, u"last-participant-left"_s);
    for (const Form &after : network.server.at(u"/after"_s)) {
        QCOMPARE(after.value(u"DialCallStatus"), u"answered"_s);
        QVERIFY(!after.contains(u"DialCallDuration"));
    }
}

void TestRooms::theConferenceIsToldInOrder()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = conference;
    network.call(R"({"answer":30},{"wait":6})");
    network.run(1);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":2})"));
    network.runOut();

    const QList<Form> told = network.server.at(u"/room"_s);
    QCOMPARE(eventsOf(told), QStringList({u"participant-join"_s, u"participant-join"_s, u"conference-start"_s, u"participant-leave"_s, u"participant-leave"_s,
                                          u"conference-end"_s}));
    QStringList numbers;
    for (const Form &form : told)
        numbers.append(form.value(u"SequenceNumber"));
    QCOMPARE(numbers, QStringList({u"0"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
    QCOMPARE(told[1].value(u"CallSid"), network.calls()[1].sid);
    QCOMPARE(told[3].value(u"ReasonParticipantLeft"), u"participant_hung_up"_s);
    QCOMPARE(told[5].value(u"ReasonConferenceEnded"), u"last-participant-left"_s);
    QCOMPARE(told[5].value(u"FriendlyName"), u"garden"_s);
}

void TestRooms::whoWaitsHearsMusicUntilSomebodyComes()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial><Conference beep='onEnter'>garden</Conference></Dial>";
    network.call(R"({"answer":30},{"wait":9})");
    network.run(3);
    const QPointer<people::ScriptedLeg> first = network.people.value(network.theirs);
    QVERIFY(loudFrames(first) > 100);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":9})"));
    network.run(3);

    const double now = double(first->everythingHeard().size()) / sampleRate;
    QCOMPARE(loudFrames(first, now - 2), 0); // the chime is over, nobody speaks
}

void TestRooms::theModeratorEndsItForAll()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial><Conference waitUrl='' endConferenceOnExit='true'>garden</Conference></Dial><Say>It is over.</Say>";
    network.call(R"({"answer":30},{"wait":3})");
    network.run(1);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":60})"));

    const double seconds = network.runOut();

    QVERIFY2(seconds < 8, qPrintable(QString::number(seconds)));
    const world::Conference ended = network.world->conferences().list({})->items.first();
    QCOMPARE(ended.reasonEnded, u"participant-with-end-conference-on-exit-left"_s);
    QCOMPARE(ended.callSidEnding, network.calls()[0].sid);
}

void TestRooms::restMutesHoldsAndKicks()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = conference;
    const QByteArray talker = R"({"answer":30},{"wait":2},{"say":"One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen."},{"wait":60})";
    network.call(talker);
    network.run(0.5);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":60})"));
    network.run(1);
    const QString room = network.world->conferences().list({})->items.first().sid;
    const QString talking = network.calls()[0].sid, listening = network.calls()[1].sid;

    const auto muted = network.world->conferences().updateParticipant(room, talking, {{u"Muted"_s, u"true"_s}});
    QVERIFY(muted && muted->muted);
    network.run(3);
    QCOMPARE(loudFrames(network.people.value(network.others)), 0);
    QVERIFY(network.world->conferences().updateParticipant(room, talking, {{u"Muted"_s, u"false"_s}}));
    network.run(1);
    QVERIFY(loudFrames(network.people.value(network.others)) > 10);
    QVERIFY(network.world->conferences().updateParticipant(room, listening, {{u"Hold"_s, u"true"_s}}));
    QCOMPARE(network.world->conferences().participants(room, {{u"Hold"_s, u"true"_s}})->items.size(), 1);
    QVERIFY(network.world->conferences().kick(room, listening));
    network.run(1);

    QCOMPARE(network.calls()[1].status, u"completed"_s); // its document has nothing more
    QCOMPARE(network.world->conferences().participants(room, {})->items.size(), 1);
    QVERIFY(!network.world->conferences().participant(room, listening));
    const QStringList events = eventsOf(network.server.at(u"/room"_s));
    QVERIFY(events.contains(u"participant-mute"_s) && events.contains(u"participant-unmute"_s) && events.contains(u"participant-hold"_s));
}

void TestRooms::restEndsAConference()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = conference;
    network.server.documents[u"/after"_s] = "<Hangup/>";
    network.call(R"({"answer":30},{"wait":60})");
    network.run(1);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":60})"));
    network.run(1);

    const auto ended = network.world->conferences().update(network.world->conferences().list({})->items.first().sid, {{u"Status"_s, u"completed"_s}});

    QCOMPARE(ended->status, u"completed"_s);
    QCOMPARE(ended->reasonEnded, u"conference-ended-via-api"_s);
    QVERIFY(network.runOut() < 2);
    QCOMPARE(network.server.at(u"/after"_s).size(), 2);
}

void TestRooms::restInvitesSomebody()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = conference;
    network.expect(network.others, R"({"wait":1},{"answer":true},{"wait":3})");
    network.call(R"({"answer":30},{"wait":12})");
    network.run(1);

    const auto invited = network.world->conferences().invite(u"garden"_s, {{u"From"_s, network.ours}, {u"To"_s, network.others}, {u"Label"_s, u"agent"_s}});

    QVERIFY(invited);
    QCOMPARE(invited->status, u"queued"_s);
    network.run(3);
    const auto joined = network.world->conferences().participant(network.world->conferences().list({})->items.first().sid, u"agent"_s);
    QVERIFY(joined);
    QCOMPARE(joined->sid, invited->sid);
    QCOMPARE(joined->status, u"connected"_s);
    network.runOut();
}

void TestRooms::aConferenceIsRecorded()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial><Conference waitUrl='' beep='false' record='record-from-start' recordingStatusCallback='/ready'>garden</Conference></Dial>";
    network.call(R"({"answer":30},{"wait":2},{"say":"This is for the record."},{"wait":2})");
    network.run(0.5);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":5})"));
    network.runOut();
    network.run(5);

    const world::Recording recording = network.recordings().first();
    QCOMPARE(recording.source, u"Conference"_s);
    const Form ready = network.server.at(u"/ready"_s).first();
    QVERIFY(ready.value(u"ConferenceSid").startsWith("CF"_L1));
    QVERIFY(!ready.contains(u"CallSid"));
    QVERIFY(network.wav(recording.sid).size() > 44 + 16000);
}

void TestRooms::whoIsEnqueuedWaitsAndIsFetched()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Enqueue action='/dequeued'>support</Enqueue>";
    network.server.documents[u"/about"_s] = "<Say>You will now be connected.</Say>";
    network.expect(network.others, R"({"wait":1},{"answer":true},{"listen":30},{"say":"How can I help you?"},{"hang_up":true})");
    network.call(R"({"answer":30},{"wait":8},{"say":"I have a question."},{"wait":60})");
    network.run(3);
    const world::Queue queue = network.world->queues().list({})->items.first();
    QCOMPARE(queue.friendlyName, u"support"_s);
    QCOMPARE(queue.currentSize, 1);
    QVERIFY(loudFrames(network.people.value(network.theirs)) > 50); // music

    network.create({{u"To"_s, network.others},
                    {u"Twiml"_s, u"<Response><Dial action='%1'><Queue url='%2'>support</Queue></Dial></Response>"_s.arg(network.server.url(u"/dialled"_s),
                                                                                                                    network.server.url(u"/about"_s))}});
    network.runOut();

    const Form about = network.server.at(u"/about"_s).first();
    QCOMPARE(about.value(u"CallSid"), network.calls()[0].sid);
    QCOMPARE(about.value(u"DequeingCallSid"), network.calls()[1].sid);
    const Form dequeued = network.server.at(u"/dequeued"_s).first();
    QCOMPARE(dequeued.value(u"QueueResult"), u"bridged"_s);
    QCOMPARE(dequeued.value(u"QueueSid"), queue.sid);
    QVERIFY(dequeued.value(u"QueueTime").toInt() >= 3);
    QCOMPARE(network.server.at(u"/dialled"_s).first().value(u"DialCallStatus"), u"completed"_s);
    QCOMPARE(network.spoken.value(network.others), u"How can I help you?"_s);
    QCOMPARE(network.world->queues().fetch(queue.sid)->currentSize, 0);
}

void TestRooms::theWaitDocumentKnowsThePlace()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Enqueue waitUrl='/wait'>support</Enqueue>";
    network.server.documents[u"/wait"_s] = "<Say>Please hold the line.</Say>";
    network.call(R"({"answer":30},{"wait":12})");
    network.run(1);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":2})"));
    network.runOut();

    const QList<Form> asked = network.server.at(u"/wait"_s);
    QVERIFY(asked.size() >= 4); // it is asked for again and again
    QCOMPARE(asked.first().value(u"QueuePosition"), u"1"_s);
    QCOMPARE(asked.first().value(u"MaxQueueSize"), u"1000"_s);
    const auto second = std::ranges::find_if(asked, [&](const Form &form) { return form.value(u"CallSid") == network.calls()[1].sid; });
    QCOMPARE(second->value(u"QueuePosition"), u"2"_s);
    QCOMPARE(second->value(u"CurrentQueueSize"), u"2"_s);
    QVERIFY(asked.last().value(u"QueueTime").toInt() > 3);
}

void TestRooms::whoLeavesTheQueueGoesOn()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Enqueue waitUrl='/wait' action='/left'>support</Enqueue>";
    network.server.documents[u"/wait"_s] = "<Pause length='2'/><Leave/>";
    network.server.documents[u"/left"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    const double seconds = network.runOut();

    QVERIFY(seconds < 5);
    QCOMPARE(network.server.at(u"/left"_s).first().value(u"QueueResult"), u"leave"_s);
}

void TestRooms::aFullQueueTakesNobody()
{
    Telephony network;
    QVERIFY(network.world->queues().create({{u"FriendlyName"_s, u"support"_s}, {u"MaxSize"_s, u"1"_s}}));
    network.server.documents[u"/voice"_s] = "<Enqueue action='/full'>support</Enqueue>";
    network.call(R"({"answer":30},{"wait":20})");
    network.run(1);
    network.exchange.crowd().call(network.others, network.ours, network.script(R"({"answer":30},{"wait":20})"));
    network.run(1);

    const Form full = network.server.at(u"/full"_s).first();
    QCOMPARE(full.value(u"QueueResult"), u"queue-full"_s);
    QVERIFY(!full.contains(u"QueueSid"));
}

void TestRooms::whoHangsUpIsOutOfTheQueue()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Enqueue action='/gone'>support</Enqueue>";

    network.call(R"({"answer":30},{"wait":4})");
    network.runOut();

    QCOMPARE(network.server.at(u"/gone"_s).first().value(u"QueueResult"), u"hangup"_s);
    QCOMPARE(network.server.at(u"/gone"_s).first().value(u"CallStatus"), u"completed"_s);
    QCOMPARE(network.world->queues().list({})->items.first().currentSize, 0);
}

void TestRooms::restTakesTheFirstOutOfTheQueue()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Enqueue>support</Enqueue>";
    network.server.documents[u"/taken"_s] = "<Hangup/>";
    network.call(R"({"answer":30},{"wait":60})");
    network.run(2);
    const QString queue = network.world->queues().list({})->items.first().sid;
    QVERIFY(!network.world->queues().remove(queue));

    const auto member = network.world->queues().dequeue(queue, u"Front"_s, {{u"Url"_s, network.server.url(u"/taken"_s)}});

    QCOMPARE(member->sid, network.calls()[0].sid);
    QCOMPARE(member->position, 1);
    network.runOut();
    QCOMPARE(network.server.at(u"/taken"_s).size(), 1);
    QVERIFY(network.world->queues().remove(queue));
}

void TestRooms::anEmptyQueueIsWaitedForInVain()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Dial timeout='5' action='/after'><Queue>nobody</Queue></Dial>";
    network.server.documents[u"/after"_s] = "<Hangup/>";

    network.call(R"({"answer":30},{"wait":60})");
    const double seconds = network.runOut();

    QVERIFY(seconds > 4.5 && seconds < 7);
    QCOMPARE(network.server.at(u"/after"_s).first().value(u"DialCallStatus"), u"no-answer"_s);
}

void TestRooms::startAndStopRecordTheCall()
{
    Telephony network;
    network.server.documents[u"/voice"_s] = "<Start><Recording channels='dual' recordingStatusCallback='/ready'/></Start><Pause length='3'/>"
                                            "<Stop><Recording/></Stop><Pause length='3'/>";

    network.call(R"({"answer":30},{"say":"Hello, this is Ada."},{"wait":60})");
    network.runOut();
    network.run(5);

    QCOMPARE(network.recordings().size(), 1);
    QCOMPARE(*network.recordings().first().duration.value, qint64(3));
    QCOMPARE(network.server.at(u"/ready"_s).first().value(u"RecordingChannels"), u"2"_s);
}

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"
