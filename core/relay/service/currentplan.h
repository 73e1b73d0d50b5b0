// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <memory>

namespace milassist::relay
{

/// The plan in force. Jobs take the pointer along, so a plan that is replaced lives until the last call that was decided by it.
/// Main thread.
class CurrentPlan
{
public:
    explicit CurrentPlan(routing::Plan plan = {}) { set(std::move(plan)); }

    const std::shared_ptr<const routing::Plan> &plan() const { return m_plan; }
    void set(routing::Plan plan) { m_plan = std::make_shared<const routing::Plan>(std::move(plan)); }

private:
    std::shared_ptr<const routing::Plan> m_plan;
};

} // namespace milassist::relay
