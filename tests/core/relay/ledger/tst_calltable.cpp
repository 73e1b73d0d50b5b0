// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/calltable.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const CallSid caller = sidOf<CallSid>("CA", 1);
const CallSid assistant = sidOf<CallSid>("CA", 2);

LegNotice status(const CallSid &sid, CallStatus status, int sequence, qint64 second)
{
    LegNotice notice{.leg = {}, .source = u"status"_s, .sequence = sequence, .extra = u"{\"StirStatus\":\"A\"}"_s};
    notice.leg.sid = sid;
    notice.leg.status = status;
    if (sid == assistant)
        notice.leg.parentSid = caller;
    if (notice.leg.status.is(CallStatus::InProgress))
        notice.leg.startedAt = instant(second);
    if (isTerminal(notice.leg.status)) {
        notice.leg.endedAt = instant(second);
        notice.leg.duration = std::chrono::seconds(second);
    }
    return notice;
}

/// Everything that Twilio says about a call that an assistant takes: two legs, three kinds of webhook.
QList<LegNotice> wholeCall()
{
    LegNotice incoming{.leg = {}, .source = u"incoming"_s, .sequence = -1, .extra = {}};
    incoming.leg.sid = caller;
    incoming.leg.status = CallStatus::Ringing;
    incoming.leg.direction = CallDirection::Inbound;
    incoming.leg.from = Party(u"+14155550108"_s);
    incoming.leg.to = Party(u"+12065550142"_s);
    incoming.leg.callerName = u"ADA BYRON"_s;
    LegNotice dialled{.leg = {}, .source = u"dial"_s, .sequence = -1, .extra = {}};
    dialled.leg.sid = caller;
    dialled.leg.status = CallStatus::InProgress;
    dialled.leg.callerName = u"BYRON A"_s; // it is not even sure that they agree
    return {incoming,
            dialled,
            status(assistant, CallStatus::Initiated, 0, 1),
            status(assistant, CallStatus::Ringing, 1, 2),
            status(assistant, CallStatus::InProgress, 2, 9),
            status(assistant, CallStatus::Completed, 3, 47),
            status(caller, CallStatus::Completed, 4, 48)};
}

Result<> noteAll(SharedStore &store, const QList<LegNotice> &notices)
{
    QList<QFuture<Result<LegChange>>> all;
    for (const LegNotice &notice : notices)
        all << store.write([notice](SqlConnection &db) { return CallTable(db).note(notice, instant(0)); });
    for (const auto &noted : all) {
        if (const auto outcome = waitFor(noted); !outcome)
            return fail(outcome.error());
    }
    return {};
}

std::optional<LedgerCall> callIn(SharedStore &store, const CallSid &sid = caller)
{
    return waitFor(store.read([sid](SqlConnection &db) { return CallTable(db).find(sid); })).value_or(std::nullopt);
}

} // namespace

class TestCallTable : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aLateRingingAfterCompletedChangesNothing()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(noteAll(*store, {status(caller, CallStatus::Completed, 3, 48)}));

        const auto late = waitFor(store->write(
            [](SqlConnection &db) { return CallTable(db).note(status(caller, CallStatus::Ringing, 1, 2), instant(60)); }));

        QVERIFY(late);
        QVERIFY(late->isNews);
        QCOMPARE(late->after, late->before);
        QVERIFY(late->after.status.is(CallStatus::Completed));
    }

    void theSameWebhookTwiceIsNoNews()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto note = [&] {
            return waitFor(store->write([](SqlConnection &db) { return CallTable(db).note(wholeCall().first(), instant(0)); }));
        };

        const auto first = note();
        const auto second = note();

        QVERIFY(first && second);
        QVERIFY(first->isNews);
        QVERIFY(first->before.sid.isNull());
        QVERIFY(!second->isNews);
        QCOMPARE(second->before, first->after);
        QCOMPARE(second->after, first->after);
    }

    void webhooksInAnyOrderEachSeveralTimesEndInTheSameRows()
    {
        const auto inOrder = ledgerAt(m_engines.url());
        QVERIFY(inOrder);
        QVERIFY(noteAll(*inOrder, wholeCall()));
        const auto expected = callIn(*inOrder);
        QVERIFY(expected);
        QCOMPARE(expected->legs.size(), 2);
        QVERIFY(expected->legs[0].status.is(CallStatus::Completed));
        QCOMPARE(expected->legs[0].from.text(), u"+14155550108"_s);
        QCOMPARE(expected->legs[1].duration, std::chrono::seconds(47));
        QCOMPARE(expected->legs[1].startedAt, instant(9));

        for (unsigned seed = 1; seed <= 10; ++seed) {
            const QString url = m_engines.url();
            const auto one = ledgerAt(url);
            const auto two = ledgerAt(url);
            QVERIFY(one && two);
            QList<LegNotice> notices;
            for (int times = 0; times < 3; ++times)
                notices += wholeCall();
            std::shuffle(notices.begin(), notices.end(), std::mt19937(seed));
            QList<QFuture<Result<LegChange>>> all;
            for (qsizetype i = 0; i < notices.size(); ++i) {
                SharedStore &relay = i % 2 ? *one : *two;
                all << relay.write([notice = notices[i]](SqlConnection &db) { return CallTable(db).note(notice, instant(0)); });
            }
            int news = 0;
            for (const auto &noted : all) {
                const auto outcome = waitFor(noted);
                QVERIFY(outcome);
                news += outcome->isNews;
            }

            QVERIFY2(callIn(*one) == expected, qPrintable(u"seed %1"_s.arg(seed)));
            QCOMPARE(news, wholeCall().size());
        }
    }

    void aLegHeardOfBeforeItsCallIsOneOfItsLegs()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        LegNotice orphan = status(assistant, CallStatus::Ringing, 1, 2);
        orphan.leg.parentSid = {};

        QVERIFY(noteAll(*store, {orphan}));
        QCOMPARE(callIn(*store, assistant)->legs.size(), 1);
        QVERIFY(noteAll(*store, {status(assistant, CallStatus::InProgress, 2, 9), wholeCall().first()}));

        QVERIFY(!callIn(*store, assistant));
        QCOMPARE(callIn(*store)->legs.size(), 2);
        QCOMPARE(waitFor(store->read([](SqlConnection &db) {
                     return CallTable(db).latest(instant(1), 10);
                 })).value_or(QList<CallSid>()),
                 QList<CallSid>{caller});
    }

    void oneOfTwoWhoAnswerAtOnceIsTheOne()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        QVERIFY(noteAll(*one, {wholeCall().first()}));
        const auto answer = [](SharedStore &store, QString person) {
            return store.write([person](SqlConnection &db) { return CallTable(db).answered(caller, person, instant(9)); });
        };

        const auto anna = answer(*one, u"anna"_s);
        const auto ben = answer(*two, u"ben"_s);

        QVERIFY(waitFor(anna) && waitFor(ben));
        QVERIFY(*waitFor(anna) != *waitFor(ben));
        const QString winner = *waitFor(anna) ? u"anna"_s : u"ben"_s;
        QCOMPARE(callIn(*one)->answeredBy, winner);
        QVERIFY(*waitFor(answer(*two, winner))); // said again
    }

    void aStepOfTheTraceIsWrittenOnceAndInOrder()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(noteAll(*store, {wholeCall().first()}));
        const TraceStep plan{.step = u"plan"_s, .at = instant(0), .detail = u"{\"route\":\"day\",\"who\":\"Zoë\"}"_s};
        const TraceStep dial{.step = u"dial-1"_s, .at = instant(1), .detail = u"{\"person\":\"anna\"}"_s};
        TraceStep again = plan;
        again.detail = u"{}"_s;

        const auto written = waitFor(store->write([=](SqlConnection &db) -> Result<QList<bool>> {
            CallTable calls(db);
            QList<bool> isNew;
            for (const TraceStep &step : {plan, dial, again}) {
                const auto done = calls.trace(caller, step);
                if (!done)
                    return fail(done.error());
                isNew << *done;
            }
            if (const auto done = calls.ended(caller, u"answered"_s); !done)
                return fail(done.error());
            if (const auto done = calls.ended(caller, u"voicemail"_s); !done)
                return fail(done.error());
            return isNew;
        }));

        QCOMPARE(written.value_or(QList<bool>()), QList<bool>({true, true, false}));
        const auto call = callIn(*store);
        QVERIFY(call);
        QCOMPARE(call->trace, QList<TraceStep>({plan, dial}));
        QCOMPARE(call->outcome, u"answered"_s);
    }
};

QTEST_GUILESS_MAIN(TestCallTable)
#include "tst_calltable.moc"
