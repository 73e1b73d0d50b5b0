// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/bodyfields.h"

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

bool isKeepable(const QString &text)
{
    return !text.contains(QChar::Null) && text.isValidUtf16();
}

void BodyFields::refuse(QLatin1StringView name, const QString &hint)
{
    if (!m_problem)
        m_problem = badField(name, hint);
}

QString BodyFields::text(QLatin1StringView name, qsizetype longest)
{
    const QJsonValue value = m_body.value(name);
    if (value.isUndefined() || value.isNull())
        return {};
    const QString text = value.toString().trimmed();
    if (!value.isString() || text.size() > longest || !isKeepable(text))
        refuse(name, u"A text of at most %1 characters."_s.arg(longest));
    return m_problem ? QString() : text;
}

QString BodyFields::neededText(QLatin1StringView name, qsizetype longest)
{
    const QString said = text(name, longest);
    if (said.isEmpty())
        refuse(name, u"A text of at most %1 characters, not empty."_s.arg(longest));
    return said;
}

QDateTime BodyFields::instant(QLatin1StringView name)
{
    constexpr qsizetype longest = 40;
    const QString said = text(name, longest);
    if (said.isEmpty())
        return {};
    const QDateTime at = QDateTime::fromString(said, Qt::ISODateWithMs);
    if (!at.isValid())
        refuse(name, u"2026-11-23T17:00:00Z"_s);
    return at.toUTC();
}

std::optional<qint64> BodyFields::number(QLatin1StringView name)
{
    const QJsonValue value = m_body.value(name);
    if (value.isUndefined())
        return std::nullopt;
    const qint64 number = value.toInteger(0);
    if (number < 1)
        refuse(name, u"A whole number, as it was read."_s);
    return number;
}

bool BodyFields::flag(QLatin1StringView name, bool otherwise)
{
    const QJsonValue value = m_body.value(name);
    if (!value.isUndefined() && !value.isBool())
        refuse(name, u"true or false"_s);
    return value.toBool(otherwise);
}

qint64 idIn(const ApiAsk &ask)
{
    return ask.args.isEmpty() ? 0 : std::max<qint64>(0, ask.args.first().toLongLong());
}

int offsetOf(const ApiAsk &ask)
{
    constexpr qint64 furthest = 1'000'000;
    return int(std::clamp<qint64>(ask.number(u"offset", 0), 0, furthest));
}

QJsonValue nextOffset(qsizetype count, int page, int offset)
{
    return count > page ? QJsonValue(offset + page) : QJsonValue();
}

} // namespace milassist::relay
