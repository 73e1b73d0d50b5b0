// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audioout.h"

#include <QIODevice>

#include <chrono>

namespace milassist {

using namespace std::chrono_literals;

SilentOut::SilentOut(Drive drive, QObject *parent) : AudioOut(parent)
{
    m_timer.setInterval(20ms);
    m_timer.setTimerType(Qt::PreciseTimer);
    if (drive == Drive::RealTime)
        connect(&m_timer, &QTimer::timeout, this, [this] { advance(m_timer.intervalAsDuration()); });
}

Result<> SilentOut::start(QIODevice &source, int rate, int channels, const QByteArray &)
{
    m_source = &source;
    m_rate = rate;
    m_channels = channels;
    m_heard = 0;
    m_isPaused = false;
    m_timer.start();
    return {};
}

void SilentOut::pause()
{
    m_isPaused = true;
    m_timer.stop();
}

void SilentOut::resume()
{
    m_isPaused = false;
    if (m_source)
        m_timer.start();
}

void SilentOut::stop()
{
    m_source = nullptr;
    m_timer.stop();
}

QList<AudioDevice> SilentOut::devices() const
{
    return {};
}

void SilentOut::advance(std::chrono::milliseconds duration)
{
    if (!m_source || m_isPaused)
        return;
    const qint64 frame = qint64(m_channels) * 2;
    const qint64 wanted = duration.count() * m_rate / 1000;
    const qint64 got = m_source->read(wanted * frame).size() / frame;
    m_heard += got;
    if (got < wanted) {
        m_timer.stop();
        Q_EMIT drained();
    }
}

} // namespace milassist
