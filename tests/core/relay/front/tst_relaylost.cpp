// SPDX-License-Identifier: GPL-3.0-or-later
// Connections break at any moment; Twilio says it again, here or at the other relay.
#include "tests/core/http/rawclient.h"
#include "tests/core/relay/front/webhookstories.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

Result<> givePhones(SqlConnection &db)
{
    RosterTable roster(db);
    for (const auto &[person, number] : {std::pair(anna, annasPhone), std::pair(ben, bensPhone)}) {
        auto done = roster.setPhone(
            person, routing::OutsidePhone{.number = phone(number), .rings = routing::OutsidePhone::Rings::Always});
        if (!done)
            return done;
    }
    return {};
}

/// Two relays at one database.
struct Pair {
    Pair(const QString &url, const WebhookStory &story) : one(url, story.plan, atRest()), two(url, story.plan, atRest())
    {
        const auto nothing = [](SqlConnection &) { return Result<>(); }; // waits while the other makes the tables
        const auto opened = waitFor(one.relay.store().write(nothing)), openedToo = waitFor(two.relay.store().write(nothing));
        isReady = opened && openedToo && (!story.havePhones || waitFor(one.relay.store().write(&givePhones)));
        if (!isReady)
            qWarning() << (opened ? QString() : opened.error().detail) << (openedToo ? QString() : openedToo.error().detail);
        for (const Webhook &webhook : story.before)
            isReady = isReady && one.twilio->post(webhook.path, webhook.fields).status == 200;
    }

    static RelayOptions atRest() // so that what depends on the time is the same
    {
        RelayOptions options = unhurried();
        options.clock = [] { return instant(0); };
        return options;
    }
    static qint64 doneAt(const RelayAt &at) { return at.relay.voice().counts().answered + at.relay.texts().counts().answered; }

    /// Says it, and hears nothing of the answer. @p moment 0: half of it was said; 1: it was said, just so; 2: it was read;
    /// 3: it was written down
    bool lose(RelayAt &at, const Webhook &webhook, int moment)
    {
        const QByteArray request = webhook.request(at.relay.publicUrl());
        const qint64 genuine = at.relay.door().counts().genuine, done = doneAt(at);
        RawClient client;
        client.sendNow(quint16(QUrl(at.relay.publicUrl()).port()), moment == 0 ? request.first(request.size() - 40) : request);
        client.stopReading();
        const bool happened = moment < 2
            || QTest::qWaitFor([&] { return moment == 2 ? at.relay.door().counts().genuine > genuine : doneAt(at) > done; }, 30'000);
        client.breakOff();
        return happened;
    }
    /// @return the answer; empty: there was none
    QByteArray tell(RelayAt &at, const Webhook &webhook)
    {
        const bool isText = webhook.name() == u"incoming-sms" || webhook.name() == u"message-status";
        const auto answer = TwilioPoster::answerOf(*at.twilio->begin(webhook.path, webhook.fields),
                                                   isText ? twiml::Kind::Messaging : twiml::Kind::Voice);
        if (answer.status != 200 && answer.status != 204)
            return {};
        QByteArray body = answer.body; // the first answer may have been the other one's
        return QByteArray::number(answer.status) + ' '
            + body.replace(one.relay.publicUrl().toUtf8(), "").replace(two.relay.publicUrl().toUtf8(), "");
    }

    /// The rows that a story leaves, whatever the order of what was heard late.
    QStringList rows(const WebhookStory &story)
    {
        QSet<QString> sids;
        for (const Webhook &webhook : story.webhooks) {
            for (const auto &[name, value] : webhook.fields) {
                if (name == u"CallSid" || name == u"ParentCallSid")
                    sids << value;
            }
        }
        QStringList rows;
        for (const QString &sid : sids) {
            if (const auto call = one.call(*CallSid::parse(sid))) {
                QStringList legs, trace = one.traceOf(call->sid);
                for (const Call &leg : call->legs)
                    legs << leg.sid.text().right(2) + u' ' + leg.status.text();
                trace.sort();
                rows << u"call %1 %2 %3 %4"_s.arg(call->outcome, call->answeredBy, legs.join(u','), trace.join(u','));
            }
        }
        for (const LedgerVoicemail &voicemail : one.voicemails())
            rows << u"voicemail %1 %2 %3"_s.arg(voicemail.status.text(), voicemail.caller.text(), voicemail.text);
        for (const TurnCount &count : one.standing())
            rows << u"turns %1 %2 %3"_s.arg(count.person.text()).arg(count.offers).arg(count.answers);
        const auto read = [this](auto job) { return *waitFor(one.relay.store().read(job)); };
        for (const LedgerText &text :
             read([](SqlConnection &db) { return TextTable(db).conversation(theLine, Party(theCaller), {}, 100); }))
            rows << u"text %1 %2"_s.arg(text.message.status.text(), text.message.body);
        for (const OptOutEntry &entry : read([](SqlConnection &db) { return OptOutTable(db).history(theLine, Party(theCaller)); }))
            rows << u"opt-out "_s + entry.keyword;
        for (const LedgerTask &task : read([](SqlConnection &db) { return TaskTable(db).list({}, 100); }))
            rows << u"task "_s + task.rule;
        rows.sort();
        return rows;
    }
    /// Of the story alone, each as desks hear it but for the numbers of events.
    QStringList events()
    {
        QStringList words;
        const auto missed = waitFor(one.relay.store().read([](SqlConnection &db) { return EventTable(db).since(0, 1000); }));
        for (const LedgerEvent &event : missed->events) {
            if (event.kind != u"plan")
                words << event.kind + u' ' + event.body;
        }
        words.sort();
        return words;
    }

    RelayAt one, two;
    bool isReady = false;
};

/// What is heard by nobody, anywhere after the first word.
QList<Webhook> shuffled(const WebhookStory &story, std::mt19937 &dice)
{
    QList<Webhook> order, late;
    for (const Webhook &webhook : story.webhooks)
        (webhook.isCallback() ? late : order) << webhook;
    for (const Webhook &webhook : late)
        order.insert(1 + qsizetype(dice() % size_t(order.size())), webhook);
    return order;
}

} // namespace

class TestRelayLost : public QObject
{
    Q_OBJECT
    Engines m_engines;

    static void stories()
    {
        QTest::addColumn<qsizetype>("story");
        const auto all = allStories();
        for (qsizetype i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << i;
    }

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whatIsSaidAgainBecauseItsAnswerWasLostHasOneEffect_data() { stories(); }
    void whatIsSaidAgainBecauseItsAnswerWasLostHasOneEffect()
    {
        QFETCH(qsizetype, story);
        const WebhookStory told = allStories()[story];
        Pair once(m_engines.url(), told), often(m_engines.url(), told);
        QVERIFY(once.isReady && often.isReady);

        std::mt19937 dice(quint32(7 + story));
        for (const Webhook &webhook : told.webhooks) {
            const QByteArray expected = once.tell(once.one, webhook);
            QVERIFY2(!expected.isEmpty(), qPrintable(webhook.path));
            for (int times = 0; times < 2; ++times)
                QVERIFY(often.lose(dice() % 2 ? often.one : often.two, webhook, int(dice() % 4)));
            // A text is answered once; what was not heard comes to the fallback address, which is the other relay's.
            const bool isFallback = webhook.name() == u"incoming-sms" || (!webhook.isCallback() && dice() % 2);
            const Webhook again = isFallback ? webhook.afterFailureOf(often.one.relay.publicUrl()) : webhook;
            QCOMPARE(often.tell(isFallback || dice() % 2 ? often.two : often.one, again), expected);
        }

        QVERIFY(once.rows(told).size() > 2);
        QCOMPARE(often.rows(told), once.rows(told));
        QCOMPARE(often.events(), once.events());
    }

    void whatIsLostAndOvertakenEndsInTheSameRows_data() { stories(); }
    void whatIsLostAndOvertakenEndsInTheSameRows()
    {
        QFETCH(qsizetype, story);
        const WebhookStory told = allStories()[story];
        Pair once(m_engines.url(), told), often(m_engines.url(), told);
        QVERIFY(once.isReady && often.isReady);
        for (const Webhook &webhook : told.webhooks)
            QVERIFY(!once.tell(once.one, webhook).isEmpty());

        std::mt19937 dice(quint32(70 + story));
        QList<Webhook> again;
        for (const Webhook &webhook : shuffled(told, dice)) {
            if (dice() % 2)
                QVERIFY(often.lose(dice() % 2 ? often.one : often.two, webhook, int(dice() % 4)));
            QVERIFY(!often.tell(dice() % 2 ? often.one : often.two, webhook).isEmpty());
            again << webhook;
            const Webhook &earlier = again[qsizetype(dice() % size_t(again.size()))];
            QVERIFY(!often.tell(dice() % 2 ? often.one : often.two, earlier).isEmpty());
        }

        QCOMPARE(often.rows(told), once.rows(told));
        QStringList events = often.events();
        QCOMPARE(events.removeDuplicates(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRelayLost)
#include "tst_relaylost.moc"
