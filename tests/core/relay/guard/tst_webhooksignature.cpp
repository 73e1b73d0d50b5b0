// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/signature.h"
#include "core/relay/guard/webhooksignature.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

const Secret token(QByteArray("0f1e2d3c4b5a69788796a5b4c3d2e1f0")), newToken(QByteArray("ffffffffffffffffffffffffffffffff"));
const QByteArray home = "https://phone.example.org";

Form voiceForm()
{
    return {{u"CallSid"_s, u"CA0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s},
            {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s},
            {u"From"_s, u"+15005550100"_s},
            {u"To"_s, u"+15005550111"_s},
            {u"CallStatus"_s, u"ringing"_s},
            {u"ApiVersion"_s, u"2010-04-01"_s},
            {u"Direction"_s, u"inbound"_s},
            {u"FromCity"_s, u""_s},
            {u"FromState"_s, u"WA"_s},
            {u"CallerName"_s, u"J. Ørsted & Søn"_s}};
}

HttpRequest posted(const QByteArray &target, const Form &form, const QByteArray &signature)
{
    HttpRequest request;
    request.method = "POST";
    request.target = target;
    request.headers = {{"Host", "phone.example.org"}, {"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}};
    if (!signature.isEmpty())
        request.headers.add("x-twilio-signature", signature);
    request.body = form.encoded();
    return request;
}

/// As Twilio would send it to @p url, while we see @p target.
HttpRequest signedAs(const QByteArray &url, const QByteArray &target, const Form &form, const Secret &with = token)
{
    SignedFields fields;
    for (const Form::Field &field : form.fields())
        fields.emplaceBack(field.name, field.value);
    return posted(target, form, twilioSignature(with, url, fields));
}

HttpRequest json(const QByteArray &target, const QByteArray &body, const QByteArray &signature)
{
    HttpRequest request = posted(target, {}, signature);
    request.headers.set("Content-Type", "application/json");
    request.body = body;
    return request;
}

HttpRequest got(const QByteArray &target, const QByteArray &signature)
{
    HttpRequest request = posted(target, {}, signature);
    request.method = "GET";
    return request;
}

QList<Secret> tokens(const Secret &one = token)
{
    return {one};
}

} // namespace

Q_DECLARE_METATYPE(milassist::HttpRequest)
Q_DECLARE_METATYPE(milassist::WebhookTrust)
Q_DECLARE_METATYPE(milassist::SignatureFault)

class TestWebhookSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTwilioSignedIsGenuine_data()
    {
        QTest::addColumn<WebhookTrust>("trust");
        QTest::addColumn<HttpRequest>("request");

        const QByteArray
            voice = "/voice/inbound?line=1&tag=a%20b",
            body =
                R"({"transcript_sid":"GT0a1b2c3d4e5f60718293a4b5c6d7e8f9","event_type":"voice_intelligence_transcript_available"})";
        const QByteArray hash = "bodySHA256=14605c3d0109a8fbdd4b4a1e509d1490e73b71abbad94c7cb2002b5c854e08a5";
        const WebhookTrust trust{home, tokens()};
        QTest::newRow("V1") << trust << posted(voice, voiceForm(), "YTfk2/PI6Nt5A0MowCie1y5lM/U=");
        QTest::newRow("V2, our address has no port") << trust << posted(voice, voiceForm(), "gacgYpCvxEu4wynuvrJPrruuJhY=");
        QTest::newRow("V1, our address has the port")
            << WebhookTrust{home + ":443", tokens()} << posted(voice, voiceForm(), "YTfk2/PI6Nt5A0MowCie1y5lM/U=");
        QTest::newRow("V1, our address ends in a slash")
            << WebhookTrust{home + "/", tokens()} << posted(voice, voiceForm(), "YTfk2/PI6Nt5A0MowCie1y5lM/U=");
        QTest::newRow("V1, our host is in capitals")
            << WebhookTrust{"HTTPS://Phone.Example.org", tokens()} << posted(voice, voiceForm(), "YTfk2/PI6Nt5A0MowCie1y5lM/U=");
        QTest::newRow("V1, our address has a user") << WebhookTrust{"https://me:secret@phone.example.org", tokens()}
                                                    << posted(voice, voiceForm(), "YTfk2/PI6Nt5A0MowCie1y5lM/U=");
        QTest::newRow("V3, got") << trust
                                 << got("/voice/"
                                        "inbound?CallSid=CA0a1b2c3d4e5f60718293a4b5c6d7e8f9&From=%2B15005550100&To=%"
                                        "2B15005550111&CallStatus=ringing&Empty=",
                                        "ksgzl2pGzHRvvJI48PQb+6Gil9c=");
        QTest::newRow("V4, JSON") << trust << json("/intelligence?" + hash, body, "xwdNNGO7E4FRkDj+kbQihC7f+uY=");
        QTest::newRow("V4, JSON and a query") << trust << json("/intelligence?t=1&" + hash, body, "vAUDvs8b6q+Bht6d6VTdh6pGaP4=");
        const Form status{{u"MessageSid"_s, u"SM0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s},
                          {u"MessageStatus"_s, u"delivered"_s},
                          {u"SmsSid"_s, u"SM0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s},
                          {u"SmsStatus"_s, u"delivered"_s},
                          {u"To"_s, u"+15005550100"_s},
                          {u"From"_s, u"+15005550111"_s},
                          {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s},
                          {u"ApiVersion"_s, u"2010-04-01"_s}};
        QTest::newRow("V5, a port of its own") << WebhookTrust{"http://phone.example.org:8080", tokens()}
                                               << posted("/sms/status", status, "fydNSh1f2KaVHEsRPh0hHGAOpT0=");
        QTest::newRow("V5, that port is not signed") << WebhookTrust{"http://phone.example.org:8080", tokens()}
                                                     << posted("/sms/status", status, "AI4oSl/q0ANjED+5y08U9ExBflQ=");
        QTest::newRow("V5, port 80") << WebhookTrust{"http://phone.example.org", tokens()}
                                     << posted("/sms/status", status, "nenR+X9+eKdGdEZkZ/kz/h9Usog=");
        QTest::newRow("V6, names that repeat") << trust
                                               << posted("/x",
                                                         {{u"Tag"_s, u"b"_s},
                                                          {u"Tag"_s, u"a"_s},
                                                          {u"Tag"_s, u"b"_s},
                                                          {u"Empty"_s, u""_s},
                                                          {u"TagCount"_s, u"3"_s},
                                                          {u"tag"_s, u"z"_s}},
                                                         "ZpHUlJzogsyynCRteiouIKqBq9Y=");
        QTest::newRow("V7, a text") << trust
                                    << posted("/sms",
                                              {{u"Body"_s, u"50% off + \"free\"\r\n你好 👋"_s},
                                               {u"From"_s, u"+15005550100"_s},
                                               {u"NumMedia"_s, u"0"_s}},
                                              "B+SIAV+mY8BYhH9ZE26cm1Y6I28=");
        QTest::newRow("V8, nothing in it") << trust << posted("/empty", {}, "1uYP+xCxaBOANqike/unlgnK49g=");

        const WebhookTrust sdk{"https://mycompany.com", tokens(Secret(QByteArray("12345")))};
        const Form pressed{{u"CallSid"_s, u"CA1234567890ABCDE"_s},
                           {u"Caller"_s, u"+14158675309"_s},
                           {u"Digits"_s, u"1234"_s},
                           {u"From"_s, u"+14158675309"_s},
                           {u"To"_s, u"+18005551212"_s}};
        const QByteArray app = "/myapp.php?foo=1&bar=2", odd = R"({"property": "value", "boolean": true})";
        const QByteArray oddHash = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        QTest::newRow("SDK") << sdk << posted(app, pressed, "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        QTest::newRow("SDK, port") << sdk << posted(app, pressed, "kvajT1Ptam85bY51eRf/AJRuM3w=");
        QTest::newRow("SDK, http and its port")
            << WebhookTrust{"http://mycompany.com", sdk.tokens} << posted(app, pressed, "0ZXoZLH/DfblKGATFgpif+LLRf4=");
        QTest::newRow("SDK, port 1234") << WebhookTrust{"http://mycompany.com:1234", sdk.tokens}
                                        << posted(app, pressed, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=");
        QTest::newRow("SDK, JSON") << sdk << json(app + '&' + oddHash, odd, "a9nBmqA0ju/hNViExpshrM61xv4=");
        QTest::newRow("SDK, JSON alone") << sdk << json("/myapp.php?" + oddHash, odd, "y77kIzt2vzLz71DgmJGsen2scGs=");
        QTest::newRow("a prefix of the path")
            << WebhookTrust{home + "/desk", tokens()} << signedAs(home + "/desk/sms", "/sms", voiceForm());
        QTest::newRow("an IPv6 address") << WebhookTrust{"https://[2001:db8::1]", tokens()}
                                         << signedAs("https://[2001:db8::1]:443/sms", "/sms", voiceForm());
    }
    void whatTwilioSignedIsGenuine()
    {
        QFETCH(const WebhookTrust, trust);
        QFETCH(const HttpRequest, request);

        const SignatureFinding finding = judgeSignature(trust, request);

        QVERIFY(finding.isGenuine());
        QCOMPARE(finding.token, 0);
    }

    void bothTokensCountDuringARotation()
    {
        const WebhookTrust trust{home, {newToken, token}};
        QCOMPARE(judgeSignature(trust, signedAs(home + "/sms", "/sms", voiceForm(), newToken)).token, 0);
        QCOMPARE(judgeSignature(trust, signedAs(home + "/sms", "/sms", voiceForm(), token)).token, 1);
        QVERIFY(!judgeSignature({home, {newToken}}, signedAs(home + "/sms", "/sms", voiceForm(), token)).isGenuine());
    }

    void whatIsWrongIsNamed_data()
    {
        using F = SignatureFault;
        QTest::addColumn<WebhookTrust>("trust");
        QTest::addColumn<HttpRequest>("request");
        QTest::addColumn<F>("fault");

        const WebhookTrust trust{home, tokens()};
        const QByteArray voice = "/voice/inbound?line=1&tag=a%20b", v1 = "YTfk2/PI6Nt5A0MowCie1y5lM/U=";
        QTest::newRow("no signature") << trust << posted(voice, voiceForm(), {}) << F::Missing;
        QTest::newRow("half of one") << trust << posted(voice, voiceForm(), v1.left(20)) << F::Malformed;
        QTest::newRow("a very long one") << trust << posted(voice, voiceForm(), QByteArray(100'000, 'A')) << F::Malformed;
        QTest::newRow("we have no token") << WebhookTrust{home, {}} << posted(voice, voiceForm(), v1) << F::NoToken;
        QTest::newRow("we have the secret of an API key")
            << WebhookTrust{home, tokens(Secret(QByteArray("Zx8SecretOfAnApiKeyIsNoAuthToken")))}
            << posted(voice, voiceForm(), v1) << F::TokenIsNoToken;
        QTest::newRow("another account's token")
            << WebhookTrust{home, tokens(newToken)} << posted(voice, voiceForm(), v1) << F::Forged;
        QTest::newRow("made up") << trust << posted(voice, voiceForm(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA=") << F::Forged;
        QTest::newRow("one letter of another case")
            << trust << posted(voice, voiceForm(), "yTfk2/PI6Nt5A0MowCie1y5lM/U=") << F::Forged;

        Form changed = voiceForm();
        changed.set(u"From"_s, u" 15005550100"_s);
        QTest::newRow("a plus has become a space") << trust << posted(voice, changed, v1) << F::Forged;
        changed = voiceForm();
        changed.add(u"Extra"_s, u"1"_s);
        QTest::newRow("a field more") << trust << posted(voice, changed, v1) << F::Forged;
        changed = voiceForm();
        changed.remove(u"FromState");
        QTest::newRow("a field less") << trust << posted(voice, changed, v1) << F::Forged;
        HttpRequest latin = posted(voice, voiceForm(), v1);
        latin.body.replace("%C3%98", "%D8").replace("%C3%B8", "%F8");
        QTest::newRow("in Latin-1") << trust << latin << F::Forged;
        QTest::newRow("the query is decoded") << trust << posted("/voice/inbound?line=1&tag=a b", voiceForm(), v1) << F::Forged;
        QTest::newRow("a query of another order")
            << trust << posted("/voice/inbound?tag=a%20b&line=1", voiceForm(), v1) << F::Forged;
        QTest::newRow("the path in capitals") << trust << posted("/Voice/inbound?line=1&tag=a%20b", voiceForm(), v1) << F::Forged;
        HttpRequest got = posted(voice, voiceForm(), v1);
        got.method = "GET";
        QTest::newRow("posted, but got here") << trust << got << F::Forged;

        QTest::newRow("a proxy ends TLS, and we believe in http")
            << WebhookTrust{"http://phone.example.org", tokens()} << posted(voice, voiceForm(), v1) << F::OtherScheme;
        QTest::newRow("the other way round")
            << trust << signedAs("http://phone.example.org" + voice, voice, voiceForm()) << F::OtherScheme;
        QTest::newRow("our address is another host")
            << WebhookTrust{"https://old.example.org", tokens()} << posted(voice, voiceForm(), v1) << F::OtherHost;
        QTest::newRow("a prefix that Twilio does not know")
            << WebhookTrust{home + "/desk", tokens()} << posted(voice, voiceForm(), v1) << F::OtherPath;
        QTest::newRow("a slash at the end") << trust << signedAs(home + "/sms/", "/sms", voiceForm()) << F::OtherPath;
        QTest::newRow("no slash at the end") << trust << signedAs(home + "/sms?a=1", "/sms/?a=1", voiceForm()) << F::OtherPath;
        QTest::newRow("a proxy adds a query") << trust << signedAs(home + "/sms", "/sms?via=proxy", voiceForm()) << F::QueryLost;
        HttpRequest filled = signedAs(home + "/sms", "/sms", {});
        filled.body = voiceForm().encoded();
        QTest::newRow("fields were added") << trust << filled << F::BodyLost;

        const QByteArray body = R"({"a":1})";
        const QByteArray hashed = withBodyHash(home + "/json", body);
        const QByteArray target = hashed.mid(home.size()), signature = twilioSignature(token, hashed);
        QTest::newRow("another JSON") << trust << json(target, R"({"a":2})", signature) << F::BodyChanged;
        QTest::newRow("no JSON") << trust << json(target, {}, signature) << F::BodyChanged;
        QTest::newRow("JSON that no hash covers")
            << trust << json("/json", body, twilioSignature(token, home + "/json")) << F::BodyChanged;
        QTest::newRow("a body of no known kind")
            << trust << json("/empty", "CallSid=1", "1uYP+xCxaBOANqike/unlgnK49g=") << F::BodyChanged;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(const WebhookTrust, trust);
        QFETCH(const HttpRequest, request);
        QFETCH(const SignatureFault, fault);

        const SignatureFinding finding = judgeSignature(trust, request);

        QVERIFY(!finding.isGenuine());
        QCOMPARE(int(*finding.fault), int(fault));
        QCOMPARE(finding.token, -1);
    }

    void theAddressThatTwilioSignedIsToldForTheAdmin()
    {
        const auto finding = judgeSignature({"http://phone.example.org", tokens()}, signedAs(home + "/sms", "/sms", voiceForm()));
        QCOMPARE(finding.signedUrl, home + "/sms");
    }

    void strangeRequestsAreJudgedAndNothingElse()
    {
        for (const QByteArray &target : {QByteArray(), QByteArray("?"), QByteArray("*"), QByteArray("//"),
                                         QByteArray(70'000, '/'), QByteArray("\0\xff", 2)}) {
            for (const QByteArray &url : {QByteArray(), QByteArray("://"), QByteArray("https://"), QByteArray("@:]")}) {
                const auto finding = judgeSignature({url, tokens()}, posted(target, voiceForm(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
                QCOMPARE(finding.fault, SignatureFault::Forged);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestWebhookSignature)
#include "tst_webhooksignature.moc"
