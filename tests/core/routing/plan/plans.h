// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"
#include "tests/core/routing/hours/schedules.h"

namespace milassist::routing
{

inline PhoneNumber number(const char *e164)
{
    return *PhoneNumber::parse(QString::fromLatin1(e164));
}

template <typename AnId>
AnId id(const char *text)
{
    return AnId(QString::fromLatin1(text));
}

inline const PhoneNumber boston = number("+16175550100");
inline const PhoneNumber chicago = number("+13125550100");

/// A plan that uses everything there is.
inline Plan fullPlan()
{
    Plan plan;
    Schedule office = officeHours();
    office.week.days[4] = {range("09:00", "12:00"), range("22:00", "06:00")};
    office.shiftIntoHoliday = ShiftIntoHoliday::IsFinished;
    office.holidays = {
        {.name = QStringLiteral("Christmas"),
         .on = Yearly{{12, 25}, {12, 26}},
         .hours = {range("10:00", "12:00")},
         .openRoute = id<RouteId>("day"),
         .closedRoute = id<RouteId>("night"),
         .greeting = {Greeting::Kind::Recorded, QStringLiteral("bells.wav")}},
        {.name = QStringLiteral("Thanksgiving"), .on = NthWeekday{4, 4, 11}},
        {.name = QStringLiteral("Turn of the year"), .on = Dates{QDate(2026, 12, 31), QDate(2027, 1, 1)}},
    };
    office.overrides = {{.name = QStringLiteral("flood"),
                         .doors = Doors::Closed,
                         .from = at("2026-11-03T14:00:00Z"),
                         .until = at("2026-11-03T18:00:00Z"),
                         .route = id<RouteId>("night")}};
    plan.schedules[id<ScheduleId>("office")] = office;
    plan.schedules[id<ScheduleId>("always")] = {
        .zone = zone("Asia/Tokyo"), .week = Week::everyDay({TimeRange::allDay()}), .assumed = true};
    for (const char *person : {"anna", "ben", "cleo"})
        plan.people[id<PersonId>(person)] = {.name = QString::fromLatin1(person).toUpper(), .shift = id<ScheduleId>("office")};
    const std::vector<PersonId> all{id<PersonId>("cleo"), id<PersonId>("anna"), id<PersonId>("ben")};
    plan.groups[id<GroupId>("desk")] = {.name = QStringLiteral("The desk"), .members = all};
    plan.rotas[id<RotaId>("nights")] = {
        .name = QStringLiteral("Nights"),
        .people = all,
        .zone = zone("America/New_York"),
        .start = QDate(2026, 8, 3),
        .handover = wall("09:00"),
        .days = 1,
        .swaps = {{id<PersonId>("ben"), {}, at("2026-11-03T18:00:00Z")}},
    };
    plan.routes[id<RouteId>("day")] = {
        .name = QStringLiteral("Day"),
        .stages = {RoundRobin{id<GroupId>("desk"), seconds(15), 2}, InOrder{id<GroupId>("desk"), seconds(10)},
                   AllAtOnce{id<GroupId>("desk"), seconds(12)}},
        .greeting = {Greeting::Kind::Spoken, QStringLiteral("We are all talking.")},
    };
    plan.routes[id<RouteId>("night")] = {
        .stages = {OnCall{id<RotaId>("nights"), seconds(25), 1},
                   External{.number = number("+442071838750"),
                            .name = QStringLiteral("Answering service"),
                            .hours = id<ScheduleId>("always"),
                            .ring = seconds(18),
                            .callerId = CallerId::Line,
                            .screening = Screening::Trusted}},
    };
    plan.lines.emplace(boston,
                       Line{.name = QStringLiteral("Boston"),
                            .hours = id<ScheduleId>("office"),
                            .openRoute = id<RouteId>("day"),
                            .closedRoute = id<RouteId>("night"),
                            .greeting = {Greeting::Kind::Spoken, QStringLiteral("Boston office.")},
                            .language = QStringLiteral("en-GB"),
                            .whenAllBusy = Hold{seconds(60)},
                            .screening = Screening::Trusted,
                            .callerId = CallerId::Line,
                            .recording = {Record::On, Record::Asked, seconds(600)},
                            .announcement = {Announcement::When::WhereBothMustAgree,
                                             {Greeting::Kind::Spoken, QStringLiteral("This call is recorded.")}},
                            .longestMessage = seconds(90),
                            .patience = seconds(150),
                            .texts = {.reply = {.inHours = QStringLiteral("We answer soon."), .perSenderADay = 4},
                                      .tasks = {{.name = QStringLiteral("Quotes"),
                                                 .words = {QStringLiteral("quote"), QStringLiteral("how much")},
                                                 .fromStrangers = true,
                                                 .whenClosed = true,
                                                 .title = QStringLiteral("Send a quote"),
                                                 .person = id<PersonId>("anna"),
                                                 .due = seconds(3600)}},
                                      .owner = id<PersonId>("ben")}});
    plan.lines.emplace(chicago, Line{});
    return plan;
}

} // namespace milassist::routing
