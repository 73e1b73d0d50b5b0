// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/record/decisionjson.h"
#include "tests/core/routing/decision/teams.h"
#include "tests/fakes/scriptedserver.h"
#include "tests/ui/panels/pictures.h"
#include "ui/panels/calls/callwhy.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/trace/traceview.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPushButton>
#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

const CallSid theCall = *CallSid::parse(u"CA00000000000000000000000000000001"_s), another = *CallSid::parse(u"CA00000000000000000000000000000002"_s);

QJsonObject step(const QString &name, int second, const QByteArray &detail)
{
    return {{u"step"_s, name}, {u"at"_s, u"2026-03-03T15:00:%1.250Z"_s.arg(second, 2, 10, QLatin1Char('0'))}, {u"detail"_s, QJsonDocument::fromJson(detail).object()}};
}

/// Anna is rung while Ben talks; nobody answers, and the caller leaves a message.
struct Told {
    Plan plan = teamPlan({RoundRobin{id<GroupId>("desk"), seconds(20)}});
    Roster people = roster(u"anna:on ben:busy cleo:off"_s);
    QByteArray decision = writeDecision(decide(plan, people, {stranger, boston}, tuesday));

    QJsonObject call() const
    {
        return {{u"sid"_s, theCall.text()},
                {u"direction"_s, u"incoming"_s},
                {u"outcome"_s, u"voicemail"_s},
                {u"plan_version"_s, 3},
                {u"trace"_s, QJsonArray{step(u"plan"_s, 0, decision), step(u"step-0"_s, 0, R"({"step":0,"people":["anna"]})"),
                                        step(u"step-0-result"_s, 20, R"({"status":"no-answer","bridged":false})"), step(u"step-1"_s, 20, R"({"step":1})"),
                                        step(u"from-the-future"_s, 21, R"({"a":1})"), step(u"message"_s, 31, R"({"recording":"RE1"})")}}};
    }
    TeamCall value() const { return teamCallIn(call()); }
};

/// The part of the call log, and a relay that answers as it is told.
struct Shown : Told {
    int status = 200;
    ScriptedServer server{[this](const HeardRequest &request) {
        const QJsonObject refusal{{u"error"_s, QJsonObject{{u"code"_s, u"x"_s}, {u"message"_s, u"no such call"_s}, {u"hint"_s, QString()}}}};
        return ScriptedServer::Reply{.bytes = ScriptedServer::answer(status, QJsonDocument(status == 200 && request.target.contains(theCall.text().toLatin1()) ? call() : refusal).toJson()), .close = true};
    }};
    TeamClient client{{server.url(), u"anna"_s, Secret("secret")}};
    TeamCalls calls{client};
    CallWhy why{{.calls = &calls, .present = [this] { return WhyView::Present{plan, people, tuesday}; }}};

    Shown()
    {
        why.resize(440, 500);
        why.show(CallSid());
    }
    QString nothing() const { return why.findChild<Label *>(u"callWhyNothing"_s)->isHidden() ? QString() : why.findChild<Label *>(u"callWhyNothing"_s)->text(); }
    QStringList story() const
    {
        QStringList lines;
        for (const Label *label : why.findChild<QWidget *>(u"callStory"_s)->findChildren<Label *>())
            lines << label->text();
        return lines;
    }
};

} // namespace

class TestCallWhy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        QCoreApplication::installTranslator(&m_plurals);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void whatHappenedIsToldInItsOrder()
    {
        const Told told;
        QStringList sentences;
        for (const StoryLine &line : storyOf(told.value(), told.plan))
            sentences << line.sentence;

        QCOMPARE(sentences, QStringList({u"anna was rung."_s, u"Nobody answered."_s, u"The caller came to the voicemail of the line."_s, u"The caller left a message."_s}));
    }

    void whoMayNotReadThePlanIsToldTheNamesAndNotWhatWouldHappenNow()
    {
        Shown shown;
        CallWhy why({.calls = &shown.calls, .present = [] {
                         routing::Plan names;
                         names.people[id<PersonId>("anna")].name = u"Anna Ward"_s;
                         return WhyView::Present{.plan = names, .roster = {}, .now = tuesday, .isWhole = false};
                     }});
        why.show(theCall);
        QTRY_VERIFY(!why.findChild<QWidget *>(u"whyView"_s)->isHidden());
        QVERIFY(why.findChild<QPushButton *>(u"whatNowButton"_s)->isHidden());
        QStringList story;
        for (const Label *label : why.findChild<QWidget *>(u"callStory"_s)->findChildren<Label *>())
            story << label->text();
        QVERIFY2(story.contains(u"Anna Ward was rung."_s), qPrintable(story.join(u'\n')));
    }

    void otherEndingsHaveTheirWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("detail");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("answered") << u"step-0-result"_s << QByteArray(R"({"status":"completed","bridged":true})") << u"anna answered."_s;
        QTest::newRow("gone") << u"step-0-result"_s << QByteArray(R"({"caller_gone":true})") << u"The caller hung up before anybody answered."_s;
        QTest::newRow("busy") << u"step-0-result"_s << QByteArray(R"({"status":"busy"})") << u"It was busy, or declined."_s;
        QTest::newRow("away") << u"step-0-result"_s << QByteArray(R"({"status":"failed","sip":480})") << u"The telephone could not be reached."_s;
        QTest::newRow("free") << u"step-1-result"_s << QByteArray(R"({"free":1})") << u"Somebody was free."_s;
        QTest::newRow("never free") << u"step-1-result"_s << QByteArray(R"({"free":0})") << u"Nobody became free in time."_s;
        QTest::newRow("outgoing") << u"outgoing"_s << QByteArray(R"({"person":"anna","line":"+16175550142"})") << u"anna called."_s;
        QTest::newRow("emergency") << u"outgoing"_s << QByteArray(R"({"person":"anna","refused":"emergency"})")
                                   << u"Refused: emergency numbers cannot be called through this line."_s;
        QTest::newRow("flood") << u"too-often"_s << QByteArray("{}") << u"This caller had called too often within minutes, so nobody was rung."_s;
        QTest::newRow("haste") << u"haste-incoming-call-handler"_s << QByteArray(R"({"mailbox":true})")
                               << u"The relay's database took too long, so the caller was led to voicemail."_s;
        QTest::newRow("recorded") << u"recorded-1"_s << QByteArray(R"({"state":"on","by":"anna"})") << u"anna recorded the call."_s;
        QTest::newRow("paused") << u"recorded-2"_s << QByteArray(R"({"state":"paused","by":"anna"})") << u"anna paused the recording."_s;
        QTest::newRow("stopped") << u"recorded-3"_s << QByteArray(R"({"state":"off","by":"anna"})") << u"anna ended the recording."_s;
        for (const char *step : {"recorded-4", "recording-limit"})
            QTest::newRow(step) << QString::fromLatin1(step) << QByteArray(R"({"state":"off","why":"limit"})")
                                << u"The recording ended, as it was as long as the line allows."_s;
        QTest::newRow("not ended") << u"recording-not-ended"_s << QByteArray("{}") << u"Twilio did not say whether the recording ended."_s;
        QTest::newRow("two") << u"step-0"_s << QByteArray(R"({"step":0,"people":["anna","ben"]})") << u"anna and ben were rung."_s;
    }
    void otherEndingsHaveTheirWords()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, detail);
        const Told told;
        TeamCall call;
        call.answeredBy = u"anna"_s;
        call.trace = {{name, tuesday, QJsonDocument::fromJson(detail).object()}};

        const auto lines = storyOf(call, told.plan);

        QCOMPARE(lines.size(), 1);
        QTEST(lines.first().sentence, "sentence");
    }

    void theCallIsExplained()
    {
        Shown shown;
        shown.why.show(theCall);
        QVERIFY(shown.nothing().contains(u"Asking"_s));

        QTRY_VERIFY(shown.story().contains(u"The caller left a message."_s));

        QVERIFY(shown.nothing().isEmpty());
        QVERIFY(shown.why.findChild<TraceView *>()->summary().contains(u"nna"_s));
        shown.why.findChild<QPushButton *>(u"whatNowButton"_s)->click();
        QVERIFY(!shown.why.findChild<Label *>(u"whatNow"_s)->text().isEmpty());
        picture(shown.why, u"call-why"_s);
    }

    void aCallThatNoRelayAnsweredSaysSo()
    {
        Shown shown;
        shown.status = 404;
        shown.why.show(another);

        QTRY_VERIFY(shown.nothing().contains(u"No relay answered"_s));
        QVERIFY(!shown.why.findChild<Notice *>(u"callWhyNotice"_s)->isTelling());
    }

    void aRelayThatFailsIsToldAndAskedAgain()
    {
        Shown shown;
        shown.status = 503;
        shown.why.show(theCall);
        auto *notice = shown.why.findChild<Notice *>(u"callWhyNotice"_s);
        QTRY_VERIFY(notice->isTelling());
        QVERIFY(shown.nothing().isEmpty());

        shown.status = 200;
        Q_EMIT notice->actionChosen();

        QTRY_VERIFY(shown.story().contains(u"The caller left a message."_s));
        QVERIFY(!notice->isTelling());
    }

    void withoutARelayNothingIsShown()
    {
        CallWhy why({});
        why.show(theCall);
        QVERIFY(why.isHidden());
    }

private:
    std::unique_ptr<Theme> m_theme;
    EnglishPlurals m_plurals;
};

QTEST_MAIN(TestCallWhy)
#include "tst_callwhy.moc"
