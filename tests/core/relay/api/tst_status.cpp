// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/planjson.h"
#include "tests/core/relay/api/apirelay.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

using Verdict = CredentialReport::Verdict;

StatusFacts allIsWell()
{
    StatusFacts facts{.isLive = true};
    facts.premises.publicUrl = u"https://relay.example.org"_s;
    facts.credentials = CredentialReport{.verdict = Verdict::Good, .balance = Money{.micros = 12'340'000, .currency = u"USD"_s}};
    facts.credentials->clockSkew = std::chrono::seconds(2);
    IncomingNumber number{.phoneNumber = Party(u"+15005550006"_s), .capabilities = {.voice = true, .sms = true}};
    number.config.voiceUrl = u"https://relay.example.org/api/twilio/incoming-call-handler"_s;
    number.config.smsUrl = u"https://relay.example.org/api/twilio/incoming-sms"_s;
    facts.numbers = {number};
    facts.isDatabaseThere = true;
    facts.now = facts.twilioLastGood = instant(0);
    return facts;
}

/// The names of what is not well.
QStringList red(const QJsonObject &status)
{
    QStringList names;
    for (const QString &list : {u"checks"_s, u"numbers"_s}) {
        for (const QJsonValue &line : status[list].toArray()) {
            if (!line[u"ok"_s].toBool())
                names << line[u"check"_s].toString(u"number"_s);
        }
    }
    return names;
}

} // namespace

class TestStatus : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString database() const { return u"sqlite:"_s + m_folder.filePath(u"%1.db"_s.arg(QLatin1StringView(QTest::currentTestFunction()))); }

private Q_SLOTS:
    void whatIsWrongIsRedAndSaysWhatToDo_data()
    {
        QTest::addColumn<StatusFacts>("facts");
        QTest::addColumn<QStringList>("names");
        const auto with = [](auto change) {
            StatusFacts facts = allIsWell();
            change(facts);
            return facts;
        };
        QTest::newRow("all is well") << allIsWell() << QStringList();
        QTest::newRow("wrong token") << with([](StatusFacts &f) { f.credentials->verdict = Verdict::WrongSecret; })
                                     << QStringList{u"credentials"_s};
        QTest::newRow("no money") << with([](StatusFacts &f) { f.credentials->balance->micros = 0; }) << QStringList{u"balance"_s};
        QTest::newRow("wrong clock") << with([](StatusFacts &f) { f.credentials->clockSkew = std::chrono::seconds(-61); })
                                     << QStringList{u"clock"_s};
        QTest::newRow("Twilio is away") << with([](StatusFacts &f) {
            f.credentials.reset();
            f.numbers.reset();
        }) << QStringList{u"credentials"_s, u"balance"_s, u"clock"_s};
        QTest::newRow("an address of this computer") << with([](StatusFacts &f) {
            f.premises.publicUrl = u"http://127.0.0.1:8080"_s;
            f.numbers = QList<IncomingNumber>();
        }) << QStringList{u"public_address"_s};
        QTest::newRow("a number points elsewhere") << with([](StatusFacts &f) {
            f.numbers->first().config.voiceUrl = u"https://demo.twilio.com/"_s;
        }) << QStringList{u"number"_s};
        QTest::newRow("a number that no line uses points elsewhere") << with([](StatusFacts &f) {
            f.numbers->first().config.voiceUrl = u"https://demo.twilio.com/"_s;
            f.premises.lines = QList{Party(u"+15005550001"_s)};
        }) << QStringList();
        QTest::newRow("a trunk takes a number's calls") << with([](StatusFacts &f) { f.numbers->first().config.trunkSid = u"TK1"_s; })
                                                        << QStringList{u"number"_s};
        QTest::newRow("no token") << with([](StatusFacts &f) { f.signature = SignatureFault::NoToken; })
                                  << QStringList{u"signature"_s};
        QTest::newRow("the last webhook was refused") << with([](StatusFacts &f) {
            f.webhooks = {.lastGenuine = instant(1), .lastRefused = instant(2), .whyRefused = u"Forged."_s, .genuine = 1};
        }) << QStringList{u"webhooks"_s};
        QTest::newRow("one was refused before") << with([](StatusFacts &f) {
            f.webhooks = {.lastGenuine = instant(3), .lastRefused = instant(2), .whyRefused = u"Forged."_s, .genuine = 1};
        }) << QStringList();
        QTest::newRow("no database") << with([](StatusFacts &f) { f.isDatabaseThere = false; }) << QStringList{u"database"_s};
    }
    void whatIsWrongIsRedAndSaysWhatToDo()
    {
        QFETCH(StatusFacts, facts);
        QFETCH(QStringList, names);

        const QJsonObject status = statusOf(facts);

        QCOMPARE(red(status), names);
        QCOMPARE(status[u"ok"_s].toBool(), names.isEmpty());
        for (const QString &list : {u"checks"_s, u"numbers"_s}) {
            for (const QJsonValue &line : status[list].toArray())
                QCOMPARE(line[u"fix"_s].toString().isEmpty(), line[u"ok"_s].toBool());
        }
    }

    void aNumberThatNoLineUsesIsNoted()
    {
        StatusFacts facts = allIsWell();
        facts.numbers->first().config.voiceUrl = u"https://demo.twilio.com/"_s;
        facts.premises.lines = QList<Party>();
        const QJsonValue number = statusOf(facts)[u"numbers"_s][0];
        QVERIFY2(number[u"note"_s].toString().startsWith(u"No line of the plan is on it"_s), qPrintable(number[u"note"_s].toString()));
    }

    void whetherALineUsesANumberIsReadInThePlan()
    {
        ScriptedServer twilio([&](const HeardRequest &) {
            const QByteArray account = "{\"sid\":\"" + apiAccount.toUtf8() + "\",\"status\":\"active\",\"auth_token\":\"" + apiSecret.reveal()
                + "\",\"balance\":\"5.00\",\"currency\":\"USD\",\"services\":[],\"meta\":{\"key\":\"services\"},\"incoming_phone_numbers\":[{"
                  "\"sid\":\"PN00000000000000000000000000000001\",\"phone_number\":\"+15005550006\",\"voice_url\":\"https://demo.twilio.com/\","
                  "\"capabilities\":{\"voice\":true}}]}";
            return ScriptedServer::Reply{ScriptedServer::answer(200, account)};
        });
        ApiRelay relay(database(), twilio.url());
        const Secret olga = addUser(*relay.store, u"olga"_s, Role::Admin);
        WireClient client(relay.port);
        const auto ask = [&](const QByteArray &verb, const QByteArray &path, const QByteArray &body) {
            return client.ask({.verb = verb, .path = path, .authorization = bearer(olga), .body = body}).body;
        };

        const QByteArray before = ask("GET", "/api/twilio/status", {});
        routing::Plan plan;
        plan.lines[*PhoneNumber::parse(u"+15005550001")] = {};
        const QByteArray saved = ask("POST", "/api/team/plan", "{\"based_on\":0,\"plan\":" + routing::writePlan(plan) + '}');
        const QByteArray after = ask("GET", "/api/twilio/status", {});

        QVERIFY2(red(QJsonDocument::fromJson(before).object()).contains(u"number"_s), before);
        QVERIFY2(!red(QJsonDocument::fromJson(after).object()).contains(u"number"_s), saved + after);
    }

    void theSelfTestOfTheSignatureFindsAWrongToken()
    {
        const QByteArray url = "https://relay.example.org";
        QVERIFY(!signatureSelfTest({.publicUrl = url, .tokens = {apiSecret}}));
        QCOMPARE(signatureSelfTest({.publicUrl = url, .tokens = {}}).value(), SignatureFault::NoToken);
        QVERIFY(signatureSelfTest({.publicUrl = url, .tokens = {Secret("an API key's secret")}}));
    }

    void theTimeWhenTwilioWasLastThereIsToldWhileItIsAway()
    {
        bool isAway = false;
        ScriptedServer twilio([&](const HeardRequest &request) {
            if (isAway)
                return ScriptedServer::Reply{.bytes = {}, .close = true};
            const QByteArray account = "{\"sid\":\"" + apiAccount.toUtf8() + "\",\"status\":\"active\",\"auth_token\":\""
                + apiSecret.reveal() + "\",\"balance\":\"5.00\",\"currency\":\"USD\",\"incoming_phone_numbers\":[]}";
            Q_UNUSED(request)
            return ScriptedServer::Reply{ScriptedServer::answer(200, account)};
        });
        ApiRelay relay(database(), twilio.url());
        const Secret mona = addUser(*relay.store, u"mona"_s, Role::Manager);
        WireClient client(relay.port);
        const auto ask = [&] { return client.ask({.path = "/api/twilio/status", .authorization = bearer(mona)}); };

        const WireAnswer there = ask();
        isAway = true;
        relay.now = instant(500);
        const WireAnswer away = ask();

        QCOMPARE(there.status, 200);
        QVERIFY2(red(QJsonDocument::fromJson(there.body).object()).isEmpty(), there.body);
        QCOMPARE(away.status, 200);
        QVERIFY(red(QJsonDocument::fromJson(away.body).object()).contains(u"credentials"_s));
        QCOMPARE(in(away.body, u"twilio_last_good"_s), instant(100).toString(Qt::ISODateWithMs));
        QVERIFY(!there.body.contains(apiSecret.reveal()) && !away.body.contains(apiSecret.reveal()));
    }
};

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_status.moc"
