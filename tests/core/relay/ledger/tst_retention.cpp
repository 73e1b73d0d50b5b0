// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/retention.h"
#include "core/relay/ledger/rostertable.h"
#include "core/relay/ledger/webhooktable.h"
#include "tests/core/relay/ledger/ledgertest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qint64 hour = 3600;

/// One of everything at each hour from 0 on.
bool fill(SharedStore &store, int hours)
{
    return waitFor(store.write([hours](SqlConnection &db) -> Result<> {
               for (int i = 0; i < hours; ++i) {
                   const QDateTime at = instant(i * hour);
                   const routing::PersonId person(u"p%1"_s.arg(i));
                   const auto claimed = WebhookTable(db).claim(u"k%1"_s.arg(i), at);
                   const auto told = EventTable(db).append(u"call"_s, u"{}"_s, at);
                   const auto audited = AuditTable(db).append({.at = at, .who = u"anna"_s, .what = u"x"_s, .about = u"y"_s});
                   const auto registered = RosterTable(db).registered(person, u"desk"_s, at.addSecs(60), at);
                   const auto offered = RosterTable(db).offered(sidOf<CallSid>("CA", i), {person}, at.addSecs(60));
                   if (!claimed || !told || !audited || !registered || !offered)
                       return fail(Error::Kind::Storage, u"not filled"_s);
               }
               return {};
           }))
        .has_value();
}

Forgotten forget(SharedStore &store, const RetentionPolicy &policy, qint64 second, qint64 most = 1000)
{
    return waitFor(store.write([=](SqlConnection &db) { return forgetPiece(db, policy, instant(second), most); }))
        .value_or(Forgotten{.webhooks = -1});
}

} // namespace

class TestRetention : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void eachTableForgetsWhatIsOlderThanItsAge()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store && fill(*store, 48));

        const Forgotten gone = forget(*store, {.webhooks = 10h, .events = 20h, .audit = 40h}, 48 * hour);

        QCOMPARE(gone, (Forgotten{.webhooks = 38, .events = 28, .audit = 8, .presence = 96}));
        QCOMPARE(forget(*store, {.webhooks = 10h, .events = 20h, .audit = 40h}, 48 * hour), Forgotten());
        const auto events = waitFor(store->read([](SqlConnection &db) { return EventTable(db).since(28, 100); }));
        QVERIFY(events && events->isComplete);
        QCOMPARE(events->events.size(), 20);
        const auto again = waitFor(store->write([](SqlConnection &db) { return WebhookTable(db).claim(u"k38"_s, instant(0)); }));
        QVERIFY(again && !again->isFirst);
    }

    void aPieceTakesTheOldestAndNoMoreThanItMay()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store && fill(*store, 30));
        const RetentionPolicy policy{.webhooks = 0h, .events = 0h, .audit = 0h};

        QCOMPARE(forget(*store, policy, 30 * hour, 7), (Forgotten{.webhooks = 7, .events = 7, .audit = 7, .presence = 14}));

        const auto audit = waitFor(store->read([](SqlConnection &db) { return AuditTable(db).list({}, 100); }));
        QCOMPARE(audit->last().at, instant(7 * hour));
        const auto events = waitFor(store->read([](SqlConnection &db) { return EventTable(db).since(7, 100); }));
        QVERIFY(events->isComplete);
        int pieces = 1;
        while (forget(*store, policy, 30 * hour, 7).total() > 0)
            ++pieces;
        QCOMPARE(pieces, 5);
        QCOMPARE(waitFor(store->read([](SqlConnection &db) { return EventTable(db).latest(); })).value_or(0), 30);
    }

    void whatIsNotOverStays()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store && fill(*store, 2));

        QCOMPARE(forget(*store, {}, hour + 1), (Forgotten{.presence = 2}));

        const auto roster = waitFor(store->read([](SqlConnection &db) { return rosterOf(db, instant(hour + 1)); }));
        QVERIFY(roster->people.at(routing::PersonId(u"p1"_s)).inCall);
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
