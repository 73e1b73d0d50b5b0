// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/identity.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestIdentity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHeaderSaysWhoCalls_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("party");
        QTest::addColumn<QString>("name");
        QTest::newRow("name and number") << u"\"Anna Lee\" <sip:+12065550142@acme.sip.twilio.com>;tag=1"_s << u"+12065550142"_s << u"Anna Lee"_s;
        QTest::newRow("bare") << u"sip:+12065550142@acme;tag=1"_s << u"+12065550142"_s << u""_s;
        QTest::newRow("tel") << u"<tel:+1-206-555-0142;phone-context=x>"_s << u"+12065550142"_s << u""_s;
        QTest::newRow("name repeats the number") << u"\"+1 206 555 0142\" <sip:+12065550142@x>"_s << u"+12065550142"_s << u""_s;
        QTest::newRow("escaped quotes") << u"\"A \\\"B\\\" C\" <sip:b@x>"_s << u"sip:b@x"_s << u"A \"B\" C"_s;
        QTest::newRow("another phone") << u"<sips:desk2@acme.sip.twilio.com:5061;transport=tls>"_s << u"sip:desk2@acme.sip.twilio.com:5061"_s << u""_s;
        QTest::newRow("anonymous") << u"\"Anonymous\" <sip:anonymous@anonymous.invalid>"_s << u"anonymous"_s << u""_s;
        QTest::newRow("Twilio's anonymous") << u"<sip:+266696687@x>"_s << u"+266696687"_s << u""_s;
        QTest::newRow("text that turns round") << u"\"An\u202Ena\n\tB\" <sip:a@x>"_s << u"sip:a@x"_s << u"Anna B"_s;
        QTest::newRow("cut off") << u"\"Anna\" <sip:+1206"_s << u""_s << u""_s;
        QTest::newRow("something else") << u"<http://example.org>"_s << u""_s << u""_s;
        QTest::newRow("empty") << u""_s << u""_s << u""_s;
        QTest::newRow("no host") << u"<sip:>"_s << u""_s << u""_s;
    }
    void aHeaderSaysWhoCalls()
    {
        QFETCH(QString, header);
        QFETCH(QString, party);
        QFETCH(QString, name);

        const SipIdentity who = identityOf(header);

        QCOMPARE(who.party.text(), party);
        QCOMPARE(who.name, name);
    }

    void theNetworksWordIsWorthMoreThanFrom()
    {
        const IncomingFacts facts = factsOf(u"<sip:anybody@x>", {{"p-asserted-identity", "\"Bank\" <sip:+12065550100@x>"},
                                                                {"x-twilio-callsid", "CA00112233445566778899aabbccddeeff"},
                                                                {"x-line", "+12065550199"},
                                                                {"x-reason", "round robin,\n you are 2 of 3"}});

        QCOMPARE(facts.caller.party.text(), u"+12065550100"_s);
        QCOMPARE(facts.caller.name, u"Bank"_s);
        QCOMPARE(facts.callSid.text(), u"CA00112233445566778899aabbccddeeff"_s);
        QCOMPARE(facts.line.text(), u"+12065550199"_s);
        QCOMPARE(facts.reason, u"round robin, you are 2 of 3"_s);
    }

    void whoIsHiddenFromUsComesByTheirHandle()
    {
        const SipHeaders ours{{"x-caller", "+9994821057342"}, {"x-line", "+12065550199"}}, nonsense{{"x-caller", "+12065550100"}};

        QCOMPARE(factsOf(u"<sip:+12065550199@x>", ours).caller.party.text(), u"+9994821057342"_s);
        QCOMPARE(factsOf(u"<sip:+12065550199@x>", nonsense).caller.party.text(), u"+12065550199"_s);
    }

    void whoWantsToBeHiddenIs()
    {
        const IncomingFacts facts
            = factsOf(u"<sip:+12065550142@x>", {{"p-asserted-identity", "<sip:+12065550142@x>"}, {"privacy", "id"}});

        QCOMPARE(facts.caller.party.kind(), Party::Kind::Hidden);
    }

    void aForwardedCallSaysWhichLineWasCalled()
    {
        QCOMPARE(factsOf(u"<sip:a@x>", {{"diversion", "<sip:+12065550177@x>;reason=unconditional"}}).line.text(), u"+12065550177"_s);
        QVERIFY(factsOf(u"<sip:a@x>", {{"x-twilio-callsid", "nonsense"}}).callSid.isNull());
    }
};

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
