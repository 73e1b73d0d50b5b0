// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/check.h"
#include "core/routing/decision/decision.h"
#include "core/sandbox/demo/cast.h"
#include "core/sandbox/demo/demoplan.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::world;
using namespace Qt::StringLiterals;

class TestDemoPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPlanOfTheDemoIsSafe_data();
    void everyPlanOfTheDemoIsSafe();
    void itsLinesArePlanned();
    void whoeverTriesItIsCalledAtAnyHour();
    void byDayItsHoursAreTheBusinesss();
};

void TestDemoPlan::everyPlanOfTheDemoIsSafe_data()
{
    QTest::addColumn<QString>("zone");
    for (const char *zone : {"America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "UTC"})
        QTest::newRow(zone) << QString::fromLatin1(zone);
}

void TestDemoPlan::everyPlanOfTheDemoIsSafe()
{
    QFETCH(QString, zone);
    const auto where = *routing::Zone::parse(zone);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const routing::Plan &plan : {demo::firstDemoPlan(where), demo::demoPlan(where)}) {
        for (const routing::Finding &finding : routing::checkPlan(plan, now))
            QFAIL(qPrintable(routing::describe(finding)));
    }
}

void TestDemoPlan::itsLinesArePlanned()
{
    const routing::Plan plan = demo::demoPlan({});
    for (const Line &line : demo::lines())
        QCOMPARE(plan.lines.contains(*PhoneNumber::parse(line.number)), line.isUsed);
}

void TestDemoPlan::whoeverTriesItIsCalledAtAnyHour()
{
    const auto zone = *routing::Zone::parse(u"America/Los_Angeles");
    const QDateTime start(QDate(2026, 12, 21), {}, Qt::UTC); // Christmas is in it
    for (int hour = 0; hour < 24 * 14; ++hour) {
        const QDateTime now = start.addSecs(hour * 3600 + 1234);
        const routing::Plan plan = demo::heldOpen(demo::demoPlan(zone), now);
        QVERIFY(routing::isSafe(routing::checkPlan(plan, now)));
        routing::Roster roster;
        roster.people[routing::PersonId(demo::assistants().first().user)].registeredUntil = now.addDays(1);
        for (const auto &[number, line] : plan.lines) {
            for (const int minutes : {0, 30, 90, 240}) {
                const auto decision = routing::decide(plan, roster, {.from = Party(u"+12065550181"_s), .to = number}, now.addSecs(minutes * 60));
                const auto *ring = std::get_if<routing::Ring>(&decision.steps.front().action);
                QVERIFY2(ring && ring->targets.front().person == routing::PersonId(u"maya"_s), qPrintable(now.toString(Qt::ISODate)));
            }
        }
    }
}

void TestDemoPlan::byDayItsHoursAreTheBusinesss()
{
    const auto zone = *routing::Zone::parse(u"America/Los_Angeles");
    const QDateTime monday(QDate(2026, 11, 16), QTime(18, 0), Qt::UTC); // ten in the morning there
    const routing::Plan plan = demo::demoPlan(zone);
    QCOMPARE(demo::heldOpen(plan, monday), plan);
    QVERIFY(demo::heldOpen(plan, monday.addSecs(5 * 3600)) != plan);
}

QTEST_GUILESS_MAIN(TestDemoPlan)
#include "tst_demoplan.moc"
