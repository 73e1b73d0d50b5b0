// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callview.h"
#include "ui/widgets/icon.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromString(u"2026-03-02T10:00:00Z"_s, Qt::ISODate).addSecs(seconds);
}

LiveCall talk(LegId leg = 2, const QString &number = u"+14155550108"_s)
{
    LiveCall call = outgoingCall(leg, Party(number), at(0));
    call.phase = Phase::Active;
    call.answeredAt = at(5);
    return call;
}

CallFacts facts(const LiveCall &call)
{
    return {.name = call.peer.text() == "+14155550108"_L1 ? u"Maria Lopez"_s : QString(), .lineName = u"Main line"_s, .lineColour = 0, .home = u"US"_s};
}

} // namespace

class TestCallView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachStateHasItsWord_data()
    {
        QTest::addColumn<LiveCall>("call");
        QTest::addColumn<QString>("state");
        LiveCall call = outgoingCall(2, Party(u"+14155550108"_s), at(0));
        QTest::newRow("dialling") << call << u"Calling"_s;
        call.phase = Phase::RingingOut;
        QTest::newRow("ringing") << call << u"Ringing"_s;
        call.phase = Phase::EarlyMedia;
        QTest::newRow("early media") << call << u"Ringing"_s;
        call.phase = Phase::Dialling;
        call.meFirst = MeFirst::Asking;
        QTest::newRow("Twilio is asked") << call << u"Asking Twilio"_s;
        call.meFirst = MeFirst::NotSure;
        QTest::newRow("Twilio did not answer") << call << u"Not sure it went out"_s;
        call.meFirst = MeFirst::CallingUs;
        QTest::newRow("Twilio calls us") << call << u"Twilio calls you first"_s;
        call.phase = Phase::EarlyMedia;
        call.meFirst = MeFirst::CallingThem;
        QTest::newRow("Twilio calls them") << call << u"Calling them"_s;
        call.meFirst = MeFirst::RingingThem;
        QTest::newRow("rings there") << call << u"Ringing"_s;
        call = talk();
        call.meFirst = MeFirst::Talking;
        QTest::newRow("talk through Twilio") << call << u"2:05"_s;
        QTest::newRow("talk") << talk() << u"2:05"_s;
        call = talk();
        call.heldByUs = true;
        QTest::newRow("held by us") << call << u"On hold \u00b7 2:05"_s;
        call.heldByThem = true;
        QTest::newRow("held by both") << call << u"On hold at both ends \u00b7 2:05"_s;
        call.heldByUs = false;
        QTest::newRow("held by them") << call << u"They put you on hold \u00b7 2:05"_s;
        call = talk();
        call.transfer = Transferring{};
        QTest::newRow("handing over") << call << u"Handing over \u00b7 2:05"_s;
    }
    void eachStateHasItsWord()
    {
        QFETCH(LiveCall, call);
        QTEST(viewOf(call, facts(call), at(130)).state, "state");
    }

    void whatIsNotSureAndWhatIsRecordedElsewhereIsSaid()
    {
        LiveCall call = outgoingCall(2, Party(u"+14155550108"_s), at(0));
        call.meFirst = MeFirst::NotSure;
        QVERIFY(!viewOf(call, {}, at(1)).banner.isEmpty());
        QCOMPARE(viewOf(call, {}, at(1)).bannerTone, Tone::Warning);

        LiveCall taped = talk();
        taped.meFirst = MeFirst::Talking;
        taped.isRecordedByTwilio = true;
        QCOMPARE(viewOf(taped, {}, at(10)).recording, u"Recorded by Twilio"_s);
    }

    void whatCanBeDoneFollowsThePhase()
    {
        const LiveCall calling = outgoingCall(2, Party(u"+14155550108"_s), at(0));
        const CallView before = viewOf(calling, {}, at(1));
        QVERIFY(!before.hold.isEnabled && !before.transfer.isEnabled && !before.keypad.isEnabled && !before.record.isEnabled);
        QCOMPARE(before.hangUp, u"Cancel"_s);

        const CallView during = viewOf(talk(), {}, at(10));
        QVERIFY(during.hold.isEnabled && during.transfer.isEnabled && during.keypad.isEnabled && during.record.isEnabled && during.mute.isEnabled);
        QCOMPARE(during.hangUp, u"Hang up"_s);

        LiveCall menu = calling;
        menu.phase = Phase::EarlyMedia;
        QVERIFY(viewOf(menu, {}, at(1)).keypad.isEnabled); // a switchboard may ask before it answers
    }

    void mutedCannotBeOverlooked()
    {
        LiveCall call = talk();
        call.isMuted = true;
        const CallView view = viewOf(call, facts(call), at(10));
        QCOMPARE(view.mute.text, u"Muted"_s);
        QCOMPARE(view.mute.icon, u"mic-off"_s);
        QVERIFY(view.mute.isOn);
        QCOMPARE(view.banner, u"You are muted"_s);
        QCOMPARE(view.bannerTone, Tone::Danger);
        QVERIFY(view.spoken.contains(u"You are muted"_s));
    }

    void speakingWhileMutedIsSaid()
    {
        LiveCall call = talk();
        call.isMuted = true;
        PhoneScene scene{.calls = {call}, .current = call.leg, .isTalkingMuted = true};
        QVERIFY(barView(scene, facts, at(10)).call.banner.contains(u"do not hear"_s));
        scene.calls[0].isMuted = false;
        QVERIFY(barView(scene, facts, at(10)).call.banner.isEmpty());
        scene.isMicrophoneSilent = true;
        QVERIFY(barView(scene, facts, at(10)).call.banner.contains(u"microphone"_s));
    }

    void aContactsNameWinsOverWhatTheCallerSays()
    {
        LiveCall call = talk();
        call.peerName = u"Prince of Nowhere"_s;
        QCOMPARE(viewOf(call, facts(call), at(10)).title, u"Maria Lopez"_s);
        QCOMPARE(viewOf(call, facts(call), at(10)).note, u"(415) 555-0108"_s);
        call.peer = Party(u"+14155550109"_s);
        QCOMPARE(viewOf(call, facts(call), at(10)).title, u"Prince of Nowhere"_s);
        call.peerName.clear();
        QCOMPARE(viewOf(call, facts(call), at(10)).title, u"(415) 555-0109"_s);
        call.peer = Party(u"anonymous"_s);
        QCOMPARE(viewOf(call, facts(call), at(10)).title, u"Hidden number"_s);
    }

    void oneCallHasNoTabs()
    {
        const BarView bar = barView({.calls = {talk()}, .current = 2}, facts, at(10));
        QVERIFY(bar.tabs.isEmpty());
        QVERIFY(!bar.canSwap && !bar.canMerge);
        QCOMPARE(bar.leg, LegId(2));
    }

    void aSecondCallIsATabWithSwapAndMerge()
    {
        LiveCall held = talk(2);
        held.heldByUs = true;
        const BarView bar = barView({.calls = {held, talk(4, u"+14155550109"_s)}, .current = 4}, facts, at(10));
        QCOMPARE(bar.tabs.size(), 2);
        QCOMPARE(bar.tabs[0].title, u"Maria Lopez"_s);
        QVERIFY(bar.tabs[0].state.startsWith(u"On hold"_s));
        QVERIFY(!bar.tabs[0].isCurrent && bar.tabs[1].isCurrent);
        QVERIFY(bar.canSwap && bar.canMerge);
    }

    void aCallThatRingsInIsNoTab()
    {
        LiveCall ringing{.leg = 5, .direction = Direction::Incoming, .phase = Phase::RingingIn};
        QVERIFY(barView({.calls = {talk(), ringing}, .current = 2}, facts, at(10)).tabs.isEmpty());
        QCOMPARE(barView({.calls = {ringing}, .current = 0}, facts, at(10)).leg, LegId(0));
    }

    void mergedCallsAreOneConversation()
    {
        LiveCall one = talk(2), two = talk(4, u"+14155550109"_s);
        one.isMerged = two.isMerged = true;
        const BarView bar = barView({.calls = {one, two}, .current = 2}, facts, at(10));
        QCOMPARE(bar.call.title, u"Maria Lopez, (415) 555-0109"_s);
        QVERIFY(bar.tabs[0].isCurrent && bar.tabs[1].isCurrent);
        QVERIFY(!bar.canSwap && !bar.canMerge);
    }

    void askingAColleagueOffersToCompleteOnceTheyAnswer()
    {
        LiveCall about = talk(2);
        about.heldByUs = true;
        LiveCall asked = outgoingCall(4, Party(u"+14155550109"_s), at(8));
        PhoneScene scene{.calls = {about, asked}, .current = 4, .consultation = Phone::Consultation{2, 4}};
        QVERIFY(!barView(scene, facts, at(10)).canComplete);
        QVERIFY(barView(scene, facts, at(10)).asking.contains(u"Maria Lopez"_s));
        scene.calls[1] = talk(4, u"+14155550109"_s);
        QVERIFY(barView(scene, facts, at(10)).canComplete);
    }

    void digitsThatWaitAreOffered()
    {
        PhoneScene scene{.calls = {talk()}, .current = 2, .digitsToCome = {AskFirst{}, Press{u"12#"_s}}};
        QCOMPARE(barView(scene, facts, at(10)).digitsWaiting, u"Press 12# now?"_s);
        scene.digitsToCome = {Press{u"1"_s}};
        QVERIFY(barView(scene, facts, at(10)).digitsWaiting.isEmpty());
    }

    void moreCallsThanAllowedCannotBeAdded()
    {
        PhoneScene scene{.calls = {talk(2), talk(4)}, .current = 4, .mostCalls = 2};
        QVERIFY(!barView(scene, facts, at(10)).call.add.isEnabled);
    }

    void aRecordingByTheTeamSaysHowItStandsAndWhatMayBeDone()
    {
        using Policy = CallRecording::Policy;
        using State = CallRecording::State;
        const auto shown = [](const CallRecording &recording) {
            PhoneScene scene{.calls = {talk()}, .current = 2, .canRecord = false};
            return barView(scene, [recording](const LiveCall &) { return CallFacts{.recording = recording}; }, at(130));
        };
        const BarView ready = shown({.policy = Policy::Asked, .mayChange = true});
        QVERIFY(ready.showsRecord && ready.call.record.isEnabled && !ready.call.pauseRecording);
        QCOMPARE(ready.call.record.text, u"Record"_s);
        QVERIFY(ready.call.recording.isEmpty());

        const BarView on = shown({.policy = Policy::Asked, .state = State::On, .mayChange = true, .since = at(5)});
        QCOMPARE(on.call.record.text, u"Stop recording"_s);
        QVERIFY(on.call.record.isOn && on.call.pauseRecording);
        QCOMPARE(on.call.recording, u"Recording 2:05"_s);
        QVERIFY(on.call.spoken.contains(u"Recording"_s) && !on.call.spoken.contains(u"Recording 2:05"_s));

        const BarView paused = shown({.policy = Policy::Asked, .state = State::Paused, .mayChange = true, .since = at(5)});
        QCOMPARE(paused.call.recording, u"Recording paused"_s);
        QVERIFY(paused.call.pauseRecording->isOn);

        for (const CallRecording &fixed : {CallRecording{.policy = Policy::On, .state = State::On, .since = at(5)}, CallRecording{}}) {
            const BarView bar = shown(fixed);
            QVERIFY(!bar.showsRecord && !bar.call.record.isEnabled && !bar.call.pauseRecording);
            QCOMPARE(bar.call.recording.isEmpty(), fixed.state == State::Off);
        }
        // Somebody listens whose recording another one has begun.
        QVERIFY(!shown({.policy = Policy::Asked, .state = State::On, .since = at(5)}).showsRecord);
    }

    void thoseWhoSpeakAreToldThatARecordingEndsOrWasNotChanged()
    {
        const auto banner = [](const CallRecording &recording) { return viewOf(talk(), {.recording = recording}, at(130)).banner; };
        using State = CallRecording::State;
        QVERIFY(banner({.state = State::On, .since = at(5), .endsAt = at(600)}).isEmpty());
        QVERIFY(banner({.state = State::On, .since = at(5), .endsAt = at(180), .endsSoon = true}).contains(u"less than a minute"_s));
        QVERIFY(banner({.hasReachedLimit = true}).contains(u"has ended"_s));
        QVERIFY(banner({.problem = u"Twilio is away."_s}).contains(u"Twilio is away."_s));
    }

    void theButtonsOfARecordingAskForTheOtherState()
    {
        using State = CallRecording::State;
        for (const auto &[now, record, pause] : {std::tuple{State::Off, State::On, State::Off}, std::tuple{State::On, State::Off, State::Paused},
                                                 std::tuple{State::Paused, State::Off, State::On}}) {
            QCOMPARE(recordingAfterRecord({.state = now}), record);
            QCOMPARE(recordingAfterPause({.state = now}), pause);
        }
    }

    void withoutAPlaceForRecordingsNothingIsRecorded()
    {
        PhoneScene scene{.calls = {talk()}, .current = 2, .canRecord = false};
        QVERIFY(!barView(scene, facts, at(10)).call.record.isEnabled);
        scene.canRecord = true;
        QVERIFY(barView(scene, facts, at(10)).call.record.isEnabled);
    }

    void everyIconThatIsNamedIsThere()
    {
        const QStringList there = iconNames();
        LiveCall call = talk();
        for (const bool on : {false, true}) {
            call.isMuted = call.heldByUs = call.isRecorded = on;
            const CallView view = viewOf(call, {}, at(10));
            for (const CallControl &control : {view.mute, view.hold, view.keypad, view.transfer, view.add, view.record})
                QVERIFY2(there.contains(control.icon), qPrintable(control.icon));
        }
        call.phase = Phase::Ended;
        for (int cause = 0; cause <= int(EndCause::Failed); ++cause) {
            call.cause = EndCause(cause);
            QVERIFY2(there.contains(endWords(call).icon), qPrintable(endWords(call).icon));
        }
    }
};

QTEST_MAIN(TestCallView)
#include "tst_callview.moc"
