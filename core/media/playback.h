// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/audio.h"
#include "core/media/audioout.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace milassist {

class StretchDevice;

/// Plays one sound: play, pause, seek, speed without change of pitch, silences skipped. Main thread.
class Playback : public QObject {
    Q_OBJECT

public:
    using Millis = std::chrono::milliseconds;
    enum class State { Empty, Paused, Playing };
    Q_ENUM(State)

    explicit Playback(std::unique_ptr<AudioOut> out, QObject *parent = nullptr);
    ~Playback() override;

    /// Takes the place of what was there; stands at the beginning, not playing.
    void load(Audio audio, QList<FrameSpan> silences);
    void unload();

    State state() const { return m_state; }
    bool isPlaying() const { return m_state == State::Playing; }
    /// What is heard now, 0 to duration().
    Millis position() const { return m_position; }
    Millis duration() const;
    double speed() const { return m_speed; }
    bool skipsSilence() const { return m_skipsSilence; }
    double volume() const { return m_volume; }
    QByteArray device() const { return m_device; }
    QList<AudioDevice> devices() const { return m_out->devices(); }

    void play(); ///< at the end: from the beginning
    void pause();
    void toggle();
    void seek(Millis position); ///< clamped; keeps playing or paused
    void seekBy(Millis distance) { seek(m_position + distance); }

    /// A stretch that is played again and again.
    struct Loop {
        Millis from{0}, to{0};
        bool operator==(const Loop &) const = default;
    };
    /// Shorter than a blink is no loop. Playing goes on from its beginning unless it is inside. Seeking out of it ends it.
    void setLoop(const std::optional<Loop> &loop);
    const std::optional<Loop> &loop() const { return m_loop; }
    static constexpr Millis shortestLoop{200};
    void setSpeed(double speed);
    void setSkipsSilence(bool skips);
    void setVolume(double volume); ///< 0 to 1
    /// @param id of devices(); empty = the system's default
    void setDevice(const QByteArray &id);

Q_SIGNALS:
    void stateChanged(milassist::Playback::State state);
    void positionChanged(std::chrono::milliseconds position); ///< about 30 times a second while playing, and at seeks
    void loopChanged();
    void reachedEnd(); ///< not while a loop is played
    void failed(const milassist::Error &error); ///< Unavailable: no sound device, or it went away; now paused
    void devicesChanged();

private:
    void startAt(Millis position);
    void setState(State state);
    void setPosition(Millis position);
    void updatePosition();
    void finish();

    std::unique_ptr<AudioOut> m_out;
    std::unique_ptr<StretchDevice> m_source;
    QTimer m_ticks;
    State m_state = State::Empty;
    bool m_isStarted = false; // the out holds our source, playing or paused
    Millis m_position{0};
    std::optional<Loop> m_loop;
    double m_speed = 1;
    bool m_skipsSilence = false;
    double m_volume = 1;
    QByteArray m_device;
};

} // namespace milassist
