// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/metrics.h"
#include "core/relay/ledger/usertable.h"
#include "tests/core/relay/front/relaytest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

/// What those who run a relay ask of it.
class TestOperators : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    QString url() { return u"sqlite:"_s + m_folder.filePath(u"%1.db"_s.arg(++m_files)); }

    struct Answer {
        int status = 0;
        QByteArray body;
    };
    static Answer get(const RelayAt &at, const QString &path, const QList<std::pair<QByteArray, QByteArray>> &headers = {})
    {
        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        QNetworkRequest request(QUrl(at.relay.publicUrl() + path));
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 30'000))
            return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }
    static QByteArray tokenOf(RelayAt &at, const QString &name, Role role)
    {
        const auto made = makeToken();
        if (!made || !waitFor(at.relay.store().write([=, token = *made](SqlConnection &db) {
                return UserTable(db).add(name, role, token, QDateTime::currentDateTimeUtc());
            })))
            return {};
        return made->token.reveal();
    }
    static RelayOptions behindProxy()
    {
        RelayOptions options = unhurried();
        options.proxies = *TrustedProxies::parse(u"127.0.0.1");
        options.accountSid = u"AC00112233445566778899aabbccddeeff"_s;
        return options;
    }

private Q_SLOTS:
    void metricsAreTextThatPrometheusReads()
    {
        const QByteArray text =
            prometheusText({{.name = "a_total",
                             .help = "One\nor \\ more",
                             .kind = Metric::Kind::Counter,
                             .samples = {{.labels = {{"why", "say \"no\""}}, .value = 3}, {.labels = {}, .value = 0.5}}},
                            {.name = "nothing", .help = "Left out", .kind = Metric::Kind::Gauge, .samples = {}}});

        QCOMPARE(text,
                 QByteArray("# HELP a_total One\\nor \\\\ more\n# TYPE a_total counter\n"
                            "a_total{why=\"say \\\"no\\\"\"} 3\na_total 0.5\n"));
    }

    void whatHasComeIsCounted()
    {
        RelayAt at(url());
        QVERIFY(at.isListening);
        QCOMPARE(at.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(1), u"ringing"_s)).status, 200);
        QCOMPARE(
            at.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(2), u"ringing"_s), "bm90IHJpZ2h0IGF0IGFsbCwgbm8=")
                .status,
            403);

        const Answer metrics = get(at, u"/metrics"_s);

        QCOMPARE(metrics.status, 200);
        for (const char *line :
             {"\nmilassist_webhooks_genuine_total 1\n", "\nmilassist_webhooks_refused_total{why=\"forged\"} 1\n",
              "\nmilassist_voice_webhooks_total{result=\"answered\"} 1\n", "\nmilassist_database_up 1\n",
              "\nmilassist_last_webhook_timestamp_seconds "})
            QVERIFY2(metrics.body.contains(line), metrics.body.constData());
        QVERIFY(!metrics.body.contains(theCaller.toUtf8()));
    }

    /// A proxy on the same computer that nobody told us of speaks from there for everybody.
    void whoComesThroughAProxyThatIsNotTrustedIsAStranger_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("nginx, Caddy") << QByteArray("X-Forwarded-For");
        QTest::newRow("RFC 7239") << QByteArray("Forwarded");
    }
    void whoComesThroughAProxyThatIsNotTrustedIsAStranger()
    {
        QFETCH(QByteArray, field);
        RelayAt at(url());
        QVERIFY(at.isListening);

        QCOMPARE(get(at, u"/metrics"_s).status, 200);
        QCOMPARE(get(at, u"/metrics"_s, {{field, "for=203.0.113.7"}}).status, 403);
        QCOMPARE(get(at, u"/healthz"_s, {{field, "127.0.0.1"}}).status, 403);
    }

    void strangersNeedTheTokenOfAnAdmin_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("health") << u"/healthz"_s;
        QTest::newRow("metrics") << u"/metrics"_s;
    }
    void strangersNeedTheTokenOfAnAdmin()
    {
        QFETCH(QString, path);
        RelayAt at(url(), inTurns(), behindProxy());
        QVERIFY(at.isListening);
        const QByteArray admin = tokenOf(at, u"zoe"_s, Role::Admin), assistant = tokenOf(at, u"anna"_s, Role::Assistant);
        const std::pair<QByteArray, QByteArray> fromAfar{"X-Forwarded-For", "203.0.113.7"};

        QCOMPARE(get(at, path).status, 200);
        QCOMPARE(get(at, path, {fromAfar}).status, 403);
        QCOMPARE(get(at, path, {fromAfar, {"Authorization", "Bearer " + assistant}}).status, 403);
        QCOMPARE(get(at, path, {fromAfar, {"Authorization", "Bearer " + admin}}).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestOperators)
#include "tst_operators.moc"
