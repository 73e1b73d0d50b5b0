// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/peopleedit.h"

#include "core/planning/planedit.h"
#include "core/planning/planuses.h"

#include <algorithm>

namespace milassist
{

using namespace routing;

namespace
{

template <typename Key, typename Part, typename Change>
void changeIn(std::map<Key, Part> &parts, const Key &key, const Change &how)
{
    if (const auto found = parts.find(key); found != parts.end())
        how(found->second);
}

template <typename Asks>
std::vector<RouteId> routesThat(const Plan &plan, const Asks &asks)
{
    std::vector<RouteId> routes;
    for (const auto &[id, route] : plan.routes) {
        if (std::ranges::any_of(route.stages, asks))
            routes.push_back(id);
    }
    return routes;
}

} // namespace

Plan withPersonChanged(Plan plan, const PersonId &person, const std::function<void(Person &)> &how)
{
    changeIn(plan.people, person, how);
    return plan;
}

Plan withoutPerson(Plan plan, const PersonId &person)
{
    plan.people.erase(person);
    for (auto &[id, group] : plan.groups)
        std::erase(group.members, person);
    for (auto &[id, rota] : plan.rotas) {
        std::erase(rota.people, person);
        std::erase_if(rota.swaps, [&](const Swap &swap) { return swap.person == person; });
    }
    for (auto &[number, line] : plan.lines) {
        if (line.texts.owner == person)
            line.texts.owner = {};
        for (TaskRule &rule : line.texts.tasks) {
            if (rule.person == person)
                rule.person = {};
        }
    }
    return plan;
}

std::vector<GroupId> groupsWith(const Plan &plan, const PersonId &person)
{
    std::vector<GroupId> groups;
    for (const auto &[id, group] : plan.groups) {
        if (std::ranges::find(group.members, person) != group.members.end())
            groups.push_back(id);
    }
    return groups;
}

std::vector<RotaId> rotasWith(const Plan &plan, const PersonId &person)
{
    std::vector<RotaId> rotas;
    for (const auto &[id, rota] : plan.rotas) {
        if (std::ranges::find(rota.people, person) != rota.people.end())
            rotas.push_back(id);
    }
    return rotas;
}

std::vector<RouteId> routesWith(const Plan &plan, const GroupId &group)
{
    return routesThat(plan, [&group](const Stage &stage) { return groupOf(stage) == group; });
}

std::vector<RouteId> routesWith(const Plan &plan, const RotaId &rota)
{
    return routesThat(plan, [&rota](const Stage &stage) { return rotaOf(stage) == rota; });
}

Plan withGroupNamed(Plan plan, const GroupId &group, const QString &name)
{
    changeIn(plan.groups, group, [&name](Group &found) { found.name = name; });
    return plan;
}

Plan withoutGroup(Plan plan, const GroupId &group)
{
    if (routesWith(plan, group).empty())
        plan.groups.erase(group);
    return plan;
}

Plan withNewRota(Plan plan, const QString &name, const Zone &zone, const QDate &start, RotaId *made)
{
    std::set<QString> taken;
    for (const auto &[id, rota] : plan.rotas)
        taken.insert(id.text());
    const RotaId id(freeId(name, taken));
    Rota rota{.name = name, .people = {}, .zone = zone, .start = start, .handover = {}, .swaps = {}};
    for (const auto &[person, about] : plan.people)
        rota.people.push_back(person);
    plan.rotas.emplace(id, std::move(rota));
    if (made)
        *made = id;
    return plan;
}

Plan withRotaChanged(Plan plan, const RotaId &rota, const std::function<void(Rota &)> &how)
{
    changeIn(plan.rotas, rota, how);
    return plan;
}

Plan withoutRota(Plan plan, const RotaId &rota)
{
    if (routesWith(plan, rota).empty())
        plan.rotas.erase(rota);
    return plan;
}

} // namespace milassist
