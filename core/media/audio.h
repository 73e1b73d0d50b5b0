// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <chrono>

namespace milassist {

/// Sound as we play it: 16-bit samples, channels interleaved. Copies share the samples.
struct Audio {
    int rate = 8000;          ///< frames a second, 1000 to 192000
    int channels = 1;         ///< 1 or 2; of a dual-channel recording the first is the parent leg
    QList<qint16> samples;    ///< frames() * channels
    bool isTruncated = false; ///< the file promised more than it held; what there is can be played

    qint64 frames() const { return channels > 0 ? samples.size() / channels : 0; }
    bool isEmpty() const { return samples.isEmpty(); }

    std::chrono::milliseconds timeOf(qint64 frame) const
    {
        return std::chrono::milliseconds(rate > 0 ? frame * 1000 / rate : 0);
    }
    qint64 frameAt(std::chrono::milliseconds time) const { return time.count() * rate / 1000; }
    std::chrono::milliseconds duration() const { return timeOf(frames()); }
};

/// Frames [begin, end).
struct FrameSpan {
    qint64 begin = 0;
    qint64 end = 0;
    bool operator==(const FrameSpan &) const = default;
};

} // namespace milassist
