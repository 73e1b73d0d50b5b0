// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/phone/phoneroom.h"
#include "ui/shell/phone/devicesmenu.h"
#include "ui/widgets/notice.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QtTest>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

struct Room : PhoneRoom {
    Room()
    {
        window.show();
        [&] { QVERIFY(QTest::qWaitForWindowActive(&window)); }();
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&window, Qt::Key(key), modifiers); }
    void click(const char *name) { PhoneRoom::click(bar(), name); }
    QString banner()
    {
        auto *notice = find<Notice>(bar(), "callBanner");
        return notice->isTelling() ? notice->title() : QString();
    }
};

} // namespace

class TestCallBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isThereOnlyWithACall()
    {
        Room room;
        QVERIFY(!room.bar().isVisible());
        const LegId leg = room.talk(maria);
        QVERIFY(room.bar().isVisible());
        QTRY_COMPARE(Room::text(room.bar(), "callTitle"), u"Maria Lopez"_s);
        QCOMPARE(Room::text(room.bar(), "callLine"), u"Main line"_s);
        QCOMPARE(Room::text(room.bar(), "callState"), u"0:00"_s);
        room.click("hangUpButton");
        QCOMPARE(room.line.sent<HangUp>(), QList<HangUp>{{leg}});
    }

    void keysOfTheKeyboardActWhereverTheFocusIs()
    {
        Room room;
        const LegId leg = room.talk(maria);
        room.line.takeSent();

        room.key(Qt::Key_M);
        room.key(Qt::Key_H);
        room.key(Qt::Key_R);
        QTest::keyClick(&room.window, '5');
        QTest::keyClick(&room.window, Qt::Key_7, Qt::KeypadModifier);
        QTest::keyClick(&room.window, '#', Qt::ShiftModifier);
        QTest::keyClick(&room.window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);

        QCOMPARE(room.line.sent<Mute>(), (QList<Mute>{{leg, true}}));
        QCOMPARE(room.line.sent<Hold>(), (QList<Hold>{{leg, true}}));
        QCOMPARE(room.line.sent<Record>(), (QList<Record>{{leg, true}}));
        QCOMPARE(room.line.sent<SendDigits>(), (QList<SendDigits>{{leg, u"5"_s}, {leg, u"7"_s}, {leg, u"#"_s}}));
        QCOMPARE(room.line.sent<HangUp>(), (QList<HangUp>{{leg}}));
    }

    void withoutAPlaceForRecordingsThereIsNoButtonForThem()
    {
        Room room;
        room.talk(maria);
        room.bar().setCanRecord(false);
        QVERIFY(!Room::find(room.bar(), "recordButton")->isVisible());
        room.key(Qt::Key_R);
        QVERIFY(room.line.sent<Record>().isEmpty());
    }

    void aRecordingOfTheTeamIsBegunPausedAndEndedByButtonsAndKeys()
    {
        Room room;
        room.bar().setCanRecord(false);
        CallRecording recording{.policy = CallRecording::Policy::Asked, .mayChange = true};
        room.desk->setRecordingOf([&recording](const LiveCall &) { return recording; });
        QList<CallRecording::State> wanted;
        connect(&*room.desk, &PhoneDesk::recordingWanted, &room.window, [&](const LiveCall &, CallRecording::State state) {
            wanted.append(state);
            recording.state = state;
            recording.since = room.line.now;
            room.desk->recordingChanged();
        });
        room.talk(maria);
        auto *pill = room.bar().findChild<QWidget *>(u"callRecording"_s);
        QVERIFY(!pill->isVisible() && !Room::find(room.bar(), "pauseRecordingButton")->isVisible());

        room.click("recordButton");
        QVERIFY(pill->isVisible());
        QCOMPARE(pill->accessibleName(), u"Recording"_s);
        auto *pause = Room::find(room.bar(), "pauseRecordingButton");
        pause->setFocus();
        QTest::keyClick(pause, Qt::Key_Space);
        QCOMPARE(pill->accessibleName(), u"Recording paused"_s);
        room.key(Qt::Key_R, Qt::ShiftModifier);
        pause->setFocus();
        room.key(Qt::Key_R);

        using State = CallRecording::State;
        QCOMPARE(wanted, QList<State>({State::On, State::Paused, State::On, State::Off}));
        QVERIFY(!pill->isVisible() && !pause->isVisible());
        QCOMPARE(room.bar().focusWidget(), Room::find(room.bar(), "recordButton")); // the keyboard is not lost with its button
        QVERIFY(room.line.sent<Record>().isEmpty());

        recording.mayChange = false; // handed over
        room.desk->recordingChanged();
        QVERIFY(!Room::find(room.bar(), "recordButton")->isVisible());
    }

    void keysBelongToWhomeverWrites()
    {
        Room room;
        room.talk(maria);
        room.click("callNoteButton");
        room.line.takeSent();
        auto *field = Room::find<QLineEdit>(room.bar(), "callNoteField");
        QTRY_VERIFY(field->hasFocus());

        QTest::keyClicks(field, u"mh 5"_s);

        QCOMPARE(field->text(), u"mh 5"_s);
        QVERIFY(room.line.sent().isEmpty());
    }

    void withoutACallTheKeysAreTheScreens()
    {
        Room room;
        room.key(Qt::Key_M);
        room.talk(maria);
        room.line.say(2, Ended{.cause = EndCause::TheyHungUp});
        room.line.takeSent();
        room.key(Qt::Key_M);
        QVERIFY(room.line.sent().isEmpty());
    }

    void mutedIsUnmistakableAndSpeakingIsSaid()
    {
        Room room;
        const LegId leg = room.talk(maria);
        room.line.say(leg, Muted{true});
        QCOMPARE(Room::find(room.bar(), "muteButton")->text(), u"Muted"_s);
        QCOMPARE(room.banner(), u"You are muted"_s);

        for (int i = 0; i < 5; ++i) {
            room.pass(100);
            room.line.say(leg, Levels{.microphone = -18});
        }

        QVERIFY(room.banner().contains(u"do not hear"_s));
        QCOMPARE(room.outs.size(), 1); // and a sound
        room.line.say(leg, Muted{false});
        QVERIFY(room.banner().isEmpty());
    }

    void aSilentMicrophoneIsSaid()
    {
        Room room;
        const LegId leg = room.talk(maria);
        for (int i = 0; i < 7; ++i) {
            room.line.say(leg, Levels{.microphone = -120});
            room.pass(1000);
        }
        QVERIFY(room.banner().contains(u"microphone"_s));
        room.line.say(leg, Levels{.microphone = -20});
        QVERIFY(room.banner().isEmpty());
    }

    void theKeypadKeepsWhatWasSent()
    {
        Room room;
        const LegId leg = room.talk(maria);
        room.click("keypadButton");
        room.click("key_1");
        room.click("key_pound");
        room.line.say(leg, DigitsSent{u"1"_s});
        room.line.say(leg, DigitsSent{u"#"_s});

        QCOMPARE(room.line.sent<SendDigits>().size(), 2);
        QCOMPARE(Room::text(room.bar(), "digitsSent"), u"1#"_s);
        room.click("keypadButton");
        QVERIFY(!Room::find<QWidget>(room.bar(), "callDrawers")->isVisible());
    }

    void theKeypadStandsInTheMiddleAndItsTonesAreReadable()
    {
        Room room;
        room.window.resize(1000, 700);
        const LegId leg = room.talk(maria);
        room.click("keypadButton");
        room.line.say(leg, DigitsSent{u"1234#"_s});
        auto *digits = Room::find<QLabel>(room.bar(), "digitsSent");
        QVERIFY(digits->font().pointSizeF() >= fontOf(TextStyle::Title).pointSizeF());

        auto *drawers = Room::find<QWidget>(room.bar(), "callDrawers");
        for (const int width : {1000, 1600}) {
            room.window.resize(width, 700);
            const auto isBalanced = [&] {
                const QWidget *right = Room::find(room.bar(), "key_3");
                const QWidget *shown = digits->parentWidget();
                const int before = shown->mapTo(drawers, QPoint()).x();
                const int after = drawers->width() - right->mapTo(drawers, QPoint(right->width(), 0)).x();
                return qAbs(before - after) <= 2 && after < drawers->width() / 6;
            };
            QTRY_VERIFY2(room.window.width() == width && isBalanced(), qPrintable(QString::number(width)));
        }
        for (int i = 0; i < 7; ++i) // many tones: the newest ones stay in sight, at any text size
            room.line.say(leg, DigitsSent{u"0123456789"_s});
        room.line.say(leg, DigitsSent{u"#"_s});
        room.theme.setTextSize(200);
        room.window.resize(1000, 700);
        QTRY_COMPARE(room.window.width(), 1000);
        QVERIFY(digits->text().endsWith(u'#'));
        QTRY_VERIFY(digits->width() >= digits->fontMetrics().size(0, digits->text()).width());
        room.theme.setTextSize(100);
    }

    void whileItRecordsAllButtonsStandInOneRowOfASmallWindow()
    {
        Room room;
        room.window.resize(1600, 700);
        room.bar().setCanRecord(false);
        CallRecording recording{.policy = CallRecording::Policy::Asked, .state = CallRecording::State::On, .mayChange = true};
        recording.since = room.line.now;
        room.desk->setRecordingOf([&recording](const LiveCall &) { return recording; });
        room.talk(maria);
        auto *compact = Room::find<QPushButton>(room.bar(), "compactButton");
        QTRY_COMPARE(compact->text(), u"Small window"_s);

        room.window.resize(1000, 700);
        QTRY_COMPARE(room.window.width(), 1000);

        const auto rows = [&] {
            QSet<int> tops;
            for (const char *name : {"muteButton", "holdButton", "keypadButton", "transferButton", "addCallButton", "recordButton",
                                     "pauseRecordingButton", "callNoteButton", "devicesButton", "compactButton"})
                tops << Room::find(room.bar(), name)->mapTo(&room.bar(), QPoint()).y();
            return tops.size();
        };
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(compact->text(), QString());
        QCOMPARE(compact->accessibleName(), u"Small window"_s);
        QVERIFY(compact->toolTip().startsWith(u"A small window"_s));
        room.window.resize(1600, 700);
        QTRY_COMPARE(compact->text(), u"Small window"_s);
        recording.state = CallRecording::State::Off;
        room.desk->recordingChanged();
        QCOMPARE(Room::find<QPushButton>(room.bar(), "callNoteButton")->text(), u"Note"_s);
    }

    void aSecondCallIsATabAndSwaps()
    {
        Room room;
        const LegId first = room.talk(maria);
        const LegId second = room.talk(stranger);
        room.line.say(first, Held{.by = Side::Us, .on = true});
        QTRY_VERIFY(Room::find(room.bar(), "callTab0")->text().startsWith(u"Maria Lopez"_s));
        QVERIFY(Room::find(room.bar(), "callTab1")->accessibleName().contains(u"this call"_s));
        room.line.takeSent();

        room.click("callTab0");

        QCOMPARE(room.line.sent<Hold>(), (QList<Hold>{{first, false}}));
        room.line.say(second, Held{.by = Side::Us, .on = true});
        room.line.say(first, Held{.by = Side::Us, .on = false});
        QCOMPARE(room.bar().leg(), first);
        room.line.takeSent();
        room.click("mergeButton");
        QCOMPARE(room.line.sent<Merge>().size(), 1);
    }

    void transferAsksByNameAndComesBack()
    {
        Room room;
        const LegId about = room.talk(stranger);
        room.line.takeSent();
        room.key(Qt::Key_T);
        auto *field = Room::find<QLineEdit>(room.bar(), "calleeField");
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"maria"_s);
        QTRY_VERIFY(Room::find(room.bar(), "askFirstButton")->isEnabled());

        room.click("askFirstButton");

        QCOMPARE(room.line.sent<Dial>().size(), 1);
        const LegId asked = room.line.sent<Dial>().first().leg;
        QTRY_VERIFY(Room::text(room.bar(), "askingText").startsWith(u"Asking Maria Lopez"_s));
        QVERIFY(!Room::find(room.bar(), "completeButton")->isEnabled());
        room.line.say(about, Held{.by = Side::Us, .on = true});
        room.line.say(asked, Answered{});
        room.click("completeButton");
        QCOMPARE(room.line.sent<JoinTransfer>(), (QList<JoinTransfer>{{about, asked}}));
        room.click("askCancelButton");
        QCOMPARE(room.line.sent<HangUp>(), (QList<HangUp>{{asked}}));
        room.line.takeSent();
        room.line.say(asked, Ended{.cause = EndCause::HungUp});
        QCOMPARE(room.line.sent<Hold>(), (QList<Hold>{{about, false}}));
    }

    void sendNowHandsTheCallOverAtOnce()
    {
        Room room;
        const LegId leg = room.talk(stranger);
        room.click("transferButton");
        QTest::keyClicks(Room::find<QLineEdit>(room.bar(), "calleeField"), u"4155550108"_s);
        QCOMPARE(Room::find<QLineEdit>(room.bar(), "calleeField")->text(), u"(415) 555-0108"_s);
        room.click("sendNowButton");
        QCOMPARE(room.line.sent<Transfer>().size(), 1);
        QCOMPARE(room.line.sent<Transfer>().first().leg, leg);

        room.line.say(leg, Transferring{.stage = Transferring::Stage::Failed, .sipCode = 486});
        QVERIFY(room.banner().contains(u"still connected"_s));
    }

    void anEmergencyNumberIsNotHandedOverEither()
    {
        Room room;
        room.talk(stranger);
        room.click("transferButton");
        auto *field = Room::find<QLineEdit>(room.bar(), "calleeField");
        QTest::keyClicks(field, u"911"_s);
        QVERIFY(!Room::find(room.bar(), "sendNowButton")->isEnabled());
        QTRY_VERIFY(Room::text(room.bar(), "calleeProblem").contains(u"Emergency"_s));
    }

    void afterTheCallANoteIsTakenAndEscSkipsIt()
    {
        Room room;
        QSignalSpy written(&*room.desk, &PhoneDesk::noteWritten);
        LegId leg = room.talk(maria);
        room.pass(125000);
        room.line.say(leg, Ended{.cause = EndCause::TheyHungUp});
        QVERIFY(room.bar().isVisible());
        QTRY_VERIFY(Room::text(room.bar(), "endedText").contains(u"They hung up \u00b7 2:05"_s));
        auto *note = Room::find<QLineEdit>(room.bar(), "endedNote");
        QVERIFY(!note->hasFocus()); // nobody who writes elsewhere is interrupted
        note->setFocus();
        QTest::keyClicks(note, u"sends the papers"_s);
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(written.size(), 1);
        QCOMPARE(written.first().at(1).toString(), u"sends the papers"_s);
        QVERIFY(!room.bar().isVisible());

        leg = room.talk(maria);
        room.line.say(leg, Ended{.cause = EndCause::TheyHungUp});
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Escape);
        QCOMPARE(written.size(), 1);
        QVERIFY(!room.bar().isVisible());
    }

    void theNextCallPushesTheNoteAsideAndKeepsIt()
    {
        Room room;
        QSignalSpy written(&*room.desk, &PhoneDesk::noteWritten);
        const LegId leg = room.talk(maria);
        room.line.say(leg, Ended{.cause = EndCause::TheyHungUp});
        auto *note = Room::find<QLineEdit>(room.bar(), "endedNote");
        QTest::keyClicks(note, u"half a"_s);
        room.talk(stranger);
        QCOMPARE(written.size(), 1);
        QVERIFY(!note->isVisible());
    }

    void whatWentWrongIsSaidWithAWayOn()
    {
        Room room;
        const LegId leg = *room.phone.dial(room.phone.target(stranger.text()));
        room.line.say(leg, Ended{.cause = EndCause::Refused, .sipCode = 403});
        QVERIFY(Room::text(room.bar(), "endedText").contains(u"does not allow"_s));
        QVERIFY(Room::text(room.bar(), "endedAdvice").contains(u"country"_s));
        room.click("endedAgain");
        QTRY_COMPARE(room.line.sent<Dial>().size(), 2);
    }

    void digitsThatWaitArePressedByAButton()
    {
        Room room;
        const LegId leg = *room.phone.dial(room.phone.target(u"+12065550199;12#"_s));
        room.line.say(leg, Answered{});
        QCOMPARE(Room::find(room.bar(), "pressDigitsButton")->text(), u"Press 12# now?"_s);
        room.click("pressDigitsButton");
        QCOMPARE(room.line.sent<SendDigits>(), (QList<SendDigits>{{leg, u"12#"_s}}));
    }

    void aChosenDeviceComesFirstAndIsKept()
    {
        Room room;
        room.talk(maria);
        room.line.say(DevicesChanged{.devices = {{"a", u"Built-in"_s, true, true}, {"b", u"USB Headset"_s, true, true}}, .microphone = "a", .speaker = "a"});
        QMenu *menu = Room::find<QPushButton>(room.bar(), "devicesButton")->menu();
        Q_EMIT menu->aboutToShow();
        QList<QAction *> headsets;
        for (QAction *action : menu->actions()) {
            if (action->text() == "USB Headset"_L1)
                headsets.append(action);
        }
        QCOMPARE(headsets.size(), 2);
        headsets[1]->trigger();
        const PreferDevices preferred = room.line.sent<PreferDevices>().last();
        QCOMPARE(preferred.speakers, (QList<QByteArray>{"b", "a"}));
        QVERIFY(preferred.microphones.isEmpty()); // nobody chose one
        QVERIFY(!room.settings.layoutOf(u"callDevices"_s).isEmpty());
    }

    void theSmallWindowFollowsTheCall()
    {
        Room room;
        const LegId leg = room.talk(maria);
        room.click("compactButton");
        QVERIFY(room.compact().isVisible());
        QTRY_COMPARE(Room::text(room.compact(), "compactTitle"), u"Maria Lopez"_s);
        PhoneRoom::click(room.compact(), "compactMute");
        QCOMPARE(room.line.sent<Mute>(), (QList<Mute>{{leg, true}}));
        room.line.say(leg, Ended{.cause = EndCause::TheyHungUp});
        QVERIFY(!room.compact().isVisible());
    }

    void everyControlHasANameToBeRead()
    {
        Room room;
        room.talk(maria);
        room.talk(stranger);
        const auto buttons = room.bar().findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (button->isVisible())
                QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        }
    }

    void looksRight()
    {
        if (qEnvironmentVariableIsEmpty("MILASSIST_PICTURES"))
            return;
        Room room;
        room.window.resize(1600, 800);
        LegId leg = room.talk(maria);
        room.line.say(leg, Quality{.mos = 4.1, .lossPercent = 0.4, .jitterMs = 9, .roundTripMs = 80});
        room.pass(125000);
        room.line.say(leg, Recorded{.on = true});
        picture(room.window, u"bar-light-1600"_s);
        room.window.resize(1000, 700);
        picture(room.window, u"bar-light-1000"_s);
        room.theme.setScheme(Scheme::Dark);
        room.line.say(leg, Muted{true});
        room.click("keypadButton");
        picture(room.window, u"bar-muted-keypad-dark-1000"_s);
        room.click("keypadButton");
        room.talk(longName);
        room.line.say(leg, Held{.by = Side::Us, .on = true});
        picture(room.window, u"bar-two-dark-1000"_s);
        room.theme.setScheme(Scheme::Light);
        room.theme.setTextSize(200);
        picture(room.window, u"bar-two-200-1000"_s);
        room.click("keypadButton");
        room.line.say(room.bar().leg(), DigitsSent{u"4556737586899855#0928#123"_s});
        picture(room.window, u"bar-keypad-200-1000"_s);
        room.click("keypadButton");
        room.theme.setTextSize(100);
        room.bar().setCanRecord(false);
        CallRecording team{.policy = CallRecording::Policy::Asked, .mayChange = true};
        room.desk->setRecordingOf([&team](const LiveCall &) { return team; });
        picture(room.window, u"bar-team-ready-light-1000"_s);
        team.state = CallRecording::State::On;
        team.since = room.line.now.addSecs(-65);
        team.endsAt = room.line.now.addSecs(40);
        team.endsSoon = true;
        room.desk->recordingChanged();
        picture(room.window, u"bar-team-recording-light-1000"_s);
        room.theme.setScheme(Scheme::Dark);
        team.state = CallRecording::State::Paused;
        room.desk->recordingChanged();
        picture(room.window, u"bar-team-paused-dark-1000"_s);
        team.state = CallRecording::State::On;
        team.endsSoon = false;
        room.desk->recordingChanged();
        room.theme.setTextSize(200);
        picture(room.window, u"bar-team-recording-dark-200-1000"_s);
        room.theme.setTextSize(100);
        room.theme.setScheme(Scheme::Light);
        room.desk->setRecordingOf({});
        room.click("transferButton");
        picture(room.window, u"bar-transfer-light-1000"_s);
        room.click("compactButton");
        picture(room.compact(), u"compact-light"_s);
        const QList<LiveCall> calls = room.phone.calls();
        for (const LiveCall &call : calls)
            room.line.say(call.leg, Ended{.cause = EndCause::TheyHungUp});
        picture(room.window, u"bar-ended-light-1000"_s);
        leg = *room.phone.dial(room.phone.target(stranger.text()));
        room.line.say(leg, Ended{.cause = EndCause::Refused, .sipCode = 403});
        picture(room.window, u"bar-refused-light-1000"_s);
    }
};

QTEST_MAIN(TestCallBar)
#include "tst_callbar.moc"
