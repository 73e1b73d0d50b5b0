// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/findingwords.h"

#include "ui/widgets/words.h"
#include "ui/words/hourswords.h"
#include "ui/words/planwords.h"

#include <QRegularExpression>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

using Problem = Finding::Problem;

namespace
{

QString inFindings(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Findings", text, note);
}

QString partWords(const QString &kind, const QString &id, const Plan &plan, const QString &home)
{
    const auto quoted = [](const char *form, const QString &name) { return inFindings(form).arg(name); };
    if (kind == "lines"_L1) {
        const auto number = PhoneNumber::parse(id);
        return quoted("Line %1", number ? nameOfLine(plan, *number, home) : id);
    }
    if (kind == "routes"_L1)
        return quoted("Route \u201c%1\u201d", nameOf(plan, RouteId(id)));
    if (kind == "schedules"_L1)
        return quoted("Hours \u201c%1\u201d", nameOf(plan, ScheduleId(id)));
    if (kind == "groups"_L1)
        return quoted("Group \u201c%1\u201d", nameOf(plan, GroupId(id)));
    if (kind == "rotas"_L1)
        return quoted("Rota \u201c%1\u201d", nameOf(plan, RotaId(id)));
    if (kind == "people"_L1)
        return nameOf(plan, PersonId(id));
    return id;
}

QString itemWords(const QString &kind, int index, const QString &part, const Plan &plan)
{
    const Schedule *schedule = find(plan.schedules, ScheduleId(part));
    const auto at = size_t(index);
    if (kind == "stages"_L1)
        return inFindings("stage %1").arg(index + 1);
    if (kind == "holidays"_L1)
        return schedule && at < schedule->holidays.size() ? schedule->holidays[at].name : inFindings("holiday %1").arg(index + 1);
    if (kind == "overrides"_L1)
        return schedule && at < schedule->overrides.size() ? schedule->overrides[at].name : inFindings("override %1").arg(index + 1);
    if (kind == "swaps"_L1)
        return inFindings("swap %1").arg(index + 1);
    return {};
}

struct Sentences {
    QString what, advice;
};

Sentences sentencesOf(const Finding &finding)
{
    switch (finding.problem) {
    case Problem::CallerRingsNobody:
        return {inFindings("The line is open and nobody could be there to answer."),
                inFindings("Put somebody on duty, or close the line then.")};
    case Problem::LoopToOwnLine: {
        const auto number = PhoneNumber::parse(finding.name);
        return {inFindings("The number %1 is one of our lines, so the call would come back.")
                    .arg(number ? endingOf(*number) : inFindings("called")),
                inFindings("Name another number.")};
    }
    case Problem::RingsTooLong:
        return {inFindings("Callers may hear ringing for %1, and the line allows %2.")
                    .arg(durationText(finding.found), durationText(finding.allowed)),
                inFindings("Shorten the stages, let fewer people be asked, or let callers wait longer.")};
    case Problem::NoSuchPart:
        return {inFindings("There is no \u201c%1\u201d.").arg(finding.name), inFindings("Choose another one.")};
    case Problem::TimeOutOfBounds:
        return {inFindings("%1 is not possible.").arg(durationText(finding.found)),
                inFindings("Choose %1 to %2.").arg(durationText(finding.lowest), durationText(finding.allowed))};
    case Problem::EndsBeforeItStarts:
        return {inFindings("It ends before it starts."), inFindings("Choose a later end.")};
    case Problem::RotaNotFinished:
        return {inFindings("The rota cannot be followed."), inFindings("It needs people, a first day and turns of a day at least.")};
    case Problem::CountOutOfBounds:
        return {inFindings("%1 is not possible.").arg(finding.found.count()),
                inFindings("Choose %1 to %2.").arg(finding.lowest.count()).arg(finding.allowed.count())};
    case Problem::UnusableLanguage:
        return {inFindings("Nothing can be read aloud in \u201c%1\u201d.").arg(finding.name),
                inFindings("Write a language and a country, such as en-US.")};
    case Problem::EmptyGroup:
        return {inFindings("Nobody is in it, so this stage rings nobody."), inFindings("Add somebody, or take the stage out.")};
    case Problem::TwiceInGroup:
        return {inFindings("Somebody is in it twice."), inFindings("Once is enough.")};
    case Problem::AlreadyOver:
        return {inFindings("It is over."), inFindings("It can be taken out.")};
    case Problem::NoSuchSound:
        return {inFindings("There is no sound \u201c%1\u201d, so callers hear the usual words.").arg(finding.name),
                inFindings("Store it, or choose another one.")};
    case Problem::HoursAssumed:
        return {inFindings("The days and the time zone were a guess of the import."), inFindings("Choose them.")};
    }
    return {};
}

QString exampleWords(const Finding &finding, const Plan &plan, const QString &home)
{
    if (!finding.example)
        return {};
    const Line *line = find(plan.lines, finding.example->call.to);
    const Schedule *hours = line ? find(plan.schedules, line->hours) : nullptr;
    const Zone zone = hours ? hours->zone : Zone();
    const LocalTime local = zone.local(finding.example->at);
    const QString when = inFindings("%1 %2 at %3 %4", "Thu 26 November 2026 at 09:00 New York time")
                             .arg(weekdayName(local.date.dayOfWeek(), QLocale::ShortFormat),
                                  holidayDaysWords(Dates{local.date, local.date}), local.time.toString(u"HH:mm"_s), zoneWords(zone));
    const QString call = inFindings("For example a call to %1 on %2").arg(nameOfLine(plan, finding.example->call.to, home), when);
    return finding.problem == Problem::CallerRingsNobody ? inFindings("%1 would ring nobody.").arg(call) : call + u'.';
}

} // namespace

QString placeWords(const QString &path, const Plan &plan, const QString &home)
{
    static const QRegularExpression form(u"^([a-z]+)\\[([^\\]]*)\\](?:\\.([a-z]+)\\[(\\d+)\\])?"_s);
    const QRegularExpressionMatch match = form.match(path);
    if (!match.hasMatch())
        return path;
    const QString part = partWords(match.captured(1), match.captured(2), plan, home);
    const QString item = match.captured(4).isEmpty() ? QString() : itemWords(match.captured(3), match.captured(4).toInt(), match.captured(2), plan);
    return item.isEmpty() ? part : part + u", "_s + item;
}

QStringList placesWords(const QStringList &paths, const Plan &plan, const QString &home, int most)
{
    QStringList places;
    for (const QString &path : paths)
        places << placeWords(path, plan, home);
    places.removeDuplicates();
    if (places.size() > most) {
        const int others = int(places.size()) - most + 1;
        places = places.first(most - 1);
        places << QCoreApplication::translate("Findings", "%n other(s)", nullptr, others);
    }
    return places;
}

FindingWords findingWords(const Finding &finding, const Plan &plan, const QString &home)
{
    const Sentences sentences = sentencesOf(finding);
    return {placeWords(finding.path, plan, home), sentences.what, sentences.advice, exampleWords(finding, plan, home)};
}

} // namespace milassist
