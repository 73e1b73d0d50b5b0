// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/routing/decision/teams.h"
#include "ui/widgets/englishplurals.h"
#include "ui/words/decisionwords.h"
#include "ui/words/planwords.h"

#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const Stage inTurnStage = RoundRobin{id<GroupId>("desk"), seconds(20)};
const Stage inOrderStage = InOrder{id<GroupId>("desk"), seconds(15)};
const Stage togetherStage = AllAtOnce{id<GroupId>("desk"), seconds(30)};
const Stage outsideStage = External{.number = number("+442071838750"), .name = u"Answering service"_s, .ring = seconds(18)};
const Stage unnamedStage = External{.number = number("+442071838750"), .ring = seconds(18)};

Plan named(Plan plan)
{
    for (auto &[id, person] : plan.people)
        person.name[0] = person.name[0].toUpper();
    return plan;
}

QStringList sentences(const Trace &trace)
{
    QStringList sentences;
    for (const TraceLine &line : trace.lines) {
        if (line.kind != TraceLine::Kind::Hours && line.kind != TraceLine::Kind::Route && line.kind != TraceLine::Kind::Remark)
            sentences << line.sentence;
    }
    return sentences;
}

} // namespace

class TestDecisionWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void everyStepIsToldWithItsReason_data();
    void everyStepIsToldWithItsReason();
    void theSummaryTellsTheWholeWay_data();
    void theSummaryTellsTheWholeWay();
    void closedLinesTellWhyAndUntilWhen();
    void everySkipHasWords();
    void noNumberIsTold();
    void manyWhoWereSkippedAreToldInOneLine();
    void whatIsDifferentNowIsSaid();
    void aPlanThatHasChangedStillTells();

private:
    EnglishPlurals m_plurals;
};

void TestDecisionWords::everyStepIsToldWithItsReason_data()
{
    QTest::addColumn<std::vector<Stage>>("stages");
    QTest::addColumn<QString>("people");
    QTest::addColumn<QStringList>("told");
    using Stages = std::vector<Stage>;
    QTest::newRow("round robin") << Stages{inTurnStage} << u"anna:on ben:busy cleo:on"_s
                                 << QStringList{u"Anna rings for 20 s: in turn, 1 of 2"_s, u"Ben was passed over: on another call"_s,
                                                u"Cleo rings for 20 s: in turn, 2 of 2"_s, u"Voicemail: no answer in 40 s"_s};
    QTest::newRow("in order") << Stages{inOrderStage} << u"anna:away ben:on cleo:dnd"_s
                              << QStringList{u"Anna was passed over: away"_s, u"Ben rings for 15 s: in order, 1 of 1"_s,
                                             u"Cleo was passed over: do not disturb"_s, u"Voicemail: no answer in 15 s"_s};
    QTest::newRow("together") << Stages{togetherStage} << u"anna:on ben:on cleo:on"_s
                              << QStringList{u"Anna, Ben and Cleo ring for 30 s: all together"_s, u"Voicemail: no answer in 30 s"_s};
    QTest::newRow("outside") << Stages{outsideStage} << u"anna:on"_s
                             << QStringList{u"Answering service rings for 18 s: outside number"_s, u"Voicemail: no answer in 18 s"_s};
    QTest::newRow("outside, without a name")
        << Stages{unnamedStage} << u"anna:on"_s
        << QStringList{u"The number ending in 50 rings for 18 s: outside number"_s, u"Voicemail: no answer in 18 s"_s};
    QTest::newRow("own telephone") << Stages{inOrderStage} << u"anna:phone ben:both cleo:gone"_s
                                   << QStringList{u"Anna outside rings for 15 s: in order, 1 of 2"_s,
                                                  u"Ben at the desk and outside rings for 15 s: in order, 2 of 2"_s,
                                                  u"Cleo was passed over: the telephone is not connected and there is no other"_s,
                                                  u"Voicemail: no answer in 30 s"_s};
    QTest::newRow("all busy") << Stages{inTurnStage} << u"anna:busy ben:wrapup cleo:busy"_s
                              << QStringList{u"Anna and Cleo were passed over: on another call"_s,
                                             u"Ben was passed over: finishing the last call"_s, u"Voicemail: all 3 busy"_s};
    QTest::newRow("nobody there") << Stages{inTurnStage} << u"anna:away ben:away cleo:away"_s
                                  << QStringList{u"Anna, Ben and Cleo were passed over: away"_s, u"Voicemail at once: nobody on duty"_s};
    QTest::newRow("no telephones") << Stages{inTurnStage} << u"anna:gone ben:gone cleo:gone"_s
                                   << QStringList{
                                          u"Anna, Ben and Cleo were passed over: the telephone is not connected and there is no other"_s,
                                          u"Voicemail at once: nobody on duty has a telephone that can ring"_s};
    QTest::newRow("empty group") << Stages{RoundRobin{id<GroupId>("empty"), seconds(20)}} << u"anna:on"_s
                                 << QStringList{u"Stage 1 was left out: nobody is in it"_s, u"Voicemail at once: nobody on duty"_s};
    QTest::newRow("no stages") << Stages{} << u"anna:on"_s << QStringList{u"Voicemail at once: the route rings nobody"_s};
}

void TestDecisionWords::everyStepIsToldWithItsReason()
{
    QFETCH(std::vector<Stage>, stages);
    QFETCH(QString, people);
    const Plan plan = named(teamPlan(stages));

    const Trace trace = traceOf(decide(plan, roster(people), {stranger, boston}, tuesday), plan);

    QTEST(sentences(trace), "told");
}

void TestDecisionWords::theSummaryTellsTheWholeWay_data()
{
    QTest::addColumn<std::vector<Stage>>("stages");
    QTest::addColumn<QString>("people");
    QTest::addColumn<QString>("summary");
    using Stages = std::vector<Stage>;
    QTest::newRow("two") << Stages{inTurnStage} << u"anna:on ben:busy cleo:on"_s << u"Anna, then Cleo, then voicemail, after 40 s at most"_s;
    QTest::newRow("none") << Stages{inTurnStage} << u""_s << u"Voicemail at once"_s;
    QTest::newRow("many") << Stages{inTurnStage, inOrderStage} << u"anna:on ben:on cleo:on"_s
                          << u"Anna, then Ben, then 4 more, then voicemail, after 1 min 45 s at most"_s;
    QTest::newRow("outside") << Stages{togetherStage, outsideStage} << u"anna:both ben:on"_s
                             << u"Anna and Ben, then Answering service, then voicemail, after 48 s at most"_s;
}

void TestDecisionWords::theSummaryTellsTheWholeWay()
{
    QFETCH(std::vector<Stage>, stages);
    QFETCH(QString, people);
    const Plan plan = named(teamPlan(stages));
    QTEST(traceOf(decide(plan, roster(people), {stranger, boston}, tuesday), plan).summary, "summary");
}

void TestDecisionWords::closedLinesTellWhyAndUntilWhen()
{
    Plan plan = named(teamPlan({inTurnStage}));
    Schedule &office = plan.schedules[id<ScheduleId>("office")];
    office.holidays = {{.name = u"Thanksgiving"_s, .on = NthWeekday{4, 4, 11}}};
    const QDateTime holiday = at("2026-11-26T15:00:00Z");

    const Decision decision = decide(plan, roster(u"anna:on"_s), {stranger, boston}, holiday);
    const Trace trace = traceOf(decision, plan, *nextChange(office, holiday));

    QCOMPARE(trace.lines.first().sentence, u"Closed: Thanksgiving, until Fri 09:00 New York time"_s);
    QCOMPARE(trace.lines.first().note, u"A holiday goes before the hours of the week. It was Thursday 10:00:00 New York time."_s);
    QCOMPARE(sentences(trace), QStringList{u"Voicemail at once: the line names nobody for this time"_s});
    QCOMPARE(trace.summary, u"Voicemail at once"_s);
}

void TestDecisionWords::everySkipHasWords()
{
    for (int skip = 0; skip <= int(Skip::NobodyThere); ++skip) {
        const Step step{TakeMessage(), {.because = Reason::Because::NobodyOnDuty}, {{.why = Skip(skip), .person = id<PersonId>("ben")}}, {}};
        const Trace trace = traceOf({.call = {stranger, boston}, .at = tuesday, .steps = {step}}, named(teamPlan({})));
        const QStringList told = sentences(trace);
        QVERIFY(told.first().startsWith(u"Ben was passed over: "_s));
        QVERIFY(told.first().size() > int(sizeof("Ben was passed over: ")));
    }
}

void TestDecisionWords::noNumberIsTold()
{
    const Plan plan = teamPlan({inOrderStage, unnamedStage});
    const Decision decision = decide(plan, roster(u"anna:phone ben:both cleo:on"_s), {stranger, boston}, tuesday);
    for (const TraceLine &line : traceOf(decision, plan).lines) {
        static const QRegularExpression digits(u"[0-9]{5}"_s);
        QVERIFY2(!line.sentence.contains(digits) && !line.note.contains(digits), qPrintable(line.sentence));
    }
}

void TestDecisionWords::manyWhoWereSkippedAreToldInOneLine()
{
    std::vector<const char *> people{"anna", "ben", "cleo", "dora", "emil", "fred", "gina"};
    const Plan plan = named(teamPlan({inTurnStage}, people));
    const Trace trace = traceOf(decide(plan, {}, {stranger, boston}, tuesday), plan);
    QCOMPARE(sentences(trace).first(),
             u"Anna, Ben, Cleo and 4 others were passed over: the telephone is not connected and there is no other"_s);
}

void TestDecisionWords::whatIsDifferentNowIsSaid()
{
    const Plan plan = named(teamPlan({inTurnStage}));
    const auto told = [&plan](const QString &people, const QDateTime &when) {
        return traceOf(decide(plan, roster(people), {stranger, boston}, when), plan);
    };
    const Trace then = told(u"anna:on ben:on"_s, tuesday);
    QCOMPARE(difference(then, told(u"anna:on ben:on"_s, tuesday.addSecs(3600))), QString());
    QCOMPARE(difference(then, told(u"anna:away ben:on"_s, tuesday)), u"Now: Ben, then voicemail, after 20 s at most."_s);
}

void TestDecisionWords::aPlanThatHasChangedStillTells()
{
    const Decision decision = decide(named(teamPlan({inTurnStage, outsideStage})), roster(u"anna:on"_s), {stranger, boston}, tuesday);
    const Trace trace = traceOf(decision, Plan());
    QCOMPARE(trace.summary, u"anna, then The number ending in 50, then voicemail, after 38 s at most"_s.replace(0, 1, u'A'));
}

QTEST_GUILESS_MAIN(TestDecisionWords)
#include "tst_decisionwords.moc"
