// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/sound/frames.h"
#include "core/sandbox/speech/speaker.h"

namespace milassist::exchange {

using world::Clip;

/// Plays a clip a number of times, 20 ms at a call.
class Player {
public:
    Player() = default;
    explicit Player(Clip clip, int times = 1) : m_clip(std::move(clip)), m_left(times) {}

    bool isAtEnd() const { return !m_clip || m_clip->empty() || m_left <= 0; }
    /// Silence when it is at its end.
    Frame next();

private:
    Clip m_clip;
    size_t m_at = 0;
    int m_left = 0;
};

} // namespace milassist::exchange
