// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/decision/reach.h"

namespace milassist::routing
{

Reachability::Reachability(const Plan &plan, const Line &line, const Roster &roster, const IncomingCall &call,
                           const QDateTime &instant)
    : m_plan(plan), m_line(line), m_roster(roster), m_caller(call.from.number()), m_instant(instant),
      m_callerIsOwnLine(m_caller && plan.lines.contains(*m_caller))
{
}

Reach Reachability::of(const PersonId &person, Duty duty)
{
    const auto skipped = [](Skip why) { return Reach{.skip = why}; };
    const Person *known = find(m_plan.people, person);
    if (!known)
        return skipped(Skip::NotInPlan);
    if (duty == Duty::Shift && !isOpen(known->shift))
        return skipped(Skip::OffShift);
    const PersonNow *now = find(m_roster.people, person);
    if (!now)
        return skipped(Skip::Unreachable);

    const auto lasts = [this](const QDateTime &end) { return end.isValid() && m_instant < end; };
    const bool chosen = !now->presenceEnds.isValid() || lasts(now->presenceEnds);
    if (chosen && now->presence == Presence::Away)
        return skipped(Skip::Away);
    if (chosen && now->presence == Presence::DoNotDisturb)
        return skipped(Skip::DoNotDisturb);
    if (now->inCall)
        return skipped(Skip::Busy);
    if (lasts(now->wrapUpEnds))
        return skipped(Skip::WrapUp);

    Reach reach;
    const bool deskIsOn = lasts(now->registeredUntil);
    if (deskIsOn)
        reach.targets.push_back({.person = person});
    if (now->phone && (!deskIsOn || now->phone->rings == OutsidePhone::Rings::Always)) {
        reach.skip = whyNotOutside(now->phone->number);
        const bool trusted = m_line.screening == Screening::Trusted || now->phone->screening == Screening::Trusted;
        if (!reach.skip)
            reach.targets.push_back({.person = person,
                                     .number = now->phone->number,
                                     .screening = trusted ? Screening::Trusted : Screening::Ask,
                                     .callerId = m_line.callerId});
    }
    if (!reach.targets.empty())
        reach.skip = {};
    else if (!reach.skip)
        reach.skip = Skip::Unreachable;
    return reach;
}

Reach Reachability::of(const External &external)
{
    if (const auto why = whyNotOutside(external.number))
        return {.skip = why};
    if (!isOpen(external.hours))
        return {.skip = Skip::OutsideHours};
    return {.targets = {{.number = external.number, .screening = external.screening, .callerId = external.callerId}}};
}

// Without a schedule, or with one that the plan does not have, calls rather ring than not.
bool Reachability::isOpen(const ScheduleId &schedule)
{
    if (schedule.isEmpty())
        return true;
    const auto known = m_open.find(schedule);
    if (known != m_open.end())
        return known->second;
    const Schedule *hours = find(m_plan.schedules, schedule);
    const bool open = !hours || openingAt(*hours, m_instant).isOpen();
    m_open.emplace(schedule, open);
    return open;
}

std::optional<Skip> Reachability::whyNotOutside(const PhoneNumber &number) const
{
    if (m_plan.lines.contains(number))
        return Skip::OwnLine;
    if (m_callerIsOwnLine)
        return Skip::CallerIsOwnLine;
    if (m_caller == number)
        return Skip::IsTheCaller;
    return std::nullopt;
}

} // namespace milassist::routing
