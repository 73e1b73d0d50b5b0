// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <QJsonObject>

#include <map>

namespace milassist
{

/// What the people of a team are called: as the plan has it. Whoever has no name there is called by the id they sign in with.
class PeopleNames
{
public:
    PeopleNames() = default;
    explicit PeopleNames(std::map<QString, QString> names) : m_names(std::move(names)) {}

    /// Empty for nobody.
    QString of(const QString &id) const;
    /// @p plan with the names that are missing in it: not everybody may read the plan, and all know what their colleagues are called.
    routing::Plan in(routing::Plan plan) const;

    bool operator==(const PeopleNames &) const = default;

private:
    std::map<QString, QString> m_names; ///< by id
};

/// As GET /api/team/roster tells them. Pure; what makes no sense is left out.
PeopleNames namesFrom(const QJsonObject &body);

} // namespace milassist
