// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/jitterbuffer.h"

#include <algorithm>

namespace milassist::rtp
{

namespace
{

constexpr qint64 leastWait = 2 * samplesPerFrame, mostWait = 10 * samplesPerFrame; // 40 to 200 ms
constexpr qint64 mostLead = sampleRate / 2;                                        // what is further ahead is another stream
constexpr qint64 mostBehind = sampleRate;
constexpr qsizetype longestPacket = sampleRate / 5;
constexpr int ticksPerLook = 50;

} // namespace

qint64 JitterBuffer::extended(quint32 timestamp)
{
    return m_playing ? m_newest + qint32(timestamp - quint32(m_newest)) : qint64(timestamp) + (qint64(1) << 32);
}

void JitterBuffer::put(quint32 timestamp, std::vector<qint16> samples)
{
    if (samples.empty() || qsizetype(samples.size()) > longestPacket)
        return;
    qint64 at = extended(timestamp);
    if (m_playing && (at > *m_playing + mostLead || at < *m_playing - mostBehind)) { // it began anew
        clear();
        at = extended(timestamp);
    }
    if (m_playing && m_packets.empty() && at > m_newest) // after a pause (silence, a key): wait again
        *m_playing = std::max(*m_playing, at - m_wait);
    if (!m_playing) {
        m_playing = at - m_wait;
        m_leastLead = m_wait;
    }
    const qint64 end = at + qint64(samples.size());
    m_newest = std::max(m_newest, end);
    m_leastLead = std::min(m_leastLead, at - *m_playing);
    if (end <= *m_playing) {
        ++m_late;
        if (m_wait < mostWait) { // play later from now on
            m_wait += samplesPerFrame;
            *m_playing -= samplesPerFrame;
        }
        return;
    }
    m_packets.emplace(at, std::move(samples));
}

/// Once a second: what has been waiting all the time for nothing is given back, a frame at a time.
void JitterBuffer::adjust(qint64 lead)
{
    if (++m_ticks < ticksPerLook)
        return;
    m_ticks = 0;
    if (m_leastLead >= leastWait + samplesPerFrame && lead > 0) {
        *m_playing += samplesPerFrame;
        m_wait = std::max(leastWait, m_wait - samplesPerFrame);
    }
    m_leastLead = m_newest - *m_playing;
}

Frame JitterBuffer::take()
{
    Frame frame{};
    if (!m_playing)
        return frame;
    const qint64 begin = *m_playing, end = begin + samplesPerFrame;
    for (auto it = m_packets.begin(); it != m_packets.end() && it->first < end;) {
        const qint64 from = std::max(begin, it->first), to = std::min(end, it->first + qint64(it->second.size()));
        if (from < to)
            std::copy_n(it->second.begin() + (from - it->first), to - from, frame.begin() + (from - begin));
        it = it->first + qint64(it->second.size()) <= end ? m_packets.erase(it) : std::next(it);
    }
    m_playing = end;
    adjust(m_newest - end);
    return frame;
}

void JitterBuffer::clear()
{
    m_packets.clear();
    m_playing.reset();
    m_newest = 0;
}

} // namespace milassist::rtp
