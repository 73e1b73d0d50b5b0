// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/texttable.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/core/relay/front/signedwebhooks.h"

#include <QTemporaryDir>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const Secret oldToken(QByteArray("99999999999999999999999999999999")), strangersToken(QByteArray("abababababababababababababababab"));
const QByteArray home = "https://phone.example.org", sms = home + "/api/twilio/incoming-sms";

/// A relay that knows itself under a public address and is reached at another.
struct Front {
    explicit Front(const QByteArray &publicUrl = home, QList<Secret> tokens = {theToken})
        : relay(options(publicUrl, std::move(tokens))), port(relay.listen().value_or(0))
    {
    }
    RelayOptions options(const QByteArray &publicUrl, QList<Secret> tokens)
    {
        RelayOptions options = unhurried();
        options.database = *DatabaseUrl::parse(u"sqlite:"_s + folder.filePath(u"team.db"_s));
        options.authTokens = std::move(tokens);
        options.premises.publicUrl = QString::fromLatin1(publicUrl);
        options.plan = PlanFile{.name = u"plan.json"_s, .plan = inTurns()};
        return options;
    }
    int send(const QByteArray &request) { return statusOf(exchanged(port, {request}).first()); }
    /// Bodies of the texts that were kept.
    QStringList texts()
    {
        QStringList bodies;
        const auto kept = waitFor(relay.store().read(
            [](SqlConnection &db) { return TextTable(db).conversation(theLine, Party(theCaller), {}, 100); }));
        for (const LedgerText &text : kept.value_or(QList<LedgerText>()))
            bodies << text.message.body;
        return bodies;
    }

    QTemporaryDir folder;
    Relay relay;
    quint16 port;
};

QByteArray signedBy(const Secret &token, const SignedWebhook &webhook)
{
    return webhook.request(twilioSignature(token, webhook.signedUrl, webhook.fields));
}

} // namespace

class TestRelaySignatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTwilioSignsIsLetInAndTakenInAsItWasSaid_data() { genuineRows(); }
    void whatTwilioSignsIsLetInAndTakenInAsItWasSaid()
    {
        QFETCH(SignedWebhook, webhook);
        Front front(webhook.publicUrl);

        const int status = front.send(signedBy(theToken, webhook));

        QVERIFY2(status == 200 || status == 204, qPrintable(QString::number(status)));
        QCOMPARE(front.relay.door().counts().genuine, 1);
        QCOMPARE(front.texts(), webhook.isForm() ? QStringList(webhook.text) : QStringList());
    }

    void fiveTimesTheSameIsOneText()
    {
        Front front;
        const QByteArray request = signedBy(theToken, signedText(1, u"On my way"_s));

        const QByteArrayList answers = exchanged(front.port, QByteArrayList(5, request));

        for (const QByteArray &answer : answers)
            QCOMPARE(statusOf(answer), statusOf(answers.first()));
        QCOMPARE(front.texts(), QStringList(u"On my way"_s));
        QCOMPARE(front.relay.door().counts().genuine, 5);
    }

    void bothTokensOfARotationAreTrustedAndThenOnlyTheNewOne()
    {
        Front during(home, {theToken, oldToken}), after;

        QCOMPARE(during.send(signedBy(theToken, signedText(1, u"new"_s))), 200);
        QCOMPARE(during.send(signedBy(oldToken, signedText(2, u"old"_s))), 200);
        QCOMPARE(during.send(signedBy(strangersToken, signedText(3, u"no"_s))), 403);
        QCOMPARE(during.relay.door().counts().genuine, 2);
        QCOMPARE(during.relay.door().counts().byOldToken, 1); // which is how an admin sees that the rotation is over
        QCOMPARE(during.texts().size(), 2);
        QCOMPARE(after.send(signedBy(oldToken, signedText(2, u"old"_s))), 403);
        QVERIFY(after.texts().isEmpty());
    }

    void oneByteOfItIsOneTooMany()
    {
        SignedWebhook webhook = signedText(1, u"Ørsted + 1"_s);
        webhook.target += "?line=1&tag=a%20b";
        webhook.signedUrl = home + webhook.target;
        const QByteArray signature = twilioSignature(theToken, webhook.signedUrl, webhook.fields);
        QByteArrayList altered;
        const auto alter = [&](QByteArray SignedWebhook::*part) {
            for (qsizetype i = 0; i < (webhook.*part).size(); ++i) {
                SignedWebhook other = webhook;
                (other.*part)[i] = char((other.*part)[i] ^ 1);
                altered << other.request(signature);
            }
        };
        alter(&SignedWebhook::body);
        alter(&SignedWebhook::target);
        for (qsizetype i = 0; i < signature.size(); ++i) {
            QByteArray other = signature;
            other[i] = char(other[i] ^ 1);
            altered << webhook.request(other);
        }
        for (const QByteArray &body : {webhook.body + "&x=1", webhook.body + "&MessageSid=", webhook.body + '1',
                                       webhook.body.chopped(1), webhook.body + '\0', "x=&" + webhook.body, QByteArray()}) {
            SignedWebhook other = webhook;
            other.body = body;
            altered << other.request(signature);
        }
        Front front;

        const QByteArrayList answers = exchanged(front.port, altered);

        QVERIFY(answers.size() > 200);
        for (qsizetype i = 0; i < answers.size(); ++i)
            QVERIFY2(statusOf(answers[i]) >= 400 && statusOf(answers[i]) < 500, altered[i] + "\n->\n" + answers[i]);
        QCOMPARE(front.relay.door().counts().genuine, 0);
        QVERIFY(front.texts().isEmpty());
        QCOMPARE(front.send(webhook.request(signature)), 200); // however many were refused before
        QCOMPARE(front.texts(), QStringList(webhook.text));
    }

    void whatIsNotSignedForThisAddressIsRefusedAndCounted_data()
    {
        using F = SignatureFault;
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("fault");
        const SignedWebhook text = signedText(1, u"Let me in"_s);
        const auto row = [](const char *name, const QByteArray &request, F fault) { QTest::newRow(name) << request << int(fault); };
        const auto signedFor = [&](const QByteArray &url, const QByteArray &headers = {}, const SignedFields &fields = {}) {
            return text.request(twilioSignature(theToken, url, fields.isEmpty() ? text.fields : fields), headers);
        };
        row("not at all", text.request({}), F::Missing);
        row("by half", text.request(twilioSignature(theToken, sms, text.fields).left(20)), F::Malformed);
        row("twice over", text.request(twilioSignature(theToken, sms, text.fields).repeated(2)), F::Malformed);
        row("made up", text.request("AAAAAAAAAAAAAAAAAAAAAAAAAAA="), F::Forged);
        row("with another account's token", signedBy(strangersToken, text), F::Forged);
        row("with the signature of our answer to something else", text.request(twilioSignature(theToken, sms)), F::BodyLost);
        row("for another webhook", signedFor(home + "/api/twilio/message-status"), F::Forged);
        row("for the root", signedFor(home), F::Forged);
        row("for http", signedFor("http://phone.example.org/api/twilio/incoming-sms"), F::OtherScheme);
        row("for where we are reached", signedFor("https://10.0.0.1:9000/api/twilio/incoming-sms"), F::OtherHost);
        row("for where a stranger says that we are",
            signedFor("https://evil.example.org/api/twilio/incoming-sms",
                      "X-Forwarded-Host: evil.example.org\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example.org\r\n"),
            F::Forged);
        row("for another port", signedFor("https://phone.example.org:8443/api/twilio/incoming-sms"), F::Forged);
        row("for a slash more", signedFor(sms + '/'), F::OtherPath);
        row("for a query that is lost", signedFor(sms + "?line=1"), F::Forged);
        SignedWebhook query = text;
        query.target += "?line=1";
        row("for no query", query.request(twilioSignature(theToken, sms, text.fields)), F::QueryLost);
        query.target = text.target + "?tag=a b";
        query.target.replace(' ', '+');
        row("for a query that is decoded", query.request(twilioSignature(theToken, sms + "?tag=a%20b", text.fields)), F::Forged);
        SignedFields spaced = text.fields;
        spaced[2].second = u" 14155550108"_s;
        row("for a plus that is a space", signedFor(sms, {}, spaced), F::Forged);
        SignedWebhook latin = signedText(1, u"Ørsted"_s);
        latin.body.replace("%C3%98", "%D8");
        row("in Latin-1", signedBy(theToken, latin), F::Forged);
        SignedWebhook json{.publicUrl = home, .type = "application/json", .body = R"({"Body":"Let me in"})"};
        const QByteArray hashed = withBodyHash(sms, json.body);
        json.target = hashed.sliced(home.size());
        json.body.replace("me", "us");
        row("JSON that was changed", json.request(twilioSignature(theToken, hashed)), F::BodyChanged);
        json.target = text.target;
        row("JSON whose hash is not in the address", json.request(twilioSignature(theToken, sms)), F::BodyChanged);
        SignedWebhook plain = text;
        plain.type = "text/plain";
        row("a form that says it is none", plain.request(twilioSignature(theToken, sms)), F::BodyChanged);
    }
    void whatIsNotSignedForThisAddressIsRefusedAndCounted()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, fault);
        Front front;

        const QByteArray answer = exchanged(front.port, {request}).first();

        QCOMPARE(statusOf(answer), 403);
        QVERIFY(!answer.contains("phone.example.org")); // the other end is told no more than it knows
        QVERIFY(!answer.contains(twilioSignature(theToken, sms, signedText(1, u"Let me in"_s).fields)));
        const DoorCounts &counts = front.relay.door().counts();
        QCOMPARE(counts.genuine, 0);
        QCOMPARE(counts.faults.size(), size_t(1));
        QCOMPARE(int(counts.faults.begin()->first), fault);
        QVERIFY(counts.lastRefusal);
        QVERIFY(front.texts().isEmpty());
    }

    void webhooksArePostedAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("verb");
        for (const char *verb : {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"})
            QTest::newRow(verb) << QByteArray(verb);
    }
    void webhooksArePostedAndNothingElse()
    {
        QFETCH(QByteArray, verb);
        Front front;
        const SignedWebhook text = signedText(1, u"Let me in"_s);
        QByteArray request = signedBy(theToken, text);
        request.replace(0, 4, verb);
        const QByteArray query = '?' + text.body;
        const QByteArray got = verb + ' ' + text.target + query + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Twilio-Signature: "
            + twilioSignature(theToken, sms + query) + "\r\n\r\n";

        for (const QByteArray &answer : exchanged(front.port, {request, got}))
            QVERIFY2(statusOf(answer) == 405 && answer.contains("Allow: POST"), answer);
        QVERIFY(front.texts().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRelaySignatures)
#include "tst_relaysignatures.moc"
