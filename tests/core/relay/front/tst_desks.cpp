// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/recordingendtable.h"
#include "tests/core/relay/events/desk.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/core/relay/sounds/sounds.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

/// A whole relay, as a desk sees it.
class TestDesks : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

    static RelayOptions options(const QUrl &twilio)
    {
        RelayOptions options = unhurried();
        options.accountSid = u"AC00112233445566778899aabbccddeeff"_s;
        options.twilioUrl = twilio;
        return options;
    }
    static quint16 portOf(const RelayAt &at) { return quint16(QUrl(at.relay.publicUrl()).port()); }

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aDeskHearsOfACallAsTwilioTellsOfIt()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        RelayAt at(m_engines.url(), inTurns(), options(twilio.url()));
        QVERIFY(at.isListening);
        EventDesk desk(addUser(at.relay.store(), u"anna"_s, Role::Assistant));
        desk.connectTo(portOf(at));
        QTRY_VERIFY_WITH_TIMEOUT(desk.kinds.contains(u"presence"_s), 30000); // its own

        at.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(1), u"ringing"_s));

        QTRY_VERIFY_WITH_TIMEOUT(desk.kinds.contains(u"call"_s), 30000);
    }

    void whoHasADeskThatListensCanBeRungThere()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        RelayAt at(m_engines.url(), inTurns(), options(twilio.url()));
        const Secret token = addUser(at.relay.store(), u"anna"_s, Role::Assistant);
        WireClient client(portOf(at));
        const auto roster = [&] {
            return client.ask({.path = "/api/team/roster", .authorization = bearer(token)}).body;
        };
        {
            EventDesk desk(token);
            desk.connectTo(portOf(at));
            QTRY_VERIFY_WITH_TIMEOUT(roster().contains(R"("registered":true)"), 30000);
        }

        QTRY_VERIFY_WITH_TIMEOUT(roster().contains(R"("registered":false)"), 30000);
    }

    void aDeskThatHasToldIsRungWhileItIsOnAndOneThatNeverHasAsEver()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        RelayAt at(m_engines.url(), planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}), options(twilio.url()));
        const Secret token = addUser(at.relay.store(), u"anna"_s, Role::Assistant);
        const QString annas = u"sip:anna@acme-desk.sip.twilio.com"_s, bens = u"sip:ben@acme-desk.sip.twilio.com"_s;
        int calls = 0;
        const auto rings = [&] {
            const QString rung = at.ring(++calls);
            at.twilio->post(u"call-status"_s, endFields(callNumber(calls), 0));
            return rung;
        };
        WireClient client(portOf(at));
        const auto isShown = [&](const char *what) {
            return client.ask({.path = "/api/team/roster", .authorization = bearer(token)}).body.contains(what);
        };

        QCOMPARE(rings(), annas); // nobody has told anything yet
        {
            EventDesk desk(token);
            desk.connectTo(portOf(at));
            QTRY_VERIFY_WITH_TIMEOUT(isShown(R"("registered":true)"), 30000);
            QCOMPARE(rings(), annas);
        } // as if it crashed
        QTRY_VERIFY_WITH_TIMEOUT(!isShown(R"("registered":true)"), 30000);
        QCOMPARE(rings(), bens);

        EventDesk again(token);
        again.connectTo(portOf(at));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(R"("registered":true)"), 30000);
        QCOMPARE(rings(), annas);
    }

    void aDeskWhoseTelephoneIsNotConnectedIsPassedOverThoughItListens()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        RelayAt at(m_engines.url(), planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}), options(twilio.url()));
        const Secret token = addUser(at.relay.store(), u"anna"_s, Role::Assistant);
        int calls = 0;
        const auto rings = [&] {
            const QString rung = at.ring(++calls);
            at.twilio->post(u"call-status"_s, endFields(callNumber(calls), 0));
            return rung;
        };
        WireClient client(portOf(at));
        const auto isShown = [&](const char *what) {
            return client.ask({.path = "/api/team/roster", .authorization = bearer(token)}).body.contains(what);
        };
        EventDesk desk(token), other(token); // two computers of hers
        desk.connectTo(portOf(at));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(R"("registered":true)"), 30000);

        desk.socket().sendTextMessage(uR"({"registered":false})"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!isShown(R"("registered":true)"), 30000);
        QCOMPARE(rings(), u"sip:ben@acme-desk.sip.twilio.com"_s);

        other.connectTo(portOf(at));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(R"("registered":true)"), 30000);
        QCOMPARE(rings(), u"sip:anna@acme-desk.sip.twilio.com"_s);
        other.socket().sendTextMessage(uR"({"registered":false})"_s);
        other.socket().sendTextMessage(uR"({"registered":false})"_s); // twice is once
        QTRY_VERIFY_WITH_TIMEOUT(!isShown(R"("registered":true)"), 30000);
        desk.socket().sendTextMessage(uR"({"registered":true})"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(R"("registered":true)"), 30000);
        desk.socket().close();
        QTRY_VERIFY_WITH_TIMEOUT(!isShown(R"("registered":true)"), 30000); // the other one listens, and cannot be rung
    }

    void whereAllDesksAreOffTheMailboxAnswersAtOnce()
    {
        RelayAt at(m_engines.url());
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(waitFor(at.relay.store().write([now](SqlConnection &db) -> Result<> {
            for (const routing::PersonId &person : {anna, ben}) {
                if (const auto told = RosterTable(db).registered(person, u"a desk"_s, now.addSecs(90), now); !told)
                    return fail(told.error());
                if (const auto off = RosterTable(db).unregistered(person, u"a desk"_s, now); !off)
                    return fail(off.error());
            }
            return {};
        })));

        QCOMPARE(at.ring(1), u"mailbox"_s);
    }

    void aRelayThatStopsTakesNoDeskForOff()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        const QString url = m_engines.url();
        RelayAt other(url);
        {
            RelayAt at(url, inTurns(), options(twilio.url()));
            EventDesk desk(addUser(at.relay.store(), u"anna"_s, Role::Assistant));
            desk.connectTo(portOf(at));
            QTRY_VERIFY_WITH_TIMEOUT(desk.kinds.contains(u"presence"_s), 30000);
            at.relay.stop();
            QTRY_COMPARE_WITH_TIMEOUT(desk.disconnects, 1, 30000);
        }

        QCOMPARE(other.ring(1), u"sip:anna@acme-desk.sip.twilio.com"_s);
    }

    void everyDoorIsThereAndWebhooksStillAskForASignature()
    {
        ScriptedServer twilio([](const HeardRequest &) {
            return ScriptedServer::Reply{ScriptedServer::answer(200, R"({"calls":[]})")};
        });
        RelayAt at(m_engines.url(), inTurns(), options(twilio.url()));
        const Secret token = addUser(at.relay.store(), u"olga"_s, Role::Admin);
        WireClient client(portOf(at));
        const auto status = [&](const QByteArray &verb, const QByteArray &path, const QByteArray &body = {}) {
            return client.ask({.verb = verb, .path = path, .authorization = bearer(token), .body = body}).status;
        };

        QCOMPARE(status("GET", "/2010-04-01/Accounts/AC00112233445566778899aabbccddeeff/Calls.json"), 200);
        QCOMPARE(status("GET", "/pricing/v1/PhoneNumbers/Countries"), 200);
        QCOMPARE(status("GET", "/api/team/me"), 200);
        QCOMPARE(status("GET", "/api/events"), 426);
        QCOMPARE(status("POST", "/api/twilio/send-sms", "{}"), 400);
        QCOMPARE(status("GET", "/api/twilio/recordings/x"), 404);
        QCOMPARE(status("POST", "/api/twilio/call-status", "CallSid=CA1"), 403);
        QCOMPARE(status("GET", "/nothing"), 404);
        QCOMPARE(client.ask({.path = "/api/team/me"}).status, 401);
    }

    void aGreetingIsHeardFromEveryRelayAndOnlyByWhoWasToldWhere()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        routing::Line line;
        line.greeting = {routing::Greeting::Kind::Recorded, u"welcome"_s};
        const QString url = m_engines.url();
        RelayAt at(url, planWith({}, line), options(twilio.url())), other(url, planWith({}, line), options(twilio.url()));
        const Secret token = addUser(at.relay.store(), u"olga"_s, Role::Admin);
        WireClient client(portOf(at)), otherClient(portOf(other));
        const auto ask = [&](const QByteArray &verb, const QByteArray &path, const QByteArray &body = {}) {
            return client.ask({.verb = verb, .path = path, .authorization = bearer(token), .body = body});
        };
        const auto greeting = [](RelayAt &relay, int call) {
            const auto answer = relay.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(call), u"ringing"_s));
            const auto *played = answer.verb<twiml::Play>();
            return played && answer.isMailbox() ? played->url : QString();
        };
        int call = 0;
        QVERIFY(greeting(at, ++call).isEmpty()); // not stored yet: the usual words

        QCOMPARE(ask("POST", "/api/team/sounds/welcome", "no sound").status, 415);
        QCOMPARE(ask("POST", "/api/team/sounds/wel%20come", wavOf(1000)).status, 400);
        QCOMPARE(ask("POST", "/api/team/sounds/welcome", QByteArray(2'100'000, 'x')).status, 413);
        const QByteArray sound = wavOf(60'000);
        QVERIFY(sound.size() > 900'000);
        const auto kept = ask("POST", "/api/team/sounds/welcome", sound);
        QCOMPARE(kept.status, 201);
        QVERIFY2(kept.body.contains(R"("seconds":60)"), kept.body);

        QString address;
        QTRY_VERIFY_WITH_TIMEOUT(!(address = greeting(other, ++call)).isEmpty(), 30000); // PostgreSQL tells it, SQLite is asked
        QVERIFY2(address.startsWith(other.relay.publicUrl() + u"/sounds/"_s), qPrintable(address));
        const QByteArray path = QUrl(address).path().toUtf8();
        const auto heard = otherClient.ask({.path = path});
        QCOMPARE(heard.status, 200);
        QCOMPARE(heard.body, sound);
        QCOMPARE(client.ask({.path = path}).body, sound); // the same address at any of them
        QVERIFY(client.ask({.path = path + "?from=55"}).body.size() < 100'000);
        QCOMPARE(client.ask({.path = "/sounds/" + QByteArray(32, '0') + ".wav"}).status, 404);
        QCOMPARE(client.ask({.path = "/sounds/hold.wav"}).status, 200);

        QCOMPARE(ask("GET", "/api/team/sounds/welcome").body, sound);
        QCOMPARE(ask("DELETE", "/api/team/sounds/welcome").status, 409); // callers hear it
        QCOMPARE(ask("POST", "/api/team/sounds/welcome", mp3Of(100)).status, 201);
        QTRY_VERIFY_WITH_TIMEOUT(greeting(at, ++call).endsWith(u".mp3"_s), 30000);
        QCOMPARE(client.ask({.path = path}).status, 200); // whoever is just hearing the old one
        QCOMPARE(ask("GET", "/api/team/sounds").body.count(R"("name")"), 1);
        QCOMPARE(ask("DELETE", "/api/team/sounds/nothing").status, 404);
    }

    void aTelephoneOutsideIsRungWhenTheDeskIsOffAndNobodyWhoWrapsUp()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        RelayAt at(m_engines.url(), planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}), options(twilio.url()));
        const Secret token = addUser(at.relay.store(), u"anna"_s, Role::Assistant);
        WireClient client(portOf(at));
        const auto post = [&](const QByteArray &path, const QByteArray &body) {
            return client.ask({.verb = "POST", .path = path, .authorization = bearer(token), .body = body}).status;
        };
        int calls = 0;
        const auto rings = [&] {
            const QString rung = at.ring(++calls);
            at.twilio->post(u"call-status"_s, endFields(callNumber(calls), 0));
            return rung;
        };
        const QString annas = u"sip:anna@acme-desk.sip.twilio.com"_s, bens = u"sip:ben@acme-desk.sip.twilio.com"_s;

        QCOMPARE(post("/api/team/phone", R"({"phone":{"number":"+14155550123"}})"), 200);
        QCOMPARE(rings(), annas); // the desk may be on
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(waitFor(at.relay.store().write([now](SqlConnection &db) -> Result<> {
            const auto told = RosterTable(db).registered(anna, u"a desk"_s, now.addSecs(-1), now.addSecs(-60));
            return told ? Result<>() : fail(told.error());
        })));
        QCOMPARE(rings(), u"+14155550123"_s);

        QCOMPARE(post("/api/team/presence",
                      "{\"wrapping_up_until\":\"" + now.addSecs(600).toString(Qt::ISODate).toUtf8() + "\"}"),
                 200);
        QCOMPARE(rings(), bens);
        QCOMPARE(post("/api/team/presence", R"({"wrapping_up_until":null})"), 200);
        QCOMPARE(rings(), u"+14155550123"_s);
    }

    void aRecordingEndsWhenItIsAsLongAsTheLineAllowsAlsoAfterARestart()
    {
        QStringList asked;
        int status = 500;
        ScriptedServer twilio([&](const HeardRequest &request) {
            if (request.target.contains("/Recordings/"))
                asked << QString::fromLatin1(request.verb + ' ' + request.target.mid(request.target.indexOf("/Calls/")) + ' ' + request.body);
            return ScriptedServer::Reply{
                ScriptedServer::answer(status, status == 200 ? R"({"sid":"RE00000000000000000000000000000001","status":"stopped"})" : "{}")};
        });
        routing::Line line;
        line.recording = {.inbound = routing::Record::On, .longest = std::chrono::seconds(600)};
        const QString url = m_engines.url();
        const auto plan = planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}, line);
        auto clock = std::make_shared<QDateTime>(QDateTime::currentDateTimeUtc());
        RelayOptions with = options(twilio.url());
        with.clock = [clock] { return *clock; };
        {
            RelayAt at(url, plan, with);
            at.ring(1);
            at.twilio->post(u"call-status?step=0"_s,
                            legFields(callNumber(2), callNumber(1), u"sip:anna@acme-desk.sip.twilio.com"_s, u"in-progress"_s, 2));
            *clock = clock->addSecs(599);
            QTest::qWait(0);
        }
        QVERIFY(asked.isEmpty());
        RelayAt again(url, plan, with);
        *clock = clock->addSecs(2);
        const QString stop = u"POST /Calls/%1/Recordings/Twilio.CURRENT.json Status=stopped"_s.arg(callNumber(1).text());
        QTRY_VERIFY_WITH_TIMEOUT(asked.contains(stop), 30000);
        QVERIFY(again.traceOf(callNumber(1)).filter(u"recording-limit"_s).isEmpty()); // Twilio has not done it

        status = 200;
        *clock = clock->addSecs(61);
        QTRY_VERIFY_WITH_TIMEOUT(again.traceOf(callNumber(1)).contains(u"recording-limit"_s), 30000);
        const auto times = asked.size();
        *clock = clock->addSecs(600);
        QVERIFY(waitFor(again.relay.store().read([now = *clock](SqlConnection &db) { return RecordingEndTable(db).isAnyDue(now); }))
                == Result<bool>(false));
        QCOMPARE(asked.size(), times);
    }

    void aPlanMayBeLargerThanAWebhook()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        RelayAt at(m_engines.url(), inTurns(), options(twilio.url()));
        const Secret token = addUser(at.relay.store(), u"olga"_s, Role::Admin);
        WireClient client(portOf(at));
        const auto status = [&](const QByteArray &path, qsizetype size) {
            return client.ask({.verb = "POST", .path = path, .authorization = bearer(token), .body = QByteArray(size, ' ')}).status;
        };
        QCOMPARE(status("/api/team/plan", 200'000), 400); // read, and no plan
        QCOMPARE(status("/api/team/plan", 1'100'000), 413);
        QCOMPARE(status("/api/team/users", 200'000), 413);
    }

    void aRelayThatStopsClosesItsDesksInOrder()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        RelayAt at(m_engines.url(), inTurns(), options(twilio.url()));
        EventDesk desk(addUser(at.relay.store(), u"anna"_s, Role::Assistant));
        desk.connectTo(portOf(at));
        QTRY_VERIFY_WITH_TIMEOUT(desk.kinds.contains(u"presence"_s), 30000);

        at.relay.stop();

        QTRY_COMPARE_WITH_TIMEOUT(desk.disconnects, 1, 30000);
        QCOMPARE(int(desk.socket().closeCode()), 1001);
    }
};

QTEST_GUILESS_MAIN(TestDesks)
#include "tst_desks.moc"
