// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <string_view>

namespace milassist::routing
{

/// The name by which one part of a plan speaks of another, as it stands in the file: "day", "anna". One type for each kind
/// of part, so that a group cannot be passed for a person. Empty = none.
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) {}

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const Id &) const = default;
    /// By code unit, as QString has it, but inline: a decision in a big team is little else than looking people up.
    std::strong_ordering operator<=>(const Id &other) const { return units() <=> other.units(); }

private:
    std::string_view units() const { return {reinterpret_cast<const char *>(m_text.constData()), 2 * std::size_t(m_text.size())}; }

    QString m_text;
};

using PersonId = Id<struct PersonTag>;
using GroupId = Id<struct GroupTag>;
using RotaId = Id<struct RotaTag>;
using RouteId = Id<struct RouteTag>;
using ScheduleId = Id<struct ScheduleTag>;

} // namespace milassist::routing
