// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/sound/frames.h"
#include "core/sandbox/world/wav.h"

#include <QByteArray>

namespace milassist::exchange {

/// A recording in the making: one channel with both sides mixed, or two.
class Tape {
public:
    enum class Channels { Mono, Dual };
    enum class Pause { None, Skip, Silence };

    explicit Tape(Channels channels = Channels::Mono) : m_channels(channels) {}

    /// 20 ms of both sides. While paused nothing, or silence, is kept.
    void take(const Frame &first, const Frame &second);
    void pause(Pause pause) { m_pause = pause; }
    /// Cuts silence off both ends, but for a tenth of a second.
    void trim();
    /// Cuts what came last, such as the tone of the key that ended it.
    void cutEnd(int frames);

    int channels() const { return m_channels == Channels::Dual ? 2 : 1; }
    int frames() const { return m_frames; }
    /// Rounded up to whole seconds, as Twilio's durations are.
    int seconds() const { return (m_frames + framesPerSecond - 1) / framesPerSecond; }
    bool hasSound() const;
    QByteArray wav() const;

private:
    bool isLoudAt(int frame) const;

    const Channels m_channels;
    Pause m_pause = Pause::None;
    world::Samples m_first, m_second; ///< of Mono only the first
    int m_frames = 0;
};

} // namespace milassist::exchange
