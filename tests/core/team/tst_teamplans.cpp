// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/team.h"
#include "tests/core/team/teamrelay.h"

#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;
using Outcome = PlanSave::Outcome;
using Kind = Error::Kind;

namespace
{

routing::Plan planNamed(const QString &name)
{
    routing::Plan plan = relay::inTurns();
    plan.routes.begin()->second.name = name;
    return plan;
}

} // namespace

/// The plan of a team at a real relay.
class TestTeamPlans : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsSavedIsInForceAndInTheHistory()
    {
        TeamRelay relay;
        Team team(relay.access(u"olga"_s, Role::Admin));
        const auto first = waitFor(team.plans().load());
        QVERIFY(first);
        QCOMPARE(first->note.number, 1); // the relay began with a file

        const auto saved = waitFor(team.plans().save(planNamed(u"Night"_s), u"Nights differ"_s, 1));

        QVERIFY(saved);
        QCOMPARE(saved->outcome, Outcome::Saved);
        QCOMPARE(saved->inForce.note.number, 2);
        const auto now = waitFor(team.plans().load());
        QCOMPARE(now->plan, planNamed(u"Night"_s));
        QCOMPARE(now->note.author, u"olga"_s);
        QCOMPARE(now->note.reason, u"Nights differ"_s);
        const auto history = waitFor(team.plans().history());
        QCOMPARE(history->size(), 2);
        QCOMPARE(history->first().number, 2);
        QCOMPARE(waitFor(team.plans().version(1))->plan, first->plan);
        QCOMPARE(waitFor(team.plans().version(7)).error().kind, Kind::NotFound);
    }

    void ofTwoWhoBeganWithTheSameVersionTheSecondSeesTheFirst()
    {
        TeamRelay relay;
        Team olga(relay.access(u"olga"_s, Role::Admin)), otto(relay.access(u"otto"_s, Role::Admin));
        QVERIFY(waitFor(olga.plans().save(planNamed(u"Night"_s), u"Nights"_s, 1)));

        const auto second = waitFor(otto.plans().save(planNamed(u"Dawn"_s), u"Dawns"_s, 1));

        QVERIFY(second);
        QCOMPARE(second->outcome, Outcome::SomebodyWasFirst);
        QCOMPARE(second->inForce.note.author, u"olga"_s);
        QCOMPARE(second->inForce.plan, planNamed(u"Night"_s));
    }

    void anUnsafePlanIsRefusedWithTheReason()
    {
        TeamRelay relay;
        Team team(relay.access(u"olga"_s, Role::Admin));
        routing::Plan plan = relay::inTurns();
        plan.lines.begin()->second.openRoute = routing::RouteId(u"nowhere"_s);

        const auto saved = waitFor(team.plans().save(plan, u"Oops"_s, 1));

        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, Kind::Rejected);
        QVERIFY2(saved.error().detail.contains(u"nowhere"_s), qPrintable(saved.error().detail));
        QCOMPARE(waitFor(team.plans().load())->note.number, 1);
    }

    void aManagerReadsAndDoesNotChange()
    {
        TeamRelay relay;
        Team team(relay.access(u"mia"_s, Role::Manager));

        QVERIFY(waitFor(team.plans().load()));
        QCOMPARE(waitFor(team.plans().save(planNamed(u"Night"_s), {}, 1)).error().kind, Kind::Forbidden);
    }

    void whatSomebodyElseSavesIsToldAtOnce()
    {
        TeamRelay relay;
        Team olga(relay.access(u"olga"_s, Role::Admin)), otto(relay.access(u"otto"_s, Role::Admin));
        otto.start();
        QTRY_VERIFY_WITH_TIMEOUT(otto.events().isLive(), 30000);
        QSignalSpy changed(&otto.plans(), &PlanStore::changed);

        QVERIFY(waitFor(olga.plans().save(planNamed(u"Night"_s), {}, 1)));

        QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 30000);
    }

    void aSaveWhoseAnswerIsLostIsLookedUp()
    {
        // A relay that saves, and whose answer never comes.
        TeamRelay relay;
        const TeamAccess access = relay.access(u"olga"_s, Role::Admin);
        WireClient wire(quint16(relay.url().port()));
        ScriptedServer between([&](const HeardRequest &request) -> ScriptedServer::Reply {
            const WireAnswer answer = wire.ask({.verb = request.verb, .path = request.target,
                                                .authorization = request.headers.value("authorization"), .body = request.body});
            if (request.verb == "POST")
                return {.bytes = {}, .close = true};
            return {ScriptedServer::answer(answer.status, answer.body)};
        });
        Team team({between.url(), access.user, access.token});

        const auto saved = waitFor(team.plans().save(planNamed(u"Night"_s), u"Nights"_s, 1));

        QVERIFY(saved);
        QCOMPARE(saved->outcome, Outcome::Saved);
        QCOMPARE(saved->inForce.note.number, 2);
    }

    void aPlanOfAnotherWorldIsMalformed()
    {
        ScriptedServer odd([](const HeardRequest &) {
            return ScriptedServer::Reply{ScriptedServer::answer(200, "{\"version\":4,\"plan\":{\"telepathy\":true}}")};
        });
        Team team({odd.url(), u"olga"_s, Secret("sesame")});

        QCOMPARE(waitFor(team.plans().load()).error().kind, Kind::Malformed);
    }

    void whetherWeAreThereIsToldAlsoWhenTheRelayWasAway()
    {
        TeamRelay relay;
        Team team(relay.access(u"anna"_s, Role::Assistant));
        team.start();
        QTRY_VERIFY_WITH_TIMEOUT(team.events().isLive(), 30000);
        team.presence().set(routing::Presence::Away);
        QTRY_VERIFY_WITH_TIMEOUT(team.presence().isTold(), 30000);
        relay.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!team.events().isLive(), 30000);

        team.presence().set(routing::Presence::DoNotDisturb);
        QTest::qWait(100); // it is tried, and fails
        QVERIFY(!team.presence().isTold());
        relay.start();

        QTRY_VERIFY_WITH_TIMEOUT(team.presence().isTold(), 30000);
        const auto roster = waitFor(team.client().get(u"/api/team/roster"_s));
        QVERIFY(roster);
        QCOMPARE(rosterFrom(*roster, QDateTime::currentDateTimeUtc()).roster.people[relay::anna].presence, routing::Presence::DoNotDisturb);
    }

    void aNewNameIsToldAtOnceAlsoToAssistants()
    {
        TeamRelay relay;
        Team olga(relay.access(u"olga"_s, Role::Admin)), anna(relay.access(u"anna"_s, Role::Assistant));
        anna.start();
        anna.roster().follow();
        QTRY_VERIFY_WITH_TIMEOUT(anna.events().isLive() && anna.roster().now(), 30000);
        QSignalSpy renamed(&anna.roster(), &TeamRoster::namesChanged);
        routing::Plan plan = relay::inTurns();
        plan.people[relay::anna].name = u"Anna Ward"_s;

        QVERIFY(waitFor(olga.plans().save(plan, {}, 1)));

        QTRY_COMPARE_WITH_TIMEOUT(anna.roster().names().of(u"anna"_s), u"Anna Ward"_s, 30000);
        QCOMPARE(renamed.size(), 1);
    }

    void theRosterFollowsTheEvents()
    {
        TeamRelay relay;
        Team olga(relay.access(u"olga"_s, Role::Admin)), anna(relay.access(u"anna"_s, Role::Assistant));
        olga.start();
        olga.roster().follow();
        anna.start();
        const auto person = [&]() -> routing::PersonNow {
            const auto &now = olga.roster().now();
            const auto found = now ? now->roster.people.find(relay::anna) : decltype(now->roster.people.begin())();
            return now && found != now->roster.people.end() ? found->second : routing::PersonNow();
        };
        QTRY_VERIFY_WITH_TIMEOUT(person().registeredUntil.isValid(), 30000);

        QVERIFY(waitFor(anna.client().post(u"/api/team/presence"_s, {{u"presence"_s, u"away"_s}})));

        QTRY_COMPARE_WITH_TIMEOUT(person().presence, routing::Presence::Away, 30000);
    }
};

QTEST_GUILESS_MAIN(TestTeamPlans)
#include "tst_teamplans.moc"
