// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/scenario.h"
#include "tests/core/routing/decision/teams.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

class TestScenario : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoIsThereIsAsChosen_data();
    void whoIsThereIsAsChosen();
    void theTurnStaysWhoeverIsThere();
    void whoIsNextIsTheFirstWhoIsFree();
    void coverageIsTheSameInAnotherThread();
};

void TestScenario::whoIsThereIsAsChosen_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QString>("way");
    QTest::newRow("as it is") << Scenario::AsItIs << true << u"anna 20 | no answer 20"_s;
    QTest::newRow("as it is, and not known") << Scenario::AsItIs << false << u"anna 20 | ben 20 | cleo 20 | no answer 60"_s;
    QTest::newRow("everybody") << Scenario::EverybodyThere << true << u"anna 20 | ben 20 | cleo 20 | no answer 60"_s;
    QTest::newRow("busy") << Scenario::EverybodyBusy << true << u"all 3 busy"_s;
    QTest::newRow("nobody") << Scenario::NobodyThere << true << u"nobody reachable"_s;
}

void TestScenario::whoIsThereIsAsChosen()
{
    QFETCH(Scenario, scenario);
    QFETCH(bool, isKnown);
    const Plan plan = teamPlan({RoundRobin{id<GroupId>("desk"), seconds(20)}});
    std::optional<RosterNow> now;
    if (isKnown)
        now = RosterNow{roster(u"anna:on ben:away cleo:busy"_s), {}};
    QTEST(shown(decide(plan, rosterOf(plan, scenario, now), {stranger, boston}, tuesday)), "way");
}

void TestScenario::theTurnStaysWhoeverIsThere()
{
    const Plan plan = teamPlan({RoundRobin{id<GroupId>("desk"), seconds(20)}});
    RosterNow now{roster(u"anna:on"_s), {}};
    now.roster.turns[id<GroupId>("desk")].offered = {id<PersonId>("anna")};
    QCOMPARE(shown(decide(plan, rosterOf(plan, Scenario::EverybodyThere, now), {stranger, boston}, tuesday)),
             u"ben 20 | cleo 20 | anna 20 | no answer 60"_s);
}

void TestScenario::whoIsNextIsTheFirstWhoIsFree()
{
    const Plan plan = teamPlan({RoundRobin{id<GroupId>("desk"), seconds(20)}});
    RosterNow now{roster(u"anna:on ben:busy cleo:on"_s), {}};
    now.roster.turns[id<GroupId>("desk")].offered = {id<PersonId>("anna")};
    now.counts[id<GroupId>("desk")][id<PersonId>("cleo")] = {4, 3};

    const std::vector<MemberNow> members = membersNow(plan, boston, id<GroupId>("desk"), now, tuesday);

    QCOMPARE(members.size(), 3u);
    QCOMPARE(members[0], (MemberNow{.person = id<PersonId>("anna")}));
    QCOMPARE(members[1], (MemberNow{.person = id<PersonId>("ben"), .why = Skip::Busy}));
    QCOMPARE(members[2], (MemberNow{.person = id<PersonId>("cleo"), .isNext = true, .count = {4, 3}}));
    QVERIFY(membersNow(plan, boston, id<GroupId>("none"), now, tuesday).empty());
}

void TestScenario::coverageIsTheSameInAnotherThread()
{
    const Plan plan = teamPlan({RoundRobin{id<GroupId>("desk"), seconds(20)}});
    QCOMPARE(coverageLater(plan, boston, tuesday).result(), coverageOf(plan, boston, tuesday));
}

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
