// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/sound/frames.h"

namespace milassist::exchange {

// What can be heard on a line, one frame after the other. Values and pure functions.

/// Whether somebody speaks, and for how long they have or have not. Words are held together over gaps of 200 ms.
struct Listening {
    int loudFrames = 0;  ///< of the words so far
    int quietFrames = 0; ///< since the last word
    bool hasSpoken = false;
    bool operator==(const Listening &) const = default;
};
Listening hear(Listening so, const Frame &frame);

/// A single steady frequency: the beep of an answering machine, never a voice.
bool isTone(const Frame &frame);

/// What it takes to tell a machine from a person, in milliseconds.
struct DetectionLimits {
    int timeout = 30'000, speechThreshold = 2400, speechEndThreshold = 1200, silenceTimeout = 5000;
    bool waitsForEnd = false; ///< DetectMessageEnd
};

/// Who has answered.
struct Detecting {
    enum class Verdict { Open, Human, MachineStart, MachineEndBeep, MachineEndSilence, MachineEndOther, Unknown };
    Verdict verdict = Verdict::Open;
    int frames = 0;     ///< since the answer
    int words = 0;      ///< frames of the greeting so far
    int quiet = 0;      ///< frames since it paused
    int toneFrames = 0; ///< of a tone that is going on
    bool isMachine = false;
    bool operator==(const Detecting &) const = default;
};
/// Takes one more frame; a verdict once reached stays.
Detecting detect(Detecting so, const Frame &frame, const DetectionLimits &limits);
/// "human", "machine_start", ...
const char *wordOf(Detecting::Verdict verdict);

} // namespace milassist::exchange
