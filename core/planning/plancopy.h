// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/planstore.h"

#include <functional>

namespace milassist
{

/// Keeps the plan that is in force elsewhere in a store too. Main thread.
class PlanCopy : public QObject
{
    Q_OBJECT
public:
    /// @return the plan in force; number 0: there is none, and nothing is copied
    using Read = std::function<QFuture<Result<routing::PlanVersion>>()>;
    using Then = std::function<void(const Result<> &)>;
    PlanCopy(Read read, PlanStore &to, QObject *parent = nullptr);

    /// Makes a version of what is in force from now on, if the newest in the store is another plan.
    /// @param then when it is there. Errors: those of reading and saving, Rejected (somebody saved there meanwhile)
    void run(Then then = {});

private:
    void go();
    void compare(const routing::PlanVersion &inForce, const QList<Then> &waiting);
    void finish(const Result<> &outcome, const QList<Then> &waiting);

    Read m_read;
    PlanStore &m_to;
    bool m_isBusy = false;
    QList<Then> m_waiting; ///< for a run that is not begun
};

} // namespace milassist
