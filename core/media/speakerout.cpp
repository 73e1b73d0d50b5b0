// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audioout.h"

#include "core/base/logging.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr int bufferMs = 200; // short, so that a new speed is heard at once; long enough for a busy screen

QAudioDevice deviceOf(const QByteArray &id)
{
    const auto outputs = QMediaDevices::audioOutputs();
    const auto found = std::find_if(outputs.begin(), outputs.end(), [&](const QAudioDevice &output) { return output.id() == id; });
    return found != outputs.end() ? *found : QMediaDevices::defaultAudioOutput(); // unplugged: go on with the default
}

} // namespace

SpeakerOut::SpeakerOut(QObject *parent) : AudioOut(parent) {}

SpeakerOut::~SpeakerOut()
{
    stop();
}

void SpeakerOut::watchDevices() const
{
    if (m_devices)
        return;
    m_devices = std::make_unique<QMediaDevices>();
    connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, &AudioOut::devicesChanged);
}

Result<> SpeakerOut::start(QIODevice &source, int rate, int channels, const QByteArray &device)
{
    stop();
    watchDevices();
    const QAudioDevice output = deviceOf(device);
    if (output.isNull())
        return fail(Error::Kind::Unavailable, u"no sound output device"_s);

    QAudioFormat format;
    format.setSampleRate(rate);
    format.setChannelCount(channels);
    format.setSampleFormat(QAudioFormat::Int16);
    m_rate = rate;
    m_sink = std::make_unique<QAudioSink>(output, format);
    m_sink->setBufferSize(format.bytesForDuration(bufferMs * 1000));
    m_sink->setVolume(m_volume);
    // Queued: the sink must not be deleted or restarted from within its own signal.
    connect(m_sink.get(), &QAudioSink::stateChanged, this, [this](QAudio::State state) { follow(state); }, Qt::QueuedConnection);
    m_sink->start(&source);
    if (m_sink->error() != QAudio::NoError && m_sink->error() != QAudio::UnderrunError) {
        m_sink.reset();
        return fail(Error::Kind::Unavailable, u"the sound device cannot be opened"_s);
    }
    return {};
}

void SpeakerOut::follow(int state)
{
    if (!m_sink || m_sink->state() != state) // overtaken by stop() or resume()
        return;
    if (state == QAudio::IdleState)
        Q_EMIT drained();
    else if (state == QAudio::StoppedState && m_sink->error() != QAudio::NoError)
        Q_EMIT failed({.kind = Error::Kind::Unavailable, .detail = u"the sound device went away"_s});
}

void SpeakerOut::pause()
{
    if (m_sink)
        m_sink->suspend();
}

void SpeakerOut::resume()
{
    if (m_sink)
        m_sink->resume();
}

void SpeakerOut::stop()
{
    if (!m_sink)
        return;
    m_sink->disconnect(this);
    m_sink->reset(); // stop() alone would drain what is buffered
    m_sink.reset();
}

qint64 SpeakerOut::heardFrames() const
{
    return m_sink ? m_sink->processedUSecs() * m_rate / 1000000 : 0;
}

void SpeakerOut::setVolume(double volume)
{
    m_volume = QAudio::convertVolume(std::clamp(volume, 0.0, 1.0), QAudio::LogarithmicVolumeScale, QAudio::LinearVolumeScale);
    if (m_sink)
        m_sink->setVolume(m_volume);
}

QList<AudioDevice> SpeakerOut::devices() const
{
    watchDevices();
    QList<AudioDevice> devices;
    const auto outputs = QMediaDevices::audioOutputs();
    for (const QAudioDevice &output : outputs) {
        const AudioDevice device{.id = output.id(), .name = output.description(), .isDefault = output.isDefault()};
        device.isDefault ? devices.push_front(device) : devices.push_back(device);
    }
    return devices;
}

} // namespace milassist
