// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/voicemailstore.h"

#include <algorithm>
#include <chrono>

namespace milassist {

/// When a voicemail that is played counts as heard, by the rule that was chosen: after three seconds of it (or four fifths
/// of one that is shorter), after four fifths of it, or never by itself.
class HeardMeter {
public:
    using Millis = std::chrono::milliseconds;

    void restart() { m_last = m_played = Millis(0), m_isHeard = false; }
    void setRule(HeardRule rule) { m_rule = rule; }
    HeardRule rule() const { return m_rule; }

    /// The play head is at @p position of @p duration. @return true once: when it becomes heard
    bool advance(Millis position, Millis duration)
    {
        const Millis step = position - m_last;
        m_last = position;
        if (m_isHeard || m_rule == HeardRule::ByHand || duration <= Millis(0))
            return false;
        if (step <= Millis(0) || step > std::chrono::seconds(1)) // a seek is not listening
            return false;
        m_played += step;
        m_isHeard = position * 5 >= duration * 4 || (m_rule == HeardRule::AfterSeconds && m_played >= std::chrono::seconds(3));
        return m_isHeard;
    }
    /// It was played to its end. @return as advance()
    bool finish() { return !std::exchange(m_isHeard, m_isHeard || m_rule != HeardRule::ByHand) && m_isHeard; }

private:
    HeardRule m_rule = HeardRule::AfterSeconds;
    Millis m_last{0};
    Millis m_played{0};
    bool m_isHeard = false;
};

} // namespace milassist
