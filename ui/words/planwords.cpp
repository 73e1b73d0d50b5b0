// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/planwords.h"

#include "core/domain/phoneformat.h"
#include "ui/widgets/words.h"

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

QString inPlan(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Plan", text, note);
}

template <typename Part, typename AnId>
QString nameAmong(const std::map<AnId, Part> &parts, const AnId &id)
{
    const Part *part = find(parts, id);
    return part && !part->name.isEmpty() ? part->name : id.text();
}

QString atMostWords(int atMost)
{
    return atMost > 0 ? u", "_s + QCoreApplication::translate("Plan", "%n at most", "of so many people", atMost) : QString();
}

struct StageWords {
    const Plan &plan;

    QString operator()(const RoundRobin &stage) const
    {
        return inPlan("%1 in turn, %2 each").arg(nameOf(plan, stage.group), durationText(stage.each)) + atMostWords(stage.atMost);
    }
    QString operator()(const InOrder &stage) const
    {
        return inPlan("%1 in order, %2 each").arg(nameOf(plan, stage.group), durationText(stage.each));
    }
    QString operator()(const AllAtOnce &stage) const
    {
        return inPlan("everybody in %1 together, %2").arg(nameOf(plan, stage.group), durationText(stage.ring));
    }
    QString operator()(const OnCall &stage) const
    {
        return inPlan("who is on call in %1, %2 each").arg(nameOf(plan, stage.rota), durationText(stage.each)) +
               atMostWords(stage.atMost);
    }
    QString operator()(const External &stage) const
    {
        const QString name = stage.name.isEmpty() ? inPlan("the number %1").arg(endingOf(stage.number)) : stage.name;
        return inPlan("%1, %2", "an outside number, seconds").arg(name, durationText(stage.ring));
    }
};

} // namespace

QString nameOf(const Plan &plan, const PersonId &person)
{
    return nameAmong(plan.people, person);
}

QString nameOf(const Plan &plan, const GroupId &group)
{
    return nameAmong(plan.groups, group);
}

QString nameOf(const Plan &plan, const RotaId &rota)
{
    return nameAmong(plan.rotas, rota);
}

QString nameOf(const Plan &plan, const RouteId &route)
{
    return route.isEmpty() ? inPlan("Voicemail") : nameAmong(plan.routes, route);
}

QString nameOf(const Plan &plan, const ScheduleId &schedule)
{
    return schedule.isEmpty() ? inPlan("Always open") : nameAmong(plan.schedules, schedule);
}

QString nameOfLine(const Plan &plan, const PhoneNumber &line, const QString &home)
{
    const Line *known = find(plan.lines, line);
    return known && !known->name.isEmpty() ? known->name : displayForm(Party(line), home);
}

QString listed(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return inPlan("%1 and %2").arg(words.first(words.size() - 1).join(u", "_s), words.last());
}

QString peopleWords(const Plan &plan, const std::vector<PersonId> &people, int most)
{
    QStringList names;
    const int count = int(people.size());
    const int told = count <= most ? count : most - 1;
    for (int i = 0; i < told; ++i)
        names << nameOf(plan, people[size_t(i)]);
    if (told < count)
        names << QCoreApplication::translate("Plan", "%n other(s)", nullptr, count - told);
    return listed(names);
}

QString endingOf(const PhoneNumber &number)
{
    return inPlan("ending in %1", "the last digits of a number").arg(number.e164().last(2));
}

QString stageWords(const Plan &plan, const Stage &stage)
{
    return std::visit(StageWords{plan}, stage);
}

QString strategyWords(const Stage &stage)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("Plan", "One after the other, in turn"), QT_TRANSLATE_NOOP("Plan", "One after the other, in order"),
        QT_TRANSLATE_NOOP("Plan", "All together"), QT_TRANSLATE_NOOP("Plan", "Whoever is on call"),
        QT_TRANSLATE_NOOP("Plan", "A number outside")};
    return inPlan(words[stage.index()]);
}

QString routeWords(const Plan &plan, const RouteId &id)
{
    const Route *route = find(plan.routes, id);
    if (!route)
        return id.isEmpty() ? inPlan("Voicemail at once") : inPlan("The plan has no route \u201c%1\u201d").arg(id.text());
    QStringList stages;
    for (const Stage &stage : route->stages)
        stages << stageWords(plan, stage);
    stages << (stages.isEmpty() ? inPlan("voicemail at once") : inPlan("voicemail"));
    QString words = stages.join(inPlan(", then ", "between two stages"));
    words[0] = words[0].toUpper();
    return words;
}

} // namespace milassist
