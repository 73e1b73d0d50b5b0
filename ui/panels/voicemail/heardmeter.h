// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace milassist {

/// When a voicemail counts as heard: after three seconds of it were played, or when its last fifth is reached.
class HeardMeter {
public:
    using Millis = std::chrono::milliseconds;

    void restart() { *this = {}; }

    /// The play head is at @p position of @p duration. @return true once: when it becomes heard
    bool advance(Millis position, Millis duration)
    {
        const Millis step = position - m_last;
        m_last = position;
        if (m_isHeard || duration <= Millis(0) || step <= Millis(0) || step > std::chrono::seconds(1)) // a seek is not listening
            return false;
        m_played += step;
        m_isHeard = m_played >= std::chrono::seconds(3) || position * 5 >= duration * 4;
        return m_isHeard;
    }

private:
    Millis m_last{0};
    Millis m_played{0};
    bool m_isHeard = false;
};

} // namespace milassist
