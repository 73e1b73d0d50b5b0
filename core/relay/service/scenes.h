// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/service/callfile.h"

#include <functional>

namespace milassist::relay
{

/// What jobs about calls work with that no webhook has brought: the plan in force and where our people are. Main thread.
class Scenes
{
public:
    using Plan = std::function<std::shared_ptr<const routing::Plan>()>; ///< null while there is none

    /// @param premises without desks everybody in the plan has one, and their id is its SIP user
    Scenes(Plan plan, Premises premises) : m_plan(std::move(plan)), m_premises(std::move(premises)) {}

    VoiceScene at(const QDateTime &now) const
    {
        auto plan = m_plan ? m_plan() : nullptr;
        if (!plan)
            plan = std::make_shared<const routing::Plan>();
        Premises premises = m_premises;
        if (premises.desks.empty()) {
            for (const auto &[id, person] : plan->people)
                premises.desks.emplace(id, id.text());
        }
        return {.plan = std::move(plan), .premises = std::make_shared<const Premises>(std::move(premises)), .now = now, .extra = {}};
    }
    const Premises &premises() const { return m_premises; }

private:
    Plan m_plan;
    Premises m_premises;
};

} // namespace milassist::relay
