// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <QJsonValue>

namespace milassist::routing
{

/// One thing that is otherwise in a plan than it was.
struct Difference {
    enum class Part { Schedule, Person, Group, Rota, Route, Line };
    enum class What {
        Added,
        Removed,
        Changed,
        Moved, ///< an item of a list, to another place
    };
    Part part = Part::Line;
    QString id;    ///< of the part: "office", "+16175550100"
    QString field; ///< within the part, as in a file and without places: "stages.each_s"; empty: the whole part
    QString path;  ///< as in a Finding, with places: "routes[day].stages[1].each_s"; of what was removed as it was
    What what = What::Changed;
    int placeBefore = -1, placeAfter = -1; ///< of the innermost item of a list on the path, from 0; -1: it is in none
    QJsonValue before, after;              ///< as in a file, defaults too; undefined where there was, or is, nothing
    bool operator==(const Difference &) const = default;
};

using Differences = std::vector<Difference>;

/// Everything that is otherwise in @p after, in the order of a file; empty exactly if the plans are equal. As small as can be
/// said: a field rather than the part it belongs to, an item that was put into a list rather than all that it has pushed on.
/// Pure; any thread.
Differences differencesOf(const Plan &before, const Plan &after);

} // namespace milassist::routing
