// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/dialtarget.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using V = DialTarget::Verdict;

class TestDialTarget : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatSomebodyTypesIsUnderstood_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("peer");
        const auto row = [](const char *name, const QString &typed, V verdict, const QString &peer = {}) {
            QTest::newRow(name) << typed << int(verdict) << peer;
        };
        row("national", u"(206) 555-0142"_s, V::Good, u"+12065550142"_s);
        row("international", u"+44 20 7946 0018"_s, V::Good, u"+442079460018"_s);
        row("link", u"tel:+1-206-555-0142;ext=12"_s, V::Good, u"+12065550142"_s);
        row("sip", u"sip:anna@acme.sip.twilio.com"_s, V::Good, u"sip:anna@acme.sip.twilio.com"_s);
        row("sip with transport", u"sip:anna@127.0.0.1:5070;transport=tcp"_s, V::Good, u"sip:anna@127.0.0.1:5070;transport=tcp"_s);
        row("sip that smuggles a header", u"sip:anna@acme?Replaces=x"_s, V::NotANumber);
        row("sip that smuggles a route", u"sip:anna@acme;maddr=10.0.0.1"_s, V::NotANumber);
        row("sip with a line break", u"sip:anna@acme\r\nX: y"_s, V::NotANumber);
        row("sip with brackets", u"sip:anna@acme>;x=<"_s, V::NotANumber);
        row("emergency", u"911"_s, V::Emergency);
        row("emergency abroad", u"112"_s, V::Emergency);
        row("emergency as address", u"sip:911@acme.sip.twilio.com"_s, V::Emergency);
        row("emergency in disguise", u"sip:+1911@acme.sip.twilio.com"_s, V::Emergency);
        row("emergency with digits behind", u"911,,1"_s, V::Emergency);
        row("short code", u"411"_s, V::ShortCode);
        row("empty", u"  "_s, V::Empty);
        row("words", u"call anna please"_s, V::NotANumber);
        row("too short", u"+1206"_s, V::TooShort);
        row("cannot be pressed", u"206 555 0142,hello"_s, V::BadDigits);
    }
    void whatSomebodyTypesIsUnderstood()
    {
        QFETCH(QString, typed);
        QFETCH(int, verdict);
        QFETCH(QString, peer);

        const DialTarget target = dialTarget(typed, u"US"_s);

        QCOMPARE(int(target.verdict), verdict);
        QCOMPARE(target.peer.text(), peer);
    }

    void emergencyNumbersGoByTheCountry()
    {
        QCOMPARE(dialTarget(u"999", u"GB"_s).verdict, V::Emergency);
        QCOMPARE(dialTarget(u"000", u"AU"_s).verdict, V::Emergency);
        QVERIFY(dialTarget(u"999", u"US"_s).verdict != V::Emergency);
    }

    void whatComesAfterTheNumberIsPressedAfterTheAnswer_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("plan");
        QTest::newRow("extension") << u"206 555 0142 ext. 17"_s << u"2000 [17]"_s;
        QTest::newRow("x") << u"206-555-0142x17"_s << u"2000 [17]"_s;
        QTest::newRow("pauses") << u"+12065550142,,123#"_s << u"4000 [123#]"_s;
        QTest::newRow("waits") << u"+12065550142;45*"_s << u"ask [45*]"_s;
        QTest::newRow("all of it") << u"206 555 0142 x9,1 2-3;a"_s << u"2000 [9] 2000 [123] ask [A]"_s;
        QTest::newRow("plain") << u"206 555 0142"_s << u""_s;
    }
    void whatComesAfterTheNumberIsPressedAfterTheAnswer()
    {
        QFETCH(QString, typed);
        QFETCH(QString, plan);

        const DialTarget target = dialTarget(typed, u"US"_s);

        QStringList words;
        for (const DigitStep &step : target.digits) {
            if (const auto *press = std::get_if<Press>(&step))
                words << u'[' + press->digits + u']';
            else if (const auto *pause = std::get_if<Pause>(&step))
                words << QString::number(pause->length.count());
            else
                words << u"ask"_s;
        }
        QCOMPARE(target.peer.text(), u"+12065550142"_s);
        QCOMPARE(words.join(u' '), plan);
    }

    void aPlanHasAnEnd()
    {
        QVERIFY(digitPlan(QString(100, u',')).has_value());
        QVERIFY(digitPlan(u"1,"_s.repeated(50)).has_value());
        QVERIFY(!digitPlan(u"1,"_s.repeated(51)).has_value());
    }

    void anAddressIsMadeForTheDomain()
    {
        QCOMPARE(dialUri(Party(u"+12065550142"_s), u"acme.sip.twilio.com"_s), u"sip:+12065550142@acme.sip.twilio.com"_s);
        QCOMPARE(dialUri(Party(u"sip:bob@example.org"_s), u"acme"_s), u"sip:bob@example.org"_s);
        QVERIFY(!dialUri(Party(u"sip:bob@example.org?x=y"_s), u"acme"_s));
        QVERIFY(!dialUri(Party(u"anonymous"_s), u"acme"_s));
        QVERIFY(!dialUri(Party(u"+12065550142"_s), u""_s));
    }
};

QTEST_GUILESS_MAIN(TestDialTarget)
#include "tst_dialtarget.moc"
