// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/twimlresponse.h"

#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestTwimlResponse : public QObject
{
    Q_OBJECT

    static QByteArray document(const QByteArray &inside)
    {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + inside + "</Response>";
    }

private Q_SLOTS:
    void whatTwilioTakesHasNoFlaw()
    {
        QCOMPARE(flawsOf(document("<Dial timeout=\"20\"><Sip>sip:anna@acme.sip.twilio.com</Sip></Dial><Hangup/>"), twiml::Kind::Voice), QStringList());
        QCOMPARE(flawsOf(document("<Message>On my way</Message>"), twiml::Kind::Messaging), QStringList());
        const HttpResponse response = twimlResponse(document("<Hangup/>"), twiml::Kind::Voice);
        QCOMPARE(response.status, 200);
        QCOMPARE(response.headers.value("Content-Type"), "text/xml");
    }

    void whatTwilioObjectsToIsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no XML") << QByteArray("<Response>");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another root") << QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Answer/>");
        QTest::newRow("an unknown verb") << document("<Whistle/>");
        QTest::newRow("an unknown attribute") << document("<Dial patience=\"20\">+14155550108</Dial>");
        QTest::newRow("a value that is none") << document("<Dial timeout=\"soon\">+14155550108</Dial>");
        QTest::newRow("a verb of texts") << document("<Message>On my way</Message>");
        QTest::newRow("too long") << document("<Say>" + QByteArray(70'000, 'a') + "</Say>");
        QTest::newRow("white space, which we do not write") << document(" <Hangup/>");
    }
    void whatTwilioObjectsToIsFound()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!flawsOf(bytes, twiml::Kind::Voice).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTwimlResponse)
#include "tst_twimlresponse.moc"
