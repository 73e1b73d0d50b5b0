// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/soundpreview.h"

#include "core/base/whendone.h"
#include "core/media/mp3.h"
#include "core/media/wav.h"
#include "core/team/teamsounds.h"
#include "ui/widgets/player/playerhub.h"

#include <QtConcurrentRun>

namespace milassist
{

Result<Audio> readSound(const QByteArray &file)
{
    constexpr auto longest = std::chrono::minutes(6); // the relay keeps none longer than five
    return file.startsWith("RIFF") ? readWav(file) : readMp3(file, longest);
}

SoundPreview::SoundPreview(TeamSounds &sounds, PlayerHub &players, QObject *parent) : QObject(parent), m_sounds(sounds), m_players(players)
{
    connect(&players, &PlayerHub::began, this, [this](QObject *player) {
        if (player != this)
            stop();
    });
}

void SoundPreview::play(const QString &name)
{
    stop();
    m_name = name;
    const int wanted = m_generation;
    Q_EMIT changed();
    whenDone(m_sounds.content(name), this, [this, wanted](const Result<QByteArray> &file) {
        if (wanted != m_generation)
            return;
        if (!file)
            return fail(file.error());
        whenDone(QtConcurrent::run(readSound, *file), this, [this, wanted](const Result<Audio> &audio) {
            if (wanted != m_generation)
                return;
            if (!audio)
                return fail(audio.error());
            take(*audio);
        });
    });
}

void SoundPreview::take(const Audio &audio)
{
    if (!m_playback) {
        m_playback = std::make_unique<Playback>(m_players.makeOut());
        connect(m_playback.get(), &Playback::reachedEnd, this, &SoundPreview::stop);
        connect(m_playback.get(), &Playback::failed, this, &SoundPreview::fail);
    }
    m_players.begin(this);
    m_playback->setVolume(m_players.taste().volume);
    m_playback->setDevice(m_players.taste().device);
    m_playback->load(audio, {});
    m_playback->play();
}

void SoundPreview::stop()
{
    ++m_generation;
    if (m_name.isEmpty())
        return;
    m_name.clear();
    if (m_playback)
        m_playback->pause();
    Q_EMIT changed();
}

void SoundPreview::fail(const Error &error)
{
    stop();
    Q_EMIT failed(error);
}

} // namespace milassist
