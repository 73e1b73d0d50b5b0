// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/statement.h"

#include <QStringList>

#include <optional>

namespace milassist::relay
{

/// What a SELECT is narrowed down to. Columns come from the program, values from people: these are bound.
class Conditions
{
public:
    /// @param values for its question marks
    void add(const QString &condition, const QStringList &values = {})
    {
        m_conditions << condition;
        m_values << values;
    }
    /// Nothing when @p value is none; an empty one is what a column holds that was left empty, NULL.
    void equal(const QString &column, const std::optional<QString> &value)
    {
        if (!value)
            return;
        m_conditions << (value->isEmpty() ? column + QStringLiteral(" IS NULL") : column + QStringLiteral(" = ?"));
        if (!value->isEmpty())
            m_values << *value;
    }

    QString text() const { return m_conditions.isEmpty() ? QStringLiteral("1 = 1") : m_conditions.join(QStringLiteral(" AND ")); }
    /// @return the position after the last one
    int bind(Statement &statement, int position) const
    {
        for (const QString &value : m_values)
            statement.bind(position++, value);
        return position;
    }

private:
    QStringList m_conditions, m_values;
};

} // namespace milassist::relay
