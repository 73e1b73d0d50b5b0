// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/hoursjson.h"
#include "core/routing/plan/plan.h"

// The names of a plan's fields in a file. Seconds carry _s in theirs.

namespace milassist
{

template <>
struct Words<routing::Screening> {
    static constexpr std::pair<const char *, routing::Screening> list[] = {
        {"ask", routing::Screening::Ask},
        {"trusted", routing::Screening::Trusted},
    };
};

template <>
struct Words<routing::CallerId> {
    static constexpr std::pair<const char *, routing::CallerId> list[] = {
        {"caller", routing::CallerId::Caller},
        {"line", routing::CallerId::Line},
    };
};

template <>
struct Words<routing::Record> {
    static constexpr std::pair<const char *, routing::Record> list[] = {
        {"off", routing::Record::Off},
        {"on", routing::Record::On},
        {"asked", routing::Record::Asked},
    };
};

template <>
struct Words<routing::Announcement::When> {
    static constexpr std::pair<const char *, routing::Announcement::When> list[] = {
        {"never", routing::Announcement::When::Never},
        {"always", routing::Announcement::When::Always},
        {"where_both_must_agree", routing::Announcement::When::WhereBothMustAgree},
    };
};

} // namespace milassist

namespace milassist::routing
{

template <>
inline PhoneNumber blank<PhoneNumber>()
{
    return *PhoneNumber::parse(u"+10"); // never seen: whatever has a number must() name it
}

template <>
struct Json<PhoneNumber> {
    static bool read(const Spot &spot, PhoneNumber &out);
    static void write(JsonText &out, const PhoneNumber &value) { out.text(value.e164()); }
};

template <>
inline constexpr const char *keyName<PhoneNumber> = "number";

template <>
inline External blank<External>()
{
    return {.number = blank<PhoneNumber>()};
}

template <>
struct JsonFields<RoundRobin> {
    static constexpr auto list = std::tuple{
        must("group", &RoundRobin::group),
        may("each_s", &RoundRobin::each),
        may("at_most", &RoundRobin::atMost),
    };
};

template <>
struct JsonFields<InOrder> {
    static constexpr auto list = std::tuple{must("group", &InOrder::group), may("each_s", &InOrder::each)};
};

template <>
struct JsonFields<AllAtOnce> {
    static constexpr auto list = std::tuple{must("group", &AllAtOnce::group), may("ring_s", &AllAtOnce::ring)};
};

template <>
struct JsonFields<OnCall> {
    static constexpr auto list = std::tuple{
        must("rota", &OnCall::rota),
        may("each_s", &OnCall::each),
        may("at_most", &OnCall::atMost),
    };
};

template <>
struct JsonFields<External> {
    static constexpr auto list = std::tuple{
        must("number", &External::number), may("name", &External::name),          may("hours", &External::hours),
        may("ring_s", &External::ring),    may("caller_id", &External::callerId), may("screening", &External::screening),
    };
};

template <>
struct Kinds<Stage> {
    static constexpr const char *names[] = {"round_robin", "in_order", "all_at_once", "on_call", "external"};
    static constexpr const char *remark = " (voicemail always comes last by itself)";
};

template <>
struct JsonFields<Route> {
    static constexpr auto list = std::tuple{
        may("name", &Route::name),
        may("stages", &Route::stages),
        may("greeting", &Route::greeting),
    };
};

template <>
struct JsonFields<Person> {
    static constexpr auto list = std::tuple{may("name", &Person::name), may("shift", &Person::shift)};
};

template <>
struct JsonFields<Group> {
    static constexpr auto list = std::tuple{may("name", &Group::name), may("members", &Group::members)};
};

template <>
struct JsonFields<Swap> {
    static constexpr auto list = std::tuple{
        must("person", &Swap::person),
        may("from", &Swap::from),
        must("until", &Swap::until),
    };
};

template <>
struct JsonFields<Rota> {
    static constexpr auto list = std::tuple{
        may("name", &Rota::name),         must("people", &Rota::people), must("zone", &Rota::zone),  must("start", &Rota::start),
        may("handover", &Rota::handover), may("days", &Rota::days),      may("swaps", &Rota::swaps),
    };
};

template <>
struct JsonFields<Hold> {
    static constexpr auto list = std::tuple{may("at_most_s", &Hold::atMost), may("music", &Hold::music)};
};

template <>
struct JsonFields<RecordingPolicy> {
    static constexpr auto list = std::tuple{
        may("inbound", &RecordingPolicy::inbound),
        may("outbound", &RecordingPolicy::outbound),
        may("longest_s", &RecordingPolicy::longest),
    };
};

template <>
struct JsonFields<Announcement> {
    static constexpr auto list = std::tuple{may("when", &Announcement::when), may("words", &Announcement::words)};
};

template <>
struct JsonFields<AutoReplyPolicy> {
    static constexpr auto list = std::tuple{
        may("in_hours", &AutoReplyPolicy::inHours),
        may("out_of_hours", &AutoReplyPolicy::outOfHours),
        may("on_holiday", &AutoReplyPolicy::onHoliday),
        may("once_per_s", &AutoReplyPolicy::oncePer),
        may("quiet_after_person_s", &AutoReplyPolicy::quietAfterPerson),
        may("same_texts_an_hour", &AutoReplyPolicy::sameTextsAnHour),
        may("per_sender_a_day", &AutoReplyPolicy::perSenderADay),
        may("per_line_an_hour", &AutoReplyPolicy::perLineAnHour),
    };
};
bool makesSense(const Spot &spot, AutoReplyPolicy &policy);

template <>
struct JsonFields<TaskRule> {
    static constexpr auto list = std::tuple{
        must("name", &TaskRule::name),
        may("words", &TaskRule::words),
        may("from_strangers", &TaskRule::fromStrangers),
        may("when_closed", &TaskRule::whenClosed),
        may("title", &TaskRule::title),
        may("person", &TaskRule::person),
        may("due_s", &TaskRule::due),
    };
};
bool makesSense(const Spot &spot, TaskRule &rule);

template <>
struct JsonFields<LineTexts> {
    static constexpr auto list = std::tuple{
        may("reply", &LineTexts::reply),
        may("tasks", &LineTexts::tasks),
        may("owner", &LineTexts::owner),
    };
};

template <>
struct JsonFields<Line> {
    static constexpr auto list = std::tuple{
        may("name", &Line::name),
        may("hours", &Line::hours),
        may("open", &Line::openRoute),
        may("closed", &Line::closedRoute),
        may("greeting", &Line::greeting),
        may("language", &Line::language),
        may("hold_when_all_busy", &Line::whenAllBusy),
        may("screening", &Line::screening),
        may("caller_id", &Line::callerId),
        may("callers_masked", &Line::callersMasked),
        may("recording", &Line::recording),
        may("announcement", &Line::announcement),
        may("longest_message_s", &Line::longestMessage),
        may("patience_s", &Line::patience),
        may("texts", &Line::texts),
    };
};

template <>
struct JsonFields<Plan> {
    static constexpr auto list = std::tuple{
        may("schedules", &Plan::schedules), may("people", &Plan::people), may("groups", &Plan::groups),
        may("rotas", &Plan::rotas),         may("routes", &Plan::routes), may("lines", &Plan::lines),
    };
};

} // namespace milassist::routing
