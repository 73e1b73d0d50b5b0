// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/linewords.h"

#include "core/domain/phoneformat.h"
#include "core/planning/planedit.h"
#include "core/routing/check/longest.h"
#include "core/routing/hours/turningpoints.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/words.h"
#include "ui/words/hourswords.h"
#include "ui/words/planwords.h"

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

QString inRouting(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Routing", text, note);
}

bool isRefused(const PhoneNumber &number, const Line &line, const Plan &plan, const Findings &findings)
{
    return std::ranges::any_of(findings, [&](const Finding &finding) {
        if (!finding.isRefused())
            return false;
        if (finding.example)
            return finding.example->call.to == number;
        return finding.path.startsWith(u"lines[%1]"_s.arg(number.e164())) ||
               std::ranges::any_of(routesOf(plan, line), [&finding](const RouteId &route) {
                   return finding.path.startsWith(u"routes[%1]"_s.arg(route.text()));
               });
    });
}

} // namespace

QList<PlannedLine> plannedLines(const Plan &plan, const LineNames &ours)
{
    QList<PlannedLine> lines;
    for (const auto &[number, line] : plan.lines)
        lines.append({number, true});
    std::ranges::stable_sort(lines, {}, [&](const PlannedLine &line) { return plannedName(line.number, plan, ours).toLower(); });
    for (const Party &party : ours.lines()) {
        if (const auto number = party.number(); number && !plan.lines.contains(*number))
            lines.append({*number, false});
    }
    return lines;
}

QString plannedName(const PhoneNumber &number, const Plan &plan, const LineNames &ours)
{
    const Line *line = find(plan.lines, number);
    return line && !line->name.isEmpty() ? line->name : ours.nameOf(Party(number));
}

RowView plannedLineView(const PlannedLine &row, const Plan &plan, const Findings &findings, const LineNames &ours, const QDateTime &now)
{
    RowView view{.title = plannedName(row.number, plan, ours)};
    const QString number = displayForm(Party(row.number), ours.home());
    if (number != view.title)
        view.titleNote = number;
    const Line *line = find(plan.lines, row.number);
    if (!line) {
        view.subtitle = inRouting("Not in the plan");
        view.icon = u"minus"_s;
        return view;
    }
    if (isRefused(row.number, *line, plan, findings)) {
        view.icon = u"error"_s;
        view.iconTone = view.subtitleTone = Tone::Danger;
        view.subtitle = inRouting("Cannot be saved like this");
        return view;
    }
    const Schedule *hours = find(plan.schedules, line->hours);
    const Opening opening = hours ? openingAt(*hours, now) : Opening();
    const auto change = hours ? nextChange(*hours, now) : std::nullopt;
    view.icon = opening.isOpen() ? u"sun"_s : u"moon"_s;
    view.iconTone = opening.isOpen() ? Tone::Good : Tone::Neutral;
    view.subtitle = openingWords(opening, change.value_or(QDateTime()), now);
    if (opening.rule == Opening::Rule::Override)
        view.iconTone = view.subtitleTone = Tone::Warning;
    return view;
}

PersonId personCalled(Plan &plan, const QString &name)
{
    for (const auto &[id, known] : plan.people) {
        if (nameOf(plan, id).compare(name, Qt::CaseInsensitive) == 0)
            return id;
    }
    PersonId made;
    plan = withPerson(std::move(plan), name, &made);
    return made;
}

PatienceView patienceView(const Plan &plan, const Line &line, const RouteId &id)
{
    const Route *route = find(plan.routes, id);
    if (!route || route->stages.empty())
        return {inRouting("Callers reach voicemail at once."), Tone::Neutral};
    const Longest longest = longestOf(plan, line, *route);
    const bool isTooLong = longest.ringing > line.patience;
    const QString sum = inRouting("It rings for %1 at the most, and callers are to hear ringing for no longer than %2.")
                            .arg(durationText(longest.ringing), durationText(line.patience));
    return {isTooLong ? sum + u' ' + inRouting("That is too long.") : sum, isTooLong ? Tone::Danger : Tone::Neutral};
}

} // namespace milassist
