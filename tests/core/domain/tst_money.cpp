// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/money.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestMoney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void amountsAreReadExactly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("readable");
        QTest::addColumn<qint64>("micros");
        QTest::newRow("a text's price") << u"-0.00750"_s << true << qint64(-7500);
        QTest::newRow("whole") << u"12"_s << true << qint64(12'000'000);
        QTest::newRow("no leading zero") << u".5"_s << true << qint64(500'000);
        QTest::newRow("seventh decimal rounds") << u"0.0000005"_s << true << qint64(1);
        QTest::newRow("seventh decimal rounds down") << u"0.00000049"_s << true << qint64(0);
        QTest::newRow("spaces around") << u" 1.15 "_s << true << qint64(1'150'000);
        QTest::newRow("empty") << u""_s << false << qint64(0);
        QTest::newRow("only a sign") << u"-"_s << false << qint64(0);
        QTest::newRow("two points") << u"1.2.3"_s << false << qint64(0);
        QTest::newRow("words") << u"free"_s << false << qint64(0);
        QTest::newRow("exponent") << u"1e9"_s << false << qint64(0);
        QTest::newRow("too large") << u"99999999999999999999"_s << false << qint64(0);
    }
    void amountsAreReadExactly()
    {
        QFETCH(QString, text);
        QFETCH(bool, readable);
        QFETCH(qint64, micros);

        const auto amount = Micros::parse(text);

        QCOMPARE(amount.has_value(), readable);
        if (readable)
            QCOMPARE(amount->value, micros);
    }

    void amountsAreWrittenWithAtLeastTheWantedDecimals()
    {
        QCOMPARE(Micros{-7500}.toText(), u"-0.0075"_s);
        QCOMPARE(Micros{1'150'000}.toText(), u"1.15"_s);
        QCOMPARE(Micros{1'000'000}.toText(), u"1.00"_s);
        QCOMPARE(Micros{1'000'000}.toText(0), u"1"_s);
        QCOMPARE(Micros{-8500}.toText(5), u"-0.00850"_s);
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
