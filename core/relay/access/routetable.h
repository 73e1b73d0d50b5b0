// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace milassist::relay
{

/// The parts of a path between its slashes, decoded. None for a path that means something else to another server than it
/// seems to: with an empty part, "." or "..", a slash or backslash hidden as %2F or %5C, a control character.
std::optional<QStringList> pathParts(QByteArrayView rawPath);

/// What stands for the {} of @p pattern ("/api/twilio/recordings/{}"), in order; none if @p parts are another path.
std::optional<QStringList> matchPath(QStringView pattern, const QStringList &parts);

/// Rows that begin with a method and the pattern of a path; the first that matches counts.
/// @tparam Row has `QByteArrayView method` and `QStringView pattern`
template <typename Row>
class RouteTable
{
public:
    struct Found {
        const Row *row = nullptr;
        QStringList args;
        QByteArray otherMethods; ///< without a row: "GET, POST" where the path is known for those; empty: no such path
    };

    explicit RouteTable(std::vector<Row> rows) : m_rows(std::move(rows)) {}

    Found find(QByteArrayView method, const QStringList &parts) const
    {
        Found found;
        QByteArrayList others;
        for (const Row &row : m_rows) {
            auto args = matchPath(row.pattern, parts);
            if (!args)
                continue;
            if (method == QByteArrayView(row.method))
                return {.row = &row, .args = *std::move(args), .otherMethods = {}};
            others << QByteArrayView(row.method).toByteArray();
        }
        found.otherMethods = others.join(", ");
        return found;
    }
    const std::vector<Row> &rows() const { return m_rows; }

private:
    std::vector<Row> m_rows;
};

} // namespace milassist::relay
