// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/events/desk.h"

#include <QRandomGenerator>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

constexpr int soon = 60000;

bool isWhole(const EventDesk &desk, qint64 last)
{
    if (desk.numbers.size() != last || !desk.isInOrder)
        return false;
    return last == 0 || desk.numbers.last() == last;
}

} // namespace

class TestEventFaults : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aRelayThatIsStartedAnewGoesOnWhereItsDesksStand()
    {
        const QString url = m_engines.url();
        auto relay = std::make_unique<EventRelay>(url);
        const quint16 port = relay->port;
        EventDesk desk(addUser(*relay->store, u"anna"_s, Role::Assistant));
        desk.comeBackAlways(port);
        relay->tell(u"task"_s, u"{}"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(desk, 1), soon);

        for (int round = 0; round < 3; ++round) {
            relay->tell(u"task"_s, u"{}"_s); // perhaps still told, perhaps not
            relay.reset();
            relay = std::make_unique<EventRelay>(url, PlanInForce(), EventHubOptions(), port);
            QCOMPARE(relay->port, port);
            relay->tell(u"task"_s, u"{}"_s);
            QTRY_VERIFY_WITH_TIMEOUT(isWhole(desk, 3 + round * 2), soon);
        }
        QCOMPARE(desk.resets, 0);
    }

    void desksOfEveryRelayHearTheSame()
    {
        if (!Engines::isPostgres())
            QSKIP("SQLite has one relay");
        const QString url = m_engines.url();
        EventRelay one(url), two(url);
        const Secret token = addUser(*one.store, u"anna"_s, Role::Assistant);
        EventDesk here(token), there(token), wanderer(token);
        here.connectTo(one.port);
        there.connectTo(two.port);
        wanderer.comeBackAlways(one.port);
        QTRY_VERIFY_WITH_TIMEOUT(one.hub.deskCount() == 2 && two.hub.deskCount() == 1, soon);

        QList<QFuture<Result<qint64>>> told;
        for (int n = 0; n < 200; ++n) {
            SharedStore &store = *(n % 2 ? one : two).store;
            told << store.write(
                [](SqlConnection &db) { return EventTable(db).append(u"task"_s, u"{}"_s, instant(1)); });
            if (n % 40 == 20) { // from one relay to the other and back in the middle of it
                QCoreApplication::processEvents();
                wanderer.socket().abort();
                wanderer.connectTo(n % 80 == 20 ? two.port : one.port);
            }
        }
        for (const auto &one_ : told)
            QVERIFY(waitFor(one_));

        for (EventDesk *desk : {&here, &there, &wanderer})
            QTRY_VERIFY_WITH_TIMEOUT(isWhole(*desk, 200), soon);
        QCOMPARE(wanderer.resets, 0);
    }

    void aDatabaseThatGoesAndComesBackLosesNothing()
    {
        if (!Engines::isPostgres())
            QSKIP("a file does not go away");
        const QString url = m_engines.url();
        EventRelay one(url, {}, {.again = std::chrono::milliseconds(100)}), two(url);
        EventDesk desk(addUser(*one.store, u"anna"_s, Role::Assistant));
        desk.comeBackAlways(one.port);
        QTRY_COMPARE_WITH_TIMEOUT(one.hub.deskCount(), 1, soon);
        QCOMPARE(two.tell(u"task"_s, u"{}"_s), 1);
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(desk, 1), soon);

        m_engines.server().kill();
        auto during = two.store->write([](SqlConnection &db) { return EventTable(db).append(u"task"_s, u"{}"_s, instant(1)); });
        QVERIFY(m_engines.server().restart());
        QVERIFY(waitFor(during));
        QCOMPARE(two.tell(u"task"_s, u"{}"_s), 3);

        QTRY_VERIFY_WITH_TIMEOUT(isWhole(desk, 3), soon);
        QCOMPARE(desk.resets, 0);
        QCOMPARE(desk.disconnects, 0);
    }
};

QTEST_GUILESS_MAIN(TestEventFaults)
#include "tst_eventfaults.moc"
