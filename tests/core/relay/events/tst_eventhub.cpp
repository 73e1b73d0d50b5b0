// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/events/eventsight.h"
#include "tests/core/relay/events/desk.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

constexpr int soon = 30000;

QList<qint64> upTo(qint64 last, qint64 first = 1)
{
    QList<qint64> numbers;
    for (qint64 n = first; n <= last; ++n)
        numbers << n;
    return numbers;
}

/// Front rings Anna, back rings Ben.
std::shared_ptr<const routing::Plan> twoLines()
{
    using namespace routing;
    auto plan = std::make_shared<Plan>();
    for (const auto &[name, person, number] : {std::tuple{u"front"_s, u"anna"_s, u"+15005550001"_s},
                                               std::tuple{u"back"_s, u"ben"_s, u"+15005550002"_s}}) {
        plan->groups[GroupId(name)].members = {PersonId(person)};
        plan->routes[RouteId(name)].stages = {InOrder{.group = GroupId(name)}};
        plan->lines[*PhoneNumber::parse(number)].openRoute = RouteId(name);
    }
    return plan;
}

} // namespace

class TestEventHub : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aDeskHearsWhatItMissedAndThenWhatHappens()
    {
        EventRelay relay(m_engines.url());
        EventDesk desk(addUser(*relay.store, u"anna"_s, Role::Assistant), 1);
        for (int n = 1; n <= 3; ++n)
            relay.tell(u"task"_s, u"{\"id\":%1}"_s.arg(n));

        desk.connectTo(relay.port);
        QTRY_COMPARE_WITH_TIMEOUT(desk.numbers, upTo(3, 2), soon);
        for (int n = 4; n <= 6; ++n)
            relay.tell(u"task"_s, u"{\"id\":%1}"_s.arg(n));

        QTRY_COMPARE_WITH_TIMEOUT(desk.numbers, upTo(6, 2), soon);
        QCOMPARE(desk.at, 6);
        QCOMPARE(desk.resets, 0);
    }

    void aDeskMaySayWhereItStandsInItsFirstMessage()
    {
        EventRelay relay(m_engines.url());
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        relay.tell(u"task"_s, u"{}"_s);
        QWebSocket socket;
        QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
        QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/api/events"_s.arg(relay.port)));
        request.setRawHeader("Authorization", basic(u"anna"_s, token));
        connect(&socket, &QWebSocket::connected, &socket, [&] { socket.sendTextMessage(u"{\"since\":0}"_s); });

        socket.open(request);

        QTRY_COMPARE_WITH_TIMEOUT(messages.size(), 1, soon);
        QCOMPARE(messages[0][0].toString(),
                 u"{\"events\":[{\"at\":\"2026-09-21T14:13:21.000Z\",\"body\":{},\"kind\":\"task\",\"number\":1}],\"upTo\":1}"_s);
    }

    void whoSaysNothingOrNonsenseIsClosed()
    {
        EventRelay relay(m_engines.url(), {}, {.greeting = std::chrono::milliseconds(300)});
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        for (const QString &said : {QString(), u"hello"_s, u"{\"since\":-1}"_s, u"{\"since\":\"1\"}"_s}) {
            QWebSocket socket;
            QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/api/events"_s.arg(relay.port)));
            request.setRawHeader("Authorization", bearer(token));
            QSignalSpy closed(&socket, &QWebSocket::disconnected);
            connect(&socket, &QWebSocket::connected, &socket, [&] {
                if (!said.isEmpty())
                    socket.sendTextMessage(said);
            });
            socket.open(request);
            QVERIFY(closed.wait(soon));
            QCOMPARE(int(socket.closeCode()), 1008);
        }
    }

    void withoutAGoodTokenThereIsNoWebSocket()
    {
        EventRelay relay(m_engines.url());
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        WireClient client(relay.port);

        QCOMPARE(client.ask({.path = "/api/events"}).status, 401);
        QCOMPARE(client.ask({.path = "/api/events", .authorization = "Bearer ma_x"}).status, 401);
        QCOMPARE(client.ask({.path = "/api/events", .authorization = bearer(token)}).status, 426);
        QCOMPARE(client.ask({.path = "/api/events?since=x", .authorization = bearer(token)}).status, 400);
    }

    void aDeskThatCannotGoOnIsToldToReadEverythingAnew()
    {
        EventRelay relay(m_engines.url(), {}, {.mostBehind = 5});
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        for (int n = 1; n <= 8; ++n)
            relay.tell(u"task"_s, u"{}"_s);
        EventDesk tooFarBack(token, 2), ahead(token, 9), justInTime(token, 3);
        tooFarBack.connectTo(relay.port);
        ahead.connectTo(relay.port);
        justInTime.connectTo(relay.port);

        QTRY_COMPARE_WITH_TIMEOUT(tooFarBack.resets, 1, soon);
        QTRY_COMPARE_WITH_TIMEOUT(ahead.resets, 1, soon);
        QCOMPARE(tooFarBack.at, 8);
        QCOMPARE(ahead.at, 8);
        QTRY_COMPARE_WITH_TIMEOUT(justInTime.numbers, upTo(8, 4), soon);
        relay.tell(u"task"_s, u"{}"_s);
        for (EventDesk *desk : {&tooFarBack, &ahead})
            QTRY_COMPARE_WITH_TIMEOUT(desk->numbers, QList<qint64>{9}, soon);
        QTRY_COMPARE_WITH_TIMEOUT(justInTime.numbers, upTo(9, 4), soon);
    }

    void whatWasForgottenIsNotSkippedInSilence()
    {
        EventRelay relay(m_engines.url());
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        for (int n = 1; n <= 3; ++n)
            relay.tell(u"task"_s, u"{}"_s);
        QVERIFY(waitFor(relay.store->write([](SqlConnection &db) { return EventTable(db).forgetBefore(instant(5)); })));
        EventDesk behind(token, 1), abreast(token, 3);
        behind.connectTo(relay.port);
        abreast.connectTo(relay.port);

        QTRY_COMPARE_WITH_TIMEOUT(behind.resets, 1, soon);
        relay.tell(u"task"_s, u"{}"_s);

        QTRY_COMPARE_WITH_TIMEOUT(behind.numbers, QList<qint64>{4}, soon);
        QTRY_COMPARE_WITH_TIMEOUT(abreast.numbers, QList<qint64>{4}, soon);
        QCOMPARE(abreast.resets, 0);
    }

    void anAssistantHearsNothingOfLinesTheyMayNotSee()
    {
        EventRelay relay(m_engines.url(), [plan = twoLines()] { return plan; });
        EventDesk anna(addUser(*relay.store, u"anna"_s, Role::Assistant)), olga(addUser(*relay.store, u"olga"_s, Role::Manager));
        anna.connectTo(relay.port);
        olga.connectTo(relay.port);

        relay.tell(u"call"_s, uR"({"sid":"CA1","line":"+15005550001"})"_s);
        relay.tell(u"call"_s, uR"({"sid":"CA2","line":"+15005550002"})"_s);
        relay.tell(u"voicemail"_s, uR"({"sid":"RE1"})"_s);
        relay.tell(u"voicemail"_s, uR"({"sid":"RE2","line":"+15005550002","people":["anna"]})"_s);
        relay.tell(u"user"_s, uR"({"name":"cleo"})"_s);
        relay.tell(u"plan"_s, uR"({"version":3})"_s);
        relay.tell(u"user"_s, uR"({"name":"anna","person":"anna","what":"role-changed"})"_s); // of herself

        QTRY_COMPARE_WITH_TIMEOUT(anna.at, 7, soon);
        QCOMPARE(anna.numbers, (QList<qint64>{1, 4, 6, 7}));
        QTRY_COMPARE_WITH_TIMEOUT(olga.at, 7, soon);
        QCOMPARE(olga.numbers, (QList<qint64>{1, 2, 3, 4, 6}));
    }

    void whoIsRevokedHearsNothingMore()
    {
        EventRelay relay(m_engines.url());
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        EventDesk anna(token), renewed(addUser(*relay.store, u"ben"_s, Role::Assistant));
        anna.connectTo(relay.port);
        renewed.connectTo(relay.port);
        relay.tell(u"task"_s, u"{}"_s);
        QTRY_COMPARE_WITH_TIMEOUT(anna.at, 1, soon);
        QTRY_COMPARE_WITH_TIMEOUT(renewed.at, 1, soon);

        QVERIFY(revokeUser(*relay.store, u"anna"_s));
        QVERIFY(waitFor(
            relay.store->write([token = *makeToken()](SqlConnection &db) { return UserTable(db).renew(u"ben"_s, token); })));
        relay.tell(u"task"_s, u"{}"_s);

        for (EventDesk *desk : {&anna, &renewed}) {
            QTRY_COMPARE_WITH_TIMEOUT(desk->disconnects, 1, soon);
            QCOMPARE(int(desk->socket().closeCode()), 1008);
            QCOMPARE(desk->at, 1);
        }
    }

    void whoIsRevokedIsClosedAlsoWhenNothingHappens()
    {
        EventRelay relay(m_engines.url(), {}, {.revisit = std::chrono::milliseconds(100)});
        EventDesk anna(addUser(*relay.store, u"anna"_s, Role::Assistant));
        anna.connectTo(relay.port);
        QTRY_COMPARE_WITH_TIMEOUT(relay.hub.deskCount(), 1, soon);

        QVERIFY(revokeUser(*relay.store, u"anna"_s));

        QTRY_COMPARE_WITH_TIMEOUT(anna.disconnects, 1, soon);
    }

    void aPersonIsThereFromTheirFirstDeskToTheirLast()
    {
        EventRelay relay(m_engines.url());
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        QSignalSpy came(&relay.hub, &EventHub::connected), went(&relay.hub, &EventHub::disconnected);
        {
            EventDesk one(token);
            one.connectTo(relay.port);
            QTRY_COMPARE_WITH_TIMEOUT(relay.hub.deskCount(), 1, soon);
            {
                EventDesk two(token);
                two.connectTo(relay.port);
                QTRY_COMPARE_WITH_TIMEOUT(relay.hub.deskCount(), 2, soon);
            }
            QTRY_COMPARE_WITH_TIMEOUT(relay.hub.deskCount(), 1, soon);
            QVERIFY(relay.hub.people().contains(u"anna"_s));
            QCOMPARE(went.size(), 0);
        }

        QTRY_COMPARE_WITH_TIMEOUT(went.size(), 1, soon);
        QCOMPARE(came.size(), 1);
        QCOMPARE(went[0][0].toString(), u"anna"_s);
    }

    void oneLookServesAllDesks()
    {
        EventRelay relay(m_engines.url(), {}, {.revisit = std::chrono::hours(1)});
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        std::vector<std::unique_ptr<EventDesk>> desks;
        for (int i = 0; i < 60; ++i) {
            desks.push_back(std::make_unique<EventDesk>(token));
            desks.back()->connectTo(relay.port);
        }
        QTRY_COMPARE_WITH_TIMEOUT(relay.hub.deskCount(), 60, soon);
        relay.tell(u"task"_s, u"{}"_s);
        for (const auto &desk : desks)
            QTRY_COMPARE_WITH_TIMEOUT(desk->at, 1, soon);
        const quint64 before = relay.hub.readCount();

        for (int n = 2; n <= 6; ++n)
            relay.tell(u"task"_s, u"{}"_s);

        for (const auto &desk : desks)
            QTRY_COMPARE_WITH_TIMEOUT(desk->numbers, upTo(6), soon);
        QVERIFY2(relay.hub.readCount() - before <= 6, qPrintable(QString::number(relay.hub.readCount() - before)));
    }

    void aDeskThatDoesNotReadIsClosedAndHoldsUpNobody()
    {
        EventRelay relay(m_engines.url(), {}, {.socket = {.unsent = 256 * 1024, .linger = std::chrono::milliseconds(200)}});
        const Secret token = addUser(*relay.store, u"anna"_s, Role::Assistant);
        QTcpSocket deaf;
        deaf.setReadBufferSize(1024);
        deaf.bind();
        deaf.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
        deaf.connectToHost(QHostAddress::LocalHost, relay.port);
        deaf.write("GET /api/events?since=0 HTTP/1.1\r\nHost: a\r\nAuthorization: " + bearer(token)
                   + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        EventDesk quick(token);
        quick.connectTo(relay.port);
        QTRY_COMPARE_WITH_TIMEOUT(relay.hub.deskCount(), 2, soon);

        const QString body = u"{\"x\":\"%1\"}"_s.arg(QString(60'000, u'x'));
        qint64 told = 0;
        while (relay.hub.deskCount() == 2 && told < 1000) {
            told = relay.tell(u"task"_s, body);
            QTRY_COMPARE_WITH_TIMEOUT(quick.at, told, soon);
        }

        QTRY_COMPARE_WITH_TIMEOUT(relay.hub.deskCount(), 1, soon);
        QTRY_COMPARE_WITH_TIMEOUT(quick.numbers, upTo(told), soon);
    }
};

QTEST_GUILESS_MAIN(TestEventHub)
#include "tst_eventhub.moc"
