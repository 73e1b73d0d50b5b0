// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/decision/teams.h"

#include <QTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;
using Because = Reason::Because;

namespace
{

const GroupId desk(u"desk"_s);

QString skippedBefore(const Step &step)
{
    QStringList texts;
    for (const Skipped &skipped : step.skipped)
        texts << u"%1:%2:%3"_s.arg(skipped.stage)
                     .arg(skipped.number ? skipped.number->e164() : skipped.person.text())
                     .arg(int(skipped.why));
    return texts.join(u' ');
}

} // namespace

class TestDecisionReasons : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyoneWhoIsNotRungIsNamedWithTheReasonWhereItHappens()
    {
        Plan plan = teamPlan({RoundRobin{desk, seconds(20)}, External{.number = boston}, AllAtOnce{id<GroupId>("empty")},
                              OnCall{id<RotaId>("ghosts")}, InOrder{desk, seconds(10)}});

        const Decision decision = decide(plan, roster(u"anna:busy ben:on cleo:dnd"_s), {stranger, boston}, tuesday);

        QCOMPARE(shown(decision), u"ben 20 | ben 10 | no answer 30"_s);
        QCOMPARE(skippedBefore(decision.steps[0]), u"0:anna:%1"_s.arg(int(Skip::Busy)));
        QCOMPARE(skippedBefore(decision.steps[1]),
                 u"0:cleo:%1 1:+16175550100:%2 2::%3 3::%4 4:anna:%5"_s.arg(int(Skip::DoNotDisturb))
                     .arg(int(Skip::OwnLine))
                     .arg(int(Skip::NobodyThere))
                     .arg(int(Skip::NotInPlan))
                     .arg(int(Skip::Busy)));
        QCOMPARE(skippedBefore(decision.steps[2]), u"4:cleo:%1"_s.arg(int(Skip::DoNotDisturb)));
    }

    void whoeverRingsIsToldTheirPlace()
    {
        const Plan plan = teamPlan({RoundRobin{desk, seconds(20)}, InOrder{desk, seconds(10)}});

        const Decision decision = decide(plan, roster(u"anna:on ben:busy cleo:on"_s), {stranger, boston}, tuesday);

        QCOMPARE(decision.steps[1].reason, (Reason{.because = Because::RoundRobin, .stage = 0, .place = 2, .places = 2}));
        QCOMPARE(decision.steps[2].reason, (Reason{.because = Because::InOrder, .stage = 1, .place = 1, .places = 2}));
    }

    void eachOfferOfARoundRobinMovesTheTurnOn()
    {
        const Plan plan = teamPlan({RoundRobin{desk, seconds(20)}});
        Roster now = roster(u"anna:busy ben:on cleo:on"_s);

        const Decision first = decide(plan, now, {stranger, boston}, tuesday);
        QCOMPARE(first.steps[0].offer, (Offer{desk, id<PersonId>("ben"), {id<PersonId>("anna")}}));
        QCOMPARE(first.steps[1].offer, (Offer{desk, id<PersonId>("cleo"), {}}));
        now.turns[desk] = advanced(now.turns[desk], *first.steps[0].offer);

        const Decision second = decide(plan, now, {stranger, boston}, tuesday);
        QCOMPARE(shown(second), u"cleo 20 | ben 20 | no answer 40"_s);
        now.turns[desk] = advanced(now.turns[desk], *second.steps[0].offer);
        now.people.at(id<PersonId>("anna")).inCall = false;

        QCOMPARE(shown(decide(plan, now, {stranger, boston}, tuesday)), u"anna 20 | ben 20 | cleo 20 | no answer 60"_s);
    }

    void twoCallsInTheSameSecondGoToTwoPeople()
    {
        const Plan plan = teamPlan({RoundRobin{desk, seconds(20)}});
        Roster now = roster(u"anna:on ben:on cleo:on"_s);

        const Decision first = decide(plan, now, {stranger, boston}, tuesday);
        now.turns[desk] = advanced(now.turns[desk], *first.steps[0].offer);
        now.people.at(id<PersonId>("anna")).inCall = true;
        const Decision second = decide(plan, now, {Party(number("+12025550124")), boston}, tuesday);

        QCOMPARE(shown(first.steps[0]), u"anna 20"_s);
        QCOMPARE(shown(second.steps[0]), u"ben 20"_s);
        QVERIFY2(second.steps[0].offer->passedOver.empty(), "Anna has had her turn");
    }

    void onCallPeopleAreToldWhetherTheyAreFirst()
    {
        Plan plan = teamPlan({OnCall{id<RotaId>("nights"), seconds(30)}});
        plan.rotas[id<RotaId>("nights")] = {
            .people = plan.groups.at(desk).members, .zone = Zone(), .start = QDate(2026, 8, 11), .days = 1};
        const Roster all = roster(u"anna:on ben:on cleo:on"_s);

        // The person on call changes at midnight, in the middle of the ringing: who was called rings on, the next stands behind.
        const Decision before = decide(plan, all, {stranger, boston}, at("2026-08-11T20:59:59Z"));

        QCOMPARE(shown(before), u"anna 30 | ben 30 | cleo 30 | no answer 90"_s);
        QCOMPARE(before.steps[1].reason, (Reason{.because = Because::OnCall, .stage = 0, .place = 2, .places = 3}));
    }

    void theMailboxGreetsByTheMostParticularRule()
    {
        const auto say = [](const QString &words) { return Greeting{Greeting::Kind::Spoken, words}; };
        const auto heard = [](const Plan &plan, const QDateTime &instant) {
            return std::get<TakeMessage>(decide(plan, {}, {stranger, boston}, instant).steps.back().action).greeting.content;
        };
        Plan plan = teamPlan({});
        QCOMPARE(heard(plan, tuesday), QString());
        plan.lines.at(boston).greeting = say(u"line"_s);
        QCOMPARE(heard(plan, tuesday), u"line"_s);
        plan.routes.at(id<RouteId>("day")).greeting = say(u"route"_s);
        QCOMPARE(heard(plan, tuesday), u"route"_s);
        QCOMPARE(heard(plan, at("2026-08-11T22:00:00Z")), u"line"_s);
        Schedule &office = plan.schedules.at(id<ScheduleId>("office"));
        office.holidays = {{.name = u"h"_s, .on = Dates{QDate(2026, 8, 11), QDate(2026, 8, 11)}, .greeting = say(u"holiday"_s)}};
        QCOMPARE(heard(plan, tuesday), u"holiday"_s);
        office.overrides = {{.name = u"o"_s, .until = tuesday.addSecs(60), .greeting = say(u"override"_s)}};
        QCOMPARE(heard(plan, tuesday), u"override"_s);
    }

    void theTraceHoldsWhatWentIn()
    {
        Plan plan = teamPlan({});
        Line &line = plan.lines.at(boston);
        line.recording.inbound = Record::On;
        line.announcement.when = Announcement::When::Always;

        const Decision decision = decide(plan, {}, {stranger, boston}, tuesday);

        QCOMPARE(decision.call, (IncomingCall{stranger, boston}));
        QCOMPARE(decision.at, tuesday);
        QCOMPARE(decision.opening.rule, Opening::Rule::Week);
        QCOMPARE(decision.opening.local.time, QTime(10, 0));
        QCOMPARE(decision.zoneRules, zoneRulesVersion());
        QCOMPARE(decision.route, id<RouteId>("day"));
        QCOMPARE(decision.recording.inbound, Record::On);
        QCOMPARE(decision.announcement.when, Announcement::When::Always);
        QVERIFY(decision == decide(plan, {}, {stranger, boston}, tuesday));
    }
};

QTEST_GUILESS_MAIN(TestDecisionReasons)
#include "tst_decisionreasons.moc"
