// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace milassist {

/// A frame is its length (four bytes, big endian), then as many bytes. Longer ones than this are refused unread.
constexpr qsizetype largestFrame = 256 * 1024;

QByteArray framed(const QByteArray &payload);

/// Cuts a stream into frames.
class FrameReader {
public:
    void add(QByteArrayView bytes) { m_buffer.append(bytes); }
    /// @return the next whole frame; none while it is not there, and for ever after a length that is refused.
    std::optional<QByteArray> next();
    bool isBroken() const { return m_isBroken; }

private:
    QByteArray m_buffer;
    bool m_isBroken = false;
};

} // namespace milassist
