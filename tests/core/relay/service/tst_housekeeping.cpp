// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/webhooktable.h"
#include "core/relay/service/housekeeping.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

bool claim(SharedStore &store, int count)
{
    return waitFor(store.write([count](SqlConnection &db) -> Result<> {
               for (int i = 0; i < count; ++i) {
                   if (const auto seen = WebhookTable(db).claim(u"k%1"_s.arg(i), instant(0)); !seen)
                       return fail(seen.error());
               }
               return {};
           }))
        .has_value();
}

Clock clockAt(qint64 second)
{
    return [second] { return instant(second); };
}

constexpr qint64 twoDays = 2 * 24 * 3600;

} // namespace

class TestHousekeeping : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aRoundForgetsAllThatIsTooOldAndWebhooksComeInBetween()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store && claim(*store, 1050));
        Housekeeping housekeeping(*store, {.webhooks = 24h}, clockAt(twoDays), {.round = 1h, .pause = 1ms, .piece = 100});
        QSignalSpy rested(&housekeeping, &Housekeeping::rested);

        housekeeping.begin();
        housekeeping.begin(); // is under way
        bool cameBetween = false;
        whenDone(store->write([](SqlConnection &db) { return WebhookTable(db).claim(u"new"_s, instant(twoDays)); }),
                 &housekeeping, [&](const Result<WebhookTable::Seen> &seen) { cameBetween = seen && rested.isEmpty(); });
        QTRY_COMPARE_WITH_TIMEOUT(rested.size(), 1, 60'000);

        QCOMPARE(rested.first().first().value<Forgotten>(), (Forgotten{.webhooks = 1050}));
        QVERIFY(cameBetween);
        const auto seen =
            waitFor(store->write([](SqlConnection &db) { return WebhookTable(db).claim(u"new"_s, instant(twoDays)); }));
        QVERIFY(seen && !seen->isFirst);
    }

    void twoRelaysMayDoItAtTheSameTime()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two && claim(*one, 600));
        Housekeeping first(*one, {.webhooks = 24h}, clockAt(twoDays), {.round = 1h, .pause = 1ms, .piece = 50});
        Housekeeping second(*two, {.webhooks = 24h}, clockAt(twoDays), {.round = 1h, .pause = 1ms, .piece = 50});
        QSignalSpy firstRested(&first, &Housekeeping::rested), secondRested(&second, &Housekeeping::rested);

        first.begin();
        second.begin();
        QTRY_VERIFY_WITH_TIMEOUT(!firstRested.isEmpty() && !secondRested.isEmpty(), 60'000);

        first.begin();
        QTRY_COMPARE_WITH_TIMEOUT(firstRested.size(), 2, 60'000);
        QCOMPARE(firstRested.last().first().value<Forgotten>(), Forgotten());
        const auto again = waitFor(one->write([](SqlConnection &db) { return WebhookTable(db).claim(u"k0"_s, instant(0)); }));
        QVERIFY(again && again->isFirst);
    }

    void aRoundBeginsByItself()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store && claim(*store, 5));
        Housekeeping housekeeping(*store, {.webhooks = 24h}, clockAt(twoDays), {.round = 20ms, .pause = 1ms, .piece = 100});
        QSignalSpy rested(&housekeeping, &Housekeeping::rested);

        QTRY_VERIFY_WITH_TIMEOUT(rested.size() >= 2, 60'000);
        QCOMPARE(rested.first().first().value<Forgotten>(), (Forgotten{.webhooks = 5}));
    }
};

QTEST_GUILESS_MAIN(TestHousekeeping)
#include "tst_housekeeping.moc"
