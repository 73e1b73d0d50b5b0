// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/hiddencaller.h"
#include "core/relay/service/voicejobs.h"
#include "core/routing/decision/reach.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using routing::Decision;

namespace
{

constexpr std::chrono::seconds eachRings{20};

const routing::WaitForSomebody *waitOf(const std::optional<Decision> &decision, size_t step)
{
    return decision && step < decision->steps.size() ? std::get_if<routing::WaitForSomebody>(&decision->steps[step].action)
                                                     : nullptr;
}

/// One step for each of those waited for who is free now. They were on duty when the call came, and that holds.
std::vector<routing::Step> freeNow(CallFile &file, const Decision &decision, const routing::WaitForSomebody &wait)
{
    std::vector<routing::Step> steps;
    const routing::Plan &plan = *file.scene().plan;
    const routing::Line *line = routing::find(plan.lines, decision.call.to);
    if (!line)
        return steps;
    const routing::Roster roster = file.roster();
    routing::Reachability reachability(plan, *line, roster, decision.call, file.scene().now);
    for (const routing::PersonId &person : wait.people) {
        routing::Reach reach = reachability.of(person, routing::Duty::Rota);
        if (reach.skip)
            continue;
        steps.push_back({.action = routing::Ring{std::move(reach.targets), eachRings},
                         .reason = {.because = routing::Reason::Because::InOrder, .place = int(steps.size()) + 1}});
    }
    for (routing::Step &step : steps)
        step.reason.places = int(steps.size());
    return steps;
}

} // namespace

Result<QByteArray> callerWaits(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, size_t step,
                               const QDateTime &until, Waiting waiting)
{
    CallFile file(db, scene);
    file.open(request.call.sid);
    const auto decision = file.decision();
    const auto *wait = waitOf(decision, step);
    waiting.isOver = scene.now >= until || (wait && !freeNow(file, *decision, *wait).empty());
    waiting.language = languageOf(decision);
    if (wait)
        waiting.music = wait->music;
    return file.finish(whileWaiting(waiting, file.premises()));
}

Result<QByteArray> waitComplete(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, size_t step,
                                const QDateTime &until)
{
    CallFile file(db, scene);
    file.note(request.call, u"wait-%1"_s.arg(step));
    auto decision = file.decision();
    const auto *wait = waitOf(decision, step);
    const bool isGone = isTerminal(request.call.status);
    if (!wait)
        return file.finish(isGone ? hangUp() : lastResort(file.premises(), mailboxOf(request.call.to, *scene.plan)));
    if (!file.isFirst(u"wait %1 %2"_s.arg(request.call.sid.text()).arg(step)))
        return file.finishAgain();
    if (isGone) {
        file.trace(u"step-%1-result"_s.arg(step), {{u"caller_gone"_s, true}});
        file.settle(CallOutcome::missed());
        return file.finish(hangUp());
    }
    // Those who have become free ring before the mailbox: the decision is added to, and its steps keep their numbers.
    auto more = scene.now < until ? freeNow(file, *decision, *wait) : std::vector<routing::Step>();
    file.trace(u"step-%1-result"_s.arg(step), {{u"free"_s, int(more.size())}});
    if (!more.empty()) {
        decision->steps.insert(decision->steps.begin() + std::ptrdiff_t(step) + 1, more.begin(), more.end());
        file.keep(*decision, file.revision() + 1);
    }
    file.begin(*decision, step + 1);
    const Caller caller = hiddenWhereWanted(
        db, scene, *decision, step + 1, {.party = request.call.from, .state = {}, .country = {}, .hiddenFrom = {}, .handle = {}});
    return file.finish(answerTo(*decision, step + 1, caller, file.premises()));
}

} // namespace milassist::relay
