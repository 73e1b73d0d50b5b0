// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/scheduledtexttable.h"
#include "core/relay/ledger/texttable.h"
#include "core/relay/texts/quiethours.h"
#include "tests/core/relay/access/relaytest.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using State = ScheduledText::State;

namespace
{

const QString peer = u"+14155550111"_s;
const QByteArray created = R"({"sid":"SM00000000000000000000000000000001","from":"+12065550142","to":"+14155550111","body":"See you at nine.","status":"queued","direction":"outbound-api"})";

/// Twilio, which keeps what it is asked to send.
struct Twilio {
    int status = 201;
    bool losesAnswers = false;
    QStringList sent;
    QByteArray listed = R"({"messages":[]})";
    ScriptedServer server{[this](const HeardRequest &request) {
        if (request.verb == "GET")
            return ScriptedServer::Reply{ScriptedServer::answer(200, listed)};
        sent << QUrl::fromPercentEncoding(QByteArray(request.body).replace('+', ' '));
        if (losesAnswers)
            return ScriptedServer::Reply{.bytes = {}, .close = true};
        return ScriptedServer::Reply{ScriptedServer::answer(status, status == 201 ? created : R"({"code":21610,"status":400})")};
    }};
};

/// A relay before it, whose clock is the test's.
struct Scene {
    Scene(const QString &url, Twilio &twilio, std::shared_ptr<QDateTime> time_)
        : time(std::move(time_)), at(url, inTurns(), options(twilio.server.url(), time)), client(quint16(QUrl(at.relay.publicUrl()).port()))
    {
    }
    static RelayOptions options(const QUrl &twilio, const std::shared_ptr<QDateTime> &time)
    {
        RelayOptions options = unhurried();
        options.accountSid = u"AC00112233445566778899aabbccddeeff"_s;
        options.twilioUrl = twilio;
        options.clock = [time] { return *time; };
        return options;
    }
    WireAnswer ask(const Secret &token, const QByteArray &verb, const QByteArray &path, const QByteArray &body = {})
    {
        return client.ask({.verb = verb, .path = "/api/team/scheduled-texts" + path, .authorization = bearer(token), .body = body});
    }
    /// In an hour. @param more further fields
    QByteArray text(const QByteArray &more = {}, int inSeconds = 3600) const
    {
        return "{\"from\":\"+12065550142\",\"to\":\"+14155550111\",\"body\":\"See you at nine.\",\"at\":\""
            + time->addSecs(inSeconds).toString(Qt::ISODate).toUtf8() + "\"" + more + "}";
    }
    ScheduledText kept(qint64 id = 1)
    {
        const auto text = waitFor(at.relay.store().read([id](SqlConnection &db) { return ScheduledTextTable(db).find(id); }));
        return text && *text ? **text : ScheduledText();
    }
    bool is(State state, const QString &why = {})
    {
        const ScheduledText text = kept();
        return text.state == state && text.why == why;
    }
    void comes(const QString &body)
    {
        at.twilio->post(u"incoming-sms"_s, {{u"MessageSid"_s, u"SM000000000000000000000000000000"_s + QString::number(10 + ++m_came)},
                                            {u"From"_s, peer},
                                            {u"To"_s, theLine},
                                            {u"Body"_s, body},
                                            {u"NumMedia"_s, u"0"_s}});
    }

    std::shared_ptr<QDateTime> time;
    RelayAt at;
    WireClient client;
    int m_came = 0;
};

} // namespace

class TestScheduledTexts : public QObject
{
    Q_OBJECT
    Engines m_engines;
    std::shared_ptr<QDateTime> m_time;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init()
    {
        m_engines.hasEngine();
        m_time = std::make_shared<QDateTime>(QDateTime(QDate(2026, 11, 23), QTime(17, 0), Qt::UTC));
    }

    void aTextGoesOutOnceWhenItsTimeHasComeWhicheverRelayIsThere()
    {
        Twilio twilio;
        const QString url = m_engines.url();
        {
            Scene before(url, twilio, m_time);
            const Secret anna = addUser(before.at.relay.store(), u"anna"_s, Role::Assistant);
            const WireAnswer added = before.ask(anna, "POST", "", before.text());
            QCOMPARE(added.status, 201);
            QVERIFY2(added.body.contains(R"("state":"waiting")"), added.body);
        } // it goes, and two others come
        Scene scene(url, twilio, m_time), other(url, twilio, m_time);
        QVERIFY(waitFor(scene.at.relay.store().opened()));
        QVERIFY(twilio.sent.isEmpty());

        *m_time = m_time->addSecs(3600);

        QTRY_VERIFY_WITH_TIMEOUT(scene.is(State::Sent), 30000);
        QCOMPARE(twilio.sent.size(), 1);
        QVERIFY2(twilio.sent.first().contains(u"Body=See you at nine."_s), qPrintable(twilio.sent.first()));
        const auto text = waitFor(scene.at.relay.store().read([sid = scene.kept().sid](SqlConnection &db) { return TextTable(db).find(sid); }));
        QVERIFY(text && *text);
        QCOMPARE((*text)->author, u"anna"_s);
    }

    void anAnswerThatIsLostIsFoundOutAndNothingIsSentTwice_data()
    {
        QTest::addColumn<bool>("hasArrived");
        QTest::newRow("Twilio has it") << true;
        QTest::newRow("it never arrived") << false;
    }
    void anAnswerThatIsLostIsFoundOutAndNothingIsSentTwice()
    {
        QFETCH(bool, hasArrived);
        Twilio twilio;
        twilio.losesAnswers = true;
        Scene scene(m_engines.url(), twilio, m_time);
        const Secret anna = addUser(scene.at.relay.store(), u"anna"_s, Role::Assistant);
        QCOMPARE(scene.ask(anna, "POST", "", scene.text()).status, 201);
        *m_time = m_time->addSecs(3600);
        QTRY_COMPARE_WITH_TIMEOUT(twilio.sent.size(), 1, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(scene.is(State::Sending), 30000);

        twilio.losesAnswers = false;
        if (hasArrived)
            twilio.listed = R"({"messages":[)" + created + "]}";
        *m_time = m_time->addSecs(125);

        QTRY_VERIFY_WITH_TIMEOUT(scene.is(State::Sent), 30000);
        QCOMPARE(twilio.sent.size(), hasArrived ? 1 : 2);
    }

    void whatIsNotWantedAnyMoreIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("comes");
        QTest::addColumn<QString>("why"); ///< empty: it is sent
        const QByteArray untilReply = R"(,"cancel_if_they_reply":true)";
        QTest::newRow("they reply") << untilReply << u"All right!"_s << u"replied"_s;
        QTest::newRow("they reply, and it is to go out all the same") << QByteArray() << u"All right!"_s << QString();
        QTest::newRow("STOP") << QByteArray() << u"STOP"_s << u"opted_out"_s;
    }
    void whatIsNotWantedAnyMoreIsNotSent()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, comes);
        QFETCH(QString, why);
        Twilio twilio;
        Scene scene(m_engines.url(), twilio, m_time);
        const Secret anna = addUser(scene.at.relay.store(), u"anna"_s, Role::Assistant);
        QCOMPARE(scene.ask(anna, "POST", "", scene.text(more)).status, 201);

        scene.comes(comes);
        QCOMPARE(scene.is(State::Canceled, why), !why.isEmpty());
        *m_time = m_time->addSecs(3600);

        QTRY_VERIFY_WITH_TIMEOUT(scene.is(why.isEmpty() ? State::Sent : State::Canceled, why), 30000);
        QCOMPARE(twilio.sent.size(), why.isEmpty() ? 1 : 0);
    }

    void whoHasOptedOutMeanwhileElsewhereGetsNothing()
    {
        Twilio twilio;
        Scene scene(m_engines.url(), twilio, m_time);
        const Secret anna = addUser(scene.at.relay.store(), u"anna"_s, Role::Assistant);
        QCOMPARE(scene.ask(anna, "POST", "", scene.text()).status, 201);
        QVERIFY(waitFor(scene.at.relay.store().write([now = *m_time](SqlConnection &db) {
            return OptOutTable(db).note({.scope = theLine, .peer = Party(peer), .proof = OptOutProof::Person, .reference = u"ben"_s, .at = now});
        })));
        *m_time = m_time->addSecs(3600);

        QTRY_VERIFY_WITH_TIMEOUT(scene.is(State::Canceled, u"opted_out"_s), 30000);
        QVERIFY(twilio.sent.isEmpty());
        QCOMPARE(scene.ask(anna, "POST", "", scene.text()).status, 409);
    }

    void itIsListedChangedAndCanceledUntilItIsSent()
    {
        Twilio twilio;
        Scene scene(m_engines.url(), twilio, m_time);
        const Secret anna = addUser(scene.at.relay.store(), u"anna"_s, Role::Assistant);
        QCOMPARE(scene.ask(anna, "POST", "", scene.text()).status, 201);
        QCOMPARE(scene.ask(anna, "POST", "", scene.text({}, -5)).status, 400);
        QCOMPARE(scene.ask(anna, "POST", "", R"({"from":"+12065550142","to":"911","body":"x","at":"2026-11-24T00:00:00Z"})").status, 400);
        QCOMPARE(scene.ask(anna, "POST", "", scene.text(R"(,"quiet":{"from":"21:00"})")).status, 400);

        // 18:00 UTC is 19:00 in Berlin; at half past nine in the evening it is quiet until eight.
        const WireAnswer later = scene.ask(anna, "POST", "/1", R"({"at":"2026-11-23T20:30:00Z","quiet":{"from":"21:00","until":"08:00","zone":"Europe/Berlin"}})");
        QCOMPARE(later.status, 200);
        QVERIFY2(later.body.contains(R"("at":"2026-11-24T07:00:00.000Z")"), later.body);
        QVERIFY(scene.ask(anna, "GET", "").body.contains(R"("body":"See you at nine.")"));
        QCOMPARE(scene.ask(anna, "GET", "/2").status, 404);

        QCOMPARE(scene.ask(anna, "DELETE", "/1").status, 200);
        QCOMPARE(scene.ask(anna, "DELETE", "/1").status, 409);
        QCOMPARE(scene.ask(anna, "POST", "/1", R"({"body":"x"})").status, 409);
        *m_time = m_time->addDays(2);
        QTest::qWait(0);
        QVERIFY(scene.is(State::Canceled, u"anna"_s));
        QVERIFY(twilio.sent.isEmpty());
    }

    void quietHoursEndByTheClockOfTheOtherEnd_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("sent");
        QTest::newRow("by day") << u"2026-11-23T15:00:00Z"_s << u"2026-11-23T15:00:00Z"_s;
        QTest::newRow("nine sharp") << u"2026-11-24T02:00:00Z"_s << u"2026-11-24T13:00:00Z"_s;
        QTest::newRow("a second before") << u"2026-11-24T01:59:59Z"_s << u"2026-11-24T01:59:59Z"_s;
        QTest::newRow("after midnight") << u"2026-11-24T06:30:20Z"_s << u"2026-11-24T13:00:00Z"_s;
        QTest::newRow("eight sharp") << u"2026-11-24T13:00:00Z"_s << u"2026-11-24T13:00:00Z"_s;
        QTest::newRow("the night when summer begins") << u"2027-03-14T03:00:00Z"_s << u"2027-03-14T12:00:00Z"_s;
        QTest::newRow("the night when it ends") << u"2026-11-01T02:00:00Z"_s << u"2026-11-01T13:00:00Z"_s;
    }
    void quietHoursEndByTheClockOfTheOtherEnd()
    {
        QFETCH(QString, at);
        QFETCH(QString, sent);
        const QuietHours quiet{*routing::WallTime::parse(u"21:00"), *routing::WallTime::parse(u"08:00"), *routing::Zone::parse(u"America/New_York")};
        QCOMPARE(afterQuiet(QDateTime::fromString(at, Qt::ISODate), quiet), QDateTime::fromString(sent, Qt::ISODate));
    }
};

QTEST_GUILESS_MAIN(TestScheduledTexts)
#include "tst_scheduledtexts.moc"
