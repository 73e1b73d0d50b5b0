// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/lookup.h"

#include "core/domain/phoneformat.h"
#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/refusal.h"
#include "core/sandbox/world/world.h"
#include "core/sandbox/world/steadyhash.h"

#include <QJsonArray>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView lookupFields[] = {u"validation",       u"caller_name",
                                        u"sim_swap",         u"call_forwarding",
                                        u"line_status",      u"line_type_intelligence",
                                        u"identity_match",   u"reassigned_number",
                                        u"sms_pumping_risk", u"phone_number_quality_score",
                                        u"pre_fill"};

QJsonObject callerName(const World &world, const QString &number)
{
    const Person *person = world.people().byNumber(number);
    const QJsonValue name = person ? QJsonValue(person->name.toUpper()) : QJsonValue();
    const QJsonValue type = person ? QJsonValue(person->isBusiness ? u"BUSINESS"_s : u"CONSUMER"_s) : QJsonValue();
    return {{"caller_name"_L1, name}, {"caller_type"_L1, type}, {"error_code"_L1, QJsonValue()}};
}

QJsonObject lineType(const World &world, const QString &number)
{
    static constexpr QStringView carriers[] = {u"Example Wireless", u"Northwind Mobile", u"Sample Telecom",
                                               u"Fictional Cellular"};
    const Person *person = world.people().byNumber(number);
    const bool isLandline = person && person->reach == Person::Reach::Landline;
    const QString type = isTollFree(number) ? u"tollFree"_s
        : isLandline                        ? u"landline"_s
        : world.numbers().owns(number)      ? u"nonFixedVoip"_s
                                            : u"mobile"_s;
    Dice dice(Dice::mix(steadyHash(number, 7)));
    const bool isMobile = type == "mobile"_L1;
    return {{"error_code"_L1, QJsonValue()},
            {"mobile_country_code"_L1, isMobile ? QJsonValue(u"310"_s) : QJsonValue()},
            {"mobile_network_code"_L1,
             isMobile ? QJsonValue(QString::number(dice.between(10, 990)).rightJustified(3, u'0')) : QJsonValue()},
            {"carrier_name"_L1, dice.pick(carriers).toString()},
            {"type"_L1, type}};
}

QString validationWord(TypedNumber::Verdict verdict)
{
    switch (verdict) {
    case TypedNumber::Verdict::TooShort:
    case TypedNumber::Verdict::NeedsAreaCode:
    case TypedNumber::Verdict::ShortCode:
    case TypedNumber::Verdict::Emergency:
        return u"TOO_SHORT"_s;
    case TypedNumber::Verdict::TooLong:
        return u"TOO_LONG"_s;
    case TypedNumber::Verdict::UnknownCountry:
    case TypedNumber::Verdict::NeedsCountry:
        return u"INVALID_COUNTRY_CODE"_s;
    default:
        return u"NOT_A_NUMBER"_s;
    }
}

} // namespace

Result<QJsonObject> lookUp(World &world, const QString &number, const Form &query)
{
    const QStringList fields = query.value(u"Fields").split(u',', Qt::SkipEmptyParts);
    for (const QString &field : fields) {
        if (std::ranges::find(lookupFields, QStringView(field)) == std::end(lookupFields))
            return refuse(60617, u"Invalid 'Fields' parameter: %1"_s.arg(field));
    }
    const QString country = query.has(u"CountryCode") ? query.value(u"CountryCode").toUpper() : u"US"_s;
    const TypedNumber typed = readTyped(number, country);
    QJsonObject answer;
    for (const QStringView field : lookupFields) {
        if (field != u"validation")
            answer.insert(field, QJsonValue());
    }
    // The ranges set aside for fiction are real numbers here.
    const QString e164 = typed.number ? typed.number->e164() : number;
    answer.insert("phone_number"_L1, e164);
    answer.insert("valid"_L1, typed.number.has_value());
    answer.insert("validation_errors"_L1, typed.number ? QJsonArray() : QJsonArray{validationWord(typed.verdict)});
    answer.insert("calling_country_code"_L1, QJsonValue());
    answer.insert("country_code"_L1, QJsonValue());
    answer.insert("national_format"_L1, QJsonValue());
    if (!typed.number)
        return answer;
    QString iso = countryOf(*typed.number);
    if (iso.isEmpty())
        iso = u"US"_s; // fictional numbers are in no list of ranges
    answer.insert("country_code"_L1, iso);
    answer.insert("calling_country_code"_L1, callingCodeOf(iso));
    answer.insert("national_format"_L1, nationalForm(*typed.number));
    const World::PaidLookup paid{.seconds = world.ground().now().toSecsSinceEpoch(),
                                 .lineType = fields.contains(u"line_type_intelligence"_s),
                                 .callerName = fields.contains(u"caller_name"_s)};
    if (paid.lineType || paid.callerName)
        world.note(paid);
    if (paid.callerName)
        answer.insert("caller_name"_L1, callerName(world, e164));
    if (paid.lineType)
        answer.insert("line_type_intelligence"_L1, lineType(world, e164));
    return answer;
}

} // namespace milassist::world
