// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/team.h"
#include "tests/core/team/teamrelay.h"

#include <QSignalSpy>
#include <QCryptographicHash>
#include <QLoggingCategory>
#include <QWebSocketServer>

using namespace milassist;
using namespace Qt::StringLiterals;
using Link = TeamEvents::Link;

namespace
{

EventsTaste hurried()
{
    return {.firstPause = std::chrono::milliseconds(20), .longestPause = std::chrono::milliseconds(200),
            .refusedPause = std::chrono::milliseconds(200), .pulse = std::chrono::milliseconds(100),
            .settled = std::chrono::milliseconds(50), .keeping = std::chrono::milliseconds(1)};
}

/// A desk's ears, and what came to them.
struct Ears : QObject {
    explicit Ears(const TeamAccess &access, const QString &file = {}, EventsTaste taste = hurried())
        : client(access), events(client, {file, access.user}, taste)
    {
        connect(&events, &TeamEvents::happened, this, [this](const TeamEvent &event) {
            if (event.kind != u"presence"_s) // whoever listens is there: the relay says so to everybody
                texts << event.text("sid"_L1);
        });
        connect(&events, &TeamEvents::resetTo, this, [this] { ++resets; });
        events.start();
    }
    bool isLive() { return QTest::qWaitFor([this] { return events.isLive(); }, 30000); }

    TeamClient client;
    TeamEvents events;
    QStringList texts;
    int resets = 0;
};

QString textBody(const QString &sid)
{
    return u"{\"sid\":\"%1\",\"line\":\"+12065550142\"}"_s.arg(sid);
}

/// A WebSocket server that says what a test says.
struct OddRelay : QObject {
    OddRelay() : server(u"odd"_s, QWebSocketServer::NonSecureMode)
    {
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QWebSocketServer::newConnection, this, [this] {
            socket = server.nextPendingConnection();
            socket->setParent(this);
            asked << socket->requestUrl().toString();
            tokens << socket->request().rawHeader("Authorization");
        });
    }
    TeamAccess access() const { return {QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())), u"anna"_s, Secret("sesame")}; }

    QWebSocketServer server;
    QWebSocket *socket = nullptr;
    QStringList asked;
    QList<QByteArray> tokens;
};

QStringList heardLog;

void hearLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    heardLog << message;
}

} // namespace

class TestTeamEvents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoListensForTheFirstTimeBeginsWithNow()
    {
        TeamRelay relay;
        relay.tell(u"text"_s, textBody(u"SM1"_s));
        Ears ears(relay.access(u"anna"_s, Role::Assistant));
        QVERIFY(ears.isLive());
        QTRY_VERIFY_WITH_TIMEOUT(ears.events.upTo() > 0, 30000);

        relay.tell(u"text"_s, textBody(u"SM2"_s));

        QTRY_COMPARE_WITH_TIMEOUT(ears.texts, QStringList{u"SM2"_s}, 30000);
        QCOMPARE(ears.resets, 0);
    }

    void aRelayThatIsKilledAndComesBackIsHeardWithoutGapAndTwice()
    {
        TeamRelay relay;
        Ears ears(relay.access(u"anna"_s, Role::Assistant));
        QVERIFY(ears.isLive());
        QTRY_VERIFY_WITH_TIMEOUT(ears.events.upTo() > 0, 30000);
        QStringList told;
        for (int round = 0; round < 4; ++round) {
            for (int i = 0; i < 5; ++i) {
                told << u"SM%1x%2"_s.arg(round).arg(i);
                relay.tell(u"text"_s, textBody(told.last()));
            }
            if (round % 2 == 0)
                QTRY_COMPARE_WITH_TIMEOUT(ears.texts, told, 30000);
            relay.kill(); // in the other rounds while it tells
            relay.start();
            QTRY_COMPARE_WITH_TIMEOUT(ears.texts, told, 30000);
        }
        QCOMPARE(ears.resets, 0);
    }

    void whatHappensWhileTheDeskIsOffIsHeardWhenItIsOnAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"events.json"_s);
        TeamRelay relay;
        const TeamAccess access = relay.access(u"anna"_s, Role::Assistant);
        {
            Ears ears(access, file);
            QVERIFY(ears.isLive());
            QTRY_VERIFY_WITH_TIMEOUT(ears.events.upTo() > 0, 30000);
            relay.tell(u"text"_s, textBody(u"SM1"_s));
            QTRY_COMPARE_WITH_TIMEOUT(ears.texts, QStringList{u"SM1"_s}, 30000);
        }
        relay.tell(u"text"_s, textBody(u"SM2"_s));

        Ears ears(access, file);

        QTRY_COMPARE_WITH_TIMEOUT(ears.texts, QStringList{u"SM2"_s}, 30000);
    }

    void whoCannotGoOnFromWhereTheyStandReadsEverythingAnew()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"events.json"_s);
        TeamRelay relay;
        const TeamAccess access = relay.access(u"anna"_s, Role::Assistant);
        EventPosition(file, access.user).write(900'000);

        Ears ears(access, file);

        QTRY_COMPARE_WITH_TIMEOUT(ears.resets, 1, 30000);
        relay.tell(u"text"_s, textBody(u"SM1"_s));
        QTRY_COMPARE_WITH_TIMEOUT(ears.texts, QStringList{u"SM1"_s}, 30000);
    }

    void aTokenThatWorksNoMoreIsTold()
    {
        TeamRelay relay;
        const TeamAccess access = relay.access(u"anna"_s, Role::Assistant);
        Ears ears(access);
        QVERIFY(ears.isLive());

        QVERIFY(revokeUser(relay.store(), u"anna"_s));

        QTRY_COMPARE_WITH_TIMEOUT(ears.events.link(), Link::Refused, 30000);
    }

    void aRelayThatIsNotThereIsWaitedFor()
    {
        TeamRelay relay;
        const TeamAccess access = relay.access(u"anna"_s, Role::Assistant);
        relay.kill();
        Ears ears(access);
        QTRY_COMPARE_WITH_TIMEOUT(ears.events.link(), Link::Waiting, 30000);

        relay.start();

        QVERIFY(ears.isLive());
    }

    void pausesGrow()
    {
        TeamRelay relay;
        const TeamAccess access = relay.access(u"anna"_s, Role::Assistant);
        relay.kill();
        Ears ears(access);
        QSignalSpy links(&ears.events, &TeamEvents::linkChanged);

        QTest::qWait(1500); // with pauses of 20 ms, that stay so, there would be some 75 tries

        QVERIFY2(links.count() < 60, qPrintable(QString::number(links.count())));
        QVERIFY(links.count() > 6);
    }

    void whatCannotBeReadIsAskedForAgain_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("no JSON") << u"hello"_s;
        QTest::newRow("half") << u"{\"events\":[{\"num"_s;
        QTest::newRow("no upTo") << u"{\"events\":[]}"_s;
        QTest::newRow("no events") << u"{\"upTo\":4}"_s;
        QTest::newRow("an event without number") << u"{\"events\":[{\"kind\":\"text\"}],\"upTo\":4}"_s;
        QTest::newRow("an event from beyond") << u"{\"events\":[{\"kind\":\"text\",\"number\":9}],\"upTo\":4}"_s;
        QTest::newRow("a negative reset") << u"{\"reset\":true,\"latest\":-4}"_s;
        QTest::newRow("a list") << u"[1,2]"_s;
    }
    void whatCannotBeReadIsAskedForAgain()
    {
        QFETCH(QString, message);
        OddRelay relay;
        Ears ears(relay.access());
        QTRY_COMPARE_WITH_TIMEOUT(relay.asked.size(), 1, 10000);
        relay.socket->sendTextMessage(u"{\"events\":[{\"number\":3,\"kind\":\"text\",\"body\":{\"sid\":\"SM3\"}}],\"upTo\":3}"_s);
        QTRY_COMPARE_WITH_TIMEOUT(ears.texts.size(), 1, 10000);

        relay.socket->sendTextMessage(message);

        QTRY_COMPARE_WITH_TIMEOUT(relay.asked.size(), 2, 10000);
        QVERIFY2(relay.asked.last().endsWith(u"since=3"_s), qPrintable(relay.asked.last()));
        QCOMPARE(ears.texts.size(), 1);
    }

    void anEventThatIsToldTwiceIsHeardOnce()
    {
        OddRelay relay;
        Ears ears(relay.access());
        QTRY_COMPARE_WITH_TIMEOUT(relay.asked.size(), 1, 10000);
        const QString three = u"{\"number\":3,\"kind\":\"text\",\"body\":{\"sid\":\"SM3\"}}"_s, four = QString(three).replace(u'3', u'4');

        relay.socket->sendTextMessage(u"{\"events\":[%1],\"upTo\":3}"_s.arg(three));
        relay.socket->sendTextMessage(u"{\"events\":[%1,%2],\"upTo\":4}"_s.arg(three, four));

        QTRY_COMPARE_WITH_TIMEOUT(ears.texts, (QStringList{u"SM3"_s, u"SM4"_s}), 10000);
    }

    void aRelayThatFallsSilentIsLeft()
    {
        ScriptedServer mute([](const HeardRequest &request) {
            const QByteArray key = QCryptographicHash::hash(request.headers.value("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                                            QCryptographicHash::Sha1).toBase64();
            return ScriptedServer::Reply{"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + key
                                         + "\r\n\r\n"};
        });
        Ears ears({mute.url(), u"anna"_s, Secret("sesame")});
        QVERIFY(ears.isLive());

        QTRY_COMPARE_WITH_TIMEOUT(ears.events.link(), Link::Waiting, 10000);
    }

    void theTokenIsInAHeaderAndNeverInAnAddressOrTheLog()
    {
        heardLog.clear();
        const auto before = qInstallMessageHandler(hearLog);
        QLoggingCategory::setFilterRules(u"milassist.*=true"_s);
        {
            OddRelay relay;
            Ears ears(relay.access());
            const bool came = QTest::qWaitFor([&] { return relay.asked.size() == 1; }, 10000);
            relay.socket->sendTextMessage(u"nonsense"_s);
            const bool cameAgain = QTest::qWaitFor([&] { return relay.asked.size() == 2; }, 10000);
            qInstallMessageHandler(before);
            QLoggingCategory::setFilterRules({});
            QVERIFY(came && cameAgain);
            QCOMPARE(relay.tokens.last(), QByteArray("Bearer sesame"));
            QVERIFY(!relay.asked.join(u' ').contains(u"sesame"_s));
        }
        QVERIFY(!heardLog.isEmpty());
        QVERIFY(!heardLog.join(u' ').contains(u"sesame"_s));
    }
};

QTEST_GUILESS_MAIN(TestTeamEvents)
#include "tst_teamevents.moc"
