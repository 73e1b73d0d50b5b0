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

bool makesSense(const Spot &spot, AutoReplyPolicy &policy)
{
    constexpr qsizetype longest = 1600; // Twilio takes no longer text
    bool good = true;
    for (const auto &[name, text] : {std::pair(u"in_hours"_s, policy.inHours), std::pair(u"out_of_hours"_s, policy.outOfHours),
                                     std::pair(u"on_holiday"_s, policy.onHoliday)}) {
        if (text.size() > longest)
            good = spot.field(name).refuse(Problem::Malformed, u"at most %1 signs"_s.arg(longest));
    }
    for (const auto &[name, count] :
         {std::pair(u"same_texts_an_hour"_s, policy.sameTextsAnHour), std::pair(u"per_sender_a_day"_s, policy.perSenderADay),
          std::pair(u"per_line_an_hour"_s, policy.perLineAnHour)}) {
        if (count < 1)
            good = spot.field(name).refuse(Problem::Malformed, u"1 or more"_s);
    }
    return good;
}

bool makesSense(const Spot &spot, TaskRule &rule)
{
    return !rule.name.trimmed().isEmpty() || spot.field(u"name"_s).refuse(Problem::Malformed, u"a name for the rule"_s);
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
    QJsonObject object = jsonOf(plan).toObject();
    object.insert(u"format"_s, format);
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace milassist::routing
