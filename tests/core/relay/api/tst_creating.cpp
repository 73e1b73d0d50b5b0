// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/texttable.h"
#include "tests/core/relay/api/apirelay.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

using Reply = ScriptedServer::Reply;

const QByteArray sms = "{\"from\":\"+15005550006\",\"to\":\"+14155550100\",\"body\":\"hello\"}";
const QByteArray made = "{\"sid\":\"SM00000000000000000000000000000001\",\"status\":\"queued\"}";

WireRequest post(const QByteArray &path, const Secret &token, const QByteArray &body, const QByteArray &key = {})
{
    WireRequest request{.verb = "POST", .path = "/api/twilio/" + path, .authorization = bearer(token), .body = body};
    if (!key.isEmpty())
        request.headers = {{"Idempotency-Key", key}};
    return request;
}

} // namespace

class TestCreating : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void theSameKeyAndBodyIsDoneOnceAndAnsweredTheSame()
    {
        ScriptedServer twilio([](const HeardRequest &) { return Reply{ScriptedServer::answer(201, made)}; });
        const QString url = m_engines.url();
        auto relay = std::make_unique<ApiRelay>(url, twilio.url());
        const Secret anna = addUser(*relay->store, u"anna"_s, Role::Assistant), ben = addUser(*relay->store, u"ben"_s, Role::Assistant);

        const WireAnswer first = WireClient(relay->port).ask(post("send-sms", anna, sms, "k1"));
        const WireAnswer second = WireClient(relay->port)
                                      .ask(post("send-sms", anna,
                                                R"({ "body": "hello", "to":"+14155550100", "from" : "+15005550006" })", "k1"));
        const WireAnswer other = WireClient(relay->port).ask(post("send-sms", anna, QByteArray(sms).replace("hello", "bye"), "k1"));
        QCOMPARE(twilio.heard().size(), 1);
        const WireAnswer bens = WireClient(relay->port).ask(post("send-sms", ben, sms, "k1"));
        relay.reset();
        relay = std::make_unique<ApiRelay>(url, twilio.url());
        const WireAnswer later = WireClient(relay->port).ask(post("send-sms", anna, sms, "k1"));

        QCOMPARE(first.status, 201);
        QCOMPARE(in(first.body, u"sid"_s), u"SM00000000000000000000000000000001"_s);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("Idempotent-Replayed"), "true");
        QCOMPARE(other.status, 422);
        QCOMPARE(in(other.body, u"error.code"_s), u"key_used"_s);
        QCOMPARE(bens.status, 201); // a key is its sender's
        QCOMPARE(later.body, first.body);
        QCOMPARE(twilio.heard().size(), 2);
    }

    void ofManyWithOneKeyAtOnceOneIsSent()
    {
        ScriptedServer twilio([](const HeardRequest &) { return Reply{ScriptedServer::answer(201, made)}; });
        const QString url = m_engines.url();
        ApiRelay one(url, twilio.url());
        std::unique_ptr<ApiRelay> two = Engines::isPostgres() ? std::make_unique<ApiRelay>(url, twilio.url()) : nullptr;
        const Secret anna = addUser(*one.store, u"anna"_s, Role::Assistant);
        WireClient here(one.port), there(two ? two->port : one.port);
        twilio.hold();

        QList<QPair<WireClient *, QNetworkReply *>> asked;
        for (int i = 0; i < 5; ++i) {
            asked << qMakePair(&here, here.begin(post("send-sms", anna, sms, "k")));
            asked << qMakePair(&there, there.begin(post("send-sms", anna, sms, "k")));
        }
        QTRY_COMPARE_WITH_TIMEOUT(twilio.heldCount(), 1, 30000);
        const auto answered = [&] {
            return std::count_if(asked.begin(), asked.end(), [](const auto &one_) { return one_.second->isFinished(); });
        };
        QTRY_COMPARE_WITH_TIMEOUT(answered(), 9, 30000);
        twilio.release();

        int created = 0, underWay = 0;
        for (const auto &[client, reply] : asked) {
            const int status = client->end(reply).status;
            created += status == 201;
            underWay += status == 409;
        }
        QCOMPARE(created, 1);
        QCOMPARE(underWay, 9);
        QCOMPARE(twilio.heard().size(), 1);
    }

    void whatCertainlyDidNotHappenMayBeTriedAgainAndWhatMayHaveMayNot_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("sent"); // when it is asked for twice
        QTest::newRow("refused") << ScriptedServer::answer(400, R"({"code":21211,"message":"no","status":400})") << 422
                                 << u"refused"_s << 1;
        QTest::newRow("too many") << ScriptedServer::answer(429, R"({"code":20429})") << 429 << u"busy"_s << 2;
        QTest::newRow("our token is wrong") << ScriptedServer::answer(401, R"({"code":20003})") << 502 << u"credentials"_s << 2;
        QTest::newRow("lost") << QByteArray() << 504 << u"outcome_unknown"_s << 1;
        QTest::newRow("broken") << ScriptedServer::answer(500, "{}") << 504 << u"outcome_unknown"_s << 1;
    }
    void whatCertainlyDidNotHappenMayBeTriedAgainAndWhatMayHaveMayNot()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(int, sent);
        ScriptedServer twilio([&](const HeardRequest &) { return Reply{.bytes = answer, .close = answer.isEmpty()}; });
        ApiRelay relay(m_engines.url(), twilio.url());
        const Secret anna = addUser(*relay.store, u"anna"_s, Role::Assistant);
        WireClient client(relay.port);

        const WireAnswer first = client.ask(post("send-sms", anna, sms, "k"));
        const WireAnswer second = client.ask(post("send-sms", anna, sms, "k"));

        QCOMPARE(first.status, status);
        QCOMPARE(in(first.body, u"error.code"_s), code);
        QCOMPARE(second.status, status);
        QCOMPARE(twilio.heard().size(), sent);
        QVERIFY(!first.body.contains(apiSecret.reveal()));
    }

    void aRelayThatDiedOverItLeavesAnUnknownOutcome()
    {
        ScriptedServer twilio([](const HeardRequest &) { return Reply{ScriptedServer::answer(201, made)}; });
        const QString url = m_engines.url();
        auto relay = std::make_unique<ApiRelay>(url, twilio.url());
        const Secret anna = addUser(*relay->store, u"anna"_s, Role::Assistant);
        twilio.hold();
        {
            WireClient client(relay->port);
            QNetworkReply *reply = client.begin(post("send-sms", anna, sms, "k"));
            QTRY_COMPARE_WITH_TIMEOUT(twilio.heldCount(), 1, 30000);
            reply->abort();
            delete reply;
        }
        relay.reset();

        relay = std::make_unique<ApiRelay>(url, twilio.url());
        const WireAnswer soon = WireClient(relay->port).ask(post("send-sms", anna, sms, "k"));
        relay->now = instant(100 + 600);
        const WireAnswer later = WireClient(relay->port).ask(post("send-sms", anna, sms, "k"));

        QVERIFY2(soon.status == 409 || soon.status == 504, QByteArray::number(soon.status));
        QCOMPARE(later.status, 504);
        QCOMPARE(in(later.body, u"error.code"_s), u"outcome_unknown"_s);
        QCOMPARE(twilio.heard().size(), 1);
    }

    void whoDoesNotWantTextsGetsNone()
    {
        ScriptedServer twilio([](const HeardRequest &) { return Reply{ScriptedServer::answer(201, made)}; });
        ApiRelay relay(m_engines.url(), twilio.url());
        const Secret anna = addUser(*relay.store, u"anna"_s, Role::Assistant);
        QVERIFY(waitFor(relay.store->write([](SqlConnection &db) {
            return OptOutTable(db).note({.scope = u"+15005550006"_s,
                                         .peer = Party(u"+14155550100"_s),
                                         .optedOut = true,
                                         .proof = OptOutProof::Keyword,
                                         .reference = u"SM1"_s,
                                         .keyword = u"STOP"_s,
                                         .at = instant(1)});
        })));

        const WireAnswer answer = WireClient(relay.port).ask(post("send-sms", anna, sms));

        QCOMPARE(answer.status, 409);
        QCOMPARE(in(answer.body, u"error.code"_s), u"opted_out"_s);
        QVERIFY(twilio.heard().isEmpty());
    }

    void aCallRingsThePersonsDeskFirst()
    {
        ScriptedServer twilio([](const HeardRequest &) {
            return Reply{ScriptedServer::answer(201, R"({"sid":"CA00000000000000000000000000000001","status":"queued"})")};
        });
        ApiRelay relay(m_engines.url(), twilio.url());
        const Secret anna = addUser(*relay.store, u"anna"_s, Role::Assistant);
        const QByteArray ends = R"({"from":"+15005550006","to":"+14155550100"})";

        const WireAnswer answer = WireClient(relay.port).ask(post("make-call", anna, ends));
        const WireAnswer others = WireClient(relay.port)
                                      .ask(post("make-call", anna, R"({"from":"+15005550006","to":"+14155550100","person":"ben"})"));

        QCOMPARE(answer.status, 201);
        QCOMPARE(others.status, 403);
        QCOMPARE(twilio.heard().size(), 1);
        const Form form = Form::parse(twilio.heard().first().body);
        QCOMPARE(form.value(u"To"), u"sip:anna@acme.sip.twilio.com"_s);
        QCOMPARE(form.value(u"Twiml"),
                 u"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Dial callerId=\"+15005550006\"><Number>+14155550100</Number>"
                 "</Dial></Response>"_s);
        QCOMPARE(form.value(u"StatusCallback"), u"https://relay.example.org/api/twilio/call-status"_s);
    }

    void nobodyIsRungWhoDoesNotExist()
    {
        ScriptedServer twilio([](const HeardRequest &) {
            return Reply{ScriptedServer::answer(201, R"({"sid":"CA00000000000000000000000000000001","status":"queued"})")};
        });
        ApiRelay relay(m_engines.url(), twilio.url());
        auto plan = std::make_shared<routing::Plan>();
        plan->people[routing::PersonId(u"dora"_s)] = {};
        relay.plan = plan;
        const Secret mona = addUser(*relay.store, u"mona"_s, Role::Manager);
        addUser(*relay.store, u"ben"_s, Role::Assistant);
        addUser(*relay.store, u"zoe"_s, Role::Assistant);
        QVERIFY(waitFor(relay.store->write([](SqlConnection &db) { return UserTable(db).revoke(u"zoe"_s, instant(1)); })));
        const auto ring = [&](const QByteArray &person) {
            const QByteArray body = "{\"from\":\"+15005550006\",\"to\":\"+14155550100\",\"person\":\"" + person + "\"}";
            return WireClient(relay.port).ask(post("make-call", mona, body)).status;
        };

        QCOMPARE(ring("nobody"), 404);
        QCOMPARE(ring("zoe"), 404);  // revoked
        QCOMPARE(ring("dora"), 201); // of the plan
        QCOMPARE(ring("ben"), 201);
        QCOMPARE(twilio.heard().size(), 2);
    }

    void whatSomebodySendsIsKeptAndARefusalIsAnOptOut()
    {
        int calls = 0;
        ScriptedServer twilio([&calls](const HeardRequest &) {
            return Reply{++calls == 1 ? ScriptedServer::answer(
                             201, R"({"sid":"SM00000000000000000000000000000001","from":"+15005550006","to":"+14155550100","body":"hi","status":"queued","direction":"outbound-api"})")
                                      : ScriptedServer::answer(400, R"({"code":21610,"message":"no","status":400})")};
        });
        ApiRelay relay(m_engines.url(), twilio.url());
        const Secret anna = addUser(*relay.store, u"anna"_s, Role::Assistant);
        const auto send = [&](const QByteArray &to) {
            return WireClient(relay.port).ask(post("send-sms", anna, "{\"from\":\"+15005550006\",\"to\":\"" + to + "\",\"body\":\"hi\"}")).status;
        };

        QCOMPARE(send("+14155550100"), 201);
        const auto kept = waitFor(relay.store->read([](SqlConnection &db) { return TextTable(db).find(sidOf<MessageSid>("SM", 1)); }));
        QVERIFY(kept && *kept);
        QCOMPARE((*kept)->author, u"anna"_s);
        QCOMPARE((*kept)->line, u"+15005550006"_s);

        QCOMPARE(send("+14155550101"), 422); // Twilio knows of a STOP
        const auto state = [&] {
            const auto found = waitFor(relay.store->read(
                [](SqlConnection &db) { return OptOutTable(db).state(u"+15005550006"_s, Party(u"+14155550101"_s)); }));
            return found && *found && (*found)->optedOut;
        };
        QTRY_VERIFY_WITH_TIMEOUT(state(), 30000);
        QCOMPARE(send("+14155550101"), 409); // and now we do
        QCOMPARE(calls, 2);
    }

    void whatMakesNoSenseIsToldBeforeTwilioHearsOfIt_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no number") << QByteArray("send-sms") << QByteArray(R"({"from":"+15005550006","to":"911","body":"x"})");
        QTest::newRow("no line") << QByteArray("send-sms") << QByteArray(R"({"to":"+14155550100","body":"x"})");
        QTest::newRow("no words") << QByteArray("send-sms") << QByteArray(R"({"from":"+15005550006","to":"+14155550100"})");
        QTest::newRow("no JSON") << QByteArray("send-sms") << QByteArray("nonsense");
        QTest::newRow("a list") << QByteArray("make-call") << QByteArray("[1]");
        QTest::newRow("a file") << QByteArray("send-sms")
                                << QByteArray(R"({"from":"+15005550006","to":"+14155550100","media":["file:/etc/passwd"]})");
        QTest::newRow("no number to buy") << QByteArray("purchase-number") << QByteArray("{}");
    }
    void whatMakesNoSenseIsToldBeforeTwilioHearsOfIt()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        ScriptedServer twilio([](const HeardRequest &) { return Reply{ScriptedServer::answer(201, made)}; });
        ApiRelay relay(m_engines.url(), twilio.url());
        const Secret olga = addUser(*relay.store, u"olga"_s, Role::Admin);

        const WireAnswer answer = WireClient(relay.port).ask(post(path, olga, body));

        QCOMPARE(answer.status, 400);
        QCOMPARE(in(answer.body, u"error.code"_s), u"malformed"_s);
        QVERIFY(twilio.heard().isEmpty());
    }

    void aBoughtNumberPointsAtThisRelay()
    {
        ScriptedServer twilio([](const HeardRequest &) {
            return Reply{ScriptedServer::answer(201,
                                                R"({"sid":"PN00000000000000000000000000000001","phone_number":"+15005550006"})")};
        });
        ApiRelay relay(m_engines.url(), twilio.url());
        const Secret olga = addUser(*relay.store, u"olga"_s, Role::Admin);

        const WireAnswer answer =
            WireClient(relay.port).ask(post("purchase-number", olga, R"({"phone_number":"+15005550006"})", "k"));

        QCOMPARE(answer.status, 201);
        QCOMPARE(in(answer.body, u"phone_number"_s), u"+15005550006"_s);
        const Form form = Form::parse(twilio.heard().first().body);
        QCOMPARE(form.value(u"VoiceUrl"), u"https://relay.example.org/api/twilio/incoming-call-handler"_s);
        QCOMPARE(form.value(u"SmsUrl"), u"https://relay.example.org/api/twilio/incoming-sms"_s);
        const auto audit = waitFor(relay.store->read([](SqlConnection &db) { return AuditTable(db).list({}, 10); }));
        QVERIFY(audit);
        QCOMPARE(audit->size(), 1);
        QCOMPARE(audit->first().what, u"number-bought"_s);
        QCOMPARE(audit->first().who, u"olga"_s);
    }
};

QTEST_GUILESS_MAIN(TestCreating)
#include "tst_creating.moc"
