// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/people/scriptedleg.h"
#include "core/sandbox/exchange/sound/tones.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace milassist;
using namespace milassist::exchange;
using namespace milassist::people;
using namespace Qt::StringLiterals;

namespace {

Result<Script> scriptOf(const QByteArray &json)
{
    const QJsonArray wrapped = QJsonDocument::fromJson("[" + json + "]").array();
    return Script::parse(wrapped.first());
}

/// A leg with somebody who ticks it and hears it.
struct Line {
    world::Speaker speaker;
    ScriptedLeg leg;
    QSignalSpy ringing{&leg, &Leg::ringing}, answered{&leg, &Leg::answered}, digits{&leg, &Leg::digit}, ended{&leg, &Leg::ended};
    int frames = 0, loudFrames = 0;

    Line(ScriptedLeg::Side side, const QByteArray &json) : leg(side, *scriptOf(json), speaker) {}

    void run(double seconds, const Frame &said = {})
    {
        for (int i = 0; i < int(seconds * framesPerSecond); ++i, ++frames) {
            loudFrames += isLoud(leg.heard());
            leg.speak(said);
            while (!speaker.isQuiet())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); // time stands still while the words are made
        }
    }
    LegEnd end() const { return ended.isEmpty() ? LegEnd{.sipCode = -1} : ended.first().first().value<LegEnd>(); }
};

} // namespace

class TestPeople : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scriptsAreRead();
    void badScriptsAreRefused_data();
    void badScriptsAreRefused();
    void everyNamedScriptCanBeFollowed();
    void whoIsCalledRingsAndAnswersInTime();
    void aBusyPersonIsBusy();
    void whatIsSaidIsHeardAndWritten();
    void keysComeOneAfterTheOther();
    void listeningEndsWhenTheOtherHasSpoken();
    void aBeepIsWaitedFor();
    void aCallerGivesUpWhenNobodyAnswers();
    void hangingUpIsToldOnce();
};

void TestPeople::scriptsAreRead()
{
    const auto script = scriptOf(R"({"steps":[{"answer":5},{"say":"Hi"},{"press":"12"},{"listen":3}],"voice":"en-us+m2","call_back":{"after":9,"script":"talks"}})");

    QVERIFY(script);
    QCOMPARE(script->steps.size(), 4);
    QCOMPARE(script->steps[1], (Step{Step::Kind::Say, 0, u"Hi"_s}));
    QCOMPARE(script->voice.name, u"en-us+m2"_s);
    QCOMPARE(script->callBack->after, 9.0);
}

void TestPeople::badScriptsAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("unknown name") << QByteArray("\"dances\"");
    QTest::newRow("nothing") << QByteArray("[]");
    QTest::newRow("a number") << QByteArray("3");
    QTest::newRow("unknown step") << QByteArray(R"([{"dance":1}])");
    QTest::newRow("two in one") << QByteArray(R"([{"say":"a","wait":1}])");
    QTest::newRow("wrong type") << QByteArray(R"([{"say":1}])");
    QTest::newRow("out of range") << QByteArray(R"([{"wait":-1}])");
    QTest::newRow("no refusal") << QByteArray(R"([{"reject":200}])");
}

void TestPeople::badScriptsAreRefused()
{
    QFETCH(QByteArray, json);

    const auto script = scriptOf(json);

    QVERIFY(!script);
    QCOMPARE(script.error().kind, Error::Kind::Malformed);
    QVERIFY(!script.error().detail.isEmpty());
}

void TestPeople::everyNamedScriptCanBeFollowed()
{
    QVERIFY(Script::names().size() >= 14);
    for (const QString &name : Script::names())
        QVERIFY2(!Script::named(name)->steps.isEmpty(), qPrintable(name));
}

void TestPeople::whoIsCalledRingsAndAnswersInTime()
{
    Line line(ScriptedLeg::Side::Called, R"([{"wait":3},{"answer":true},{"wait":2}])");

    line.run(0.02);
    QCOMPARE(line.ringing.size(), 1);
    line.run(2.9);
    QCOMPARE(line.answered.size(), 0);
    line.run(0.2);
    QCOMPARE(line.answered.size(), 1);
    line.run(2.1);
    QCOMPARE(line.end().cause, LegEnd::Cause::HungUp);
}

void TestPeople::aBusyPersonIsBusy()
{
    Line line(ScriptedLeg::Side::Called, "\"busy\"");

    line.run(2);

    QCOMPARE(line.end(), (LegEnd{LegEnd::Cause::Busy, 486, {}}));
    QCOMPARE(line.answered.size(), 0);
}

void TestPeople::whatIsSaidIsHeardAndWritten()
{
    Line line(ScriptedLeg::Side::Called, R"([{"answer":true},{"say":"Good morning to you."},{"wait":1},{"say":"Hello?"},{"wait":9}])");

    line.run(6);

    QCOMPARE(line.leg.spokenText(), u"Good morning to you. Hello?"_s);
    QVERIFY2(line.loudFrames > 50, qPrintable(QString::number(line.loudFrames)));
}

void TestPeople::keysComeOneAfterTheOther()
{
    Line line(ScriptedLeg::Side::Called, R"([{"answer":true},{"wait":1},{"press":"1#"},{"wait":5}])");

    line.run(1.1);
    QCOMPARE(line.digits.size(), 1);
    line.run(0.5);
    QCOMPARE(line.digits.size(), 2);
    QCOMPARE(line.digits[0].first().toChar(), u'1');
    QCOMPARE(line.digits[1].first().toChar(), u'#');
}

void TestPeople::listeningEndsWhenTheOtherHasSpoken()
{
    Frame loud;
    for (size_t i = 0; i < loud.size(); ++i)
        loud[i] = i % 7 < 3 ? 4000 : -3000;
    Line line(ScriptedLeg::Side::Called, R"([{"answer":true},{"listen":30},{"hang_up":true}])");

    line.run(2);
    line.run(2, loud);
    line.run(0.8);
    QCOMPARE(line.ended.size(), 0);
    line.run(0.5);
    QCOMPARE(line.ended.size(), 1);
}

void TestPeople::aBeepIsWaitedFor()
{
    Line line(ScriptedLeg::Side::Caller, R"([{"answer":9},{"listen_tone":30},{"press":"5"},{"wait":9}])");
    line.run(1);
    line.leg.answer({});
    Player beeping(beep());

    line.run(3);
    QCOMPARE(line.digits.size(), 0);
    while (!beeping.isAtEnd())
        line.run(0.02, beeping.next());
    line.run(0.1);
    QCOMPARE(line.digits.size(), 1);
}

void TestPeople::aCallerGivesUpWhenNobodyAnswers()
{
    Line line(ScriptedLeg::Side::Caller, "\"gives_up_ringing\"");

    line.run(7.9);
    QCOMPARE(line.ended.size(), 0);
    line.run(0.2);
    QCOMPARE(line.end().cause, LegEnd::Cause::Cancelled);
}

void TestPeople::hangingUpIsToldOnce()
{
    Line line(ScriptedLeg::Side::Called, R"([{"answer":true},{"wait":60}])");
    line.run(1);

    line.leg.hangUp();
    QCOMPARE(line.ended.size(), 0); // never from within a command
    line.leg.hangUp();
    line.run(1);

    QCOMPARE(line.ended.size(), 1);
    QCOMPARE(line.ringing.size(), 1);
}

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
