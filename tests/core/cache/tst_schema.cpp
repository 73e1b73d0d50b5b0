// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callstore.h"
#include "core/cache/schema.h"
#include "tests/core/cache/testcache.h"

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

class TestSchema : public QObject {
    Q_OBJECT

    static QStringList schemaOf(Store &store)
    {
        const auto job = [](QSqlDatabase &db) -> Result<QStringList> {
            QStringList lines;
            for (const QString &schema : {u"main"_s, u"own"_s}) {
                Statement query(db, u"SELECT m.type || ' ' || m.name || ' ' || coalesce(c.name, '') || ' ' || coalesce(c.type, '')"
                                    " FROM %1.sqlite_schema m LEFT JOIN pragma_table_info(m.name, '%1') c"
                                    " WHERE m.name NOT LIKE 'sqlite_stat%' ORDER BY 1"_s.arg(schema));
                while (query.next())
                    lines.push_back(schema + u' ' + query.text(0));
                if (!query.ok())
                    return query.failure();
            }
            return lines;
        };
        return waitFor(store.read(job)).value_or(QStringList());
    }

private Q_SLOTS:
    void aFieldThatIsNewInARecordGetsItsColumn()
    {
        Folder old, fresh;
        {
            const auto store = old.open();
            CallStore calls(*store);
            QVERIFY(waitFor(calls.save({leg(1, ada, lineA, old.now)})));
            QVERIFY(waitFor(store->write([](QSqlDatabase &db) { return runScript(db, u"ALTER TABLE call DROP COLUMN caller_name"); })));
        }

        const auto upgraded = old.open();
        const auto built = fresh.open();

        QVERIFY(schemaOf(*upgraded).contains(u"main table call caller_name TEXT"_s));
        QCOMPARE(schemaOf(*upgraded), schemaOf(*built));
        CallStore calls(*upgraded);
        Call named = leg(1, ada, lineA, old.now);
        named.callerName = u"Ada"_s;
        QCOMPARE(waitFor(calls.save({named}))->changed, 1);
        QCOMPARE(waitFor(calls.detail(waitFor(calls.rowIds({}))->first()))->legs.first().callerName, u"Ada"_s);
    }

    void filesOfTheFirstVersionBecomeLikeNewOnes()
    {
        Folder old, fresh;
        {
            StoreOptions first = old.options();
            first.cache.migrations.resize(1);
            first.own.migrations.resize(1);
            const auto store = Store::open(first);
            QVERIFY(store);
            QVERIFY(!schemaOf(**store).join(u'\n').contains(u"correction"_s));
            QVERIFY(waitFor((*store)->write([](QSqlDatabase &db) { return runScript(db, u"INSERT INTO own.heard VALUES ('RE1', 1)"); })));
        }

        const auto upgraded = old.open();
        const auto built = fresh.open();

        QCOMPARE(schemaOf(*upgraded), schemaOf(*built));
        QVERIFY(schemaOf(*upgraded).contains(u"own table correction text TEXT"_s));
        const auto heard = waitFor(upgraded->read([](QSqlDatabase &db) -> Result<int> {
            Statement query(db, u"SELECT heard FROM own.heard WHERE recording = 'RE1'");
            return query.next() ? int(query.integer(0)) : -1;
        }));
        QCOMPARE(heard, Result<int>(1));
    }

    // As the second version of the cache had them.
    void sidsOfCallsThatWereTextsAreFoundAsBefore()
    {
        const auto rowsOf = [](Store &store) {
            return waitFor(store.read([](QSqlDatabase &db) -> Result<QStringList> {
                       Statement query(db, u"SELECT id || ' ' || hex(sid) || ' ' || coalesce(hex(parent_call_sid), '-') || ' ' ||"
                                           " coalesce(hex(phone_number_sid), '-') || ' ' || conversation || ' ' || status FROM call ORDER BY id");
                       QStringList rows;
                       while (query.next())
                           rows.push_back(query.text(0));
                       return query.ok() ? Result<QStringList>(rows) : query.failure();
                   }))
                .value_or(QStringList());
        };
        Folder old, fresh;
        Call parent = leg(1, ada, lineA, old.now), child = leg(2, ada, Party(u"client:anna"_s), old.now), shouted = leg(3, ben, lineB, old.now);
        parent.phoneNumberSid = sid<PhoneNumberSid>("PN", 0xabc);
        child.parentSid = parent.sid;
        shouted.sid = *CallSid::parse(u"CA"_s + QString(32, u'A'));
        QList<Call> legs{parent, child, shouted};
        for (int i = 10; i < 1210; ++i)
            legs.append(leg(i, ben, lineB, old.now.addSecs(-i)));
        {
            const auto store = old.open();
            CallStore calls(*store);
            QVERIFY(waitFor(calls.save(legs)));
            QVERIFY(waitFor(store->write([](QSqlDatabase &db) {
                return runScript(db, u"UPDATE call SET sid = 'CA' || lower(hex(sid)) WHERE typeof(sid) = 'blob';"
                                     "UPDATE call SET parent_call_sid = 'CA' || lower(hex(parent_call_sid)) WHERE typeof(parent_call_sid) = 'blob';"
                                     "UPDATE call SET phone_number_sid = 'PN' || lower(hex(phone_number_sid)) WHERE typeof(phone_number_sid) = 'blob';"
                                     "PRAGMA user_version = 2");
            })));
        }

        const auto upgraded = old.open();
        const auto built = fresh.open();

        CallStore calls(*upgraded), builtCalls(*built);
        QVERIFY(waitFor(builtCalls.save(legs)));
        QCOMPARE(rowsOf(*upgraded).size(), 1203);
        QCOMPARE(rowsOf(*upgraded), rowsOf(*built));
        QCOMPARE(schemaOf(*upgraded), schemaOf(*built));
        QCOMPARE(waitFor(calls.idOf(child.sid)), waitFor(calls.idOf(parent.sid)));
        const auto detail = waitFor(calls.detail(*waitFor(calls.idOf(parent.sid))));
        QCOMPARE(detail->legs, QList<Call>({parent, child}));
        QCOMPARE(waitFor(calls.detail(*waitFor(calls.idOf(shouted.sid))))->legs, QList<Call>({shouted}));
        QCOMPARE(waitFor(calls.save(legs)), Result<Saved>(Saved()));
    }

    void openingAgainChangesNothing()
    {
        Folder folder;
        QStringList first;
        {
            const auto store = folder.open();
            first = schemaOf(*store);
            QVERIFY(first.size() > 100);
        }

        const auto store = folder.open();

        QCOMPARE(schemaOf(*store), first);
        QVERIFY(store->notices().isEmpty());
    }

    // The own file is never built anew: a step that was released must stay as it is.
    void theStepsOfTheOwnFileAreAppendOnly()
    {
        QVERIFY(ownMigrations().size() >= 1);
        QVERIFY(ownMigrations().first().startsWith(u"CREATE TABLE setting"_s));
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
