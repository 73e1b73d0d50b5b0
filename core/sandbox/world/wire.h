// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist::world
{

/// A count that travels as a JSON string ("47"), or as null.
struct Digits {
    std::optional<qint64> value;
    bool operator==(const Digits &) const = default;
};

/// How the members of the records below become JSON:
/// QString a string, "" included; optional<QString> a string or null; QDateTime an instant or null when invalid;
/// Digits a string of digits or null; optional<Micros> a string with five decimals or null; int, bool as they are;
/// optional<int> an integer or null; QStringList an array of strings; Capabilities an object of booleans.
using OrNull = std::optional<QString>;

/// The text, or null for an empty one.
inline OrNull orNull(QString text)
{
    return text.isEmpty() ? OrNull() : OrNull(std::move(text));
}

struct Capabilities {
    bool voice = true, sms = true, mms = true, fax = false;
    bool operator==(const Capabilities &) const = default;
};

} // namespace milassist::world
