// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/nouns.h"

#include <limits>
#include <span>

namespace milassist::twiml {

using Words = std::span<const char *const>;

/// What an attribute may hold, and the number of the warning when it holds something else.
struct Rule {
    int code = 12200;
    int least = 0, most = std::numeric_limits<int>::max(); ///< of numbers
    Words words = {};                                      ///< of words and lists; empty = any text
    const char *letters = nullptr;                         ///< the only letters a text may be made of
};

/// One attribute of an element: its name, where it is kept, what it may hold. @p place takes the element, const or not.
template <typename Place>
struct Attribute {
    const char *name;
    Place place;
    Rule rule;
};

template <typename Place>
constexpr Attribute<Place> attribute(const char *name, Place place, Rule rule = {})
{
    return {name, place, rule};
}

/// Puts @p value where it belongs. False when it cannot be held: @p out is then left alone, which means its default.
bool assign(QString &out, const QString &value, const Rule &rule);
bool assign(std::optional<QString> &out, const QString &value, const Rule &rule);
bool assign(int &out, const QString &value, const Rule &rule);
bool assign(std::optional<int> &out, const QString &value, const Rule &rule);
bool assign(bool &out, const QString &value, const Rule &rule);
bool assign(Method &out, const QString &value, const Rule &rule);
bool assign(QStringList &out, const QString &value, const Rule &rule);

/// As an attribute is written; none for what is absent.
std::optional<QString> written(const QString &value);
std::optional<QString> written(const std::optional<QString> &value);
std::optional<QString> written(int value);
std::optional<QString> written(const std::optional<int> &value);
std::optional<QString> written(bool value);
std::optional<QString> written(Method value);
std::optional<QString> written(const QStringList &value);

} // namespace milassist::twiml
