// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/check/finding.h"
#include "ui/models/linenames.h"
#include "ui/widgets/rowdelegate.h"

namespace milassist
{

/// One of our numbers in the list, in the plan or not yet.
struct PlannedLine {
    PhoneNumber number;
    bool isPlanned = false;
    bool operator==(const PlannedLine &) const = default;
};

/// Those of the plan, then those that are only ours, each by its name.
QList<PlannedLine> plannedLines(const routing::Plan &plan, const LineNames &ours);

RowView plannedLineView(const PlannedLine &line, const routing::Plan &plan, const routing::Findings &findings,
                        const LineNames &ours, const QDateTime &now);

/// The line's own name; the number where it has none.
QString plannedName(const PhoneNumber &number, const routing::Plan &plan, const LineNames &ours);

/// Whoever is called that, perhaps somebody new, whom @p plan then has.
routing::PersonId personCalled(routing::Plan &plan, const QString &name);

/// "Rings for 1 min 20 s at the most; callers are to wait 2 min." and whether that is too long.
struct PatienceView {
    QString text;
    Tone tone = Tone::Neutral;
};
PatienceView patienceView(const routing::Plan &plan, const routing::Line &line, const routing::RouteId &route);

} // namespace milassist
