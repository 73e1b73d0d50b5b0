// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/stretchdevice.h"

#include <cstring>

namespace milassist {

StretchDevice::StretchDevice(Audio audio, QList<FrameSpan> silences, QObject *parent)
    : QIODevice(parent), m_audio(audio), m_stretch(std::move(audio), std::move(silences))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void StretchDevice::setSpeed(double speed)
{
    const QMutexLocker lock(&m_mutex);
    m_stretch.setSpeed(speed);
}

void StretchDevice::setSkipsSilence(bool skips)
{
    const QMutexLocker lock(&m_mutex);
    m_stretch.setSkipsSilence(skips);
}

void StretchDevice::seek(std::chrono::milliseconds position)
{
    const QMutexLocker lock(&m_mutex);
    m_stretch.seek(m_audio.frameAt(position));
    m_map.restart(m_stretch.position());
    m_ready.clear();
}

std::chrono::milliseconds StretchDevice::positionAt(qint64 heard)
{
    const QMutexLocker lock(&m_mutex);
    return m_audio.timeOf(m_map.at(heard));
}

qint64 StretchDevice::bytesAvailable() const
{
    const QMutexLocker lock(&m_mutex);
    const qint64 left = m_audio.frames() - m_stretch.position();
    return m_ready.size() + qint64(double(left) / m_stretch.speed()) * m_audio.channels * 2;
}

qint64 StretchDevice::readData(char *data, qint64 maxSize)
{
    const QMutexLocker lock(&m_mutex);
    const qint64 frame = qint64(m_audio.channels) * 2;
    qint64 done = 0;
    maxSize -= maxSize % frame;
    while (done < maxSize) {
        if (m_ready.isEmpty()) {
            const TimeStretch::Block block = m_stretch.next();
            if (block.samples.empty())
                break;
            m_ready = QByteArray(reinterpret_cast<const char *>(block.samples.data()), qsizetype(block.samples.size() * 2));
            m_map.handed(m_ready.size() / frame, block.begin, block.end);
        }
        const qint64 part = std::min<qint64>(maxSize - done, m_ready.size());
        std::memcpy(data + done, m_ready.constData(), size_t(part));
        m_ready.remove(0, part);
        done += part;
    }
    return done;
}

} // namespace milassist
