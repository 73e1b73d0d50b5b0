// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/qualitywords.h"
#include "ui/widgets/words.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime local(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate).toUTC(); // without a zone the text is local time
}

} // namespace

class TestWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSoundIsToldInWordsAndBars_data()
    {
        QTest::addColumn<Quality>("quality");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("bars");
        QTest::addColumn<bool>("hasAdvice");
        QTest::newRow("not known") << Quality{} << u"Measuring"_s << -1 << false;
        QTest::newRow("excellent") << Quality{.mos = 4.4, .lossPercent = 0} << u"Excellent sound"_s << 4 << false;
        QTest::newRow("good") << Quality{.mos = 4.1} << u"Good sound"_s << 3 << false;
        QTest::newRow("we lose") << Quality{.lossPercent = 5} << u"Fair sound"_s << 2 << true;
        QTest::newRow("they lose") << Quality{.theirLossPercent = 12} << u"Poor sound"_s << 1 << true;
        QTest::newRow("late") << Quality{.roundTripMs = 1500} << u"Bad sound"_s << 0 << true;
        QTest::newRow("uneven") << Quality{.jitterMs = 100} << u"Poor sound"_s << 1 << true;
        QTest::newRow("one way") << Quality{.packetsSent = 300} << u"Nothing is heard"_s << 0 << true;
    }
    void theSoundIsToldInWordsAndBars()
    {
        QFETCH(Quality, quality);
        const QualityWords words = qualityWords(quality);
        QTEST(words.word, "word");
        QTEST(words.bars, "bars");
        QTEST(!words.advice.isEmpty(), "hasAdvice");
    }

    void timesInListsAreShort_data()
    {
        QTest::addColumn<QString>("instant");
        QTest::addColumn<QString>("shown");
        QTest::newRow("seconds") << u"2024-05-15T14:59:40"_s << u"now"_s;
        QTest::newRow("minutes") << u"2024-05-15T14:55:00"_s << u"5 min"_s;
        QTest::newRow("today") << u"2024-05-15T09:05:00"_s << u"9:05 AM"_s;
        QTest::newRow("yesterday") << u"2024-05-14T23:59:00"_s << u"Yesterday"_s;
        QTest::newRow("this week") << u"2024-05-10T12:00:00"_s << u"Fri"_s;
        QTest::newRow("this year") << u"2024-03-02T12:00:00"_s << u"2 Mar"_s;
        QTest::newRow("long ago") << u"2022-03-02T12:00:00"_s << u"2 Mar 2022"_s;
        QTest::newRow("a wrong clock") << u"2024-05-15T15:30:00"_s << u"3:30 PM"_s;
    }
    void timesInListsAreShort()
    {
        QFETCH(QString, instant);
        QFETCH(QString, shown);
        QCOMPARE(shortTime(local(instant), local(u"2024-05-15T15:00:00"_s), QLocale(u"en_US"_s)), shown);
    }

    void noInstantIsNoText()
    {
        const QDateTime now = local(u"2024-05-15T15:00:00"_s);
        QVERIFY(shortTime({}, now).isEmpty());
        QVERIFY(longTime({}, now).isEmpty());
        QVERIFY(timeAgo({}, now).isEmpty());
        QVERIFY(exactTime({}).isEmpty());
    }

    void durations()
    {
        QCOMPARE(clockText(7s), u"0:07"_s);
        QCOMPARE(clockText(725s), u"12:05"_s);
        QCOMPARE(clockText(3725s), u"1:02:05"_s);
        QCOMPARE(clockText(-3s), u"0:00"_s);
        QCOMPARE(durationText(7s), u"7 s"_s);
        QCOMPARE(durationText(120s), u"2 min"_s);
        QCOMPARE(durationText(125s), u"2 min 5 s"_s);
        QCOMPARE(durationText(3720s), u"1 h 2 min"_s);
    }

    void moneyIsWhatWePay()
    {
        const QLocale us(u"en_US"_s);
        QCOMPARE(moneyText({.micros = -7500, .currency = u"USD"_s}, us), u"$0.0075"_s);
        QCOMPARE(moneyText({.micros = -1150000, .currency = u"usd"_s}, us), u"$1.15"_s);
        QCOMPARE(moneyText({.micros = 1150000, .currency = u"USD"_s}, us), u"-$1.15"_s);
        QCOMPARE(moneyText({.micros = -2000000, .currency = u"SEK"_s}, us), u"2.00 SEK"_s);
    }

    void everyKindOfErrorHasWords()
    {
        for (int kind = 0; kind <= int(Error::Kind::Cancelled); ++kind) {
            const ErrorText text = errorText(Error{.kind = Error::Kind(kind)});
            QVERIFY2(!text.title.isEmpty(), qPrintable(QString::number(kind)));
            QVERIFY(kind == int(Error::Kind::Cancelled) || !text.whatToDo.isEmpty());
        }
    }

    void twilioNumbersSpeakForThemselves()
    {
        const ErrorText optedOut = errorText(Error{.kind = Error::Kind::Rejected, .twilioCode = 21610, .requestId = u"RQ1"_s});
        QVERIFY(optedOut.title.contains(u"opted out"_s));
        QCOMPARE(optedOut.code, u"Twilio 21610, RQ1"_s);

        const ErrorText unknown = twilioErrorText(99999);
        QVERIFY(unknown.title.contains(u"99999"_s));
        QVERIFY(twilioErrorText(0).title.isEmpty());
    }

    void notSureStaysNotSureWhateverTheNumber()
    {
        const Error lost{.kind = Error::Kind::OutcomeUnknown, .twilioCode = 20500};
        QVERIFY(errorText(lost).title.startsWith(u"Not sure"_s));
    }
};

QTEST_MAIN(TestWords)
#include "tst_words.moc"
