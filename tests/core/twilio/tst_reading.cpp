// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/twilio/apierror.h"
#include "core/twilio/records.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QByteArray goodSid = "CA0a1b2c3d4e5f60718293a4b5c6d7e8f9";

QByteArray pageOf(const QByteArray &rows)
{
    return "{\"calls\":[" + rows + "],\"next_page_uri\":null,\"page\":0}";
}

} // namespace

class TestReading : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallOfTwiliosOwnExampleIsReadWhole()
    {
        const auto call = readRecord<Call>(R"({"sid": "CA0a1b2c3d4e5f60718293a4b5c6d7e8f9", "parent_call_sid": null,
            "to": "+12065550142", "from": "+14155550108", "phone_number_sid": "PN1122334455667788990011223344aabb",
            "status": "completed", "start_time": "Tue, 11 Aug 2026 16:05:31 +0000", "end_time": "Tue, 11 Aug 2026 16:06:18 +0000",
            "duration": "47", "price": "-0.00850", "price_unit": "USD", "direction": "inbound", "answered_by": null,
            "subresource_uris": {"sid": "not this one", "status": "nor this"}, "date_created": "Tue, 11 Aug 2026 16:05:30 +0000"})");

        QVERIFY(call);
        QCOMPARE(call->sid.text(), u"CA0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s);
        QVERIFY(call->parentSid.isNull());
        QCOMPARE(call->from.text(), u"+14155550108"_s);
        QVERIFY(call->status.is(CallStatus::Completed));
        QCOMPARE(call->startedAt, QDateTime(QDate(2026, 8, 11), QTime(16, 5, 31), Qt::UTC));
        QCOMPARE(call->duration, std::chrono::seconds(47));
        QCOMPARE(call->price, Micros{-8500});
    }

    void oddFieldsLeaveTheRestAlone_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("numbers as numbers") << QByteArray(R"("duration":47,"price":-0.0085)");
        QTest::newRow("numbers as text") << QByteArray(R"("duration":"47","price":"-0.0085")");
        QTest::newRow("unknown fields") << QByteArray(R"("duration":"47","price":"-0.0085","new":{"a":[1,{"b":null}]})");
        QTest::newRow("wrong types elsewhere") << QByteArray(R"("duration":"47","price":"-0.0085","from":[1],"start_time":{"x":1},"end_time":true)");
        QTest::newRow("other case") << QByteArray(R"("Duration":"47","PRICE":"-0.0085")");
    }
    void oddFieldsLeaveTheRestAlone()
    {
        QFETCH(QByteArray, field);

        const auto page = readPage<Call>(pageOf("{\"sid\":\"" + goodSid + "\",\"status\":\"beamed\"," + field + "}"), "calls");

        QVERIFY(page);
        QCOMPARE(page->records.size(), 1);
        const Call &call = page->records.first();
        QCOMPARE(call.duration, std::chrono::seconds(47));
        QCOMPARE(call.price, Micros{-8500});
        QCOMPARE(call.status.text(), u"beamed"_s);
        QVERIFY(call.from.isEmpty());
        QVERIFY(!call.startedAt.isValid());
    }

    void valuesOfUnexpectedKindsAreCounted_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("odd");
        QTest::newRow("as documented") << QByteArray(R"("duration":"47","price":"-0.0085","from":"+1415","end_time":"Tue, 11 Aug 2026 16:06:18 +0000")") << 0;
        QTest::newRow("absent") << QByteArray(R"("duration":null,"price":"","from":null,"end_time":"","to":"")") << 0;
        QTest::newRow("numbers as numbers") << QByteArray(R"("duration":47,"price":-0.0085)") << 0;
        QTest::newRow("unknown fields") << QByteArray(R"("new":[1],"subresource_uris":{"x":1})") << 0;
        QTest::newRow("number for text") << QByteArray(R"("from":12345)") << 1;
        QTest::newRow("true for a status") << QByteArray(R"("status":true)") << 1;
        QTest::newRow("list for a number") << QByteArray(R"("duration":[1])") << 1;
        QTest::newRow("words for numbers and dates") << QByteArray(R"("duration":"x","price":"y","end_time":"z")") << 3;
    }
    void valuesOfUnexpectedKindsAreCounted()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, odd);

        const auto page = readPage<Call>(pageOf("{\"sid\":\"" + goodSid + "\"," + fields + "}"), "calls");

        QVERIFY(page);
        QCOMPARE(page->records.size(), 1);
        QCOMPARE(page->odd, odd);
    }

    void absentSpellingsAllReadAsAbsent_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("null") << QByteArray(R"(,"duration":null,"price":null,"end_time":null,"parent_call_sid":null)");
        QTest::newRow("empty") << QByteArray(R"(,"duration":"","price":"","end_time":"","parent_call_sid":"")");
        QTest::newRow("missing") << QByteArray();
        QTest::newRow("nonsense") << QByteArray(R"(,"duration":"-3","price":"free","end_time":"soon","parent_call_sid":"?")");
    }
    void absentSpellingsAllReadAsAbsent()
    {
        QFETCH(QByteArray, field);

        const auto call = readRecord<Call>("{\"sid\":\"" + goodSid + "\"" + field + "}");

        QVERIFY(call);
        QVERIFY(!call->duration && !call->price && !call->endedAt.isValid() && call->parentSid.isNull());
    }

    void aRecordWithoutAUsableSidIsSkippedAndCounted()
    {
        const auto page = readPage<Call>(pageOf("{\"sid\":null},{\"sid\":\"" + goodSid + "\"},{\"sid\":\"SM1\"},{},null,7,[],\"x\""), "calls");

        QVERIFY(page);
        QCOMPARE(page->records.size(), 1);
        QCOMPARE(page->skipped, 7);
    }

    // Texts that repeat are read once; others must not be taken for them.
    void everyRecordOfALongPageHasItsOwnTexts()
    {
        const auto numberOf = [](int i) { return QByteArray("+1206555") + QByteArray::number(i * 7 % 1500).rightJustified(4, '0'); };
        const auto ownOf = [](int i) { return QByteArray("PN") + QByteArray::number(i % 700, 16).rightJustified(32, '0'); };
        const QByteArray states[] = {"completed", "busy", "no-answer", ""};
        QByteArrayList rows;
        for (int i = 0; i < 3000; ++i) {
            rows.append("{\"sid\":\"CA" + QByteArray::number(i, 16).rightJustified(32, '0') + "\",\"from\":\"" + numberOf(i) + "\",\"to\":\"+1\",\"status\":\""
                        + states[i % 4] + "\",\"phone_number_sid\":\"" + ownOf(i) + "\",\"caller_name\":\"" + QByteArray(i % 60, 'x') + "\"}");
        }

        const auto page = readPage<Call>(pageOf(rows.join(',')), "calls");

        QVERIFY(page);
        QCOMPARE(page->records.size(), 3000);
        QCOMPARE(page->odd, 0);
        for (int i = 0; i < 3000; ++i) {
            const Call &call = page->records[i];
            QCOMPARE(call.from.text(), QString::fromLatin1(numberOf(i)));
            QCOMPARE(call.to.text(), u"+1"_s);
            QCOMPARE(call.status.text(), QString::fromLatin1(states[i % 4]));
            QCOMPARE(call.phoneNumberSid.text(), QString::fromLatin1(ownOf(i)));
            QCOMPARE(call.callerName.size(), i % 60);
        }
    }

    void whatIsNoWholePageIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray row = "{\"sid\":\"" + goodSid + "\"}";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("html") << QByteArray("<html><body>Sign in</body></html>");
        QTest::newRow("cut in a string") << pageOf(row).first(20);
        QTest::newRow("cut after a row") << QByteArray("{\"calls\":[" + row);
        QTest::newRow("cut before the end") << pageOf(row).chopped(1);
        QTest::newRow("garbled behind the rows") << pageOf(row).replace("\"page\":0", "\"page\":0:1");
        QTest::newRow("something behind") << QByteArray(pageOf(row) + "{}");
        QTest::newRow("no list") << QByteArray("{\"calls\":{}}");
        QTest::newRow("another list") << QByteArray("{\"messages\":[]}");
        QTest::newRow("a list alone") << QByteArray("[]");
        QTest::newRow("null") << QByteArray("null");
    }
    void whatIsNoWholePageIsMalformed()
    {
        QFETCH(QByteArray, body);

        const auto page = readPage<Call>(body, "calls");

        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::Malformed);
    }

    void oneOddTextDoesNotSpoilAPage_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("read");
        QTest::newRow("half a pair") << QByteArray(R"(a\ud83d b)") << u"a\ufffd b"_s;
        QTest::newRow("the other half") << QByteArray(R"(a\ude00 b)") << u"a\ufffd b"_s;
        QTest::newRow("a whole pair") << QByteArray(R"(a\ud83d\ude00 b)") << u"a\U0001F600 b"_s;
        QTest::newRow("half before a pair") << QByteArray(R"(\ud83d\ud83d\ude00)") << u"\ufffd\U0001F600"_s;
        QTest::newRow("an escaped backslash") << QByteArray(R"(\\ud83d \ud83d)") << u"\\ud83d \ufffd"_s;
        QTest::newRow("not utf-8") << QByteArray("a\xff b") << u"a\ufffd b"_s;
        QTest::newRow("zero") << QByteArray(R"(a\u0000b)") << QString(u"a"_s + QChar(0) + u"b"_s);
    }
    void oneOddTextDoesNotSpoilAPage()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, read);

        const auto message = readRecord<Message>("{\"sid\":\"SM0a1b2c3d4e5f60718293a4b5c6d7e8f9\",\"body\":\"" + body + "\"}");

        QVERIFY(message);
        QCOMPARE(message->body, read);
    }

    void aNumberBeyondAllMeasureIsNoError()
    {
        const auto call = readRecord<Call>("{\"sid\":\"" + goodSid + "\",\"x\":1e400,\"y\":123456789012345678901234567890,\"duration\":\"5\"}");

        QVERIFY(call);
        QCOMPARE(call->duration, std::chrono::seconds(5));
    }

    void bothSpellingsOfTheNextPageAreFound()
    {
        QCOMPARE(readPage<Call>("{\"calls\":[],\"next_page_uri\":\"/2010?a=b%3E\"}", "calls")->next, u"/2010?a=b%3E"_s);
        QCOMPARE(readPage<Call>("{\"calls\":[],\"meta\":{\"next_page_url\":\"https://x/y\"}}", "calls")->next, u"https://x/y"_s);
        QCOMPARE(readPage<Call>("{\"calls\":[],\"next_page_uri\":\"\"}", "calls")->next, QString());
        QCOMPARE(readPage<Call>("{\"calls\":[]}", "calls")->next, QString());
    }

    void theNextPageIsSeenBeforeParsing()
    {
        QCOMPARE(peekNextPage("{\"calls\":[], \"next_page_uri\": \"\\/2010?x=1\", \"page\":0}"), u"/2010?x=1"_s);
        QCOMPARE(peekNextPage("{\"calls\":[], \"next_page_uri\":null}"), QString());
        QCOMPARE(peekNextPage("{\"calls\":[]"), QString());
        QCOMPARE(peekNextPage("{\"next_page_uri\":\"/cut"), QString());
        const QByteArray rows(100000, 'x');
        QCOMPARE(peekNextPage("{\"next_page_uri\":\"/a\",\"calls\":[\"" + rows + "\"]}"), u"/a"_s);
        QCOMPARE(peekNextPage("{\"calls\":[\"" + rows + "\"],\"next_page_uri\":\"/b\"}"), u"/b"_s);
    }

    void aNumberIsReadWithItsConfigurationAndCapabilities()
    {
        const auto number = readRecord<IncomingNumber>(R"({"sid":"PN1122334455667788990011223344aabb","phone_number":"+12065550142",)"
            R"("capabilities":{"voice":true,"SMS":true,"MMS":false,"fax":false},"voice_url":"https:\/\/a\/b","sms_url":"","trunk_sid":null})");

        QVERIFY(number);
        QVERIFY(number->capabilities.voice && number->capabilities.sms && !number->capabilities.mms);
        QCOMPARE(number->config.voiceUrl, u"https://a/b"_s);
        QVERIFY(number->config.smsUrl.isEmpty() && number->config.trunkSid.isEmpty());
    }

    void pricesWithinPricesAreRead()
    {
        const auto pricing = readRecord<MessagePricing>(R"({"country":"United States","iso_country":"US","price_unit":"USD",
            "inbound_sms_prices":[{"number_type":"local","base_price":"0.0075","current_price":null}],
            "outbound_sms_prices":[{"carrier":"Example","mcc":"310","mnc":"1","prices":[{"number_type":"mobile","base_price":0.0083}]}, 7]})");

        QVERIFY(pricing);
        QCOMPARE(pricing->inbound.first().basePrice, Micros{7500});
        QVERIFY(!pricing->inbound.first().currentPrice);
        QCOMPARE(pricing->outbound.size(), 1);
        QCOMPARE(pricing->outbound.first().prices.first().basePrice, Micros{8300});
    }

    void whatTwilioRefusesIsReadAndMasked()
    {
        const auto refusal = refusalFrom(R"({"code": 21211, "message": "The 'To' number +14155550108 is not valid", "status": 400})");

        QCOMPARE(refusal.code, 21211);
        QVERIFY(!refusal.message.contains(u"+14155550108"_s));
        QVERIFY(refusal.message.startsWith(u"The 'To' number +1415"_s));
        QCOMPARE(refusalFrom("<html>").code, 0);
    }
};

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
