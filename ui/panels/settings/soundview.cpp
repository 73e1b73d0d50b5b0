// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/soundview.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace milassist {

namespace {

struct SoundSays {
    Q_DECLARE_TR_FUNCTIONS(SoundForm)
};

using Device = SoundTaste::Device;
using Stage = SoundTest::Stage;

// Loudest tenth of a second of three, dB below full scale. A muted microphone gives exact silence, a live one in a quiet room
// -70 to -55, somebody who speaks at arm's length -35 to -12.
constexpr float silence = -78, faint = -45, tooLoud = -4;
constexpr float meterFloor = -60;

QString goneName(const QString &name)
{
    return SoundSays::tr("%1 (not connected)").arg(name);
}

bool isIn(const QList<Device> &devices, const QByteArray &id)
{
    return std::ranges::find(devices, id, &Device::id) != devices.end();
}

QString nameOf(const QList<Device> &devices, const QByteArray &id)
{
    const auto found = std::ranges::find(devices, id, &Device::id);
    return found == devices.end() ? QString() : found->name;
}

QList<Device> there(const DevicesChanged &devices, SoundEnd end)
{
    QList<Device> found;
    for (const SoundDevice &device : devices.devices) {
        if (end == SoundEnd::Microphone ? device.canRecord : device.canPlay)
            found.append({device.id, device.name});
    }
    return found;
}

DeviceChoice choiceOf(const SoundState &state, SoundEnd end)
{
    const bool isMicrophone = end == SoundEnd::Microphone;
    const QList<Device> &order = isMicrophone ? state.taste.microphones : state.taste.speakers;
    const QByteArray &used = isMicrophone ? state.devices.microphone : state.devices.speaker;
    DeviceChoice choice{.entries = there(state.devices, end)};
    const QByteArray wanted = order.isEmpty() ? used : order.first().id;
    if (choice.entries.isEmpty() && state.hasEngine)
        choice.note = isMicrophone ? SoundSays::tr("No microphone found. Plug one in or switch its radio on: it appears here by itself.")
                                   : SoundSays::tr("No loudspeaker found. Plug one in or switch its radio on: it appears here by itself.");
    if (!wanted.isEmpty() && !isIn(choice.entries, wanted)) {
        if (!used.isEmpty())
            choice.note = SoundSays::tr("Calls use %1 until it is back.").arg(nameOf(choice.entries, used));
        choice.entries.prepend({wanted, goneName(order.first().name)});
    }
    choice.isEnabled = !choice.entries.isEmpty();
    if (choice.entries.isEmpty())
        choice.entries.append({{}, isMicrophone ? SoundSays::tr("None") : SoundSays::tr("None", "loudspeaker")});
    choice.at = 0;
    for (qsizetype i = 0; i < choice.entries.size(); ++i) {
        if (choice.entries[i].id == wanted)
            choice.at = int(i);
    }
    return choice;
}

DeviceChoice ringerOf(const SoundState &state)
{
    DeviceChoice choice{.entries = {{{}, SoundSays::tr("The system's own")}}, .at = 0, .note = {}, .isEnabled = true};
    choice.entries.append(state.ringers);
    const Device &wanted = state.taste.ringer;
    if (!wanted.id.isEmpty() && !isIn(state.ringers, wanted.id)) {
        choice.entries.append({wanted.id, goneName(wanted.name)});
        choice.note = SoundSays::tr("It rings on the system's own until that one is back.");
    }
    for (qsizetype i = 0; i < choice.entries.size(); ++i) {
        if (choice.entries[i].id == wanted.id)
            choice.at = int(i);
    }
    if (state.cannotRing)
        choice.note = SoundSays::tr("There is nothing to ring on: no loudspeaker was found. Calls still show in their window.");
    return choice;
}

void judge(SoundView &view, float loudest)
{
    const auto say = [&view](Tone tone, const QString &verdict, const QString &whatToDo) {
        view.tone = tone;
        view.verdict = verdict;
        view.whatToDo = whatToDo;
    };
    if (loudest < silence)
        return say(Tone::Danger, SoundSays::tr("The microphone is silent: is it muted?"),
                   SoundSays::tr("Look for a switch on the headset and for its level in the system's sound settings, or choose another one above."));
    if (loudest < faint)
        return say(Tone::Warning, SoundSays::tr("You are hard to hear."),
                   SoundSays::tr("Move closer to the microphone, or turn it up in the system's sound settings."));
    if (loudest > tooLoud)
        return say(Tone::Warning, SoundSays::tr("You are so loud that it distorts."),
                   SoundSays::tr("Move the microphone away a little, or turn it down in the system's sound settings."));
    say(Tone::Good, SoundSays::tr("We hear you well."), SoundSays::tr("What was played back is what others hear."));
}

void tellTest(SoundView &view, const SoundState &state)
{
    if (!state.test)
        return;
    const SoundTest &test = *state.test;
    switch (test.stage) {
    case Stage::Listening:
        view.verdict = SoundSays::tr("Say something...");
        view.whatToDo = SoundSays::tr("We listen for three seconds, then you hear yourself.");
        break;
    case Stage::Playing:
        view.verdict = SoundSays::tr("This is how you sound.");
        view.whatToDo = SoundSays::tr("Hear nothing? Choose another loudspeaker above.");
        break;
    case Stage::Done: judge(view, test.loudest); break;
    case Stage::NoSpeaker:
        judge(view, test.loudest);
        view.tone = test.loudest < silence ? Tone::Danger : Tone::Warning;
        view.whatToDo = SoundSays::tr("It could not be played back: no loudspeaker was found.");
        break;
    case Stage::NoMicrophone:
        view.tone = Tone::Danger;
        view.verdict = SoundSays::tr("No microphone found.");
        view.whatToDo = SoundSays::tr("Plug one in or switch its radio on, then test again.");
        break;
    case Stage::InCall:
        view.tone = Tone::Warning;
        view.verdict = SoundSays::tr("Not during a call.");
        view.whatToDo = SoundSays::tr("The microphone belongs to the call. Test again when it is over.");
        break;
    case Stage::EngineGone:
        view.tone = Tone::Warning;
        view.verdict = SoundSays::tr("The voice engine has stopped unexpectedly.");
        view.whatToDo = SoundSays::tr("It is started again by itself. Test again in a moment.");
        break;
    case Stage::EngineMissing:
        view.tone = Tone::Danger;
        view.verdict = SoundSays::tr("The voice engine cannot be started.");
        view.whatToDo = SoundSays::tr("A part of the program is missing: milassist-voice. Install MilAssist Desk again, then start it anew.");
        break;
    case Stage::Stopped: break;
    }
    view.isTesting = test.stage == Stage::Listening || test.stage == Stage::Playing;
    view.level = view.isTesting ? meterOf(test.level) : 0;
}

} // namespace

int meterOf(float decibels)
{
    return int(std::lround(std::clamp((decibels - meterFloor) / -meterFloor, 0.F, 1.F) * 100));
}

SoundView viewOf(const SoundState &state)
{
    SoundView view;
    if (!state.hasPhone) {
        view.noPhone = SoundSays::tr("Microphone, loudspeaker and ringer can be chosen and tried once this account has a telephone.");
        return view;
    }
    view.microphone = choiceOf(state, SoundEnd::Microphone);
    view.speaker = choiceOf(state, SoundEnd::Speaker);
    view.ringer = ringerOf(state);
    tellTest(view, state);
    if (state.inCall && !view.isTesting) {
        view.tone = Tone::Neutral;
        view.verdict = SoundSays::tr("You are in a call.");
        view.whatToDo = SoundSays::tr("What you choose here takes effect in it at once. The test waits until it is over.");
    }
    view.canTest = view.isTesting || !state.inCall;
    view.testButton = view.isTesting ? SoundSays::tr("Stop") : SoundSays::tr("Test");
    view.levelWords = view.isTesting ? SoundSays::tr("%1 %").arg(view.level) : SoundSays::tr("no test runs");
    view.canRing = !state.inCall;
    view.ringButton = state.isRinging ? SoundSays::tr("Stop") : SoundSays::tr("Ring once");
    return view;
}

} // namespace milassist
