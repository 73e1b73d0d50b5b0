// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/recordingendtable.h"
#include "tests/core/relay/events/desk.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::Record;
using std::chrono::seconds;

namespace
{

const QString annasDesk = u"sip:anna@acme-desk.sip.twilio.com"_s;
const QString recording = u"RE00000000000000000000000000000001"_s;

/// A relay before a Twilio that does as the test says, with one line and Anna and Ben.
class RecordingRelay
{
public:
    RecordingRelay(const QString &database, routing::RecordingPolicy policy)
        : now(std::make_shared<QDateTime>(QDateTime::currentDateTimeUtc())),
          twilio([this](const HeardRequest &request) {
              if (request.target.contains("/Recordings"))
                  asked << QString::fromLatin1(request.target.mid(request.target.indexOf("/Calls/")) + ' ' + request.body);
              return ScriptedServer::Reply{ScriptedServer::answer(status, body)};
          }),
          at(database, plan(policy), options()), client(quint16(QUrl(at.relay.publicUrl()).port()))
    {
        for (const QString &name : {u"anna"_s, u"ben"_s})
            tokens[name] = addUser(at.relay.store(), name, Role::Assistant);
        tokens[u"mona"_s] = addUser(at.relay.store(), u"mona"_s, Role::Manager);
    }

    /// Anna takes the call: its first leg is 1, hers is 2.
    void takeCall()
    {
        at.ring(1);
        legIs(u"in-progress"_s, 2);
    }
    void legIs(const QString &status, int sequence)
    {
        at.twilio->post(u"call-status?step=0"_s, legFields(callNumber(2), callNumber(1), annasDesk, status, sequence));
    }
    WireAnswer ask(const QString &who, const QByteArray &state = {}, int leg = 1)
    {
        return client.ask({.verb = state.isEmpty() ? "GET" : "POST",
                           .path = "/api/team/calls/" + callNumber(leg).text().toLatin1() + "/recording",
                           .authorization = bearer(tokens[who]),
                           .body = state.isEmpty() ? QByteArray() : "{\"state\":\"" + state + "\"}"});
    }
    QJsonObject shown(const QString &who, int leg = 1) { return QJsonDocument::fromJson(ask(who, {}, leg).body).object(); }
    /// "on anna", "off limit": what desks were told.
    QStringList told()
    {
        const auto missed = waitFor(at.relay.store().read([](SqlConnection &db) { return EventTable(db).since(0, 1000); }));
        QStringList words;
        for (const LedgerEvent &event : missed.value_or(MissedEvents()).events) {
            const QJsonObject body = QJsonDocument::fromJson(event.body.toUtf8()).object();
            if (event.kind != u"call"_s || body[u"what"_s].toString() != u"recording"_s)
                continue;
            QStringList one{body[u"state"_s].toString()};
            for (const QString &more : {body[u"by"_s].toString(), body[u"why"_s].toString(),
                                        body[u"ends_soon"_s].toBool() ? u"ends soon"_s : QString()}) {
                if (!more.isEmpty())
                    one << more;
            }
            words << one.join(u' ');
        }
        return words;
    }

    std::shared_ptr<QDateTime> now;
    int status = 201;
    QByteArray body = "{\"sid\":\"" + recording.toLatin1() + "\",\"status\":\"in-progress\"}";
    QStringList asked; ///< of Twilio, about recordings
    ScriptedServer twilio;
    RelayAt at;
    WireClient client;
    QHash<QString, Secret> tokens;

private:
    static routing::Plan plan(routing::RecordingPolicy policy)
    {
        routing::Line line;
        line.recording = policy;
        return planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}, line);
    }
    RelayOptions options()
    {
        RelayOptions options = unhurried();
        options.accountSid = u"AC00112233445566778899aabbccddeeff"_s;
        options.twilioUrl = twilio.url();
        options.clock = [now = now] { return *now; };
        return options;
    }
};

constexpr routing::RecordingPolicy asked{.inbound = Record::Asked, .outbound = Record::Asked};

} // namespace

/// Recordings that somebody begins in a call, where the plan leaves it to them.
class TestCallRecordings : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whoHasTheCallBeginsPausesAndEndsItsRecording()
    {
        RecordingRelay relay(m_engines.url(), asked);
        relay.takeCall();
        QCOMPARE(relay.shown(u"anna"_s)[u"state"_s].toString(), u"off"_s);
        QVERIFY(relay.shown(u"anna"_s, 2)[u"may_change"_s].toBool()); // a desk knows its own leg only

        QCOMPARE(relay.ask(u"anna"_s, "on", 2).status, 200);

        QCOMPARE(relay.asked.size(), 1);
        QVERIFY2(relay.asked.first().startsWith(u"/Calls/%1/Recordings.json RecordingChannels=dual&RecordingTrack=both"_s.arg(callNumber(1).text())),
                 qPrintable(relay.asked.first()));
        QVERIFY(relay.asked.first().contains(u"recording-status"_s));
        const QJsonObject shown = relay.shown(u"ben"_s);
        QCOMPARE(shown[u"state"_s].toString(), u"on"_s);
        QCOMPARE(shown[u"by"_s].toString(), u"anna"_s);
        QCOMPARE(shown[u"since"_s].toString(), relay.now->toString(Qt::ISODateWithMs));
        QCOMPARE(shown[u"may_change"_s].toBool(), false);

        relay.status = 200;
        const QString control = u"/Calls/%1/Recordings/%2.json Status="_s.arg(callNumber(1).text(), recording);
        for (const auto &[state, word] : {std::pair{"paused", u"paused"_s}, std::pair{"on", u"in-progress"_s}, std::pair{"on", u"in-progress"_s},
                                          std::pair{"off", u"stopped"_s}}) {
            QCOMPARE(relay.ask(u"anna"_s, state).status, 200);
            QCOMPARE(relay.asked.last(), control + word);
        }
        QCOMPARE(relay.asked.size(), 4); // twice the same is asked once
        QCOMPARE(relay.told(), QStringList({u"on anna"_s, u"paused anna"_s, u"on anna"_s, u"off anna"_s}));
        QCOMPARE(relay.at.traceOf(callNumber(1)).filter(u"recorded-"_s).size(), 4);
        QVERIFY(relay.shown(u"anna"_s)[u"since"_s].isNull());
    }

    void nobodyElseChangesIt()
    {
        RecordingRelay relay(m_engines.url(), asked);
        QCOMPARE(relay.ask(u"anna"_s, "on").status, 404); // there is no such call yet
        relay.at.ring(1);
        QCOMPARE(relay.ask(u"anna"_s, "on").status, 403); // it only rings there
        relay.legIs(u"in-progress"_s, 2);
        for (const QString &other : {u"ben"_s, u"mona"_s})
            QCOMPARE(relay.ask(other, "on").status, 403);
        QCOMPARE(relay.ask(u"anna"_s, "paused").status, 409);
        QCOMPARE(relay.ask(u"anna"_s, "loud").status, 400);

        relay.legIs(u"completed"_s, 3); // she has handed it over
        QCOMPARE(relay.ask(u"anna"_s, "on").status, 403);

        QVERIFY(relay.asked.isEmpty());
        QVERIFY(relay.told().isEmpty());
    }

    void whereThePlanDecidesNobodyElseDoes_data()
    {
        QTest::addColumn<bool>("isOn");
        QTest::newRow("off") << false;
        QTest::newRow("on") << true;
    }
    void whereThePlanDecidesNobodyElseDoes()
    {
        QFETCH(bool, isOn);
        RecordingRelay relay(m_engines.url(), {.inbound = isOn ? Record::On : Record::Off});
        relay.takeCall();

        for (const char *state : {"on", "off", "paused"})
            QCOMPARE(relay.ask(u"anna"_s, state).status, 409);

        QVERIFY(relay.asked.isEmpty());
        const QJsonObject shown = relay.shown(u"anna"_s);
        QCOMPARE(shown[u"policy"_s].toString(), isOn ? u"on"_s : u"off"_s);
        QCOMPARE(shown[u"state"_s].toString(), isOn ? u"on"_s : u"off"_s);
        QCOMPARE(shown[u"may_change"_s].toBool(), false);
    }

    void whatTwilioRefusesHasNotHappened()
    {
        RecordingRelay relay(m_engines.url(), asked);
        relay.takeCall();
        for (const auto &[status, body, answer] :
             {std::tuple{400, QByteArray(R"({"code":21220,"message":"not eligible","status":400})"), 409}, std::tuple{500, QByteArray("{}"), 502},
              std::tuple{401, QByteArray("{}"), 502}}) {
            relay.status = status;
            relay.body = body;
            QCOMPARE(relay.ask(u"anna"_s, "on").status, answer);
        }

        QCOMPARE(relay.shown(u"anna"_s)[u"state"_s].toString(), u"off"_s);
        QVERIFY(relay.told().isEmpty());
    }

    void aCallOfOursIsRecordedOnTheLegThatMakesIt()
    {
        RecordingRelay relay(m_engines.url(), asked);
        relay.at.twilio->post(u"outgoing-call-handler"_s,
                              {{u"CallSid"_s, callNumber(1).text()}, {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s}, {u"From"_s, annasDesk},
                               {u"To"_s, u"sip:+14155550123@acme-desk.sip.twilio.com"_s}, {u"CallStatus"_s, u"ringing"_s}, {u"Direction"_s, u"inbound"_s},
                               {u"SipDomain"_s, u"acme-desk.sip.twilio.com"_s}, {u"SipHeader_X-Line"_s, theLine}});
        QCOMPARE(relay.ask(u"anna"_s, "on").status, 409); // nobody has answered
        relay.at.twilio->post(u"call-status"_s, legFields(callNumber(2), callNumber(1), u"+14155550123"_s, u"in-progress"_s, 2));

        QCOMPARE(relay.ask(u"anna"_s, "on").status, 200);

        QVERIFY(relay.asked.first().startsWith(u"/Calls/"_s + callNumber(1).text()));
        relay.at.twilio->post(u"outgoing-complete"_s, dialFields(callNumber(1), u"completed"_s, true, callNumber(2)));
        QCOMPARE(relay.shown(u"anna"_s)[u"state"_s].toString(), u"off"_s); // though nothing tells that the first leg has ended
    }

    void thoseWhoSpeakAreWarnedBeforeARecordingIsAsLongAsTheLineAllows()
    {
        RecordingRelay relay(m_engines.url(), {.inbound = Record::Asked, .longest = seconds(600)});
        relay.takeCall();
        QCOMPARE(relay.ask(u"anna"_s, "on").status, 200);
        QCOMPARE(relay.shown(u"anna"_s)[u"ends_at"_s].toString(), relay.now->addSecs(600).toString(Qt::ISODateWithMs));
        relay.status = 200;

        *relay.now = relay.now->addSecs(541);
        QTRY_COMPARE_WITH_TIMEOUT(relay.told(), QStringList({u"on anna"_s, u"on anna ends soon"_s}), 30000);
        *relay.now = relay.now->addSecs(60);
        QTRY_COMPARE_WITH_TIMEOUT(relay.told(), QStringList({u"on anna"_s, u"on anna ends soon"_s, u"off limit"_s}), 30000);

        QCOMPARE(relay.shown(u"anna"_s)[u"state"_s].toString(), u"off"_s);
        QCOMPARE(relay.ask(u"anna"_s, "on").status, 200); // another one, as long again
        QCOMPARE(relay.shown(u"anna"_s)[u"ends_at"_s].toString(), relay.now->addSecs(600).toString(Qt::ISODateWithMs));
    }

    void anAnswerThatMakesNoSenseIsNotAskedForForEver()
    {
        RecordingRelay relay(m_engines.url(), {.inbound = Record::On, .longest = seconds(600)});
        relay.status = 200;
        relay.body = "no JSON";
        relay.takeCall();
        *relay.now = relay.now->addSecs(601);
        for (int i = 1; i <= 5; ++i) {
            QTRY_COMPARE_WITH_TIMEOUT(relay.asked.size(), i, 30000);
            *relay.now = relay.now->addSecs(61);
        }

        QTRY_VERIFY_WITH_TIMEOUT(relay.at.traceOf(callNumber(1)).contains(u"recording-not-ended"_s), 30000);
        const auto isAnyDue = waitFor(relay.at.relay.store().read([now = *relay.now](SqlConnection &db) { return RecordingEndTable(db).isAnyDue(now); }));
        QCOMPARE(isAnyDue, Result<bool>(false));
        QCOMPARE(relay.asked.size(), 5);
    }
};

QTEST_GUILESS_MAIN(TestCallRecordings)
#include "tst_callrecordings.moc"
