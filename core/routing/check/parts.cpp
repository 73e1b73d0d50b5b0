// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/parts.h"

#include "core/routing/check/languages.h"


#include <algorithm>

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Problem = Finding::Problem;

namespace
{

// Twilio rings for 5 to 600 seconds, records messages for up to an hour and calls for up to four.
struct Bounds {
    seconds lowest, highest;
};
constexpr Bounds ringing{seconds(5), seconds(600)}, waiting{seconds(10), seconds(3600)}, message{seconds(10), seconds(3600)},
    recording{seconds(10), seconds(4 * 3600)};

class PartCheck
{
public:
    PartCheck(const Plan &plan, const QDateTime &now) : m_plan(plan), m_now(now) {}

    Findings of(const std::map<RouteId, Example> &taken)
    {
        for (const auto &[id, person] : m_plan.people)
            named(m_plan.schedules, person.shift, u"people[%1].shift"_s.arg(id.text()));
        for (const auto &[id, schedule] : m_plan.schedules)
            check(schedule, u"schedules[%1]"_s.arg(id.text()));
        for (const auto &[id, group] : m_plan.groups)
            check(group, u"groups[%1]"_s.arg(id.text()));
        for (const auto &[id, rota] : m_plan.rotas)
            check(rota, u"rotas[%1]"_s.arg(id.text()));
        for (const auto &[number, line] : m_plan.lines)
            check(line, u"lines[%1]"_s.arg(number.e164()));
        for (const auto &[id, route] : m_plan.routes) {
            const auto first = m_findings.size();
            for (std::size_t i = 0; i < route.stages.size(); ++i) {
                m_path = u"routes[%1].stages[%2]"_s.arg(id.text()).arg(i);
                std::visit(*this, route.stages[i]);
            }
            const auto example = taken.find(id);
            for (auto i = first; example != taken.end() && i < m_findings.size(); ++i)
                m_findings[i].example = example->second;
        }
        return std::move(m_findings);
    }

    void operator()(const RoundRobin &stage)
    {
        check(stage.group);
        within(ringing, stage.each, m_path + u".each_s"_s);
        within({seconds(0), seconds(1000)}, seconds(stage.atMost), m_path + u".at_most"_s);
    }
    void operator()(const InOrder &stage)
    {
        check(stage.group);
        within(ringing, stage.each, m_path + u".each_s"_s);
    }
    void operator()(const AllAtOnce &stage)
    {
        check(stage.group);
        within(ringing, stage.ring, m_path + u".ring_s"_s);
    }
    void operator()(const OnCall &stage)
    {
        named(m_plan.rotas, stage.rota, m_path + u".rota"_s, Absent::IsWrong);
        within(ringing, stage.each, m_path + u".each_s"_s);
        within({seconds(0), seconds(1000)}, seconds(stage.atMost), m_path + u".at_most"_s);
    }
    void operator()(const External &stage)
    {
        named(m_plan.schedules, stage.hours, m_path + u".hours"_s);
        within(ringing, stage.ring, m_path + u".ring_s"_s);
        if (m_plan.lines.contains(stage.number))
            add(Problem::LoopToOwnLine, m_path + u".number"_s, stage.number.e164());
    }

private:
    enum class Absent { IsFine, IsWrong };

    void add(Problem problem, const QString &path, const QString &name = {})
    {
        m_findings.push_back({.problem = problem, .path = path, .name = name});
    }

    template <typename Key, typename Value>
    void named(const std::map<Key, Value> &among, const Key &id, const QString &path, Absent absent = Absent::IsFine)
    {
        if (id.isEmpty() ? absent == Absent::IsWrong : !among.contains(id))
            add(Problem::NoSuchPart, path, id.text());
    }

    void within(const Bounds &bounds, seconds found, const QString &path)
    {
        if (found < bounds.lowest || found > bounds.highest)
            m_findings.push_back({.problem = Problem::TimeOutOfBounds,
                                  .path = path,
                                  .found = found,
                                  .lowest = bounds.lowest,
                                  .allowed = bounds.highest});
    }

    void check(const GroupId &id)
    {
        named(m_plan.groups, id, m_path + u".group"_s, Absent::IsWrong);
        const Group *group = find(m_plan.groups, id);
        if (group && group->members.empty())
            add(Problem::EmptyGroup, m_path + u".group"_s, id.text());
    }

    void check(const Group &group, const QString &path)
    {
        std::vector<PersonId> members = group.members;
        for (const PersonId &person : members)
            named(m_plan.people, person, path + u".members"_s, Absent::IsWrong);
        std::ranges::sort(members);
        for (auto twice = std::ranges::adjacent_find(members); twice != members.end();
             twice = std::adjacent_find(std::upper_bound(twice, members.end(), *twice), members.end()))
            add(Problem::TwiceInGroup, path + u".members"_s, twice->text());
    }

    void check(const Rota &rota, const QString &path)
    {
        if (rota.people.empty() || !rota.start.isValid() || rota.days < 1)
            add(Problem::RotaNotFinished, path);
        for (const PersonId &person : rota.people)
            named(m_plan.people, person, path + u".people"_s, Absent::IsWrong);
        for (std::size_t i = 0; i < rota.swaps.size(); ++i) {
            const QString at = u"%1.swaps[%2]"_s.arg(path).arg(i);
            named(m_plan.people, rota.swaps[i].person, at + u".person"_s, Absent::IsWrong);
            checkSpan(rota.swaps[i].from, rota.swaps[i].until, at);
        }
    }

    void check(const Schedule &schedule, const QString &path)
    {
        if (schedule.assumed)
            add(Problem::HoursAssumed, path);
        for (std::size_t i = 0; i < schedule.holidays.size(); ++i) {
            const QString at = u"%1.holidays[%2]"_s.arg(path).arg(i);
            named(m_plan.routes, schedule.holidays[i].openRoute, at + u".open"_s);
            named(m_plan.routes, schedule.holidays[i].closedRoute, at + u".closed"_s);
        }
        for (std::size_t i = 0; i < schedule.overrides.size(); ++i) {
            const Override &manual = schedule.overrides[i];
            const QString at = u"%1.overrides[%2]"_s.arg(path).arg(i);
            named(m_plan.routes, manual.route, at + u".route"_s);
            checkSpan(manual.from, manual.until, at);
            if (manual.until.isValid() && manual.until <= m_now)
                add(Problem::AlreadyOver, at, manual.name);
        }
    }

    void checkSpan(const QDateTime &from, const QDateTime &until, const QString &path)
    {
        if (!until.isValid() || (from.isValid() && until <= from))
            add(Problem::EndsBeforeItStarts, path + u".until"_s);
    }

    void check(const Line &line, const QString &path)
    {
        named(m_plan.schedules, line.hours, path + u".hours"_s);
        named(m_plan.routes, line.openRoute, path + u".open"_s);
        named(m_plan.routes, line.closedRoute, path + u".closed"_s);
        if (!isReadAloud(line.language))
            add(Problem::UnusableLanguage, path + u".language"_s, line.language);
        within(message, line.longestMessage, path + u".longest_message_s"_s);
        within(recording, line.recording.longest, path + u".recording.longest_s"_s);
        within(ringing, line.patience, path + u".patience_s"_s);
        if (line.whenAllBusy)
            within(waiting, line.whenAllBusy->atMost, path + u".hold_when_all_busy.at_most_s"_s);
        // The first text of a sender would be the same as itself already.
        if (constexpr int fewest = 2, most = 1000; line.texts.reply.sameTextsAnHour < fewest) {
            m_findings.push_back({.problem = Problem::CountOutOfBounds,
                                  .path = path + u".texts.reply.same_texts_an_hour"_s,
                                  .found = seconds(line.texts.reply.sameTextsAnHour),
                                  .lowest = seconds(fewest),
                                  .allowed = seconds(most)});
        }
        named(m_plan.people, line.texts.owner, path + u".texts.owner"_s);
        for (std::size_t i = 0; i < line.texts.tasks.size(); ++i)
            named(m_plan.people, line.texts.tasks[i].person, u"%1.texts.tasks[%2].person"_s.arg(path).arg(i));
    }

    const Plan &m_plan;
    QDateTime m_now;
    QString m_path; // of the stage that is looked at
    Findings m_findings;
};

} // namespace

Findings partFindings(const Plan &plan, const std::map<RouteId, Example> &taken, const QDateTime &now)
{
    return PartCheck(plan, now).of(taken);
}

} // namespace milassist::routing
