// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/rtppacket.h"

#include <deque>

namespace milassist::rtp
{

/// Makes one key out of the many packets that carry it (RFC 4733): told when it is released, once, whatever was lost.
class KeyReader
{
public:
    /// @return the key that this packet releases: its own, or an earlier one whose end never came
    std::optional<char> read(quint32 timestamp, const KeyEvent &event);
    /// A tick of 20 ms has passed. @return the key whose packets have stopped coming without an end
    std::optional<char> tick();

private:
    std::optional<quint32> m_current; ///< timestamp of the key that is down
    std::optional<quint32> m_released;
    quint8 m_code = 0;
    int m_quietTicks = 0;
};

/// Plays "0-9A-D*#wW": a key takes 100 ms, with the packet of its end sent three times; 'w' waits 0.5 s, 'W' a second.
class KeyPlayer
{
public:
    struct Step {
        KeyEvent event;
        bool isFirst = false; ///< of its key: marker bit, and a new timestamp
    };
    void add(QByteArrayView keys);
    bool isBusy() const { return !m_queue.empty(); }
    /// What goes out in the next 20 ms: a packet of a key, or none (the sound between keys).
    std::optional<Step> next();

private:
    std::deque<char> m_queue;
    int m_tick = 0;
};

} // namespace milassist::rtp
