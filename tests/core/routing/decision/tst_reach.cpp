// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/decision/reach.h"
#include "tests/core/routing/decision/teams.h"

#include <QTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const PersonId anna(u"anna"_s);
const PhoneNumber mobile = number("+15005550001");

QString reached(const Plan &plan, const PersonNow &now, Duty duty = Duty::Shift, const Party &caller = stranger)
{
    const Roster roster{.people = {{anna, now}}};
    const IncomingCall call{caller, boston};
    const Reach reach = Reachability(plan, plan.lines.at(boston), roster, call, tuesday).of(anna, duty);
    QStringList texts;
    for (const Target &target : reach.targets)
        texts << shown(target);
    return reach.skip ? u"skip %1"_s.arg(int(*reach.skip)) : texts.join(u' ');
}

QString skip(Skip why)
{
    return u"skip %1"_s.arg(int(why));
}

PersonNow atDesk()
{
    return {.registeredUntil = tuesday.addSecs(60)};
}

PersonNow atDeskAnd(OutsidePhone phone)
{
    PersonNow now = atDesk();
    now.phone = phone;
    return now;
}

} // namespace

class TestReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void somebodyIsRungOrThereIsAReason_data()
    {
        QTest::addColumn<PersonNow>("now");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const PersonNow &now, const QString &expected) {
            QTest::newRow(name) << now << expected;
        };
        const OutsidePhone always{.number = mobile, .rings = OutsidePhone::Rings::Always};
        const OutsidePhone whenOff{.number = mobile};

        row("at the desk", atDesk(), u"anna"_s);
        row("the registration ends now", {.registeredUntil = tuesday}, skip(Skip::Unreachable));
        row("the desk crashed a while ago", {.registeredUntil = tuesday.addSecs(-60)}, skip(Skip::Unreachable));
        row("nowhere", {}, skip(Skip::Unreachable));
        row("away", {.presence = Presence::Away, .registeredUntil = tuesday.addSecs(60)}, skip(Skip::Away));
        row("away for a minute more",
            {.presence = Presence::Away, .presenceEnds = tuesday.addSecs(60), .registeredUntil = tuesday.addSecs(60)},
            skip(Skip::Away));
        row("back since this second",
            {.presence = Presence::Away, .presenceEnds = tuesday, .registeredUntil = tuesday.addSecs(60)}, u"anna"_s);
        row("do not disturb", {.presence = Presence::DoNotDisturb, .registeredUntil = tuesday.addSecs(60)},
            skip(Skip::DoNotDisturb));
        row("talks", {.registeredUntil = tuesday.addSecs(60), .inCall = true}, skip(Skip::Busy));
        row("writes the call up", {.registeredUntil = tuesday.addSecs(60), .wrapUpEnds = tuesday.addSecs(1)}, skip(Skip::WrapUp));
        row("has just written it up", {.registeredUntil = tuesday.addSecs(60), .wrapUpEnds = tuesday}, u"anna"_s);
        row("only the telephone", {.phone = whenOff}, u"anna+15005550001?"_s);
        row("the telephone is for when the desk is off", atDeskAnd(whenOff), u"anna"_s);
        row("both", atDeskAnd(always), u"anna anna+15005550001?"_s);
        row("talks on the desk: the telephone does not ring either", {.inCall = true, .phone = always}, skip(Skip::Busy));
        row("a trusted telephone is not asked", {.phone = OutsidePhone{.number = mobile, .screening = Screening::Trusted}},
            u"anna+15005550001"_s);
        row("the telephone is one of our lines", {.phone = OutsidePhone{.number = boston}}, skip(Skip::OwnLine));
        row("the desk rings though the telephone is one of our lines",
            atDeskAnd({.number = boston, .rings = OutsidePhone::Rings::Always}), u"anna"_s);
    }
    void somebodyIsRungOrThereIsAReason()
    {
        QFETCH(PersonNow, now);
        QFETCH(QString, expected);

        QCOMPARE(reached(teamPlan({}), now), expected);
    }

    void whoIsOffShiftIsNotRungUnlessOnCall()
    {
        Plan plan = teamPlan({});
        plan.schedules[id<ScheduleId>("evenings")] = {.zone = zone("America/New_York"),
                                                      .week = Week::everyDay({range("18:00", "22:00")})};
        plan.people[anna].shift = id<ScheduleId>("evenings");

        QCOMPARE(reached(plan, atDesk()), skip(Skip::OffShift));
        QCOMPARE(reached(plan, atDesk(), Duty::Rota), u"anna"_s);
    }

    void aShiftThatThePlanDoesNotHaveLosesNoCall()
    {
        Plan plan = teamPlan({});
        plan.people[anna].shift = id<ScheduleId>("nowhere");

        QCOMPARE(reached(plan, atDesk()), u"anna"_s);
    }

    void whoIsNotInThePlanOrNotInTheRosterIsNotRung()
    {
        Plan plan = teamPlan({});
        const Line line = plan.lines.at(boston);
        const IncomingCall call{stranger, boston};
        const Roster nobody;

        QCOMPARE(Reachability(plan, line, nobody, call, tuesday).of(anna, Duty::Shift).skip, Skip::Unreachable);
        plan.people.clear();
        QCOMPARE(Reachability(plan, line, nobody, call, tuesday).of(anna, Duty::Shift).skip, Skip::NotInPlan);
    }

    void whoCallsFromTheirOwnTelephoneIsRungAtTheDeskOnly()
    {
        const OutsidePhone always{.number = mobile, .rings = OutsidePhone::Rings::Always};

        QCOMPARE(reached(teamPlan({}), atDeskAnd(always), Duty::Shift, Party(mobile)), u"anna"_s);
        QCOMPARE(reached(teamPlan({}), {.phone = always}, Duty::Shift, Party(mobile)), skip(Skip::IsTheCaller));
    }

    void aCallFromOneOfOurLinesRingsNoOutsideTelephone()
    {
        const OutsidePhone always{.number = mobile, .rings = OutsidePhone::Rings::Always};

        QCOMPARE(reached(teamPlan({}), atDeskAnd(always), Duty::Shift, Party(boston)), u"anna"_s);
        QCOMPARE(reached(teamPlan({}), {.phone = always}, Duty::Shift, Party(boston)), skip(Skip::CallerIsOwnLine));
    }

    void aHiddenOrWordyCallerIsACallerLikeAnyOther_data()
    {
        QTest::addColumn<QString>("from");
        QTest::newRow("anonymous") << u"anonymous"_s;
        QTest::newRow("anonymous on a keypad") << u"+266696687"_s;
        QTest::newRow("a word") << u"MYBANK"_s;
        QTest::newRow("SIP") << u"sip:somebody@example.com"_s;
        QTest::newRow("nothing") << u""_s;
    }
    void aHiddenOrWordyCallerIsACallerLikeAnyOther()
    {
        QFETCH(QString, from);

        QCOMPARE(reached(teamPlan({}), {.phone = OutsidePhone{.number = mobile}}, Duty::Shift, Party(from)),
                 u"anna+15005550001?"_s);
    }

    void theLineSaysWhetherTelephonesAreAskedAndWhatTheyShow()
    {
        Plan plan = teamPlan({});
        Line &line = plan.lines.at(boston);
        line.screening = Screening::Trusted;
        line.callerId = CallerId::Line;
        const Roster roster{.people = {{anna, {.phone = OutsidePhone{.number = mobile}}}}};

        const Reach reach = Reachability(plan, line, roster, {stranger, boston}, tuesday).of(anna, Duty::Shift);

        QCOMPARE(reach.targets.size(), size_t(1));
        QCOMPARE(reach.targets[0].screening, Screening::Trusted);
        QCOMPARE(reach.targets[0].callerId, CallerId::Line);
    }
};

QTEST_GUILESS_MAIN(TestReach)
#include "tst_reach.moc"
