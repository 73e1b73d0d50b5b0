// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/handle.h"
#include "core/domain/phoneformat.h"

#include <QTest>
#include <QtConcurrentRun>

using namespace milassist;
using namespace Qt::StringLiterals;
using Verdict = TypedNumber::Verdict;

namespace
{

PhoneNumber number(const QString &e164)
{
    return *PhoneNumber::parse(e164);
}

} // namespace

class TestPhoneFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatPeopleType_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("e164");
        QTest::addColumn<QString>("extension");
        const auto row = [](const char *name, const QString &text, const QString &country, const QString &e164,
                            const QString &extension = {}) { QTest::newRow(name) << text << country << e164 << extension; };
        row("national", u"(206) 555-0142"_s, u"US"_s, u"+12065550142"_s);
        row("dots", u"206.555.0142"_s, u"US"_s, u"+12065550142"_s);
        row("trunk 1", u"1 206 555 0142"_s, u"US"_s, u"+12065550142"_s);
        row("international", u"+1 206-555-0142"_s, u"DE"_s, u"+12065550142"_s);
        row("international, no country", u"+1 206-555-0142"_s, u""_s, u"+12065550142"_s);
        row("dialled out of the US", u"011 49 30 901820"_s, u"US"_s, u"+4930901820"_s);
        row("german trunk 0", u"030 901820"_s, u"DE"_s, u"+4930901820"_s);
        row("(0) in between", u"+49 (0)30 901820"_s, u"US"_s, u"+4930901820"_s);
        row("british", u"020 7946 0018"_s, u"GB"_s, u"+442079460018"_s);
        row("italian zero stays", u"06 1234 5678"_s, u"IT"_s, u"+390612345678"_s);
        row("vanity", u"1-800-FLOWERS"_s, u"US"_s, u"+18003569377"_s);
        row("extension", u"206-555-0142 ext. 12"_s, u"US"_s, u"+12065550142"_s, u"12"_s);
        row("extension, x", u"206-555-0142x7"_s, u"US"_s, u"+12065550142"_s, u"7"_s);
        row("tel link", u"tel:+1-206-555-0142;ext=99"_s, u"GB"_s, u"+12065550142"_s, u"99"_s);
        row("sms link", u"sms:+12065550142?body=hi"_s, u"GB"_s, u"+12065550142"_s);
        row("encoded link", u"tel:%2B1%20206%20555%200142"_s, u"GB"_s, u"+12065550142"_s);
        row("arabic digits", u"٢٠٦٥٥٥٠١٤٢"_s, u"US"_s, u"+12065550142"_s);
        row("full width", u"＋１２０６５５５０１４２"_s, u"US"_s, u"+12065550142"_s);
        row("blanks around", u"  +12065550142 "_s, u"US"_s, u"+12065550142"_s);
    }
    void readsWhatPeopleType()
    {
        QFETCH(QString, text);
        QFETCH(QString, country);
        QFETCH(QString, e164);
        QFETCH(QString, extension);

        const TypedNumber typed = readTyped(text, country);

        QVERIFY(typed.number);
        QCOMPARE(typed.number->e164(), e164);
        QCOMPARE(typed.extension, extension);
        QCOMPARE(parseTyped(text, country)->e164(), e164);
    }

    void saysWhyItIsNoNumber_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("country");
        QTest::addColumn<Verdict>("verdict");
        QTest::newRow("nothing") << u" "_s << u"US"_s << Verdict::Empty;
        QTest::newRow("words") << u"Anna"_s << u"US"_s << Verdict::NotANumber;
        QTest::newRow("no country") << u"206 555 0142"_s << u""_s << Verdict::NeedsCountry;
        QTest::newRow("odd country") << u"206 555 0142"_s << u"QQ"_s << Verdict::NeedsCountry;
        QTest::newRow("no area code") << u"555 0142"_s << u"US"_s << Verdict::NeedsAreaCode;
        QTest::newRow("short") << u"+1 206 555"_s << u"US"_s << Verdict::TooShort;
        QTest::newRow("long") << u"+1 206 555 0142 33"_s << u"US"_s << Verdict::TooLong;
        QTest::newRow("no such country") << u"+999 206 555 0142"_s << u"US"_s << Verdict::UnknownCountry;
        QTest::newRow("911") << u"911"_s << u"US"_s << Verdict::Emergency;
        QTest::newRow("9-1-1") << u"9-1-1"_s << u"US"_s << Verdict::Emergency;
        QTest::newRow("112") << u"112"_s << u"DE"_s << Verdict::Emergency;
        QTest::newRow("112 in the US") << u"112"_s << u"US"_s << Verdict::Emergency;
        QTest::newRow("tel:911") << u"tel:911"_s << u"US"_s << Verdict::Emergency;
        QTest::newRow("texting code") << u"32665"_s << u"US"_s << Verdict::ShortCode;
        QTest::newRow("directory") << u"411"_s << u"US"_s << Verdict::ShortCode;
        QTest::newRow("endless") << QString(5000, u'1') << u"US"_s << Verdict::NotANumber;
    }
    void saysWhyItIsNoNumber()
    {
        QFETCH(QString, text);
        QFETCH(QString, country);
        QFETCH(Verdict, verdict);

        const TypedNumber typed = readTyped(text, country);

        QCOMPARE(typed.verdict, verdict);
        QVERIFY(!typed.number);
        QVERIFY(!parseTyped(text, country));
    }

    void emergencyNumbersAreNeverMadeInternational()
    {
        QVERIFY(isEmergency(u"911", u"US"_s));
        QVERIFY(!isEmergency(u"9115550142", u"US"_s));
        QVERIFY(!partyFromTyped(u"911", u"US"_s));
    }

    void aPeerMayAlsoBeAShortCodeOrAnAddress()
    {
        QCOMPARE(partyFromTyped(u"206 555 0142", u"US"_s)->text(), u"+12065550142"_s);
        QCOMPARE(partyFromTyped(u"32665", u"US"_s)->kind(), Party::Kind::ShortCode);
        QCOMPARE(partyFromTyped(u"sip:anna@example.com", u"US"_s)->kind(), Party::Kind::Sip);
        QCOMPARE(partyFromTyped(u"client:anna", u"US"_s)->kind(), Party::Kind::Client);
        QVERIFY(!partyFromTyped(u"Anna", u"US"_s));
    }

    void aWellShapedNumberNobodyGivesOutIsUnusual()
    {
        QCOMPARE(readTyped(u"+1 019 555 0142", u"US"_s).verdict, Verdict::Unusual);
    }

    void numbersAreShownAsPeopleWriteThem()
    {
        QCOMPARE(nationalForm(number(u"+12065550142"_s)), u"(206) 555-0142"_s);
        QCOMPARE(internationalForm(number(u"+12065550142"_s)), u"+1 206-555-0142"_s);
        QCOMPARE(displayForm(Party(u"+12065550142"_s), u"US"_s), u"(206) 555-0142"_s);
        QCOMPARE(displayForm(Party(u"+12065550142"_s), u"DE"_s), u"+1 206-555-0142"_s);
        QCOMPARE(displayForm(Party(u"+4930901820"_s), u"US"_s), u"+49 30 901820"_s);
        QCOMPARE(displayForm(Party(u"+14165550142"_s), u"US"_s), u"+1 416-555-0142"_s); // Canada
        QCOMPARE(displayForm(Party(u"32665"_s), u"US"_s), u"32665"_s);
        QCOMPARE(displayForm(Party(u"MYBANK"_s), u"US"_s), u"MYBANK"_s);
        QCOMPARE(displayForm(Party(u"sip:anna@example.com"_s), u"US"_s), u"anna"_s);
        QCOMPARE(displayForm(Party(u"+999123"_s), u"US"_s), u"+999123"_s);
        QCOMPARE(displayForm(Party(), u"US"_s), QString());
    }

    void numbersHaveAPlace()
    {
        const QLocale english(u"en_US"_s);
        QCOMPARE(placeOf(number(u"+14155550142"_s), u"US"_s, english), u"San Francisco, CA"_s);
        QCOMPARE(placeOf(number(u"+12065550142"_s), u"US"_s, english), u"Washington State"_s);
        QVERIFY(placeOf(number(u"+12065550142"_s), u"DE"_s, english).contains(u"United States"));
        QVERIFY(placeOf(number(u"+4930901820"_s), u"US"_s, english).contains(u"Germany"));
        QCOMPARE(placeOf(number(u"+18005550199"_s), u"US"_s, english), QString());
        QCOMPARE(countryOf(number(u"+14165550142"_s)), u"CA"_s);
        QCOMPARE(countryOf(number(u"+12065550142"_s)), u"US"_s);
        QCOMPARE(countryOf(number(u"+999123"_s)), QString());
        QCOMPARE(callingCodeOf(u"GB"_s), u"44"_s);
        QCOMPARE(callingCodeOf(u"QQ"_s), QString());
    }

    void punctuationAppearsWhileTyping()
    {
        AsYouType us(u"US"_s);

        QCOMPARE(us.format(u"2065550142", 10), (AsYouType::Edit{u"(206) 555-0142"_s, 14}));
        QCOMPARE(us.format(u"206555", 6).text, u"206-555"_s);
        QCOMPARE(us.format(u"+4930901820", 11).text, u"+49 30 901820"_s);
        QCOMPARE(us.format(u"", 0), (AsYouType::Edit{QString(), 0}));
    }

    void theCursorStaysBehindItsDigit()
    {
        AsYouType us(u"US"_s);

        // a 9 typed between 6 and the bracket of "(206) 555-014"
        QCOMPARE(us.format(u"(2069) 555-014", 5), (AsYouType::Edit{u"(206) 955-5014"_s, 7}));
        QCOMPARE(us.format(u"Anna", 2), (AsYouType::Edit{u"Anna"_s, 2}));
        QCOMPARE(us.format(u"12", 99).cursor, 2);
    }

    void aHiddenNumberShowsItsEndAndCanBeChosenButNotTyped()
    {
        const PhoneNumber handle = number(u"+9994821057342"_s);

        QVERIFY(isHandle(handle) && !isHandle(number(u"+12065550142"_s)) && !isHandle(number(u"+99948210573"_s)));
        QCOMPARE(displayForm(Party(handle), u"US"_s), u"Hidden …42"_s);
        QCOMPARE(displayForm(Party(u"sip:+9994821057342@acme.sip.twilio.com"_s), u"US"_s), u"Hidden …42"_s);
        QCOMPARE(nationalForm(handle), u"Hidden …42"_s);
        QCOMPARE(tellable(Party(handle)), u"Hidden …42"_s);
        QCOMPARE(tellable(Party(u"+12065550142"_s)), u"+12065550142"_s);
        QCOMPARE(placeOf(handle, u"US"_s), QString());
        QCOMPARE(readTyped(handle.e164(), u"US"_s), (TypedNumber{.verdict = TypedNumber::Verdict::Good, .number = handle}));
        QVERIFY(!readTyped(u"Hidden …42", u"US"_s).number);
        QVERIFY(!readTyped(u"+999 4821 0573 42", u"US"_s).number);
    }

    void fourThreadsAgree()
    {
        QList<QFuture<QString>> futures;
        for (int thread = 0; thread < 4; ++thread) {
            futures.append(QtConcurrent::run([] {
                QString all;
                for (int i = 0; i < 500; ++i) {
                    const PhoneNumber n = number(u"+1206555%1"_s.arg(i, 4, 10, QLatin1Char('0')));
                    all += nationalForm(n) + placeOf(n, u"US"_s, QLocale(u"en_US"_s)) + countryOf(n);
                }
                return all;
            }));
        }
        for (auto &future : futures)
            QCOMPARE(future.result(), futures.first().result());
        QVERIFY(futures.first().result().contains(u"(206) 555-0499Washington StateUS"));
    }
};

QTEST_GUILESS_MAIN(TestPhoneFormat)
#include "tst_phoneformat.moc"
