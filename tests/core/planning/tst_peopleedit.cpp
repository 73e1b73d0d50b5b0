// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/peopleedit.h"
#include "core/planning/rotaturns.h"
#include "tests/core/routing/plan/plans.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const PersonId ben = id<PersonId>("ben"), carla = id<PersonId>("carla"), dev = id<PersonId>("dev");

/// Turns of a week, from Monday nine o'clock in New York.
Rota weekly()
{
    return {.name = u"Stand-by"_s,
            .people = {ben, carla},
            .zone = *Zone::parse(u"America/New_York"),
            .start = QDate(2026, 11, 2),
            .handover = *WallTime::parse(u"09:00"),
            .swaps = {}};
}

QStringList spoken(const std::vector<OnCallTurn> &turns)
{
    QStringList words;
    for (const OnCallTurn &turn : turns)
        words << turn.person.text() + u' ' + turn.from.toString(u"MM-dd HH:mm"_s) + u' ' + turn.until.toString(u"MM-dd HH:mm"_s) + (turn.isSwapped ? u" swapped"_s : QString());
    return words;
}

} // namespace

class TestPeopleEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTurnThatRunsIsToldWhole()
    {
        QCOMPARE(spoken(turnsOf(weekly(), at("2026-11-12T12:00:00Z"), 2)),
                 (QStringList{u"carla 11-09 14:00 11-16 14:00"_s, u"ben 11-16 14:00 11-23 14:00"_s}));
    }
    void aSwapCutsATurn()
    {
        Rota rota = weekly();
        rota.swaps = {{dev, at("2026-11-18T14:00:00Z"), at("2026-11-20T14:00:00Z")}};
        QCOMPARE(spoken(turnsOf(rota, at("2026-11-12T12:00:00Z"), 5)),
                 (QStringList{u"carla 11-09 14:00 11-16 14:00"_s, u"ben 11-16 14:00 11-18 14:00"_s, u"dev 11-18 14:00 11-20 14:00 swapped"_s,
                              u"ben 11-20 14:00 11-23 14:00"_s, u"carla 11-23 14:00 11-30 14:00"_s}));
    }
    void aTurnEndsByTheClockOnTheWallAlsoWhenThatIsPutForward()
    {
        const auto turns = turnsOf(weekly(), at("2027-03-10T12:00:00Z"), 2);
        QCOMPARE(spoken(turns).first().section(u' ', 1), u"03-08 14:00 03-15 13:00"_s);
        QVERIFY(turns[0].person != turns[1].person);
    }
    void whoHasNoTurnsHasNone()
    {
        Rota rota = weekly();
        rota.people.clear();
        QVERIFY(turnsOf(rota, at("2026-11-12T12:00:00Z"), 5).empty());
        QVERIFY(turnsOf(Rota(), at("2026-11-12T12:00:00Z"), 5).empty());
    }

    void whoIsRemovedIsNowhereAnyMore()
    {
        Plan plan;
        for (const PersonId &person : {ben, carla})
            plan.people[person] = {};
        plan.groups[id<GroupId>("desk")].members = {ben, carla};
        plan.rotas[id<RotaId>("standby")] = weekly();
        plan.rotas[id<RotaId>("standby")].swaps = {{ben, {}, at("2027-01-01T00:00:00Z")}};
        plan.lines[boston].texts.owner = ben;
        plan.lines[boston].texts.tasks = {{.name = u"All"_s, .words = {}, .title = {}, .person = ben}};

        const Plan without = withoutPerson(plan, ben);

        QVERIFY(!without.people.contains(ben));
        QVERIFY(groupsWith(without, ben).empty() && rotasWith(without, ben).empty());
        QCOMPARE(groupsWith(without, carla), std::vector{id<GroupId>("desk")});
        QVERIFY(without.rotas.at(id<RotaId>("standby")).swaps.empty());
        QVERIFY(without.lines.at(boston).texts.owner.isEmpty() && without.lines.at(boston).texts.tasks[0].person.isEmpty());
    }
    void whatARouteAsksIsNotRemoved()
    {
        Plan plan = fullPlan();
        for (const auto &[group, about] : fullPlan().groups)
            QCOMPARE(withoutGroup(plan, group).groups.contains(group), !routesWith(plan, group).empty());
        RotaId made;
        plan = withNewRota(plan, u"Stand-by"_s, {}, QDate(2026, 11, 2), &made);
        QCOMPARE(plan.rotas.at(made).people.size(), plan.people.size());
        QVERIFY(!withoutRota(plan, made).rotas.contains(made));
        plan.routes.begin()->second.stages.push_back(OnCall{.rota = made});
        QVERIFY(withoutRota(plan, made).rotas.contains(made));
    }
};

QTEST_GUILESS_MAIN(TestPeopleEdit)
#include "tst_peopleedit.moc"
