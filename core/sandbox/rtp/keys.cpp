// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/keys.h"

#include "core/sandbox/rtp/g711.h"

namespace milassist::rtp
{

namespace
{

constexpr int downTicks = 5, endTicks = 3, gapTicks = 2; // 20 ms each
constexpr int shortWait = 25, longWait = 50;
constexpr int ticksUntilLost = 10; // packets of a key that is down come every 20 or 50 ms
constexpr size_t mostKeys = 256;

} // namespace

std::optional<char> KeyReader::read(quint32 timestamp, const KeyEvent &event)
{
    if (!keyOf(event.code) || m_released == timestamp)
        return std::nullopt; // the end is said three times
    std::optional<char> key;
    if (m_current && *m_current != timestamp)
        key = keyOf(m_code);
    m_current = timestamp;
    m_code = event.code;
    m_quietTicks = 0;
    if (!event.end)
        return key;
    m_current.reset();
    m_released = timestamp;
    return keyOf(event.code);
}

std::optional<char> KeyReader::tick()
{
    if (!m_current || ++m_quietTicks < ticksUntilLost)
        return std::nullopt;
    m_released = std::exchange(m_current, std::nullopt);
    return keyOf(m_code);
}

void KeyPlayer::add(QByteArrayView keys)
{
    for (const char key : keys) {
        if ((codeOf(key) || key == 'w' || key == 'W') && m_queue.size() < mostKeys)
            m_queue.push_back(key);
    }
}

std::optional<KeyPlayer::Step> KeyPlayer::next()
{
    if (m_queue.empty())
        return std::nullopt;
    const char key = m_queue.front();
    const int tick = m_tick++;
    const bool isWait = key == 'w' || key == 'W';
    const int last = isWait ? (key == 'w' ? shortWait : longWait) : downTicks + endTicks + gapTicks;
    if (m_tick >= last) {
        m_queue.pop_front();
        m_tick = 0;
    }
    if (isWait || tick >= downTicks + endTicks)
        return std::nullopt;
    const bool isEnd = tick >= downTicks;
    const int duration = (isEnd ? downTicks : tick + 1) * samplesPerFrame;
    return Step{{.code = *codeOf(key), .end = isEnd, .duration = quint16(duration)}, tick == 0};
}

} // namespace milassist::rtp
