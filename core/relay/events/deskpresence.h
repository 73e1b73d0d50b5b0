// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/events/eventhub.h"

namespace milassist::relay
{

/// Who has a desk that listens can be rung there: kept in the roster while it listens, and for a moment longer when this relay
/// dies, so that another one does not wait for ever. Colleagues hear of the first desk and of the last. Main thread.
class DeskPresence : public QObject
{
    Q_OBJECT
public:
    /// @param lasts so long a desk counts after it was last seen; it is seen three times in that time
    DeskPresence(SharedStore &store, EventHub &hub, Clock clock = systemClock(),
                 std::chrono::milliseconds lasts = std::chrono::seconds(90), QObject *parent = nullptr);

    /// This relay stops, and its desks go because of that: they are on, and find another relay, or this one when it is back.
    void leaveStanding() { m_isLeaving = true; }

private:
    void came(const QString &person);
    void went(const QString &person);
    void seeAgain();

    SharedStore &m_store;
    EventHub &m_hub;
    Clock m_clock;
    std::chrono::milliseconds m_lasts;
    QString m_source; ///< this relay, unlike any other
    QTimer m_seeAgain;
    bool m_isLeaving = false;
};

} // namespace milassist::relay
