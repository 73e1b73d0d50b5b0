// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/g711.h"

#include <map>
#include <optional>

namespace milassist::rtp
{

/// Puts packets back in order and pace: sound goes in with its timestamp as it comes, and out in frames of 20 ms. It waits 40 ms,
/// and longer when packets keep coming later than that. Pure: time is how often take() is called.
class JitterBuffer
{
public:
    void put(quint32 timestamp, std::vector<qint16> samples);
    Frame take(); ///< silence where nothing came in time
    void clear();
    int late() const { return m_late; } ///< packets that came when their moment was over

private:
    qint64 extended(quint32 timestamp);
    void adjust(qint64 lead);

    std::map<qint64, std::vector<qint16>> m_packets; ///< by timestamp without wrap
    std::optional<qint64> m_playing;                 ///< timestamp of the next sample to go out; none until sound comes
    qint64 m_newest = 0;                             ///< end of the latest packet
    qint64 m_wait = 2 * samplesPerFrame;
    qint64 m_leastLead = 0; ///< how early packets were, at worst, in this second
    int m_ticks = 0, m_late = 0;
};

} // namespace milassist::rtp
