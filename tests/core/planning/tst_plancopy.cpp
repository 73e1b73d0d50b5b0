// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whendone.h"
#include "core/planning/fileplanstore.h"
#include "core/planning/plancopy.h"
#include "core/planning/planofone.h"

#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace routing;
using namespace Qt::StringLiterals;

namespace
{

const PersonId anna(u"anna"_s), ben(u"ben"_s);

Plan planNamed(const QString &name)
{
    return planOfOne(anna, name, {{*PhoneNumber::parse(u"+12065550142"_s), u"Front desk"_s}});
}

/// A store of this computer, and a plan in force at a relay.
struct Places {
    QTemporaryDir folder;
    FilePlanStore here{folder.filePath(u"routing"_s), u"Anna"_s};
    Result<PlanVersion> there = PlanVersion();
    int reads = 0;
    PlanCopy copy{[this] {
                      ++reads;
                      return finished(there);
                  },
                  here};

    void plan(const QString &name, const QString &reason) { there = PlanVersion{{7, u"ben"_s, QDateTime::currentDateTimeUtc(), reason}, planNamed(name)}; }
    PlanVersion kept()
    {
        auto loading = here.load();
        return QTest::qWaitFor([&] { return loading.isFinished(); }, 30'000) ? loading.result().value_or(PlanVersion()) : PlanVersion();
    }
    /// @return whether it went well
    std::optional<bool> run()
    {
        std::optional<bool> isDone;
        copy.run([&](const Result<> &outcome) { isDone = outcome.has_value(); });
        (void)QTest::qWaitFor([&] { return isDone.has_value(); }, 30'000);
        return isDone;
    }
};

} // namespace

class TestPlanCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsInForceElsewhereIsKeptHereWithItsReason()
    {
        Places places;
        places.plan(u"First"_s, u"because"_s);
        QCOMPARE(places.run(), true);
        QCOMPARE(places.kept().plan, planNamed(u"First"_s));
        QCOMPARE(places.kept().note.reason, u"because"_s);

        QCOMPARE(places.run(), true);
        QCOMPARE(places.kept().note.number, 1); // the same again is no new version

        places.plan(u"Second"_s, u"holidays"_s);
        QCOMPARE(places.run(), true);
        QCOMPARE(places.kept().note.number, 2);
        QCOMPARE(places.kept().plan, planNamed(u"Second"_s));
    }

    void whereNothingIsInForceNothingIsCopied()
    {
        Places places;
        QCOMPARE(places.run(), true);
        QCOMPARE(places.kept().note.number, 0);
    }

    void aPlanThatCannotBeReadLeavesWhatIsHere()
    {
        Places places;
        places.plan(u"First"_s, {});
        QCOMPARE(places.run(), true);
        places.there = fail(Error::Kind::Storage, u"no database"_s);

        QCOMPARE(places.run(), false);

        QCOMPARE(places.kept().plan, planNamed(u"First"_s));
    }

    void whatChangesWhileItIsCopiedIsCopiedToo()
    {
        Places places;
        places.plan(u"First"_s, {});
        places.copy.run();
        places.plan(u"Second"_s, {});
        places.copy.run();
        places.plan(u"Third"_s, {});

        QCOMPARE(places.run(), true);

        QCOMPARE(places.kept().plan, planNamed(u"Third"_s));
        QCOMPARE(places.reads, 2); // one for all who asked meanwhile
    }

    void whoIsHereIsKnownOrTheOnlyOne()
    {
        Plan alone = planNamed(u"First"_s), both = alone;
        both.people[ben].name = u"Ben"_s;

        QCOMPARE(personHere(alone, PersonId()), anna);
        QCOMPARE(personHere(alone, ben), anna); // who has left the plan
        QCOMPARE(personHere(both, ben), ben);
        QVERIFY(personHere(both, PersonId()).isEmpty());
        QVERIFY(personHere(both, PersonId(u"cleo"_s)).isEmpty());
        QVERIFY(personHere(Plan(), anna).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPlanCopy)
#include "tst_plancopy.moc"
