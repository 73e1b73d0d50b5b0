// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/media/playback.h"
#include "ui/widgets/player/playerhub.h"
#include "ui/widgets/player/soundstate.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace milassist {

class Label;
class Notice;
class PlayButton;
class WaveformView;

/// Plays one recording: waveform, play and pause, -10 and +10 seconds, speed without change of pitch, skipping of
/// silence, a stretch again and again, volume and output. Says in place what is missing, and asks again where waiting helps.
class PlayerView : public QWidget {
    Q_OBJECT

public:
    using Millis = std::chrono::milliseconds;
    explicit PlayerView(PlayerHub &hub, Clock clock = systemClock(), QWidget *parent = nullptr);
    ~PlayerView() override;

    /// Shows this recording and fetches its sound. The same one again only takes over what has changed about it.
    void show(const RecordingFacts &facts);
    void clear();

    bool isReady() const { return m_playback->state() != Playback::State::Empty; }
    bool isPlaying() const { return m_playback->isPlaying(); }
    Millis position() const { return m_playback->position(); }
    Millis duration() const;
    /// Where nobody speaks; empty until the sound is here.
    const QList<FrameSpan> &silences() const { return m_silences; }
    int rate() const { return m_rate; }

    /// Plays as soon as the sound is here.
    void play();
    void pause();
    void toggle();
    void seek(Millis position);
    void seekBy(Millis distance);
    void faster(); ///< the next step of speed
    void slower();
    /// The first time the loop begins here, the second time it ends here, the third time there is none.
    void markLoop();
    /// @return whether there was one
    bool clearLoop();
    void setMarks(const QList<double> &marks);

    static constexpr double speeds[] = {0.75, 1, 1.25, 1.5, 1.75, 2, 2.5};

Q_SIGNALS:
    void ready();                                          ///< the sound is here
    void positionChanged(std::chrono::milliseconds position);
    void playingChanged(bool playing);
    void ended();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void buildMenus();
    void buildVolumeMenu();
    void setLoop(Millis from, Millis to);
    void renderLoop();
    void fetch();
    void showTrouble(const SoundTrouble &trouble);
    void takeTaste(const PlayerTaste &taste);
    void changeTaste(const std::function<void(PlayerTaste &)> &change);
    void render();

    PlayerHub &m_hub;
    Clock m_clock;
    std::unique_ptr<Playback> m_playback;
    RecordingFacts m_facts;
    QList<FrameSpan> m_silences;
    int m_rate = 8000;
    int m_generation = 0;
    bool m_playsWhenReady = false;
    bool m_isFetching = false;
    bool m_isDeviceNotice = false;
    std::optional<Millis> m_loopFrom; // begun, its end not chosen yet
    QTimer m_retry;

    WaveformView *m_waveform;
    PlayButton *m_play;
    QToolButton *m_back;
    QToolButton *m_forward;
    Label *m_time;
    QToolButton *m_speed;
    QToolButton *m_skip;
    QToolButton *m_volume;
    QToolButton *m_loop;
    Notice *m_notice;
};

/// "1.5×"
QString speedText(double speed);

} // namespace milassist
