// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamrecordings.h"
#include "core/voice/phone.h"
#include "ui/shell/phone/phonewords.h"
#include "ui/widgets/qualitywords.h"

#include <functional>

namespace milassist {

/// What the desk knows about the two ends of a call, beside what the line says.
struct CallFacts {
    QString name;       ///< of the contact; empty when nobody is known
    QString lineName;   ///< of our number; empty when it is not known
    int lineColour = -1; ///< which of the colours of lines; -1 = none
    QString home;       ///< ISO country whose numbers are shown in national form
    QStringList tasks;  ///< what is to be done about them: "To do by Friday: ..."
    std::optional<CallRecording> recording; ///< as our team's relay tells; none without one
};
using FactsOf = std::function<CallFacts(const LiveCall &call)>;

/// A button of the call: what it says, whether it can be used, whether it is on.
struct CallControl {
    QString text, icon, hint;
    bool isEnabled = false;
    bool isOn = false;
    bool operator==(const CallControl &) const = default;
};

/// A call that goes on, as the bar shows it.
struct CallView {
    QString title;      ///< who
    QString note;       ///< number, or place of an unknown number; may be empty
    QString avatar;     ///< name for the circle; empty for a number
    QString line;       ///< which of our lines; may be empty
    int lineColour = -1;
    QString tasks;      ///< what is to be done about them, in a line; may be empty
    QString tasksHint;  ///< the same, a line each
    QString state;      ///< "Calling", "On hold"; while both speak the time: "2:05"
    Tone stateTone = Tone::Neutral;
    QString spoken;     ///< the whole for a screen reader
    bool showsQuality = false;
    QualityWords quality;
    QString figures;    ///< behind the quality
    QString recording;  ///< "Recording 2:05"; empty = not
    QString recordingSaid; ///< the same for a screen reader, to whom seconds are noise
    QString recordingHint; ///< by whom or what, and until when
    bool isRecordedByTeam = false; ///< it is begun and ended through the relay, not on this computer
    QString banner;     ///< what must not be overlooked ("You are muted"); empty = nothing
    Tone bannerTone = Tone::Neutral;
    CallControl mute, hold, keypad, transfer, add, record;
    std::optional<CallControl> pauseRecording; ///< none while there is nothing to pause
    QString hangUp;     ///< "Hang up" or "Cancel"
    QString digits;     ///< tones sent so far
};

/// @param now UTC
CallView viewOf(const LiveCall &call, const CallFacts &facts, const QDateTime &now);

/// Who is at the other end, in one or two strings.
struct PeerWords {
    QString title, note, avatar;
};
PeerWords peerWords(const LiveCall &call, const CallFacts &facts);

/// All that the telephone has at a moment, as the bar needs it.
struct PhoneScene {
    QList<LiveCall> calls;
    LegId current = 0;
    std::optional<Phone::Consultation> consultation;
    DigitPlan digitsToCome;  ///< of the current call
    bool isTalkingMuted = false;
    bool isMicrophoneSilent = false;
    int mostCalls = 4;
    bool canRecord = true;   ///< there is a place for recordings
};
PhoneScene sceneOf(const Phone &phone, LegId chosen);

/// What the record button asks for, and what the one that pauses does. Pure.
CallRecording::State recordingAfterRecord(const CallRecording &now);
CallRecording::State recordingAfterPause(const CallRecording &now);

struct CallTab {
    LegId leg = 0;
    QString title, state;
    bool isCurrent = false;
    bool operator==(const CallTab &) const = default;
};

struct BarView {
    LegId leg = 0;            ///< the controls are about this one; 0 = there is no call
    CallView call;
    QList<CallTab> tabs;      ///< empty with one call
    bool canSwap = false, canMerge = false;
    QString asking;           ///< "Asking Ben about Maria"; empty when nobody is asked
    bool canComplete = false; ///< the colleague is on the line
    bool showsRecord = true;  ///< there is something that records, and it is ours to begin
    QString digitsWaiting;    ///< "Press 12# now?"; empty when nothing waits for the person
};
BarView barView(const PhoneScene &scene, const FactsOf &factsOf, const QDateTime &now);

/// The mark of one of our lines: the same line has the same colour everywhere. Never the only thing that says it.
QColor lineColour(int index, bool dark);

} // namespace milassist
