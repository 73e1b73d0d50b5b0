// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/wire/frames.h"

#include <QtEndian>

namespace milassist {

namespace {

constexpr qsizetype head = 4;

} // namespace

QByteArray framed(const QByteArray &payload)
{
    QByteArray frame(head, '\0');
    qToBigEndian<quint32>(quint32(payload.size()), frame.data());
    return frame + payload;
}

std::optional<QByteArray> FrameReader::next()
{
    if (m_isBroken || m_buffer.size() < head)
        return std::nullopt;
    const auto length = qsizetype(qFromBigEndian<quint32>(m_buffer.constData()));
    if (length == 0 || length > largestFrame) {
        m_isBroken = true;
        m_buffer.clear();
        return std::nullopt;
    }
    if (m_buffer.size() < head + length)
        return std::nullopt;
    const QByteArray payload = m_buffer.mid(head, length);
    m_buffer.remove(0, head + length);
    return payload;
}

} // namespace milassist
