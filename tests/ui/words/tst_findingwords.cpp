// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/check.h"
#include "tests/core/routing/plan/plans.h"
#include "ui/words/findingwords.h"
#include "ui/words/planwords.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

class TestFindingWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void placesAreNamedAsPeopleNameThem_data();
    void placesAreNamedAsPeopleNameThem();
    void aFindingIsToldWithItsExample();
    void everyProblemHasWordsAndAdvice();
    void aRouteIsToldInALine();
};

void TestFindingWords::placesAreNamedAsPeopleNameThem_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    QTest::newRow("stage") << u"routes[day].stages[1].group"_s << u"Route “Day”, stage 2"_s;
    QTest::newRow("nameless route") << u"routes[night].stages"_s << u"Route “night”"_s;
    QTest::newRow("line") << u"lines[+16175550100].hours"_s << u"Line Boston"_s;
    QTest::newRow("nameless line") << u"lines[+13125550100]"_s << u"Line (312) 555-0100"_s;
    QTest::newRow("holiday") << u"schedules[office].holidays[1].open"_s << u"Hours “office”, Thanksgiving"_s;
    QTest::newRow("override") << u"schedules[office].overrides[0].until"_s << u"Hours “office”, flood"_s;
    QTest::newRow("swap") << u"rotas[nights].swaps[0].until"_s << u"Rota “Nights”, swap 1"_s;
    QTest::newRow("group") << u"groups[desk].members"_s << u"Group “The desk”"_s;
    QTest::newRow("person") << u"people[anna].shift"_s << u"ANNA"_s;
    QTest::newRow("gone") << u"routes[gone].stages[7]"_s << u"Route “gone”, stage 8"_s;
    QTest::newRow("something newer") << u"colours"_s << u"colours"_s;
}

void TestFindingWords::placesAreNamedAsPeopleNameThem()
{
    QFETCH(QString, path);
    QTEST(placeWords(path, fullPlan(), u"US"_s), "words");
}

void TestFindingWords::aFindingIsToldWithItsExample()
{
    Plan plan = fullPlan();
    plan.groups[id<GroupId>("desk")].members.clear();

    const Findings findings = checkPlan(plan, at("2026-08-11T14:00:00Z"));
    const auto nobody = std::ranges::find(findings, Finding::Problem::CallerRingsNobody, &Finding::problem);

    QVERIFY(nobody != findings.end());
    const FindingWords words = findingWords(*nobody, plan, u"US"_s);
    QCOMPARE(words.where, u"Line Boston"_s);
    QCOMPARE(words.what, u"The line is open and nobody could be there to answer."_s);
    QVERIFY2(words.example.startsWith(u"For example a call to Boston on Tue 11 August 2026 at "_s), qPrintable(words.example));
    QVERIFY2(words.example.endsWith(u" New York time would ring nobody."_s), qPrintable(words.example));
}

void TestFindingWords::everyProblemHasWordsAndAdvice()
{
    for (int problem = 0; problem <= int(Finding::Problem::HoursAssumed); ++problem) {
        const FindingWords words =
            findingWords({.problem = Finding::Problem(problem), .path = u"lines[+16175550100]"_s, .name = u"+16175550100"_s}, {}, u"US"_s);
        QVERIFY(!words.what.isEmpty());
        QVERIFY(!words.advice.isEmpty());
    }
}

void TestFindingWords::aRouteIsToldInALine()
{
    const Plan plan = fullPlan();
    QCOMPARE(routeWords(plan, id<RouteId>("night")),
             u"Who is on call in Nights, 25 s each, 1 at most, then Answering service, 18 s, then voicemail"_s);
    QCOMPARE(routeWords(plan, {}), u"Voicemail at once"_s);
    QCOMPARE(routeWords(plan, id<RouteId>("lost")), u"The plan has no route “lost”"_s);
}

QTEST_GUILESS_MAIN(TestFindingWords)
#include "tst_findingwords.moc"
