// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/faults/faultbox.h"
#include "core/sandbox/faults/journal.h"
#include "core/sandbox/faults/mangle.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milassist;
using namespace milassist::faults;
using namespace Qt::StringLiterals;

namespace {

Fault faultOf(const QByteArray &json)
{
    const auto fault = Fault::parse(QJsonDocument::fromJson(json).object());
    if (!fault)
        qFatal("%s", qPrintable(fault.error().detail));
    return *fault;
}

JournalEntry entryOf(qsizetype bytes)
{
    JournalEntry entry;
    entry.responseBody = QByteArray(bytes, 'x');
    return entry;
}

} // namespace

class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theJournalKeepsNoPasswordNoTokenAndNoSecret()
    {
        JournalEntry entry;
        entry.requestBody = "Username=desk&Password=Wonder1and%21&FriendlyName=Password%3D";
        entry.responseBody = "{\"sid\":\"SK1\",\"secret\" : \"abc\\\"def\",\"auth_token\":\"0123456789abcdef\",\"friendly_name\":\"secret\"}";

        const QJsonObject json = entry.toJson();

        QCOMPARE(json.value("request_body"_L1).toString(), u"Username=desk&Password=(removed)&FriendlyName=Password%3D"_s);
        QCOMPARE(json.value("response_body"_L1).toString(),
                 u"{\"sid\":\"SK1\",\"secret\" : \"(removed)\",\"auth_token\":\"(removed)\",\"friendly_name\":\"secret\"}"_s);
    }

    void readsEveryField();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void theNextOnesThatMatch();
    void someOfThemByChance();
    void latenciesAddUpAndOneFaultCounts();
    void aSpentFaultDoesNotUseUpTheNextOnesCount();
    void webhookFaultsAreForWebhooks();
    void globs_data();
    void globs();
    void malformedIsNeverJson();
    void wrongTypesKeepTheKeys();
    void theJournalIsBounded();
    void theJournalHidesCredentials();
    void theJournalKeepsTextsOnly();
};

void TestFaults::readsEveryField()
{
    const Fault fault = faultOf(R"({"kind":"rate_limit","retry_after":3,"method":"post","path":"*/Messages.json","probability":0.5,"count":2})");
    QCOMPARE(fault.kind, FaultKind::Status);
    QCOMPARE(fault.status, 429);
    QCOMPARE(fault.retryAfter, 3);
    QCOMPARE(fault.method, "POST"_ba);
    QCOMPARE(fault.probability, 0.5);
    QCOMPARE(fault.remaining, 2);
    QCOMPARE(faultOf(R"({"kind":"reset","when":"after"})").moment, Moment::AfterEffect);
    QCOMPARE(faultOf(R"({"kind":"latency","ms":250})").delay, std::chrono::milliseconds(250));
    QCOMPARE(faultOf(R"({"kind":"status","status":500})").status, 500);
    QCOMPARE(Fault::parseAll(QJsonDocument::fromJson(R"({"faults":[{"kind":"reset"},{"kind":"truncate"}]})").object())->size(), 2);
}

void TestFaults::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("kind") << R"({"kind":"thunder"})"_ba;
    QTest::newRow("no kind") << "{}"_ba;
    QTest::newRow("field") << R"({"kind":"reset","probabilty":0.1})"_ba;
    QTest::newRow("probability") << R"({"kind":"reset","probability":7})"_ba;
    QTest::newRow("status") << R"({"kind":"status","status":200})"_ba;
    QTest::newRow("when") << R"({"kind":"reset","when":"during"})"_ba;
    QTest::newRow("number") << R"({"kind":"latency","ms":"10"})"_ba;
}

void TestFaults::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, json);
    QVERIFY(!Fault::parse(QJsonDocument::fromJson(json).object()));
}

void TestFaults::theNextOnesThatMatch()
{
    FaultBox box(1);
    box.add({faultOf(R"({"kind":"reset","method":"POST","path":"*/Messages.json","count":2})")});
    QVERIFY(!box.planFor("GET", "/a/Messages.json").fault);
    QVERIFY(!box.planFor("POST", "/a/Calls.json").fault);
    QVERIFY(box.planFor("POST", "/a/Messages.json").fault);
    QVERIFY(box.planFor("POST", "/b/Messages.json").fault);
    QVERIFY(!box.planFor("POST", "/a/Messages.json").fault);
}

void TestFaults::someOfThemByChance()
{
    FaultBox box(7), again(7);
    box.add({faultOf(R"({"kind":"truncate","probability":0.25})")});
    again.add({faultOf(R"({"kind":"truncate","probability":0.25})")});
    int struck = 0;
    for (int i = 0; i < 1000; ++i) {
        const bool strikes = box.planFor("GET", "/").fault.has_value();
        QCOMPARE(again.planFor("GET", "/").fault.has_value(), strikes);
        struck += strikes ? 1 : 0;
    }
    QVERIFY2(struck > 180 && struck < 320, qPrintable(QString::number(struck)));
}

void TestFaults::latenciesAddUpAndOneFaultCounts()
{
    FaultBox box(1);
    box.add({faultOf(R"({"kind":"latency","ms":100})"), faultOf(R"({"kind":"latency","ms":20})"), faultOf(R"({"kind":"truncate"})"),
             faultOf(R"({"kind":"reset"})")});
    const FaultPlan plan = box.planFor("GET", "/");
    QCOMPARE(plan.delay, std::chrono::milliseconds(120));
    QCOMPARE(plan.fault->kind, FaultKind::Truncate);
}

void TestFaults::aSpentFaultDoesNotUseUpTheNextOnesCount()
{
    FaultBox box(1);
    box.add({faultOf(R"({"kind":"truncate","count":1})"), faultOf(R"({"kind":"reset","count":1})")});
    QCOMPARE(box.planFor("GET", "/").fault->kind, FaultKind::Truncate);
    QCOMPARE(box.planFor("GET", "/").fault->kind, FaultKind::Reset);
    QVERIFY(!box.planFor("GET", "/").fault);
}

void TestFaults::webhookFaultsAreForWebhooks()
{
    FaultBox box(1);
    box.add({faultOf(R"({"kind":"duplicate_webhook","count":1})"), faultOf(R"({"kind":"reorder_webhooks","count":1})"), faultOf(R"({"kind":"reset"})")});
    QCOMPARE(box.planFor("POST", "/hook").fault->kind, FaultKind::Reset);
    const WebhookPlan plan = box.planForWebhook("POST", "/hook");
    QVERIFY(plan.twice && plan.heldBack);
    QVERIFY(!box.planForWebhook("POST", "/hook").twice);
}

void TestFaults::globs_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("star") << "*"_ba << ""_ba << true;
    QTest::newRow("exact") << "/a"_ba << "/a"_ba << true;
    QTest::newRow("not exact") << "/a"_ba << "/ab"_ba << false;
    QTest::newRow("end") << "*/Calls.json"_ba << "/x/y/Calls.json"_ba << true;
    QTest::newRow("middle") << "/a*c*e"_ba << "/abcccde"_ba << true;
    QTest::newRow("greedy") << "*ab"_ba << "aab"_ba << true;
    QTest::newRow("question") << "/?"_ba << "/x"_ba << true;
    QTest::newRow("too short") << "/??"_ba << "/x"_ba << false;
}

void TestFaults::globs()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QTEST(matchesGlob(pattern, text), "matches");
}

void TestFaults::malformedIsNeverJson()
{
    QRandomGenerator random(3);
    const QByteArray json = R"({"calls":[{"sid":"CA1","duration":"4"},{"sid":"CA2","duration":null}],"page":0})";
    for (int i = 0; i < 200; ++i)
        QVERIFY(QJsonDocument::fromJson(malformed(json, random)).isNull());
}

void TestFaults::wrongTypesKeepTheKeys()
{
    QRandomGenerator random(3);
    const QByteArray json = R"({"sid":"CA1","duration":"4","n":1,"b":true,"z":null,"list":[{"sid":"x"}]})";
    const QJsonObject before = QJsonDocument::fromJson(json).object();
    bool changed = false;
    for (int i = 0; i < 20; ++i) {
        const QJsonObject after = QJsonDocument::fromJson(wrongTypes(json, random)).object();
        QCOMPARE(after.keys(), before.keys());
        changed = changed || after.value("sid"_L1).type() != QJsonValue::String;
    }
    QVERIFY(changed);
    QCOMPARE(wrongTypes("no json", random), "no json"_ba);
}

void TestFaults::theJournalIsBounded()
{
    Journal journal(100'000, 50);
    for (int i = 0; i < 200; ++i)
        journal.add(entryOf(10));
    QCOMPARE(journal.entries().size(), 50U);
    QCOMPARE(journal.dropped(), 150);
    for (int i = 0; i < 10; ++i)
        journal.add(entryOf(40'000));
    QVERIFY(journal.entries().size() <= 2);
    QCOMPARE(journal.entries().back().id, 210);
    journal.add(entryOf(1'000'000)); // larger than all: kept alone
    QCOMPARE(journal.entries().size(), 1U);
}

void TestFaults::theJournalHidesCredentials()
{
    const HttpHeaders kept = withoutCredentials({{"authorization", "Basic c2VjcmV0"}, {"Accept", "*/*"}});
    QCOMPARE(kept.value("Authorization"), "(removed)"_ba);
    QCOMPARE(kept.value("Accept"), "*/*"_ba);
}

void TestFaults::theJournalKeepsTextsOnly()
{
    Journal journal;
    JournalEntry sound = entryOf(5000);
    sound.responseHeaders.add("Content-Type", "audio/mpeg");
    journal.add(sound);
    const QJsonObject json = QJsonDocument::fromJson(journal.toJson()).object().value("entries"_L1).toArray().first().toObject();
    QCOMPARE(json.value("response_body"_L1).toString(), QString());
    QCOMPARE(json.value("response_size"_L1).toInt(), 5000);
}

QTEST_APPLESS_MAIN(TestFaults)
#include "tst_faults.moc"
