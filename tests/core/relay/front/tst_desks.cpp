// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/events/desk.h"
#include "tests/core/relay/front/relaytest.h"
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
