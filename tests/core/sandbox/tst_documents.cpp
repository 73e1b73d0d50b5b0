// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/documents.h"
#include "core/sandbox/practice.h"
#include "core/sandbox/world/steadyhash.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestDocuments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesOfTheRequestAreFilledIn()
    {
        Documents documents;
        QVERIFY(documents.keep(u"out"_s, "<Response><Dial callerId=\"{{SipHeader_x-line}}\"><Number>{{#e164}}{{To}}{{/e164}}</Number></Dial></Response>"));
        const Form request{{u"To"_s, u"sip:+14155550108@acme.sip.twilio.com:5061;transport=tls"_s}, {u"SipHeader_x-line"_s, u"+12065550142"_s}};
        QCOMPARE(documents.filled(u"out"_s, request),
                 QByteArray("<Response><Dial callerId=\"+12065550142\"><Number>+14155550108</Number></Dial></Response>"));
    }

    void whatIsNotANumberStaysAndWhatIsMissingIsNothing()
    {
        Documents documents;
        QVERIFY(documents.keep(u"a"_s, "<Response><Say>{{#e164}}{{To}}{{/e164}} {{Nothing}}.</Say></Response>"));
        QCOMPARE(documents.filled(u"a"_s, {{u"To"_s, u"+14155550108"_s}}), QByteArray("<Response><Say>+14155550108 .</Say></Response>"));
        QVERIFY(!documents.filled(u"b"_s, {}));
    }

    void whatACallerSaysCannotBecomeTwiml()
    {
        Documents documents;
        QVERIFY(documents.keep(u"a"_s, "<Response><Say>{{From}}</Say></Response>"));
        QCOMPARE(documents.filled(u"a"_s, {{u"From"_s, u"</Say><Hangup/><Say>{{From}}"_s}}),
                 QByteArray("<Response><Say>&lt;/Say&gt;&lt;Hangup/&gt;&lt;Say&gt;{{From}}</Say></Response>"));
    }

    void anEndOfADialCanHaveADocumentOfItsOwn()
    {
        Documents documents;
        QVERIFY(documents.keep(u"after"_s, "<Response><Record/></Response>"));
        QVERIFY(documents.keep(u"after-completed"_s, "<Response><Hangup/></Response>"));
        QCOMPARE(documents.filled(u"after"_s, {{u"DialCallStatus"_s, u"no-answer"_s}}), QByteArray("<Response><Record/></Response>"));
        QCOMPARE(documents.filled(u"after"_s, {{u"DialCallStatus"_s, u"completed"_s}}), QByteArray("<Response><Hangup/></Response>"));
    }

    void onlyUsableTwimlUnderAGoodNameIsKept()
    {
        Documents documents;
        QVERIFY(!documents.keep(u"a"_s, "<Response"));
        QVERIFY(!documents.keep(u"a"_s, "<Answer/>"));
        QVERIFY(!documents.keep(u"../a"_s, "<Response/>"));
        QVERIFY(!documents.keep({}, "<Response/>"));
        QVERIFY(documents.names().isEmpty());
    }

    void whoAnswersIsTheSameInEveryRun()
    {
        // Half the reason for a seed: a test that calls this person finds them at home today and tomorrow.
        QCOMPARE(world::steadyHash(u"+14155550110", 3), 0x92f14119e210f0e3U);
        QVERIFY(world::steadyHash(u"+14155550110", 3) != world::steadyHash(u"+14155550110", 7));
    }

    void callersTakeTurnsWheneverNobodyTalks()
    {
        bool isFree = false;
        QStringList calls;
        Practice practice([&isFree] { return isFree; }, [&](const Practice::Caller &caller) {
            calls.append(caller.from);
            isFree = false; // they talk
        });
        practice.begin({{u"a"_s, {}, {}}, {u"b"_s, {}, {}}}, {.first = std::chrono::milliseconds(0), .between = std::chrono::milliseconds(20)});
        for (int round = 1; round <= 3; ++round) {
            isFree = true;
            QVERIFY(QTest::qWaitFor([&] { return calls.size() == round; }));
        }
        QCOMPARE(calls.join(u' '), u"a b a"_s);
        practice.end();
        QVERIFY(!practice.isGoingOn());
    }
};

QTEST_GUILESS_MAIN(TestDocuments)
#include "tst_documents.moc"
