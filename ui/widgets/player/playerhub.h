// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/audioout.h"
#include "core/media/mediacache.h"

#include <QObject>

#include <functional>
#include <memory>

namespace milassist {

/// How this person likes to listen; the same for every player.
struct PlayerTaste {
    double speed = 1;
    bool skipsSilence = false;
    double volume = 1;      ///< 0 to 1
    QByteArray device;      ///< empty = the system's default
    bool followsAlong = true;

    /// For keeping between runs; what cannot be read is as if never set.
    QByteArray toBytes() const;
    static PlayerTaste fromBytes(const QByteArray &bytes);
    bool operator==(const PlayerTaste &) const = default;
};

/// What all players share: recordings, the loudspeaker, the person's taste; and that only one plays at a time.
class PlayerHub : public QObject {
    Q_OBJECT

public:
    using MakeOut = std::function<std::unique_ptr<AudioOut>()>;

    /// @param makeOut makes a loudspeaker for each player, when it first plays
    PlayerHub(MediaCache &media, MakeOut makeOut, PlayerTaste taste = {}, QObject *parent = nullptr);

    MediaCache &media() const { return m_media; }
    std::unique_ptr<AudioOut> makeOut() const { return m_makeOut(); }
    const PlayerTaste &taste() const { return m_taste; }
    void setTaste(const PlayerTaste &taste);
    /// A player begins: all others pause.
    void begin(QObject *player) { Q_EMIT began(player); }

Q_SIGNALS:
    void tasteChanged(const milassist::PlayerTaste &taste); ///< to be kept by whoever owns the settings
    void began(QObject *player);

private:
    MediaCache &m_media;
    MakeOut m_makeOut;
    PlayerTaste m_taste;
};

} // namespace milassist
