// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/lounge.h"

#include "core/sandbox/exchange/acts/queueacts.h"
#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/world/world.h"

namespace milassist::exchange {

Lounge::Lounge(Office &office) : m_office(office)
{
    office.world.queues().setNetwork([this](const QString &callSid, const QString &url, const QString &method) {
        EnqueueAct *act = m_waiting.value(callSid);
        if (!act)
            return false;
        act->redirect({.url = url, .method = methodOf(method)});
        return true;
    });
}

Lounge::~Lounge()
{
    m_office.world.queues().setNetwork({});
}

void Lounge::enter(const QString &queueSid, const QString &callSid, EnqueueAct *act)
{
    m_waiting.insert(callSid, act);
    m_office.world.queues().enter(queueSid, callSid);
}

void Lounge::leave(const QString &callSid)
{
    if (m_waiting.remove(callSid))
        m_office.world.queues().leave(callSid);
}

EnqueueAct *Lounge::front(const QString &queueSid)
{
    const auto first = m_office.world.queues().front(queueSid);
    return first ? m_waiting.value(first->sid) : nullptr;
}

} // namespace milassist::exchange
