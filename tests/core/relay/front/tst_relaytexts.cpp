// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/webhooktable.h"
#include "core/relay/events/eventsight.h"
#include "tests/core/relay/front/textstest.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestRelayTexts : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aTextIsKeptAndDesksHearOfIt()
    {
        TextsAt at(m_engines.url());

        QCOMPARE(at.says(textFields(1, u"On my way"_s, theCaller,
                                    {{u"NumMedia"_s, u"2"_s},
                                     {u"MediaUrl0"_s, u"https://api.twilio.com/1"_s},
                                     {u"MediaContentType0"_s, u"image/png"_s},
                                     {u"MediaUrl1"_s, u"https://api.twilio.com/2"_s},
                                     {u"MediaContentType1"_s, u"video/mp4"_s},
                                     {u"ProfileName"_s, u"Maria"_s}})),
                 QString());

        const auto text = at.text(1);
        QVERIFY(text);
        QCOMPARE(text->message.body, u"On my way"_s);
        QCOMPARE(text->message.mediaCount, 2);
        QCOMPARE(text->media.size(), 2);
        QCOMPARE(text->media[1].type, u"video/mp4"_s);
        QVERIFY(isInbound(text->message));
        const auto events = at.events(u"text"_s);
        QCOMPARE(events.size(), 1);
        QCOMPARE(events[0][u"sid"_s].toString(), textNumber(1).text());
        QCOMPARE(events[0][u"line"_s].toString(), theLine);
        QCOMPARE(events[0][u"peer"_s].toString(), theCaller);
        QVERIFY(!events[0].contains(u"body"_s));
        QVERIFY(at.tasks().isEmpty());
    }

    void everyWebhookFiveTimesInAnyOrderAtTwoRelaysHasOneEffect()
    {
        const QString url = m_engines.url();
        routing::LineTexts texts = chatty();
        texts.tasks = {{.name = u"all"_s}};
        TextsAt one(url, texts), two(url, texts);
        struct Delivery {
            QString path;
            FormFields fields;
        };
        QList<Delivery> all;
        for (int i = 0; i < 8; ++i) {
            const QString from = u"+1415555020%1"_s.arg(i);
            for (int times = 0; times < 5; ++times) {
                all << Delivery{u"incoming-sms"_s, textFields(i, u"Hello"_s, from)};
                all << Delivery{u"incoming-sms"_s, textFields(100 + i, i % 2 ? u"STOP"_s : u"HELP"_s, u"+1415555030%1"_s.arg(i))};
                for (const QString &state : {u"queued"_s, u"sent"_s, u"delivered"_s})
                    all << Delivery{u"message-status"_s, statusFields(200 + i, state)};
            }
        }
        std::shuffle(all.begin(), all.end(), std::mt19937(11));

        QList<std::shared_ptr<QNetworkReply>> replies;
        for (qsizetype i = 0; i < all.size(); ++i) {
            TwilioPoster &twilio = i % 2 == 0 ? one.twilio() : two.twilio();
            replies << twilio.begin(all[i].path, all[i].fields);
        }
        int said = 0;
        for (const auto &reply : replies) {
            const auto answer = TwilioPoster::answerOf(*reply, twiml::Kind::Messaging);
            QVERIFY2(answer.status == 200 || answer.status == 204, answer.body.constData());
            said += answer.verb<twiml::Message>() ? 1 : 0;
        }

        QCOMPARE(said, 8);
        QCOMPARE(one.tasks().size(), 8); // keywords make none
        QCOMPARE(one.events(u"task"_s).size(), 8);
        QCOMPARE(one.events(u"opt_out"_s).size(), 4);
        for (int i = 0; i < 8; ++i)
            QVERIFY(one.text(200 + i)->message.status.is(MessageStatus::Delivered));
        const auto texts16 =
            one.in([](SqlConnection &db) { return TextTable(db).latest(instant(1), 1000); }).value_or(QList<LedgerText>());
        QCOMPARE(std::ranges::count_if(texts16, [](const LedgerText &text) { return isInbound(text.message); }), 16);
    }

    void rulesMakeTasksOfPeoplesTexts()
    {
        routing::Plan plan = planWith({}, {.hours = routing::ScheduleId(u"never"_s)});
        plan.schedules[routing::ScheduleId(u"never"_s)] = {};
        const routing::LineTexts texts{.tasks = {
                                           {.name = u"quotes"_s,
                                            .words = {u"quote"_s},
                                            .title = u"Send a quote"_s,
                                            .person = anna,
                                            .due = std::chrono::seconds(7200)},
                                           {.name = u"strangers"_s, .fromStrangers = true, .whenClosed = true},
                                       }};
        TextsAt at(m_engines.url(), texts, plan);
        QVERIFY(at.in([](SqlConnection &db) {
            const Contact known{.id = 0, .name = u"Maria"_s, .numbers = {{Party(theCaller), {}}}};
            return SharedContactTable(db).add(known, {.name = u"anna"_s, .now = instant(0)});
        }));

        QCOMPARE(at.says(textFields(1, u"A quote, please"_s)), QString());
        QCOMPARE(at.says(textFields(2, u"Hello"_s)), QString());                        // known
        QCOMPARE(at.says(textFields(3, u"Hello"_s, u"+14155550199"_s)), QString());     // a stranger
        QCOMPARE(at.says(textFields(4, u"Quote of the day"_s, u"72975"_s)), QString()); // a machine
        QCOMPARE(at.says(textFields(5, u"STOP"_s, u"+14155550198"_s)), QString());

        const QList<LedgerTask> tasks = at.tasks();
        QCOMPARE(tasks.size(), 2);
        QCOMPARE(tasks[0].title, u"Send a quote"_s);
        QCOMPARE(tasks[0].person, anna.text());
        QCOMPARE(tasks[0].due, instant(7200));
        QCOMPARE(tasks[0].peer, Party(theCaller));
        QCOMPARE(tasks[0].line, theLine);
        QCOMPARE(tasks[1].title, u"strangers"_s);
        QVERIFY(!tasks[1].due.isValid());
        const QList<QJsonObject> told = at.events(u"task"_s);
        QCOMPARE(told.size(), 2);
        for (const QJsonObject &body : told)
            QCOMPARE(body[u"line"_s].toString(), theLine);
        // Carl does not see the line, Ben does; what is given to Anna is hers to hear of in any case.
        routing::Plan bens = plan;
        bens.groups[routing::GroupId(u"all"_s)].members = {ben};
        bens.routes[routing::RouteId(u"day"_s)].stages = {routing::InOrder{.group = routing::GroupId(u"all"_s)}};
        const auto hears = [&](const QString &who, const QJsonObject &body) {
            const Visitor visitor{.name = who, .role = Role::Assistant};
            const LedgerEvent event{.number = 1, .kind = u"task"_s, .body = QString::fromUtf8(QJsonDocument(body).toJson())};
            return isTold(visitor, LineSight(visitor, &bens), outgoing(event));
        };
        QVERIFY(hears(u"ben"_s, told[0]) && hears(u"ben"_s, told[1]));
        QVERIFY(hears(u"anna"_s, told[0]) && !hears(u"anna"_s, told[1]));
        QVERIFY(!hears(u"carl"_s, told[0]) && !hears(u"carl"_s, told[1]));
    }

    void whileTheDatabaseIsAwayTwilioIsToldToAskAgain()
    {
        if (!Engines::isPostgres())
            QSKIP("a file does not go away");
        RelayOptions options = unhurried();
        options.databasePatience = std::chrono::milliseconds(1500);
        TextsAt at(m_engines.url(), chatty(), planWith({}), options);
        QCOMPARE(at.says(textFields(1, u"Hello"_s)), soon);
        m_engines.server().kill();

        QCOMPARE(at.says(textFields(2, u"Hello again"_s, u"+14155550199"_s)), u"!503"_s);
        QVERIFY(m_engines.server().restart());
        QString said = u"!"_s;
        for (int times = 0; times < 20 && said.startsWith(u'!'); ++times) // as Twilio does at the fallback address
            said = at.says(textFields(2, u"Hello again"_s, u"+14155550199"_s));
        QCOMPARE(said, soon);

        QVERIFY(at.text(1));
        QCOMPARE(at.text(2)->message.body, u"Hello again"_s);
    }

    void anOldRequestSentAgainChangesNothing()
    {
        TextsAt at(m_engines.url(), chatty());
        QCOMPARE(at.saysAt(0, textFields(1, u"Hello"_s)), soon);
        QCOMPARE(at.saysAt(1, textFields(2, u"STOP"_s)), QString());
        QCOMPARE(at.saysAt(2, textFields(3, u"START"_s)), QString());
        const qint64 muchLater = 2000 * hour;
        QVERIFY(at.in([](SqlConnection &db) { return WebhookTable(db).forgetBefore(instant(muchLater)); }));

        for (const int number : {1, 2, 3})
            QCOMPARE(at.saysAt(muchLater, textFields(number, number == 1 ? u"Hello"_s : u"STOP"_s)), QString());

        QVERIFY(!at.isOptedOut());
        QCOMPARE(at.events(u"text"_s).size(), 3);
        QCOMPARE(at.events(u"opt_out"_s).size(), 2);
    }

    void eachNewStateIsToldOnce()
    {
        TextsAt at(m_engines.url());
        for (const QString &state : {u"queued"_s, u"delivered"_s, u"sent"_s, u"delivered"_s})
            QCOMPARE(at.status(statusFields(1, state)), 204);

        QStringList told;
        for (const QJsonObject &event : at.events(u"text"_s))
            told << event[u"status"_s].toString();
        QCOMPARE(told, QStringList({u"queued"_s, u"delivered"_s}));
    }

    void aTextOfWhichHalfIsMissingIsKeptAllTheSame()
    {
        TextsAt at(m_engines.url(), chatty());

        QCOMPARE(at.says({{u"MessageSid"_s, textNumber(1).text()}, {u"Body"_s, u"STOP"_s}}), QString());
        QCOMPARE(at.status({{u"MessageSid"_s, textNumber(2).text()}, {u"ErrorCode"_s, u"21610"_s}}), 204);

        QCOMPARE(at.text(1)->message.body, u"STOP"_s);
        QVERIFY(at.text(2));
    }

    void whatCannotBeReadIsSaidSo()
    {
        TextsAt at(m_engines.url());

        QCOMPARE(at.status({{u"MessageStatus"_s, u"sent"_s}}), 400);
        QCOMPARE(at.says({{u"Body"_s, u"Hello"_s}}), u"!400"_s);
    }
};

QTEST_GUILESS_MAIN(TestRelayTexts)
#include "tst_relaytexts.moc"
