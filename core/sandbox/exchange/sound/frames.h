// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/leg.h"

#include <algorithm>
#include <cstdlib>

namespace milassist::exchange {

constexpr int framesPerSecond = sampleRate / int(Frame().size());

/// Both at once, clipped.
inline void mixIn(Frame &into, const Frame &other)
{
    for (size_t i = 0; i < into.size(); ++i)
        into[i] = qint16(std::clamp(int(into[i]) + int(other[i]), -32768, 32767));
}

/// Mean of the absolute samples: 0 to 32768. An open line hisses at about 10, speech is in the thousands.
inline int loudness(const Frame &frame)
{
    int sum = 0;
    for (const qint16 sample : frame)
        sum += std::abs(int(sample));
    return sum / int(frame.size());
}

inline bool isLoud(const Frame &frame)
{
    return loudness(frame) > 120;
}

} // namespace milassist::exchange
