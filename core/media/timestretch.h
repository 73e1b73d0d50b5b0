// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/audio.h"

#include <vector>

namespace milassist {

/// Sound, faster or slower, at its own pitch (WSOLA: windows of 30 ms, each taken from where it continues the last one
/// best), optionally without its silences. At speed 1 the samples come out unchanged. Pure: no clock, no device.
class TimeStretch {
public:
    static constexpr double slowest = 0.5;
    static constexpr double fastest = 3.0;

    /// About 15 ms of output and the frames of the source that it stands for.
    struct Block {
        std::vector<qint16> samples; ///< interleaved
        qint64 begin = 0;            ///< in the source; a skipped silence lies between two blocks
        qint64 end = 0;
    };

    /// @param silences in order, as of silencesOf()
    TimeStretch(Audio audio, QList<FrameSpan> silences);

    void setSpeed(double speed); ///< clamped to slowest..fastest
    double speed() const { return m_speed; }
    void setSkipsSilence(bool skips) { m_skipsSilence = skips; }
    /// @param frame clamped to the sound
    void seek(qint64 frame);
    /// The frame of the source that the next block begins with.
    qint64 position() const { return qint64(m_target); }
    bool isAtEnd() const { return position() >= m_audio.frames(); }
    /// The next block; one without samples at the end.
    Block next();

private:
    void leaveSilence();
    qint64 bestStart(qint64 target) const;
    void mix(qint64 from, qint64 count, std::vector<float> &out) const;
    float sample(qint64 frame, int channel) const;

    Audio m_audio;
    QList<FrameSpan> m_silences;
    qint64 m_hop;             // frames a block
    qint64 m_tolerance;       // how far a window may be moved to continue the last one
    std::vector<float> m_fade; // rising half of the window
    std::vector<float> m_tail; // falling half of the last window, already weighted; empty after a seek
    double m_speed = 1;
    bool m_skipsSilence = false;
    double m_target = 0;      // where the next window should begin
    qint64 m_continuation = 0; // where it would begin if it only continued the last one
};

} // namespace milassist
