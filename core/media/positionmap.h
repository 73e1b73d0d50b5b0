// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <deque>

namespace milassist {

/// Which frame of the recording is heard when the sound device has played so many frames: what was handed to the device
/// runs ahead of the ear by the device's buffer, and at another speed, so each handed block is remembered until heard.
class PositionMap {
public:
    /// Forgets everything; the device starts again from 0, the recording at @p frame.
    void restart(qint64 frame)
    {
        m_marks.clear();
        m_handed = 0;
        m_start = frame;
    }

    /// @p count frames were handed to the device, which stand for [begin, end) of the recording.
    void handed(qint64 count, qint64 begin, qint64 end)
    {
        if (count <= 0)
            return;
        m_marks.push_back({m_handed, count, begin, end});
        m_handed += count;
    }

    /// The frame of the recording at @p heard frames played; calls come with growing numbers.
    qint64 at(qint64 heard)
    {
        while (m_marks.size() > 1 && m_marks[1].from <= heard)
            m_marks.pop_front();
        if (m_marks.empty() || heard < m_marks.front().from)
            return m_start;
        const Mark &mark = m_marks.front();
        const qint64 into = std::min(heard - mark.from, mark.count);
        return mark.begin + (mark.end - mark.begin) * into / mark.count;
    }

    qint64 handedFrames() const { return m_handed; }

private:
    struct Mark {
        qint64 from, count, begin, end;
    };
    std::deque<Mark> m_marks;
    qint64 m_handed = 0;
    qint64 m_start = 0;
};

} // namespace milassist
