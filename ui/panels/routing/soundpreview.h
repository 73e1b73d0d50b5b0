// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/playback.h"

namespace milassist
{

class PlayerHub;
class TeamSounds;

/// Reads a WAV or an MP3 as callers may hear it. Pure; for a worker. Errors: Malformed.
Result<Audio> readSound(const QByteArray &file);

/// Plays one of the team's sounds here, to listen to it. While it plays, other players are silent.
class SoundPreview : public QObject
{
    Q_OBJECT
public:
    SoundPreview(TeamSounds &sounds, PlayerHub &players, QObject *parent = nullptr);

    void play(const QString &name);
    void stop();
    /// Of what plays, or is on its way; empty: nothing.
    const QString &name() const { return m_name; }

Q_SIGNALS:
    void changed();
    void failed(const milassist::Error &error);

private:
    void take(const Audio &audio);
    void fail(const Error &error);

    TeamSounds &m_sounds;
    PlayerHub &m_players;
    std::unique_ptr<Playback> m_playback; ///< made when something is first played
    QString m_name;
    int m_generation = 0;
};

} // namespace milassist
