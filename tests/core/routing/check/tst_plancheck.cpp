// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/check.h"
#include "core/routing/check/sounds.h"
#include "core/routing/check/scan.h"
#include "tests/core/routing/decision/teams.h"

#include <QTest>

#include <functional>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;
using Problem = Finding::Problem;

namespace
{

const GroupId desk(u"desk"_s);
const RouteId day(u"day"_s), night(u"night"_s);
const ScheduleId office(u"office"_s);
using Spoil = std::function<void(Plan &)>;

// Safe, with some of everything.
Plan goodPlan()
{
    Plan plan = teamPlan({RoundRobin{desk, seconds(15)}, OnCall{id<RotaId>("nights"), seconds(20), 2}});
    plan.rotas[id<RotaId>("nights")] = {
        .people = plan.groups.at(desk).members, .zone = zone("America/New_York"), .start = QDate(2026, 8, 3)};
    plan.routes[night] = {.stages = {External{.number = number("+442071838750")}}};
    plan.lines.at(boston).closedRoute = night;
    return plan;
}

QString shown(const Findings &findings)
{
    QStringList texts;
    for (const Finding &finding : findings)
        texts << describe(finding);
    return texts.join(u'\n');
}

} // namespace

Q_DECLARE_METATYPE(Spoil)

class TestPlanCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aGoodPlanIsSafe()
    {
        const Findings findings = checkPlan(goodPlan(), tuesday);

        QVERIFY2(findings.empty(), qPrintable(shown(findings)));
        QVERIFY(checkPlan({}, tuesday).empty());
    }

    void whatIsWrongIsFoundWhereItIs_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<Problem>("problem");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, Problem problem, const char *path, Spoil spoil) {
            QTest::newRow(name) << std::move(spoil) << problem << QString::fromLatin1(path);
        };
        const auto stages = [](Plan &plan) -> std::vector<Stage> & { return plan.routes.at(day).stages; };

        row("nobody in the group, nothing else", Problem::CallerRingsNobody, "lines[+16175550100]",
            [=](Plan &plan) { stages(plan) = {InOrder{id<GroupId>("empty")}}; });
        row("everybody goes home before the line closes", Problem::CallerRingsNobody, "lines[+16175550100]", [=](Plan &plan) {
            stages(plan) = {InOrder{desk}};
            plan.schedules[id<ScheduleId>("mornings")] = {.zone = zone("America/New_York"),
                                                          .week = Week::everyDay({range("08:00", "16:00")})};
            for (auto &[id, person] : plan.people)
                person.shift = ScheduleId(u"mornings"_s);
        });
        row("the only number outside has hours of its own", Problem::CallerRingsNobody, "lines[+16175550100]", [=](Plan &plan) {
            plan.schedules[id<ScheduleId>("mornings")] = {.zone = zone("America/New_York"),
                                                          .week = Week::everyDay({range("08:00", "16:00")})};
            stages(plan) = {External{.number = number("+442071838750"), .hours = id<ScheduleId>("mornings")}};
        });
        row("forced open at night", Problem::CallerRingsNobody, "lines[+16175550100]", [=](Plan &plan) {
            stages(plan) = {InOrder{desk}};
            plan.schedules[id<ScheduleId>("shift")] = plan.schedules.at(office);
            for (auto &[id, person] : plan.people)
                person.shift = ScheduleId(u"shift"_s);
            plan.schedules.at(office).overrides = {{.name = u"fair"_s,
                                                    .doors = Doors::Open,
                                                    .from = at("2026-08-16T02:00:00Z"),
                                                    .until = at("2026-08-16T03:00:00Z")}};
        });
        row("a holiday with the hours of any day and a route of its own", Problem::CallerRingsNobody, "lines[+16175550100]",
            [=](Plan &plan) {
                plan.routes[id<RouteId>("skeleton")] = {.stages = {InOrder{id<GroupId>("empty")}}};
                plan.schedules.at(office).holidays = {{.name = u"h"_s,
                                                       .on = Yearly{{12, 25}, {12, 25}},
                                                       .hours = {range("09:00", "17:00")},
                                                       .openRoute = id<RouteId>("skeleton")}};
            });
        row("a loop to the line itself", Problem::LoopToOwnLine, "routes[day].stages[2].number",
            [=](Plan &plan) { stages(plan).push_back(External{.number = boston}); });
        row("a loop by way of another line", Problem::LoopToOwnLine, "routes[night].stages[0].number", [=](Plan &plan) {
            plan.lines.emplace(chicago, Line{});
            plan.routes.at(night).stages = {External{.number = chicago}};
        });
        row("too long in sum", Problem::RingsTooLong, "routes[day].stages", [=](Plan &plan) {
            stages(plan).push_back(InOrder{desk, seconds(15)});
        });
        row("too long in batches", Problem::RingsTooLong, "routes[day].stages", [=](Plan &plan) {
            for (int i = 0; i < 25; ++i) {
                const PersonId person(QString::number(i));
                plan.people[person] = {};
                plan.groups[desk].members.push_back(person);
            }
            stages(plan) = {AllAtOnce{desk, seconds(30)}};
        });
        row("too long for a less patient line", Problem::RingsTooLong, "routes[day].stages",
            [](Plan &plan) { plan.lines.at(boston).patience = seconds(60); });
        row("too long with somebody's swap", Problem::RingsTooLong, "routes[day].stages", [=](Plan &plan) {
            stages(plan) = {OnCall{id<RotaId>("nights"), seconds(40)}};
            plan.people[id<PersonId>("dora")] = {};
            plan.rotas.begin()->second.swaps = {{id<PersonId>("dora"), {}, tuesday.addDays(1)}};
        });
        row("a ring that is too short for Twilio", Problem::TimeOutOfBounds, "routes[day].stages[0].each_s", [=](Plan &plan) {
            stages(plan)[0] = RoundRobin{desk, seconds(4)};
        });
        row("a hold without end", Problem::TimeOutOfBounds, "lines[+16175550100].hold_when_all_busy.at_most_s",
            [](Plan &plan) { plan.lines.at(boston).whenAllBusy = Hold{seconds(3601)}; });
        row("a language that nobody speaks", Problem::UnusableLanguage, "lines[+16175550100].language",
            [](Plan &plan) { plan.lines.at(boston).language = u"klingon"_s; });
        row("no text is ever answered", Problem::CountOutOfBounds, "lines[+16175550100].texts.reply.same_texts_an_hour",
            [](Plan &plan) { plan.lines.at(boston).texts.reply.sameTextsAnHour = 1; });
        row("no such route", Problem::NoSuchPart, "lines[+16175550100].open",
            [](Plan &plan) { plan.lines.at(boston).openRoute = id<RouteId>("x"); });
        row("no such person behind a rule for texts", Problem::NoSuchPart, "lines[+16175550100].texts.tasks[0].person",
            [](Plan &plan) { plan.lines.at(boston).texts.tasks = {{.name = u"all"_s, .person = id<PersonId>("zoe")}}; });
        row("no such hours", Problem::NoSuchPart, "lines[+16175550100].hours",
            [](Plan &plan) { plan.lines.at(boston).hours = id<ScheduleId>("x"); });
        row("no such group", Problem::NoSuchPart, "routes[day].stages[0].group",
            [=](Plan &plan) { stages(plan)[0] = RoundRobin{id<GroupId>("x")}; });
        row("no such rota", Problem::NoSuchPart, "routes[day].stages[1].rota",
            [=](Plan &plan) { stages(plan)[1] = OnCall{id<RotaId>("x")}; });
        row("no such person in a group", Problem::NoSuchPart, "groups[desk].members",
            [](Plan &plan) { plan.people.erase(id<PersonId>("ben")); });
        row("no such shift", Problem::NoSuchPart, "people[ben].shift",
            [](Plan &plan) { plan.people.at(id<PersonId>("ben")).shift = id<ScheduleId>("x"); });
        row("no such route on a holiday", Problem::NoSuchPart, "schedules[office].holidays[0].closed", [](Plan &plan) {
            plan.schedules.at(office).holidays = {
                {.name = u"h"_s, .on = Yearly{{12, 25}, {12, 25}}, .closedRoute = id<RouteId>("x")}};
        });
        row("an override that ends before it starts", Problem::EndsBeforeItStarts, "schedules[office].overrides[0].until",
            [](Plan &plan) {
                plan.schedules.at(office).overrides = {{.name = u"o"_s, .from = tuesday.addDays(2), .until = tuesday.addDays(1)}};
            });
        row("an override without an end", Problem::EndsBeforeItStarts, "schedules[office].overrides[0].until",
            [](Plan &plan) { plan.schedules.at(office).overrides = {{.name = u"o"_s}}; });
        row("a rota without people", Problem::RotaNotFinished, "rotas[nights]",
            [](Plan &plan) { plan.rotas.begin()->second.people.clear(); });
        row("an override that is over", Problem::AlreadyOver, "schedules[office].overrides[0]",
            [](Plan &plan) { plan.schedules.at(office).overrides = {{.name = u"o"_s, .until = tuesday}}; });
        row("an empty group beside others", Problem::EmptyGroup, "routes[day].stages[2].group",
            [=](Plan &plan) { stages(plan).push_back(AllAtOnce{id<GroupId>("empty")}); });
        row("somebody twice", Problem::TwiceInGroup, "groups[desk].members", [](Plan &plan) {
            plan.groups.at(desk).members = {id<PersonId>("ben"), id<PersonId>("anna"), id<PersonId>("ben"), id<PersonId>("ben")};
        });
        row("hours that an import has guessed", Problem::HoursAssumed, "schedules[office]",
            [](Plan &plan) { plan.schedules.at(office).assumed = true; });
    }
    void whatIsWrongIsFoundWhereItIs()
    {
        QFETCH(Spoil, spoil);
        QFETCH(Problem, problem);
        QFETCH(QString, path);
        Plan plan = goodPlan();
        spoil(plan);

        const Findings findings = checkPlan(plan, tuesday);

        const auto found =
            std::ranges::count_if(findings, [&](const Finding &one) { return one.problem == problem && one.path == path; });
        QVERIFY2(found == 1, qPrintable(shown(findings)));
        QCOMPARE(isSafe(findings), problem >= Problem::EmptyGroup);
    }

    void aSoundThatIsNotStoredIsWorthALookWhereverItIsNamed()
    {
        const auto play = [](const char *name) { return Greeting{Greeting::Kind::Recorded, QString::fromLatin1(name)}; };
        Plan plan = goodPlan();
        Line &line = plan.lines.at(boston);
        line.greeting = play("hello");
        line.announcement.words = play("recorded");
        line.whenAllBusy = Hold{.atMost = seconds(60), .music = play("jazz")};
        plan.routes.at(day).greeting = play("hello");
        plan.schedules.at(office).overrides = {{.name = u"o"_s, .until = tuesday.addDays(1), .greeting = play("painters")}};

        QStringList paths;
        for (const Finding &finding : soundFindings(plan, {u"recorded"_s, u"jazz"_s}))
            paths << finding.name + u' ' + finding.path;

        QCOMPARE(paths, QStringList({u"hello routes[day].greeting"_s, u"hello lines[+16175550100].greeting"_s,
                                     u"painters schedules[office].overrides[0].greeting"_s}));
        QVERIFY(isSafe(soundFindings(plan, {})));
        QVERIFY(soundFindings(plan, {u"hello"_s, u"recorded"_s, u"jazz"_s, u"painters"_s}).empty());
    }

    void theExampleOfACallerWhoRingsNobodyIsTheFirstSuchSecond()
    {
        Plan plan = goodPlan();
        plan.routes.at(day).stages = {InOrder{desk}};
        // On shift in another zone: for two weeks a year the two zones disagree about summer time.
        plan.schedules[id<ScheduleId>("berlin")] = {.zone = zone("Europe/Berlin"),
                                                    .week = Week::everyDay({range("15:00", "23:00")})};
        for (auto &[id, person] : plan.people)
            person.shift = ScheduleId(u"berlin"_s);

        const Findings findings = checkPlan(plan, tuesday);

        // Europe goes back on October 25, America a week later: at 16:00 in New York it is 21:00 in Berlin, and at 9:00 14:00.
        QCOMPARE(findings.size(), size_t(1));
        QCOMPARE(findings[0].problem, Problem::CallerRingsNobody);
        QCOMPARE(findings[0].example->at, at("2026-10-26T13:00:00Z"));
        QVERIFY2(describe(findings[0]).contains(u"2026-10-26T13:00:00Z"_s), qPrintable(describe(findings[0])));
        QVERIFY2(!describe(findings[0]).contains(boston.e164().last(7)) || findings[0].path.contains(boston.e164()),
                 "masked in the example");
    }

    void aSumThatIsTooLongSaysBothNumbersAndACall()
    {
        Plan plan = goodPlan();
        plan.lines.at(boston).patience = seconds(60);

        const Findings findings = checkPlan(plan, tuesday);

        QCOMPARE(findings.size(), size_t(1));
        QCOMPARE(findings[0].found, seconds(85));
        QCOMPARE(findings[0].allowed, seconds(60));
        QCOMPARE(decide(plan, {}, findings[0].example->call, findings[0].example->at).route, day);
    }

    void aLineLikeAnotherHasExamplesOfItsOwn()
    {
        Plan plan = goodPlan();
        plan.lines.emplace(chicago, plan.lines.at(boston));
        plan.lines.at(chicago).patience = seconds(60);

        const Findings findings = checkPlan(plan, tuesday);

        QCOMPARE(findings.size(), size_t(1));
        QCOMPARE(findings[0].name, chicago.e164());
        QCOMPARE(findings[0].example->call.to, chicago);
    }

    void theLongestTimeIsForTheMostTelephones()
    {
        const Plan plan = goodPlan();
        const Line &line = plan.lines.at(boston);
        const auto ringing = [&](Stage stage) { return longestOf(plan, line, Route{.stages = {std::move(stage)}}).ringing; };

        QCOMPARE(ringing(RoundRobin{desk, seconds(15)}), seconds(45));
        QCOMPARE(ringing(RoundRobin{desk, seconds(15), 2}), seconds(30));
        QCOMPARE(ringing(RoundRobin{desk, seconds(15), 9}), seconds(45));
        QCOMPARE(ringing(InOrder{desk, seconds(15)}), seconds(45));
        QCOMPARE(ringing(AllAtOnce{desk, seconds(15)}), seconds(15));
        QCOMPARE(ringing(AllAtOnce{id<GroupId>("empty"), seconds(15)}), seconds(0));
        QCOMPARE(ringing(External{.number = chicago, .ring = seconds(15)}), seconds(15));
        QCOMPARE(longestOf(plan, line).ringing, seconds(85));
    }
};

QTEST_GUILESS_MAIN(TestPlanCheck)
#include "tst_plancheck.moc"
