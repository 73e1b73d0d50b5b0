// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/housekeeping.h"

#include "core/base/logging.h"

namespace milassist::relay
{

Housekeeping::Housekeeping(SharedStore &store, RetentionPolicy policy, Clock clock)
    : Housekeeping(store, policy, std::move(clock), Pace())
{
}

Housekeeping::Housekeeping(SharedStore &store, RetentionPolicy policy, Clock clock, Pace pace)
    : m_store(store), m_policy(policy), m_clock(std::move(clock)), m_pace(pace)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(m_pace.pause);
    m_round.setInterval(m_pace.round);
    connect(&m_pause, &QTimer::timeout, this, &Housekeeping::step);
    connect(&m_round, &QTimer::timeout, this, &Housekeeping::begin);
    m_round.start();
}

void Housekeeping::begin()
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    m_gone = {};
    step();
}

void Housekeeping::step()
{
    const auto piece = m_store.write([policy = m_policy, now = m_clock(), most = m_pace.piece](SqlConnection &db) {
        return forgetPiece(db, policy, now, most);
    });
    whenDone(piece, this, [this](const Result<Forgotten> &gone) {
        if (!gone) {
            qCWarning(lcRelay) << "what is too old stays for now:" << gone.error().detail;
            return rest();
        }
        m_gone.webhooks += gone->webhooks;
        m_gone.events += gone->events;
        m_gone.audit += gone->audit;
        m_gone.presence += gone->presence;
        if (gone->total() == 0)
            return rest();
        m_pause.start();
    });
}

void Housekeeping::rest()
{
    m_isBusy = false;
    if (m_gone.total() > 0) {
        qCInfo(lcRelay) << "forgotten:" << m_gone.webhooks << "webhooks," << m_gone.events << "events," << m_gone.audit
                        << "audit lines";
    }
    Q_EMIT rested(m_gone);
}

} // namespace milassist::relay
