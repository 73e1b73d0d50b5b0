// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/replay.h"

#include <QRandomGenerator>
#include <QTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const PersonId anna(u"anna"_s), ben(u"ben"_s), cleo(u"cleo"_s);
const GroupId desk(u"desk"_s);
const RouteId day(u"day"_s);
const PhoneNumber line = *PhoneNumber::parse(u"+12065550142");
const QDateTime noon(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

Plan planWith(std::vector<Stage> stages)
{
    Plan plan;
    plan.people = {{anna, {}}, {ben, {}}, {cleo, {}}};
    plan.groups[desk] = {u"Desk"_s, {anna, ben, cleo}};
    plan.routes[day] = {.name = u"Day"_s, .stages = std::move(stages)};
    plan.lines[line] = {.openRoute = day};
    return plan;
}

Roster everybody()
{
    Roster roster;
    for (const PersonId &person : {anna, ben, cleo})
        roster.people[person].registeredUntil = noon.addSecs(60);
    return roster;
}

PastCall call(const Plan &plan, const Roster &roster)
{
    return {*CallSid::parse(u"CA%1"_s.arg(1, 32, 10, QChar(u'0'))), decide(plan, roster, {Party(u"+14155550108"_s), line}, noon)};
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallThatNothingHasChangedForGoesWhereItWent()
    {
        QRandomGenerator dice(3);
        for (int round = 0; round < 500; ++round) {
            std::vector<Stage> stages;
            for (int i = 1 + dice.bounded(3); i > 0; --i) {
                switch (dice.bounded(3)) {
                case 0:
                    stages.push_back(RoundRobin{.group = desk});
                    break;
                case 1:
                    stages.push_back(InOrder{.group = desk});
                    break;
                default:
                    stages.push_back(AllAtOnce{.group = desk});
                }
            }
            Plan plan = planWith(stages);
            if (dice.bounded(2))
                plan.lines.at(line).whenAllBusy = Hold{};
            Roster roster = everybody();
            for (auto &[person, now] : roster.people) {
                switch (dice.bounded(7)) {
                case 0:
                    now.presence = Presence::Away;
                    break;
                case 1:
                    now.inCall = true;
                    break;
                case 2:
                    now.registeredUntil = {};
                    break;
                case 3:
                    now.phone = OutsidePhone{.number = *PhoneNumber::parse(u"+14155550123"), .rings = OutsidePhone::Rings::Always};
                    break;
                case 4:
                    now.wrapUpEnds = noon.addSecs(5);
                    break;
                default:
                    break;
                }
            }
            if (dice.bounded(2))
                roster.turns[desk].offered = {ben, anna};
            const auto others = elsewhere({call(plan, roster)}, plan);
            for (const ElsewhereCall &other : others)
                qWarning() << pathOf(other.was) << pathOf(other.would);
            QVERIFY(others.empty());
        }
    }

    void aCallThatWouldHaveGoneElsewhereIsToldWithBothPaths()
    {
        const Plan before = planWith({InOrder{.group = desk}});
        Roster roster = everybody();
        roster.people[ben].presence = Presence::Away;
        Plan after = before;
        after.routes[day].stages = {AllAtOnce{.group = desk}, External{.number = *PhoneNumber::parse(u"+14155550199")}};

        const auto others = elsewhere({call(before, roster)}, after);

        QCOMPARE(others.size(), size_t(1));
        QCOMPARE(pathOf(others[0].was), QStringList({u"anna"_s, u"cleo"_s, u"mailbox"_s}));
        QCOMPARE(pathOf(others[0].would), QStringList({u"anna, cleo"_s, u"+14155550199"_s, u"mailbox"_s})); // Ben was away
    }

    void aLineThatIsGoneIsTheMailbox()
    {
        const Plan before = planWith({InOrder{.group = desk}});
        const auto others = elsewhere({call(before, everybody())}, {});
        QCOMPARE(pathOf(others.at(0).would), QStringList({u"mailbox"_s}));
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
