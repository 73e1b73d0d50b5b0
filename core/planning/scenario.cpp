// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/scenario.h"

#include "core/routing/check/scan.h"
#include "core/routing/decision/reach.h"

#include <QtConcurrentRun>

namespace milassist
{

using namespace routing;

Roster rosterOf(const Plan &plan, Scenario scenario, const std::optional<RosterNow> &now)
{
    if (scenario == Scenario::AsItIs && now)
        return now->roster;
    Roster roster;
    if (scenario != Scenario::NobodyThere)
        roster = everybodyThere(plan);
    if (scenario == Scenario::EverybodyBusy) {
        for (auto &[id, person] : roster.people)
            person.inCall = true;
    }
    if (now)
        roster.turns = now->roster.turns;
    return roster;
}

std::vector<MemberNow> membersNow(const Plan &plan, const PhoneNumber &number, const GroupId &groupId, const RosterNow &now,
                                  const QDateTime &instant)
{
    const Group *group = find(plan.groups, groupId);
    if (!group)
        return {};
    const Line *known = find(plan.lines, number);
    const Line line = known ? *known : Line();
    const IncomingCall call{Party(), number};
    Reachability reachability(plan, line, now.roster, call, instant);
    std::vector<MemberNow> members;
    for (const PersonId &person : group->members) {
        MemberNow member{.person = person, .why = reachability.of(person, Duty::Shift).skip};
        if (const auto *counts = find(now.counts, groupId)) {
            if (const OfferCount *count = find(*counts, person))
                member.count = *count;
        }
        members.push_back(member);
    }
    const Turn *turn = find(now.roster.turns, groupId);
    for (const PersonId &person : inTurn(group->members, turn ? *turn : Turn())) {
        const auto next = std::ranges::find(members, person, &MemberNow::person);
        if (next != members.end() && !next->why) {
            next->isNext = true;
            break;
        }
    }
    return members;
}

QFuture<Coverage> coverageLater(Plan plan, PhoneNumber line, QDateTime now)
{
    return QtConcurrent::run([plan = std::move(plan), line = std::move(line), now = std::move(now)] { return coverageOf(plan, line, now); });
}

} // namespace milassist
