// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/ledger/retention.h"
#include "core/store/shared/sharedstore.h"

#include <QTimer>

namespace milassist::relay
{

/// Forgets what has grown too old, a round every hour and in small pieces, so that webhooks come in between. Several relays at
/// one database may do it at the same time. Main thread.
class Housekeeping : public QObject
{
    Q_OBJECT
public:
    struct Pace {
        std::chrono::milliseconds round{std::chrono::hours(1)};
        std::chrono::milliseconds pause{100}; ///< between two pieces
        qint64 piece = 500;                   ///< rows of each table
    };

    explicit Housekeeping(SharedStore &store, RetentionPolicy policy = {}, Clock clock = systemClock());
    Housekeeping(SharedStore &store, RetentionPolicy policy, Clock clock, Pace pace);

    /// Begins a round now, unless one is under way.
    void begin();

Q_SIGNALS:
    /// A round has come to its end; what was left when the database failed is for the next one.
    void rested(const milassist::relay::Forgotten &gone);

private:
    void step();
    void rest();

    SharedStore &m_store;
    const RetentionPolicy m_policy;
    const Clock m_clock;
    const Pace m_pace;
    QTimer m_round, m_pause;
    Forgotten m_gone;
    bool m_isBusy = false;
};

} // namespace milassist::relay
