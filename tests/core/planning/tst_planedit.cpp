// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/planedit.h"
#include "core/routing/check/check.h"
#include "core/routing/record/plandiff.h"
#include "core/routing/record/planversion.h"
#include "tests/core/routing/plan/plans.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

/// Of each part of a kind: what uses it, and what the check misses without it.
template <typename AnId, typename Part>
void compareUsers(const Plan &plan, std::map<AnId, Part> Plan::*parts)
{
    for (const auto &[gone, part] : plan.*parts) {
        Plan without = plan;
        (without.*parts).erase(gone);
        QStringList missed;
        for (const Finding &finding : checkPlan(without, at("2026-08-11T12:00:00Z"))) {
            if (finding.problem == Finding::Problem::NoSuchPart && finding.name == gone.text())
                missed << finding.path;
        }
        QStringList users = usersOf(plan, gone);
        QVERIFY(!users.isEmpty());
        missed.sort();
        users.sort();
        QCOMPARE(users, missed);
    }
}

} // namespace

class TestPlanEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idsAreMadeOfNames();
    void aLineThatSharesHoursGetsACopy();
    void aLineWithoutHoursGetsOfficeHours();
    void aSharedRouteIsCopiedOnce();
    void whatUsesAPartIsExactlyWhatWouldMissIt();
    void whatIsUsedStaysAndWhatNothingUsesGoes();
    void aLineLeavesItsHoursAndRoutes();
    void aStageKeepsWhatItCanWhenItsKindChanges();
    void oneIsMovedNoFurtherThanTheEnds();
    void changesAreNamedByTheirPlace();
    void twoWhoChangeDifferentPartsLoseNothing();
    void aVersionReadsBack();
};

void TestPlanEdit::idsAreMadeOfNames()
{
    QCOMPARE(freeId(u"Day team"_s, {}), u"day-team"_s);
    QCOMPARE(freeId(u"Day team"_s, {u"day-team"_s, u"day-team-2"_s}), u"day-team-3"_s);
    QCOMPARE(freeId(u"Jürgen & Söhne!"_s, {}), u"ju-rgen-so-hne"_s);
    QCOMPARE(freeId(u"夜"_s, {}), u"part"_s);
}

void TestPlanEdit::aLineThatSharesHoursGetsACopy()
{
    Plan plan = fullPlan();
    plan.lines.at(chicago).hours = id<ScheduleId>("office");

    const Plan own = withOwnHours(plan, chicago, u"Chicago"_s, Zone());

    QCOMPARE(own.lines.at(boston).hours.text(), u"office"_s);
    QCOMPARE(own.lines.at(chicago).hours.text(), u"chicago"_s);
    QCOMPARE(own.schedules.at(id<ScheduleId>("chicago")).week, plan.schedules.at(id<ScheduleId>("office")).week);
    QCOMPARE(withOwnHours(own, chicago, u"Again"_s, Zone()), own); // they are its own already
}

void TestPlanEdit::aLineWithoutHoursGetsOfficeHours()
{
    const Plan plan = withOwnHours(withLine({}, chicago, u"Chicago"_s), chicago, u"Chicago"_s, zone("America/Chicago"));
    const Schedule &hours = plan.schedules.at(plan.lines.at(chicago).hours);
    QCOMPARE(hours.week, Week::mondayToFriday({range("09:00", "17:00")}));
    QCOMPARE(hours.zone, zone("America/Chicago"));
}

void TestPlanEdit::aSharedRouteIsCopiedOnce()
{
    Plan plan = fullPlan();
    plan.lines.at(chicago).openRoute = id<RouteId>("day");

    plan = withOwnRoute(plan, chicago, When::Open, u"Chicago by day"_s);

    QCOMPARE(plan.lines.at(chicago).openRoute.text(), u"chicago-by-day"_s);
    QCOMPARE(plan.routes.at(id<RouteId>("chicago-by-day")).stages, plan.routes.at(id<RouteId>("day")).stages);
    plan = withOwnRoute(plan, chicago, When::Closed, u"Chicago by night"_s);
    QVERIFY(plan.routes.at(plan.lines.at(chicago).closedRoute).stages.empty());
}

void TestPlanEdit::whatUsesAPartIsExactlyWhatWouldMissIt()
{
    compareUsers(fullPlan(), &Plan::schedules);
    compareUsers(fullPlan(), &Plan::routes);
}

void TestPlanEdit::whatIsUsedStaysAndWhatNothingUsesGoes()
{
    Plan plan = fullPlan();
    for (const auto &[id, hours] : fullPlan().schedules)
        QCOMPARE(withoutHours(plan, id), plan);
    for (const auto &[id, route] : fullPlan().routes)
        QCOMPARE(withoutRoute(plan, id), plan);
    const auto spare = id<RouteId>("spare");
    const auto evening = id<ScheduleId>("evening");
    plan.routes[spare] = {.stages = {External{.number = number("+12125550142"), .name = {}, .hours = evening}}};
    plan.schedules[evening] = officeHours();
    QCOMPARE(withoutHours(plan, evening), plan); // a route asks for it, used or not

    plan = withoutHours(withoutRoute(plan, spare), evening);

    QCOMPARE(plan, fullPlan());
    QCOMPARE(withoutRoute(plan, {}), plan);
}

void TestPlanEdit::aLineLeavesItsHoursAndRoutes()
{
    const Plan plan = withoutLine(fullPlan(), boston);
    QVERIFY(!plan.lines.contains(boston));
    QCOMPARE(plan.schedules, fullPlan().schedules);
    QCOMPARE(plan.routes, fullPlan().routes);
    QCOMPARE(withoutLine(plan, boston), plan);
}

void TestPlanEdit::aStageKeepsWhatItCanWhenItsKindChanges()
{
    const Plan plan = fullPlan();
    const Stage robin = RoundRobin{id<GroupId>("desk"), seconds(15), 2};
    QCOMPARE(ofKind(robin, 2, plan), Stage(AllAtOnce{id<GroupId>("desk"), seconds(15)}));
    QCOMPARE(ofKind(robin, 3, plan), Stage(OnCall{id<RotaId>("nights"), seconds(15)}));
    QCOMPARE(ofKind(ofKind(robin, 3, plan), 1, plan), Stage(InOrder{id<GroupId>("desk"), seconds(15)}));
    QCOMPARE(ofKind(robin, 3, Plan()), robin); // there is no rota
    QCOMPARE(withRingTime(robin, seconds(40)), Stage(RoundRobin{id<GroupId>("desk"), seconds(40), 2}));
    QCOMPARE(withMostPeople(robin, 0), Stage(RoundRobin{id<GroupId>("desk"), seconds(15), 0}));
}

void TestPlanEdit::oneIsMovedNoFurtherThanTheEnds()
{
    std::vector<int> list{1, 2, 3};
    QCOMPARE(moveBy(list, 2, -1), 1);
    QCOMPARE(list, (std::vector<int>{1, 3, 2}));
    QCOMPARE(moveBy(list, 1, 9), 2);
    QCOMPARE(list, (std::vector<int>{1, 2, 3}));
    QCOMPARE(moveBy(list, 7, 1), 7);
}

void TestPlanEdit::changesAreNamedByTheirPlace()
{
    const Plan before = fullPlan();
    Plan after = before;
    after.lines.at(boston).patience = seconds(90);
    std::get<RoundRobin>(after.routes.at(id<RouteId>("day")).stages[0]).each = seconds(25);
    after.schedules.at(id<ScheduleId>("office")).holidays.pop_back();
    after.groups[id<GroupId>("new")] = {.name = u"New ones"_s};

    using What = PlanChange::What;
    std::vector<PlanChange> changes = changesOf(before, after);
    QCOMPARE(changes.size(), 4u);
    QCOMPARE(changes[0], (PlanChange{What::Added, u"groups[new]"_s, {}, u"New ones"_s}));
    QCOMPARE(changes[1], (PlanChange{What::Changed, u"lines[+16175550100].patience_s"_s, u"150"_s, u"90"_s}));
    QCOMPARE(changes[2], (PlanChange{What::Changed, u"routes[day].stages[0].each_s"_s, u"15"_s, u"25"_s}));
    QCOMPARE(changes[3], (PlanChange{What::Removed, u"schedules[office].holidays[2]"_s, u"Turn of the year"_s, {}}));
    QVERIFY(changesOf(before, before).empty());
}

void TestPlanEdit::twoWhoChangeDifferentPartsLoseNothing()
{
    const Plan base = fullPlan();
    Plan mine = base, theirs = base;
    mine.lines.at(boston).patience = seconds(90);
    theirs.lines.at(boston).patience = seconds(60);
    mine.routes.erase(id<RouteId>("night"));
    theirs.groups.at(id<GroupId>("desk")).members.pop_back();
    theirs.people[id<PersonId>("dora")] = {.name = u"Dora"_s};

    const PlanMerge merge = merged(base, mine, theirs);

    QCOMPARE(merge.bothChanged, QStringList{u"lines[+16175550100]"_s});
    QCOMPARE(merge.plan.lines.at(boston).patience, seconds(90));
    QVERIFY(!merge.plan.routes.contains(id<RouteId>("night")));
    QCOMPARE(merge.plan.groups.at(id<GroupId>("desk")).members.size(), 2u);
    QVERIFY(merge.plan.people.contains(id<PersonId>("dora")));
}

void TestPlanEdit::aVersionReadsBack()
{
    const PlanVersion version{{7, u"Anna"_s, at("2026-11-23T09:00:00Z"), u"Thanksgiving"_s}, fullPlan()};
    const auto read = readVersion(writeVersion(version));
    QVERIFY(read);
    QCOMPARE(*read, version);
    QCOMPARE(*readNote(writeVersion(version)), version.note);
    QVERIFY(!readVersion("{"));
    QVERIFY(!readVersion(R"({"version":1,"at":"2026-11-23T09:00:00Z","plan":{"overides":[]}})"));
}

QTEST_GUILESS_MAIN(TestPlanEdit)
#include "tst_planedit.moc"
