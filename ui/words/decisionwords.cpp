// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/decisionwords.h"

#include "ui/widgets/words.h"
#include "ui/words/hourswords.h"
#include "ui/words/planwords.h"
#include "ui/words/stepwords.h"

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

using Kind = TraceLine::Kind;

namespace
{

QString inTrace(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Trace", text, note);
}

Kind kindOf(const Action &action)
{
    static constexpr Kind kinds[] = {Kind::Rings, Kind::Waits, Kind::Message};
    return kinds[action.index()];
}

QString briefly(const Step &step, const Plan &plan, const RouteId &route)
{
    if (const auto *ring = std::get_if<Ring>(&step.action)) {
        std::vector<PersonId> people;
        for (const Target &target : ring->targets) {
            if (!target.person.isEmpty() && (people.empty() || people.back() != target.person))
                people.push_back(target.person);
        }
        return people.empty() ? stepWords(step, plan, route).section(u" rings for "_s, 0, 0) : peopleWords(plan, people, 3);
    }
    return std::holds_alternative<WaitForSomebody>(step.action) ? inTrace("music until somebody is free") : inTrace("voicemail");
}

QString summaryOf(const Decision &decision, const Plan &plan)
{
    constexpr qsizetype mostNames = 4;
    QStringList parts;
    for (const Step &step : decision.steps)
        parts << briefly(step, plan, decision.route);
    if (parts.size() > mostNames) {
        const QStringList all = parts;
        parts = all.first(mostNames - 2);
        parts << QCoreApplication::translate("Trace", "%n more", nullptr, int(all.size() - mostNames + 1)) << all.last();
    }
    QString summary = parts.join(inTrace(", then ", "between two steps"));
    if (!summary.isEmpty())
        summary[0] = summary[0].toUpper();
    if (const auto longest = decision.longest(); longest.count() > 0)
        summary += u", "_s + inTrace("after %1 at most").arg(durationText(longest));
    else if (decision.steps.size() == 1)
        summary += u' ' + inTrace("at once");
    return summary;
}

QString ruleWords(const Opening &opening)
{
    switch (opening.rule) {
    case Opening::Rule::Override:
        return inTrace("Set by hand, above every other rule.");
    case Opening::Rule::Holiday:
        return inTrace("A holiday goes before the hours of the week.");
    case Opening::Rule::UnfinishedShift:
        return inTrace("A holiday has begun, and the shift of the evening before is finished first.");
    case Opening::Rule::Week:
        if (opening.range) {
            const QString range = opening.range->start().text() + u'\u2013' + opening.range->end().text();
            return inTrace("Hours of the week: %1 %2.", "Tuesday 09:00-17:00")
                .arg(weekdayName(opening.shiftDay.dayOfWeek()), range);
        }
        return inTrace("Outside the hours of the week.");
    case Opening::Rule::NoSchedule:
        break;
    }
    return inTrace("The line has no hours, so it is always open.");
}

QString recordingWords(const Decision &decision)
{
    using When = Announcement::When;
    const When when = decision.announcement.when;
    if (decision.recording.inbound == Record::On) {
        if (when == When::Never)
            return inTrace("The call is recorded, without an announcement.");
        return when == When::Always
            ? inTrace("The call is recorded, and the caller is told.")
            : inTrace("The call is recorded, and the caller is told unless no law where they are asks for it.");
    }
    if (decision.recording.inbound == Record::Asked) {
        if (when == When::Never)
            return inTrace("The call is recorded if whoever answers asks for it, without an announcement.");
        return when == When::Always
            ? inTrace("The call is recorded if whoever answers asks for it, and the caller is told that it may be.")
            : inTrace(
                "The call is recorded if whoever answers asks for it, and the caller is told that it may be, unless no law where "
                "they are asks for that.");
    }
    return {};
}

} // namespace

QString openingSentence(const Opening &opening, const QDateTime &at, const QDateTime &change)
{
    if (opening.rule == Opening::Rule::NoSchedule)
        return inTrace("Always open");
    const QDateTime until =
        opening.rule == Opening::Rule::Override && opening.overrideEnds.isValid() ? opening.overrideEnds : change;
    return openingWords(opening, until, at) + (until.isValid() ? u" "_s + zoneWords(opening.zone) : QString());
}

Trace traceOf(const Decision &decision, const Plan &plan, const QDateTime &change)
{
    Trace trace{.summary = summaryOf(decision, plan), .lines = {}};
    const auto add = [&trace](Kind kind, const QString &sentence, const QString &note = {}) {
        trace.lines.append({kind, sentence, note});
    };
    if (decision.steps.empty() || decision.steps.front().reason.because != Reason::Because::NoSuchLine) {
        const QString clock = inTrace("%1 %2 %3", "Tuesday 09:14 New York time")
                                  .arg(weekdayName(decision.opening.local.date.dayOfWeek()),
                                       decision.opening.local.time.toString(u"HH:mm:ss"_s), zoneWords(decision.opening.zone));
        const bool hasClock = decision.opening.local.date.isValid() && decision.opening.rule != Opening::Rule::NoSchedule;
        add(Kind::Hours, openingSentence(decision.opening, decision.at, change),
            hasClock ? inTrace("%1 It was %2.").arg(ruleWords(decision.opening), clock) : ruleWords(decision.opening));
        if (!decision.route.isEmpty())
            add(Kind::Route, inTrace("Route \u201c%1\u201d").arg(nameOf(plan, decision.route)));
    }
    if (decision.callerIsOwnLine)
        add(Kind::Remark, inTrace("The caller is one of our own lines, so no outside telephone is rung."));
    for (const Step &step : decision.steps) {
        for (const QString &skipped : skippedWords(step.skipped, plan, decision.route))
            add(Kind::Skipped, skipped);
        add(kindOf(step.action), stepWords(step, plan, decision.route));
    }
    if (const QString recording = recordingWords(decision); !recording.isEmpty())
        add(Kind::Remark, recording);
    if (!decision.zoneRules.isEmpty())
        add(Kind::Remark, inTrace("Time zone rules %1.").arg(decision.zoneRules));
    return trace;
}

QString iconOf(TraceLine::Kind kind)
{
    switch (kind) {
    case Kind::Hours:
        return u"clock"_s;
    case Kind::Route:
        return u"transfer"_s;
    case Kind::Rings:
        return u"call"_s;
    case Kind::Waits:
        return u"volume"_s;
    case Kind::Message:
        return u"voicemail"_s;
    case Kind::Skipped:
        return u"skip"_s;
    case Kind::Remark:
        break;
    }
    return u"info"_s;
}

Tone toneOf(TraceLine::Kind kind)
{
    switch (kind) {
    case Kind::Rings:
        return Tone::Good;
    case Kind::Waits:
        return Tone::Warning;
    case Kind::Message:
        return Tone::Accent;
    default:
        return Tone::Neutral;
    }
}

QString difference(const Trace &then, const Trace &now)
{
    const auto steps = [](const Trace &trace) {
        QStringList sentences;
        for (const TraceLine &line : trace.lines) {
            if (line.kind == Kind::Rings || line.kind == Kind::Waits || line.kind == Kind::Message)
                sentences << line.sentence;
        }
        return sentences;
    };
    return steps(then) == steps(now) ? QString() : inTrace("Now: %1.").arg(now.summary);
}

} // namespace milassist
