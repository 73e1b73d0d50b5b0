// SPDX-License-Identifier: GPL-3.0-or-later
// Who may what at the paths that stand beside the tables of the gateway (tst_gatewayroles) and of the API (tst_apiroles).
#include "tests/core/relay/access/relaytest.h"
#include "tests/core/relay/front/relaytest.h"

#include <QTemporaryDir>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestRelayPaths : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<RelayAt> m_relay;
    std::unique_ptr<WireClient> m_client;
    QMap<QString, QByteArray> m_people; ///< what each shows
    int m_sources = 0;

    /// Each request from another address: one from which too much was refused is told nothing more.
    QList<int> statusesAt(const QByteArray &verb, const QByteArray &path)
    {
        QList<int> statuses;
        for (const QByteArray &shown : {QByteArray(), m_people[u"anna"_s], m_people[u"mona"_s], m_people[u"olga"_s]}) {
            statuses << m_client
                            ->ask({.verb = verb,
                                   .path = path,
                                   .authorization = shown,
                                   .body = verb == "POST" ? QByteArray("CallSid=CA00000000000000000000000000000001") : QByteArray(),
                                   .headers = {{"X-Forwarded-For", "198.18." + QByteArray::number(m_sources++ % 250) + ".7"}}})
                            .status;
        }
        return statuses;
    }

private Q_SLOTS:
    void initTestCase()
    {
        RelayOptions options = unhurried();
        options.accountSid = u"AC00112233445566778899aabbccddeeff"_s;
        options.proxies = *TrustedProxies::parse(u"127.0.0.1"_s);
        options.twilioUrl = QUrl(u"http://127.0.0.1:1"_s);
        m_relay = std::make_unique<RelayAt>(u"sqlite:"_s + m_folder.filePath(u"team.db"_s), inTurns(), options);
        QVERIFY(m_relay->isListening);
        for (const auto &[name, role] : {std::pair(u"anna"_s, Role::Assistant), {u"mona"_s, Role::Manager}, {u"olga"_s, Role::Admin}})
            m_people[name] = bearer(addUser(m_relay->relay.store(), name, role));
        m_client = std::make_unique<WireClient>(quint16(QUrl(m_relay->relay.publicUrl()).port()));
    }

    void eachIsForWhoItIsFor_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QList<int>>("statuses"); // of nobody, an assistant, a manager, an admin
        const auto row = [](const char *verb, const QByteArray &path, const QList<int> &statuses) {
            QTest::newRow((verb + (' ' + path)).constData()) << QByteArray(verb) << path << statuses;
        };
        for (const char *webhook :
             {"incoming-call-handler", "outgoing-call-handler", "dial-complete", "wait", "wait-complete", "screen", "screened",
              "voicemail-complete", "outgoing-complete", "announce", "refer", "transfer-complete", "recording-status", "transcription",
              "call-status", "incoming-sms", "message-status"}) {
            row("POST", QByteArray("/api/twilio/") + webhook, {403, 403, 403, 403}); // only Twilio's signature opens it
            row("GET", QByteArray("/api/twilio/") + webhook, {405, 405, 405, 405});
        }
        row("POST", "/api/twilio/no-such-webhook", {404, 404, 404, 404});
        row("GET", "/api/events", {401, 426, 426, 426});
        row("GET", "/api/team/nothing", {401, 404, 404, 404});
        row("GET", "/2010-04-01/nothing", {401, 404, 404, 404});
        row("GET", "/iam/v1/Keys", {404, 404, 404, 404});
        row("GET", "/sounds/hold.wav", {200, 200, 200, 200}); // for Twilio, which has no token
        row("GET", "/sounds/00000000000000000000000000000000.wav", {404, 404, 404, 404});
        row("POST", "/sounds/hold.wav", {405, 405, 405, 405});
        row("GET", "/", {404, 404, 404, 404});
        row("GET", "/api", {404, 404, 404, 404});
        row("GET", "/api/team", {404, 404, 404, 404});
        row("GET", "/metrics/", {404, 404, 404, 404});
        for (const char *verb : {"POST", "PUT", "DELETE"}) {
            row(verb, "/healthz", {405, 405, 405, 405});
            row(verb, "/metrics", {405, 405, 405, 405});
            row(verb, "/api/team/no/such/path", {401, 404, 404, 404});
        }
        row("PUT", "/api/team/me", {401, 405, 405, 405});
        row("PUT", "/2010-04-01/Accounts/AC00112233445566778899aabbccddeeff/Calls.json", {401, 405, 405, 405});
    }
    void eachIsForWhoItIsFor()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, path);
        QFETCH(QList<int>, statuses);

        QCOMPARE(statusesAt(verb, path), statuses);

        QVERIFY(m_relay->call(callNumber(1)) == std::nullopt);
    }

    void whoComesThroughAProxyReadsTheMetricsAsAdminOnly()
    {
        for (const char *path : {"/metrics", "/healthz"})
            QCOMPARE(statusesAt("GET", path), (QList<int>{403, 403, 403, 200}));
    }
};

QTEST_GUILESS_MAIN(TestRelayPaths)
#include "tst_relaypaths.moc"
