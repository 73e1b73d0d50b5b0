// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/optouttable.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

const QString line = u"+12065550142"_s;

OptOutEntry entryOf(int number, bool optedOut, qint64 second)
{
    return {.scope = line,
            .peer = Party(u"+14155550108"_s),
            .optedOut = optedOut,
            .proof = OptOutProof::Keyword,
            .reference = u"SM%1"_s.arg(number),
            .keyword = optedOut ? u"STOP"_s : u"START"_s,
            .at = instant(second)};
}

Result<bool> note(SharedStore &store, const OptOutEntry &entry)
{
    return waitFor(store.write([entry](SqlConnection &db) { return OptOutTable(db).note(entry); }));
}

std::optional<OptOutEntry> stateIn(SharedStore &store, const QString &scope = line)
{
    return waitFor(store.read([scope](SqlConnection &db) { return OptOutTable(db).state(scope, Party(u"+14155550108"_s)); }))
        .value_or(std::nullopt);
}

} // namespace

class TestOptOutTable : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void theLatestWordCountsInWhateverOrderTheyCome()
    {
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const auto store = ledgerAt(m_engines.url());
            QVERIFY(store);
            QList<OptOutEntry> entries{entryOf(1, true, 10), entryOf(2, false, 20), entryOf(3, true, 30), entryOf(3, true, 30),
                                       entryOf(1, true, 10)};
            std::shuffle(entries.begin(), entries.end(), std::mt19937(seed));
            int news = 0;
            for (const OptOutEntry &entry : entries)
                news += note(*store, entry).value_or(false);

            QCOMPARE(news, 3);
            QVERIFY(stateIn(*store) == entryOf(3, true, 30));
            const auto all =
                waitFor(store->read([](SqlConnection &db) { return OptOutTable(db).history(line, Party(u"+14155550108"_s)); }));
            QCOMPARE(all.value_or(QList<OptOutEntry>()).size(), 3);
        }
    }

    void anOptOutHoldsForItsScopeAlone()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QVERIFY(note(*store, entryOf(1, true, 10)).value_or(false));

        QVERIFY(stateIn(*store)->optedOut);
        QVERIFY(!stateIn(*store, u"MG00000000000000000000000000000001"_s));
    }

    void anImportedListOptsOutAndNeverIn()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        OptOutEntry imported = entryOf(1, true, 10);
        imported.proof = OptOutProof::Import;
        imported.reference = u"customers.csv"_s;
        OptOutEntry cleared = imported;
        cleared.optedOut = false;
        cleared.at = instant(99);

        QVERIFY(note(*store, imported).value_or(false));
        QCOMPARE(note(*store, cleared).error().kind, Error::Kind::Rejected);

        QVERIFY(stateIn(*store) == imported);
    }
};

QTEST_GUILESS_MAIN(TestOptOutTable)
#include "tst_optouttable.moc"
