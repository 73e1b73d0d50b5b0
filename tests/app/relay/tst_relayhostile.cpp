// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever wants to harm a relay: it stays as it is, and callers are answered meanwhile.
#include "tests/app/relay/serving.h"
#include "tests/core/http/mutator.h"
#include "tests/core/http/serverthread.h"
#include "tests/core/relay/access/relaytest.h"
#include "tests/core/relay/front/signedwebhooks.h"
#include "tests/core/relay/front/webhookstories.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestRelayHostile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    ServerThread m_twilio{[](const HttpRequest &, const HttpResponder &responder) { responder.send(HttpResponse::json(200, "{}")); }};
    std::unique_ptr<Serving> m_relay;
    QByteArray m_token; ///< of an admin
    int m_calls = 1000;
    qint64 m_longest = 0; ///< milliseconds that an honest caller waited

    quint16 port() const { return quint16(QUrl(m_relay->url()).port()); }
    qint64 resident() const
    {
        QFile file(u"/proc/%1/statm"_s.arg(m_relay->process.processId()));
        return file.open(QFile::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
    }
    QString log() const { return m_folder.filePath(u"relay.log"_s); }

    /// Somebody calls, and is led to a telephone or to the mailbox.
    bool isCallAnswered()
    {
        const Webhook call{u"incoming-call-handler"_s, callFields(callNumber(++m_calls), u"ringing"_s)};
        QElapsedTimer time;
        time.start();
        PlainClient twilio(port());
        twilio.send(call.request(m_relay->url(), Secret(Serving::token)));
        const QByteArray answer = twilio.receiveAll();
        m_longest = std::max(m_longest, time.elapsed());
        const bool isAnswered = statusOf(answer) == 200 && (answer.contains("<Dial") || answer.contains("<Record"));
        if (!isAnswered)
            qWarning() << "not answered:" << answer;
        return isAnswered;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile plan(m_folder.filePath(u"plan.json"_s));
        QVERIFY(plan.open(QFile::WriteOnly));
        plan.write(planWith(R"([{"kind": "round_robin", "group": "all"}])"));
        plan.close();
        const QString database = m_folder.filePath(u"team.db"_s);
        QProcess add;
        add.start(QStringLiteral(BINARY_DIR "/bin/milassist-relay"),
                  {u"user"_s, u"add"_s, u"olga"_s, u"--role"_s, u"admin"_s, u"--database"_s, database});
        QVERIFY(add.waitForFinished());
        m_token = add.readAllStandardOutput().trimmed();
        m_relay = std::make_unique<Serving>(m_folder.path(),
                                            QStringList{u"--plan"_s, plan.fileName(), u"--database"_s, database, u"--twilio-url"_s,
                                                        u"http://127.0.0.1:%1"_s.arg(m_twilio.port())},
                                            QMap<QString, QString>(), log());
        QVERIFY(m_relay->ready[u"ready"_s].toBool());
        for (int i = 0; i < 20; ++i)
            QVERIFY(isCallAnswered());
    }
    void init() { m_longest = 0; }
    /// Whatever was done to it: it runs, and answers.
    void cleanup()
    {
        QCOMPARE(m_relay->process.state(), QProcess::Running);
        QVERIFY(isCallAnswered());
        QVERIFY2(m_longest < 5000, qPrintable(QString::number(m_longest))); // it is milliseconds; Twilio gives up after 15 s
    }
    void cleanupTestCase() { QCOMPARE(m_relay->end(), 0); }

    void aGigabyteIsNotKept_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("filler");
        QTest::addColumn<int>("status");
        const QByteArray letters(64 * 1024, 'x'), host = " HTTP/1.1\r\nHost: h\r\n", length = "Content-Length: 1073741824\r\n";
        const QByteArray olga = "Authorization: " + bearer(Secret(m_token)) + "\r\n";
        const QByteArray webhook = "POST /api/twilio/incoming-sms" + host + "Content-Type: application/x-www-form-urlencoded\r\n";
        QTest::newRow("a webhook's body") << webhook + length + "\r\n" << letters << 413;
        QTest::newRow("a webhook's body in chunks") << webhook + "Transfer-Encoding: chunked\r\n\r\n" << "10000\r\n" + letters + "\r\n" << 411;
        QTest::newRow("a plan, by an admin") << "POST /api/team/plan" + host + olga + length + "\r\n" << letters << 413;
        QTest::newRow("a text, by an admin") << "POST /2010-04-01/Accounts/AC00112233445566778899aabbccddeeff/Messages.json" + host + olga + length + "\r\n" << letters << 413;
        QTest::newRow("a header without an end") << "GET /api/team/me" + host + olga + "X: " << letters << 431;
        QTest::newRow("headers without an end") << "GET /api/team/me" + host + olga << QByteArray("a: b\r\n").repeated(10'000) << 431;
        QTest::newRow("an address without an end") << QByteArray("GET /api/events?since=") << letters << 431;
    }
    void aGigabyteIsNotKept()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, filler);
        QFETCH(int, status);
        const qint64 before = resident();
        PlainClient client(port());

        QVERIFY(client.send(head));
        qint64 most = 0;
        int pieces = 0;
        for (qint64 sent = 0; sent < 1'073'741'824 && client.send(filler); sent += filler.size()) {
            client.receive(MSG_DONTWAIT);
            most = std::max(most, resident() - before);
            if (++pieces % 256 == 0)
                QVERIFY(isCallAnswered());
        }

        QCOMPARE(statusOf(client.receiveAll()), status);
        QVERIFY2(most < flat, QByteArray::number(most));
    }

    void aMessageOfAGigabyteOverAWebSocketIsNotKept()
    {
        const qint64 before = resident();
        PlainClient desk(port());
        QVERIFY(desk.ask("GET /api/events HTTP/1.1\r\nHost: h\r\nAuthorization: " + bearer(Secret(m_token))
                             + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                         "\r\n\r\n"));
        QVERIFY(desk.received.startsWith("HTTP/1.1 101"));
        desk.send(QByteArray("\x81\xff\0\0\0\0\x40\0\0\0abcd", 14)); // text, masked, 2^30 bytes

        const QByteArray letters(64 * 1024, 'x');
        qint64 most = 0;
        for (qint64 sent = 0; sent < 1'073'741'824 && desk.send(letters); sent += letters.size())
            most = std::max(most, resident() - before);

        desk.receiveAll(); // to the end: it was closed
        QVERIFY2(most < flat, QByteArray::number(most));
    }

    void nothingHidesInARequest_data()
    {
        QTest::addColumn<QByteArray>("framing");
        const Webhook call{u"incoming-call-handler"_s, callFields(callNumber(7), u"ringing"_s)};
        const QByteArray length = "Content-Length: 1000\r\n";
        QTest::newRow("length and chunked") << length + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        QTest::newRow("chunked and length") << "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"_ba;
        QTest::newRow("two lengths") << "Content-Length: 0\r\n" + length + "\r\n";
        QTest::newRow("a list of lengths") << "Content-Length: 0, 0\r\n\r\n"_ba;
        QTest::newRow("a length with a space") << "Content-Length : 0\r\n\r\n"_ba;
        QTest::newRow("a negative length") << "Content-Length: -1\r\n\r\n"_ba;
        QTest::newRow("a folded coding") << "Transfer-Encoding:\r\n chunked\r\n" + length + "\r\n";
        QTest::newRow("a coding after a tab") << "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n"_ba;
        QTest::newRow("bare line feeds") << "Content-Length: 0\n\n"_ba;
        QTest::newRow("two hosts") << "Host: g\r\nContent-Length: 0\r\n\r\n"_ba;
    }
    void nothingHidesInARequest()
    {
        QFETCH(QByteArray, framing);
        const Webhook call{u"incoming-call-handler"_s, callFields(callNumber(7), u"ringing"_s)};
        PlainClient client(port());

        client.send("POST /api/team/presence HTTP/1.1\r\nHost: h\r\nAuthorization: " + bearer(Secret(m_token))
                    + "\r\nContent-Type: application/json\r\n" + framing + call.request(m_relay->url(), Secret(Serving::token)));
        client.finishSending();
        client.receiveAll();

        QVERIFY2(client.received.startsWith("HTTP/1.1 4"), client.received);
        QCOMPARE(client.received.count("HTTP/1.1 "), 1);
        QVERIFY(!client.received.contains("<Response"));
    }

    /// 20,000 of them, while 300 connections say a byte now and then.
    void mutatedRequestsHarmNobody()
    {
        const QByteArray olga = "\r\nConnection: close\r\nAuthorization: " + bearer(Secret(m_token)) + "\r\n";
        const auto asked = [&](const QByteArray &line, const QByteArray &body = {}, const QByteArray &type = "application/json") {
            return line + " HTTP/1.1\r\nHost: h" + olga
                + (body.isEmpty() ? QByteArray()
                                  : "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n")
                + "\r\n" + body;
        };
        const QByteArray home = "/2010-04-01/Accounts/AC00112233445566778899aabbccddeeff", form = "application/x-www-form-urlencoded";
        std::vector<QByteArray> honest{
            asked("GET /api/team/me"),
            asked("GET /api/team/voicemails?before=2026-11-23T17:00:00Z"),
            asked("POST /api/team/presence", R"({"presence":"away","until":"2026-11-23T17:00:00Z"})"),
            asked("POST /api/team/plan", R"({"basedOn":1,"reason":"x","plan":)" + planWith(R"([{"kind":"round_robin","group":"all"}])") + '}'),
            asked("POST /api/twilio/send-sms", R"({"from":"+12065550142","to":"+14155550108","body":"See you at nine."})"),
            asked("GET " + home + "/Calls.json?PageSize=50&StartTime%3E=2026-08-01"),
            asked("POST " + home + "/Messages.json", "From=%2B12065550142&To=%2B14155550108&Body=Hi", form),
            asked("GET /api/twilio/recordings/RE00000000000000000000000000000001?format=wav"),
            asked("GET /metrics"),
            "GET /api/events?since=0 HTTP/1.1\r\nHost: h\r\nAuthorization: " + bearer(Secret(m_token))
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                  "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                + QByteArray("\x81\x8b", 2) + QByteArray(4, '\0') + R"({"since":0})" + QByteArray("\x88\x80", 2) + QByteArray(4, '\0')};
        for (const WebhookStory &story : allStories()) {
            for (const Webhook &webhook : story.webhooks)
                honest.push_back(webhook.request(m_relay->url(), Secret(Serving::token)));
        }
        std::vector<std::unique_ptr<PlainClient>> slow;
        for (int i = 0; i < 300; ++i) {
            slow.push_back(std::make_unique<PlainClient>(port()));
            slow.back()->send(honest[size_t(i) % honest.size()].first(30));
        }

        constexpr int total = 20'000, together = 200;
        Mutator mutator(std::move(honest), 2026);
        qint64 before = 0;
        int answered = 0;
        for (int done = 0; done < total; done += together) {
            std::vector<std::unique_ptr<PlainClient>> rude;
            for (int i = 0; i < together; ++i) {
                rude.push_back(std::make_unique<PlainClient>(port()));
                rude.back()->send(mutator.next());
                rude.back()->finishSending();
            }
            for (const auto &client : slow)
                client->send("x");
            QVERIFY(isCallAnswered());
            for (const auto &client : rude) {
                const QByteArray answer = client->receiveAll();
                QVERIFY2(answer.isEmpty() || answer.startsWith("HTTP/1.1 "), answer);
                answered += answer.isEmpty() ? 0 : 1;
            }
            if (done == 4000)
                before = resident();
        }

        qInfo("%d of %d were answered; a caller waited %lld ms at most; %lld kB more", answered, total, m_longest,
              (resident() - before) / 1024);
        QVERIFY(answered > total / 2);
        QVERIFY(resident() - before < flat);
        for (const auto &client : slow) // let go long ago, however often they said something
            QVERIFY2(client->receiveAll().startsWith("HTTP/1.1 4"), client->received);
        QFile said(log());
        QVERIFY(said.open(QFile::ReadOnly));
        const QByteArray log = said.readAll();
        QVERIFY(!log.contains(m_token) && !log.contains(Serving::token));
    }
};

QTEST_GUILESS_MAIN(TestRelayHostile)
#include "tst_relayhostile.moc"
