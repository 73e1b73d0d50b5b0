// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cmath>
#include <vector>

namespace milassist
{

/// How alike two sounds are: the normalised cross-correlation at the best shift.
struct Likeness {
    double correlation = 0; ///< 1 = the same shape, 0 = nothing in common
    int shift = 0;          ///< samples by which @p heard is later
};

/// Looks for @p length samples of @p said, from @p from on, in @p heard up to @p mostShift later or earlier than they were said.
inline Likeness likenessOf(const std::vector<qint16> &said, const std::vector<qint16> &heard, int from, int length, int mostShift)
{
    Likeness best;
    if (from < 0 || from + length > int(said.size()))
        return best;
    double saidPower = 0;
    for (int i = 0; i < length; ++i)
        saidPower += double(said[size_t(from + i)]) * said[size_t(from + i)];
    for (int shift = -mostShift; shift <= mostShift; ++shift) {
        if (from + shift < 0 || from + shift + length > int(heard.size()))
            continue;
        double product = 0, heardPower = 0;
        for (int i = 0; i < length; ++i) {
            const double sample = heard[size_t(from + shift + i)];
            product += said[size_t(from + i)] * sample;
            heardPower += sample * sample;
        }
        const double correlation = saidPower > 0 && heardPower > 0 ? product / std::sqrt(saidPower * heardPower) : 0;
        if (correlation > best.correlation)
            best = {correlation, shift};
    }
    return best;
}

/// The best of the stretches of @p length samples, but for the first: a busy machine may tear one of them, what is wrong for good
/// tears them all.
inline Likeness clearestStretch(const std::vector<qint16> &said, const std::vector<qint16> &heard, int length, int mostShift)
{
    Likeness best;
    for (int from = length; from + length <= int(said.size()); from += length) {
        if (const Likeness now = likenessOf(said, heard, from, length, mostShift); now.correlation > best.correlation)
            best = now;
    }
    return best;
}

/// Something like speech that is like itself nowhere else: tones that wander, in syllables. The same each time.
inline std::vector<qint16> babble(double seconds, unsigned seed = 1)
{
    constexpr double rate = 8000, pi = 3.14159265358979;
    std::vector<qint16> samples(size_t(seconds * rate));
    double phase = 0, pitch = 300, aim = 300;
    for (size_t i = 0; i < samples.size(); ++i) {
        if (i % 400 == 0) {
            seed = seed * 1103515245 + 12345;
            aim = 150 + (seed >> 16) % 1200;
        }
        pitch += (aim - pitch) / 80;
        phase += 2 * pi * pitch / rate;
        const double loudness = 0.3 + 0.7 * std::abs(std::sin(pi * double(i) / 1700));
        samples[i] = qint16(9000 * loudness * (std::sin(phase) + 0.4 * std::sin(2.3 * phase)));
    }
    return samples;
}

} // namespace milassist
