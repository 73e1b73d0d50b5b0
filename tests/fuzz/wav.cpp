// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings, from the bytes to the shape that is painted.
#include "core/media/wav.h"
#include "core/media/waveform.h"
#include "tests/fuzz/input.h"

using namespace milassist;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Result<Audio> audio = readWav(inputOf(data, size));
    if (!audio)
        return 0;

    const Waveform waveform = waveformOf(*audio, 200);
    PROMISE(waveform.levels.size() <= 200);
    for (float level : waveform.levels)
        PROMISE(level >= 0 && level <= 1);
    PROMISE(waveform.isEmpty() || waveform.resampled(33).size() == 33);
    qint64 last = -1;
    for (const FrameSpan &span : silencesOf(*audio)) {
        PROMISE(span.begin > last && span.end > span.begin && span.end <= audio->frames());
        last = span.end;
    }
    return 0;
}
