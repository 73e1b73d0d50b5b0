// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/world/testworld.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::world;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QString ours = u"+12065550142"_s;
const QString theirs = u"+14155550108"_s;

Form text(const QString &body, const QString &to = theirs)
{
    return Form{{u"From"_s, ours}, {u"To"_s, to}, {u"Body"_s, body}};
}

} // namespace

class TestMessageBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTextLivesFromQueuedToDeliveredAndIsPricedLate()
    {
        TestWorld world;
        world.own(ours);
        QStringList states;
        connect(&world->messages(), &MessageBook::statusChanged, this, [&](const Message &m) { states.append(m.status); });

        const auto created = world->messages().create(text(u"Hello"_s));
        QVERIFY(created);
        QCOMPARE(created->status, u"queued"_s);
        QVERIFY(!created->sentAt.isValid());
        QVERIFY(!created->price);
        world.pass(3s);

        QCOMPARE(states, QStringList({u"sending"_s, u"sent"_s, u"delivered"_s}));
        const auto delivered = world->messages().fetch(created->sid);
        QCOMPARE(delivered->status, u"delivered"_s);
        QVERIFY(delivered->sentAt.isValid());
        QVERIFY(!delivered->price);

        world.pass(10s);
        QCOMPARE(world->messages().fetch(created->sid)->price->toText(5), u"-0.00790"_s);
    }

    void wrongTextsAreRefusedInTwiliosWords_data()
    {
        QTest::addColumn<Form>("form");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, Form form, int code, const QString &words = {}) {
            QTest::newRow(name) << form << code << words;
        };
        row("no recipient", {{u"From"_s, ours}, {u"Body"_s, u"x"_s}}, 21604, u"A 'To' phone number is required."_s);
        row("recipient is no number", text(u"x"_s, u"98349234924"_s), 21211,
            u"The 'To' number 98349234924 is not a valid phone number."_s);
        row("test recipient not valid", text(u"x"_s, u"+15005550001"_s), 21211);
        row("no sender", {{u"To"_s, theirs}, {u"Body"_s, u"x"_s}}, 21603, u"A 'From' phone number is required."_s);
        row("sender is no number", {{u"To"_s, theirs}, {u"From"_s, u"abc"_s}, {u"Body"_s, u"x"_s}}, 21212);
        row("sender is not ours", {{u"To"_s, theirs}, {u"From"_s, u"+12065550199"_s}, {u"Body"_s, u"x"_s}}, 21606,
            u"The From phone number +12065550199 is not a valid, SMS-capable inbound phone number or short code for your account."_s);
        row("queue of the test sender full", {{u"To"_s, theirs}, {u"From"_s, u"+15005550008"_s}, {u"Body"_s, u"x"_s}}, 21611);
        row("neither body nor media", {{u"To"_s, theirs}, {u"From"_s, ours}}, 21619,
            u"A text message body or media urls must be specified."_s);
        row("empty body", text(u""_s), 21602, u"Message body is required."_s);
        row("too long", text(QString(1601, u'a')), 21617, u"The concatenated message body exceeds the 1600 character limit."_s);
        row("media is no URL", {{u"To"_s, theirs}, {u"From"_s, ours}, {u"MediaUrl"_s, u"file:///etc/passwd"_s}}, 21620);
        row("unreachable", text(u"x"_s, u"+15005550002"_s), 21612);
        row("region not enabled", text(u"x"_s, u"+15005550003"_s), 21408);
        row("unsubscribed", text(u"x"_s, u"+15005550004"_s), 21610, u"Attempt to send to unsubscribed recipient"_s);
        row("no mobile", text(u"x"_s, u"+15005550009"_s), 21614, u"To number: +15005550009, is not a mobile number"_s);
        row("to itself", text(u"x"_s, ours), 21266);
        row("schedule without service",
            {{u"To"_s, theirs},
             {u"From"_s, ours},
             {u"Body"_s, u"x"_s},
             {u"ScheduleType"_s, u"fixed"_s},
             {u"SendAt"_s, u"2026-08-12T10:00:00Z"_s}},
            35118);
        row("the recipient is looked at before the sender", {{u"To"_s, u"1"_s}, {u"From"_s, u"1"_s}}, 21211);
    }
    void wrongTextsAreRefusedInTwiliosWords()
    {
        QFETCH(Form, form);
        QFETCH(int, code);
        QFETCH(QString, words);
        TestWorld world;
        world.own(ours);

        const auto created = world->messages().create(form);

        QVERIFY(!created);
        QCOMPARE(created.error().twilioCode, code);
        QCOMPARE(created.error().httpStatus, 400);
        if (!words.isEmpty())
            QCOMPARE(created.error().detail, words);
        QCOMPARE(world->messages().list({})->items.size(), 0);
    }

    void aTrialAccountTextsOnlyVerifiedNumbers()
    {
        TestWorld world(WorldOptions{.isTrial = true});
        world.own(ours);
        QCOMPARE(world->messages().create(text(u"Hi"_s)).error().twilioCode, 21608);

        QVERIFY(world->callerIds().create(Form{{u"PhoneNumber"_s, theirs}}));
        world.pass(10s);
        const auto created = world->messages().create(text(u"Hi"_s));

        QVERIFY(created);
        QCOMPARE(created->body, u"Sent from your Twilio trial account - Hi"_s);
    }

    void stopIsAnsweredAndRememberedUntilStart()
    {
        TestWorld world;
        world.own(ours);
        QStringList types;
        connect(&world->messages(), &MessageBook::received, this,
                [&](const Message &, const QString &type) { types.append(type); });

        world->messages().receive(theirs, ours, u" stop "_s);
        QCOMPARE(world->messages().create(text(u"Hi"_s)).error().twilioCode, 21610);
        world->messages().receive(theirs, ours, u"please stop"_s);
        world->messages().receive(theirs, ours, u"Start"_s);
        QVERIFY(world->messages().create(text(u"Hi"_s)));
        world->messages().receive(theirs, ours, u"HELP"_s);

        QCOMPARE(types, QStringList({u"STOP"_s, u""_s, u"START"_s, u"HELP"_s}));
        const auto replies = world->messages().list(Form{{u"To"_s, theirs}});
        QCOMPARE(replies->items.size(), 4); // newest first: HELP, ours, START, STOP
        QCOMPARE(replies->items[0].body, u"Reply STOP to unsubscribe. Msg&Data Rates May Apply."_s);
        QCOMPARE(replies->items[3].direction, u"outbound-reply"_s);
        QVERIFY(replies->items[3].body.startsWith(u"You have successfully been unsubscribed."));
    }

    void anOptOutCountsForTheWholeService()
    {
        TestWorld world;
        const QString first = world.own(ours);
        const QString second = world.own(u"+12065550143"_s);
        const QString service = world->services().create(Form{{u"FriendlyName"_s, u"desk"_s}})->sid;
        QVERIFY(world->services().addNumber(service, Form{{u"PhoneNumberSid"_s, first}}));
        QVERIFY(world->services().addNumber(service, Form{{u"PhoneNumberSid"_s, second}}));

        world->messages().receive(theirs, ours, u"STOP"_s);

        QCOMPARE(world->messages()
                     .create(Form{{u"From"_s, u"+12065550143"_s}, {u"To"_s, theirs}, {u"Body"_s, u"x"_s}})
                     .error()
                     .twilioCode,
                 21610);
        QCOMPARE(world->messages()
                     .create(Form{{u"MessagingServiceSid"_s, service}, {u"To"_s, theirs}, {u"Body"_s, u"x"_s}})
                     .error()
                     .twilioCode,
                 21610);
    }

    void aServiceAcceptsAndThenChoosesTheSender()
    {
        TestWorld world;
        const QString service = world->services().create(Form{{u"FriendlyName"_s, u"desk"_s}})->sid;
        QVERIFY(world->services().addNumber(service, Form{{u"PhoneNumberSid"_s, world.own(ours)}}));

        const auto created =
            world->messages().create(Form{{u"MessagingServiceSid"_s, service}, {u"To"_s, theirs}, {u"Body"_s, u"x"_s}});
        QCOMPARE(created->status, u"accepted"_s);
        QVERIFY(!created->from);
        QCOMPARE(*created->segments.value, 0);
        world.pass(5s);

        const auto sent = world->messages().fetch(created->sid);
        QCOMPARE(*sent->from, ours);
        QCOMPARE(sent->status, u"delivered"_s);
        QCOMPARE(*sent->segments.value, 1);
        QCOMPARE(world->messages().list(Form{{u"From"_s, ours}})->items.size(), 1);
    }

    void aScheduledTextWaitsAndCanBeCanceled()
    {
        TestWorld world;
        const QString service = world->services().create(Form{{u"FriendlyName"_s, u"desk"_s}})->sid;
        QVERIFY(world->services().addNumber(service, Form{{u"PhoneNumberSid"_s, world.own(ours)}}));
        Form form{{u"MessagingServiceSid"_s, service},
                  {u"To"_s, theirs},
                  {u"Body"_s, u"x"_s},
                  {u"ScheduleType"_s, u"fixed"_s},
                  {u"SendAt"_s, u"2026-08-11T17:00:00Z"_s}};

        const QString kept = world->messages().create(form)->sid;
        const QString canceled = world->messages().create(form)->sid;
        QCOMPARE(world->messages().fetch(kept)->status, u"scheduled"_s);
        QVERIFY(world->messages().update(canceled, Form{{u"Status"_s, u"canceled"_s}}));
        world.pass(2h);

        QCOMPARE(world->messages().fetch(kept)->status, u"delivered"_s);
        QCOMPARE(world->messages().fetch(canceled)->status, u"canceled"_s);
        QCOMPARE(world->messages().update(kept, Form{{u"Status"_s, u"canceled"_s}}).error().twilioCode, 30409);
    }

    void aPictureIsFetchedBeforeItsTextIsSent()
    {
        TestWorld world;
        world.own(ours);
        QSignalSpy wanted(&world->messages(), &MessageBook::mediaWanted);

        const auto created = world->messages().create(
            Form{{u"From"_s, ours}, {u"To"_s, theirs}, {u"MediaUrl"_s, u"https://example.org/cat.png"_s}});
        world.pass(5s);
        QVERIFY(created->sid.startsWith(u"MM"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(world->messages().fetch(created->sid)->status, u"queued"_s);
        world->messages().mediaFetched(created->sid, {{u"image/png"_s, "bytes"}});
        world.pass(5s);

        QCOMPARE(world->messages().fetch(created->sid)->status, u"delivered"_s);
        const auto media = world->media().list(created->sid, {});
        QCOMPARE(media->items.size(), 1);
        QCOMPARE(world->media().bytes(created->sid, media->items[0].sid)->data, QByteArray("bytes"));
        QVERIFY(world->media().remove(created->sid, media->items[0].sid));
        QCOMPARE(*world->messages().fetch(created->sid)->mediaCount.value, 0);
    }

    void aPictureThatCannotBeFetchedFailsItsText()
    {
        TestWorld world;
        world.own(ours);
        const QString sid =
            world->messages()
                .create(Form{{u"From"_s, ours}, {u"To"_s, theirs}, {u"MediaUrl"_s, u"https://example.org/gone.png"_s}})
                ->sid;
        world.pass(1s);

        world->messages().mediaFailed(sid, 11200);

        QCOMPARE(world->messages().fetch(sid)->status, u"failed"_s);
        QCOMPARE(*world->messages().fetch(sid)->errorCode, 11200);
    }

    void redactingEmptiesTheBodyAndDeletingForgetsTheText()
    {
        TestWorld world;
        world.own(ours);
        const QString sid = world->messages().create(text(u"secret"_s))->sid;
        QCOMPARE(world->messages().remove(sid).error().twilioCode, 20009);
        world.pass(5s);

        QCOMPARE(world->messages().update(sid, Form{{u"Body"_s, u""_s}})->body, QString());
        QVERIFY(world->messages().remove(sid));

        QCOMPARE(world->messages().fetch(sid).error().twilioCode, 20404);
        QCOMPARE(world->messages().list({})->items.size(), 0);
    }

    void textsToUnreachablePeopleEndWithTheirError()
    {
        TestWorld world;
        world.own(ours);
        world->people().add({.name = u"Ola"_s, .number = theirs, .reach = Person::Reach::Landline});

        const QString sid = world->messages().create(text(u"Hi"_s))->sid;
        world.pass(5s);

        const auto ended = world->messages().fetch(sid);
        QCOMPARE(ended->status, u"undelivered"_s);
        QCOMPARE(*ended->errorCode, 30006);
        QCOMPARE(*ended->errorMessage, u"Landline or unreachable carrier"_s);
    }

    void peopleAnswerOnlyWhenTheyMay()
    {
        TestWorld world;
        world.own(ours);
        world->people().add({.name = u"Ada Winter"_s, .number = theirs});
        QSignalSpy received(&world->messages(), &MessageBook::received);

        QVERIFY(world->messages().create(text(u"Your invoice is ready"_s)));
        world.pass(1min);
        QCOMPARE(received.size(), 0);
        world->people().setHabits(People::Habit::Answer);
        QVERIFY(world->messages().create(text(u"Your invoice is ready"_s)));
        world.pass(1min);
        QCOMPARE(received.size(), 1);

        const auto answer = received[0][0].value<Message>();
        QCOMPARE(*answer.from, theirs);
        QVERIFY(!answer.body.isEmpty());
    }

    void whoWantsOutSaysStop()
    {
        TestWorld world;
        world.own(ours);
        world->people().add({.name = u"Max"_s, .number = theirs, .temper = Person::Temper::WantsOut});
        world->people().setHabits(People::Habit::Answer);

        QVERIFY(world->messages().create(text(u"Our offer of the week"_s)));
        world.pass(1min);

        QVERIFY(world->messages().optOuts().contains(ours, theirs));
    }
};

QTEST_GUILESS_MAIN(TestMessageBook)
#include "tst_messagebook.moc"
