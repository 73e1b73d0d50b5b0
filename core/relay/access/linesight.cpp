// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/linesight.h"

#include <algorithm>
#include <set>

namespace milassist::relay
{

namespace
{

using routing::PersonId;
using routing::Plan;
using People = std::set<PersonId>;

void addStage(People &people, const Plan &plan, const routing::Stage &stage)
{
    std::visit(
        [&](const auto &one) {
            if constexpr (requires { one.group; }) {
                if (const auto *group = find(plan.groups, one.group))
                    people.insert(group->members.begin(), group->members.end());
            } else if constexpr (requires { one.rota; }) {
                if (const auto *rota = find(plan.rotas, one.rota)) {
                    people.insert(rota->people.begin(), rota->people.end());
                    for (const routing::Swap &swap : rota->swaps)
                        people.insert(swap.person);
                }
            }
        },
        stage);
}

void addRoute(People &people, const Plan &plan, const routing::RouteId &id)
{
    if (const auto *route = find(plan.routes, id)) {
        for (const routing::Stage &stage : route->stages)
            addStage(people, plan, stage);
    }
}

/// Everybody whom a call to @p line may ring, one day or the other.
People peopleOf(const Plan &plan, const routing::Line &line)
{
    People people;
    addRoute(people, plan, line.openRoute);
    addRoute(people, plan, line.closedRoute);
    if (const auto *hours = find(plan.schedules, line.hours)) {
        for (const routing::Holiday &holiday : hours->holidays) {
            addRoute(people, plan, holiday.openRoute);
            addRoute(people, plan, holiday.closedRoute);
        }
        for (const routing::Override &exception : hours->overrides)
            addRoute(people, plan, exception.route);
    }
    return people;
}

} // namespace

LineSight::LineSight(const Visitor &visitor, const Plan *plan) : m_person(visitor.name)
{
    if (!plan || visitor.may(Permission::AllVoicemail))
        return;
    for (const auto &[number, line] : plan->lines) {
        const People people = peopleOf(*plan, line);
        const bool isSeen = people.empty() || people.contains(PersonId(visitor.name));
        (isSeen ? m_seen : m_hidden).insert(number.e164());
    }
}

bool LineSight::seesTraffic(const QList<Party> &parties) const
{
    if (isWhole())
        return true;
    bool isHidden = false;
    for (const Party &party : parties) {
        const bool isTelephone = party.kind() == Party::Kind::Sip || party.kind() == Party::Kind::Client;
        if (m_seen.contains(party.text()) || (isTelephone && party.user() == m_person))
            return true;
        isHidden = isHidden || m_hidden.contains(party.text()) || isTelephone;
    }
    return !isHidden;
}

} // namespace milassist::relay
