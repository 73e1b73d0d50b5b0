// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/waveform.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace milassist {

namespace {

constexpr float quietestPeak = 0.02f;          // below this nothing is scaled up: it would only enlarge hiss
constexpr int msPerWindow = 20;
constexpr int shortestSilenceWindows = 35;     // 0.7 s: pauses inside a sentence stay
constexpr int keptWindows = 8;                 // 0.16 s of breath stay at both sides
constexpr float alwaysSilent = 0.0025f;        // -52 dBFS
constexpr float neverSilent = 0.02f;           // -34 dBFS

std::vector<float> loudnessOf(const Audio &audio, qint64 window)
{
    std::vector<float> loudness;
    const qint64 perWindow = window * audio.channels;
    loudness.reserve(size_t(audio.samples.size() / perWindow + 1));
    for (qint64 at = 0; at < audio.samples.size(); at += perWindow) {
        const qint64 end = std::min<qint64>(at + perWindow, audio.samples.size());
        double sum = 0;
        for (qint64 i = at; i < end; ++i)
            sum += double(audio.samples[i]) * audio.samples[i];
        loudness.push_back(float(std::sqrt(sum / double(end - at)) / 32768));
    }
    return loudness;
}

float silenceLimit(std::vector<float> loudness)
{
    const auto floor = loudness.begin() + std::ptrdiff_t(loudness.size() / 10);
    std::nth_element(loudness.begin(), floor, loudness.end());
    return std::clamp(*floor * 2, alwaysSilent, neverSilent);
}

} // namespace

QList<float> Waveform::resampled(int count) const
{
    if (count <= 0 || levels.isEmpty())
        return {};
    QList<float> bars(count);
    const double perBar = double(levels.size()) / count;
    for (int bar = 0; bar < count; ++bar) {
        const auto from = std::min(qsizetype(bar * perBar), levels.size() - 1);
        const auto to = std::clamp(qsizetype((bar + 1) * perBar), from + 1, levels.size());
        bars[bar] = *std::max_element(levels.begin() + from, levels.begin() + to);
    }
    return bars;
}

Waveform waveformOf(const Audio &audio, int stretches)
{
    const qint64 frames = audio.frames();
    const qint64 count = std::min<qint64>(std::clamp(stretches, 1, 100000), frames);
    Waveform waveform;
    waveform.levels.reserve(count);
    float loudest = quietestPeak;
    for (qint64 i = 0; i < count; ++i) {
        int peak = 0;
        for (qint64 at = frames * i / count * audio.channels; at < frames * (i + 1) / count * audio.channels; ++at)
            peak = std::max(peak, std::abs(int(audio.samples[at])));
        const float level = float(peak) / 32768;
        loudest = std::max(loudest, level);
        waveform.levels.push_back(level);
    }
    for (float &level : waveform.levels)
        level /= loudest;
    return waveform;
}

QList<FrameSpan> silencesOf(const Audio &audio)
{
    const qint64 window = qint64(audio.rate) * msPerWindow / 1000;
    if (audio.isEmpty() || window <= 0)
        return {};
    const std::vector<float> loudness = loudnessOf(audio, window);
    const float limit = silenceLimit(loudness);
    const qint64 windows = qint64(loudness.size());

    QList<FrameSpan> silences;
    qint64 begin = 0;
    for (qint64 i = 0; i <= windows; ++i) {
        if (i < windows && loudness[size_t(i)] < limit)
            continue;
        if (i - begin >= shortestSilenceWindows) {
            const qint64 from = begin == 0 ? 0 : begin + keptWindows; // nothing was said before the first word
            const qint64 to = i == windows ? windows : i - keptWindows;
            silences.push_back({from * window, std::min(to * window, audio.frames())});
        }
        begin = i + 1;
    }
    return silences;
}

} // namespace milassist
