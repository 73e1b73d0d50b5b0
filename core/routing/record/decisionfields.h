// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"
#include "core/routing/plan/planfields.h"

// The names of a decision's fields where it is kept.

namespace milassist
{

template <>
struct Words<routing::Opening::Rule> {
    using Rule = routing::Opening::Rule;
    static constexpr std::pair<const char *, Rule> list[] = {
        {"override", Rule::Override},
        {"holiday", Rule::Holiday},
        {"week", Rule::Week},
        {"unfinished_shift", Rule::UnfinishedShift},
        {"no_schedule", Rule::NoSchedule},
    };
};

template <>
struct Words<routing::Skip> {
    using Skip = routing::Skip;
    static constexpr std::pair<const char *, Skip> list[] = {
        {"off_shift", Skip::OffShift},
        {"away", Skip::Away},
        {"do_not_disturb", Skip::DoNotDisturb},
        {"busy", Skip::Busy},
        {"wrap_up", Skip::WrapUp},
        {"unreachable", Skip::Unreachable},
        {"outside_hours", Skip::OutsideHours},
        {"own_line", Skip::OwnLine},
        {"caller_is_own_line", Skip::CallerIsOwnLine},
        {"is_the_caller", Skip::IsTheCaller},
        {"not_in_plan", Skip::NotInPlan},
        {"nobody_there", Skip::NobodyThere},
    };
};

template <>
struct Words<routing::Reason::Because> {
    using Because = routing::Reason::Because;
    static constexpr std::pair<const char *, Because> list[] = {
        {"round_robin", Because::RoundRobin},
        {"in_order", Because::InOrder},
        {"all_at_once", Because::AllAtOnce},
        {"on_call", Because::OnCall},
        {"external", Because::External},
        {"route_is_voicemail", Because::RouteIsVoicemail},
        {"nobody_on_duty", Because::NobodyOnDuty},
        {"nobody_reachable", Because::NobodyReachable},
        {"all_busy", Because::AllBusy},
        {"no_answer", Because::NoAnswer},
        {"no_such_route", Because::NoSuchRoute},
        {"no_such_line", Because::NoSuchLine},
    };
};

} // namespace milassist

namespace milassist::routing
{

template <>
struct Json<Party> {
    static bool read(const Spot &spot, Party &out);
    static void write(JsonText &out, const Party &value) { out.text(value.text()); }
};

// "08:59:59.999"
template <>
struct Json<QTime> {
    static bool read(const Spot &spot, QTime &out);
    static void write(JsonText &out, const QTime &value) { out.text(value.toString(Qt::ISODateWithMs)); }
};

template <>
struct JsonFields<LocalTime> {
    static constexpr auto list = std::tuple{
        may("date", &LocalTime::date),
        may("time", &LocalTime::time),
        may("east_of_utc_s", &LocalTime::secondsEastOfUtc),
    };
};

template <>
struct JsonFields<Opening> {
    static constexpr auto list = std::tuple{
        must("doors", &Opening::doors),   must("rule", &Opening::rule),
        may("name", &Opening::name),      may("range", &Opening::range),
        may("shift", &Opening::shiftDay), may("local", &Opening::local),
        may("zone", &Opening::zone),      may("override_ends", &Opening::overrideEnds),
        may("route", &Opening::route),    may("greeting", &Opening::greeting),
    };
};

template <>
inline IncomingCall blank<IncomingCall>()
{
    return {.to = blank<PhoneNumber>()};
}
template <>
struct JsonFields<IncomingCall> {
    static constexpr auto list = std::tuple{may("from", &IncomingCall::from), must("to", &IncomingCall::to)};
};

template <>
struct JsonFields<Target> {
    static constexpr auto list = std::tuple{
        may("person", &Target::person),
        may("number", &Target::number),
        may("screening", &Target::screening),
        may("caller_id", &Target::callerId),
    };
};

template <>
struct JsonFields<Ring> {
    static constexpr auto list = std::tuple{must("targets", &Ring::targets), must("at_most_s", &Ring::atMost)};
};

template <>
struct JsonFields<WaitForSomebody> {
    static constexpr auto list =
        std::tuple{must("people", &WaitForSomebody::people), must("at_most_s", &WaitForSomebody::atMost),
                   may("music", &WaitForSomebody::music)};
};

template <>
struct JsonFields<TakeMessage> {
    static constexpr auto list = std::tuple{
        may("greeting", &TakeMessage::greeting),
        may("language", &TakeMessage::language),
        may("longest_s", &TakeMessage::longest),
    };
};

template <>
struct Kinds<Action> {
    static constexpr const char *names[] = {"ring", "wait", "take_message"};
};

template <>
struct JsonFields<Reason> {
    static constexpr auto list = std::tuple{
        must("because", &Reason::because), may("stage", &Reason::stage),   may("place", &Reason::place),
        may("places", &Reason::places),    may("people", &Reason::people), may("rang_s", &Reason::rang),
    };
};

template <>
struct JsonFields<Skipped> {
    static constexpr auto list = std::tuple{
        must("why", &Skipped::why),
        may("stage", &Skipped::stage),
        may("person", &Skipped::person),
        may("number", &Skipped::number),
    };
};

template <>
struct JsonFields<Offer> {
    static constexpr auto list = std::tuple{
        must("group", &Offer::group),
        must("person", &Offer::person),
        may("passed_over", &Offer::passedOver),
    };
};

template <>
struct JsonFields<Step> {
    static constexpr auto list = std::tuple{
        must("action", &Step::action),
        must("reason", &Step::reason),
        may("skipped", &Step::skipped),
        may("offer", &Step::offer),
    };
};

template <>
inline Decision blank<Decision>()
{
    return {.call = blank<IncomingCall>()};
}
template <>
struct JsonFields<Decision> {
    static constexpr auto list = std::tuple{
        must("call", &Decision::call),          must("at", &Decision::at),
        must("opening", &Decision::opening),    may("zone_rules", &Decision::zoneRules),
        may("route", &Decision::route),         may("caller_is_own_line", &Decision::callerIsOwnLine),
        may("recording", &Decision::recording), may("announcement", &Decision::announcement),
        must("steps", &Decision::steps),
    };
};
bool makesSense(const Spot &spot, Decision &decision);

} // namespace milassist::routing
