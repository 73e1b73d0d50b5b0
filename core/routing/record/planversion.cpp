// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/record/planversion.h"

#include "core/routing/plan/planfields.h"
#include "core/routing/plan/planjson.h"

#include <QJsonDocument>

namespace milassist::routing
{

using namespace Qt::StringLiterals;

template <>
struct JsonFields<PlanNote> {
    static constexpr auto list = std::tuple{
        must("version", &PlanNote::number),
        may("author", &PlanNote::author),
        must("at", &PlanNote::at),
        may("reason", &PlanNote::reason),
    };
};

namespace
{

const QString planField = u"plan"_s;

tl::expected<std::pair<PlanNote, QJsonObject>, FieldErrors> readParts(const QByteArray &json)
{
    FieldErrors errors;
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    if (syntax.error != QJsonParseError::NoError) {
        errors.push_back({FieldError::Problem::NotJson, {}, {}, syntax.errorString()});
        return tl::unexpected(std::move(errors));
    }
    const Spot whole{document.object(), {}, &errors};
    PlanNote note;
    readRecord(whole, note, {planField});
    if (!errors.empty())
        return tl::unexpected(std::move(errors));
    return std::pair(note, document.object().value(planField).toObject());
}

} // namespace

QByteArray writeVersion(const PlanVersion &version)
{
    QJsonObject object = jsonOf(version.note).toObject();
    object.insert(planField, QJsonDocument::fromJson(writePlan(version.plan)).object());
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

tl::expected<PlanVersion, FieldErrors> readVersion(const QByteArray &json)
{
    auto parts = readParts(json);
    if (!parts)
        return tl::unexpected(std::move(parts.error()));
    auto plan = readPlan(QJsonDocument(parts->second).toJson(QJsonDocument::Compact));
    if (!plan)
        return tl::unexpected(std::move(plan.error()));
    return PlanVersion{std::move(parts->first), std::move(*plan)};
}

tl::expected<PlanNote, FieldErrors> readNote(const QByteArray &json)
{
    auto parts = readParts(json);
    if (!parts)
        return tl::unexpected(std::move(parts.error()));
    return std::move(parts->first);
}

} // namespace milassist::routing
