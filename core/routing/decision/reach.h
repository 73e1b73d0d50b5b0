// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"

namespace milassist::routing
{

/// What makes somebody be on duty.
enum class Duty { Shift, Rota };

/// The telephones on which somebody can be rung, or why there are none.
struct Reach {
    std::vector<Target> targets;
    std::optional<Skip> skip; ///< none exactly if there are targets
    bool isBusy() const { return skip == Skip::Busy || skip == Skip::WrapUp; }
};

/// Answers who can be rung for one call at one instant. Keeps references: lives no longer than a decision.
class Reachability
{
public:
    Reachability(const Plan &plan, const Line &line, const Roster &roster, const IncomingCall &call, const QDateTime &instant);

    Reach of(const PersonId &person, Duty duty);
    Reach of(const External &external);
    bool callerIsOwnLine() const { return m_callerIsOwnLine; }

private:
    bool isOpen(const ScheduleId &schedule);
    std::optional<Skip> whyNotOutside(const PhoneNumber &number) const;

    const Plan &m_plan;
    const Line &m_line;
    const Roster &m_roster;
    std::optional<PhoneNumber> m_caller;
    QDateTime m_instant;
    bool m_callerIsOwnLine;
    std::map<ScheduleId, bool> m_open; // asked once, however many people share it
};

} // namespace milassist::routing
