// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/world/testworld.h"

using namespace milassist;
using namespace milassist::world;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QString line = u"+12065550142"_s;
const QString callee = u"+14155550108"_s;

Form order(const QString &to = callee)
{
    return Form{{u"From"_s, line}, {u"To"_s, to}, {u"Url"_s, u"https://phone.example.org/voice"_s}};
}

} // namespace

class TestCallBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallMadeThroughRestRingsTalksAndIsPricedLate()
    {
        TestWorld world;
        world.own(line);
        QStringList events;
        connect(&world->calls(), &CallBook::progressed, this, [&](const Call &, const QString &event) { events.append(event); });

        const auto created = world->calls().create(order());
        QCOMPARE(created->status, u"queued"_s);
        QCOMPARE(created->direction, u"outbound-api"_s);
        QVERIFY(!created->duration.value);
        world.pass(2s);
        QCOMPARE(world->calls().fetch(created->sid)->status, u"ringing"_s);
        world.pass(5min);

        QCOMPARE(events, QStringList({u"initiated"_s, u"ringing"_s, u"answered"_s, u"completed"_s}));
        const auto done = world->calls().fetch(created->sid);
        QCOMPARE(done->status, u"completed"_s);
        QVERIFY(*done->duration.value >= 20);
        QVERIFY(done->price->value < 0);
        QCOMPARE(done->price->value % 13'000, 0);
        QCOMPARE(done->fromFormatted, u"(206) 555-0142"_s);
    }

    void wrongCallsAreRefusedInTwiliosWords_data()
    {
        QTest::addColumn<Form>("form");
        QTest::addColumn<int>("code");
        QTest::newRow("no callee") << Form{{u"From"_s, line}, {u"Url"_s, u"https://x.example/"_s}} << 21201;
        QTest::newRow("no caller") << Form{{u"To"_s, callee}, {u"Url"_s, u"https://x.example/"_s}} << 21213;
        QTest::newRow("nothing to do") << Form{{u"To"_s, callee}, {u"From"_s, line}} << 21205;
        QTest::newRow("bad url") << Form{{u"To"_s, callee}, {u"From"_s, line}, {u"Url"_s, u"here"_s}} << 21205;
        QTest::newRow("callee no number") << order(u"abc"_s) << 21211;
        QTest::newRow("caller not ours") << Form{{u"To"_s, callee}, {u"From"_s, callee}, {u"Url"_s, u"https://x.example/"_s}}
                                         << 21210;
        QTest::newRow("test number 1") << order(u"+15005550001"_s) << 21217;
        QTest::newRow("test number 2") << order(u"+15005550002"_s) << 21214;
        QTest::newRow("test number 3") << order(u"+15005550003"_s) << 21215;
        QTest::newRow("test number 4") << order(u"+15005550004"_s) << 21216;
    }
    void wrongCallsAreRefusedInTwiliosWords()
    {
        QFETCH(Form, form);
        QFETCH(int, code);
        TestWorld world;
        world.own(line);

        const auto created = world->calls().create(form);

        QVERIFY(!created);
        QCOMPARE(created.error().twilioCode, code);
    }

    void aBusyNumberIsBusyAndCostsNothing()
    {
        TestWorld world;
        world.own(line);

        const QString sid = world->calls().create(order(u"+14155550197"_s))->sid;
        world.pass(2min);

        const auto ended = world->calls().fetch(sid);
        QCOMPARE(ended->status, u"busy"_s);
        QCOMPARE(*ended->duration.value, 0);
        QCOMPARE(ended->price->value, 0);
    }

    void aRingingCallCanBeCanceledAndALiveOneHungUp()
    {
        TestWorld world;
        world.own(line);
        const QString ringing = world->calls().create(order())->sid;
        world.pass(1s);
        QCOMPARE(world->calls().update(ringing, Form{{u"Twiml"_s, u"<Response/>"_s}}).error().twilioCode, 21220);
        QCOMPARE(world->calls().update(ringing, Form{{u"Status"_s, u"canceled"_s}})->status, u"canceled"_s);

        const Call inbound = world->calls().receive(callee, line);
        QVERIFY(world->calls().move(inbound.sid, CallState::InProgress));
        world.pass(61s);
        const auto ended = world->calls().update(inbound.sid, Form{{u"Status"_s, u"completed"_s}});

        QCOMPARE(ended->status, u"completed"_s);
        QCOMPARE(*ended->duration.value, 61);
        world.pass(1min);
        QCOMPARE(world->calls().fetch(ringing)->status, u"canceled"_s); // its plan no longer counts
        QCOMPARE(world->calls().fetch(inbound.sid)->price->value, -17'000);
    }

    void anEndedCallNeverMovesAgain()
    {
        TestWorld world;
        world.own(line);
        const Call call = world->calls().receive(callee, line);
        QVERIFY(world->calls().move(call.sid, CallState::NoAnswer));

        QVERIFY(!world->calls().move(call.sid, CallState::InProgress));
        QVERIFY(!world->calls().move(call.sid, CallState::Completed));
    }

    void onlyEndedCallsCanBeDeleted()
    {
        TestWorld world;
        world.own(line);
        const Call call = world->calls().receive(callee, line);
        QCOMPARE(world->calls().remove(call.sid).error().twilioCode, 20009);
        world->calls().move(call.sid, CallState::NoAnswer);

        QVERIFY(world->calls().remove(call.sid));

        QVERIFY(!world->calls().fetch(call.sid));
        QCOMPARE(world->calls().list({})->items.size(), 0);
    }

    void recordingsFollowTheirCall()
    {
        TestWorld world;
        world.own(line);
        Call call = world->calls().receive(callee, line);
        QCOMPARE(world->recordings().start(call, {}).error().twilioCode, 21220);
        world->calls().move(call.sid, CallState::InProgress);
        call = *world->calls().fetch(call.sid);

        const auto recording = world->recordings().start(call, Form{{u"RecordingChannels"_s, u"dual"_s}});
        QCOMPARE(recording->status, u"in-progress"_s);
        QCOMPARE(recording->channels, 2);
        QCOMPARE(world->recordings().control(call.sid, u"Twilio.CURRENT", Form{{u"Status"_s, u"paused"_s}})->status, u"paused"_s);
        world.pass(10s);
        world->recordings().callEnded(call.sid);
        QVERIFY(!world->recordings().audio(recording->sid).result());
        world.pass(10s);

        const auto done = world->recordings().fetch(recording->sid);
        QCOMPARE(done->status, u"completed"_s);
        QCOMPARE(*done->duration.value, 10);
        const auto audio = world->recordings().audio(recording->sid).result();
        QCOMPARE(audio->size(), 44 + 10 * 8000 * 2 * 2);
        QVERIFY(world->recordings().remove(recording->sid));
        QVERIFY(!world->recordings().fetch(recording->sid));
        QCOMPARE(world->recordings().fetch(recording->sid, true)->status, u"deleted"_s);
    }
};

QTEST_GUILESS_MAIN(TestCallBook)
#include "tst_callbook.moc"
