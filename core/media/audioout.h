// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QAudioSink;
class QIODevice;
class QMediaDevices;

namespace milassist {

class ServerStream;

/// A loudspeaker or headset, as the system names it.
struct AudioDevice {
    QByteArray id;
    QString name;
    bool isDefault = false;
    bool operator==(const AudioDevice &) const = default;
};

/// Where sound leaves the machine: pulls 16-bit frames from a device until told to stop or the device is empty.
class AudioOut : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Starts from silence; the source must be open and outlive the playing. @p device may be empty = system default.
    /// Errors: Unavailable (no such device, none at all, or it refuses).
    virtual Result<> start(QIODevice &source, int rate, int channels, const QByteArray &device) = 0;
    virtual void pause() = 0;
    virtual void resume() = 0;
    /// Drops what is not yet heard.
    virtual void stop() = 0;
    /// Frames that reached the ear since start().
    virtual qint64 heardFrames() const = 0;
    /// @param volume 0 to 1 as the ear judges it
    virtual void setVolume(double volume) = 0;
    /// What can be chosen now, the default first. Empty when the machine has no sound device.
    virtual QList<AudioDevice> devices() const = 0;

Q_SIGNALS:
    void drained();                             ///< the source is empty and all of it was heard
    void failed(const milassist::Error &error); ///< Unavailable: the device went away while playing
    void devicesChanged();
};

/// The real one, on QAudioSink; where Qt has lost the sound server for good, straight to it.
class SpeakerOut : public AudioOut {
    Q_OBJECT

public:
    explicit SpeakerOut(QObject *parent = nullptr);
    ~SpeakerOut() override;

    Result<> start(QIODevice &source, int rate, int channels, const QByteArray &device) override;
    void pause() override;
    void resume() override;
    void stop() override;
    qint64 heardFrames() const override;
    void setVolume(double volume) override;
    QList<AudioDevice> devices() const override;

private:
    void follow(int state);
    void watchDevices() const;
    Result<> startDirectly(const QByteArray &device);
    void feed();

    mutable std::unique_ptr<QMediaDevices> m_devices; // made when sound is first wanted: it loads the sound system
    std::unique_ptr<QAudioSink> m_sink;
    std::unique_ptr<ServerStream> m_direct; // in the place of the sink
    QTimer m_feeding;
    QIODevice *m_source = nullptr;
    int m_rate = 0, m_channels = 0;
    bool m_isDry = false;
    double m_volume = 1;
};

/// Plays to nobody, at the speed of the clock: for guided tours and tests on machines without sound.
class SilentOut : public AudioOut {
    Q_OBJECT

public:
    enum class Drive {
        RealTime,
        ByHand, ///< by advance()
    };
    explicit SilentOut(Drive drive, QObject *parent = nullptr);

    Result<> start(QIODevice &source, int rate, int channels, const QByteArray &device) override;
    void pause() override;
    void resume() override;
    void stop() override;
    qint64 heardFrames() const override { return m_heard; }
    void setVolume(double volume) override { m_volume = volume; }
    QList<AudioDevice> devices() const override;

    /// Lets @p duration of playing pass.
    void advance(std::chrono::milliseconds duration);
    double volume() const { return m_volume; }

private:
    QTimer m_timer;
    QIODevice *m_source = nullptr;
    bool m_isPaused = false;
    int m_rate = 0;
    int m_channels = 0;
    qint64 m_heard = 0;
    double m_volume = 1;
};

} // namespace milassist
