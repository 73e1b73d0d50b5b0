// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/eventframe.h"
#include "core/team/eventposition.h"
#include "core/team/teamclient.h"

#include <QTimer>
#include <QWebSocket>

namespace milassist
{

struct EventsTaste {
    std::chrono::milliseconds firstPause{500}, longestPause{60'000}; ///< between two tries; they grow, half of each is chance
    std::chrono::milliseconds refusedPause{300'000};                 ///< while the token is not taken
    std::chrono::milliseconds pulse{20'000};                         ///< a relay that misses two in a row is gone
    std::chrono::milliseconds settled{5'000};                        ///< a connection that has lasted so long was a good one
    std::chrono::milliseconds keeping{1'000};                        ///< the position is written down not more often
};

/// What happens, as a relay tells it: each event once and in order, also those of while we were away. Comes back by itself.
/// The first time it begins with now. Main thread.
class TeamEvents : public QObject
{
    Q_OBJECT
public:
    enum class Link {
        Off,
        Connecting,
        Live,
        Waiting, ///< for the next try
        Refused, ///< the relay does not take the token any more
    };
    Q_ENUM(Link)

    TeamEvents(TeamClient &client, EventPosition position, EventsTaste taste = {}, QObject *parent = nullptr);
    ~TeamEvents() override;

    void start();
    void stop();
    /// Waits no longer for the next try.
    void tryNow();

    /// Tells the relay something about this desk. Nothing is sent while there is no connection: say it again when there is.
    void say(const QJsonObject &message);

    Link link() const { return m_link; }
    qint64 upTo() const { return m_upTo; } ///< the last event heard of; -1: none yet
    bool isLive() const { return m_link == Link::Live; }

Q_SIGNALS:
    void happened(const milassist::TeamEvent &event);
    /// Some events will never be told: read everything anew.
    void resetTo(qint64 number);
    void linkChanged(milassist::TeamEvents::Link link);

private:
    void connectNow();
    void hear(const QString &text);
    void lost();
    void askWhy();
    void waitFor(std::chrono::milliseconds pause, Link link);
    void drop();
    void feelPulse();
    void setLink(Link link);
    void setPosition(qint64 number);
    std::chrono::milliseconds nextPause();

    TeamClient &m_client;
    EventPosition m_kept;
    EventsTaste m_taste;
    std::unique_ptr<QWebSocket> m_socket; ///< a new one each time: no state of an earlier try is left
    QTimer m_retry, m_pulse, m_settled, m_keep;
    Link m_link = Link::Off;
    qint64 m_upTo = -1; ///< -1: has heard nothing yet
    int m_failures = 0, m_unanswered = 0;
};

} // namespace milassist
