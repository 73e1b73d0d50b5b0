// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/playback.h"

#include "core/media/stretchdevice.h"

#include <algorithm>

namespace milassist {

using namespace std::chrono_literals;

Playback::Playback(std::unique_ptr<AudioOut> out, QObject *parent) : QObject(parent), m_out(std::move(out))
{
    m_ticks.setInterval(33ms);
    connect(&m_ticks, &QTimer::timeout, this, &Playback::updatePosition);
    connect(m_out.get(), &AudioOut::drained, this, &Playback::finish);
    connect(m_out.get(), &AudioOut::devicesChanged, this, &Playback::devicesChanged);
    connect(m_out.get(), &AudioOut::failed, this, [this](const Error &error) {
        updatePosition();
        m_isStarted = false;
        m_out->stop();
        if (m_state == State::Playing)
            setState(State::Paused);
        Q_EMIT failed(error);
    });
}

Playback::~Playback()
{
    m_out->stop(); // before the source it reads from
}

void Playback::load(Audio audio, QList<FrameSpan> silences)
{
    unload();
    if (audio.isEmpty())
        return;
    m_source = std::make_unique<StretchDevice>(std::move(audio), std::move(silences));
    m_source->setSpeed(m_speed);
    m_source->setSkipsSilence(m_skipsSilence);
    setState(State::Paused);
}

void Playback::unload()
{
    m_out->stop();
    m_isStarted = false;
    m_source.reset();
    setLoop(std::nullopt);
    setState(State::Empty);
    setPosition(0ms);
}

Playback::Millis Playback::duration() const
{
    return m_source ? m_source->audio().duration() : 0ms;
}

void Playback::play()
{
    if (m_state != State::Paused)
        return;
    if (m_isStarted) {
        m_out->resume();
        setState(State::Playing);
        return;
    }
    const bool isInLoop = m_loop && m_position >= m_loop->from && m_position < m_loop->to;
    startAt(m_loop && !isInLoop ? m_loop->from : m_position >= duration() ? 0ms : m_position);
}

void Playback::setLoop(const std::optional<Loop> &wanted)
{
    std::optional<Loop> loop = wanted;
    if (loop) {
        loop->from = std::clamp(loop->from, Millis(0), duration());
        loop->to = std::clamp(loop->to, Millis(0), duration());
        if (loop->to - loop->from < shortestLoop)
            loop.reset();
    }
    if (loop == m_loop)
        return;
    m_loop = loop;
    if (m_loop && (m_position < m_loop->from || m_position >= m_loop->to)) {
        if (isPlaying())
            startAt(m_loop->from);
        else
            seek(m_loop->from);
    }
    Q_EMIT loopChanged();
}

void Playback::pause()
{
    if (m_state != State::Playing)
        return;
    m_out->pause();
    updatePosition();
    setState(State::Paused);
}

void Playback::toggle()
{
    isPlaying() ? pause() : play();
}

void Playback::seek(Millis position)
{
    if (!m_source)
        return;
    position = std::clamp(position, Millis(0), duration());
    if (m_loop && (position < m_loop->from || position > m_loop->to))
        setLoop(std::nullopt);
    if (isPlaying())
        return startAt(position);
    m_out->stop();
    m_isStarted = false;
    setPosition(position);
}

void Playback::startAt(Millis position)
{
    m_out->stop();
    m_source->seek(position);
    setPosition(position);
    const Result<> started = m_out->start(*m_source, m_source->audio().rate, m_source->audio().channels, m_device);
    m_isStarted = started.has_value();
    setState(m_isStarted ? State::Playing : State::Paused);
    if (!started)
        Q_EMIT failed(started.error());
}

void Playback::setSpeed(double speed)
{
    m_speed = std::clamp(speed, TimeStretch::slowest, TimeStretch::fastest);
    if (m_source)
        m_source->setSpeed(m_speed);
}

void Playback::setSkipsSilence(bool skips)
{
    m_skipsSilence = skips;
    if (m_source)
        m_source->setSkipsSilence(skips);
}

void Playback::setVolume(double volume)
{
    m_volume = std::clamp(volume, 0.0, 1.0);
    m_out->setVolume(m_volume);
}

void Playback::setDevice(const QByteArray &id)
{
    if (id == m_device)
        return;
    m_device = id;
    if (isPlaying())
        startAt(m_position);
    else
        seek(m_position); // the next play() opens the new one
}

void Playback::setState(State state)
{
    if (state == State::Playing)
        m_ticks.start();
    else
        m_ticks.stop();
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

void Playback::setPosition(Millis position)
{
    if (std::exchange(m_position, position) != position)
        Q_EMIT positionChanged(position);
}

void Playback::updatePosition()
{
    if (!m_source || !m_isStarted)
        return;
    const Millis heard = m_source->positionAt(m_out->heardFrames());
    if (m_loop && isPlaying() && heard >= m_loop->to)
        startAt(m_loop->from);
    else
        setPosition(heard);
}

void Playback::finish()
{
    if (!isPlaying())
        return;
    if (m_loop)
        return startAt(m_loop->from);
    m_out->stop();
    m_isStarted = false;
    setPosition(duration());
    setState(State::Paused);
    Q_EMIT reachedEnd();
}

} // namespace milassist
