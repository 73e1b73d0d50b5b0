// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/ear.h"

#include <cmath>
#include <numbers>

namespace milassist::exchange {

namespace {

constexpr int frameMs = int(frameTime.count());
constexpr int gapFrames = 200 / frameMs;
constexpr int beepFrames = 160 / frameMs;

} // namespace

Listening hear(Listening so, const Frame &frame)
{
    if (isLoud(frame)) {
        if (so.hasSpoken && so.quietFrames <= gapFrames)
            so.loudFrames += so.quietFrames;
        ++so.loudFrames;
        so.quietFrames = 0;
        so.hasSpoken = true;
    } else {
        ++so.quietFrames;
    }
    return so;
}

bool isTone(const Frame &frame)
{
    if (!isLoud(frame))
        return false;
    // A sine obeys x[n] + x[n-2] = c x[n-1] with one c throughout. The best c, and what is left when it is applied.
    double cross = 0, own = 0, energy = 0;
    for (size_t n = 2; n < frame.size(); ++n) {
        const double sum = double(frame[n]) + double(frame[n - 2]), middle = frame[n - 1];
        cross += sum * middle;
        own += middle * middle;
        energy += sum * sum;
    }
    if (own <= 0)
        return false;
    const double left = energy - cross * cross / own;
    // A beep is high. Low notes together, of music on hold, leave as little as a single one.
    static const double lowest = 2 * std::cos(2 * std::numbers::pi * 600 / sampleRate);
    return left < 0.002 * own && cross / own < lowest; // rounding to 16 bits, or to 8 of G.711, leaves less
}

Detecting detect(Detecting so, const Frame &frame, const DetectionLimits &limits)
{
    using Verdict = Detecting::Verdict;
    if (so.verdict != Verdict::Open)
        return so;
    ++so.frames;
    so.toneFrames = isTone(frame) ? so.toneFrames + 1 : 0;
    if (isLoud(frame)) {
        so.words += so.words > 0 && so.quiet <= gapFrames ? so.quiet + 1 : 1;
        so.quiet = 0;
    } else {
        ++so.quiet;
    }
    if (so.words * frameMs >= limits.speechThreshold)
        so.isMachine = true;

    const int quietMs = so.quiet * frameMs;
    if (so.isMachine && !limits.waitsForEnd)
        so.verdict = Verdict::MachineStart;
    else if (so.isMachine && so.toneFrames >= beepFrames)
        so.verdict = Verdict::MachineEndBeep;
    else if (so.isMachine && quietMs >= limits.silenceTimeout)
        so.verdict = Verdict::MachineEndSilence;
    else if (!so.isMachine && so.words > 0 && quietMs >= limits.speechEndThreshold)
        so.verdict = Verdict::Human;
    else if (!so.isMachine && so.words == 0 && quietMs >= limits.silenceTimeout)
        so.verdict = Verdict::Unknown;
    else if (so.frames * frameMs >= limits.timeout)
        so.verdict = so.isMachine ? Verdict::MachineEndOther : Verdict::Unknown;
    return so;
}

const char *wordOf(Detecting::Verdict verdict)
{
    switch (verdict) {
    case Detecting::Verdict::Human: return "human";
    case Detecting::Verdict::MachineStart: return "machine_start";
    case Detecting::Verdict::MachineEndBeep: return "machine_end_beep";
    case Detecting::Verdict::MachineEndSilence: return "machine_end_silence";
    case Detecting::Verdict::MachineEndOther: return "machine_end_other";
    default: return "unknown";
    }
}

} // namespace milassist::exchange
