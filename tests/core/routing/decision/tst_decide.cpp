// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/decision/teams.h"

#include <QTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

using Stages = std::vector<Stage>;

const GroupId desk(u"desk"_s);
const External service{.number = number("+442071838750"), .ring = seconds(25), .screening = Screening::Trusted};

External serviceIn(const char *hours)
{
    External stage = service;
    stage.hours = id<ScheduleId>(hours);
    return stage;
}

} // namespace

class TestDecide : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallIsTakenThroughTheStages_data()
    {
        QTest::addColumn<Stages>("stages");
        QTest::addColumn<QString>("people");
        QTest::addColumn<QString>("steps");
        const auto row = [](const char *name, const Stages &stages, const char *people, const char *steps) {
            QTest::newRow(name) << stages << QString::fromLatin1(people) << QString::fromLatin1(steps);
        };
        const Stages inTurn{RoundRobin{desk, seconds(20)}}, inOrder{InOrder{desk, seconds(15)}},
            together{AllAtOnce{desk, seconds(30)}};
        const Stages external{service};

        row("round robin", inTurn, "anna:on ben:on cleo:on", "anna 20 | ben 20 | cleo 20 | no answer 60");
        row("round robin skips who is busy", inTurn, "anna:busy ben:on cleo:wrapup", "ben 20 | no answer 20");
        row("round robin over two people at most", {RoundRobin{desk, seconds(20), 2}}, "anna:on ben:off cleo:on",
            "anna 20 | cleo 20 | no answer 40");
        row("in order", inOrder, "anna:on ben:dnd cleo:on", "anna 15 | cleo 15 | no answer 30");
        row("all at once", together, "anna:on ben:on cleo:on", "anna,ben,cleo 30 | no answer 30");
        row("all at once, those who are there", together, "anna:away ben:on cleo:busy", "ben 30 | no answer 30");
        row("desk and telephone of one person ring together", inOrder, "anna:both", "anna,anna+15005550001? 15 | no answer 15");
        row("a telephone outside is asked", together, "anna:on ben:phone", "anna,ben+15005550002? 30 | no answer 30");

        row("nobody is signed in", inTurn, "", "nobody reachable");
        row("nobody on duty", inTurn, "anna:away ben:dnd cleo:away", "nobody on duty");
        row("all busy", inTurn, "anna:busy ben:wrapup cleo:busy", "all 3 busy");
        row("two busy, one away", together, "anna:busy ben:away cleo:busy", "all 2 busy");
        row("one busy, two without a telephone", together, "anna:busy ben:off cleo:off", "all 1 busy");
        row("on duty without a telephone", inOrder, "anna:off ben:dnd cleo:away", "nobody reachable");
        row("no stages", {}, "anna:on", "voicemail");
        row("an empty group", {AllAtOnce{id<GroupId>("empty"), seconds(30)}}, "anna:on", "nobody on duty");
        row("a group that the plan does not have", {RoundRobin{id<GroupId>("ghosts")}}, "anna:on", "nobody on duty");

        row("external", external, "", "+442071838750 25 | no answer 25");
        row("external as a backup", {inTurn[0], service}, "anna:on", "anna 20 | +442071838750 25 | no answer 45");
        row("a backup rings at once when all are busy", {inTurn[0], service}, "anna:busy ben:busy cleo:busy",
            "+442071838750 25 | no answer 25");
        row("external in its hours", {serviceIn("office")}, "", "+442071838750 25 | no answer 25");
        row("external outside its hours", {serviceIn("nights")}, "", "nobody on duty");
        row("all busy, and the backup is closed", {inTurn[0], serviceIn("nights")}, "anna:busy", "all 1 busy");
        row("external that is one of our lines", {External{.number = boston}}, "", "nobody reachable");

        row("on call", {OnCall{id<RotaId>("nights"), seconds(30)}}, "anna:on ben:phone cleo:on",
            "ben+15005550002? 30 | cleo 30 | anna 30 | no answer 90");
        row("on call, the first is busy", {OnCall{id<RotaId>("nights"), seconds(30), 2}}, "anna:on ben:busy cleo:on",
            "cleo 30 | anna 30 | no answer 60");
        row("a rota that the plan does not have", {OnCall{id<RotaId>("ghosts")}}, "anna:on", "nobody on duty");

        row("tiers", {AllAtOnce{desk, seconds(10)}, AllAtOnce{desk, seconds(10)}, service}, "anna:on ben:on",
            "anna,ben 10 | anna,ben 10 | +442071838750 25 | no answer 45");
    }
    void aCallIsTakenThroughTheStages()
    {
        QFETCH(Stages, stages);
        QFETCH(QString, people);
        QFETCH(QString, steps);
        Plan plan = teamPlan(stages);
        plan.schedules[id<ScheduleId>("nights")] = {.zone = zone("America/New_York"),
                                                    .week = Week::everyDay({range("22:00", "06:00")})};
        // Each a week; on this Tuesday it is Ben's.
        plan.rotas[id<RotaId>("nights")] = {
            .people = plan.groups.at(desk).members, .zone = zone("America/New_York"), .start = QDate(2026, 8, 3)};

        QCOMPARE(shown(decide(plan, roster(people), {stranger, boston}, tuesday)), steps);
    }

    void outsideTheHoursTheOtherRouteIsTaken_data()
    {
        QTest::addColumn<QString>("instant");
        QTest::addColumn<QString>("steps");
        QTest::newRow("09:00") << u"2026-08-11T13:00:00Z"_s << u"anna 20 | no answer 20"_s;
        QTest::newRow("a call at 16:59:50 rings on to its end") << u"2026-08-11T20:59:50Z"_s << u"anna 20 | no answer 20"_s;
        QTest::newRow("17:00") << u"2026-08-11T21:00:00Z"_s << u"+442071838750 25 | no answer 25"_s;
        QTest::newRow("a holiday, open") << u"2026-12-25T15:30:00Z"_s << u"+442071838750 25 | no answer 25"_s;
        QTest::newRow("a holiday, closed") << u"2026-12-25T18:00:00Z"_s << u"voicemail"_s;
        QTest::newRow("overridden") << u"2026-08-12T15:00:00Z"_s << u"voicemail"_s;
    }
    void outsideTheHoursTheOtherRouteIsTaken()
    {
        QFETCH(QString, instant);
        QFETCH(QString, steps);
        Plan plan = teamPlan({RoundRobin{desk, seconds(20)}});
        plan.routes[id<RouteId>("night")] = {.stages = {service}};
        plan.routes[id<RouteId>("box")] = {};
        plan.lines.at(boston).closedRoute = id<RouteId>("night");
        Schedule &office = plan.schedules.at(id<ScheduleId>("office"));
        office.holidays = {{.name = u"Christmas"_s,
                            .on = Yearly{{12, 25}, {12, 25}},
                            .hours = {range("10:00", "12:00")},
                            .openRoute = id<RouteId>("night"),
                            .closedRoute = id<RouteId>("box")}};
        office.overrides = {{.name = u"flood"_s,
                             .from = at("2026-08-12T14:00:00Z"),
                             .until = at("2026-08-12T16:00:00Z"),
                             .route = id<RouteId>("box")}};

        QCOMPARE(shown(decide(plan, roster(u"anna:on"_s), {stranger, boston}, QDateTime::fromString(instant, Qt::ISODate))),
                 steps);
    }

    void whenAllAreBusyTheLineMayLetTheCallerWait_data()
    {
        QTest::addColumn<QString>("people");
        QTest::addColumn<QString>("steps");
        QTest::newRow("all busy") << u"anna:busy ben:wrapup cleo:away"_s << u"wait for anna,ben 90 | all 2 busy"_s;
        QTest::newRow("one is free") << u"anna:busy ben:on cleo:busy"_s << u"ben 20 | no answer 20"_s;
        QTest::newRow("nobody on duty") << u"anna:away ben:dnd cleo:away"_s << u"nobody on duty"_s;
    }
    void whenAllAreBusyTheLineMayLetTheCallerWait()
    {
        QFETCH(QString, people);
        QFETCH(QString, steps);
        Plan plan = teamPlan({RoundRobin{desk, seconds(20)}});
        plan.lines.at(boston).whenAllBusy = Hold{seconds(90)};

        QCOMPARE(shown(decide(plan, roster(people), {stranger, boston}, tuesday)), steps);
    }

    void moreThanTenTelephonesRingInBatchesAndNobodysTwoAreParted_data()
    {
        QTest::addColumn<QString>("telephones"); // of each person
        QTest::addColumn<QString>("sizes");
        QTest::newRow("ten") << u"1111111111"_s << u"10"_s;
        QTest::newRow("eleven") << u"11111111111"_s << u"10 1"_s;
        QTest::newRow("twenty-five") << u"1111111111111111111111111"_s << u"10 10 5"_s;
        QTest::newRow("six with two each") << u"222222"_s << u"10 2"_s;
        QTest::newRow("two that would be the tenth and the eleventh") << u"122222"_s << u"9 2"_s;
    }
    void moreThanTenTelephonesRingInBatchesAndNobodysTwoAreParted()
    {
        QFETCH(QString, telephones);
        QFETCH(QString, sizes);
        Plan plan = teamPlan({AllAtOnce{desk, seconds(30)}}, {});
        Roster roster;
        for (int i = 0; i < int(telephones.size()); ++i) {
            const PersonId person(QString::number(i));
            plan.people[person] = {};
            plan.groups[desk].members.push_back(person);
            roster.people[person] =
                state(telephones[i] == u'2' ? u"both"_s : u"on"_s, u"+1500555%1"_s.arg(i, 4, 10, QChar(u'0')));
        }

        const Decision decision = decide(plan, roster, {stranger, boston}, tuesday);

        QStringList seen;
        for (const Step &step : decision.steps) {
            if (const auto *ring = std::get_if<Ring>(&step.action))
                seen << QString::number(ring->targets.size());
        }
        QCOMPARE(seen.join(u' '), sizes);
        QCOMPARE(decision.longest(), seconds(30 * seen.size()));
        QCOMPARE(decision.steps.front().reason.places, int(seen.size()));
    }

    void aCallFromOneOfOurLinesNeverLeavesTheHouse()
    {
        Plan plan = teamPlan({RoundRobin{desk, seconds(20)}, service});
        plan.lines.emplace(chicago, Line{});

        const Decision decision = decide(plan, roster(u"anna:on ben:phone"_s), {Party(chicago), boston}, tuesday);

        QCOMPARE(shown(decision), u"anna 20 | no answer 20"_s);
        QVERIFY(decision.callerIsOwnLine);
    }

    void aBrokenPlanStillEndsInTheMailbox()
    {
        Plan routeless = teamPlan({});
        routeless.lines.at(boston).openRoute = id<RouteId>("nowhere");

        QCOMPARE(shown(decide(routeless, {}, {stranger, boston}, tuesday)), u"no such route"_s);
        QCOMPARE(shown(decide(routeless, {}, {stranger, chicago}, tuesday)), u"no such line"_s);
        QCOMPARE(shown(decide({}, {}, {Party(), boston}, tuesday)), u"no such line"_s);
        routeless.lines.at(boston) = Line{.hours = id<ScheduleId>("nowhere"), .openRoute = id<RouteId>("day")};
        QCOMPARE(shown(decide(routeless, {}, {stranger, boston}, tuesday)), u"voicemail"_s);
    }
};

QTEST_GUILESS_MAIN(TestDecide)
#include "tst_decide.moc"
