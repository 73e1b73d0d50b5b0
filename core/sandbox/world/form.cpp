// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/form.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

std::optional<QString> Form::find(QStringView name) const
{
    for (auto pair = m_pairs.crbegin(); pair != m_pairs.crend(); ++pair) {
        if (pair->first == name)
            return pair->second;
    }
    return std::nullopt;
}

QStringList Form::all(QStringView name) const
{
    QStringList values;
    for (const auto &[key, value] : m_pairs) {
        if (key == name && !value.isEmpty())
            values.append(value);
    }
    return values;
}

bool Form::flag(QStringView name, bool otherwise) const
{
    const QString text = value(name);
    if (text.compare("true"_L1, Qt::CaseInsensitive) == 0)
        return true;
    if (text.compare("false"_L1, Qt::CaseInsensitive) == 0)
        return false;
    return otherwise;
}

std::optional<int> Form::number(QStringView name) const
{
    bool readable = false;
    const int number = value(name).toInt(&readable);
    return readable ? std::optional(number) : std::nullopt;
}

} // namespace milassist::world
