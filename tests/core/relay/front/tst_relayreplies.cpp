// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/front/textstest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestRelayReplies : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aLineAnswersByItselfOnceAWindow()
    {
        TextsAt at(m_engines.url(), chatty());

        QCOMPARE(at.saysAt(0, textFields(1, u"Hello"_s)), soon);
        QCOMPARE(at.saysAt(hour, textFields(2, u"Are you there?"_s)), QString());
        QCOMPARE(at.saysAt(hour, textFields(3, u"Hello"_s, u"+14155550199"_s)), soon);
        QCOMPARE(at.saysAt(4 * hour, textFields(4, u"Still there?"_s)), soon);

        QCOMPARE(at.conversation(),
                 QStringList({u"> "_s + soon, u"Still there?"_s, u"Are you there?"_s, u"> "_s + soon, u"Hello"_s}));
    }

    void aReplyIsAutomaticAndItsStatesAreHeard()
    {
        TextsAt at(m_engines.url(), chatty());
        QCOMPARE(at.says(textFields(1, u"Hello"_s)), soon);
        QVERIFY2(at.callback().startsWith(u"/api/twilio/message-status?answers=SM"_s), qPrintable(at.callback()));

        for (const QString &state : {u"delivered"_s, u"sent"_s, u"queued"_s})
            QCOMPARE(at.status(statusFields(7, state), at.callback()), 204);

        const auto reply = at.text(7);
        QVERIFY(reply && reply->isAutomatic());
        QCOMPARE(reply->message.body, soon);
        QVERIFY(reply->message.status.is(MessageStatus::Delivered));
        QCOMPARE(at.conversation(), QStringList({u"> "_s + soon, u"Hello"_s}));
    }

    void outOfHoursTheLineSaysSo()
    {
        routing::Plan plan = planWith({}, {.hours = routing::ScheduleId(u"never"_s)});
        plan.schedules[routing::ScheduleId(u"never"_s)] = {};
        TextsAt at(m_engines.url(), chatty(), plan);

        QCOMPARE(at.says(textFields(1, u"Hello"_s)), u"We are closed."_s);
    }

    void theThirdSameTextInAnHourStopsRepliesAndItsOwnerHearsOnce()
    {
        routing::LineTexts texts = chatty();
        texts.reply.oncePer = std::chrono::seconds(0);
        texts.tasks = {{.name = u"all"_s}};
        TextsAt at(m_engines.url(), texts);

        QCOMPARE(at.saysAt(0, textFields(1, u"I am on holiday."_s)), soon);
        QCOMPARE(at.saysAt(minute, textFields(2, u"I am on HOLIDAY"_s)), soon);
        for (int i = 3; i < 10; ++i)
            QCOMPARE(at.saysAt(i * minute, textFields(i, u"I am on holiday."_s)), QString());

        const QList<LedgerTask> tasks = at.tasks();
        QCOMPARE(at.rules().count(ownrule::replyLoop()), 1);
        QCOMPARE(tasks.size(), 3); // of the first two texts, and the one for the owner
        QCOMPARE(tasks.last().person, ben.text());
    }

    void fiveRepliesADayAreEnoughForOneSender()
    {
        TextsAt at(m_engines.url(), chatty());
        for (int i = 0; i < 5; ++i)
            QCOMPARE(at.saysAt(i * 4 * hour, textFields(i, u"Question %1"_s.arg(i))), soon);

        QCOMPARE(at.saysAt(20 * hour, textFields(10, u"And another"_s)), QString());
        QCOMPARE(at.rules(), QStringList({ownrule::replyLoop()}));
        QCOMPARE(at.saysAt(24 * hour + 1, textFields(11, u"A day later"_s)), soon);
    }

    void aLineSaysNoMoreThanItMayInAnHour()
    {
        routing::LineTexts texts = chatty();
        texts.reply.perLineAnHour = 2;
        TextsAt at(m_engines.url(), texts);
        const auto from = [](int i) { return u"+1415555040%1"_s.arg(i); };

        QCOMPARE(at.saysAt(0, textFields(1, u"Hello"_s, from(1))), soon);
        QCOMPARE(at.saysAt(1, textFields(2, u"Hello"_s, from(2))), soon);
        for (int i = 3; i < 7; ++i)
            QCOMPARE(at.saysAt(i, textFields(i, u"Hello"_s, from(i))), QString());
        QCOMPARE(at.rules(), QStringList({ownrule::replyLimit()}));

        QCOMPARE(at.saysAt(hour + 1, textFields(9, u"Hello"_s, from(9))), soon);
    }

    // Many at once, at two relays: each decides by what the other has done.
    void textsAtTheSameMomentGetOneReplyASenderAndNoMoreThanTheLineMaySay()
    {
        const QString url = m_engines.url();
        routing::LineTexts texts = chatty();
        texts.reply.perLineAnHour = 3;
        TextsAt one(url, texts), two(url, texts);
        const auto repliesTo = [&](int first, const std::function<QString(int)> &from) {
            QList<std::shared_ptr<QNetworkReply>> replies;
            for (int i = 0; i < 16; ++i) {
                TwilioPoster &twilio = i % 2 == 0 ? one.twilio() : two.twilio();
                replies << twilio.begin(u"incoming-sms"_s, textFields(first + i, u"Question %1"_s.arg(i), from(i)));
            }
            int said = 0;
            for (const auto &reply : replies)
                said += TwilioPoster::answerOf(*reply, twiml::Kind::Messaging).verb<twiml::Message>() ? 1 : 0;
            return said;
        };

        QCOMPARE(repliesTo(100, [](int) { return theCaller; }), 1);
        QCOMPARE(repliesTo(200, [](int i) { return u"+14155550%1"_s.arg(500 + i); }), 2); // the third, and all there may be
        QCOMPARE(one.rules(), QStringList({ownrule::replyLimit()}));
    }

    void nobodyIsAnsweredWhoShouldNotBe()
    {
        TextsAt at(m_engines.url(), chatty());
        QVERIFY(at.in([](SqlConnection &db) {
            return BlockTable(db).block({.peer = Party(u"+14155550777"_s), .by = u"anna"_s, .at = instant(0)});
        }));

        QCOMPARE(at.says(textFields(1, u"Your code is 1234"_s, u"72975"_s)), QString());
        QCOMPARE(at.says(textFields(2, u"Sale!"_s, u"ACME"_s)), QString());
        QCOMPARE(at.says(textFields(3, u"Hello"_s, theLine)), QString());
        QCOMPARE(at.says(textFields(4, u"Hello"_s, u"+14155550777"_s)), QString());

        QVERIFY(at.text(4)); // kept all the same
    }

    void whereAPersonIsWritingTheLineIsQuiet()
    {
        TextsAt at(m_engines.url(), chatty());
        TextNotice sent{.source = u"sent"_s, .author = u"anna"_s};
        sent.message.sid = textNumber(50);
        sent.message.from = Party(theLine);
        sent.message.to = Party(theCaller);
        sent.message.body = u"I will call you."_s;
        sent.message.status = MessageStatus::Queued;
        QVERIFY(at.in([sent](SqlConnection &db) { return TextTable(db).note(sent, instant(0)); }));

        QCOMPARE(at.saysAt(29 * minute, textFields(1, u"Thanks"_s)), QString());
        QCOMPARE(at.saysAt(31 * minute, textFields(2, u"When?"_s)), soon);
    }
};

QTEST_GUILESS_MAIN(TestRelayReplies)
#include "tst_relayreplies.moc"
