// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/world/testworld.h"

#include <QElapsedTimer>

using namespace milassist;
using namespace milassist::world;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QString ours = u"+12065550142"_s;

QStringList bodies(const Slice<Message> &slice)
{
    QStringList all;
    for (const Message &message : slice.items)
        all.append(message.body);
    return all;
}

} // namespace

class TestWorldLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sidsGoBackToTheirNumbers()
    {
        const SidMaker sids(7);
        for (const quint64 serial : {quint64(0), quint64(1), quint64(999'999), ~quint64(0)}) {
            const QString sid = sids.make("CA", serial);
            QCOMPARE(sid.size(), 34);
            QCOMPARE(sids.serialOf("CA", sid).value(), serial);
            QVERIFY(!sids.serialOf("RE", u"RE"_s + sid.mid(2)));
        }
        QCOMPARE(sids.serialOf("MM", sids.make("MM", 5)).value(), quint64(5));
        QVERIFY(sids.make("CA", 0) != SidMaker(8).make("CA", 0));
        QVERIFY(!sids.serialOf("CA", u"CA0000"));
    }

    void pagesAreWalkedForthAndBack()
    {
        TestWorld world;
        world.own(ours);
        for (int i = 0; i < 7; ++i)
            world->messages().receive(u"+1415555010%1"_s.arg(i % 2), ours, QString::number(i));

        const auto first = world->messages().list(Form{{u"PageSize"_s, u"3"_s}});
        QCOMPARE(bodies(*first), QStringList({u"6"_s, u"5"_s, u"4"_s}));
        QVERIFY(first->hasNext && !first->hasPrevious);

        world->messages().receive(u"+14155550100"_s, ours, u"7"_s); // arrives between two pages: nothing is seen twice
        const auto second = world->messages().list(
            Form{{u"PageSize"_s, u"3"_s}, {u"Page"_s, u"1"_s}, {u"PageToken"_s, u"PA"_s + first->items.last().sid}});
        QCOMPARE(bodies(*second), QStringList({u"3"_s, u"2"_s, u"1"_s}));
        QVERIFY(second->hasNext && second->hasPrevious);

        const auto last =
            world->messages().list(Form{{u"PageSize"_s, u"3"_s}, {u"PageToken"_s, u"PA"_s + second->items.last().sid}});
        QCOMPARE(bodies(*last), QStringList({u"0"_s}));
        QVERIFY(!last->hasNext);

        const auto back =
            world->messages().list(Form{{u"PageSize"_s, u"3"_s}, {u"PageToken"_s, u"PB"_s + second->items.first().sid}});
        QCOMPARE(bodies(*back), QStringList({u"6"_s, u"5"_s, u"4"_s}));
        QVERIFY(back->hasPrevious); // the one that arrived meanwhile

        QCOMPARE(bodies(*world->messages().list(Form{{u"PageSize"_s, u"3"_s}, {u"Page"_s, u"2"_s}})),
                 QStringList({u"1"_s, u"0"_s}));
        QCOMPARE(bodies(*world->messages().list(Form{{u"From"_s, u"+14155550101"_s}, {u"PageSize"_s, u"2"_s}})),
                 QStringList({u"5"_s, u"3"_s}));
        QCOMPARE(world->messages().list(Form{{u"From"_s, u"+19995550100"_s}})->items.size(), 0);
    }

    void aPageAfterADeletedItemGoesOnBehindIt()
    {
        TestWorld world;
        world.own(ours);
        for (int i = 0; i < 4; ++i)
            world->messages().receive(u"+14155550100"_s, ours, QString::number(i));
        const auto first = world->messages().list(Form{{u"PageSize"_s, u"2"_s}, {u"From"_s, u"+14155550100"_s}});
        const QString token = u"PA"_s + first->items.last().sid;

        QVERIFY(world->messages().remove(first->items.last().sid));

        const auto second =
            world->messages().list(Form{{u"PageSize"_s, u"2"_s}, {u"From"_s, u"+14155550100"_s}, {u"PageToken"_s, token}});
        QCOMPARE(bodies(*second), QStringList({u"1"_s, u"0"_s}));
    }

    void badPagesAreRefused()
    {
        TestWorld world;
        QCOMPARE(world->calls().list(Form{{u"PageSize"_s, u"1001"_s}}).error().twilioCode, 20007);
        QCOMPARE(world->calls().list(Form{{u"PageToken"_s, u"nonsense"_s}}).error().twilioCode, 21481);
        TestWorld clamping(WorldOptions{.quirks = {.clampLargePages = true}});
        QCOMPARE(clamping->calls().list(Form{{u"PageSize"_s, u"1001"_s}})->pageSize, 1000);
    }

    void datesSelectDaysAndInstants_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("messages");
        QTest::addColumn<int>("calls");
        // one each on Aug 11 16:00, Aug 12 16:00 and Aug 13 16:00
        QTest::newRow("a day") << u""_s << u"2026-08-12"_s << 1 << 1;
        QTest::newRow("from a day on") << u">"_s << u"2026-08-12"_s << 2 << 2;
        QTest::newRow("up to a day: whole for messages, not for calls") << u"<"_s << u"2026-08-12"_s << 2 << 1;
        QTest::newRow("from an instant") << u">"_s << u"2026-08-12T16:00:00Z"_s << 2 << 2;
        QTest::newRow("just after it") << u">"_s << u"2026-08-12T16:00:01Z"_s << 1 << 1;
        QTest::newRow("unreadable is ignored") << u">"_s << u"yesterday"_s << 3 << 3;
    }
    void datesSelectDaysAndInstants()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(int, messages);
        QFETCH(int, calls);
        TestWorld world;
        world.own(ours);
        for (int i = 0; i < 3; ++i) {
            world->messages().receive(u"+14155550100"_s, ours, u"x"_s);
            world->calls().move(world->calls().receive(u"+14155550100"_s, ours).sid, CallState::NoAnswer);
            world.pass(24h);
        }

        QCOMPARE(world->messages().list(Form{{u"DateSent"_s + name, value}})->items.size(), messages);
        QCOMPARE(world->messages().list(Form{{u"DateSent"_s + name, value}, {u"To"_s, ours}})->items.size(), messages);
        QCOMPARE(world->calls().list(Form{{u"StartTime"_s + name, value}})->items.size(), calls);
    }

    void callsAreFilteredByStatusAndParent()
    {
        TestWorld world;
        world.own(ours);
        const Call parent = world->calls().receive(u"+14155550100"_s, ours);
        const Call child = world->calls().dial(parent.sid, u"+14155550100"_s, u"+12065550188"_s);
        world->calls().move(child.sid, CallState::Busy);

        QCOMPARE(world->calls().list(Form{{u"Status"_s, u"busy"_s}})->items.first().sid, child.sid);
        QCOMPARE(world->calls().list(Form{{u"ParentCallSid"_s, parent.sid}})->items.size(), 1);
        QCOMPARE(*world->calls().list(Form{{u"ParentCallSid"_s, parent.sid}})->items.first().parentSid, parent.sid);
        QCOMPARE(world->calls().list(Form{{u"Status"_s, u"busy"_s}, {u"From"_s, u"+19995550100"_s}})->items.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWorldLists)
#include "tst_worldlists.moc"
