// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callerbook.h"
#include "ui/widgets/words.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromString(u"2026-03-02T10:00:00Z"_s, Qt::ISODate).addSecs(seconds);
}

LiveCall ringing(LegId leg, const QString &number = u"+14155550108"_s)
{
    return {.leg = leg, .direction = Direction::Incoming, .phase = Phase::RingingIn, .peer = Party(number), .beganAt = at(0)};
}

LiveCall ended(LiveCall call, EndCause cause, int second = 14)
{
    call.phase = Phase::Ended;
    call.cause = cause;
    call.endedAt = at(second);
    return call;
}

TimelineItem called(CallOutcome outcome, int secondsAgo, CallHeading direction = CallHeading::In)
{
    CallRow row;
    row.outcome = outcome;
    row.direction = direction;
    row.talkSeconds = std::chrono::seconds(125);
    return {at(-secondsAgo), row};
}

TimelineItem texted(const QString &body, MessageDirection direction, int secondsAgo)
{
    MessageRow row;
    row.message.body = body;
    row.message.direction = direction;
    return {at(-secondsAgo), row};
}

} // namespace

class TestPopupView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNewestCallIsInFrontAndCounted()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.ring(ringing(103, u"+14155550109"_s), at(2));

        QCOMPARE(stack.entries().first().call.leg, LegId(103));
        QCOMPARE(popupView(stack, 0, {.home = u"US"_s}, {}).count, u"1 of 2"_s);
        QCOMPARE(popupView(stack, 0, {.home = u"US"_s}, {}).title, u"(415) 555-0109"_s);
        QCOMPARE(popupView(stack, 2, {}, {}).leg, LegId(0));
    }

    void whoTookTheCallIsSaidWhicheverIsHeardOfFirst_data()
    {
        QTest::addColumn<bool>("eventFirst");
        QTest::addColumn<int>("cause");
        QTest::newRow("the colleague, then the end") << true << int(EndCause::Cancelled);
        QTest::newRow("the end, then the colleague") << false << int(EndCause::Cancelled);
        QTest::newRow("the end says it too") << false << int(EndCause::AnsweredElsewhere);
    }
    void whoTookTheCallIsSaidWhicheverIsHeardOfFirst()
    {
        QFETCH(bool, eventFirst);
        QFETCH(int, cause);
        const Party line(u"+12065550142"_s), peer(u"+14155550108"_s);
        PopupStack stack;
        LiveCall call = ringing(101);
        call.line = line;
        stack.ring(call, at(0));

        if (eventFirst)
            QVERIFY(stack.answered(line, peer, u"Ben"_s, at(5)));
        stack.end(ended(call, EndCause(cause), 5), at(5));
        if (!eventFirst)
            QVERIFY(stack.answered(line, peer, u"Ben"_s, at(6)));

        QCOMPARE(stack.entries().size(), 1);
        QCOMPARE(stack.entries().first().kind, PopupEntry::Kind::AnsweredElsewhere);
        const PopupView view = popupView(stack, 0, {.home = u"US"_s}, {});
        QCOMPARE(view.heading, u"Answered by Ben"_s);
        QVERIFY(!view.canCallBack);
        QVERIFY(stack.lapse(at(10)));
    }

    void aColleagueWhoTakesAnotherCallChangesNothingHere()
    {
        const Party line(u"+12065550142"_s), other(u"+12065550143"_s);
        PopupStack stack;
        LiveCall call = ringing(101);
        call.line = line;
        stack.ring(call, at(0));

        QVERIFY(!stack.answered(other, call.peer, u"Ben"_s, at(1)));
        QVERIFY(!stack.answered(line, Party(u"+14155550109"_s), u"Ben"_s, at(1)));

        stack.end(ended(call, EndCause::Cancelled), at(14));
        QCOMPARE(stack.entries().first().kind, PopupEntry::Kind::Missed);
        QVERIFY(!stack.answered(line, call.peer, u"Ben"_s, at(60))); // a call of theirs, later
        QCOMPARE(stack.entries().first().kind, PopupEntry::Kind::Missed);
    }

    void whereTheCallerIsHiddenFromUsTheLineTells()
    {
        const Party line(u"+12065550142"_s);
        PopupStack stack;
        LiveCall call = ringing(101, line.text());
        call.line = line;
        stack.ring(call, at(0));

        QVERIFY(stack.answered(line, Party(u"+14155550108"_s), u"Ben"_s, at(1)));
    }

    void theSameCallTwiceIsOnePopup()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.ring(ringing(101), at(1));
        QCOMPARE(stack.entries().size(), 1);
    }

    void anAnsweredOrDeclinedCallGoesAtOnce()
    {
        PopupStack stack;
        LiveCall call = ringing(101);
        stack.ring(call, at(0));
        call.phase = Phase::Active;
        stack.change(call);
        QVERIFY(stack.isEmpty());

        stack.ring(ringing(103), at(0));
        stack.end(ended(ringing(103), EndCause::Busy), at(3));
        QVERIFY(stack.isEmpty());
    }

    void answeredElsewhereStaysThreeSeconds()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.end(ended(ringing(101), EndCause::AnsweredElsewhere), at(14));

        QVERIFY(!stack.rings());
        QCOMPARE(popupView(stack, 0, {}, {}).heading, u"Answered on another telephone"_s);
        QVERIFY(!popupView(stack, 0, {}, {}).canAnswer);
        QVERIFY(!stack.lapse(at(16)));
        QVERIFY(stack.lapse(at(17)));
        QVERIFY(stack.isEmpty());
    }

    void aMissedCallStaysUntilItIsDismissed()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.end(ended(ringing(101), EndCause::Cancelled), at(14));

        QVERIFY(!stack.lapse(at(86400)));
        const PopupView view = popupView(stack, 0, {.home = u"US"_s}, {});
        QCOMPARE(view.heading, u"Missed, rang 14 s"_s);
        QVERIFY(view.canCallBack && view.canText && !view.canAnswer);
        stack.dismiss(101);
        QVERIFY(stack.isEmpty());
    }

    void aRingingCallCannotBeDismissed()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.dismiss(101);
        QCOMPARE(stack.entries().size(), 1);
    }

    void someoneWhoTriesAgainIsOneLine()
    {
        PopupStack stack;
        for (const LegId leg : {101, 103, 105}) {
            stack.ring(ringing(leg), at(int(leg)));
            stack.end(ended(ringing(leg), EndCause::Cancelled), at(int(leg) + 1));
        }
        QCOMPARE(stack.entries().size(), 1);
        QCOMPARE(popupView(stack, 0, {}, {}).heading, u"Missed 3 calls"_s);
    }

    void hiddenCallersAreNotTakenForOnePerson()
    {
        PopupStack stack;
        for (const LegId leg : {101, 103}) {
            stack.ring(ringing(leg, u"anonymous"_s), at(int(leg)));
            stack.end(ended(ringing(leg, u"anonymous"_s), EndCause::Cancelled), at(int(leg) + 1));
        }
        QCOMPARE(stack.entries().size(), 2);
        QVERIFY(!popupView(stack, 0, {}, {}).canText);
        QVERIFY(!popupView(stack, 0, {}, {}).canCallBack);
    }

    void aCallThatOurOwnEndLostIsMissedToo()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.end(ended(ringing(101), EndCause::EngineLost), at(4));
        const PopupView view = popupView(stack, 0, {}, {});
        QVERIFY(view.canCallBack);
        QVERIFY(!view.reason.isEmpty());
    }

    void ringingCallsStandBeforeMissedOnes()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.ring(ringing(103, u"+14155550109"_s), at(1));
        stack.end(ended(ringing(103, u"+14155550109"_s), EndCause::Cancelled), at(20));
        QCOMPARE(stack.entries().first().call.leg, LegId(101));
        QVERIFY(stack.rings());
    }

    void silenceIsForOneCall()
    {
        PopupStack stack;
        stack.ring(ringing(101), at(0));
        stack.silence(101);
        QVERIFY(!stack.rings());
        QVERIFY(!popupView(stack, 0, {}, {}).canSilence);
        stack.ring(ringing(103), at(1));
        QVERIFY(stack.rings());
    }

    void itSaysWhoWhichLineWhyAndWhatWasLast()
    {
        PopupStack stack;
        LiveCall call = ringing(101);
        call.reason = u"round robin, you are 2 of 3"_s;
        stack.ring(call, at(0));

        const PopupView view = popupView(stack, 0, {.name = u"Maria Lopez"_s, .lineName = u"Boston"_s, .lineColour = 1, .home = u"US"_s},
                                         {.name = u"Maria Lopez"_s, .note = u"Speaks Spanish"_s, .last = {u"a"_s, u"b"_s, u"c"_s, u"d"_s}});

        QCOMPARE(view.title, u"Maria Lopez"_s);
        QCOMPARE(view.line, u"to Boston"_s);
        QCOMPARE(view.reason, u"round robin, you are 2 of 3"_s);
        QCOMPARE(view.last, QStringList({u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(view.note, u"Speaks Spanish"_s);
        QVERIFY(view.spoken.startsWith(u"Incoming call. Maria Lopez"_s));
    }

    void whatIsToBeDoneIsSaidUntilItIsAnsweredAndAfterItIsMissed()
    {
        PopupStack stack;
        const LiveCall call = ringing(101);
        stack.ring(call, at(0));
        const CallerFacts caller{.name = {}, .note = {}, .last = {u"Missed call today"_s}, .tasks = {u"To do: Ring Ada"_s, u"and 1 more"_s}};

        const PopupView view = popupView(stack, 0, {}, caller);
        QCOMPARE(view.tasks, caller.tasks);
        QVERIFY2(view.spoken.endsWith(u"Missed call today. To do: Ring Ada. and 1 more"_s), qPrintable(view.spoken));

        stack.end(ended(call, EndCause::Cancelled), at(14));
        QCOMPARE(popupView(stack, 0, {}, caller).tasks, caller.tasks);
        stack = {};
        stack.ring(call, at(0));
        stack.end(ended(call, EndCause::AnsweredElsewhere), at(14));
        QCOMPARE(popupView(stack, 0, {}, caller).tasks, QStringList());
    }

    void whatIsToBeDoneIsToldWithItsDay_data()
    {
        QTest::addColumn<QDateTime>("due");
        QTest::addColumn<QString>("person");
        QTest::addColumn<QString>("words");
        const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0)); // a Monday, as it is here
        QTest::newRow("no day") << QDateTime() << QString() << u"To do: Ring Ada"_s;
        QTest::newRow("today") << noon.addSecs(7200) << QString() << u"To do by %1: Ring Ada"_s.arg(clockTime(QTime(14, 0)));
        QTest::newRow("tomorrow") << noon.addDays(1) << QString() << u"To do by tomorrow: Ring Ada"_s;
        QTest::newRow("this week") << noon.addDays(4) << QString() << u"To do by Friday: Ring Ada"_s;
        QTest::newRow("in a week") << noon.addDays(7) << QString() << u"To do by 9 March: Ring Ada"_s;
        QTest::newRow("an hour late") << noon.addSecs(-3600) << QString() << u"Overdue since %1: Ring Ada"_s.arg(clockTime(QTime(11, 0)));
        QTest::newRow("a day late") << noon.addDays(-1) << QString() << u"Overdue since yesterday: Ring Ada"_s;
        QTest::newRow("days late") << noon.addDays(-3) << QString() << u"Overdue since Friday: Ring Ada"_s;
        QTest::newRow("a colleague's") << QDateTime() << u"Ben"_s << u"For Ben: Ring Ada"_s;
        QTest::newRow("a colleague's, with a day") << noon.addDays(4) << u"Ben"_s << u"For Ben by Friday: Ring Ada"_s;
        QTest::newRow("a colleague's, late") << noon.addDays(-1) << u"Ben"_s << u"Overdue since yesterday, for Ben: Ring Ada"_s;
    }
    void whatIsToBeDoneIsToldWithItsDay()
    {
        QFETCH(QDateTime, due);
        QFETCH(QString, person);
        const QDateTime now = QDateTime(QDate(2026, 3, 2), QTime(12, 0)).toUTC();

        QTEST(taskWords({{.title = u"Ring\nAda"_s, .due = due.toUTC(), .person = person}}, now).value(0), "words");
    }

    void ofManyThingsToDoTwoAreToldAndTheRestCounted()
    {
        const CallerTask one{.title = QString(300, u'a'), .due = {}, .person = {}};

        QCOMPARE(taskWords({}, at(0)), QStringList());
        QCOMPARE(taskWords({one, one}, at(0)).size(), 2);
        const QStringList five = taskWords({one, one, one, one, one}, at(0));
        QCOMPARE(five.size(), 3);
        QCOMPARE(five.last(), u"and 3 more"_s);
        QVERIFY(five.first().size() < 100);
    }

    void aTaskOfAColleagueNamesThemAndADoneOneIsLeftOut()
    {
        TeamTask mine{.id = 1, .title = u"Mine"_s, .person = u"anna"_s}, bens{.id = 2, .title = u"Ben's"_s, .person = u"ben"_s};
        TeamTask anybodys{.id = 3, .title = u"Anybody's"_s}, done{.id = 4, .title = u"Done"_s, .doneAt = at(0)};

        const auto tasks = callerTasks({mine, bens, anybodys, done}, PeopleNames(std::map<QString, QString>{{u"ben"_s, u"Ben Okri"_s}}), u"anna"_s);

        QCOMPARE(tasks, (QList<CallerTask>{{u"Mine"_s, {}, {}}, {u"Ben's"_s, {}, u"Ben Okri"_s}, {u"Anybody's"_s, {}, {}}}));
    }

    void whatWasLastIsToldInShortSentences()
    {
        const QList<TimelineItem> items{called(CallOutcome::Missed, 600), called(CallOutcome::Missed, 1200),
                                        texted(u"Running\nlate"_s, MessageDirection::Inbound, 86400),
                                        texted(u"OK"_s, MessageDirection::OutboundApi, 86500),
                                        called(CallOutcome::Answered, 2 * 86400, CallHeading::Out), called(CallOutcome::Ongoing, 0)};

        const QStringList lines = lastWords(items, at(0));

        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0], u"Missed 2 calls today"_s);
        QCOMPARE(lines[1], u"Texted yesterday: Running late"_s);
        QCOMPARE(lines[2], u"You texted yesterday: OK"_s);
        QCOMPARE(lines[3], u"You called on Saturday, 2:05"_s);
    }
};

QTEST_MAIN(TestPopupView)
#include "tst_popupview.moc"
