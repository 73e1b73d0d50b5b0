// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/rostertable.h"
#include "core/relay/ledger/turntable.h"
#include "core/routing/decision/decision.h"
#include "core/routing/plan/planjson.h"
#include "core/routing/record/decisionjson.h"
#include "tests/core/relay/api/apirelay.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const Party front(u"+15005550001"_s), back(u"+15005550002"_s);
const RecordingSid frontMail = sidOf<RecordingSid>("RE", 1), backMail = sidOf<RecordingSid>("RE", 2);

/// Front rings Anna, back rings Ben.
std::shared_ptr<const routing::Plan> twoLines()
{
    using namespace routing;
    auto plan = std::make_shared<Plan>();
    for (const auto &[person, line] : {std::pair{u"anna"_s, front}, std::pair{u"ben"_s, back}}) {
        plan->groups[GroupId(person)].members = {PersonId(person)};
        plan->routes[RouteId(person)].stages = {InOrder{.group = GroupId(person)}};
        plan->lines[*line.number()].openRoute = RouteId(person);
    }
    return plan;
}

} // namespace

class TestTeam : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;
    std::unique_ptr<ScriptedServer> m_twilio;
    std::unique_ptr<ApiRelay> m_relay;
    Secret m_anna, m_ben, m_mona, m_olga;
    int m_status = 200;

    WireAnswer ask(const Secret &who, const QByteArray &verb, const QByteArray &path, const QByteArray &body = {})
    {
        return WireClient(m_relay->port).ask({.verb = verb, .path = path, .authorization = bearer(who), .body = body});
    }
    QStringList audit()
    {
        const auto entries = waitFor(m_relay->store->read([](SqlConnection &db) { return AuditTable(db).list({}, 100); }));
        QStringList words;
        for (const AuditEntry &entry : entries.value_or(QList<AuditEntry>()))
            words.prepend(entry.who + u' ' + entry.what + u' ' + entry.about);
        return words;
    }
    QStringList events()
    {
        const auto events = waitFor(m_relay->store->read([](SqlConnection &db) { return EventTable(db).since(0, 100); }));
        QStringList words;
        for (const LedgerEvent &event : events.value_or(MissedEvents()).events)
            words << event.kind + u' ' + event.body;
        return words;
    }

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init()
    {
        if (!m_engines.hasEngine())
            return;
        m_status = 200;
        m_twilio = std::make_unique<ScriptedServer>([this](const HeardRequest &) {
            return ScriptedServer::Reply{ScriptedServer::answer(m_status, m_status == 200 ? "sound" : "{}", {},
                                                                m_status == 200 ? "audio/mpeg" : "application/json")};
        });
        m_relay = std::make_unique<ApiRelay>(m_engines.url(), m_twilio->url());
        m_relay->plan = twoLines();
        m_anna = addUser(*m_relay->store, u"anna"_s, Role::Assistant);
        m_ben = addUser(*m_relay->store, u"ben"_s, Role::Assistant);
        m_mona = addUser(*m_relay->store, u"mona"_s, Role::Manager);
        m_olga = addUser(*m_relay->store, u"olga"_s, Role::Admin);
        for (const auto &[sid, line] : {std::pair{frontMail, front}, std::pair{backMail, back}}) {
            QVERIFY(waitFor(m_relay->store->write([=](SqlConnection &db) {
                return VoicemailTable(db).note({.sid = sid, .line = line, .caller = Party(u"+14155550100"_s)}, instant(5));
            })));
        }
    }
    void cleanup()
    {
        m_relay.reset();
        m_twilio.reset();
    }

    void everybodyIsToldWhereTheirTelephoneBelongs()
    {
        const QByteArray me = ask(m_ben, "GET", "/api/team/me").body;

        QCOMPARE(in(me, u"name"_s), u"ben"_s);
        QCOMPARE(in(me, u"account_sid"_s), apiAccount);
        QCOMPARE(in(me, u"sip_domain"_s), u"acme.sip.twilio.com"_s);
        QCOMPARE(in(me, u"sip_user"_s), u"ben"_s);
        QVERIFY(!me.contains(apiSecret.reveal()));
    }

    void theRosterSaysWhoseTurnItIs()
    {
        const routing::GroupId group(u"all"_s);
        for (const auto &person : {u"anna"_s, u"ben"_s, u"anna"_s}) {
            QVERIFY(waitFor(m_relay->store->write([=](SqlConnection &db) -> Result<> {
                if (const auto turn = TurnTable(db).lock(group); !turn)
                    return fail(turn.error());
                return TurnTable(db).offered({group, routing::PersonId(person), {}});
            })));
        }
        const QByteArray body = ask(m_ben, "GET", "/api/team/roster").body;

        const QJsonObject turn = QJsonDocument::fromJson(body).object()[u"turns"_s][0].toObject();
        QCOMPARE(turn[u"group"_s].toString(), u"all"_s);
        QCOMPARE(turn[u"offered"_s].toArray().toVariantList(), (QVariantList{u"anna"_s, u"ben"_s}));
        QCOMPARE(turn[u"counts"_s].toArray().size(), 2);
    }

    void theRosterSaysWhatPeopleAreCalledAlsoToThoseWhoMayNotReadThePlan()
    {
        auto plan = std::make_shared<routing::Plan>();
        plan->people[routing::PersonId(u"anna"_s)] = {.name = u"Anna Ward"_s};
        plan->people[routing::PersonId(u"ben"_s)] = {};
        const auto before = std::exchange(m_relay->plan, plan);

        const QJsonObject names = QJsonDocument::fromJson(ask(m_ben, "GET", "/api/team/roster").body).object()[u"names"_s].toObject();

        m_relay->plan = before;
        QCOMPARE(names, (QJsonObject{{u"anna"_s, u"Anna Ward"_s}}));
    }

    void anAdminLetsPeopleInAndOut()
    {
        const WireAnswer added = ask(m_olga, "POST", "/api/team/users", R"({"name":"cleo","role":"assistant"})");
        const Secret token(in(added.body, u"token"_s).toUtf8());
        QCOMPARE(added.status, 201);
        QCOMPARE(in(ask(token, "GET", "/api/team/me").body, u"role"_s), u"assistant"_s);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users", R"({"name":"cleo","role":"assistant"})").status, 409);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users", R"({"name":"A b","role":"assistant"})").status, 400);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/cleo", R"({"role":"manager"})").status, 200);
        QCOMPARE(in(ask(token, "GET", "/api/team/me").body, u"role"_s), u"manager"_s);
        const Secret renewed(in(ask(m_olga, "POST", "/api/team/users/cleo/token").body, u"token"_s).toUtf8());
        QCOMPARE(ask(token, "GET", "/api/team/me").status, 401);
        QCOMPARE(ask(renewed, "GET", "/api/team/me").status, 200);
        QCOMPARE(ask(m_olga, "DELETE", "/api/team/users/cleo").status, 200);
        QCOMPARE(ask(renewed, "GET", "/api/team/me").status, 401);
        QCOMPARE(ask(m_olga, "DELETE", "/api/team/users/nobody").status, 404);

        const WireAnswer list = ask(m_olga, "GET", "/api/team/users");
        QVERIFY(list.body.contains("cleo") && !list.body.contains("argon2") && !list.body.contains("ma_"));
        QCOMPARE(audit(),
                 (QStringList{u"olga user-added cleo"_s, u"olga role-changed cleo"_s, u"olga token-renewed cleo"_s,
                              u"olga user-revoked cleo"_s}));
        for (const QString &event : events())
            QVERIFY(event.startsWith("user "_L1) && !event.contains("ma_"_L1));
    }

    void aPreviewSaysWhichCallsWouldHaveGoneElsewhere()
    {
        const CallSid sid = sidOf<CallSid>("CA", 7);
        routing::Plan plan = *twoLines();
        plan.people = {{routing::PersonId(u"anna"_s), {}}, {routing::PersonId(u"ben"_s), {}}};
        routing::Roster roster;
        for (const auto &[person, about] : plan.people)
            roster.people[person].registeredUntil = instant(1000);
        const auto decision = routing::decide(plan, roster, {Party(u"+14155550100"_s), *front.number()}, instant(50));
        QVERIFY(waitFor(m_relay->store->write([=](SqlConnection &db) -> Result<> {
            Call leg;
            leg.sid = sid;
            if (const auto noted = CallTable(db).note({.leg = leg, .source = u"incoming"_s, .extra = {}}, instant(50)); !noted)
                return fail(noted.error());
            const auto traced = CallTable(db).trace(sid, {u"plan"_s, instant(50), QString::fromUtf8(routing::writeDecision(decision))});
            return traced ? Result<>() : fail(traced.error());
        })));
        const auto preview = [&](const routing::Plan &other) {
            return ask(m_mona, "POST", "/api/team/plan/preview", "{\"plan\":" + routing::writePlan(other) + "}").body;
        };

        QCOMPARE(in(preview(plan), u"calls"_s), u"1"_s);
        QCOMPARE(in(preview(plan), u"elsewhere"_s), u"0"_s);
        plan.lines.at(*front.number()).openRoute = routing::RouteId(u"ben"_s);
        const QByteArray changed = preview(plan);
        QCOMPARE(in(changed, u"elsewhere"_s), u"1"_s);
        QVERIFY2(changed.contains(R"("was":["anna","mailbox"],"would":["ben","mailbox"])"), changed);
        QVERIFY(!changed.contains("4155550100"));
        QCOMPARE(ask(m_mona, "POST", "/api/team/plan/preview", R"({"plan":{"nonsense":1}})").status, 400);
    }

    void whoWasRevokedComesBackByThatWordOnly()
    {
        ask(m_olga, "DELETE", "/api/team/users/anna");
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/anna/token").status, 409);
        QCOMPARE(ask(m_anna, "GET", "/api/team/me").status, 401);

        const WireAnswer back = ask(m_olga, "POST", "/api/team/users/anna/token", R"({"reinstate":true})");

        QCOMPARE(back.status, 201);
        QCOMPARE(ask(Secret(in(back.body, u"token"_s).toUtf8()), "GET", "/api/team/me").status, 200);
        QCOMPARE(audit().last(), u"olga user-reinstated anna"_s);
    }

    void aTelephoneOutsideIsThePersonsOwnToSee()
    {
        const QByteArray phone = R"({"phone":{"number":"+14155550123","rings":"always","screening":"trusted"}})";
        QCOMPARE(ask(m_anna, "POST", "/api/team/phone", phone).status, 200);
        QCOMPARE(in(ask(m_anna, "GET", "/api/team/phone").body, u"phone.number"_s), u"+14155550123"_s);
        QVERIFY(in(ask(m_ben, "GET", "/api/team/phone").body, u"phone.number"_s).isEmpty());
        QCOMPARE(ask(m_ben, "POST", "/api/team/users/ben", phone).status, 403); // for admins
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/ben", R"({"phone":{"number":"+14155550124"}})").status, 200);
        QCOMPARE(in(ask(m_ben, "GET", "/api/team/phone").body, u"phone.rings"_s), u"when_the_desk_is_off"_s);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/ben", R"({"phone":{"number":"0123"}})").status, 400);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/ben", "{}").status, 400);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/nobody", phone).status, 404);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/ben", R"({"phone":null})").status, 200);
        QVERIFY(in(ask(m_ben, "GET", "/api/team/phone").body, u"phone.number"_s).isEmpty());

        for (const char *path : {"/api/team/roster", "/api/team/users", "/api/team/audit"})
            QVERIFY(!ask(m_olga, "GET", path).body.contains("4155550123"));
        QVERIFY(events().filter(u"4155550123"_s).isEmpty());
        QCOMPARE(audit(), (QStringList{u"anna phone-set anna"_s, u"olga phone-set ben"_s, u"olga phone-removed ben"_s}));
    }

    void whoWrapsUpIsShownSoAndNotForLong()
    {
        const auto until = [](int seconds) { return instant(100 + seconds).toString(Qt::ISODate).toUtf8(); };
        const auto wrapUp = [&](const QByteArray &when) {
            return ask(m_anna, "POST", "/api/team/presence", "{\"wrapping_up_until\":" + when + "}").status;
        };
        QCOMPARE(wrapUp('"' + until(60) + '"'), 200);
        QVERIFY(ask(m_ben, "GET", "/api/team/roster").body.contains("\"wrap_up_ends\":\"" + until(60).chopped(1)));
        QCOMPARE(wrapUp('"' + until(7200) + '"'), 400);
        QCOMPARE(wrapUp(R"("soon")"), 400);
        QCOMPARE(wrapUp("null"), 200);
        QVERIFY(!ask(m_ben, "GET", "/api/team/roster").body.contains(until(60).chopped(1)));
        QCOMPARE(ask(m_anna, "POST", "/api/team/presence", "{}").status, 400);
        QCOMPARE(events().filter(u"wrap_up_ends"_s).size(), 2);
    }

    void theLastAdminStays()
    {
        QCOMPARE(ask(m_olga, "DELETE", "/api/team/users/olga").status, 409);
        QCOMPARE(ask(m_olga, "POST", "/api/team/users/olga", R"({"role":"manager"})").status, 409);
        addUser(*m_relay->store, u"otto"_s, Role::Admin);
        QCOMPARE(ask(m_olga, "DELETE", "/api/team/users/olga").status, 200);
    }

    void anAssistantHasTheVoicemailsOfTheirLinesAndThoseGivenToThem()
    {
        const QByteArray all = "/api/team/voicemails", others = "/api/team/voicemails/" + backMail.text().toUtf8();
        QVERIFY(ask(m_anna, "GET", all).body.contains(frontMail.text().toUtf8()));
        QVERIFY(!ask(m_anna, "GET", all).body.contains(backMail.text().toUtf8()));
        QVERIFY(ask(m_mona, "GET", all).body.contains(backMail.text().toUtf8()));
        QCOMPARE(ask(m_anna, "GET", others).status, 404);
        QCOMPARE(ask(m_anna, "POST", others + "/heard").status, 404);
        QCOMPARE(ask(m_ben, "POST", others + "/assign", R"({"person":"anna"})").status, 403);

        QCOMPARE(ask(m_mona, "POST", others + "/assign", R"({"person":"nobody"})").status, 409);
        QCOMPARE(ask(m_mona, "GET", all + "?before=yesterday").status, 400);

        QCOMPARE(ask(m_mona, "POST", others + "/assign", R"({"person":"anna"})").status, 200);

        QCOMPARE(ask(m_anna, "GET", others).status, 200);
        QCOMPARE(ask(m_ben, "POST", others + "/assign", R"({"person":"ben"})").status, 409);
        QCOMPARE(in(ask(m_anna, "POST", others + "/handle").body, u"handled_by"_s), u"anna"_s);
        QCOMPARE(in(ask(m_anna, "POST", others + "/handle").body, u"handled_by"_s), u"anna"_s);
        QCOMPARE(audit(),
                 (QStringList{u"mona voicemail-assigned "_s + backMail.text(), u"anna voicemail-handled "_s + backMail.text()}));
        QCOMPARE(events().size(), 2);
        QVERIFY(events().first().contains(u"\"line\":\"+15005550002\""_s) && events().first().contains(u"\"person\":\"anna\""_s));
    }

    void whoListensIsWrittenDownBeforeTheyHear()
    {
        const QByteArray path = "/api/twilio/recordings/" + frontMail.text().toUtf8();
        QCOMPARE(ask(m_ben, "GET", path).status, 404);
        QCOMPARE(m_twilio->heard().size(), 0);

        const WireAnswer sound = ask(m_anna, "GET", path);
        ask(m_anna, "GET", path); // the player seeks

        QCOMPARE(sound.status, 200);
        QCOMPARE(sound.body, "sound");
        for (const auto &[name, value] : sound.headers)
            QVERIFY(!value.contains("2010-04-01") && !value.contains(apiSecret.reveal()));
        QCOMPARE(audit(), QStringList{u"anna recording-played "_s + frontMail.text()});
        QVERIFY(m_twilio->heard().last().target.endsWith(".mp3"));
    }

    void aDeletedRecordingIsGoneAndAnUnknownOneNeverWas()
    {
        m_status = 404;
        QCOMPARE(ask(m_anna, "GET", "/api/twilio/recordings/" + frontMail.text().toUtf8()).status, 410);
        const QByteArray unknown = sidOf<RecordingSid>("RE", 99).text().toUtf8();
        QCOMPARE(ask(m_mona, "GET", "/api/twilio/recordings/" + unknown).status, 404);
        QCOMPARE(ask(m_mona, "GET", "/api/twilio/recordings/nonsense").status, 404);
    }

    void aPlanIsSavedOnTopOfTheOneThatWasSeenAndOnlyWhenItIsSafe()
    {
        const auto body = [](const routing::Plan &plan, int basedOn) {
            const QJsonObject object{{u"plan"_s, QJsonDocument::fromJson(routing::writePlan(plan)).object()},
                                     {u"reason"_s, u"because"_s},
                                     {u"based_on"_s, basedOn}};
            return QJsonDocument(object).toJson(QJsonDocument::Compact);
        };
        routing::Plan plan; // everybody leaves a message
        plan.lines[*front.number()].name = u"Front"_s;
        routing::Plan unsafe = plan;
        unsafe.lines[*front.number()].openRoute = routing::RouteId(u"nowhere"_s);

        QCOMPARE(in(ask(m_mona, "GET", "/api/team/plan").body, u"version"_s), u"0"_s);
        const WireAnswer refused = ask(m_olga, "POST", "/api/team/plan", body(unsafe, 0));
        const WireAnswer saved = ask(m_olga, "POST", "/api/team/plan", body(plan, 0));
        plan.lines[*front.number()].name = u"Desk"_s;
        const WireAnswer late = ask(m_olga, "POST", "/api/team/plan", body(plan, 0));

        QCOMPARE(refused.status, 422);
        QVERIFY2(refused.body.contains("\"problems\":[{"), refused.body);
        QCOMPARE(saved.status, 201);
        QCOMPARE(late.status, 409);
        const WireAnswer now = ask(m_mona, "GET", "/api/team/plan");
        QCOMPARE(in(now.body, u"version"_s), u"1"_s);
        QCOMPARE(in(now.body, u"author"_s), u"olga"_s);
        QVERIFY(now.body.contains("Front"));
        QCOMPARE(ask(m_mona, "GET", "/api/team/plan/versions/1").status, 200);
        QCOMPARE(ask(m_mona, "GET", "/api/team/plan/versions/2").status, 404);
        QVERIFY(ask(m_mona, "GET", "/api/team/plan/versions").body.contains("because"));
        QCOMPARE(audit(), QStringList{u"olga plan-saved 1"_s});
    }

    void presenceIsSetAndSeen()
    {
        QCOMPARE(ask(m_anna, "POST", "/api/team/presence", R"({"presence":"away"})").status, 200);
        QCOMPARE(ask(m_anna, "POST", "/api/team/presence", R"({"presence":"asleep"})").status, 400);

        const WireAnswer roster = ask(m_ben, "GET", "/api/team/roster");

        QVERIFY2(roster.body.contains(R"("person":"anna","presence":"away")"), roster.body);
        QCOMPARE(events(), QStringList{uR"(presence {"person":"anna","presence":"away"})"_s});
    }
};

QTEST_GUILESS_MAIN(TestTeam)
#include "tst_team.moc"
