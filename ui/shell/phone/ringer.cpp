// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/ringer.h"

#include "core/base/logging.h"

#include <cmath>
#include <cstring>
#include <numbers>

namespace milassist {

namespace {

constexpr int sampleRate = 24000;

struct Stroke {
    double begin, length, hertz, loudness; // seconds; 0 to 1
};

// Each stroke fades in and out, so that nothing clicks, and decays like a bell.
QByteArray tone(int rate, double seconds, const QList<Stroke> &strokes)
{
    QByteArray bytes(qsizetype(rate * seconds) * 2, 0);
    auto *samples = reinterpret_cast<qint16 *>(bytes.data());
    for (const Stroke &stroke : strokes) {
        for (int i = 0; i < int(stroke.length * rate); ++i) {
            const double t = double(i) / rate;
            const double fade = std::min({1.0, t / 0.01, (stroke.length - t) / 0.03}) * std::exp(-t * 2.2);
            const double wave = std::sin(2 * std::numbers::pi * stroke.hertz * t) + 0.35 * std::sin(2 * std::numbers::pi * stroke.hertz * 1.5 * t);
            const int at = int(stroke.begin * rate) + i;
            samples[at] = qint16(std::clamp(samples[at] + 20000 * stroke.loudness * fade * wave, -32000.0, 32000.0));
        }
    }
    return bytes;
}

} // namespace

QByteArray ringTone(int rate)
{
    return tone(rate, 4, {{0.0, 0.9, 659.3, 0.55}, {0.18, 0.9, 880.0, 0.55}, {1.1, 0.9, 659.3, 0.55}, {1.28, 0.9, 880.0, 0.55}});
}

QByteArray beepTone(int rate)
{
    return tone(rate, 4, {{0.0, 0.25, 587.3, 0.12}});
}

QByteArray remindTone(int rate)
{
    return tone(rate, 0.5, {{0.0, 0.2, 392.0, 0.2}, {0.22, 0.2, 311.1, 0.2}});
}

/// The same again and again.
class Ringer::Loop : public QIODevice {
public:
    explicit Loop(QByteArray sound) : m_sound(std::move(sound)) { open(QIODevice::ReadOnly); }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_sound.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 wanted) override
    {
        for (qint64 done = 0; done < wanted;) {
            const qint64 part = std::min(wanted - done, qint64(m_sound.size()) - m_at);
            std::memcpy(data + done, m_sound.constData() + m_at, size_t(part));
            m_at = (m_at + part) % m_sound.size();
            done += part;
        }
        return wanted;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_sound;
    qint64 m_at = 0;
};

Ringer::Ringer(MakeOut makeOut, QObject *parent) : QObject(parent), m_makeOut(std::move(makeOut)) {}

Ringer::~Ringer()
{
    if (m_out)
        m_out->stop(); // before the source goes
}

AudioOut &Ringer::out()
{
    if (!m_out) {
        m_out = m_makeOut();
        connect(m_out.get(), &AudioOut::failed, this, [this] {
            if (m_sound != Sound::None && !std::exchange(m_hasFailed, true) && !m_device.isEmpty()) // pulled out: ring on what is left
                startOn({});
        });
        connect(m_out.get(), &AudioOut::devicesChanged, this, [this] {
            if (m_sound != Sound::None && m_hasFailed) // something to ring on again
                start();
            Q_EMIT devicesChanged();
        });
    }
    return *m_out;
}

void Ringer::setDevice(const QByteArray &device)
{
    if (device == m_device)
        return;
    m_device = device;
    if (m_sound != Sound::None)
        start();
}

void Ringer::play(Sound sound)
{
    if (sound == m_sound)
        return;
    m_sound = sound;
    start();
}

void Ringer::remind()
{
    if (m_sound != Sound::None)
        return;
    if (const auto started = playOnce(remindTone(sampleRate)); !started)
        qCInfo(lcUi) << "no reminder:" << started.error().detail;
}

Result<> Ringer::ringOnce()
{
    return m_sound == Sound::None ? playOnce(ringTone(sampleRate)) : Result<>();
}

void Ringer::stopRinging()
{
    if (m_sound == Sound::None && m_out)
        m_out->stop();
}

Result<> Ringer::playOnce(const QByteArray &sound)
{
    out().stop();
    auto once = std::make_unique<QBuffer>();
    once->setData(sound);
    once->open(QIODevice::ReadOnly);
    m_source = std::move(once);
    return out().start(*m_source, sampleRate, 1, m_device);
}

void Ringer::start()
{
    if (m_out)
        m_out->stop();
    if (m_sound == Sound::None) {
        m_source.reset();
        return;
    }
    m_hasFailed = false;
    startOn(m_device);
}

void Ringer::startOn(const QByteArray &device)
{
    m_source = std::make_unique<Loop>(m_sound == Sound::Ring ? ringTone(sampleRate) : beepTone(sampleRate));
    auto started = out().start(*m_source, sampleRate, 1, device);
    if (!started && !device.isEmpty()) // it is not plugged in today
        started = out().start(*m_source, sampleRate, 1, {});
    m_hasFailed = m_hasFailed || !started;
    if (!started)
        qCInfo(lcUi) << "cannot ring:" << started.error().detail;
}

QList<AudioDevice> Ringer::devices()
{
    return out().devices();
}

} // namespace milassist
