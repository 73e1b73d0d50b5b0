// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <QStringList>

namespace milassist::routing
{

/// One field or part that two plans have otherwise.
struct PlanChange {
    enum class What { Added, Removed, Changed };
    What what = What::Changed;
    QString path;          ///< "routes[day].stages[1].each_s", as the check names places
    QString before, after; ///< as they stand in a file; of a part that came or went only its name, if it has one
    bool operator==(const PlanChange &) const = default;
};

/// In the order of the file.
std::vector<PlanChange> changesOf(const Plan &before, const Plan &after);

/// Two plans that were both made of @p base.
struct PlanMerge {
    Plan plan;               ///< what only one has changed is as they have it; what both have is as in mine
    QStringList bothChanged; ///< "lines[+16175550100]"
};

PlanMerge merged(const Plan &base, const Plan &mine, const Plan &theirs);

} // namespace milassist::routing
