// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/messagestore.h"
#include "core/outbox/outbox.h"
#include "tests/core/cache/testcache.h"
#include "tests/core/outbox/fakemessages.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = FakeMessages::Fault;

namespace {

OutboxOptions quick()
{
    return {.looks = {20ms, 60ms}, .firstWait = 20ms, .longestWait = 40ms};
}

// One run of the program on a folder.
struct Run {
    Run(const Folder &folder, FakeMessages &fake, OutboxOptions options = quick())
        : store(folder.open()), messages(*store), outbox(*store, fake, messages, std::move(options))
    {
        outbox.start();
    }

    OutboxState stateOf(OutboxId id) { return waitFor(outbox.entry(id)).value_or(OutboxEntry()).state; }

    std::unique_ptr<Store> store;
    MessageStore messages;
    Outbox outbox;
};

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT
    const Draft hello{.line = lineA, .peer = ada, .body = u"Hello"_s};

private Q_SLOTS:
    void aTextIsSentOnceAndShownOnce()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        Run run(folder, fake);
        QSignalSpy waiting(&run.outbox, &Outbox::waitingChanged);

        const auto id = waitFor(run.outbox.send(hello));

        QVERIFY(id);
        QTRY_COMPARE(run.stateOf(*id), OutboxState::Sent);
        QCOMPARE(fake.kept.size(), 1);
        QCOMPARE(waitFor(run.outbox.entry(*id))->sid, fake.kept.first().sid);
        const auto threads = waitFor(run.messages.threadIds({}));
        QCOMPARE(threads->size(), 1);
        const auto rows = waitFor(run.messages.messages(threads->first(), 0, 10));
        QCOMPARE(rows->size(), 1);
        QVERIFY(!rows->first().outbox);
        QTRY_COMPARE(waiting.last().first().toInt(), 0);
    }

    void offlineTextsWaitAndLeaveInTheirOrder()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        fake.fault = Fault::Offline;
        Run run(folder, fake);
        const auto first = waitFor(run.outbox.send(hello));
        Draft second = hello;
        second.body = u"Are you there?"_s;
        const auto last = waitFor(run.outbox.send(second));
        QTRY_VERIFY(fake.requests >= 2);
        const auto thread = waitFor(run.messages.threadIds({}))->first();
        const auto shown = waitFor(run.messages.messages(thread, 0, 10));
        QCOMPARE(shown->size(), 2);
        QCOMPARE(shown->first().outbox->body, u"Are you there?"_s);

        fake.fault = Fault::None;
        run.outbox.tryNow();

        QTRY_COMPARE(run.stateOf(*last), OutboxState::Sent);
        QCOMPARE(run.stateOf(*first), OutboxState::Sent);
        QCOMPARE(fake.kept.size(), 2);
        QCOMPARE(fake.kept.last().body, u"Hello"_s);
    }

    void aRateLimitedTextIsTriedAgain()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        fake.fault = Fault::RateLimited;
        Run run(folder, fake);
        const auto id = waitFor(run.outbox.send(hello));
        QTRY_VERIFY(fake.requests >= 2);

        fake.fault = Fault::None;

        QTRY_COMPARE(run.stateOf(*id), OutboxState::Sent);
        QCOMPARE(fake.kept.size(), 1);
    }

    void aLostAnswerIsSettledByLookingAndNeverBySendingAgain()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        fake.fault = Fault::LostAfter;
        Run run(folder, fake);
        QSignalSpy changed(&run.outbox, &Outbox::changed);

        const auto first = waitFor(run.outbox.send(hello));
        const auto second = waitFor(run.outbox.send(hello)); // the same on purpose

        QTRY_COMPARE(run.stateOf(*first), OutboxState::Sent);
        QTRY_COMPARE(run.stateOf(*second), OutboxState::Sent);
        QCOMPARE(fake.requests, 2);
        QVERIFY(waitFor(run.outbox.entry(*first))->sid != waitFor(run.outbox.entry(*second))->sid);
    }

    void aTextThatNeverArrivedIsSaidToHaveFailed()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        fake.fault = Fault::LostBefore;
        Run run(folder, fake);
        const auto id = waitFor(run.outbox.send(hello));
        QTRY_COMPARE(run.stateOf(*id), OutboxState::Failed);
        QCOMPARE(fake.requests, 1);

        fake.fault = Fault::None;
        QVERIFY(waitFor(run.outbox.retry(*id)));

        QTRY_COMPARE(run.stateOf(*id), OutboxState::Sent);
        QCOMPARE(fake.kept.size(), 1);
    }

    void nothingIsDecidedWhileTwilioCannotBeAsked()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        fake.fault = Fault::LostAfter;
        fake.listFails = true;
        Run run(folder, fake);
        const auto id = waitFor(run.outbox.send(hello));
        QTRY_COMPARE(run.stateOf(*id), OutboxState::NotSure);
        QVERIFY(!waitFor(run.outbox.cancel(*id)));
        QVERIFY(!waitFor(run.outbox.retry(*id)));

        fake.listFails = false;

        QTRY_COMPARE(run.stateOf(*id), OutboxState::Sent);
    }

    void aTextUnderWayWhenTheProgramEndedIsSettledByTheNext()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        OutboxId id = 0;
        {
            fake.fault = Fault::Hang;
            fake.hang.start();
            Run run(folder, fake);
            id = *waitFor(run.outbox.send(hello));
            QTRY_COMPARE(run.stateOf(id), OutboxState::Sending);
        }
        fake.keep({.from = lineA, .to = ada, .body = u"Hello"_s});
        fake.fault = Fault::None;

        Run run(folder, fake);

        QTRY_COMPARE(run.stateOf(id), OutboxState::Sent);
        QCOMPARE(fake.requests, 1);
        QCOMPARE(fake.kept.size(), 1);
    }

    void whatWasQueuedWhenTheProgramEndedIsSentByTheNext()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        OutboxId id = 0;
        {
            fake.fault = Fault::Offline;
            Run run(folder, fake, {.firstWait = 1h}); // or it might end in the middle of the next try
            id = *waitFor(run.outbox.send(hello));
            QTRY_COMPARE(fake.requests, 1);
            QTRY_COMPARE(run.stateOf(id), OutboxState::Queued);
        }
        fake.fault = Fault::None;

        Run run(folder, fake);

        QTRY_COMPARE(run.stateOf(id), OutboxState::Sent);
        QCOMPARE(fake.kept.size(), 1);
    }

    void whoHasOptedOutGetsNothing()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        Run run(folder, fake);
        QVERIFY(waitFor(run.messages.save({text(90, ada, lineA, u"STOP"_s, folder.now)})));

        const auto refused = waitFor(run.outbox.send(hello));

        QVERIFY(!refused);
        QCOMPARE(refused.error().twilioCode, 21610);
        QCOMPARE(fake.requests, 0);
    }

    void twilioSayingOptedOutIsRemembered()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        fake.rejectWith = 21610;
        Run run(folder, fake);
        OptOutStore optOuts(*run.store, run.messages);
        const auto id = waitFor(run.outbox.send(hello));

        QTRY_COMPARE(run.stateOf(*id), OutboxState::Failed);

        QCOMPARE(waitFor(run.outbox.entry(*id))->errorCode, 21610);
        QTRY_VERIFY(waitFor(optOuts.state(lineA, ada))->optedOut);
        QCOMPARE(waitFor(optOuts.state(lineA, ada))->source, OptOut::Source::TwilioError);
        QVERIFY(!waitFor(run.outbox.send(hello)));
    }

    void aScheduledTextWaitsForItsTimeAndCanBeTakenBack()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        Run run(folder, fake);
        Draft later = hello;
        later.sendAfter = folder.now.addSecs(3600);
        const auto first = waitFor(run.outbox.send(later));
        later.body = u"Second"_s;
        const auto second = waitFor(run.outbox.send(later));
        const auto now = waitFor(run.outbox.send(hello)); // not held up by those
        QTRY_COMPARE(run.stateOf(*now), OutboxState::Sent);
        QCOMPARE(fake.requests, 1);

        QVERIFY(waitFor(run.outbox.cancel(*first)));
        folder.now = folder.now.addSecs(3601);
        run.outbox.tryNow();

        QTRY_COMPARE(run.stateOf(*second), OutboxState::Sent);
        QCOMPARE(run.stateOf(*first), OutboxState::Canceled);
        QCOMPARE(fake.requests, 2);
        QVERIFY(!waitFor(run.outbox.cancel(*second)));
    }

    void aRefusedTextStaysUntilItIsDiscarded()
    {
        Folder folder;
        FakeMessages fake;
        fake.now = folder.now;
        fake.rejectWith = 21211;
        Run run(folder, fake);
        const auto id = waitFor(run.outbox.send(hello));
        QTRY_COMPARE(run.stateOf(*id), OutboxState::Failed);
        const auto thread = waitFor(run.messages.threadIds({}))->first();
        QCOMPARE(waitFor(run.messages.messages(thread, 0, 10))->first().outbox->errorCode, 21211);

        QVERIFY(waitFor(run.outbox.discard(*id)));

        QCOMPARE(waitFor(run.messages.messages(thread, 0, 10))->size(), 0);
        QCOMPARE(fake.requests, 1);
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
