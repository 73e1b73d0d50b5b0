// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twiml/attribute.h"

#include <algorithm>

namespace milassist::twiml {

using namespace Qt::StringLiterals;

namespace {

bool isOneOf(const QString &value, const Rule &rule)
{
    return rule.words.empty() || std::ranges::any_of(rule.words, [&](const char *word) { return value == QLatin1StringView(word); });
}

bool isSpelled(const QString &value, const Rule &rule)
{
    return !rule.letters || std::ranges::all_of(value, [&](QChar c) { return QLatin1StringView(rule.letters).contains(c); });
}

} // namespace

bool assign(QString &out, const QString &value, const Rule &rule)
{
    if (!isOneOf(value, rule) || !isSpelled(value, rule))
        return false;
    out = value;
    return true;
}

bool assign(std::optional<QString> &out, const QString &value, const Rule &)
{
    out = value;
    return true;
}

bool assign(int &out, const QString &value, const Rule &rule)
{
    bool isNumber = false;
    const int number = value.trimmed().toInt(&isNumber);
    if (!isNumber || number < rule.least || number > rule.most)
        return false;
    out = number;
    return true;
}

bool assign(std::optional<int> &out, const QString &value, const Rule &rule)
{
    int number = 0;
    if (!assign(number, value, rule))
        return false;
    out = number;
    return true;
}

bool assign(bool &out, const QString &value, const Rule &)
{
    const bool isTrue = value.compare("true"_L1, Qt::CaseInsensitive) == 0;
    if (!isTrue && value.compare("false"_L1, Qt::CaseInsensitive) != 0)
        return false;
    out = isTrue;
    return true;
}

bool assign(Method &out, const QString &value, const Rule &)
{
    const bool isGet = value.compare("GET"_L1, Qt::CaseInsensitive) == 0;
    if (!isGet && value.compare("POST"_L1, Qt::CaseInsensitive) != 0)
        return false;
    out = isGet ? Method::Get : Method::Post;
    return true;
}

bool assign(QStringList &out, const QString &value, const Rule &rule)
{
    const QStringList words = value.simplified().split(u' ', Qt::SkipEmptyParts);
    if (!std::ranges::all_of(words, [&](const QString &word) { return isOneOf(word, rule); }))
        return false;
    out = words;
    return true;
}

std::optional<QString> written(const QString &value)
{
    return value;
}

std::optional<QString> written(const std::optional<QString> &value)
{
    return value;
}

std::optional<QString> written(int value)
{
    return QString::number(value);
}

std::optional<QString> written(const std::optional<int> &value)
{
    return value ? std::optional(QString::number(*value)) : std::nullopt;
}

std::optional<QString> written(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

std::optional<QString> written(Method value)
{
    return value == Method::Get ? u"GET"_s : u"POST"_s;
}

std::optional<QString> written(const QStringList &value)
{
    return value.join(u' ');
}

} // namespace milassist::twiml
