// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/peoplenames.h"

namespace milassist
{

using namespace Qt::StringLiterals;

QString PeopleNames::of(const QString &id) const
{
    const auto found = m_names.find(id);
    return found == m_names.end() ? id : found->second;
}

routing::Plan PeopleNames::in(routing::Plan plan) const
{
    for (const auto &[id, name] : m_names) {
        if (routing::Person &person = plan.people[routing::PersonId(id)]; person.name.isEmpty())
            person.name = name;
    }
    return plan;
}

PeopleNames namesFrom(const QJsonObject &body)
{
    std::map<QString, QString> names;
    const QJsonObject told = body.value("names"_L1).toObject();
    for (auto one = told.begin(); one != told.end(); ++one) {
        if (const QString name = one.value().toString().trimmed(); !one.key().isEmpty() && !name.isEmpty())
            names.emplace(one.key(), name);
    }
    return PeopleNames(std::move(names));
}

} // namespace milassist
