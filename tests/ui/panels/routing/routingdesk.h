// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/fileplanstore.h"
#include "tests/core/routing/plan/plans.h"
#include "tests/ui/panels/desk.h"
#include "ui/panels/routing/routingpanel.h"

#include <QAbstractButton>
#include <QComboBox>

namespace milassist::test
{

/// Boston with a team in turn, then an answering service; Chicago with voicemail; a third number that is not in the plan.
inline routing::Plan officePlan()
{
    using namespace routing;
    Plan plan;
    Schedule office = officeHours();
    office.name = QStringLiteral("Office");
    office.week.days[5] = {range("10:00", "14:00")};
    office.week.days[4] = {range("09:00", "12:00"), range("13:00", "17:00"), range("22:00", "02:00")};
    office.holidays = {{.name = QStringLiteral("Labor Day"), .on = NthWeekday{1, 1, 9}},
                       {.name = QStringLiteral("Christmas"), .on = Yearly{{12, 24}, {12, 26}}, .hours = {range("10:00", "12:00")}}};
    office.overrides = {{.name = QStringLiteral("Staff meeting"), .from = at("2026-08-11T15:00:00Z"), .until = at("2026-08-11T18:15:00Z")}};
    plan.schedules[id<ScheduleId>("office")] = office;
    Schedule early = officeHours();
    early.name = QStringLiteral("Early shift");
    early.week = Week::everyDay({range("08:00", "15:30")});
    plan.schedules[id<ScheduleId>("early")] = early;
    for (const char *name : {"Anna", "Ben", "Cleo"}) {
        plan.people[PersonId(QString::fromLatin1(name).toLower())] = {.name = QString::fromLatin1(name)};
        plan.groups[id<GroupId>("team")].members.push_back(PersonId(QString::fromLatin1(name).toLower()));
    }
    plan.groups[id<GroupId>("team")].name = QStringLiteral("Day team");
    plan.routes[id<RouteId>("day")] = {.name = QStringLiteral("Day"),
                                       .stages = {RoundRobin{id<GroupId>("team"), seconds(20)},
                                                  External{.number = number("+12125550142"), .name = QStringLiteral("Answering service"), .hours = {}}},
                                       .greeting = {}};
    plan.lines.emplace(boston, Line{.name = QStringLiteral("Boston office"), .hours = id<ScheduleId>("office"), .openRoute = id<RouteId>("day")});
    plan.lines.emplace(chicago, Line{.name = QStringLiteral("Chicago")});
    return plan;
}

inline RosterNow officeRoster()
{
    using namespace routing;
    RosterNow now;
    for (const char *person : {"anna", "ben", "cleo"})
        now.roster.people[id<PersonId>(person)].registeredUntil = at("2036-01-01T00:00:00Z");
    now.roster.people[id<PersonId>("ben")].inCall = true;
    now.roster.turns[id<GroupId>("team")].offered = {id<PersonId>("anna")};
    now.counts[id<GroupId>("team")] = {{id<PersonId>("anna"), {12, 9}}, {id<PersonId>("ben"), {11, 11}}, {id<PersonId>("cleo"), {12, 4}}};
    return now;
}

/// As somebody chooses it.
inline void choose(QComboBox *combo, int index)
{
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
}

/// The screen on a real store.
struct RoutingDesk : DeskBase {
    FilePlanStore plans{folder.filePath(QStringLiteral("routing")), QStringLiteral("Anna"), clock};
    PlanDesk desk{plans, clock};
    QString me = QStringLiteral("Anna");
    std::optional<RosterNow> roster = officeRoster();
    RoutingPanel panel{{.desk = desk, .lines = lines, .clock = clock, .roster = [this] { return roster; }, .me = me}};

    explicit RoutingDesk(const routing::Plan &plan = officePlan())
    {
        IncomingNumber unplanned{.sid = *PhoneNumberSid::parse(QStringLiteral("PN00000000000000000000000000000003")),
                                 .phoneNumber = Party(QStringLiteral("+12065550102")),
                                 .capabilities = {.voice = true}};
        unplanned.config.friendlyName = QStringLiteral("Seattle");
        settled(numbers.replaceAll({unplanned}));
        settled(plans.save(plan, QStringLiteral("The first plan"), 0));
        desk.reload();
        panel.resize(1100, 800);
        panel.show();
        panel.activate();
        if (!QTest::qWaitFor([this] { return desk.inForce().note.number == 1 && desk.isChecked() && lines.lines().size() == 1; }, 10'000))
            qFatal("the plan is not read");
        panel.showLine(routing::boston);
    }
    template <typename T>
    T *find(const QString &name)
    {
        QCoreApplication::processEvents(); // what was added to a layout shows itself then
        for (T *widget : panel.findChildren<T *>(name)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    void page(const QString &chip) { panel.findChild<QAbstractButton *>(chip)->click(); }
};

} // namespace milassist::test
