// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/check.h"
#include "core/routing/check/scan.h"
#include "tests/core/routing/check/randomplans.h"
#include "tests/core/routing/plan/plans.h"

#include <QTest>

#include <set>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;
using Because = Reason::Because;
using Problem = Finding::Problem;

namespace
{

const QDateTime now = at("2026-08-11T14:00:00Z");
const Party callers[] = {Party(number("+12025550123")), Party(u"anonymous"_s), Party(boston), Party(number("+15005550001")),
                         Party(number("+442071838750"))};

// Why the promise of the check is broken by a decision; empty when it is kept.
QString broken(const Plan &plan, const Roster &roster, const Decision &decision)
{
    if (decision.steps.empty() || !std::holds_alternative<TakeMessage>(decision.steps.back().action))
        return u"it does not end in the mailbox"_s;
    seconds rings{0}, sum{0};
    for (std::size_t i = 0; i + 1 < decision.steps.size(); ++i) {
        if (const auto *wait = std::get_if<WaitForSomebody>(&decision.steps[i].action)) {
            sum += wait->atMost;
            if (wait->people.empty() || wait->atMost <= seconds(0))
                return u"somebody waits for nobody"_s;
            continue;
        }
        const auto *ring = std::get_if<Ring>(&decision.steps[i].action);
        if (!ring)
            return u"a message in the middle"_s;
        if (ring->targets.empty() || ring->targets.size() > mostTargets || ring->atMost < seconds(5))
            return u"a step that cannot be dialled"_s;
        rings += ring->atMost;
        for (const Target &target : ring->targets) {
            if (target.number
                && (plan.lines.contains(*target.number) || decision.call.from.number() == target.number
                    || decision.callerIsOwnLine))
                return u"a call that comes back"_s;
            const PersonNow *person = find(roster.people, target.person);
            if (!target.person.isEmpty() && (!person || person->inCall || person->presence != Presence::Available))
                return u"somebody is disturbed"_s;
        }
    }
    sum += rings;
    const Line &line = plan.lines.at(decision.call.to);
    if (rings > line.patience || sum > longestOf(plan, line).total() || decision.longest() != sum)
        return u"%1 s, longer than stated"_s.arg(sum.count());
    const Reason &last = decision.steps.back().reason;
    if ((last.because == Because::NoAnswer) != (rings > seconds(0)) || last.rang != rings)
        return u"the log would say something else"_s;
    return {};
}

bool ringsSomebody(const Decision &decision)
{
    return std::holds_alternative<Ring>(decision.steps.front().action);
}

// What the plan has to say at an instant, whoever is there: if it is known already, a few rosters are enough.
QString signature(const Decision &decision, const Plan &plan, const QDateTime &instant)
{
    QString text = decision.call.to.e164() + decision.route.text() + QChar(decision.opening.isOpen() ? u'+' : u'-');
    for (const auto &[id, schedule] : plan.schedules)
        text += QChar(openingAt(schedule, instant).isOpen() ? u'+' : u'-');
    for (const auto &[id, rota] : plan.rotas)
        text += onCall(rota, instant).front().text();
    return text;
}

struct Tried {
    int plans = 0, safe = 0;
    qint64 instants = 0, decisions = 0;
};

} // namespace

class TestEveryCallEnds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // At each instant at which something changes, and a second before and after; every roster wherever the plan says
    // something that it has not said before, a few elsewhere.
    void withAPersonOrInTheMailboxInTheTimeThatIsStated()
    {
        const int wanted = qEnvironmentVariableIsSet("MILASSIST_PLANS") ? qEnvironmentVariableIntValue("MILASSIST_PLANS") : 12;
        Tried tried;
        for (quint32 seed = 1; tried.safe < wanted; ++seed) {
            QVERIFY2(int(seed) < 100 + 10 * wanted, "hardly any random plan is safe");
            const Plan plan = randomPlan(seed, now);
            ++tried.plans;
            if (!isSafe(checkPlan(plan, now)))
                continue;
            ++tried.safe;
            std::set<QString> known;
            const Roster everybody = everybodyThere(plan);
            for (const auto &[number, line] : plan.lines) {
                for (const QDateTime &point : instantsOf(plan, line, now, now.addMonths(monthsAhead))) {
                    for (const int beside : {-1, 0, 1})
                        tryInstant(seed, plan, everybody, number, point.addSecs(beside), known, tried);
                    if (QTest::currentTestFailed())
                        return;
                }
            }
        }
        qInfo("%d of %d random plans were safe; %lld instants, %lld calls", tried.safe, tried.plans, tried.instants,
              tried.decisions);
    }

    void whatIsRefusedShowsInItsExample()
    {
        std::map<Problem, int> shown;
        for (quint32 seed = 1; seed <= 150; ++seed) {
            const Plan plan = randomPlan(seed, now);
            for (const Finding &finding : checkPlan(plan, now)) {
                if (!finding.example)
                    continue;
                const Decision decision = decide(plan, everybodyThere(plan), finding.example->call, finding.example->at);
                const auto skips = [&decision](Skip why) {
                    return std::ranges::any_of(decision.steps, [why](const Step &step) {
                        return std::ranges::any_of(step.skipped, [why](const Skipped &skipped) { return skipped.why == why; });
                    });
                };
                ++shown[finding.problem];
                const QString what = u"seed %1: %2"_s.arg(seed).arg(describe(finding));
                if (finding.problem == Problem::CallerRingsNobody)
                    QVERIFY2(decision.opening.isOpen() && !ringsSomebody(decision), qPrintable(what));
                if (finding.problem == Problem::LoopToOwnLine)
                    QVERIFY2(skips(Skip::OwnLine), qPrintable(what));
                if (finding.problem == Problem::EmptyGroup)
                    QVERIFY2(skips(Skip::NobodyThere), qPrintable(what));
                if (finding.problem == Problem::RingsTooLong)
                    QVERIFY2(finding.path == u"routes[%1].stages"_s.arg(decision.route.text())
                                 && finding.name == decision.call.to.e164(),
                             qPrintable(what));
            }
        }
        QVERIFY(shown[Problem::CallerRingsNobody] > 0 && shown[Problem::LoopToOwnLine] > 0 && shown[Problem::RingsTooLong] > 0
                && shown[Problem::EmptyGroup] > 0);
    }

    // Also where the check says no: a call is never lost, though it may ring for long, or nobody.
    void evenWithAPlanThatIsRefused()
    {
        for (quint32 seed = 1; seed <= 150; ++seed) {
            Plan plan = randomPlan(seed, now);
            plan.routes.erase(id<RouteId>(seed % 2 ? "night" : "holiday"));
            if (seed % 3 == 0)
                plan.groups.clear();
            if (seed % 5 == 0)
                plan.people.clear();
            if (seed % 7 == 0)
                plan.schedules.clear();
            for (int hour = 0; hour < 24 * 14; hour += 5) {
                const Decision decision = decide(plan, rosterNumber(seed * 31 + quint32(hour), plan), {callers[hour % 5], boston},
                                                 now.addSecs(hour * 3600));

                QVERIFY(std::holds_alternative<TakeMessage>(decision.steps.back().action));
                for (std::size_t i = 0; i + 1 < decision.steps.size(); ++i)
                    QVERIFY(!std::holds_alternative<TakeMessage>(decision.steps[i].action));
            }
        }
    }

private:
    void tryInstant(quint32 seed, const Plan &plan, const Roster &everybody, const PhoneNumber &number, const QDateTime &instant,
                    std::set<QString> &known, Tried &tried)
    {
        ++tried.instants;
        const Decision best = decide(plan, everybody, {callers[0], number}, instant);
        const Route *route = find(plan.routes, best.route);
        const auto what = [&] { return u"seed %1, %2, %3"_s.arg(seed).arg(number.e164(), instant.toString(Qt::ISODate)); };
        if (best.opening.isOpen() && route && !route->stages.empty())
            QVERIFY2(ringsSomebody(best), qPrintable(what() + u": rings nobody"_s));

        const std::size_t count = rosterCount(plan);
        const bool isNew = known.insert(signature(best, plan, instant)).second;
        for (std::size_t i = 0; i < (isNew ? count : 3); ++i) {
            const Roster roster = rosterNumber(isNew ? i : std::size_t(tried.decisions) * 7919 % count, plan);
            const Decision decision = decide(plan, roster, {callers[tried.decisions % std::ssize(callers)], number}, instant);
            ++tried.decisions;
            const QString why = broken(plan, roster, decision);
            QVERIFY2(why.isEmpty(), qPrintable(what() + u": "_s + why));
        }
    }
};

QTEST_GUILESS_MAIN(TestEveryCallEnds)
#include "tst_everycallends.moc"
