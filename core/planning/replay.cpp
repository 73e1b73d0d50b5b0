// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/replay.h"

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using routing::Decision;
using routing::PersonNow;
using routing::Ring;
using routing::Skip;

namespace
{

void wasRung(const Ring &ring, routing::Roster &roster)
{
    for (const routing::Target &target : ring.targets) {
        if (target.person.isEmpty() || !target.number)
            continue;
        const bool hasDesk = std::ranges::any_of(
            ring.targets, [&](const routing::Target &other) { return other.person == target.person && !other.number; });
        using Rings = routing::OutsidePhone::Rings;
        PersonNow &now = roster.people[target.person];
        now.phone = routing::OutsidePhone{.number = *target.number,
                                          .rings = hasDesk ? Rings::Always : Rings::WhenTheDeskIsOff,
                                          .screening = target.screening};
        if (!hasDesk)
            now.registeredUntil = {};
    }
}

void wasSkipped(const routing::Skipped &skipped, const QDateTime &at, routing::Roster &roster)
{
    if (skipped.person.isEmpty())
        return;
    PersonNow &now = roster.people[skipped.person];
    switch (skipped.why) {
    case Skip::Away:
        now.presence = routing::Presence::Away;
        break;
    case Skip::DoNotDisturb:
        now.presence = routing::Presence::DoNotDisturb;
        break;
    case Skip::Busy:
        now.inCall = true;
        break;
    case Skip::WrapUp:
        now.wrapUpEnds = at.addSecs(60);
        break;
    case Skip::Unreachable:
        now.registeredUntil = {};
        now.phone.reset();
        break;
    default: // of the plan, not of the person
        break;
    }
}

} // namespace

routing::Roster rosterThen(const Decision &decision, const routing::Plan &plan)
{
    routing::Roster roster;
    for (const auto &[id, person] : plan.people)
        roster.people[id].registeredUntil = decision.at.addSecs(3600);
    for (const routing::Step &step : decision.steps) {
        if (const auto *ring = std::get_if<Ring>(&step.action))
            wasRung(*ring, roster);
        for (const routing::Skipped &skipped : step.skipped)
            wasSkipped(skipped, decision.at, roster);
        if (!step.offer)
            continue;
        auto &next = roster.turns[step.offer->group].passedOver; // each once, in the order in which they were asked first
        if (std::ranges::find(next, step.offer->person) == next.end())
            next.push_back(step.offer->person);
    }
    return roster;
}

QStringList pathOf(const Decision &decision)
{
    QStringList path;
    for (const routing::Step &step : decision.steps) {
        const auto *ring = std::get_if<Ring>(&step.action);
        if (!ring) {
            path << (std::holds_alternative<routing::WaitForSomebody>(step.action) ? u"wait"_s : u"mailbox"_s);
            continue;
        }
        QStringList who;
        for (const routing::Target &target : ring->targets) {
            const QString name = target.person.isEmpty() && target.number ? target.number->e164() : target.person.text();
            if (!who.contains(name))
                who << name;
        }
        path << who.join(u", "_s);
    }
    return path;
}

std::vector<ElsewhereCall> elsewhere(const std::vector<PastCall> &calls, const routing::Plan &plan)
{
    std::vector<ElsewhereCall> others;
    for (const PastCall &call : calls) {
        Decision would = routing::decide(plan, rosterThen(call.was, plan), call.was.call, call.was.at);
        if (pathOf(would) != pathOf(call.was))
            others.push_back({call.sid, call.was, std::move(would)});
    }
    return others;
}

} // namespace milassist
