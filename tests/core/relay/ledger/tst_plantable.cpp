// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/plantable.h"
#include "tests/core/relay/ledger/ledgertest.h"
#include "tests/core/routing/plan/plans.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::Plan;

namespace
{

Plan planNamed(const QString &name)
{
    Plan plan;
    plan.lines.emplace(routing::boston, routing::Line{.name = name});
    return plan;
}

QFuture<Result<PlanVersion>> save(SharedStore &store, const Plan &plan, const QString &author, qint64 basedOn, qint64 second = 0)
{
    return store.write([=](SqlConnection &db) {
        return PlanTable(db).save(plan, {.author = author, .reason = u"because"_s, .basedOn = basedOn}, instant(second));
    });
}

std::optional<PlanVersion> currentIn(SharedStore &store)
{
    return waitFor(store.read([](SqlConnection &db) { return PlanTable(db).current(); })).value_or(std::nullopt);
}

QList<PlanVersion> historyIn(SharedStore &store, int limit)
{
    return waitFor(store.read([limit](SqlConnection &db) { return PlanTable(db).history(limit); }))
        .value_or(QList<PlanVersion>());
}

} // namespace

class TestPlanTable : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whatIsSavedIsInForceAndReadsBackTheSame()
    {
        const QString url = m_engines.url();
        auto store = ledgerAt(url);
        QVERIFY(store);
        QVERIFY(!currentIn(*store));
        QVERIFY(waitFor(save(*store, Plan(), u"anna"_s, 0)));
        QVERIFY(waitFor(save(*store, routing::fullPlan(), u"ben"_s, 1, 60)));
        store = ledgerAt(url);

        const auto current = currentIn(*store);

        QVERIFY(current);
        QCOMPARE(current->number, 2);
        QCOMPARE(current->author, u"ben"_s);
        QCOMPARE(current->at, instant(60));
        QCOMPARE(current->reason, u"because"_s);
        QVERIFY(planIn(*current).value_or(Plan()) == routing::fullPlan());
    }

    void ofTwoEditorsTheSecondIsToldWhoWasFirst()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(waitFor(save(*store, Plan(), u"anna"_s, 0)));
        QVERIFY(waitFor(save(*store, planNamed(u"by ben"_s), u"ben"_s, 1, 60)));

        const auto late = waitFor(save(*store, planNamed(u"by cleo"_s), u"cleo"_s, 1, 90));

        QVERIFY(!late);
        QCOMPARE(late.error().kind, Error::Kind::Rejected);
        QVERIFY2(late.error().detail.contains(u"ben has saved version 2"_s), qPrintable(late.error().detail));
        QVERIFY(planIn(*currentIn(*store)).value_or(Plan()) == planNamed(u"by ben"_s));
        QCOMPARE(waitFor(save(*store, Plan(), u"cleo"_s, 7)).error().kind, Error::Kind::Rejected);
        QCOMPARE(historyIn(*store, 10).size(), 2);
    }

    void ofManyWhoSaveAtOnceInTwoRelaysOneIsHeard()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        for (qint64 version = 0; version < 10; ++version) {
            QList<QFuture<Result<PlanVersion>>> saves;
            for (int i = 0; i < 3; ++i) {
                saves << save(*one, planNamed(u"one %1"_s.arg(i)), u"anna"_s, version)
                      << save(*two, planNamed(u"two %1"_s.arg(i)), u"ben"_s, version);
            }
            int heard = 0;
            for (const auto &saved : saves)
                heard += waitFor(saved).has_value() ? 1 : 0;
            QCOMPARE(heard, 1);
        }
        QCOMPARE(currentIn(*one)->number, 10);
    }

    void aSaveThatComesAgainAfterALostAnswerIsNoConflict()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto first = waitFor(save(*store, planNamed(u"x"_s), u"anna"_s, 0, 5));

        const auto again = waitFor(save(*store, planNamed(u"x"_s), u"anna"_s, 0, 9));

        QVERIFY(first && again);
        QCOMPARE(*again, *first);
        QCOMPARE(historyIn(*store, 10).size(), 1);
    }

    void anOldVersionIsBroughtBackAsANewOne()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(waitFor(save(*store, planNamed(u"good"_s), u"anna"_s, 0)));
        QVERIFY(waitFor(save(*store, planNamed(u"bad"_s), u"ben"_s, 1, 10)));
        const auto restore = [&](qint64 number, qint64 basedOn) {
            return waitFor(store->write([=](SqlConnection &db) {
                return PlanTable(db).restore(number, {.author = u"anna"_s, .reason = u"undo"_s, .basedOn = basedOn}, instant(20));
            }));
        };

        const auto restored = restore(1, 2);

        QVERIFY(restored);
        QCOMPARE(restored->number, 3);
        QCOMPARE(restored->restoredFrom, 1);
        QVERIFY(planIn(*currentIn(*store)).value_or(Plan()) == planNamed(u"good"_s));
        QVERIFY2(restore(2, 1).error().detail.contains(u"anna has saved version 3"_s), "somebody has restored since");
        QCOMPARE(restore(9, 3).error().kind, Error::Kind::NotFound);
    }

    void theHistoryIsReadInPagesFromTheNewest()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        for (int i = 0; i < 5; ++i)
            QVERIFY(waitFor(save(*store, planNamed(QString::number(i)), u"anna"_s, i, i)));

        const auto page = historyIn(*store, 2);
        const auto next = waitFor(store->read([](SqlConnection &db) { return PlanTable(db).history(9, 4); }));

        QCOMPARE(page.size(), 2);
        QCOMPARE(page.first().number, 5);
        QCOMPARE(page.first().at, instant(4));
        QVERIFY(page.first().json.isEmpty());
        QVERIFY(next);
        QCOMPARE(next->size(), 3);
        QCOMPARE(next->first().number, 3);
    }

    void aPlanOfANewerProgramIsNotHalfRead()
    {
        const PlanVersion version{.number = 7, .json = R"({"format": 999})"};

        const auto plan = planIn(version);

        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, Error::Kind::Malformed);
        QVERIFY(plan.error().detail.contains(u"version 7"_s));
    }
};

QTEST_GUILESS_MAIN(TestPlanTable)
#include "tst_plantable.moc"
