// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/basicauth.h"
#include "core/http/form.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsPlusAndPercent_data();
    void readsPlusAndPercent();
    void keepsRepeatedNamesInOrder();
    void tellsAbsentFromEmpty();
    void survivesNonsense();
    void whatIsWrittenIsReadBack();
    void filterNamesCarryTheirSign();
    void readsBasicCredentials();
    void refusesOtherAuthorization_data();
    void refusesOtherAuthorization();
    void readsBearerTokens();
    void comparesSecrets();
};

void TestForm::readsPlusAndPercent_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<QString>("value");
    QTest::newRow("plus is a space") << "Body=On+my+way"_ba << u"On my way"_s;
    QTest::newRow("percent 20 too") << "Body=On%20my%20way"_ba << u"On my way"_s;
    QTest::newRow("percent 2B is a plus") << "Body=%2B15005550006"_ba << u"+15005550006"_s;
    QTest::newRow("utf-8") << "Body=%F0%9F%91%8B+%E4%BD%A0"_ba << u"👋 你"_s;
    QTest::newRow("small hex digits") << "Body=%c3%a9"_ba << u"é"_s;
    QTest::newRow("no value") << "Body"_ba << u""_s;
    QTest::newRow("equals in the value") << "Body=a=b"_ba << u"a=b"_s;
}

void TestForm::readsPlusAndPercent()
{
    QFETCH(QByteArray, encoded);
    QFETCH(QString, value);
    QCOMPARE(Form::parse(encoded).value(u"Body"), value);
}

void TestForm::keepsRepeatedNamesInOrder()
{
    const Form form = Form::parse("MediaUrl=b&To=x&MediaUrl=a&MediaUrl=b");
    QCOMPARE(form.values(u"MediaUrl"), QStringList({u"b"_s, u"a"_s, u"b"_s}));
    QCOMPARE(form.value(u"MediaUrl"), u"b"_s);
    QCOMPARE(form.fields().size(), 4);
}

void TestForm::tellsAbsentFromEmpty()
{
    const Form form = Form::parse("SmsUrl=&VoiceUrl");
    QVERIFY(form.contains(u"SmsUrl"));
    QVERIFY(form.contains(u"VoiceUrl"));
    QVERIFY(!form.contains(u"smsurl"));
    QCOMPARE(form.find(u"Other"), std::nullopt);
}

void TestForm::survivesNonsense()
{
    QCOMPARE(Form::parse("&&=&a=%zz%4&%"), (Form{{u""_s, u""_s}, {u"a"_s, u"%zz%4"_s}, {u"%"_s, u""_s}}));
    QVERIFY(Form::parse("").isEmpty());
}

void TestForm::whatIsWrittenIsReadBack()
{
    const Form form{{u"Body"_s, u"50% off + \"free\"\r\n你好 👋"_s}, {u"To"_s, u"+15005550006"_s}, {u"Empty"_s, u""_s}};
    QCOMPARE(Form::parse(form.encoded()), form);
    QCOMPARE(Form::parse(form.encoded("%20")), form);
    QCOMPARE((Form{{u"a b"_s, u"c d"_s}}.encoded("%20")), "a%20b=c%20d"_ba);
}

void TestForm::filterNamesCarryTheirSign()
{
    const Form form = Form::parse("StartTime%3E=2026-08-01&EndTime<=2026-08-02");
    QCOMPARE(form.value(u"StartTime>"), u"2026-08-01"_s);
    QCOMPARE(form.value(u"EndTime<"), u"2026-08-02"_s);
}

void TestForm::readsBasicCredentials()
{
    const auto credentials = parseBasicAuth("basic " + QByteArray("AC1:to:ken").toBase64());
    QVERIFY(credentials);
    QCOMPARE(credentials->user, u"AC1"_s);
    QCOMPARE(credentials->password.reveal(), "to:ken"_ba);
}

void TestForm::refusesOtherAuthorization_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("none") << ""_ba;
    QTest::newRow("bearer") << "Bearer abc"_ba;
    QTest::newRow("not base64") << "Basic §§§"_ba;
    QTest::newRow("no colon") << "Basic " + "user"_ba.toBase64();
}

void TestForm::refusesOtherAuthorization()
{
    QFETCH(QByteArray, header);
    QVERIFY(!parseBasicAuth(header));
}

void TestForm::readsBearerTokens()
{
    QCOMPARE(parseBearer("Bearer abc.def")->reveal(), "abc.def"_ba);
    QCOMPARE(parseBearer("bearer  abc ")->reveal(), "abc"_ba);
    for (const QByteArrayView other : {"", "Bearer", "Bearer ", "Bearer a b", "Basic abc", "Bearerabc"})
        QVERIFY(!parseBearer(other));
}

void TestForm::comparesSecrets()
{
    QVERIFY(sameSecret("abc", "abc"));
    QVERIFY(!sameSecret("abc", "abd"));
    QVERIFY(!sameSecret("abc", "abcabc"));
    QVERIFY(!sameSecret("abc", ""));
    QVERIFY(sameSecret("", ""));
}

QTEST_APPLESS_MAIN(TestForm)
#include "tst_form.moc"
