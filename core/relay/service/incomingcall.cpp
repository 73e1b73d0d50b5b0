// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/hiddencaller.h"
#include "core/relay/service/voicejobs.h"

#include <set>

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using routing::Decision;

namespace
{

Caller callerOf(const WebhookCall &call)
{
    return {.party = call.from, .state = call.fromState, .country = call.fromCountry, .hiddenFrom = {}, .handle = {}};
}

/// The groups that a route rings, in the order of their names, in which they are locked.
std::set<routing::GroupId> groupsOf(const routing::Plan &plan, const routing::RouteId &route)
{
    std::set<routing::GroupId> groups;
    const routing::Route *found = routing::find(plan.routes, route);
    for (const routing::Stage &stage : found ? found->stages : std::vector<routing::Stage>()) {
        std::visit(
            [&groups](const auto &one) {
                if constexpr (requires { one.group; })
                    groups.insert(one.group);
            },
            stage);
    }
    return groups;
}

Decision decided(CallFile &file, const routing::IncomingCall &call)
{
    const VoiceScene &scene = file.scene();
    // Which route it is does not depend on who is there. Who is there is asked when nobody else can be offered a call by it.
    const routing::RouteId route = routing::decide(*scene.plan, {}, call, scene.now).route;
    for (const routing::GroupId &group : groupsOf(*scene.plan, route))
        file.lockTurn(group);
    const routing::Roster roster = file.roster();
    return routing::decide(*scene.plan, roster, call, scene.now);
}

} // namespace

QJsonObject resultOf(const DialEnded &ended)
{
    QJsonObject result{{u"status"_s, ended.status.text()}, {u"bridged"_s, ended.bridged}};
    if (ended.isCallerGone())
        result.insert(u"caller_gone"_s, true);
    if (ended.sipCode)
        result.insert(u"sip"_s, ended.sipCode);
    if (ended.duration)
        result.insert(u"seconds"_s, qint64(ended.duration->count()));
    if (!ended.childSid.isNull())
        result.insert(u"leg"_s, ended.childSid.text());
    if (!ended.recording.sid.isNull())
        result.insert(u"recording"_s, ended.recording.sid.text());
    return result;
}

void noteDial(CallFile &file, const DialEnded &ended, const QString &source)
{
    if (!ended.childSid.isNull()) {
        Call child;
        child.sid = ended.childSid;
        child.parentSid = ended.call.sid;
        if (!ended.status.is(DialStatus::Answered)) // of conferences, and no state of a leg
            child.status = Word<CallStatus>(ended.status.text());
        child.duration = ended.duration;
        file.note(child, source);
    }
    file.note(ended.call, source);
}

QString languageOf(const std::optional<Decision> &decision)
{
    const auto *message =
        !decision || decision->steps.empty() ? nullptr : std::get_if<routing::TakeMessage>(&decision->steps.back().action);
    return message ? message->language : u"en-US"_s;
}

Result<QByteArray> incomingCall(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request)
{
    CallFile file(db, scene);
    file.note(request.call, u"incoming"_s);
    if (!file.isFirst(u"incoming "_s + request.call.sid.text()))
        return file.finishAgain();
    const auto line = request.call.to.number();
    if (!line)
        return file.finish(lastResort(file.premises()));
    Decision decision = decided(file, {.from = request.call.from, .to = *line});
    if (scene.isTooOften) {
        file.trace(u"too-often"_s);
        decision.steps.erase(decision.steps.begin(), decision.steps.end() - 1); // the mailbox alone
    }
    file.keep(decision);
    file.begin(decision, 0);
    return file.finish(answerTo(decision, 0, hiddenWhereWanted(db, scene, decision, 0, callerOf(request.call)), file.premises()));
}

Result<QByteArray> dialComplete(SqlConnection &db, const VoiceScene &scene, const DialEnded &ended, size_t step)
{
    CallFile file(db, scene);
    noteDial(file, ended, u"dial-%1"_s.arg(step));
    const auto decision = file.decision();
    const bool isOver = ended.isAnswered() || ended.isCallerGone();
    if (!decision) // whatever brought the call is not known here yet: nothing is claimed
        return file.finish(isOver ? hangUp() : lastResort(file.premises(), mailboxOf(ended.call.to, *scene.plan)));
    if (!file.isFirst(u"dial %1 %2"_s.arg(ended.call.sid.text()).arg(step)))
        return file.finishAgain();
    file.trace(u"step-%1-result"_s.arg(step), resultOf(ended));
    file.free();
    if (ended.isAnswered()) {
        Party at;
        for (const Call &leg : file.call() ? file.call()->legs : QList<Call>()) {
            if (leg.sid == ended.childSid)
                at = leg.to;
        }
        file.answered(personAt(at, &*decision, step, file.premises()), &*decision, step, at);
        file.settle(CallOutcome::answered());
    } else if (ended.isCallerGone()) {
        file.settle(CallOutcome::missed());
    } else {
        file.begin(*decision, step + 1);
    }
    if (isOver)
        return file.finish(hangUp());
    const Caller caller = hiddenWhereWanted(db, scene, *decision, step + 1, callerOf(ended.call));
    return file.finish(answerTo(*decision, step + 1, caller, file.premises()));
}

} // namespace milassist::relay
