// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/livecall.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

using S = CallState;
using Stage = Transferring::Stage;

const QDateTime began = QDateTime::fromString(u"2026-03-02T10:00:00Z"_s, Qt::ISODate);
const QDateTime later = began.addSecs(7);

struct Named {
    const char *name;
    LegChange change;
};

// One of every kind of event, and both ways where an event has two.
const QList<Named> &events()
{
    static const QList<Named> list{
        {"incoming", Incoming{.from = u"sip:+12065550142@x"_s}},
        {"ringing", Ringing{}},
        {"early media", EarlyMedia{}},
        {"answered", Answered{.codec = u"PCMU"_s}},
        {"we hold", Held{Side::Us, true}},
        {"we resume", Held{Side::Us, false}},
        {"they hold", Held{Side::Them, true}},
        {"they resume", Held{Side::Them, false}},
        {"muted", Muted{true}},
        {"unmuted", Muted{false}},
        {"recorded", Recorded{true, u"/x.wav"_s}},
        {"merged", Merged{true}},
        {"transfer asked", Transferring{Stage::Asked}},
        {"transfer ringing", Transferring{Stage::Ringing}},
        {"transfer done", Transferring{Stage::Done}},
        {"transfer failed", Transferring{Stage::Failed, 486}},
        {"digit heard", DigitHeard{'5'}},
        {"digits sent", DigitsSent{u"12"_s}},
        {"levels", Levels{-20, -30}},
        {"quality", Quality{.mos = 4.5}},
        {"ended", Ended{EndCause::TheyHungUp, 200, u"OK"_s}},
    };
    return list;
}

LiveCall inState(CallState state)
{
    LiveCall call = outgoingCall(2, Party(u"+12065550142"_s), began);
    const auto step = [&call](const LegChange &change) { call = next(call, LegEvent{2, began, change}); };
    switch (state) {
    case S::Dialling: return call;
    case S::RingingOut: step(Ringing{}); return call;
    case S::EarlyMedia: step(EarlyMedia{}); return call;
    case S::RingingIn: return incomingCall(2, Incoming{.from = u"sip:+12065550142@x"_s}, began);
    case S::Ended: step(Ended{EndCause::Busy, 486, u"Busy Here"_s}); return call;
    default: break;
    }
    step(Answered{.codec = u"PCMA"_s, .encrypted = true});
    if (state == S::HeldByUs || state == S::HeldByBoth)
        step(Held{Side::Us, true});
    if (state == S::HeldByThem || state == S::HeldByBoth)
        step(Held{Side::Them, true});
    if (state == S::Transferring)
        step(Transferring{Stage::Ringing});
    return call;
}

// The state after each event, in the order of events(); '.' means that nothing at all may change.
//  d dialling  r ringing out  e early media  i ringing in  a active  u held by us  t held by them  b by both  f transferring
//  x ended  + same state, something else changed
struct Row {
    CallState from;
    const char *after;
};
constexpr Row table[] = {
    //                  inc   early  hold      mute  rec  transfer  digit lev  ended
    //                  | ring|  ans |   |    |  |   | mer |  |  |  |  |  | qua |
    {S::Dialling,      ". r e a . . . . + . . . . . . . + + + . x"},
    {S::RingingOut,    ". . e a . . . . + . . . . . . . + + + . x"},
    {S::EarlyMedia,    ". . . a . . . . + . . . . . . . + + + . x"},
    {S::RingingIn,     ". . . a . . . . + . . . . . . . + + + . x"},
    {S::Active,        ". . . + u . t . + . + + f f + + + + + + x"},
    {S::HeldByUs,      ". . . + . a b . + . + + f f + + + + + + x"},
    {S::HeldByThem,    ". . . + b . . a + . + + f f + + + + + + x"},
    {S::HeldByBoth,    ". . . + . t . u + . + + f f + + + + + + x"},
    {S::Transferring,  ". . . + + . + . + . + + + . a a + + + + x"},
    {S::Ended,         ". . . . . . . . . . . . . . . . . . . . ."},
};

constexpr auto letters = "driaeutbfx";
CallState stateOfLetter(char letter)
{
    switch (letter) {
    case 'd': return S::Dialling;
    case 'r': return S::RingingOut;
    case 'e': return S::EarlyMedia;
    case 'i': return S::RingingIn;
    case 'a': return S::Active;
    case 'u': return S::HeldByUs;
    case 't': return S::HeldByThem;
    case 'b': return S::HeldByBoth;
    case 'f': return S::Transferring;
    default: return S::Ended;
    }
}

} // namespace

class TestLiveCall : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEventInEveryState_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("event");
        QTest::addColumn<char>("expected");
        for (const Row &row : table) {
            const QByteArray cells = QByteArray(row.after).replace(" ", "");
            QCOMPARE(cells.size(), events().size());
            for (int i = 0; i < events().size(); ++i)
                QTest::addRow("%d: %s", int(row.from), events()[i].name) << int(row.from) << i << cells[i];
        }
    }
    void everyEventInEveryState()
    {
        QFETCH(int, from);
        QFETCH(int, event);
        QFETCH(char, expected);
        const LiveCall before = inState(CallState(from));
        QCOMPARE(int(stateOf(before)), from);

        const LiveCall after = next(before, LegEvent{2, later, events()[event].change});

        if (expected == '.') {
            QVERIFY(after == before);
            return;
        }
        QVERIFY(after != before);
        QCOMPARE(int(stateOf(after)), expected == '+' ? from : int(stateOfLetter(expected)));
    }

    void theTableHasEveryState()
    {
        QCOMPARE(std::size(table), size_t(int(S::Ended) + 1));
        for (size_t i = 0; i < std::size(table); ++i)
            QCOMPARE(size_t(table[i].from), i);
        QCOMPARE(QByteArray(letters).size(), qsizetype(std::size(table)));
    }

    void whatBelongsToSomethingElseChangesNothing()
    {
        for (int state = 0; state <= int(S::Ended); ++state) {
            const LiveCall call = inState(CallState(state));
            for (const Named &event : events())
                QVERIFY(next(call, LegEvent{3, later, event.change}) == call);
            QVERIFY(next(call, EngineReady{}) == call);
            QVERIFY(next(call, EngineLost{}) == call);
            QVERIFY(next(call, DevicesChanged{}) == call);
            QVERIFY(next(call, RegistrationState{.is = Registration::Off}) == call);
        }
    }

    void talkTimeBeginsWithTheFirstAnswerOnly()
    {
        LiveCall call = next(inState(S::RingingOut), LegEvent{2, later, Answered{.codec = u"PCMU"_s}});
        call = next(call, LegEvent{2, later.addSecs(60), Answered{.codec = u"opus"_s, .encrypted = true}});

        QCOMPARE(call.answeredAt, later);
        QCOMPARE(call.codec, u"opus"_s);
        QVERIFY(call.isEncrypted);
    }

    void theEndIsKeptAsItCameFirst()
    {
        LiveCall call = next(inState(S::HeldByBoth), LegEvent{2, later, Ended{EndCause::MediaLost, 503, u"Media lost"_s}});
        call = next(call, LegEvent{2, later.addSecs(1), Ended{EndCause::HungUp, 0, {}}});

        QCOMPARE(call.cause, EndCause::MediaLost);
        QCOMPARE(call.endedAt, later);
        QVERIFY(!call.isHeld());
        QVERIFY(call.wasAnswered());
    }

    void digitsForTheDisplayDoNotGrowForEver()
    {
        LiveCall call = inState(S::Active);
        for (int i = 0; i < 1000; ++i)
            call = next(call, LegEvent{2, later, DigitsSent{u"123"_s}});

        QCOMPARE(call.digitsSent.size(), 256);
        QVERIFY(call.digitsSent.endsWith(u"123123"));
    }

    void anEndHasItsCause_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("incoming");
        QTest::addColumn<bool>("answered");
        QTest::addColumn<bool>("byUs");
        QTest::addColumn<EndCause>("cause");
        const auto out = [](const char *name, int code, EndCause cause) {
            QTest::newRow(name) << code << false << false << false << cause;
        };
        out("busy", 486, EndCause::Busy);
        out("busy everywhere", 600, EndCause::Busy);
        out("declined", 603, EndCause::Declined);
        out("no such number", 404, EndCause::NotFound);
        out("number incomplete", 484, EndCause::NotFound);
        out("no answer", 408, EndCause::NoAnswer);
        out("not there", 480, EndCause::NoAnswer);
        out("forbidden", 403, EndCause::Refused);
        out("sound does not fit", 488, EndCause::NotEncrypted);
        out("server", 500, EndCause::ServerFailed);
        out("server busy", 503, EndCause::ServerFailed);
        out("odd code", 499, EndCause::Failed);
        out("nothing known", 0, EndCause::Failed);
        QTest::newRow("we gave up") << 487 << false << false << true << EndCause::Cancelled;
        QTest::newRow("we declined") << 603 << true << false << true << EndCause::Declined;
        QTest::newRow("we hung up") << 200 << true << true << true << EndCause::HungUp;
        QTest::newRow("they hung up") << 200 << true << true << false << EndCause::TheyHungUp;
        QTest::newRow("they hung up, no code") << 0 << false << true << false << EndCause::TheyHungUp;
        QTest::newRow("the caller gave up") << 487 << true << false << false << EndCause::Cancelled;
        QTest::newRow("somebody else answered") << 200 << true << false << false << EndCause::AnsweredElsewhere;
        QTest::newRow("lost in the call") << 408 << true << true << false << EndCause::NoAnswer;
    }
    void anEndHasItsCause()
    {
        QFETCH(int, code);
        QFETCH(bool, incoming);
        QFETCH(bool, answered);
        QFETCH(bool, byUs);
        QFETCH(EndCause, cause);

        QCOMPARE(endCauseOf({.sipCode = code, .isIncoming = incoming, .wasAnswered = answered, .byUs = byUs}), cause);
    }

    void whoeverLeavesWithATransferInHandHasBeenHandedOver()
    {
        QCOMPARE(endCauseOf({.sipCode = 200, .wasAnswered = true, .isBeingTransferred = true}), EndCause::Transferred);
        QCOMPARE(endCauseOf({.sipCode = 200, .wasAnswered = true, .byUs = true, .isBeingTransferred = true}), EndCause::HungUp);
        QCOMPARE(endCauseOf({.sipCode = 408, .wasAnswered = true, .isBeingTransferred = true}), EndCause::NoAnswer);
    }

    void theLibrarysOwn503IsNoServer()
    {
        QCOMPARE(endCauseOf({.sipCode = 503, .phrase = u"io error"_s}), EndCause::Unreachable);
        QCOMPARE(endCauseOf({.sipCode = 503, .phrase = u"Media lost"_s, .mediaLost = true}), EndCause::MediaLost);
    }

    void qualityIsSaidByItsWorstFigure_data()
    {
        using W = QualityWord;
        using T = QualityTrouble;
        QTest::addColumn<Quality>("quality");
        QTest::addColumn<int>("word");
        QTest::addColumn<int>("trouble");
        const auto row = [](const char *name, const Quality &q, W word, T trouble) {
            QTest::newRow(name) << q << int(word) << int(trouble);
        };
        row("nothing known", {}, W::Unknown, T::None);
        row("clean", {.mos = 4.85, .lossPercent = 0, .theirLossPercent = 0, .jitterMs = 3, .roundTripMs = 30}, W::Excellent, T::None);
        row("2 % lost", {.mos = 4.47, .lossPercent = 2}, W::Good, T::None);
        row("5 % lost", {.mos = 4.21, .lossPercent = 5}, W::Fair, T::WeLose);
        row("20 % lost", {.mos = 2.6, .lossPercent = 20}, W::Bad, T::WeLose);
        row("they lose", {.mos = 4.8, .lossPercent = 0, .theirLossPercent = 12}, W::Poor, T::TheyLose);
        row("far away", {.mos = 4.7, .roundTripMs = 700}, W::Poor, T::Delay);
        row("jitter", {.mos = 4.7, .jitterMs = 100}, W::Poor, T::Jitter);
        row("one way", {.mos = 4.8, .packetsSent = 300, .packetsHeard = 0}, W::Bad, T::NothingHeard);
    }
    void qualityIsSaidByItsWorstFigure()
    {
        QFETCH(Quality, quality);
        QFETCH(int, word);
        QFETCH(int, trouble);

        QCOMPARE(int(wordOf(quality)), word);
        QCOMPARE(int(troubleOf(quality)), trouble);
    }
};

QTEST_GUILESS_MAIN(TestLiveCall)
#include "tst_livecall.moc"
