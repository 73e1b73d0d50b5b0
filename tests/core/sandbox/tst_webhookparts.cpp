// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks/messagetwiml.h"
#include "core/sandbox/webhooks/overrides.h"

#include <QTest>

using namespace milassist::webhooks;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWebhookParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overridesAreReadAndBounded();
    void retriesFollowThePolicy();
    void repliesAreRead();
    void whatIsWrongHasItsCode_data();
    void whatIsWrongHasItsCode();
    void anEmptyAnswerIsNoReply();
    void plainTextIsAReply();
    void tooManyRepliesAreCut();
    void aRedirectEndsTheDocument();
};

void TestWebhookParts::overridesAreReadAndBounded()
{
    const Overrides overrides = Overrides::parse(u"rc=2&rp=5xx,rt&ct=2000&rt=5000&tt=14000&sni=y&e=ashburn");
    QCOMPARE(overrides.retries, 2);
    QVERIFY(overrides.retry5xx && overrides.retryRead && !overrides.retryConnect && !overrides.retry4xx);
    QCOMPARE(overrides.connect, 2000ms);
    QCOMPARE(overrides.read, 5000ms);
    QCOMPARE(overrides.total, 14000ms);
    QCOMPARE(Overrides::parse(u"rc=9&tt=99999&ct=x&&="), Overrides());
    QCOMPARE(Overrides::parse(u""), Overrides());
}

void TestWebhookParts::retriesFollowThePolicy()
{
    const Overrides defaults;
    QVERIFY(wantsRetry(defaults, Attempt::ConnectFailed, 0));
    QVERIFY(!wantsRetry(defaults, Attempt::ReadFailed, 0));
    QVERIFY(!wantsRetry(defaults, Attempt::Answered, 500));
    const Overrides all = Overrides::parse(u"rp=all");
    QVERIFY(wantsRetry(all, Attempt::Answered, 404) && wantsRetry(all, Attempt::Answered, 503) && wantsRetry(all, Attempt::ReadFailed, 0));
}

void TestWebhookParts::repliesAreRead()
{
    const auto twiml = MessageTwiml::parse("text/xml; charset=utf-8", R"(<?xml version="1.0" encoding="UTF-8"?>
        <Response><!-- two --><Message>Hello &amp; thanks</Message>
        <Message to="+15005550001" from="+15005550006" statusCallback="/s"><Body>A</Body><Body>B</Body><Media>/a.png</Media><Media>b</Media></Message></Response>)");
    QCOMPARE(twiml.errorCode, 0);
    QCOMPARE(twiml.messages.size(), 2);
    QCOMPARE(twiml.messages[0], (TwimlMessage{.body = u"Hello & thanks"_s}));
    QCOMPARE(twiml.messages[1],
             (TwimlMessage{u"+15005550001"_s, u"+15005550006"_s, u"AB"_s, {u"/a.png"_s, u"b"_s}, u"/s"_s}));
}

void TestWebhookParts::whatIsWrongHasItsCode_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("warning");
    QTest::newRow("not xml") << "text/xml"_ba << "hello"_ba << 12100 << 0;
    QTest::newRow("unfinished") << "text/xml"_ba << "<Response><Message>a</Message>"_ba << 12100 << 0;
    QTest::newRow("other root") << "text/xml"_ba << "<Answer/>"_ba << 12102 << 0;
    QTest::newRow("lower case root") << "text/xml"_ba << "<response/>"_ba << 12102 << 0;
    QTest::newRow("json") << "application/json"_ba << "{}"_ba << 12300 << 0;
    QTest::newRow("unknown verb") << "text/xml"_ba << "<Response><Say>a</Say></Response>"_ba << 0 << 12200;
    QTest::newRow("fine") << "application/xml"_ba << "<Response/>"_ba << 0 << 0;
    QTest::newRow("laughing entities") << "text/xml"_ba
                                       << "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
                                          "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]><Response><Message>&d;</Message></Response>"_ba
                                       << 12100 << 0;
}

void TestWebhookParts::whatIsWrongHasItsCode()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const auto twiml = MessageTwiml::parse(type, body);
    QTEST(twiml.errorCode, "error");
    QTEST(twiml.warningCode, "warning");
    QVERIFY(twiml.messages.isEmpty());
}

void TestWebhookParts::anEmptyAnswerIsNoReply()
{
    for (const char *type : {"text/xml", "text/plain", ""}) {
        const auto twiml = MessageTwiml::parse(type, "  \n");
        QCOMPARE(twiml.errorCode, 0);
        QVERIFY(twiml.messages.isEmpty());
    }
}

void TestWebhookParts::plainTextIsAReply()
{
    const auto twiml = MessageTwiml::parse("text/plain; charset=utf-8", "Grüße");
    QCOMPARE(twiml.messages.size(), 1);
    QCOMPARE(twiml.messages[0].body, u"Grüße"_s);
}

void TestWebhookParts::tooManyRepliesAreCut()
{
    QByteArray xml = "<Response>";
    for (int i = 0; i < 12; ++i)
        xml += "<Message>x</Message>";
    const auto twiml = MessageTwiml::parse("text/xml", xml + "</Response>");
    QCOMPARE(twiml.messages.size(), 10);
    QCOMPARE(twiml.errorCode, 14109);
}

void TestWebhookParts::aRedirectEndsTheDocument()
{
    const auto twiml = MessageTwiml::parse("text/xml",
                                           "<Response><Message>a</Message><Redirect method=\"GET\"> /next </Redirect><Message>b</Message></Response>");
    QCOMPARE(twiml.messages.size(), 1);
    QCOMPARE(twiml.redirectUrl, u"/next"_s);
    QCOMPARE(twiml.redirectMethod, u"GET"_s);
}

QTEST_APPLESS_MAIN(TestWebhookParts)
#include "tst_webhookparts.moc"
