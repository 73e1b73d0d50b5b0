// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <QList>

namespace milassist
{

/// A line as somebody calls it.
struct NamedLine {
    PhoneNumber number;
    QString name;
};

/// What somebody who works alone begins with: every line rings them at any hour, then takes a message.
routing::Plan planOfOne(const routing::PersonId &person, const QString &name, const QList<NamedLine> &lines);

/// Who of @p plan is at this computer: @p known, if they are in it, else its only person. Empty: that has to be asked.
routing::PersonId personHere(const routing::Plan &plan, const routing::PersonId &known);

} // namespace milassist
