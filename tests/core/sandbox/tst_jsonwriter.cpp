// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milassist;
using namespace milassist::rest;
using namespace Qt::StringLiterals;

class TestJsonWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsComeThroughWhole_data();
    void textsComeThroughWhole();
    void everyDayHasItsDate();
    void typesAreTwilios();
    void amountsAreExact();
    void nestingPutsItsCommas();
};

void TestJsonWriter::textsComeThroughWhole_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"hello"_s;
    QTest::newRow("empty") << u""_s;
    QTest::newRow("quotes") << u"\"a\\b\"/"_s;
    QTest::newRow("control") << u"\r\n\t\u0001\u001f\u007f"_s;
    QTest::newRow("nul") << u"a\0b"_s;
    QTest::newRow("two bytes") << u"grüße ¡"_s;
    QTest::newRow("three bytes") << u"你好 €\u2028\uffff"_s;
    QTest::newRow("four bytes") << u"👋👨‍👩‍👧‍👦"_s;
}

void TestJsonWriter::textsComeThroughWhole()
{
    QFETCH(QString, text);
    JsonWriter json;
    json.beginArray();
    json.value(text);
    json.endArray();
    QCOMPARE(QJsonDocument::fromJson(json.take()).array().first().toString(), text);

    JsonWriter broken;
    broken.value(text + QChar(0xD800) + u"x"_s);
    QVERIFY(broken.take().contains("\xEF\xBF\xBDx")); // half a character becomes the replacement character
}

void TestJsonWriter::everyDayHasItsDate()
{
    for (QDate day(1969, 12, 1); day < QDate(2105, 1, 1); day = day.addDays(17)) {
        const QDateTime instant(day, QTime(23, 4, 9), Qt::UTC);
        JsonWriter old(Dates::Rfc2822), iso(Dates::Iso8601);
        old.value(instant);
        iso.value(instant);
        QCOMPARE(old.take(), '"' + QLocale::c().toString(instant, u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " +0000\"");
        QCOMPARE(iso.take(), '"' + instant.toString(Qt::ISODate).toLatin1() + '"');
    }
}

void TestJsonWriter::typesAreTwilios()
{
    JsonWriter json;
    json.beginObject();
    json.field("duration", world::Digits{47});
    json.field("none", world::Digits{});
    json.field("price", std::optional<Micros>(Micros{-7500}));
    json.field("late", std::optional<Micros>());
    json.field("sid", std::optional<QString>());
    json.field("started", QDateTime());
    json.field("error_code", std::optional<int>(30003));
    json.field("beta", false);
    json.field("list", QStringList({u"a"_s, u"b"_s}));
    json.endObject();
    QCOMPARE(json.take(), R"({"duration":"47","none":null,"price":"-0.00750","late":null,"sid":null,"started":null,"error_code":30003,)"
                          R"("beta":false,"list":["a","b"]})"_ba);
}

void TestJsonWriter::amountsAreExact()
{
    for (const qint64 micros : {0LL, 1LL, -1LL, -7500LL, 1'150'000LL, 999'999LL, -1'000'000LL, -13'000'010LL, 9'000'000'000'000LL}) {
        JsonWriter json;
        json.value(std::optional<Micros>(Micros{micros}));
        QCOMPARE(json.take(), '"' + Micros{micros}.toText(5).toLatin1() + '"');
    }
}

void TestJsonWriter::nestingPutsItsCommas()
{
    JsonWriter json;
    json.beginObject();
    json.key("a");
    json.beginArray();
    json.beginObject();
    json.endObject();
    json.beginArray();
    json.endArray();
    json.value(1);
    json.endArray();
    json.nullField("b");
    json.asciiField("c", "x", "/", "y");
    json.endObject();
    QCOMPARE(json.take(), R"({"a":[{},[],1],"b":null,"c":"x/y"})"_ba);
}

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
