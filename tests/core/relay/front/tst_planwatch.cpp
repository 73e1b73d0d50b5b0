// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/planwatch.h"
#include "core/relay/ledger/plantable.h"
#include "core/store/statement.h"
#include "tests/core/relay/front/relaytest.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

routing::Plan named(const QString &line)
{
    routing::Plan plan = inTurns();
    plan.lines[phone(theLine)].name = line;
    return plan;
}

int complaints = 0;

/// One relay's look at the plan.
struct Watch {
    explicit Watch(const QString &url) : store(ledgerAt(url)), watch(*store, plan, systemClock()) {}
    QString line() const
    {
        const auto &lines = plan.plan()->lines;
        return lines.empty() ? QString() : lines.begin()->second.name;
    }
    bool save(const routing::Plan &changed, qint64 basedOn)
    {
        return waitFor(store->write([=](SqlConnection &db) -> Result<> {
                   const auto now = QDateTime::currentDateTimeUtc();
                   const auto saved =
                       PlanTable(db).save(changed, {.author = u"anna"_s, .reason = u"why not"_s, .basedOn = basedOn}, now);
                   if (!saved)
                       return fail(saved.error());
                   const auto told = EventTable(db).append(u"plan"_s, u"{}"_s, now);
                   return told ? Result<>() : fail(told.error());
               }))
            .has_value();
    }
    QList<PlanVersion> history()
    {
        return waitFor(store->read([](SqlConnection &db) { return PlanTable(db).history(100); })).value_or(QList<PlanVersion>());
    }

    CurrentPlan plan;
    std::unique_ptr<SharedStore> store;
    PlanWatch watch;
};

} // namespace

class TestPlanWatch : public QObject
{
    Q_OBJECT

    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void theLatestVersionIsInForceAtTheStart()
    {
        Watch relay(m_engines.url());
        QVERIFY(relay.save(named(u"old"_s), 0));
        QVERIFY(relay.save(named(u"new"_s), 1));

        relay.watch.start();

        QTRY_COMPARE(relay.line(), u"new"_s);
        QCOMPARE(relay.watch.version(), 2);
    }

    void whatSomebodySavesGoesIntoForceInEveryRelay()
    {
        const QString url = m_engines.url();
        Watch one(url), other(url);
        one.watch.start();
        other.watch.start();
        QVERIFY(one.save(named(u"first"_s), 0));

        QTRY_COMPARE(one.line(), u"first"_s);
        if (Engines::isPostgres()) // a file has one relay
            QTRY_COMPARE(other.line(), u"first"_s);
    }

    void aFileGoesIntoForceOnceAndChangesSinceStay()
    {
        const QString url = m_engines.url();
        const PlanFile file{.name = u"plan.json"_s, .plan = named(u"file"_s)};
        {
            Watch relay(url);
            relay.watch.start(file);
            QCOMPARE(relay.line(), u"file"_s);
            QTRY_COMPARE(relay.watch.version(), 1);
            QVERIFY(relay.save(named(u"by hand"_s), 1));
            QTRY_COMPARE(relay.line(), u"by hand"_s);
        }
        {
            Watch again(url);
            again.watch.start(file);
            QTRY_COMPARE(again.watch.version(), 2);
            QCOMPARE(again.line(), u"by hand"_s);
        }
        Watch changed(url);

        changed.watch.start(PlanFile{.name = u"plan.json"_s, .plan = named(u"file, edited"_s)});

        QTRY_COMPARE(changed.watch.version(), 3);
        QCOMPARE(changed.line(), u"file, edited"_s);
        QCOMPARE(changed.history().first().author, PlanWatch::fileAuthor());
    }

    void twoRelaysThatStartWithTheSameFileMakeOneVersion()
    {
        const QString url = m_engines.url();
        const PlanFile file{.name = u"plan.json"_s, .plan = named(u"file"_s)};
        Watch one(url), other(url);

        one.watch.start(file);
        other.watch.start(file);

        QTRY_COMPARE(one.watch.version(), 1);
        QTRY_COMPARE(other.watch.version(), 1);
        QCOMPARE(one.history().size(), 1);
    }

    void aVersionOfANewerProgramLeavesTheOldPlanInForce()
    {
        Watch relay(m_engines.url());
        QVERIFY(relay.save(named(u"good"_s), 0));
        relay.watch.start();
        QTRY_COMPARE(relay.line(), u"good"_s);
        complaints = 0;
        const auto usual = qInstallMessageHandler(
            [](QtMsgType type, const QMessageLogContext &, const QString &) { complaints += type == QtCriticalMsg; });
        const auto restored = qScopeGuard([&] { qInstallMessageHandler(usual); });

        QVERIFY(waitFor(relay.store->write([](SqlConnection &db) -> Result<> {
            Statement insert(db,
                             u"INSERT INTO plan (number, author, at_ms, reason, restored_from, plan)"
                             " VALUES (2, 'zoe', 0, '', 0, '{\"format\": 99}')");
            if (const auto done = insert.run(); !done)
                return done;
            const auto told = EventTable(db).append(u"plan"_s, u"{}"_s, QDateTime::currentDateTimeUtc());
            return told ? Result<>() : fail(told.error());
        })));

        QTRY_VERIFY(complaints > 0);
        QCOMPARE(relay.line(), u"good"_s);
        QCOMPARE(relay.watch.version(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPlanWatch)
#include "tst_planwatch.moc"
