// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/plan/plans.h"
#include "ui/widgets/englishplurals.h"
#include "ui/words/changewords.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

class TestChangeWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void changesAreTold();
    void partsAreListedOnce();
    void whoChangedItIsYouAColleagueByNameOrAProgram();

private:
    EnglishPlurals m_plurals;
};

void TestChangeWords::changesAreTold()
{
    const Plan before = fullPlan();
    Plan after = before;
    after.lines.at(boston).patience = seconds(90);
    after.lines.at(boston).greeting.content = u"Hello from Boston."_s;
    after.lines.at(chicago).whenAllBusy = Hold();
    after.groups.at(id<GroupId>("desk")).members = {id<PersonId>("anna"), id<PersonId>("ben")};
    after.lines.at(chicago).openRoute = id<RouteId>("day");
    after.lines.at(boston).closedRoute = {};
    std::get<RoundRobin>(after.routes.at(id<RouteId>("day")).stages[0]).each = seconds(25);
    after.schedules.at(id<ScheduleId>("office")).holidays.pop_back();
    after.groups[id<GroupId>("new")] = {.name = u"New ones"_s};

    QStringList words;
    for (const PlanChange &change : changesOf(before, after))
        words << changeWords(change, after, before, u"US"_s);

    QCOMPARE(words, (QStringList{u"Group “The desk”, members: ANNA and BEN, until now CLEO, ANNA and BEN"_s, u"Group “New ones” is new"_s, u"Line (312) 555-0100, music when all are busy is new"_s,
                                 u"Line (312) 555-0100, when open: Day"_s,
                                 u"Line Boston, when closed: as usual again, until now night"_s,
                                 u"Line Boston, words read aloud: Hello from Boston., until now Boston office."_s,
                                 u"Line Boston, callers' patience: 1 min 30 s, until now 2 min 30 s"_s,
                                 u"Route “Day”, stage 1, seconds each: 25 s, until now 15 s"_s,
                                 u"Hours “office”, Turn of the year is gone"_s}));
}

void TestChangeWords::partsAreListedOnce()
{
    const Plan before = fullPlan();
    Plan after = before;
    after.lines.at(boston).patience = seconds(90);
    after.lines.at(boston).name = u"Boston"_s;
    after.lines.at(boston).longestMessage = seconds(80);
    after.people.at(id<PersonId>("anna")).name = u"Anna"_s;
    after.people.at(id<PersonId>("ben")).name = u"Ben"_s;
    QCOMPARE(changedParts(changesOf(before, after), after, u"US"_s), u"Line Boston, Anna and Ben"_s);
    QCOMPARE(changedParts(changesOf(before, after), after, u"US"_s, 2), u"Line Boston and 2 others"_s);
}

void TestChangeWords::whoChangedItIsYouAColleagueByNameOrAProgram()
{
    const Plan plan = fullPlan();
    QCOMPARE(authorWords(u"anna"_s, u"anna"_s, plan), u"You"_s);
    QCOMPARE(authorWords(u"ben"_s, u"anna"_s, plan), u"BEN"_s);
    QCOMPARE(authorWords(u"gone"_s, u"anna"_s, plan), u"gone"_s);
    QCOMPARE(authorWords({}, u"anna"_s, plan), u"A program"_s);
    QCOMPARE(authorWords({}, {}, plan), u"A program"_s);
}

QTEST_GUILESS_MAIN(TestChangeWords)
#include "tst_changewords.moc"
