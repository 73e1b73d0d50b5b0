// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/guideimport.h"

#include "core/routing/plan/planfields.h"

#include <QJsonDocument>

namespace milassist::routing
{

enum class GuideStrategy { ForwardToAssistant, Voicemail, ExternalForward };

struct GuideRules {
    GuideStrategy strategy = GuideStrategy::Voicemail;
    std::optional<WallTime> start, end;
    QString assistantPhone, externalPhone;
};

template <>
struct JsonFields<GuideRules> {
    static constexpr auto list = std::tuple{
        must("strategy", &GuideRules::strategy),           may("business_hours_start", &GuideRules::start),
        may("business_hours_end", &GuideRules::end),       may("assistant_phone", &GuideRules::assistantPhone),
        may("external_phone", &GuideRules::externalPhone),
    };
};

} // namespace milassist::routing

namespace milassist
{

template <>
struct Words<routing::GuideStrategy> {
    static constexpr std::pair<const char *, routing::GuideStrategy> list[] = {
        {"forward_to_assistant", routing::GuideStrategy::ForwardToAssistant},
        {"voicemail", routing::GuideStrategy::Voicemail},
        {"external_forward", routing::GuideStrategy::ExternalForward},
        {"forward_to_external", routing::GuideStrategy::ExternalForward},
    };
};

} // namespace milassist

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using What = ImportNote::What;

namespace
{

void addNumber(const QString &text, const QString &field, std::vector<Stage> &stages, std::vector<ImportNote> &notes)
{
    if (text.isEmpty())
        return;
    if (const auto number = PhoneNumber::parse(text))
        stages.push_back(External{.number = *number});
    else
        notes.push_back({What::NumberLeftOut, field});
}

} // namespace

tl::expected<Import, FieldErrors> importGuideRules(const QByteArray &json, const PhoneNumber &line, const Zone &zone)
{
    FieldErrors errors;
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    if (syntax.error != QJsonParseError::NoError)
        return tl::unexpected(FieldErrors{{FieldError::Problem::NotJson, {}, {}, syntax.errorString()}});
    GuideRules rules;
    const Spot whole{document.object(), {}, &errors};
    readRecord(whole, rules);
    if (errors.empty() && rules.start.has_value() != rules.end.has_value())
        whole.field(rules.start ? u"business_hours_end"_s : u"business_hours_start"_s)
            .refuse(FieldError::Problem::Missing, u"a time such as \"17:00\""_s);
    if (!errors.empty())
        return tl::unexpected(std::move(errors));

    Import import;
    const ScheduleId hours(u"business-hours"_s);
    const RouteId open(u"business-hours"_s), closed(u"after-hours"_s);
    Schedule schedule{.name = u"Business hours"_s, .zone = zone, .assumed = true};
    if (rules.start) {
        const auto range = TimeRange::between(*rules.start, *rules.end);
        if (!range) {
            whole.field(u"business_hours_end"_s)
                .refuse(FieldError::Problem::Malformed, u"another time than the start; 00:00 and 24:00 for all day"_s);
            return tl::unexpected(std::move(errors));
        }
        schedule.week = Week::everyDay({*range});
        import.notes.push_back({What::ChooseDaysAndTimeZone, u"business_hours_start"_s});
    } else {
        schedule.week = Week::everyDay({TimeRange::allDay()});
        import.notes.push_back({What::AllDay, u"business_hours_start"_s});
    }

    Route day{.name = u"In business hours"_s}, night{.name = u"After hours"_s};
    if (rules.strategy == GuideStrategy::ForwardToAssistant)
        addNumber(rules.assistantPhone, u"assistant_phone"_s, day.stages, import.notes);
    if (rules.strategy != GuideStrategy::Voicemail) {
        addNumber(rules.externalPhone, u"external_phone"_s, night.stages, import.notes);
        day.stages.insert(day.stages.end(), night.stages.begin(), night.stages.end());
        if (!night.stages.empty())
            import.notes.push_back({What::AfterHoursGoOutside, u"external_phone"_s});
    }
    import.plan.schedules.emplace(hours, std::move(schedule));
    import.plan.routes.emplace(open, std::move(day));
    import.plan.routes.emplace(closed, std::move(night));
    import.plan.lines.emplace(line, Line{.hours = hours, .openRoute = open, .closedRoute = closed});
    return import;
}

} // namespace milassist::routing
