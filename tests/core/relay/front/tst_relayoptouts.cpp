// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/front/textstest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestRelayOptOuts : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void stopIsKeptWithItsProofAndNotAnswered()
    {
        TextsAt at(m_engines.url(), chatty());

        QCOMPARE(at.saysAt(10, textFields(1, u" stop\n"_s)), QString());
        QVERIFY(at.isOptedOut());
        QCOMPARE(at.events(u"opt_out"_s).size(), 1);
        QCOMPARE(at.events(u"opt_out"_s)[0][u"optedOut"_s].toBool(), true);
        const auto state = at.in([](SqlConnection &db) { return OptOutTable(db).state(theLine, Party(theCaller)); });
        QCOMPARE(**state,
                 (OptOutEntry{.scope = theLine,
                              .peer = Party(theCaller),
                              .optedOut = true,
                              .proof = OptOutProof::Keyword,
                              .reference = textNumber(1).text(),
                              .keyword = u"STOP"_s,
                              .at = instant(10)}));

        QCOMPARE(at.saysAt(20, textFields(2, u"Why do you not write?"_s)), QString()); // opted out
        QCOMPARE(at.saysAt(30, textFields(3, u"Start"_s)), QString());
        QVERIFY(!at.isOptedOut());
        QCOMPARE(at.saysAt(40, textFields(4, u"Here I am"_s)), soon);
        QVERIFY(at.tasks().isEmpty());
    }

    void whatOnlyBeginsWithAKeywordIsAText()
    {
        TextsAt at(m_engines.url(), chatty());

        QCOMPARE(at.says(textFields(1, u"STOP 123"_s)), soon);

        QVERIFY(!at.isOptedOut());
    }

    void yesOfSomebodyWhoNeverStoppedIsAText()
    {
        routing::LineTexts texts = chatty();
        texts.tasks = {{.name = u"all"_s}};
        TextsAt at(m_engines.url(), texts);

        QCOMPARE(at.says(textFields(1, u"Yes"_s)), QString()); // Twilio may answer it itself

        QCOMPARE(at.proofs(), 0);
        QCOMPARE(at.tasks().size(), 1);
    }

    void withAMessagingServiceTheWholeServiceIsTheScope()
    {
        TextsAt at(m_engines.url(), chatty());
        const FormFields service{{u"MessagingServiceSid"_s, theService}};

        QCOMPARE(at.saysAt(1, textFields(1, u"UNSUBSCRIBE"_s, theCaller, service)), QString());
        QVERIFY(at.isOptedOut(theService));
        QVERIFY(!at.isOptedOut(theLine));
        QCOMPARE(at.saysAt(2, textFields(2, u"Hi"_s, theCaller, service)), QString());
        QCOMPARE(at.saysAt(3, textFields(3, u"UNSTOP"_s, theCaller, service)), QString());

        QVERIFY(!at.isOptedOut(theService));
    }

    void startTakesBackAStopFromBeforeTheService()
    {
        TextsAt at(m_engines.url(), chatty());
        QCOMPARE(at.saysAt(1, textFields(1, u"STOP"_s)), QString());

        QCOMPARE(at.saysAt(2, textFields(2, u"START"_s, theCaller, {{u"MessagingServiceSid"_s, theService}})), QString());

        QVERIFY(!at.isOptedOut(theLine));
    }

    void theTypeThatTwilioSaysIsTrustedOverTheWord()
    {
        TextsAt at(m_engines.url(), chatty());

        QCOMPARE(at.saysAt(1, textFields(1, u"STOP"_s, theCaller, {{u"OptOutType"_s, u"HELP"_s}})), QString());
        QVERIFY(!at.isOptedOut());
        QCOMPARE(at.saysAt(2, textFields(2, u"ARRET"_s, theCaller, {{u"OptOutType"_s, u"STOP"_s}})), QString());

        QVERIFY(at.isOptedOut());
        const auto state = at.in([](SqlConnection &db) { return OptOutTable(db).state(theLine, Party(theCaller)); });
        QVERIFY((*state)->proof.is(OptOutProof::OptOutType));
    }

    void whoAsksInTheirOwnWordsToBeLeftAloneIsShownToAPerson()
    {
        routing::LineTexts texts = chatty();
        texts.tasks = {{.name = u"all"_s}};
        TextsAt at(m_engines.url(), texts);

        QCOMPARE(at.says(textFields(1, u"Please stop texting me"_s)), QString());

        QVERIFY(!at.isOptedOut());
        QCOMPARE(at.rules(), QStringList({ownrule::asksToStop()}));
        QCOMPARE(at.tasks().first().about, (TaskLink{TaskLink::Kind::Text, textNumber(1).text()}));
        QCOMPARE(at.tasks().first().person, ben.text());
    }

    void thatTwilioDoesNotSendToSomebodyWhoStoppedIsAnOptOut()
    {
        TextsAt at(m_engines.url());
        QCOMPARE(at.status(statusFields(1, u"queued"_s)), 204);
        at.setTime(hour);

        for (int times = 0; times < 3; ++times)
            QCOMPARE(at.status(statusFields(1, u"failed"_s, {{u"ErrorCode"_s, u"21610"_s}})), 204);

        QVERIFY(at.isOptedOut());
        QCOMPARE(at.proofs(), 1);
        QCOMPARE(at.events(u"opt_out"_s).size(), 1);
        QCOMPARE(at.text(1)->message.errorCode, 21610);
        QCOMPARE(at.status(statusFields(2, u"failed"_s, {{u"ErrorCode"_s, u"30003"_s}})), 204);
        QCOMPARE(
            at.status(statusFields(3, u"undelivered"_s, {{u"ErrorCode"_s, u"21610"_s}, {u"MessagingServiceSid"_s, theService}})),
            204);
        QVERIFY(at.isOptedOut(theService));
        QCOMPARE(at.proofs(), 1);
    }

    void aRefusalThatIsHeardOfAfterAStartDoesNotStopAgain()
    {
        TextsAt at(m_engines.url());
        QCOMPARE(at.saysAt(10, textFields(1, u"STOP"_s)), QString());
        at.setTime(20);
        QCOMPARE(at.status(statusFields(5, u"queued"_s)), 204);
        QCOMPARE(at.saysAt(30, textFields(2, u"START"_s)), QString());
        at.setTime(40);

        QCOMPARE(at.status(statusFields(5, u"failed"_s, {{u"ErrorCode"_s, u"21610"_s}})), 204);

        QVERIFY(!at.isOptedOut());
    }
};

QTEST_GUILESS_MAIN(TestRelayOptOuts)
#include "tst_relayoptouts.moc"
