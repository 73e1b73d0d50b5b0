// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/signature.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
Q_DECLARE_METATYPE(milassist::SignedFields)

namespace {

const QByteArray ownToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"; // made up for the vectors of our Twilio reference
const QByteArray sdkToken = "12345";                            // that of the official SDKs' tests

SignedFields voiceFields()
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

SignedFields statusFields()
{
    return {{u"MessageSid"_s, u"SM0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s}, {u"MessageStatus"_s, u"delivered"_s},
            {u"SmsSid"_s, u"SM0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s},     {u"SmsStatus"_s, u"delivered"_s},
            {u"To"_s, u"+15005550100"_s},                               {u"From"_s, u"+15005550111"_s},
            {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s}, {u"ApiVersion"_s, u"2010-04-01"_s}};
}

SignedFields sdkFields()
{
    return {{u"CallSid"_s, u"CA1234567890ABCDE"_s}, {u"Caller"_s, u"+14158675309"_s}, {u"Digits"_s, u"1234"_s},
            {u"From"_s, u"+14158675309"_s},         {u"To"_s, u"+18005551212"_s}};
}

} // namespace

class TestSignature : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTwilio_data();
    void agreesWithTwilio();
    void addsTheBodysHash();
    void tellsOneThingFromAnother();
};

void TestSignature::agreesWithTwilio_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<SignedFields>("fields");
    QTest::addColumn<QByteArray>("signature");

    const QByteArray voice = "/voice/inbound?line=1&tag=a%20b";
    QTest::newRow("V1 form") << ownToken << "https://phone.example.org" + voice << voiceFields() << "YTfk2/PI6Nt5A0MowCie1y5lM/U="_ba;
    QTest::newRow("V2 port") << ownToken << "https://phone.example.org:443" + voice << voiceFields() << "gacgYpCvxEu4wynuvrJPrruuJhY="_ba;
    QTest::newRow("V3 get") << ownToken
                            << "https://phone.example.org/voice/"
                               "inbound?CallSid=CA0a1b2c3d4e5f60718293a4b5c6d7e8f9&From=%2B15005550100&To=%2B15005550111&CallStatus=ringing&Empty="_ba
                            << SignedFields() << "ksgzl2pGzHRvvJI48PQb+6Gil9c="_ba;
    const QByteArray json = R"({"transcript_sid":"GT0a1b2c3d4e5f60718293a4b5c6d7e8f9","event_type":"voice_intelligence_transcript_available"})";
    QTest::newRow("V4 json") << ownToken << withBodyHash("https://phone.example.org/intelligence", json) << SignedFields()
                             << "xwdNNGO7E4FRkDj+kbQihC7f+uY="_ba;
    QTest::newRow("V4 json and query") << ownToken << withBodyHash("https://phone.example.org/intelligence?t=1", json) << SignedFields()
                                       << "vAUDvs8b6q+Bht6d6VTdh6pGaP4="_ba;
    QTest::newRow("V5 http port") << ownToken << "http://phone.example.org:8080/sms/status"_ba << statusFields()
                                  << "fydNSh1f2KaVHEsRPh0hHGAOpT0="_ba;
    QTest::newRow("V5 port 80") << ownToken << "http://phone.example.org:80/sms/status"_ba << statusFields()
                                << "nenR+X9+eKdGdEZkZ/kz/h9Usog="_ba;
    QTest::newRow("V5 no port") << ownToken << "http://phone.example.org/sms/status"_ba << statusFields()
                                << "AI4oSl/q0ANjED+5y08U9ExBflQ="_ba;
    QTest::newRow("V6 repeated names") << ownToken << "https://phone.example.org/x"_ba
                                       << SignedFields{{u"Tag"_s, u"b"_s}, {u"Tag"_s, u"a"_s},      {u"Tag"_s, u"b"_s},
                                                       {u"Empty"_s, u""_s}, {u"TagCount"_s, u"3"_s}, {u"tag"_s, u"z"_s}}
                                       << "ZpHUlJzogsyynCRteiouIKqBq9Y="_ba;
    QTest::newRow("V7 utf-8") << ownToken << "https://phone.example.org/sms"_ba
                              << SignedFields{{u"Body"_s, u"50% off + \"free\"\r\n你好 👋"_s}, {u"From"_s, u"+15005550100"_s}, {u"NumMedia"_s, u"0"_s}}
                              << "B+SIAV+mY8BYhH9ZE26cm1Y6I28="_ba;
    QTest::newRow("V8 nothing") << ownToken << "https://phone.example.org/empty"_ba << SignedFields() << "1uYP+xCxaBOANqike/unlgnK49g="_ba;
    QTest::newRow("fragment is not signed") << ownToken << "https://phone.example.org/empty#rc=2"_ba << SignedFields()
                                            << "1uYP+xCxaBOANqike/unlgnK49g="_ba;

    const QByteArray app = "/myapp.php?foo=1&bar=2";
    QTest::newRow("sdk") << sdkToken << "https://mycompany.com" + app << sdkFields() << "RSOYDt4T1cUTdK1PDd93/VVr8B8="_ba;
    QTest::newRow("sdk 443") << sdkToken << "https://mycompany.com:443" + app << sdkFields() << "kvajT1Ptam85bY51eRf/AJRuM3w="_ba;
    QTest::newRow("sdk 80") << sdkToken << "http://mycompany.com:80" + app << sdkFields() << "0ZXoZLH/DfblKGATFgpif+LLRf4="_ba;
    QTest::newRow("sdk 1234") << sdkToken << "http://mycompany.com:1234" + app << sdkFields() << "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="_ba;
    const QByteArray body = R"({"property": "value", "boolean": true})";
    QTest::newRow("sdk json") << sdkToken << withBodyHash("https://mycompany.com" + app, body) << SignedFields()
                              << "a9nBmqA0ju/hNViExpshrM61xv4="_ba;
    QTest::newRow("sdk json alone") << sdkToken << withBodyHash("https://mycompany.com/myapp.php", body) << SignedFields()
                                    << "y77kIzt2vzLz71DgmJGsen2scGs="_ba;
    QTest::newRow("sdk repeated") << sdkToken << "https://mycompany.com" + app
                                  << SignedFields{{u"Sid"_s, u"CA123"_s},   {u"SidAccount"_s, u"AC123"_s}, {u"Digits"_s, u"5678"_s},
                                                  {u"Digits"_s, u"1234"_s}, {u"Digits"_s, u"1234"_s}}
                                  << "IK+Dwps556ElfBT0I3Rgjkr1wJU="_ba;
}

void TestSignature::agreesWithTwilio()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, url);
    QFETCH(SignedFields, fields);
    QTEST(twilioSignature(Secret(token), url, fields), "signature");
    std::reverse(fields.begin(), fields.end());
    QTEST(twilioSignature(Secret(token), url, fields), "signature");
}

void TestSignature::addsTheBodysHash()
{
    QCOMPARE(withBodyHash("https://h/p?a=1#x", R"({"property": "value", "boolean": true})"),
             "https://h/p?a=1&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"_ba);
}

void TestSignature::tellsOneThingFromAnother()
{
    const QByteArray url = "https://phone.example.org/voice/inbound?line=1&tag=a%20b";
    const QByteArray right = twilioSignature(Secret(ownToken), url, voiceFields());
    SignedFields fields = voiceFields();
    fields[2].second = u" 15005550100"_s; // '+' taken for a space
    QVERIFY(twilioSignature(Secret(ownToken), url, fields) != right);
    QVERIFY(twilioSignature(Secret(ownToken), "https://phone.example.org/voice/inbound?line=1&tag=a b", voiceFields()) != right);
    QVERIFY(twilioSignature(Secret("other"), url, voiceFields()) != right);
}

QTEST_APPLESS_MAIN(TestSignature)
#include "tst_signature.moc"
