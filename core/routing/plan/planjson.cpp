// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/planjson.h"

#include "core/routing/plan/planfields.h"

#include <QJsonDocument>

#include <algorithm>

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Problem = FieldError::Problem;

namespace
{

constexpr int format = 1;

} // namespace

bool Json<PhoneNumber>::read(const Spot &spot, PhoneNumber &out)
{
    const auto number = PhoneNumber::parse(spot.value.toString());
    if (!number)
        return spot.refuse(Problem::Malformed, u"a number with its country, such as \"+15005550006\""_s);
    out = *number;
    return true;
}

tl::expected<Plan, FieldErrors> readPlan(const QByteArray &json)
{
    FieldErrors errors;
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    if (syntax.error != QJsonParseError::NoError) {
        const int line = int(json.first(std::min<qsizetype>(syntax.offset, json.size())).count('\n')) + 1;
        errors.push_back({Problem::NotJson, {}, {}, u"%1 in line %2"_s.arg(syntax.errorString()).arg(line)});
        return tl::unexpected(std::move(errors));
    }
    const Spot whole{document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {}, &errors};
    const Spot written = whole.field(u"format"_s);
    if (written.value.toInt(format) > format) {
        written.refuse(Problem::TooNew, u"use that one, or update this"_s);
        return tl::unexpected(std::move(errors));
    }
    Plan plan;
    readRecord(whole, plan, {u"format"_s});
    if (!errors.empty())
        return tl::unexpected(std::move(errors));
    return plan;
}

QByteArray writePlan(const Plan &plan)
{
    QJsonObject object = writeRecord(plan);
    object.insert(u"format"_s, format);
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace milassist::routing
