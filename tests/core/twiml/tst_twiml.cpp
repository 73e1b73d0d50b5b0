// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twiml/reader.h"
#include "core/twiml/writer.h"

#include <QTest>

using namespace milassist::twiml;
using namespace Qt::StringLiterals;

namespace {

QByteArray response(const QByteArray &verbs)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + verbs + "</Response>";
}

template <typename Element>
Element only(const QByteArray &verbs)
{
    const Reading reading = read(response(verbs));
    return reading.document.verbs.size() == 1 ? std::get<Element>(reading.document.verbs.first()) : Element{};
}

QList<int> codesOf(const Reading &reading)
{
    QList<int> codes;
    for (const Problem &problem : reading.problems)
        codes.append(problem.code);
    return codes;
}

} // namespace

class TestTwiml : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aVerbKeepsItsAttributesAndItsText();
    void whatIsLeftOutHasTwiliosDefault();
    void aDialHoldsManyNouns();
    void aBareNumberIsANumber();
    void absentAndEmptyAddressesDiffer();
    void speechMarkupLeavesItsWords();
    void mistakesHaveTheirNumbers_data();
    void mistakesHaveTheirNumbers();
    void aWrongValueLeavesTheDefault();
    void answersAreReadByTheirType();
    void messagesAreReadInTheirOwnKind();
    void theWrittenFormIsCanonical();
    void whatIsWrittenReadsTheSame_data();
    void whatIsWrittenReadsTheSame();
    void whatXmlCannotCarryIsLeftOut();
    void deepNestingAndEntitiesAreHarmless();
};

void TestTwiml::aVerbKeepsItsAttributesAndItsText()
{
    const auto record = only<Record>("<Record action='/done' method='GET' timeout='3' finishOnKey='#' maxLength='30' playBeep='false'"
                                     " trim='do-not-trim' recordingStatusCallback='/r' recordingStatusCallbackEvent='in-progress completed'"
                                     " transcribe='true' transcribeCallback='/t'/>");

    QCOMPARE(record.action, (Address{u"/done"_s, Method::Get}));
    QCOMPARE(record.timeout, 3);
    QCOMPARE(record.finishOnKey, u"#"_s);
    QCOMPARE(record.longest(), 30);
    QVERIFY(!record.playBeep);
    QCOMPARE(record.trim, u"do-not-trim"_s);
    QCOMPARE(record.news.events, QStringList({u"in-progress"_s, u"completed"_s}));
    QVERIFY(record.transcribe);
    QCOMPARE(record.transcribeCallback, u"/t"_s);
}

void TestTwiml::whatIsLeftOutHasTwiliosDefault()
{
    const auto gather = only<Gather>("<Gather/>");
    const auto dial = only<Dial>("<Dial><Conference>room</Conference></Dial>");

    QCOMPARE(gather, Gather{});
    QCOMPARE(gather.timeout, 5);
    QCOMPARE(gather.finishOnKey, u"#"_s);
    QCOMPARE(dial.timeout, 30);
    QCOMPARE(std::get<Conference>(dial.targets.first()), Conference{.name = u"room"_s});
    QCOMPARE(only<Record>("<Record transcribe='true'/>").longest(), 120);
    QCOMPARE(only<Record>("<Record/>").longest(), 3600);
}

void TestTwiml::aDialHoldsManyNouns()
{
    const auto dial = only<Dial>("<Dial timeout='20' answerOnBridge='true' callerId='+12065550142' record='record-from-answer-dual'>"
                                 "<Number sendDigits='wW12' url='/screen' statusCallbackEvent='initiated ringing'>+14155550108</Number>"
                                 "<Sip username='u' password='p'>sip:desk1@acme-desk.sip.twilio.com;transport=tls?x-a=1&amp;x-b=2</Sip>"
                                 "<Client><Identity>bob</Identity><Parameter name='a' value='1'/></Client></Dial>");

    QCOMPARE(dial.targets.size(), 3);
    const auto number = std::get<Number>(dial.targets[0]);
    QCOMPARE(number.number, u"+14155550108"_s);
    QCOMPARE(number.screen.url, u"/screen"_s);
    QCOMPARE(number.news.events, QStringList({u"initiated"_s, u"ringing"_s}));
    QCOMPARE(std::get<Sip>(dial.targets[1]).uri, u"sip:desk1@acme-desk.sip.twilio.com;transport=tls?x-a=1&x-b=2"_s);
    const auto client = std::get<Client>(dial.targets[2]);
    QCOMPARE(client.identity, u"bob"_s);
    QCOMPARE(client.parameters.first(), std::pair(u"a"_s, u"1"_s));
    QCOMPARE(dial.record, u"record-from-answer-dual"_s);
}

void TestTwiml::aBareNumberIsANumber()
{
    QCOMPARE(std::get<Number>(only<Dial>("<Dial> +14155550108 </Dial>").targets.first()).number, u"+14155550108"_s);
    QVERIFY(only<Dial>("<Dial/>").targets.isEmpty());
}

void TestTwiml::absentAndEmptyAddressesDiffer()
{
    QVERIFY(!only<Enqueue>("<Enqueue>line</Enqueue>").wait.url);
    QCOMPARE(only<Enqueue>("<Enqueue waitUrl=''>line</Enqueue>").wait.url, QString());
}

void TestTwiml::speechMarkupLeavesItsWords()
{
    const auto say = only<Say>("<Say voice='woman' loop='2'>Please <emphasis>hold</emphasis><break time='1s'/>the line,\n   <p>thank <s>you</s></p></Say>");

    QCOMPARE(say.text, u"Please hold the line, thank you"_s);
    QCOMPARE(say.loop, 2);
}

void TestTwiml::mistakesHaveTheirNumbers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("codes");
    QTest::addColumn<bool>("isUsable");
    const auto row = [](const char *name, const QByteArray &bytes, const QList<int> &codes, bool isUsable) {
        QTest::newRow(name) << bytes << codes << isUsable;
    };
    row("no XML", "hello", {12100}, false);
    row("cut off", "<Response><Say>Hi</Say>", {12100}, false);
    row("rubbish behind", "<Response/><Response/>", {12100}, false);
    row("another root", "<html/>", {12102}, false);
    row("case counts", "<response/>", {12102}, false);
    row("too long", response(QByteArray(70'000, ' ')), {11750}, false);
    row("nothing", "  ", {11770}, true);
    row("unknown verb", response("<Dance/>"), {12200}, true);
    row("unknown attribute", response("<Hangup now='1'/>"), {12200}, true);
    row("messaging verb", response("<Message>Hi</Message>"), {12200}, true);
    row("gather timeout", response("<Gather timeout='soon'/>"), {13313}, true);
    row("gather nested", response("<Gather><Dial>1</Dial></Gather>"), {13320}, true);
    row("gather key", response("<Gather finishOnKey='x'/>"), {13310}, true);
    row("gather digits", response("<Gather numDigits='0'/>"), {13314}, true);
    row("gather input", response("<Gather input='smell'/>"), {13326}, true);
    row("dial method", response("<Dial method='PUT'>1</Dial>"), {13210}, true);
    row("dial timeout", response("<Dial timeout='-1'>1</Dial>"), {13212}, true);
    row("dial nested", response("<Dial><Say>x</Say></Dial>"), {13215}, true);
    row("dial record", response("<Dial record='maybe'>1</Dial>"), {13217}, true);
    row("number digits", response("<Dial><Number sendDigits='z'>1</Number></Dial>"), {13222}, true);
    row("record length", response("<Record maxLength='0'/>"), {13612}, true);
    row("record for transcription", response("<Record transcribe='true' maxLength='121'/>"), {13615}, true);
    row("pause", response("<Pause length='a'/>"), {13910}, true);
    row("redirect", response("<Redirect method='PUT'>/x</Redirect>"), {13710}, true);
    row("conference muted", response("<Dial><Conference muted='2'>x</Conference></Dial>"), {13230}, true);
    row("all in order", response("<Say>Hi</Say><Hangup/>"), {}, true);
}

void TestTwiml::mistakesHaveTheirNumbers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, codes);
    QFETCH(bool, isUsable);

    const Reading reading = read(bytes);

    QCOMPARE(codesOf(reading), codes);
    QCOMPARE(reading.isUsable(), isUsable);
    QVERIFY(isUsable || reading.document.verbs.isEmpty());
}

void TestTwiml::aWrongValueLeavesTheDefault()
{
    QCOMPARE(only<Gather>("<Gather timeout='soon' numDigits='4'/>"), Gather{.numDigits = 4});
}

void TestTwiml::answersAreReadByTheirType()
{
    const QString url = u"http://x/a.wav"_s;

    QCOMPARE(readAnswer("text/plain", " Hello ", url).document, (Document{{Say{.text = u"Hello"_s}, Hangup{}}}));
    QCOMPARE(readAnswer("audio/x-wav", "RIFF", url).document, (Document{{Play{.url = url}, Hangup{}}}));
    QCOMPARE(codesOf(readAnswer("application/json", "{}", url)), QList<int>{12300});
    QCOMPARE(readAnswer("text/html; charset=utf-8", response("<Hangup/>"), url).document, (Document{{Hangup{}}}));
    QCOMPARE(readAnswer("text/plain", "Hi", {}, Kind::Messaging).document, (Document{{Message{.body = u"Hi"_s}}}));
}

void TestTwiml::messagesAreReadInTheirOwnKind()
{
    const Reading reading = read(response("<Message to='+1'><Body>One </Body><Media>http://x/a.png</Media></Message><Redirect>/n</Redirect>"), Kind::Messaging);

    QCOMPARE(reading.document.verbs.size(), 2);
    QCOMPARE(std::get<Message>(reading.document.verbs[0]), (Message{.to = u"+1"_s, .body = u"One"_s, .media = {u"http://x/a.png"_s}}));
}

void TestTwiml::theWrittenFormIsCanonical()
{
    const Document document{{Say{.voice = u"woman"_s, .loop = 0, .text = u"Fish & <chips>"_s},
                             Dial{.action = {u"/after?a=1&b=2"_s, Method::Get}, .timeout = 20, .targets = {Number{.number = u"+14155550108"_s}}}, Hangup{}}};

    QCOMPARE(write(document), QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>"
                                         "<Say loop=\"0\" voice=\"woman\">Fish &amp; &lt;chips&gt;</Say>"
                                         "<Dial action=\"/after?a=1&amp;b=2\" method=\"GET\" timeout=\"20\"><Number>+14155550108</Number></Dial>"
                                         "<Hangup/></Response>"));
}

void TestTwiml::whatIsWrittenReadsTheSame_data()
{
    QTest::addColumn<QByteArray>("verbs");
    QTest::newRow("gather") << QByteArray("<Gather input='dtmf speech' finishOnKey='' numDigits='2' speechTimeout='auto'><Say>A</Say><Play loop='0'>u</Play><Pause length='9'/></Gather>");
    QTest::newRow("record") << QByteArray("<Record maxLength='5' recordingStatusCallback='/r' recordingStatusCallbackMethod='GET'/>");
    QTest::newRow("nouns") << QByteArray("<Dial referUrl='/r'><Sip username='u'>sip:a@b</Sip><Client><Identity>c</Identity><Parameter name='n' value='v'/></Client>"
                                         "<Application customerId='1'><ApplicationSid>AP</ApplicationSid></Application></Dial>");
    QTest::newRow("rooms") << QByteArray("<Dial><Conference beep='onEnter' waitUrl='' statusCallbackEvent='start end join'>r</Conference></Dial><Dial><Queue url='/q'>line</Queue></Dial>");
    QTest::newRow("the rest") << QByteArray("<Enqueue waitUrl='' action='/a' maxQueueSize='3'>q</Enqueue><Leave/><Refer action='/r'><Sip>sip:a@b</Sip></Refer><Reject reason='busy'/>"
                                            "<Start><Recording channels='dual'/></Start><Stop><Recording/></Stop><Sms to='+1'>Hi</Sms><Redirect>/n</Redirect>");
}

void TestTwiml::whatIsWrittenReadsTheSame()
{
    QFETCH(QByteArray, verbs);
    const Reading first = read(response(verbs));
    QVERIFY(first.problems.isEmpty());

    const Reading again = read(write(first.document));

    QCOMPARE(again, first);
}

void TestTwiml::whatXmlCannotCarryIsLeftOut()
{
    const Document document{{Say{.text = QStringLiteral("bell") + QChar(7) + QChar(0xd800) + QStringLiteral("s")}}};

    QCOMPARE(std::get<Say>(read(write(document)).document.verbs.first()).text, u"bells"_s);
}

void TestTwiml::deepNestingAndEntitiesAreHarmless()
{
    QByteArray deep;
    for (int i = 0; i < 4000; ++i)
        deep += "<p>";
    QByteArray laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'n'; ++c)
        laughs += QByteArray("<!ENTITY ") + c + " \"" + QByteArray(10, ' ').replace(' ', QByteArray("&") + char(c - 1) + ";") + "\">";
    laughs += "]><Response><Say>&m;</Say></Response>";

    QCOMPARE(codesOf(read(response("<Say>" + deep))), QList<int>{12100});
    QCOMPARE(codesOf(read(laughs)), QList<int>{12100});
}

QTEST_APPLESS_MAIN(TestTwiml)
#include "tst_twiml.moc"
