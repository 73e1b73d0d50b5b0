// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/board/crossleg.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

CrossLeg::Pair CrossLeg::make()
{
    Pair pair{std::unique_ptr<CrossLeg>(new CrossLeg), std::unique_ptr<CrossLeg>(new CrossLeg)};
    pair.calling->m_isCalling = true;
    pair.calling->m_other = pair.called.get();
    pair.called->m_other = pair.calling.get();
    return pair;
}

void CrossLeg::ring()
{
    if (m_other && !m_isCalling)
        m_other->later([other = m_other] { Q_EMIT other->ringing(); });
}

void CrossLeg::answer(const SipHeaders &headers)
{
    if (m_isCalling || m_state != State::Waiting)
        return;
    m_state = State::Talking;
    if (!m_other || m_other->m_state != State::Waiting)
        return;
    m_other->m_state = State::Talking;
    m_other->later([other = m_other, headers] { Q_EMIT other->answered(headers); });
}

/// Once, at the next tick.
void CrossLeg::end(const LegEnd &end)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    later([this, end] { Q_EMIT ended(end); });
}

void CrossLeg::reject(int sipCode, const SipHeaders &headers)
{
    if (m_isCalling || m_state != State::Waiting)
        return;
    end({LegEnd::Cause::Declined, sipCode, {}});
    if (m_other)
        m_other->end({sipCode == 486 ? LegEnd::Cause::Busy : LegEnd::Cause::Failed, sipCode, headers});
}

void CrossLeg::hangUp()
{
    const bool isTalking = m_state == State::Talking;
    end({isTalking ? LegEnd::Cause::HungUp : LegEnd::Cause::Cancelled, isTalking ? 200 : 487, {}});
    if (m_other)
        m_other->end(isTalking          ? LegEnd{LegEnd::Cause::HungUp, 200, {}}
                         : m_isCalling ? LegEnd{LegEnd::Cause::Cancelled, 487, {}}
                                       : LegEnd{LegEnd::Cause::Unavailable, 480, {}});
}

void CrossLeg::sendDigits(const QString &digits)
{
    if (!m_other || m_state != State::Talking)
        return;
    for (const QChar key : digits)
        if (key.toLower() != u'w')
            m_other->later([other = m_other, key] { Q_EMIT other->digit(key); });
}

void CrossLeg::refer(const QString &, const SipHeaders &)
{
    later([this] { Q_EMIT referAnswered(405, 0); });
}

void CrossLeg::speak(const Frame &frame)
{
    for (const auto &what : std::exchange(m_pending, {}))
        what();
    if (m_other && m_state == State::Talking)
        m_other->m_inbox = frame;
}

} // namespace milassist::exchange
