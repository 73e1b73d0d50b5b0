// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/relay/serving.h"
#include "tests/fakes/scriptedserver.h"

#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>
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

bool write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// Twilio as the doctor asks it: an account with one number, which leads to @p address, and may be @p others.
QByteArray accountAnswer(const QByteArray &target, const QByteArray &address, const QByteArray &others)
{
    if (target.contains("IncomingPhoneNumbers"))
        return R"({"incoming_phone_numbers":[{"sid":"PN00000000000000000000000000000001","phone_number":"+12065550142",)"
               R"("capabilities":{"voice":true,"sms":true,"mms":false},"voice_method":"POST","sms_method":"POST","voice_url":")"
            + address + R"(/api/twilio/incoming-call-handler","voice_fallback_url":")" + address
            + R"(/api/twilio/incoming-call-handler","sms_url":")" + address
            + R"(/api/twilio/incoming-sms","status_callback":")" + address + R"(/api/twilio/call-status"})" + others + "]}";
    if (target.contains("/Services"))
        return "{\"services\":[],\"meta\":{}}";
    return "{\"sid\":\"" + Serving::account.toUtf8() + "\",\"status\":\"active\",\"balance\":\"5.00\",\"currency\":\"USD\"}";
}

} // namespace

/// milassist-relay doctor before a real nginx that is set up wrongly, one way after the other.
class TestRelayDoctor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<ScriptedServer> m_twilio;
    QByteArray m_address; ///< public
    QByteArray m_others;  ///< more numbers of the account

    QString path(const QString &name) const { return m_folder.filePath(name); }

    bool hasCertificate()
    {
        return QProcess::execute(u"openssl"_s,
                                 {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                                  u"/CN=relay.example.org"_s, u"-keyout"_s, path(u"key.pem"_s), u"-out"_s,
                                  path(u"certificate.pem"_s)})
            == 0;
    }
    bool startsNginx(QProcess &nginx, const QByteArray &site, quint16 port)
    {
        const QByteArray folder = m_folder.path().toUtf8();
        QByteArray whole = "pid " + folder + "/nginx.pid; events {} http { access_log off;";
        for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            whole += QByteArray(kind) + "_temp_path " + folder + "/" + kind + ";";
        if (!write(path(u"nginx.conf"_s), whole + site + "}"))
            return false;
        nginx.setProcessChannelMode(QProcess::MergedChannels);
        nginx.start(u"nginx"_s, {u"-e"_s, path(u"nginx.log"_s), u"-c"_s, path(u"nginx.conf"_s), u"-g"_s, u"daemon off;"_s});
        return nginx.waitForStarted() && QTest::qWaitFor([port] {
                   QTcpSocket socket;
                   socket.connectToHost(QHostAddress::LocalHost, port);
                   return socket.waitForConnected(500);
               }, 30'000);
    }

    struct Said {
        int code = -1;
        QByteArray text;
        QJsonArray checks() const { return QJsonDocument::fromJson(text).object()[u"checks"_s].toArray(); }
        /// What is wrong, as "check: says -> fix".
        QString wrong() const
        {
            QStringList all;
            for (const QJsonValue &one : checks()) {
                if (one[u"verdict"_s].toString() == "wrong"_L1)
                    all << one[u"check"_s].toString() + u": "_s + one[u"says"_s].toString() + u" -> "_s + one[u"fix"_s].toString();
            }
            return all.join(u'\n');
        }
    };
    Said doctor(const QStringList &arguments, const QByteArray &token = Serving::token)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TWILIO_ACCOUNT_SID"_s, Serving::account);
        environment.insert(u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(token));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(BINARY_DIR "/bin/milassist-relay"),
                      QStringList{u"doctor"_s, u"--public-url"_s, QString::fromUtf8(m_address), u"--twilio-url"_s,
                                  m_twilio->url().toString()}
                          + arguments);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000))
            return {};
        const QByteArray text = process.readAllStandardOutput();
        if (text.contains(token) || process.readAllStandardError().contains(token))
            return {.code = -2, .text = "a secret was told"};
        return {.code = process.exitCode(), .text = text};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s}).isEmpty()
            && QStandardPaths::findExecutable(u"nginx"_s).isEmpty()) {
            if (qEnvironmentVariable("MILASSIST_PEERS") == u"required"_s)
                QFAIL("nginx is not installed");
            QSKIP("nginx is not installed");
        }
        QVERIFY(hasCertificate());
        m_twilio = std::make_unique<ScriptedServer>([this](const HeardRequest &request) {
            return ScriptedServer::Reply{ScriptedServer::answer(200, accountAnswer(request.target, m_address, m_others))};
        });
    }

    void whatIsWrongInTheProxyIsNamedWithItsFix_data()
    {
        QTest::addColumn<QByteArray>("location"); // RELAY is the relay
        QTest::addColumn<QString>("wrong");       // what is said; empty: all is well
        const auto row = [](const char *name, const QByteArray &location, const QString &wrong) {
            QTest::newRow(name) << location << wrong;
        };
        const QByteArray headers = "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $remote_addr;"
                                   "proxy_set_header X-Forwarded-Proto $scheme; ";
        row("as it should be", "location / { proxy_pass http://RELAY; " + headers + "}", {});
        row("the host is changed", "location / { proxy_pass http://RELAY; }", {});
        row("a prefix is added", "location / { proxy_pass http://RELAY/desk/; " + headers + "}", u"adds or keeps a prefix"_s);
        row("the query is lost", "location / { rewrite ^(.*)$ $1? break; proxy_pass http://RELAY; " + headers + "}",
            u"query of the address is lost"_s);
        row("the query is sorted",
            "location / { set $args also=a%20b&also=%2B1&step=1; proxy_pass http://RELAY; " + headers + "}", u"sorts the query"_s);
        row("the fields are lost", "location / { proxy_pass http://RELAY; proxy_pass_request_body off;"
                                   "proxy_set_header Content-Length \"\"; " + headers + "}", u"fields of the POST are lost"_s);
        row("the fields are changed", "location / { proxy_pass http://RELAY; proxy_set_body \"$request_body&x=1\"; " + headers + "}",
            u"fields of the POST are changed"_s);
        row("POST has become GET", "location / { proxy_pass http://RELAY; proxy_method GET; " + headers + "}", u"arrived as GET"_s);
        row("the signature is dropped",
            "location / { proxy_pass http://RELAY; proxy_set_header X-Twilio-Signature \"\"; " + headers + "}",
            u"X-Twilio-Signature is dropped"_s);
        row("a redirect", "location / { return 301 https://$host$request_uri; }", u"sends on to https://"_s);
        row("a password", "location / { return 401; }", u"asks for a password"_s);
        row("no relay behind", "location / { proxy_pass http://127.0.0.1:1; }", u"does not reach the relay"_s);
        row("a web page", "location / { return 200 'Hello'; }", u"and no relay"_s);
    }
    void whatIsWrongInTheProxyIsNamedWithItsFix()
    {
        QFETCH(QByteArray, location);
        QFETCH(QString, wrong);
        const quint16 port = freePort();
        m_address = "http://127.0.0.1:" + QByteArray::number(port);
        const QString database = path(u"%1.db"_s.arg(port));
        Serving relay(m_folder.path(), {u"--database"_s, database, u"--public-url"_s, QString::fromUtf8(m_address),
                                        u"--trust-proxies"_s, u"127.0.0.1"_s, u"--twilio-url"_s, m_twilio->url().toString()});
        QVERIFY2(relay.ready[u"ready"_s].toBool(), relay.process.readAllStandardError());
        location.replace("RELAY", "127.0.0.1:" + relay.url().section(u':', -1).toUtf8());
        QProcess nginx;
        QVERIFY(startsNginx(nginx, "server { listen 127.0.0.1:" + QByteArray::number(port) + "; " + location + "}", port));

        const Said said = doctor({u"--database"_s, database, u"--json"_s});

        nginx.terminate();
        nginx.waitForFinished();
        if (wrong.isEmpty()) {
            QVERIFY2(said.wrong().isEmpty(), qPrintable(said.wrong()));
            QCOMPARE(said.code, 0);
        } else {
            QVERIFY2(said.wrong().contains(wrong), qPrintable(QString::fromUtf8(said.text)));
            QCOMPARE(said.code, 1);
        }
    }

    void aCertificateThatNobodyTrustsIsNamed()
    {
        const quint16 port = freePort();
        m_address = "https://127.0.0.1:" + QByteArray::number(port);
        QProcess nginx;
        QVERIFY(startsNginx(nginx,
                            "server { listen 127.0.0.1:" + QByteArray::number(port) + " ssl; ssl_certificate "
                                + path(u"certificate.pem"_s).toUtf8() + "; ssl_certificate_key " + path(u"key.pem"_s).toUtf8()
                                + "; location / { return 200; } }",
                            port));
        const Said said = doctor({u"--database"_s, path(u"tls.db"_s), u"--json"_s});
        nginx.terminate();
        nginx.waitForFinished();
        QVERIFY2(said.wrong().contains(u"certificate: "_s), qPrintable(QString::fromUtf8(said.text)));
        QCOMPARE(said.code, 1);
    }

    void whoeverElseAnswersIsNamedAndNobodyIsToo()
    {
        const quint16 port = freePort();
        m_address = "http://127.0.0.1:" + QByteArray::number(port);
        const QStringList here{u"--database"_s, path(u"here.db"_s)};
        QVERIFY2(doctor(here + QStringList{u"--json"_s}).wrong().contains(u"Nothing listens at"_s), "nobody");

        Serving relay(m_folder.path(), {u"--database"_s, path(u"there.db"_s), u"--listen"_s, QString::fromUtf8(m_address.mid(7)),
                                        u"--public-url"_s, QString::fromUtf8(m_address), u"--twilio-url"_s, m_twilio->url().toString()});
        QVERIFY(relay.ready[u"ready"_s].toBool());
        QVERIFY(doctor(here + QStringList{u"--json"_s}).wrong().contains(u"with another database than this one"_s));
        QVERIFY(doctor(here + QStringList{u"--json"_s}, QByteArray(32, 'a')).wrong().contains(u"Another relay answers"_s));

        const Said words = doctor({u"--database"_s, path(u"there.db"_s)});
        QCOMPARE(words.code, 0);
        QVERIFY2(words.text.contains("ok     reachable: "), words.text);
        QVERIFY(words.text.endsWith("All is well.\n"));
    }

    void aNumberThatThePlanHasNoLineForIsNotedAndAllIsWell()
    {
        const quint16 port = freePort();
        m_address = "http://127.0.0.1:" + QByteArray::number(port);
        m_others = R"(,{"sid":"PN00000000000000000000000000000002","phone_number":"+12065550199","capabilities":{"voice":true,"sms":true},)"
                   R"("voice_method":"POST","sms_method":"POST","voice_url":"https://elsewhere.example.org/","sms_url":""})";
        const QStringList database{u"--database"_s, path(u"stray.db"_s)};
        QVERIFY(write(path(u"plan.json"_s), planWith(R"([{"kind": "round_robin", "group": "all"}])")));
        Serving relay(m_folder.path(), database + QStringList{u"--listen"_s, QString::fromUtf8(m_address.mid(7)), u"--plan"_s, path(u"plan.json"_s),
                                                              u"--public-url"_s, QString::fromUtf8(m_address), u"--twilio-url"_s, m_twilio->url().toString()});
        QVERIFY2(relay.ready[u"ready"_s].toBool(), relay.process.readAllStandardError());

        const Said said = doctor(database);

        m_others.clear();
        QVERIFY2(said.text.contains("note   number +12065550199: No line of the plan is on it"), said.text);
        QCOMPARE(said.code, 0);
    }

    void withoutTheAddressItSaysWhatItWants()
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"APP_URL"_s);
        environment.insert(u"TWILIO_ACCOUNT_SID"_s, Serving::account);
        environment.insert(u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(Serving::token));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(BINARY_DIR "/bin/milassist-relay"), {u"doctor"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("--public-url"));
    }
};

QTEST_GUILESS_MAIN(TestRelayDoctor)
#include "tst_relaydoctor.moc"
