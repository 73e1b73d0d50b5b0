// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callerbook.h"

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
