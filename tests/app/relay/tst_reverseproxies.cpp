// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/relay/serving.h"
#include "tests/fakes/twilioposter.h"

#include <QSslError>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

const QString publicUrl = u"https://relay.example.org"_s;

} // namespace

/// The examples of packaging/relay, with ports of this machine, before a real relay.
class TestReverseProxies : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<Serving> m_relay;
    std::unique_ptr<QProcess> m_proxy;
    quint16 m_port = 0;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    bool hasCertificate()
    {
        return QProcess::execute(u"openssl"_s,
                                 {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                                  u"/CN=relay.example.org"_s, u"-addext"_s, u"subjectAltName=DNS:relay.example.org"_s,
                                  u"-keyout"_s, path(u"key.pem"_s), u"-out"_s, path(u"certificate.pem"_s)})
            == 0;
    }
    QString relayPort() const { return m_relay->url().section(u':', -1); }

    bool startsNginx()
    {
        QByteArray site = contentOf(QStringLiteral(SOURCE_DIR "/packaging/relay/nginx.conf"));
        site.replace("127.0.0.1:8080", "127.0.0.1:" + relayPort().toUtf8());
        site.replace("listen 443 ssl;", "listen 127.0.0.1:" + QByteArray::number(m_port) + " ssl;");
        site.replace("listen [::]:443 ssl;", "");
        site.replace("/etc/letsencrypt/live/relay.example.org/fullchain.pem", path(u"certificate.pem"_s).toUtf8());
        site.replace("/etc/letsencrypt/live/relay.example.org/privkey.pem", path(u"key.pem"_s).toUtf8());
        const QByteArray folder = m_folder.path().toUtf8();
        QByteArray whole = "pid " + folder + "/nginx.pid; events {} http { access_log off;";
        for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            whole += QByteArray(kind) + "_temp_path " + folder + "/" + kind + ";";
        if (!write(path(u"nginx.conf"_s), whole + site + "}"))
            return false;
        m_proxy->start(u"nginx"_s, {u"-e"_s, path(u"nginx.log"_s), u"-c"_s, path(u"nginx.conf"_s), u"-g"_s, u"daemon off;"_s});
        return m_proxy->waitForStarted();
    }

    bool startsCaddy()
    {
        QByteArray site = contentOf(QStringLiteral(SOURCE_DIR "/packaging/relay/Caddyfile"));
        site.replace("127.0.0.1:8080", "127.0.0.1:" + relayPort().toUtf8());
        site.replace("relay.example.org {",
                     "relay.example.org:" + QByteArray::number(m_port) + " {\n\tbind 127.0.0.1\n\ttls "
                         + path(u"certificate.pem"_s).toUtf8() + " " + path(u"key.pem"_s).toUtf8());
        if (!write(path(u"Caddyfile"_s), "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + site))
            return false;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_folder.path());
        environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
        m_proxy->setProcessEnvironment(environment);
        m_proxy->start(u"caddy"_s, {u"run"_s, u"--config"_s, path(u"Caddyfile"_s), u"--adapter"_s, u"caddyfile"_s});
        return m_proxy->waitForStarted();
    }

    std::unique_ptr<QNetworkReply> answer(QNetworkReply *reply)
    {
        connect(reply, &QNetworkReply::sslErrors, reply, [reply](const QList<QSslError> &) { reply->ignoreSslErrors(); });
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 30'000))
            reply->abort(); // has no status then
        return std::unique_ptr<QNetworkReply>(reply);
    }
    QNetworkRequest requestFor(const QString &target) const
    {
        // As if relay.example.org were this machine: the certificate is for that name, and so is what Twilio signs.
        QNetworkRequest request(QUrl(u"https://127.0.0.1:%1%2"_s.arg(m_port).arg(target)));
        request.setRawHeader("Host", "relay.example.org");
        request.setPeerVerifyName(u"relay.example.org"_s);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // where the name is taken from the address
        return request;
    }
    std::unique_ptr<QNetworkReply> post(const QString &target, const SignedFields &fields, const Secret &token)
    {
        Form form;
        for (const auto &[name, value] : fields)
            form.add(name, value);
        QNetworkRequest request = requestFor(target);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/x-www-form-urlencoded"));
        request.setRawHeader("X-Twilio-Signature", twilioSignature(token, (publicUrl + target).toUtf8(), fields));
        return answer(m_network.post(request, form.encoded("%20")));
    }
    static int statusOf(const QNetworkReply &reply) { return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
        QVERIFY(hasCertificate());
        QVERIFY(write(path(u"plan.json"_s), planWith(R"([{"kind": "round_robin", "group": "all"}])")));
    }

    void aProxyInFrontChangesNothingThatIsSigned_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("nginx") << u"nginx"_s;
        QTest::newRow("caddy") << u"caddy"_s;
    }
    void aProxyInFrontChangesNothingThatIsSigned()
    {
        QFETCH(QString, program);
        if (QStandardPaths::findExecutable(program, {u"/usr/sbin"_s}).isEmpty()
            && QStandardPaths::findExecutable(program).isEmpty()) {
            if (qEnvironmentVariable("MILASSIST_PEERS") == u"required"_s)
                QFAIL("it is not installed");
            QSKIP("it is not installed");
        }
        m_relay = std::make_unique<Serving>(
            m_folder.path(),
            QStringList{u"--plan"_s, path(u"plan.json"_s), u"--database"_s, path(program + u".db"_s), u"--sip-domain"_s,
                        u"acme-desk.sip.twilio.com"_s, u"--public-url"_s, publicUrl, u"--trust-proxies"_s, u"127.0.0.1,::1"_s});
        QVERIFY2(m_relay->ready[u"ready"_s].toBool(), m_relay->process.readAllStandardError().constData());
        m_port = freePort();
        m_proxy = std::make_unique<QProcess>();
        m_proxy->setProcessChannelMode(QProcess::MergedChannels);
        QVERIFY(program == "nginx"_L1 ? startsNginx() : startsCaddy());
        const auto listens = [this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_port);
            return socket.waitForConnected(1000);
        };
        QVERIFY2(QTest::qWaitFor(listens, 30'000), (m_proxy->readAll() + contentOf(path(u"nginx.log"_s))).constData());
        const SignedFields call{{u"CallSid"_s, u"CA00000000000000000000000000000001"_s},
                                {u"AccountSid"_s, Serving::account},
                                {u"From"_s, u"+14155550108"_s},
                                {u"To"_s, u"+12065550142"_s},
                                {u"CallerName"_s, u"J. Ørsted & Søn"_s},
                                {u"CallStatus"_s, u"ringing"_s},
                                {u"Direction"_s, u"inbound"_s}};

        const auto genuine = post(u"/api/twilio/incoming-call-handler?line=1&tag=a%20b"_s, call, Secret(Serving::token));
        const auto forged = post(u"/api/twilio/incoming-call-handler"_s, call, Secret("another"));
        SignedFields large = call;
        large.emplaceBack(u"Body"_s, QString(100'000, u'x'));
        const auto tooLarge = post(u"/api/twilio/incoming-call-handler"_s, large, Secret(Serving::token));
        const auto metrics = answer(m_network.get(requestFor(u"/metrics"_s)));
        const auto health = answer(m_network.get(requestFor(u"/healthz"_s)));

        const QByteArray document = genuine->readAll();
        QCOMPARE(statusOf(*genuine), 200);
        QVERIFY2(document.contains("sip:anna@acme-desk.sip.twilio.com"), document.constData());
        QVERIFY2(document.contains((publicUrl + u"/api/twilio/dial-complete"_s).toUtf8()), document.constData());
        QCOMPARE(statusOf(*forged), 403);
        QCOMPARE(statusOf(*tooLarge), 413);
        QCOMPARE(statusOf(*metrics), 403);
        QCOMPARE(statusOf(*health), 403);
    }

    void cleanup()
    {
        if (m_proxy) {
            m_proxy->terminate();
            m_proxy->waitForFinished();
        }
        m_proxy.reset();
        m_relay.reset();
    }
};

QTEST_GUILESS_MAIN(TestReverseProxies)
#include "tst_reverseproxies.moc"
