// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace milassist::world
{

/// The parameters of one request, body or query alike, decoded, in the order they came. Names are case-sensitive and
/// may repeat ("MediaUrl"); names with a trailing '<' or '>' are filters ("DateSent>").
class Form
{
public:
    Form() = default;
    Form(std::initializer_list<std::pair<QString, QString>> pairs) : m_pairs(pairs) {}
    explicit Form(QList<std::pair<QString, QString>> pairs) : m_pairs(std::move(pairs)) {}

    void add(QString name, QString value) { m_pairs.append({std::move(name), std::move(value)}); }

    /// The last value given for @p name; none when it is missing. An empty value is a value ("SmsUrl=").
    std::optional<QString> find(QStringView name) const;
    /// As find(), with "" for a missing one.
    QString value(QStringView name) const { return find(name).value_or(QString()); }
    /// Whether @p name was given with something in it.
    bool has(QStringView name) const { return !value(name).isEmpty(); }
    /// All values given for @p name, in order, empty ones left out.
    QStringList all(QStringView name) const;
    /// "true"/"false" in any case; @p otherwise for anything else.
    bool flag(QStringView name, bool otherwise) const;
    std::optional<int> number(QStringView name) const;

    const QList<std::pair<QString, QString>> &pairs() const { return m_pairs; }

private:
    QList<std::pair<QString, QString>> m_pairs;
};

} // namespace milassist::world
