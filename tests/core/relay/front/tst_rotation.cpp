// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/access/relaytest.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/fakes/scriptedserver.h"

#include <QRegularExpression>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString account = u"AC00112233445566778899aabbccddeeff"_s;
const Secret newToken(QByteArray("aaaabbbbccccddddeeeeffff00001111"));

QByteArray basicOf(const Secret &token)
{
    return "Basic " + (account.toUtf8() + ':' + token.reveal()).toBase64();
}

/// A relay that knows two auth tokens, before a Twilio that takes some of them.
class RotatingRelay
{
public:
    explicit RotatingRelay(const QString &database)
        : twilio([this](const HeardRequest &request) {
              const QByteArray with = request.headers.value("authorization");
              const bool isTaken = std::ranges::any_of(taken, [&](const Secret &one) { return with == basicOf(one); });
              heard << (isTaken ? "taken " : "refused ") + request.verb;
              if (!isTaken)
                  return ScriptedServer::Reply{ScriptedServer::answer(401, R"({"code":20003,"message":"Authenticate","status":401})")};
              if (request.target.contains("/Recordings/"))
                  return ScriptedServer::Reply{ScriptedServer::answer(200, "sound", {}, "audio/mpeg")};
              return ScriptedServer::Reply{ScriptedServer::answer(request.verb == "POST" ? 201 : 200,
                  R"({"sid":"SM00000000000000000000000000000001","status":"queued","from":"+12065550142","to":"+14155550123","leak":")" + newToken.reveal()
                      + "\"}")};
          }),
          at(database, inTurns(), options()), client(quint16(QUrl(at.relay.publicUrl()).port())),
          olga(addUser(at.relay.store(), u"olga"_s, Role::Admin))
    {
    }

    WireAnswer ask(const QByteArray &verb, const QByteArray &path, const QByteArray &body = {})
    {
        heard.clear();
        return client.ask({.verb = verb, .path = path, .authorization = bearer(olga), .body = body});
    }
    int changes()
    {
        const QByteArray metrics = client.ask({.path = "/metrics"}).body;
        const auto found = QRegularExpression(u"^milassist_account_token_changes_total (\\d+)"_s, QRegularExpression::MultilineOption)
                               .match(QString::fromUtf8(metrics));
        return found.hasMatch() ? found.captured(1).toInt() : -1;
    }

    QList<Secret> taken{theToken};
    QByteArrayList heard;
    ScriptedServer twilio;
    RelayAt at;
    WireClient client;
    Secret olga;

private:
    RelayOptions options()
    {
        RelayOptions options = unhurried();
        options.accountSid = account;
        options.twilioUrl = twilio.url();
        options.authTokens = {theToken, newToken};
        return options;
    }
};

QByteArray gatewayPath(const char *resource)
{
    return "/2010-04-01/Accounts/" + account.toUtf8() + '/' + resource;
}

} // namespace

/// The account's auth token becomes another while the relay runs.
class TestRotation : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whatIsAskedGoesOnWithTheTokenThatTwilioTakes()
    {
        RotatingRelay relay(m_engines.url());
        QCOMPARE(relay.ask("GET", gatewayPath("Balance.json")).status, 200);
        QCOMPARE(relay.heard, QByteArrayList{"taken GET"});
        QCOMPARE(relay.changes(), 0);

        relay.taken = {newToken};
        const WireAnswer sent = relay.ask("POST", gatewayPath("Messages.json"), "From=%2B12065550142&To=%2B14155550123&Body=Hi");
        QCOMPARE(sent.status, 201);
        QVERIFY(!sent.body.contains(newToken.reveal())); // neither of them goes out
        QCOMPARE(relay.heard, QByteArrayList({"refused POST", "taken POST"})); // done once

        QCOMPARE(relay.ask("GET", gatewayPath("Balance.json")).status, 200);
        QCOMPARE(relay.heard, QByteArrayList{"taken GET"});
        QCOMPARE(relay.changes(), 1);

        relay.taken = {theToken}; // and back, as when a rotation is taken back
        QCOMPARE(relay.ask("GET", gatewayPath("Balance.json")).status, 200);
        QCOMPARE(relay.changes(), 2);
    }

    void theRelaysOwnRequestsAndSoundGoOnToo()
    {
        RotatingRelay relay(m_engines.url());
        relay.taken = {newToken};
        QCOMPARE(relay.ask("POST", "/api/twilio/send-sms", R"({"from":"+12065550142","to":"+14155550123","body":"Hi"})").status, 201);
        QCOMPARE(relay.heard, QByteArrayList({"refused POST", "taken POST"}));

        relay.taken = {theToken};
        const WireAnswer sound = relay.ask("GET", gatewayPath("Recordings/RE00000000000000000000000000000001.mp3"));
        QCOMPARE(sound.status, 200);
        QCOMPARE(sound.body, "sound");
        QCOMPARE(relay.heard, QByteArrayList({"refused GET", "taken GET"}));
    }

    void whereTwilioTakesNeitherItIsSaidAndNoTokenIsInTheLog()
    {
        static QStringList *lines = nullptr;
        QStringList log;
        lines = &log;
        const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) { lines->append(line); });
        {
            RotatingRelay relay(m_engines.url());
            relay.taken = {};
            for (int i = 0; i < 3; ++i) {
                const WireAnswer answer = relay.ask("GET", gatewayPath("Balance.json"));
                if (answer.status != 403 || !answer.body.contains("credentials") || relay.heard.size() != 2)
                    log << u"broken: %1 %2"_s.arg(answer.status).arg(relay.heard.size());
            }
        }
        qInstallMessageHandler(before);
        const QString all = log.join(u'\n');
        QVERIFY2(!all.contains(u"broken"_s), qPrintable(all));
        QVERIFY(all.contains(u"going on with number"_s));
        for (const Secret &token : {theToken, newToken})
            QVERIFY(!all.contains(QString::fromLatin1(token.reveal())));
    }
};

QTEST_GUILESS_MAIN(TestRotation)
#include "tst_rotation.moc"
