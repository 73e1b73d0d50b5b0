// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/check.h"
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
    void theRosterIsOfItsPeople();
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

void TestDemoPlan::theRosterIsOfItsPeople()
{
    const routing::Plan plan = demo::demoPlan({});
    const RosterNow roster = demo::demoRoster(QDateTime::currentDateTimeUtc());
    for (const auto &[person, now] : roster.roster.people)
        QVERIFY(plan.people.contains(person));
    for (const auto &[group, counts] : roster.counts)
        QVERIFY(plan.groups.contains(group));
}

QTEST_GUILESS_MAIN(TestDemoPlan)
#include "tst_demoplan.moc"
