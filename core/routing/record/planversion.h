// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/fielderror.h"
#include "core/routing/plan/plan.h"

#include <tl/expected.hpp>

namespace milassist::routing
{

/// Who changed a plan, when and why.
struct PlanNote {
    int number = 0; ///< 1, 2, ...; 0: there is none yet
    QString author;
    QDateTime at; ///< UTC
    QString reason;
    bool operator==(const PlanNote &) const = default;
};

/// A plan as it was put into force.
struct PlanVersion {
    PlanNote note;
    Plan plan;
    bool operator==(const PlanVersion &) const = default;
};

/// As it is kept in a file. Reads back as the same version; instants to the second.
QByteArray writeVersion(const PlanVersion &version);

/// The plan in it is read as strictly as any.
tl::expected<PlanVersion, FieldErrors> readVersion(const QByteArray &json);
/// Only who, when and why; the plan itself is not looked at.
tl::expected<PlanNote, FieldErrors> readNote(const QByteArray &json);

} // namespace milassist::routing
