// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a relay says, writes and passes on is searched for what nobody but it may know.
#include "core/relay/gateway/gatewayroutes.h"
#include "tests/app/relay/serving.h"
#include "tests/core/relay/api/apirelay.h"
#include "tests/core/relay/events/desk.h"
#include "tests/core/relay/front/signedwebhooks.h"
#include "tests/core/relay/front/webhookstories.h"
#include "tests/fakes/scriptedserver.h"

#include <QDirIterator>
#include <QTemporaryDir>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray oldToken = "99999999999999999999999999999999";
const QStringList roles{u"assistant"_s, u"manager"_s, u"admin"_s};

/// A Twilio, or what stands in its place, that says all it has heard, in headers, bodies and addresses.
class Parrot
{
public:
    enum class Mood { Content, Refusing, Unauthorised, Broken, Redirecting };
    Mood mood = Mood::Content;

    ScriptedServer server{[this](const HeardRequest &heard) { return answer(heard); }};

private:
    ScriptedServer::Reply answer(const HeardRequest &heard) const
    {
        const QByteArray authorization = heard.headers.value("authorization"), token = Serving::token;
        const QByteArray echo = authorization + ' ' + token + ' ' + token.toBase64();
        const QByteArray headers = "X-Echo: " + echo + "\r\nSet-Cookie: key=" + token + "\r\nWWW-Authenticate: " + echo
            + "\r\nETag: \"" + token + "\"\r\nRetry-After: 1\r\nTwilio-Request-Id: " + token + "\r\n";
        const QByteArray json = R"({"sid":"CA00000000000000000000000000000001","auth_token":")" + token + R"(","message":")" + echo
            + R"(","more_info":"https://x/)" + token + R"(","code":20404,"status":"queued","deep":[{"note":")" + echo + "\"}],\"" + token
            + R"(":"a name","next_page_uri":"/x?token=)" + token + R"(","calls":[{"sid":"CA1","from":"+12065550142","caller_name":")" + echo
            + R"("}],"messages":[{"body":")" + echo + R"(","from":"+12065550142"}]})";
        const bool isMedia = heard.target.contains(".mp3") || heard.target.contains("/Media/");
        switch (mood) {
        case Mood::Content:
            if (isMedia)
                return {ScriptedServer::answer(200, "a sound", headers, "audio/mpeg; name=" + token)};
            return {ScriptedServer::answer(heard.verb == "POST" ? 201 : 200, json, headers)};
        case Mood::Refusing:
            return {ScriptedServer::answer(400, json, headers)};
        case Mood::Unauthorised:
            return {ScriptedServer::answer(401, json, headers)};
        case Mood::Broken:
            return {ScriptedServer::answer(500, "<html>" + echo + "</html>", headers, "text/html; note=" + token)};
        case Mood::Redirecting:
            break;
        }
        return {ScriptedServer::answer(307, echo, headers + "Location: http://127.0.0.1:1/" + token + "?a=" + authorization.toPercentEncoding() + "\r\n")};
    }
};

/// What may be found nowhere, by what it is.
class Secrets
{
public:
    void add(const QString &what, const QByteArray &secret)
    {
        m_needles.append({what, secret});
        m_needles.append({what + u" in hexadecimal"_s, secret.toHex()});
        for (int shift = 0; shift < 3; ++shift) { // base64 looks different by where it begins
            const QByteArray coded = (QByteArray(shift, 'x') + secret).toBase64(QByteArray::OmitTrailingEquals);
            m_needles.append({what + u" in base64"_s, coded.sliced(shift == 0 ? 0 : 4, coded.size() - (shift == 0 ? 2 : 6))});
        }
    }
    void addUser(const QString &name, const QByteArray &token)
    {
        add(u"the token of "_s + name, token);
        const QByteArray secret = token.mid(token.indexOf('_', 3) + 1); // "ma_" id "_" secret, and that may have one too
        QVERIFY(secret.size() >= 32);
        add(u"the secret of the token of "_s + name, secret);
        add(u"the credentials of "_s + name, name.toUtf8() + ':' + token);
    }
    /// @return what was found in @p bytes; empty: nothing
    QString findIn(const QByteArray &bytes) const
    {
        for (const auto &[what, needle] : m_needles) {
            if (const qsizetype at = bytes.indexOf(needle); at >= 0)
                return what + u": ..."_s + QString::fromLatin1(bytes.mid(std::max<qsizetype>(0, at - 200), 300));
        }
        return {};
    }

private:
    QList<std::pair<QString, QByteArray>> m_needles;
};

QByteArray runOnce(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(BINARY_DIR "/bin/milassist-relay"), arguments);
    return process.waitForFinished(60'000) ? process.readAllStandardOutput().trimmed() : QByteArray();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestRelaySecrets : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Parrot m_twilio;
    Secrets m_secrets;
    QMap<QString, Secret> m_tokens;
    QStringList m_paths; ///< "POST /api/team/presence"
    std::unique_ptr<Serving> m_relay;

    quint16 port() const { return quint16(QUrl(m_relay->url()).port()); }
    QString database() const { return m_folder.filePath(u"team.db"_s); }
    static QByteArray ask(const QByteArray &verbAndPath, const QByteArray &authorization, const QByteArray &body = {})
    {
        return verbAndPath + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n"
            + (authorization.isEmpty() ? QByteArray() : "Authorization: " + authorization + "\r\n")
            + (body.isEmpty() ? QByteArray()
                              : "Content-Type: " + QByteArray(body.startsWith('{') ? "application/json" : "application/x-www-form-urlencoded")
                                    + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n")
            + "\r\n" + body;
    }
    void search(const QByteArrayList &requests, const char *what)
    {
        const QByteArrayList answers = exchanged(port(), requests);
        for (qsizetype i = 0; i < answers.size(); ++i) {
            const QString found = m_secrets.findIn(answers[i]);
            QVERIFY2(found.isEmpty(), qPrintable(QLatin1StringView(what) + u": "_s + QString::fromLatin1(requests[i].left(120)) + u"\n-> "_s + found));
            QVERIFY2(!answers[i].contains("$argon2"), requests[i].left(120));
            QVERIFY2(statusOf(answers[i]) >= 200, requests[i].left(120) + "\n->" + answers[i].left(100));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_secrets.add(u"the account's token"_s, Serving::token);
        m_secrets.add(u"the account's old token"_s, oldToken);
        m_secrets.add(u"the account's credentials"_s, Serving::account.toLatin1() + ':' + Serving::token);
        for (const QString &role : roles) {
            const QByteArray token = runOnce({u"user"_s, u"add"_s, role, u"--role"_s, role, u"--database"_s, database()});
            QVERIFY(token.startsWith("ma_"));
            m_tokens.insert(role, Secret(token));
            m_secrets.addUser(role, token);
        }
        QFile plan(m_folder.filePath(u"plan.json"_s));
        QVERIFY(plan.open(QFile::WriteOnly));
        plan.write(planWith(R"([{"kind": "round_robin", "group": "all"}])"));
        plan.close();
        m_relay = std::make_unique<Serving>(
            m_folder.path(),
            QStringList{u"--plan"_s, plan.fileName(), u"--database"_s, database(), u"--twilio-url"_s, m_twilio.server.url().toString(),
                        u"--sip-domain"_s, u"acme-desk.sip.twilio.com"_s},
            QMap<QString, QString>{{u"DEBUG"_s, u"twilio:*"_s}, {u"TWILIO_AUTH_TOKEN_OLD"_s, QString::fromLatin1(oldToken)}});
        QVERIFY(m_relay->ready[u"ready"_s].toBool());

        for (const GatewayRoute &row : gatewayRoutes().rows()) {
            QString path = row.pattern;
            if (path.startsWith("/2010-04-01/"_L1))
                path.replace(path.indexOf(u"{}"), path.contains(u"{}") ? 2 : 0, Serving::account);
            path.replace(u"{}"_s, u"RE"_s + QString(32, u'1'));
            if (path.endsWith("/.sound"_L1))
                path.replace(u"/.sound"_s, u".mp3"_s);
            else if (path.endsWith("/.media"_L1))
                path.chop(7);
            else if (path.startsWith("/2010-04-01/"_L1))
                path += u".json"_s;
            m_paths << QString::fromLatin1(row.method) + u' ' + path;
        }
        ApiRelay api(u"sqlite:"_s + m_folder.filePath(u"table.db"_s), QUrl(u"http://127.0.0.1:1"_s));
        for (const ApiRoute &row : api.api.routes()) {
            if (!row.pattern.endsWith("/token"_L1)) // a new token is what it is asked for
                m_paths << QString::fromLatin1(row.method) + u' ' + QString(row.pattern).replace(u"{}"_s, u"RE"_s + QString(32, u'1'));
        }
        m_paths << u"GET /healthz"_s << u"GET /metrics"_s << u"GET /nothing"_s << u"PUT /api/team/me"_s << u"GET /api/twilio/unknown"_s
                << u"GET /api/events?since=0"_s << u"OPTIONS /"_s << u"POST /api/twilio/incoming-sms"_s;
    }

    void noAnswerTellsASecretWhateverTwilioSays_data()
    {
        QTest::addColumn<Parrot::Mood>("mood");
        QTest::newRow("content") << Parrot::Mood::Content;
        QTest::newRow("refusing") << Parrot::Mood::Refusing;
        QTest::newRow("unauthorised") << Parrot::Mood::Unauthorised;
        QTest::newRow("broken") << Parrot::Mood::Broken;
        QTest::newRow("redirecting") << Parrot::Mood::Redirecting;
    }
    void noAnswerTellsASecretWhateverTwilioSays()
    {
        QFETCH(Parrot::Mood, mood);
        m_twilio.mood = mood;
        QByteArrayList requests;
        for (const QString &path : m_paths) {
            for (const QString &role : roles) {
                const bool isPost = path.startsWith(u"POST");
                const QByteArray body = !isPost ? QByteArray() : path.contains(u"/api/") ? QByteArray(R"({"from":"+12065550142","to":"+14155550108","body":"hi","presence":"away"})") : QByteArray("From=%2B12065550142&To=%2B14155550108&Body=hi");
                requests << ask(path.toLatin1(), requests.size() % 2 ? bearer(m_tokens[role]) : basic(role, m_tokens[role]), body);
            }
        }

        search(requests, QTest::currentDataTag());
    }

    void noRefusalTellsASecret()
    {
        m_twilio.mood = Parrot::Mood::Content;
        const QByteArray token = m_tokens[u"admin"_s].reveal();
        QByteArrayList requests;
        for (const QString &path : m_paths)
            requests << ask(path.toLatin1(), {});
        // What people do by mistake: the token in the address, in another header, under another name, with a slip.
        requests << ask("GET /api/team/me?token=" + token, {}) << ask("GET /api/team/users/" + token, bearer(m_tokens[u"admin"_s]))
                 << ask("GET /" + token, {}) << ask("POST /api/team/presence", bearer(m_tokens[u"admin"_s]), "{\"" + token + "\":1")
                 << ask("GET /api/team/me", "Basic " + ("manager:" + token).toBase64()) << ask("GET /api/team/me", "Bearer " + token.chopped(1))
                 << ask("GET /api/team/me", "Token " + token) << ask("GET /2010-04-01/Accounts/" + token + ".json", bearer(m_tokens[u"admin"_s]))
                 << ask("GET /api/team/me", "Basic " + (Serving::account.toLatin1() + ':' + Serving::token).toBase64())
                 << ask("GET /api/events?since=" + token, bearer(m_tokens[u"admin"_s]));

        search(requests, "refused");
    }

    void noWebhookTellsASecret()
    {
        QByteArrayList requests;
        for (const WebhookStory &story : allStories()) {
            for (const Webhook &webhook : story.webhooks) {
                requests << webhook.request(m_relay->url(), Secret(Serving::token)) << webhook.request(m_relay->url(), Secret(oldToken))
                         << webhook.request(u"https://elsewhere.example.org"_s, Secret(Serving::token)) << webhook.request(m_relay->url(), Secret("another"));
                Webhook odd = webhook;
                odd.fields = {{u"CallSid"_s, u"nonsense"_s}};
                requests << odd.request(m_relay->url(), Secret(Serving::token));
            }
        }

        search(requests, "webhooks");
    }

    void noEventTellsASecret()
    {
        for (const QString &role : roles) {
            QWebSocket socket;
            QByteArray heard;
            connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) { heard += text.toUtf8() + '\n'; });
            QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/api/events?since=0"_s.arg(port())));
            request.setRawHeader("Authorization", bearer(m_tokens[role]));
            socket.open(request);
            QTRY_VERIFY_WITH_TIMEOUT(heard.contains("\"upTo\""), 20'000);
            QVERIFY2(m_secrets.findIn(heard).isEmpty(), qPrintable(m_secrets.findIn(heard)));
            QVERIFY(!heard.contains("$argon2"));
        }
    }

    void aNewTokenIsShownOnceAndNeverAgain()
    {
        const QByteArray admin = bearer(m_tokens[u"admin"_s]);
        const QByteArray made = exchanged(port(), {ask("POST /api/team/users", admin, R"({"name":"dora","role":"manager"})")}).first();
        QCOMPARE(statusOf(made), 201);
        const qsizetype at = made.indexOf("ma_");
        QVERIFY(at > 0);
        m_secrets.addUser(u"dora"_s, made.mid(at, made.indexOf('"', at) - at));

        search({ask("GET /api/team/users", admin), ask("GET /api/team/audit", admin), ask("GET /api/events", admin),
                ask("POST /api/team/users", admin, R"({"name":"dora","role":"manager"})")},
               "after");
    }

    void nothingIsWrittenDownOrPassedOn()
    {
        const QString proc = u"/proc/%1/"_s.arg(m_relay->process.processId());
        QVERIFY(!contentOf(proc + u"cmdline"_s).isEmpty());
        QVERIFY2(m_secrets.findIn(contentOf(proc + u"cmdline"_s)).isEmpty(), "argv");
        QDirIterator tasks(proc + u"task"_s, QDir::Dirs | QDir::NoDotAndDotDot);
        while (tasks.hasNext())
            QCOMPARE(contentOf(tasks.next() + u"/children"_s), QByteArray()); // nobody inherits its environment
        QVERIFY(runOnce({u"backup"_s, m_folder.filePath(u"backup.db"_s), u"--database"_s, database()}).isEmpty() || true);
        QDirIterator files(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            const QString name = files.next(), found = m_secrets.findIn(contentOf(name));
            QVERIFY2(found.isEmpty(), qPrintable(name + u": "_s + found));
            ++count;
        }
        QVERIFY(count >= 4);

        QCOMPARE(m_relay->end(), 0);
        const QByteArray log = m_relay->process.readAllStandardError() + m_relay->process.readAllStandardOutput();
        QVERIFY(log.contains("\"debug\"") && log.contains("refused"));
        QVERIFY2(m_secrets.findIn(log).isEmpty(), qPrintable(m_secrets.findIn(log)));
        QVERIFY(!log.contains("$argon2"));
        for (const char *number : {"+14155550108", "+12065550142", "Please call me back", "Do you open on Sunday"})
            QVERIFY2(!log.contains(number), number);
    }
};

QTEST_GUILESS_MAIN(TestRelaySecrets)
#include "tst_relaysecrets.moc"
