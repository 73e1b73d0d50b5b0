// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/credentialcheck.h"
#include "core/twilio/twilioclient.h"
#include "tests/fakes/scriptedserver.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Verdict = CredentialReport::Verdict;
using Reply = ScriptedServer::Reply;

namespace {

const QByteArray main_ = "AC00112233445566778899aabbccddeeff";

QByteArray accountBody(const QByteArray &status, const QByteArray &owner)
{
    return "{\"sid\":\"" + main_ + "\",\"owner_account_sid\":\"" + owner + "\",\"status\":\"" + status + "\",\"type\":\"Full\",\"auth_token\":\"x\"}";
}

CredentialReport reportFor(const QUrl &url, const QString &user = QString::fromLatin1(main_))
{
    TransportOptions options;
    options.retries.firstPause = std::chrono::milliseconds(1);
    TwilioClient client({.baseUrl = url, .account = *AccountSid::parse(QString::fromLatin1(main_)), .user = user, .secret = Secret("x")}, options);
    auto report = client.verify();
    if (!QTest::qWaitFor([&report] { return report.isFinished(); }, 10000))
        qFatal("no report");
    return report.result();
}

} // namespace

class TestCredentialCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAnswerHasItsVerdict_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Verdict>("verdict");
        const auto refused = [](int status, const QByteArray &body) { return ScriptedServer::answer(status, body); };
        QTest::newRow("good") << ScriptedServer::answer(200, accountBody("active", main_)) << Verdict::Good;
        QTest::newRow("suspended") << ScriptedServer::answer(200, accountBody("suspended", main_)) << Verdict::Suspended;
        QTest::newRow("closed") << ScriptedServer::answer(200, accountBody("closed", main_)) << Verdict::Closed;
        QTest::newRow("wrong token") << refused(401, R"({"code":20003,"message":"Authenticate","status":401})") << Verdict::WrongSecret;
        QTest::newRow("wrong token with a challenge")
            << ScriptedServer::answer(401, R"({"code":20003,"message":"Authenticate"})", "WWW-Authenticate: Basic realm=\"Twilio API\"\r\n")
            << Verdict::WrongSecret;
        QTest::newRow("unknown sid") << refused(401, R"({"code":20003,"message":"Authentication Error - invalid username"})") << Verdict::UnknownAccount;
        QTest::newRow("not found") << refused(404, R"({"code":20404})") << Verdict::UnknownAccount;
        QTest::newRow("test keys") << refused(403, R"({"code":20008,"message":"Resource not accessible with Test Account Credentials"})") << Verdict::TestCredentials;
        QTest::newRow("not active") << refused(401, R"({"code":20005})") << Verdict::Suspended;
        QTest::newRow("sign-in page") << ScriptedServer::answer(200, "<html>Welcome to our hotel</html>", {}, "text/html; charset=utf-8") << Verdict::Intercepted;
        QTest::newRow("sent elsewhere") << ScriptedServer::answer(302, {}, "Location: http://hotel.example/\r\n") << Verdict::Intercepted;
        QTest::newRow("511") << ScriptedServer::answer(511, "<html>", {}, "text/html") << Verdict::Intercepted;
        QTest::newRow("forbidden by a web page") << ScriptedServer::answer(403, "<html>", {}, "text/html") << Verdict::Intercepted;
        QTest::newRow("trouble") << refused(503, "{}") << Verdict::ServerFailed;
        QTest::newRow("proxy password") << refused(407, "{}") << Verdict::ProxyRefused;
    }
    void everyAnswerHasItsVerdict()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Verdict, verdict);
        ScriptedServer server([&](const HeardRequest &request) -> Reply {
            if (request.target.contains("Balance"))
                return {ScriptedServer::answer(200, R"({"balance":"12.34","currency":"usd"})")};
            return {answer};
        });

        const auto report = reportFor(server.url());

        QCOMPARE(int(report.verdict), int(verdict));
        QCOMPARE(report.balance.has_value(), verdict == Verdict::Good);
    }

    void aSubAccountIsToldApart()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply {
            return {ScriptedServer::answer(200, accountBody("active", "AC99999999999999999999999999999999"))};
        });

        const auto report = reportFor(server.url());

        QCOMPARE(report.verdict, Verdict::Good);
        QVERIFY(report.subAccount);
        QCOMPARE(server.heard().size(), 1); // sub-accounts have no balance of their own
    }

    void aKeyThatMayNotReadTheAccountIsStillGood()
    {
        ScriptedServer server([](const HeardRequest &request) -> Reply {
            if (request.target.contains("IncomingPhoneNumbers"))
                return {ScriptedServer::answer(200, R"({"incoming_phone_numbers":[]})")};
            return {ScriptedServer::answer(401, R"({"code":20003,"message":"Authenticate"})")};
        });

        QCOMPARE(reportFor(server.url(), u"SK00112233445566778899aabbccddeeff"_s).verdict, Verdict::Good);
    }

    void aKeyThatMayNothingOrIsWrongIsToldApart()
    {
        int status = 401;
        ScriptedServer server([&](const HeardRequest &) -> Reply { return {ScriptedServer::answer(status, R"({"code":20003,"message":"x"})")}; });

        QCOMPARE(reportFor(server.url(), u"SK00112233445566778899aabbccddeeff"_s).verdict, Verdict::WrongSecret);
        status = 403;
        QCOMPARE(reportFor(server.url(), u"SK00112233445566778899aabbccddeeff"_s).verdict, Verdict::NotAllowed);
    }

    void nobodyThereIsOffline()
    {
        ScriptedServer server([](const HeardRequest &) -> Reply { return {}; });
        const QUrl nobody = server.url();
        server.stopListening();

        QCOMPARE(reportFor(nobody).verdict, Verdict::Offline);
    }

    void certificatesThatAreOnlyTooOldOrNewMeanAWrongClock()
    {
        Trouble trouble{.error = {.kind = Error::Kind::Offline}, .network = QNetworkReply::SslHandshakeFailedError,
                        .sslErrors = {QSslError::CertificateNotYetValid}};
        QCOMPARE(verdictOnAccountRefusal(trouble, false), Verdict::WrongClock);

        trouble.sslErrors = {QSslError::SelfSignedCertificateInChain};
        QCOMPARE(verdictOnAccountRefusal(trouble, false), Verdict::Intercepted);
    }

    void aProxyThatIsNotThereIsNamed()
    {
        const Trouble trouble{.error = {.kind = Error::Kind::Offline}, .network = QNetworkReply::ProxyNotFoundError};

        QCOMPARE(verdictOnAccountRefusal(trouble, true), Verdict::ProxyRefused);
    }
};

QTEST_GUILESS_MAIN(TestCredentialCheck)
#include "tst_credentialcheck.moc"
