// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/leg.h"

#include <QPointer>

#include <functional>

namespace milassist::exchange {

/// A call that leaves the exchange and comes back to it: to one of the account's own numbers. What one end says the other
/// hears a tick later.
class CrossLeg : public Leg {
    Q_OBJECT

public:
    struct Pair {
        std::unique_ptr<CrossLeg> calling; ///< as if to a phone
        std::unique_ptr<CrossLeg> called;  ///< as if from one
    };
    static Pair make();

    void ring() override;
    void earlyMedia() override {}
    void answer(const SipHeaders &headers) override;
    void reject(int sipCode, const SipHeaders &headers) override;
    void hangUp() override;
    void sendDigits(const QString &digits) override;
    void refer(const QString &uri, const SipHeaders &headers) override;
    void acceptRefer(int) override {}
    Frame heard() override { return std::exchange(m_inbox, {}); }
    void speak(const Frame &frame) override;

private:
    enum class State { Waiting, Talking, Ended };
    CrossLeg() = default;
    void later(std::function<void()> what) { m_pending.append(std::move(what)); }
    void end(const LegEnd &end);

    QPointer<CrossLeg> m_other;
    State m_state = State::Waiting;
    bool m_isCalling = false;
    Frame m_inbox{};
    QList<std::function<void()>> m_pending; ///< signals, until the next tick
};

} // namespace milassist::exchange
