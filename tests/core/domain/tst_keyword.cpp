// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/keyword.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestKeyword : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeywordIsTheWholeText_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<TextKeyword>("keyword");
        const auto row = [](const char *body, TextKeyword keyword) { QTest::newRow(body) << QString::fromUtf8(body) << keyword; };
        for (const char *stop :
             {"STOP", "stop", " Stop \n", "STOPALL", "unsubscribe", "Cancel", "END", "quit", "OPTOUT", "Revoke"})
            row(stop, TextKeyword::Stop);
        for (const char *start : {"START", "yes", "Unstop"})
            row(start, TextKeyword::Start);
        for (const char *help : {"HELP", "info"})
            row(help, TextKeyword::Help);
        for (const char *none : {"STOP 123", "please stop", "stop.", "STOPP", "", "   ", "yes please", "unsubscribed", "the end"})
            row(none, TextKeyword::None);
    }
    void aKeywordIsTheWholeText()
    {
        QFETCH(const QString, body);
        QFETCH(const TextKeyword, keyword);
        QVERIFY(textKeyword(body) == keyword);
    }

    void whatTwilioSaysItWasCounts()
    {
        QVERIFY(keywordOfType(u"STOP") == TextKeyword::Stop);
        QVERIFY(keywordOfType(u"start") == TextKeyword::Start);
        QVERIFY(keywordOfType(u"HELP") == TextKeyword::Help);
        QVERIFY(keywordOfType(u"") == TextKeyword::None);
        QVERIFY(keywordOfType(u"LATER") == TextKeyword::None);
    }

    void whoAsksInOtherWordsIsHeard_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("asks");
        const auto row = [](const char *body, bool asks) { QTest::newRow(body) << QString::fromUtf8(body) << asks; };
        for (const char *body :
             {"Stop texting me", "please stop sending me messages", "no more texts", "Don't text me again",
              "Don’t ever contact me", "do not call or write", "Take me off your list", "remove my number from this",
              "unsubscribe me", "I want to opt out", "leave me alone", "Wrong number"})
            row(body, true);
        for (const char *body : {"STOP", "I will stop by at noon", "The bus stop is closed", "don't worry", "Can you call me?",
                                 "stop", "Message me when you are there", "I don't know", "See you at the stop"})
            row(body, false);
    }
    void whoAsksInOtherWordsIsHeard()
    {
        QFETCH(const QString, body);
        QFETCH(const bool, asks);
        QCOMPARE(asksToStop(body), asks);
    }

    void aVeryLongTextIsReadInNoTime()
    {
        QVERIFY(!asksToStop(QString(5'000'000, u'a')));
        QVERIFY(!asksToStop(u"stop "_s.repeated(1'000'000)));
    }
};

QTEST_GUILESS_MAIN(TestKeyword)
#include "tst_keyword.moc"
