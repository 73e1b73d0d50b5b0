// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/csv.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestCsv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsRfc4180()
    {
        const CsvTable table = readCsv(u"a,b,c\r\n\"x, y\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\nlast,,");

        QCOMPARE(table.rows.size(), 3);
        QCOMPARE(table.rows[1].fields, (QStringList{u"x, y"_s, u"say \"hi\""_s, u"two\nlines"_s}));
        QCOMPARE(table.rows[1].line, 2);
        QCOMPARE(table.rows[2].line, 4);
        QCOMPARE(table.rows[2].fields, (QStringList{u"last"_s, u""_s, u""_s}));
        QVERIFY(!table.openQuote && !table.cut);
    }

    void guessesTheDelimiter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QChar>("delimiter");
        QTest::newRow("comma") << u"a,b\n1,2"_s << QChar(u',');
        QTest::newRow("semicolon") << u"a;b\n1,5;2,5"_s << QChar(u';');
        QTest::newRow("tab") << u"a\tb\n1,2\t3"_s << QChar(u'\t');
        QTest::newRow("quoted commas do not count") << u"\"a,b,c\";d\n1;2"_s << QChar(u';');
        QTest::newRow("said") << u"sep=|\na|b,c,d"_s << QChar(u'|');
        QTest::newRow("one column") << u"a\nb"_s << QChar(u',');
    }
    void guessesTheDelimiter()
    {
        QFETCH(QString, text);
        QFETCH(QChar, delimiter);

        QCOMPARE(readCsv(text).delimiter, delimiter);
    }

    void linesCountFromTheTopOfTheFile()
    {
        const CsvTable table = readCsv(u"sep=;\na;b\n\n;\nc;d");

        QCOMPARE(table.rows.size(), 2);
        QCOMPARE(table.rows[0].line, 2);
        QCOMPARE(table.rows[1].line, 5);
    }

    void oldMacLineEndsWork() { QCOMPARE(readCsv(u"a,b\rc,d\r").rows.size(), 2); }

    void anOpenQuoteTakesTheRestAndIsTold()
    {
        const CsvTable table = readCsv(u"a,\"b\nc,d");

        QVERIFY(table.openQuote);
        QCOMPARE(table.rows.size(), 1);
    }

    void limitsHold()
    {
        QVERIFY(readCsv(u"a\nb\nc", {}, {.rows = 2}).cut);
        QCOMPARE(readCsv(u"a\nb\nc", {}, {.rows = 2}).rows.size(), 2);
        QVERIFY(!readCsv(u"a\nb\n", {}, {.rows = 2}).cut);
        QCOMPARE(readCsv(u"a,b,c", {}, {.columns = 2}).rows[0].fields.size(), 2);
        QCOMPARE(readCsv(u"abcdef", {}, {.cellLength = 3}).rows[0].fields[0], u"abc"_s);
    }

    void everyEncodingBecomesText()
    {
        QCOMPARE(textOfUnknownEncoding("M\xc3\xbcller"), u"Müller"_s);
        QCOMPARE(textOfUnknownEncoding("\xef\xbb\xbfM\xc3\xbcller"), u"Müller"_s);
        QCOMPARE(textOfUnknownEncoding("M\xfcller \x80 \x93hi\x94"), u"Müller € “hi”"_s);
        QCOMPARE(textOfUnknownEncoding(QByteArrayView("\xff\xfeM\x00\xfc\x00", 6)), u"Mü"_s);
        QCOMPARE(textOfUnknownEncoding(QByteArrayView("\xfe\xff\x00M\x00\xfc", 6)), u"Mü"_s);
        QCOMPARE(textOfUnknownEncoding(""), QString());
    }

    void writesWhatItReads()
    {
        const QStringList cells{u"plain"_s, u"with, comma"_s, u"with \"quotes\""_s, u"two\nlines"_s, u" blank"_s, u""_s, u"ü"_s};

        QCOMPARE(readCsv(csvLine(cells)).rows[0].fields, cells);
        QCOMPARE(csvLine({u"a"_s, u"b"_s}), u"a,b\r\n"_s);
    }

    void formulasAreDisarmed_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("written");
        QTest::newRow("equals") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("plus") << u"+cmd|' /C calc'!A0"_s << u"'+cmd|' /C calc'!A0"_s;
        QTest::newRow("number") << u"+12065550142"_s << u"+12065550142"_s;
        QTest::newRow("negative") << u"-3.50"_s << u"-3.50"_s;
        QTest::newRow("dash") << u"-"_s << u"'-"_s;
    }
    void formulasAreDisarmed()
    {
        QFETCH(QString, cell);
        QFETCH(QString, written);

        QCOMPARE(csvLine({cell}).trimmed(), written);
        QCOMPARE(readCsv(csvLine({cell}), u',').rows[0].fields[0], cell);
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
