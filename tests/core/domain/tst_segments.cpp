// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/segments.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

QString times(const QString &text, int count)
{
    return text.repeated(count);
}

} // namespace

class TestSegments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsAsTwilioDoes_data()
    {
        const QString a = u"a"_s, zhe = u"ж"_s, smile = u"😀"_s;
        QTest::addColumn<QString>("text");
        QTest::addColumn<TextEncoding>("encoding");
        QTest::addColumn<int>("parts");
        const auto gsm = TextEncoding::Gsm7, ucs = TextEncoding::Ucs2;
        QTest::newRow("empty") << u""_s << gsm << 1;
        QTest::newRow("160 a") << times(a, 160) << gsm << 1;
        QTest::newRow("161 a") << times(a, 161) << gsm << 2;
        QTest::newRow("306 a") << times(a, 306) << gsm << 2;
        QTest::newRow("307 a") << times(a, 307) << gsm << 3;
        QTest::newRow("158 a, euro") << times(a, 158) + u"€"_s << gsm << 1;
        QTest::newRow("159 a, euro") << times(a, 159) + u"€"_s << gsm << 2;
        QTest::newRow("euro on the seam") << times(a, 152) + u"€"_s + times(a, 10) << gsm << 2;
        QTest::newRow("euro on the seam costs a septet") << times(a, 152) + u"€"_s + times(a, 151) << gsm << 2;
        QTest::newRow("... which a part may lack") << times(a, 152) + u"€"_s + times(a, 152) << gsm << 3;
        QTest::newRow("160 capital c cedilla") << times(u"Ç"_s, 160) << gsm << 1;
        QTest::newRow("70 small c cedilla") << times(u"ç"_s, 70) << ucs << 1;
        QTest::newRow("71 small c cedilla") << times(u"ç"_s, 71) << ucs << 2;
        QTest::newRow("134 zhe") << times(zhe, 134) << ucs << 2;
        QTest::newRow("135 zhe") << times(zhe, 135) << ucs << 3;
        QTest::newRow("35 smiles") << times(smile, 35) << ucs << 1;
        QTest::newRow("36 smiles") << times(smile, 36) << ucs << 2;
        QTest::newRow("smile on the seam") << times(zhe, 66) + smile + times(zhe, 66) << ucs << 3;
        QTest::newRow("family") << u"👨‍👩‍👧‍👦"_s << ucs << 1;
        QTest::newRow("backtick") << u"`"_s << ucs << 1;
        QTest::newRow("tab") << u"\t"_s << ucs << 1;
        QTest::newRow("CR LF") << u"\r\n"_s << gsm << 1;
        QTest::newRow("greek of the alphabet") << u"ΓΔΘΛΞΠΣΦΨΩ"_s << gsm << 1;
        QTest::newRow("greek outside of it") << u"α"_s << ucs << 1;
        QTest::newRow("all extensions") << u"\f[\\]^{|}~€"_s << gsm << 1;
        QTest::newRow("80 extensions") << times(u"^"_s, 80) << gsm << 1;
        QTest::newRow("81 extensions") << times(u"^"_s, 81) << gsm << 2;
        QTest::newRow("family on the seam is not split")
            << times(zhe, 60) + u"👨‍👩‍👧‍👦"_s + times(zhe, 67) << ucs << 3;
        QTest::newRow("a sign longer than a part") << u"a"_s + times(QString(QChar(0x0301)), 300) << ucs << 5;
    }
    void countsAsTwilioDoes()
    {
        QFETCH(QString, text);
        QFETCH(TextEncoding, encoding);
        QFETCH(int, parts);

        const Segments segments = segmentsOf(text);

        QCOMPARE(segments.encoding, encoding);
        QCOMPARE(segments.parts, parts);
    }

    void saysWhatIsLeft()
    {
        QCOMPARE(segmentsOf(u"").left, 160);
        QCOMPARE(segmentsOf(times(u"a"_s, 142)).left, 18);
        QCOMPARE(segmentsOf(times(u"a"_s, 161)).left, 145);
        QCOMPARE(segmentsOf(times(u"ж"_s, 70)).left, 0);
        QCOMPARE(segmentsOf(times(u"ж"_s, 71)).left, 63);
        QCOMPARE(segmentsOf(u"€").units, 2);
    }

    void sixteenHundredCharactersAreTheLimit()
    {
        QVERIFY(!segmentsOf(times(u"a"_s, 1600)).tooLong());
        QVERIFY(segmentsOf(times(u"a"_s, 1601)).tooLong());
    }

    void namesTheCharactersThatCost()
    {
        const auto costly = costlyCharacters(u"Don’t say “yes” – it’s 👍🏽 ё");

        QCOMPARE(costly.size(), 6);
        QCOMPARE(costly[0], (CostlyCharacter{u"’"_s, 3, 2, u"'"_s}));
        QCOMPARE(costly[1], (CostlyCharacter{u"“"_s, 10, 1, u"\""_s}));
        QCOMPARE(costly[2], (CostlyCharacter{u"”"_s, 14, 1, u"\""_s}));
        QCOMPARE(costly[3], (CostlyCharacter{u"–"_s, 16, 1, u"-"_s}));
        QCOMPARE(costly[4].text, u"👍🏽"_s);
        QVERIFY(costly[4].replacement.isNull());
        QCOMPARE(costly[5].text, u"ё"_s);
        QVERIFY(costly[5].replacement.isNull());
    }

    void plainTextHasNothingCostly() { QVERIFY(costlyCharacters(u"See you at 9:30 {room 4} €20").isEmpty()); }

    void replacesWhatHasALookalikeAndKeepsTheRest()
    {
        QCOMPARE(withPlainLookalikes(u"“Don’t…”\u00a0– ok\u200b 😀 ë ＡＢ"), u"\"Don't...\" - ok 😀 ë AB"_s);
        QCOMPARE(segmentsOf(withPlainLookalikes(u"“Don’t…”")).encoding, TextEncoding::Gsm7);
    }

    void everyReplacementIsCheap()
    {
        for (char32_t c = 1; c < 0x10000; ++c) {
            const QString plain = withPlainLookalikes(QString(QChar(char16_t(c))));
            if (plain != QString(QChar(char16_t(c))))
                QCOMPARE(segmentsOf(plain).encoding, TextEncoding::Gsm7);
        }
    }

    void loneSurrogatesDoNotHurt()
    {
        const QString broken = QString(QChar(0xd83d)) + u"a"_s + QString(QChar(0xde00));

        QCOMPARE(segmentsOf(broken).parts, 1);
        QCOMPARE(costlyCharacters(broken).size(), 2);
        QCOMPARE(withPlainLookalikes(broken), broken);
    }
};

QTEST_GUILESS_MAIN(TestSegments)
#include "tst_segments.moc"
