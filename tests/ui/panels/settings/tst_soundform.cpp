// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panels/pictures.h"
#include "ui/panels/settings/levelmeter.h"
#include "ui/panels/settings/settingspanel.h"
#include "ui/panels/settings/soundform.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Stage = SoundTest::Stage;

Q_DECLARE_METATYPE(SoundTest)

namespace {

const SoundDevice builtIn{"b", u"Built-in Audio"_s, true, true}, jabra{"j", u"Jabra Evolve2 65"_s, true, true}, screen{"s", u"Screen"_s, false, true};

SoundState plugged(const QList<SoundDevice> &devices)
{
    SoundState state{.hasPhone = true};
    state.devices.devices = devices;
    for (const SoundDevice &device : devices) {
        if (device.canRecord && state.devices.microphone.isEmpty())
            state.devices.microphone = device.id;
        if (device.canPlay && state.devices.speaker.isEmpty())
            state.devices.speaker = device.id;
    }
    return state;
}

QStringList namesOf(const DeviceChoice &choice)
{
    QStringList names;
    for (const SoundTaste::Device &device : choice.entries)
        names.append(device.name);
    return names;
}

SoundState tested(const SoundTest &test)
{
    SoundState state = plugged({builtIn, jabra});
    state.test = test;
    return state;
}

struct Scene {
    Settings settings{QString()};
    Theme theme{*qApp};
    SettingsPanel panel{settings, theme};

    template <typename T>
    T *find(const char *name) const
    {
        return panel.findChild<T *>(QLatin1StringView(name));
    }
    Notice *verdict() const { return find<Notice>("soundVerdict"); }
};

} // namespace

class TestSoundForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theVerdictOfATest_data()
    {
        QTest::addColumn<SoundTest>("test");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("speaks") << SoundTest{Stage::Done, -120, -18} << u"We hear you well."_s << Tone::Good;
        QTest::newRow("muted") << SoundTest{Stage::Done, -120, -120} << u"The microphone is silent: is it muted?"_s << Tone::Danger;
        QTest::newRow("hums, but nobody speaks") << SoundTest{Stage::Done, -120, -62} << u"You are hard to hear."_s << Tone::Warning;
        QTest::newRow("shouts") << SoundTest{Stage::Done, -120, -1} << u"You are so loud that it distorts."_s << Tone::Warning;
        QTest::newRow("no microphone") << SoundTest{Stage::NoMicrophone, -120, -120} << u"No microphone found."_s << Tone::Danger;
        QTest::newRow("heard, but nothing to play it on") << SoundTest{Stage::NoSpeaker, -120, -18} << u"We hear you well."_s << Tone::Warning;
        QTest::newRow("in a call") << SoundTest{Stage::InCall, -120, -120} << u"Not during a call."_s << Tone::Warning;
        QTest::newRow("the engine ended") << SoundTest{Stage::EngineGone, -120, -120} << u"The voice engine has stopped unexpectedly."_s << Tone::Warning;
        QTest::newRow("no engine") << SoundTest{Stage::EngineMissing, -120, -120} << u"The voice engine cannot be started."_s << Tone::Danger;
        QTest::newRow("listening") << SoundTest{Stage::Listening, -18, -18} << u"Say something..."_s << Tone::Neutral;
        QTest::newRow("playing") << SoundTest{Stage::Playing, -18, -18} << u"This is how you sound."_s << Tone::Neutral;
        QTest::newRow("broken off") << SoundTest{Stage::Stopped, -120, -18} << QString() << Tone::Neutral;
    }
    void theVerdictOfATest()
    {
        QFETCH(SoundTest, test);
        const SoundView view = viewOf(tested(test));

        QTEST(view.verdict, "verdict");
        QTEST(view.tone, "tone");
        QCOMPARE(view.isTesting, test.stage == Stage::Listening || test.stage == Stage::Playing);
        QCOMPARE(view.testButton, view.isTesting ? u"Stop"_s : u"Test"_s);
        QCOMPARE(view.level > 0, view.isTesting);
    }

    void whoChoseNothingSeesWhatIsUsed()
    {
        const SoundView view = viewOf(plugged({builtIn, jabra, screen}));

        QCOMPARE(namesOf(view.microphone), QStringList({u"Built-in Audio"_s, u"Jabra Evolve2 65"_s}));
        QCOMPARE(namesOf(view.speaker), QStringList({u"Built-in Audio"_s, u"Jabra Evolve2 65"_s, u"Screen"_s}));
        QCOMPARE(view.microphone.at, 0);
        QCOMPARE(namesOf(view.ringer), QStringList({u"The system's own"_s}));
        QVERIFY(view.microphone.note.isEmpty());
    }

    void aChosenDeviceThatIsGoneIsStillNamedAndWhatServesInItsPlaceIsSaid()
    {
        SoundState state = plugged({builtIn});
        state.taste.microphones = {{"j", u"Jabra Evolve2 65"_s}, {"b", u"Built-in Audio"_s}};
        state.taste.ringer = {"x", u"Desk speakers"_s};
        state.ringers = {{"y", u"Screen"_s}};

        const SoundView view = viewOf(state);

        QCOMPARE(namesOf(view.microphone), QStringList({u"Jabra Evolve2 65 (not connected)"_s, u"Built-in Audio"_s}));
        QCOMPARE(view.microphone.at, 0);
        QCOMPARE(view.microphone.note, u"Calls use Built-in Audio until it is back."_s);
        QCOMPARE(view.ringer.entries.value(view.ringer.at).name, u"Desk speakers (not connected)"_s);
        QVERIFY(!view.ringer.note.isEmpty());
    }

    void withoutAnyMicrophoneItIsSaidWhatToDo()
    {
        const SoundView view = viewOf(plugged({screen}));

        QVERIFY(!view.microphone.isEnabled);
        QVERIFY(view.microphone.note.startsWith(u"No microphone found"_s));
        QVERIFY(view.speaker.isEnabled);
    }

    void inACallNothingIsTestedNorRung()
    {
        SoundState state = plugged({builtIn});
        state.inCall = true;
        const SoundView view = viewOf(state);

        QVERIFY(!view.canTest);
        QVERIFY(!view.canRing);
        QCOMPARE(view.verdict, u"You are in a call."_s);
        QVERIFY(view.microphone.isEnabled);
    }

    void theMeterGoesFromSilenceToFullScale()
    {
        QCOMPARE(meterOf(-120), 0);
        QCOMPARE(meterOf(-60), 0);
        QCOMPARE(meterOf(-30), 50);
        QCOMPARE(meterOf(0), 100);
    }

    void withoutATelephoneOneSentenceStandsThere()
    {
        Scene scene;
        QVERIFY(!scene.find<QLabel>("noPhoneForSound")->isHidden());
        QVERIFY(scene.find<QWidget>("testSound")->parentWidget()->isHidden());
    }

    void choosingIsASignalAndTheListStaysTrueWhenDevicesComeAndGo()
    {
        Scene scene;
        scene.panel.sound()->setState(plugged({builtIn, jabra}));
        QSignalSpy chosen(scene.panel.sound(), &SoundForm::deviceChosen), ringer(scene.panel.sound(), &SoundForm::ringerChosen);
        auto *microphone = scene.find<QComboBox>("microphone");
        QCOMPARE(microphone->currentText(), u"Built-in Audio"_s);

        QTest::keyClick(microphone, Qt::Key_Down);

        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<SoundEnd>(), SoundEnd::Microphone);
        QCOMPARE(chosen[0][1].toByteArray(), "j"_ba);
        SoundState state = plugged({builtIn});
        state.taste.microphones = {{"j", jabra.name}};
        scene.panel.sound()->setState(state);
        QCOMPARE(microphone->currentText(), u"Jabra Evolve2 65 (not connected)"_s);
        state = plugged({builtIn, jabra});
        state.taste.microphones = {{"j", jabra.name}};
        state.ringers = {{"r", u"Desk speakers"_s}};
        scene.panel.sound()->setState(state);
        QCOMPARE(microphone->currentText(), jabra.name);
        QCOMPARE(microphone->count(), 2);
        QCOMPARE(chosen.size(), 1); // showing is no choosing
        QTest::keyClick(scene.find<QComboBox>("ringer"), Qt::Key_Down);
        QCOMPARE(ringer[0][0].value<SoundTaste::Device>(), (SoundTaste::Device{"r", u"Desk speakers"_s}));
    }

    void theTestShowsItsLevelAndEndsWhenThePageIsLeft()
    {
        Scene scene;
        scene.panel.resize(1000, 900);
        scene.panel.show();
        SoundForm *form = scene.panel.sound();
        form->setState(plugged({builtIn, jabra}));
        QSignalSpy wanted(form, &SoundForm::testWanted);
        auto *button = scene.find<QPushButton>("testSound");

        button->click();
        QCOMPARE(wanted.takeFirst()[0].toBool(), true);
        form->setState(tested({Stage::Listening, -30, -20}));
        QCOMPARE(scene.find<LevelMeter>("soundLevel")->level(), 50);
        QCOMPARE(button->text(), u"Stop"_s);
        QCOMPARE(scene.verdict()->title(), u"Say something..."_s);
        test::pictures(scene.panel, scene.theme, u"sound-listening"_s);
        scene.panel.hide();

        QCOMPARE(wanted.takeFirst()[0].toBool(), false);
        form->setState(tested({Stage::Done, -120, -18}));
        QCOMPARE(scene.find<LevelMeter>("soundLevel")->level(), 0);
        QCOMPARE(scene.verdict()->title(), u"We hear you well."_s);
    }

    void inALowWindowTheTestComesIntoSight()
    {
        Scene scene;
        scene.panel.resize(916, 320);
        scene.panel.show();
        scene.panel.sound()->setState(plugged({builtIn}));
        QCOMPARE(scene.find<QScrollArea>("settingsScroll")->verticalScrollBar()->value(), 0);

        scene.panel.sound()->setState(tested({Stage::Listening, -30, -20}));

        QTRY_COMPARE(scene.verdict()->visibleRegion().boundingRect(), scene.verdict()->rect());
    }

    void anEngineThatCannotBeStartedCanBeSeen()
    {
        Scene scene;
        scene.panel.resize(1000, 900);
        scene.panel.show();
        SoundState state = tested({Stage::EngineMissing, -120, -120});
        state.hasEngine = false;
        state.devices = {};
        QCOMPARE(viewOf(state).microphone.note, QString()); // no talk of plugging one in
        scene.panel.sound()->setState(state);

        QVERIFY(scene.verdict()->isTelling());
        test::pictures(scene.panel, scene.theme, u"sound-noengine"_s);
    }

    void whatIsWrongCanBeSeen()
    {
        Scene scene;
        scene.panel.resize(1000, 900);
        scene.panel.show();
        SoundState state = plugged({builtIn});
        state.taste.microphones = {{"j", jabra.name}, {"b", builtIn.name}};
        state.taste.ringer = {"x", u"Desk speakers"_s};
        state.test = SoundTest{Stage::Done, -120, -120};
        scene.panel.sound()->setState(state);

        QVERIFY(scene.verdict()->isTelling());
        test::pictures(scene.panel, scene.theme, u"sound-trouble"_s);
    }
};

QTEST_MAIN(TestSoundForm)
#include "tst_soundform.moc"
