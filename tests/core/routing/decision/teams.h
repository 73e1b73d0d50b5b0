// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"
#include "tests/core/routing/plan/plans.h"

// A team of Anna, Ben and Cleo on one line, and decisions written short: "anna 20 | ben,ben+15005550002? 20 | no answer 40".

namespace milassist::routing
{

/// Tuesday, ten in the morning in New York.
inline const QDateTime tuesday = at("2026-08-11T14:00:00Z");

inline const Party stranger = Party(number("+12025550123"));

/// The line "boston" in office hours, with these stages then, and voicemail outside.
inline Plan teamPlan(std::vector<Stage> stages, const std::vector<const char *> &people = {"anna", "ben", "cleo"})
{
    Plan plan;
    plan.schedules[id<ScheduleId>("office")] = officeHours();
    for (const char *person : people) {
        plan.people[id<PersonId>(person)] = {.name = QString::fromLatin1(person)};
        plan.groups[id<GroupId>("desk")].members.push_back(id<PersonId>(person));
    }
    plan.groups[id<GroupId>("empty")] = {};
    plan.routes[id<RouteId>("day")] = {.stages = std::move(stages)};
    plan.lines.emplace(boston, Line{.hours = id<ScheduleId>("office"), .openRoute = id<RouteId>("day")});
    return plan;
}

/// What is said of somebody in a test: "on", "off" (no telephone at all), "away", "dnd", "busy", "wrapup", "phone" (the
/// desk is off), "both" (desk and telephone), "gone" (not in the roster).
inline PersonNow state(const QString &word, const QString &phone)
{
    PersonNow now;
    if (word != u"off" && word != u"phone")
        now.registeredUntil = tuesday.addYears(10);
    if (word == u"away")
        now.presence = Presence::Away;
    if (word == u"dnd")
        now.presence = Presence::DoNotDisturb;
    now.inCall = word == u"busy";
    if (word == u"wrapup")
        now.wrapUpEnds = tuesday.addYears(10);
    if (word == u"phone" || word == u"both")
        now.phone = OutsidePhone{.number = *PhoneNumber::parse(phone), .rings = OutsidePhone::Rings::Always};
    return now;
}

/// "anna:on ben:busy"
inline Roster roster(const QString &text)
{
    Roster roster;
    int i = 0;
    for (const QString &one : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = one.split(u':');
        const QString phone = QStringLiteral("+1500555%1").arg(++i, 4, 10, QChar(u'0'));
        if (parts[1] != u"gone")
            roster.people[PersonId(parts[0])] = state(parts[1], phone);
    }
    return roster;
}

inline QString shown(const Target &target)
{
    QString text = target.person.text();
    if (target.number)
        text += target.number->e164() + (target.screening == Screening::Ask ? QStringLiteral("?") : QString());
    return text;
}

inline QString shown(const Step &step)
{
    using Because = Reason::Because;
    QStringList names;
    if (const auto *ring = std::get_if<Ring>(&step.action)) {
        for (const Target &target : ring->targets)
            names << shown(target);
        return QStringLiteral("%1 %2").arg(names.join(u',')).arg(ring->atMost.count());
    }
    if (const auto *wait = std::get_if<WaitForSomebody>(&step.action)) {
        for (const PersonId &person : wait->people)
            names << person.text();
        return QStringLiteral("wait for %1 %2").arg(names.join(u',')).arg(wait->atMost.count());
    }
    switch (step.reason.because) {
    case Because::RouteIsVoicemail:
        return QStringLiteral("voicemail");
    case Because::NobodyOnDuty:
        return QStringLiteral("nobody on duty");
    case Because::NobodyReachable:
        return QStringLiteral("nobody reachable");
    case Because::AllBusy:
        return QStringLiteral("all %1 busy").arg(step.reason.people);
    case Because::NoAnswer:
        return QStringLiteral("no answer %1").arg(step.reason.rang.count());
    case Because::NoSuchRoute:
        return QStringLiteral("no such route");
    case Because::NoSuchLine:
        return QStringLiteral("no such line");
    default:
        return QStringLiteral("?");
    }
}

inline QString shown(const Decision &decision)
{
    QStringList steps;
    for (const Step &step : decision.steps)
        steps << shown(step);
    return steps.join(QStringLiteral(" | "));
}

} // namespace milassist::routing
