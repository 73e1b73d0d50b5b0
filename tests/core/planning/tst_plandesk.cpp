// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/fileplanstore.h"
#include "core/planning/plandesk.h"
#include "core/planning/plandraft.h"
#include "core/routing/plan/planjson.h"
#include "tests/core/routing/plan/plans.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const QDateTime now = at("2026-08-11T14:00:00Z");

Plan patient(int seconds)
{
    Plan plan = fullPlan();
    plan.schedules.at(id<ScheduleId>("office")).overrides.clear();
    plan.lines.at(boston).patience = std::chrono::seconds(seconds);
    return plan;
}

struct Desk {
    QTemporaryDir folder;
    FilePlanStore store{folder.filePath(u"routing"_s), u"Anna"_s, [] { return now; }};
    PlanDesk desk{store, [] { return now; }};
    QSignalSpy saved{&desk, &PlanDesk::saved}, refused{&desk, &PlanDesk::refused}, overtaken{&desk, &PlanDesk::overtaken},
        failed{&desk, &PlanDesk::failed};

    void load()
    {
        desk.reload();
        QTRY_VERIFY(desk.isLoaded());
    }
    void saveAs(const Plan &plan)
    {
        const auto before = saved.size();
        desk.change(plan);
        desk.save(u"because"_s);
        QTRY_COMPARE(saved.size(), before + 1);
    }
};

} // namespace

class TestPlanDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewProfileHasAnEmptyPlan();
    void whatIsSavedIsThereAgain();
    void anUnsafePlanIsNotSaved();
    void theFindingsAreThoseOfTheLatestDraft();
    void aStepIsTakenBackAndMadeAgain();
    void typingIsOneStep();
    void aDraftIsThereAgainAfterTheProgramEnded();
    void whatWasSavedOrDiscardedDoesNotComeBack();
    void aDraftOfAnOlderVersionMeetsWhatIsInForce();
    void aDraftThatCannotBeReadIsLeftOut();
    void everyVersionIsKeptAndCanComeBack();
    void whoWasFirstIsNotOverwritten();
    void bothGoOnTogether();
    void aDraftIsWarnedWhenAnotherPlanIsInForce();
    void aFileThatCannotBeReadIsTold();
    void theFilesAreTheOwnersOnly();
    void anExportedPlanIsWhatARelayReads();
};

void TestPlanDesk::aNewProfileHasAnEmptyPlan()
{
    Desk d;
    d.load();
    QCOMPARE(d.desk.inForce().note.number, 0);
    QVERIFY(d.desk.draft().lines.empty());
    QVERIFY(!d.desk.isChanged());
}

void TestPlanDesk::whatIsSavedIsThereAgain()
{
    Desk d;
    d.load();
    d.saveAs(patient(150));

    FilePlanStore again(d.folder.filePath(u"routing"_s), u"Ben"_s);
    const auto version = again.load().result();

    QVERIFY(version);
    QCOMPARE(version->plan, patient(150));
    QCOMPARE(version->note, (PlanNote{1, u"Anna"_s, now, u"because"_s}));
    QVERIFY(!d.desk.isChanged());
}

void TestPlanDesk::anUnsafePlanIsNotSaved()
{
    Desk d;
    d.load();
    d.desk.change(patient(20)); // the route rings longer

    d.desk.save(u"in a hurry"_s);

    QTRY_COMPARE(d.refused.size(), 1);
    QVERIFY(!d.desk.isSaving());
    QVERIFY(!isSafe(d.desk.findings()));
    QCOMPARE(d.store.history().result()->size(), 0);
}

void TestPlanDesk::theFindingsAreThoseOfTheLatestDraft()
{
    Desk d;
    d.load();
    d.desk.change(patient(20));
    d.desk.change(patient(21));
    d.desk.change(patient(150));
    QVERIFY(!d.desk.isChecked());
    QTRY_VERIFY(d.desk.isChecked());
    QVERIFY(isSafe(d.desk.findings()));
}

void TestPlanDesk::aStepIsTakenBackAndMadeAgain()
{
    Desk d;
    d.load();
    d.desk.change(patient(100));
    d.desk.change(patient(110));

    d.desk.undo();
    QCOMPARE(d.desk.draft(), patient(100));
    d.desk.redo();
    QCOMPARE(d.desk.draft(), patient(110));
    d.desk.undo();
    d.desk.change(patient(120));
    QVERIFY(!d.desk.canRedo());
    d.desk.discard();
    QVERIFY(!d.desk.isChanged());
    d.desk.undo();
    QCOMPARE(d.desk.draft(), patient(120)); // giving up can be taken back, too
}

void TestPlanDesk::aDraftIsThereAgainAfterTheProgramEnded()
{
    Desk d;
    d.load();
    const QString file = d.folder.filePath(u"plan-draft.json"_s);
    {
        PlanDesk first(d.store, [] { return now; });
        PlanDraft keeper(first, file);
        first.reload();
        QTRY_VERIFY(first.isLoaded());
        QTest::qWait(0); // it has looked for an older draft
        first.change(patient(150));
    } // at once, before it was written by itself

    QVERIFY(!(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther)));
    PlanDesk second(d.store, [] { return now; });
    PlanDraft keeper(second, file);
    second.reload();
    QTRY_VERIFY(second.isChanged());
    QCOMPARE(second.draft(), patient(150));
    QCOMPARE(second.inForce().note.number, 0);
    second.undo();
    QVERIFY(!second.isChanged());
}

void TestPlanDesk::whatWasSavedOrDiscardedDoesNotComeBack()
{
    Desk d;
    const QString file = d.folder.filePath(u"plan-draft.json"_s);
    PlanDraft keeper(d.desk, file);
    d.load();
    d.desk.change(patient(150));
    QTRY_VERIFY(QFile::exists(file));
    d.desk.save(u"because"_s);
    QTRY_VERIFY(!QFile::exists(file));
    d.desk.change(patient(140));
    QTRY_VERIFY(QFile::exists(file));
    d.desk.discard();
    QTRY_VERIFY(!QFile::exists(file));
}

void TestPlanDesk::aDraftOfAnOlderVersionMeetsWhatIsInForce()
{
    Desk d;
    d.load();
    d.saveAs(patient(150));
    const QString file = d.folder.filePath(u"plan-draft.json"_s);
    {
        PlanDesk first(d.store, [] { return now; });
        PlanDraft keeper(first, file);
        first.reload();
        QTRY_VERIFY(first.isLoaded());
        QTest::qWait(0);
        Plan plan = patient(150);
        plan.lines.at(chicago).name = u"Chicago office"_s;
        first.change(plan);
    }
    d.saveAs(patient(140)); // somebody else, while the program was off

    PlanDesk second(d.store, [] { return now; });
    PlanDraft keeper(second, file);
    second.reload();
    QTRY_VERIFY(second.theirs());
    QCOMPARE(second.theirs()->note.number, 2);
    QVERIFY(second.goOnWithBoth().isEmpty());
    QCOMPARE(second.draft().lines.at(boston).patience, std::chrono::seconds(140));
    QCOMPARE(second.draft().lines.at(chicago).name, u"Chicago office"_s);
}

void TestPlanDesk::aDraftThatCannotBeReadIsLeftOut()
{
    Desk d;
    const QString path = d.folder.filePath(u"plan-draft.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"number\":") > 0);
    file.close();
    QTest::ignoreMessage(QtWarningMsg, "the draft of the plan that was kept cannot be read");
    PlanDraft keeper(d.desk, path);
    d.load();
    QTest::qWait(0);
    QVERIFY(!d.desk.isChanged());
}

void TestPlanDesk::typingIsOneStep()
{
    Desk d;
    d.load();
    d.desk.change(patient(100), u"patience"_s);
    d.desk.change(patient(101), u"patience"_s);
    d.desk.change(patient(102), u"patience"_s);
    d.desk.undo();
    QCOMPARE(d.desk.draft(), Plan());
}

void TestPlanDesk::everyVersionIsKeptAndCanComeBack()
{
    Desk d;
    d.load();
    d.saveAs(patient(150));
    d.saveAs(patient(160));

    const auto history = d.store.history().result();
    QVERIFY(history);
    QCOMPARE(history->size(), 2);
    QCOMPARE(history->first().number, 2);
    d.desk.restore(1);
    QTRY_COMPARE(d.desk.draft(), patient(150));
    QCOMPARE(d.desk.inForce().note.number, 2); // until it is saved
    d.desk.restore(9);
    QTRY_COMPARE(d.failed.size(), 1);
}

void TestPlanDesk::whoWasFirstIsNotOverwritten()
{
    Desk d;
    d.load();
    d.saveAs(patient(150));
    FilePlanStore other(d.folder.filePath(u"routing"_s), u"Ben"_s);
    QCOMPARE(other.save(patient(170), u"Ben's"_s, 1).result()->outcome, PlanSave::Outcome::Saved);

    d.desk.change(patient(160));
    d.desk.save(u"mine"_s);

    QTRY_COMPARE(d.overtaken.size(), 1);
    QCOMPARE(d.desk.theirs()->note.author, u"Ben"_s);
    QCOMPARE(d.desk.theirs()->plan, patient(170));
    QCOMPARE(d.desk.draft(), patient(160));
    d.desk.takeTheirs();
    QCOMPARE(d.desk.draft(), patient(170));
    QVERIFY(!d.desk.isChanged());
}

void TestPlanDesk::bothGoOnTogether()
{
    Desk d;
    d.load();
    d.saveAs(patient(150));
    Plan theirs = patient(150);
    theirs.people[id<PersonId>("dora")] = {.name = u"Dora"_s};
    FilePlanStore other(d.folder.filePath(u"routing"_s), u"Ben"_s);
    QVERIFY(other.save(theirs, u"Dora starts"_s, 1).result());
    d.desk.change(patient(160));
    d.desk.save(u"mine"_s);
    QTRY_COMPARE(d.overtaken.size(), 1);

    QCOMPARE(d.desk.goOnWithBoth(), QStringList());
    d.desk.save(u"both"_s);

    QTRY_COMPARE(d.saved.size(), 2);
    QCOMPARE(d.desk.inForce().note.number, 3);
    QVERIFY(d.desk.inForce().plan.people.contains(id<PersonId>("dora")));
    QCOMPARE(d.desk.inForce().plan.lines.at(boston).patience, std::chrono::seconds(160));
}

void TestPlanDesk::aDraftIsWarnedWhenAnotherPlanIsInForce()
{
    Desk d;
    d.load();
    d.saveAs(patient(150));
    d.desk.change(patient(160));
    FilePlanStore other(d.folder.filePath(u"routing"_s), u"Ben"_s);
    QVERIFY(other.save(patient(170), u"Ben's"_s, 1).result());

    Q_EMIT d.store.changed(); // as a relay would tell it

    QTRY_COMPARE(d.overtaken.size(), 1);
    QCOMPARE(d.desk.draft(), patient(160));
    QCOMPARE(d.desk.theirs()->note.number, 2);
}

void TestPlanDesk::aFileThatCannotBeReadIsTold()
{
    Desk d;
    QVERIFY(QDir().mkpath(d.folder.filePath(u"routing"_s)));
    QFile file(d.folder.filePath(u"routing/plan-000001.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version":1,"at":"2026-08-11T14:00:00Z","plan":{"format":99}})");
    file.close();

    d.desk.reload();

    QTRY_COMPARE(d.failed.size(), 1);
    QCOMPARE(d.failed.first().first().value<Error>().kind, Error::Kind::Malformed);
    QVERIFY(!d.desk.isLoaded()); // nothing is put in its place
}

void TestPlanDesk::theFilesAreTheOwnersOnly()
{
    Desk d;
    d.load();
    d.saveAs(patient(150));
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QVERIFY(!(QFile::permissions(d.folder.filePath(u"routing"_s)) & others));
    QVERIFY(!(QFile::permissions(d.folder.filePath(u"routing/plan-000001.json"_s)) & others));
    QCOMPARE(QDir(d.folder.filePath(u"routing"_s)).entryList(QDir::Files).size(), 1);
}

void TestPlanDesk::anExportedPlanIsWhatARelayReads()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"plan.json"_s);
    QVERIFY(exportPlan(patient(150), path).result());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(*readPlan(file.readAll()), patient(150));
    QVERIFY(!exportPlan(patient(150), folder.filePath(u"none/plan.json"_s)).result());
}

QTEST_GUILESS_MAIN(TestPlanDesk)
#include "tst_plandesk.moc"
