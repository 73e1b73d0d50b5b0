// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audioout.h"

#include "core/base/logging.h"
#include "core/media/serverstream.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr int bufferMs = 200; // short, so that a new speed is heard at once; long enough for a busy screen
constexpr int feedEvery = 20;

QAudioDevice deviceOf(const QByteArray &id)
{
    const auto outputs = QMediaDevices::audioOutputs();
    const auto found = std::find_if(outputs.begin(), outputs.end(), [&](const QAudioDevice &output) { return output.id() == id; });
    return found != outputs.end() ? *found : QMediaDevices::defaultAudioOutput(); // unplugged: go on with the default
}

} // namespace

SpeakerOut::SpeakerOut(QObject *parent) : AudioOut(parent)
{
    m_feeding.setInterval(feedEvery);
    m_feeding.setTimerType(Qt::PreciseTimer);
    connect(&m_feeding, &QTimer::timeout, this, &SpeakerOut::feed);
}

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
    m_source = &source;
    m_rate = rate;
    m_channels = channels;
    const QAudioDevice output = deviceOf(device);
    if (output.isNull())
        return startDirectly(device);

    QAudioFormat format;
    format.setSampleRate(rate);
    format.setChannelCount(channels);
    format.setSampleFormat(QAudioFormat::Int16);
    m_sink = std::make_unique<QAudioSink>(output, format);
    m_sink->setBufferSize(format.bytesForDuration(bufferMs * 1000));
    m_sink->setVolume(m_volume);
    // Queued: the sink must not be deleted or restarted from within its own signal.
    connect(m_sink.get(), &QAudioSink::stateChanged, this, [this](QAudio::State state) { follow(state); }, Qt::QueuedConnection);
    m_sink->start(&source);
    if (m_sink->error() != QAudio::NoError && m_sink->error() != QAudio::UnderrunError) {
        m_sink.reset();
        return startDirectly(device);
    }
    return {};
}

/// Qt looks for a sound server that went away only once, some seconds later; one that comes back after that it never finds.
Result<> SpeakerOut::startDirectly(const QByteArray &device)
{
    auto opened = ServerStream::open(m_rate, m_channels, device);
    if (!opened && !device.isEmpty())
        opened = ServerStream::open(m_rate, m_channels, {});
    if (!opened)
        return fail(opened.error());
    m_direct = *std::move(opened);
    m_isDry = false;
    m_feeding.start();
    feed();
    return {};
}

void SpeakerOut::feed()
{
    if (m_direct->hasFailed()) {
        m_feeding.stop();
        QMetaObject::invokeMethod(this, [this] { Q_EMIT failed({.kind = Error::Kind::Unavailable, .detail = u"the sound server went away"_s}); }, Qt::QueuedConnection);
        return;
    }
    QByteArray samples = m_source->read(m_direct->room());
    if (!samples.isEmpty()) {
        auto *at = reinterpret_cast<qint16 *>(samples.data());
        std::transform(at, at + samples.size() / 2, at, [this](qint16 sample) { return qint16(sample * m_volume); });
        m_direct->write(samples);
        m_isDry = false;
    } else if (!m_isDry && m_direct->room() > 0 && m_direct->isAllHeard()) {
        m_isDry = true;
        Q_EMIT drained();
    }
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
    m_feeding.stop();
}

void SpeakerOut::resume()
{
    if (m_sink)
        m_sink->resume();
    else if (m_direct)
        m_feeding.start();
}

void SpeakerOut::stop()
{
    m_feeding.stop();
    m_direct.reset();
    if (!m_sink)
        return;
    m_sink->disconnect(this);
    m_sink->reset(); // stop() alone would drain what is buffered
    m_sink.reset();
}

qint64 SpeakerOut::heardFrames() const
{
    return m_sink ? m_sink->processedUSecs() * m_rate / 1000000 : m_direct ? m_direct->heardFrames() : 0;
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
