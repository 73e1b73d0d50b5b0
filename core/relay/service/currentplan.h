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
    qint64 version() const { return m_version; } ///< of the ledger's; 0 = none of them
    void set(routing::Plan plan, qint64 version = 0)
    {
        m_plan = std::make_shared<const routing::Plan>(std::move(plan));
        m_version = version;
    }

private:
    std::shared_ptr<const routing::Plan> m_plan;
    qint64 m_version = 0;
};

} // namespace milassist::relay
