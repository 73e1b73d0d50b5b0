// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/audio.h"

#include <QList>

namespace milassist {

/// The shape of a sound for painting: equally long stretches, each with its loudest sample, 0 to 1 of the loudest in
/// the whole (so a quiet voicemail is as readable as a loud one; near-silence stays flat).
struct Waveform {
    QList<float> levels;

    bool isEmpty() const { return levels.isEmpty(); }
    /// The same shape in @p count stretches, for painting @p count bars. Empty when either is 0.
    QList<float> resampled(int count) const;
};

/// @param stretches 1 to 100000; shorter sounds give fewer. Thread: any; one pass over the samples.
Waveform waveformOf(const Audio &audio, int stretches = 2000);

/// Where nobody speaks, in order, not touching each other. A span leaves out the breath kept at both sides of speech.
/// The limit follows the recording's own noise floor, so a humming line is no obstacle. Thread: any.
QList<FrameSpan> silencesOf(const Audio &audio);

} // namespace milassist
