// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/office.h"
#include "core/sandbox/exchange/sound/tape.h"

#include <QObject>

#include <optional>
#include <vector>

namespace milassist::exchange {

/// All tapes that run, each with its recording in the world.
class Studio : public QObject {
    Q_OBJECT

public:
    Studio(world::World &world, webhooks::Webhooks &webhooks);
    ~Studio() override;

    struct Order {
        world::Recording record; ///< call or conference, source, channels, track
        world::Form news;        ///< RecordingStatusCallback, ...Method, ...Event
        bool trims = false;
    };
    /// 20 ms of both sides.
    using Listen = std::function<std::pair<Frame, Frame>()>;

    /// Starts a tape. @p owner when it ends so does the tape; @p listen is asked once a tick. @return the recording's sid
    QString start(const Order &order, const void *owner, Listen listen);
    /// The same for a recording that REST has started already.
    void adopt(const world::Recording &record, const world::Form &news, const void *owner, Listen listen);
    void pause(const QString &sid, Tape::Pause pause);
    bool isRunning(const QString &sid) const;

    struct Finished {
        QString sid, url;
        int seconds = 0;
    };
    std::optional<Finished> finish(const QString &sid, int cutFrames = 0);
    /// @return the last of them
    std::optional<Finished> finishAllOf(const void *owner);
    /// Nothing worth keeping came: the recording is absent.
    void discard(const QString &sid);
    /// Takes 20 ms of each.
    void tick();

    /// The callback parameters of a recording that TwiML asks for, its address made absolute.
    static world::Form newsOf(const twiml::RecordingNews &news, const QString &base);

private:
    struct Session;
    void onRecordingChanged(const world::Recording &recording);

    world::World &m_world;
    webhooks::Webhooks &m_webhooks;
    std::vector<std::unique_ptr<Session>> m_sessions;
    bool m_isStarting = false; ///< the recording that is being told of is ours
};

} // namespace milassist::exchange
