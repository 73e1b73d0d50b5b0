// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/planedit.h"

#include <QRegularExpression>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

template <typename AnId, typename Part>
AnId freeIdIn(const std::map<AnId, Part> &parts, const QString &name)
{
    std::set<QString> taken;
    for (const auto &[id, part] : parts)
        taken.insert(id.text());
    return AnId(freeId(name, taken));
}

// One that nobody else means: its own already, a copy, or a new one.
template <typename AnId, typename Part>
AnId ownCopy(std::map<AnId, Part> &parts, const AnId &now, std::size_t users, const QString &name, Part fresh)
{
    const Part *shared = find(parts, now);
    if (shared && users <= 1)
        return now;
    Part own = shared ? *shared : std::move(fresh);
    own.name = name;
    const AnId id = freeIdIn(parts, name);
    parts.emplace(id, std::move(own));
    return id;
}

template <typename Key, typename Part, typename Change>
void change(std::map<Key, Part> &parts, const Key &key, const Change &how)
{
    if (const auto found = parts.find(key); found != parts.end())
        how(found->second);
}

} // namespace

QString freeId(const QString &name, const std::set<QString> &taken)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString base = name.normalized(QString::NormalizationForm_KD).toLower().replace(others, u"-"_s);
    while (base.startsWith(u'-'))
        base.remove(0, 1);
    while (base.endsWith(u'-'))
        base.chop(1);
    if (base.isEmpty())
        base = u"part"_s;
    QString id = base;
    for (int i = 2; taken.contains(id); ++i)
        id = base + u'-' + QString::number(i);
    return id;
}

Plan withLine(Plan plan, const PhoneNumber &number, const QString &name)
{
    plan.lines.emplace(number, Line{.name = name});
    return plan;
}

Plan withoutLine(Plan plan, const PhoneNumber &number)
{
    plan.lines.erase(number);
    return plan;
}

Plan withLineChanged(Plan plan, const PhoneNumber &number, const std::function<void(Line &)> &how)
{
    change(plan.lines, number, how);
    return plan;
}

Plan withOwnHours(Plan plan, const PhoneNumber &number, const QString &name, const Zone &zone)
{
    const auto line = plan.lines.find(number);
    if (line == plan.lines.end())
        return plan;
    const std::size_t users = linesWith(plan, line->second.hours).size();
    const DayHours office{*TimeRange::between(*WallTime::parse(u"09:00"), *WallTime::parse(u"17:00"))};
    Schedule fresh{.zone = zone, .week = Week::mondayToFriday(office)};
    line->second.hours = ownCopy(plan.schedules, line->second.hours, users, name, std::move(fresh));
    return plan;
}

Plan withHoursChanged(Plan plan, const ScheduleId &hours, const std::function<void(Schedule &)> &how)
{
    change(plan.schedules, hours, how);
    return plan;
}

Plan withoutHours(Plan plan, const ScheduleId &hours)
{
    if (usersOf(plan, hours).isEmpty())
        plan.schedules.erase(hours);
    return plan;
}

Plan withOwnRoute(Plan plan, const PhoneNumber &number, When when, const QString &name)
{
    const auto line = plan.lines.find(number);
    if (line == plan.lines.end())
        return plan;
    RouteId &route = when == When::Open ? line->second.openRoute : line->second.closedRoute;
    const bool isBoth = line->second.openRoute == line->second.closedRoute; // of this line, and still shared
    route = ownCopy(plan.routes, route, linesWith(plan, route).size() + (isBoth ? 1 : 0), name, Route());
    return plan;
}

Plan withRouteChanged(Plan plan, const RouteId &route, const std::function<void(Route &)> &how)
{
    change(plan.routes, route, how);
    return plan;
}

Plan withoutRoute(Plan plan, const RouteId &route)
{
    if (usersOf(plan, route).isEmpty())
        plan.routes.erase(route);
    return plan;
}

Stage withRingTime(Stage stage, seconds each)
{
    struct SetTime {
        seconds each;
        void operator()(RoundRobin &stage) const { stage.each = each; }
        void operator()(InOrder &stage) const { stage.each = each; }
        void operator()(AllAtOnce &stage) const { stage.ring = each; }
        void operator()(OnCall &stage) const { stage.each = each; }
        void operator()(External &stage) const { stage.ring = each; }
    };
    std::visit(SetTime{each}, stage);
    return stage;
}

Stage withGroup(Stage stage, const GroupId &group)
{
    if (auto *robin = std::get_if<RoundRobin>(&stage))
        robin->group = group;
    else if (auto *order = std::get_if<InOrder>(&stage))
        order->group = group;
    else if (auto *all = std::get_if<AllAtOnce>(&stage))
        all->group = group;
    return stage;
}

Stage withMostPeople(Stage stage, int atMost)
{
    if (auto *robin = std::get_if<RoundRobin>(&stage))
        robin->atMost = atMost;
    else if (auto *onCall = std::get_if<OnCall>(&stage))
        onCall->atMost = atMost;
    return stage;
}

Stage ofKind(const Stage &stage, std::size_t kind, const Plan &plan)
{
    if (kind == stage.index())
        return stage;
    GroupId group = groupOf(stage);
    if (group.isEmpty() && !plan.groups.empty())
        group = plan.groups.begin()->first;
    const seconds each = ringTimeOf(stage);
    switch (kind) {
    case 0:
        return RoundRobin{.group = group, .each = each};
    case 1:
        return InOrder{.group = group, .each = each};
    case 2:
        return AllAtOnce{.group = group, .ring = each};
    case 3:
        return plan.rotas.empty() ? stage : Stage(OnCall{.rota = plan.rotas.begin()->first, .each = each});
    default:
        return stage; // a number outside is a stage of its own: there is none to begin with
    }
}

std::optional<Stage> firstStage(const Plan &plan)
{
    if (plan.groups.empty())
        return {};
    return RoundRobin{.group = plan.groups.begin()->first};
}

Plan withPerson(Plan plan, const QString &name, PersonId *made)
{
    const PersonId id = freeIdIn(plan.people, name);
    plan.people.emplace(id, Person{.name = name});
    if (made)
        *made = id;
    return plan;
}

Plan withNewGroup(Plan plan, const QString &name, GroupId *made)
{
    const GroupId id = freeIdIn(plan.groups, name);
    plan.groups.emplace(id, Group{.name = name});
    if (made)
        *made = id;
    return plan;
}

Plan withGroupChanged(Plan plan, const GroupId &group, const std::function<void(std::vector<PersonId> &)> &how)
{
    change(plan.groups, group, [&how](Group &found) { how(found.members); });
    return plan;
}

} // namespace milassist
