// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callview.h"

#include "ui/panels/parts/lineparts.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct CallSays {
    Q_DECLARE_TR_FUNCTIONS(CallView)
};

std::chrono::seconds since(const QDateTime &begin, const QDateTime &now)
{
    return std::chrono::seconds(qMax<qint64>(0, begin.secsTo(now)));
}

/// Of a call that Twilio makes to this telephone first.
QString meFirstWords(const LiveCall &call)
{
    switch (call.meFirst) {
    case MeFirst::Asking: return CallSays::tr("Asking Twilio");
    case MeFirst::NotSure: return CallSays::tr("Not sure it went out");
    case MeFirst::CallingUs: return CallSays::tr("Twilio calls you first");
    case MeFirst::CallingThem: return CallSays::tr("Calling them");
    default: return CallSays::tr("Ringing");
    }
}

void sayState(CallView &view, const LiveCall &call, const QDateTime &now)
{
    switch (stateOf(call)) {
    case CallState::Dialling: view.state = CallSays::tr("Calling"); break;
    case CallState::RingingOut: view.state = CallSays::tr("Ringing"); break;
    case CallState::EarlyMedia: view.state = CallSays::tr("Ringing", "and the other end is heard already"); break;
    case CallState::RingingIn: view.state = CallSays::tr("Calls you"); break;
    case CallState::Active: view.state = clockText(since(call.answeredAt, now)); break;
    case CallState::HeldByUs: view.state = CallSays::tr("On hold"); break;
    case CallState::HeldByThem: view.state = CallSays::tr("They put you on hold"); break;
    case CallState::HeldByBoth: view.state = CallSays::tr("On hold at both ends"); break;
    case CallState::Transferring: view.state = CallSays::tr("Handing over"); break;
    case CallState::Ended: view.state = endWords(call).text; break;
    }
    const bool isTalk = stateOf(call) == CallState::Active;
    view.stateTone = isTalk ? Tone::Good : call.isHeld() || call.meFirst == MeFirst::NotSure ? Tone::Warning : Tone::Neutral;
    if (call.meFirst != MeFirst::No && !call.wasAnswered() && !call.isOver())
        view.state = meFirstWords(call);
    if (!isTalk && call.wasAnswered() && !call.isOver())
        view.state += u" \u00b7 "_s + clockText(since(call.answeredAt, now));
}

void sayControls(CallView &view, const LiveCall &call)
{
    const bool active = call.phase == Phase::Active;
    view.mute = {.text = call.isMuted ? CallSays::tr("Muted") : CallSays::tr("Mute"),
                 .icon = call.isMuted ? u"mic-off"_s : u"mic"_s,
                 .hint = call.isMuted ? CallSays::tr("Let them hear me again (M)") : CallSays::tr("They do not hear me any more (M)"),
                 .isEnabled = !call.isOver(),
                 .isOn = call.isMuted};
    view.hold = {.text = call.heldByUs ? CallSays::tr("Resume", "take the call off hold") : CallSays::tr("Hold", "put the call on hold"),
                 .icon = call.heldByUs ? u"play"_s : u"pause"_s,
                 .hint = call.heldByUs ? CallSays::tr("Speak with them again (H)") : CallSays::tr("They hear music until I resume (H)"),
                 .isEnabled = active,
                 .isOn = call.heldByUs};
    view.keypad = {.text = CallSays::tr("Keypad"), .icon = u"dial"_s, .hint = CallSays::tr("Send tones; the digits of the keyboard do it too"),
                   .isEnabled = active || call.phase == Phase::EarlyMedia};
    view.transfer = {.text = CallSays::tr("Transfer"), .icon = u"transfer"_s, .hint = CallSays::tr("Hand the call to somebody (T)"), .isEnabled = active};
    view.add = {.text = CallSays::tr("Add call"), .icon = u"person-add"_s, .hint = CallSays::tr("Call somebody else meanwhile (Ctrl+D)"), .isEnabled = active};
    view.record = {.text = call.isRecorded ? CallSays::tr("Stop recording") : CallSays::tr("Record"),
                   .icon = call.isRecorded ? u"stop"_s : u"record"_s,
                   .hint = call.isRecorded ? CallSays::tr("Stop recording on this computer (R)") : CallSays::tr("Record both sides on this computer (R)"),
                   .isEnabled = active,
                   .isOn = call.isRecorded};
}

/// A call that the team's relay records, or would if asked.
void sayTeamRecording(CallView &view, const LiveCall &call, const CallRecording &now, const QDateTime &at)
{
    using State = CallRecording::State;
    if (call.phase != Phase::Active)
        return;
    const bool isOn = now.state != State::Off, isPaused = now.state == State::Paused;
    if (isOn) {
        view.recordingSaid = isPaused ? CallSays::tr("Recording paused") : CallSays::tr("Recording");
        view.recording = isPaused || !now.since.isValid() ? view.recordingSaid : CallSays::tr("Recording %1", "how long").arg(clockText(since(now.since, at)));
        view.recordingHint = now.policy == CallRecording::Policy::On ? CallSays::tr("Calls of this line are recorded from the answer on.")
                                                                     : CallSays::tr("Kept with the call for your team.");
    }
    view.isRecordedByTeam = now.mayChange;
    if (now.mayChange) {
        view.record = {.text = isOn ? CallSays::tr("Stop recording") : CallSays::tr("Record"),
                       .icon = isOn ? u"stop"_s : u"record"_s,
                       .hint = isOn ? CallSays::tr("End the recording; the call goes on (R)") : CallSays::tr("Record both sides for the team (R)"),
                       .isEnabled = true,
                       .isOn = isOn};
        if (isOn)
            view.pauseRecording = CallControl{.text = isPaused ? CallSays::tr("Go on recording") : CallSays::tr("Pause recording"),
                                              .icon = isPaused ? u"record"_s : u"pause"_s,
                                              .hint = isPaused ? CallSays::tr("Record again, into the same recording (Shift+R)")
                                                               : CallSays::tr("Nothing is recorded until you go on (Shift+R)"),
                                              .isEnabled = true,
                                              .isOn = isPaused};
    }
    if (!now.problem.isEmpty())
        view.banner = CallSays::tr("The recording was not changed: %1").arg(now.problem);
    else if (now.hasReachedLimit && !isOn)
        view.banner = CallSays::tr("The recording has ended, as it was as long as this line allows. The call goes on.");
    else if (now.endsSoon && isOn && now.endsAt > at)
        view.banner = CallSays::tr("The recording ends in less than a minute, as it is as long as this line allows. The call goes on.");
    if (!view.banner.isEmpty())
        view.bannerTone = Tone::Warning;
}

bool isInBar(const LiveCall &call)
{
    return !call.isRingingIn() && !call.isOver();
}

} // namespace

PeerWords peerWords(const LiveCall &call, const CallFacts &facts)
{
    const QString name = facts.name.isEmpty() ? call.peerName : facts.name;
    const PartyWords words = partyWords(call.peer, name, facts.home);
    return {words.title, words.note, name};
}

CallView viewOf(const LiveCall &call, const CallFacts &facts, const QDateTime &now)
{
    CallView view;
    const PeerWords who = peerWords(call, facts);
    view.title = who.title;
    view.note = who.note;
    view.avatar = who.avatar;
    view.line = facts.lineName;
    view.tasks = facts.tasks.join(u" \u00b7 "_s);
    view.tasksHint = facts.tasks.join(u'\n');
    view.lineColour = facts.lineColour;
    sayState(view, call, now);
    sayControls(view, call);
    view.showsQuality = call.phase == Phase::Active && !call.isHeld();
    view.quality = qualityWords(call.quality);
    view.figures = (codecText(call.codec, call.isEncrypted) + u'\n' + qualityFigures(call.quality).join(u'\n')).trimmed();
    view.recording = call.isRecorded ? CallSays::tr("Recording")
        : call.isRecordedByTwilio && call.phase == Phase::Active ? CallSays::tr("Recorded by Twilio") : QString();
    view.recordingSaid = view.recording;
    if (facts.recording)
        sayTeamRecording(view, call, *facts.recording, now);
    view.digits = call.digitsSent;
    view.hangUp = call.wasAnswered() ? CallSays::tr("Hang up") : CallSays::tr("Cancel", "a call that is not answered yet");
    if (call.isMuted && call.phase == Phase::Active) {
        view.banner = CallSays::tr("You are muted");
        view.bannerTone = Tone::Danger;
    } else if (!view.banner.isEmpty()) { // about the recording
    } else if (call.meFirst == MeFirst::NotSure) {
        view.banner = CallSays::tr("Twilio's answer was lost. Its list of calls tells whether it went out; it is not sent again.");
        view.bannerTone = Tone::Warning;
    } else if (call.transfer && call.transfer->stage == Transferring::Stage::Failed) {
        view.banner = CallSays::tr("The call could not be handed over. You are still connected.");
        view.bannerTone = Tone::Warning;
    } else if (view.showsQuality && !view.quality.advice.isEmpty()) {
        view.banner = view.quality.advice;
        view.bannerTone = view.quality.tone;
    }
    QStringList spoken{view.title, view.state};
    for (const QString &part : {view.line.isEmpty() ? QString() : CallSays::tr("line %1").arg(view.line), view.recordingSaid, view.banner, view.tasks}) {
        if (!part.isEmpty())
            spoken.append(part);
    }
    view.spoken = spoken.join(u", "_s);
    return view;
}

CallRecording::State recordingAfterRecord(const CallRecording &now)
{
    return now.state == CallRecording::State::Off ? CallRecording::State::On : CallRecording::State::Off;
}

CallRecording::State recordingAfterPause(const CallRecording &now)
{
    using State = CallRecording::State;
    return now.state == State::On ? State::Paused : now.state == State::Paused ? State::On : State::Off;
}

PhoneScene sceneOf(const Phone &phone, LegId chosen)
{
    PhoneScene scene{.calls = phone.calls(), .current = phone.current(), .consultation = phone.consultation()};
    const auto shown = [&scene](LegId leg) {
        return std::ranges::any_of(scene.calls, [leg](const LiveCall &call) { return call.leg == leg && isInBar(call); });
    };
    if (scene.current == 0 && shown(chosen))
        scene.current = chosen; // everything is on hold: the one that was looked at stays
    if (!shown(scene.current)) {
        const auto first = std::ranges::find_if(scene.calls, isInBar);
        scene.current = first == scene.calls.end() ? 0 : first->leg;
    }
    scene.digitsToCome = phone.digitsToCome(scene.current);
    return scene;
}

BarView barView(const PhoneScene &scene, const FactsOf &factsOf, const QDateTime &now)
{
    BarView bar;
    QList<LiveCall> shown;
    std::ranges::copy_if(scene.calls, std::back_inserter(shown), isInBar);
    const auto find = [&shown](LegId leg) {
        const auto found = std::ranges::find(shown, leg, &LiveCall::leg);
        return found == shown.end() ? nullptr : &*found;
    };
    const auto nameOf = [&](const LiveCall &call) { return peerWords(call, factsOf(call)).title; };
    const LiveCall *current = find(scene.current);
    if (!current)
        return bar;
    bar.leg = current->leg;
    bar.call = viewOf(*current, factsOf(*current), now);
    if (current->isMerged) {
        QStringList names;
        for (const LiveCall &call : shown) {
            if (call.isMerged)
                names.append(nameOf(call));
        }
        bar.call.title = names.join(u", "_s);
        bar.call.note = CallSays::tr("You all hear each other");
        bar.call.tasks.clear(); // one of them would not know whose
    }
    bar.showsRecord = scene.canRecord || bar.call.isRecordedByTeam;
    bar.call.record.isEnabled = bar.call.record.isEnabled && bar.showsRecord;
    bar.call.add.isEnabled = bar.call.add.isEnabled && scene.calls.size() < scene.mostCalls;
    if (current->isMuted && scene.isTalkingMuted && current->phase == Phase::Active)
        bar.call.banner = CallSays::tr("You are muted: they do not hear what you say. Press M to speak.");
    else if (!current->isMuted && scene.isMicrophoneSilent && bar.call.showsQuality) {
        bar.call.banner = CallSays::tr("Your microphone gives no sound. They cannot hear you: look at the plug, its switch, or choose another one.");
        bar.call.bannerTone = Tone::Danger;
    }

    int active = 0;
    int separate = 0;
    for (const LiveCall &call : shown) {
        active += call.phase == Phase::Active;
        separate += call.phase == Phase::Active && !call.isMerged;
    }
    if (shown.size() > 1) {
        for (const LiveCall &call : shown) {
            const bool isCurrent = call.leg == bar.leg || (call.isMerged && current->isMerged);
            bar.tabs.append({call.leg, nameOf(call), call.isMerged ? CallSays::tr("In this conversation") : viewOf(call, factsOf(call), now).state, isCurrent});
        }
    }
    if (scene.consultation) {
        const LiveCall *about = find(scene.consultation->about);
        const LiveCall *asked = find(scene.consultation->asked);
        if (about && asked) {
            bar.asking = CallSays::tr("Asking %1 about the call with %2").arg(nameOf(*asked), nameOf(*about));
            bar.canComplete = about->phase == Phase::Active && asked->phase == Phase::Active;
            bar.call.transfer.isEnabled = false;
        }
    }
    bar.canSwap = active > 1 && separate > 0;
    bar.canMerge = active > 1 && separate > 0 && bar.asking.isEmpty();
    if (scene.digitsToCome.size() > 1 && std::holds_alternative<AskFirst>(scene.digitsToCome.first())) {
        if (const auto *press = std::get_if<Press>(&scene.digitsToCome[1]))
            bar.digitsWaiting = CallSays::tr("Press %1 now?").arg(press->digits);
    }
    return bar;
}

QColor lineColour(int index, bool dark)
{
    constexpr int hues[] = {217, 28, 152, 282, 338, 190, 52, 0};
    if (index < 0)
        return {};
    const int hue = hues[index % int(std::size(hues))];
    return dark ? QColor::fromHsl(hue, 150, 165) : QColor::fromHsl(hue, 165, 95);
}

} // namespace milassist
