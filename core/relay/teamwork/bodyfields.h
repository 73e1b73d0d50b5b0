// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"

namespace milassist::relay
{

constexpr qsizetype longestTitle = 500, longestWord = 500, longestNote = 10'000; ///< UTF-16 units

/// The fields of a body that anybody may have written. The first that makes no sense sticks, and every later one reads as
/// empty, so a handler reads all it wants and then asks once.
class BodyFields
{
public:
    explicit BodyFields(const QJsonObject &body) : m_body(body) {}

    bool has(QLatin1StringView name) const { return !m_body.value(name).isUndefined(); }
    /// Trimmed; missing and null are empty. @param longest in UTF-16 units
    QString text(QLatin1StringView name, qsizetype longest);
    QString neededText(QLatin1StringView name, qsizetype longest);
    /// Missing, null and "" are invalid: none. UTC.
    QDateTime instant(QLatin1StringView name);
    /// A whole number from 1 on; none where it is missing.
    std::optional<qint64> number(QLatin1StringView name);
    bool flag(QLatin1StringView name, bool otherwise);
    void refuse(QLatin1StringView name, const QString &hint);

    /// 400; none while all made sense.
    const std::optional<HttpResponse> &problem() const { return m_problem; }

private:
    QJsonObject m_body;
    std::optional<HttpResponse> m_problem;
};

/// Whether a database can keep it: PostgreSQL takes no NUL, and half a pair of surrogates is no text.
bool isKeepable(const QString &text);

/// The id of a thing in a path; 0, which nothing has, for anything else.
qint64 idIn(const ApiAsk &ask);
/// Where a page begins: ?offset=, never negative.
int offsetOf(const ApiAsk &ask);
/// The offset of the next page; null at the end. @param count of what was found with a limit of @p page + 1
QJsonValue nextOffset(qsizetype count, int page, int offset);

} // namespace milassist::relay
