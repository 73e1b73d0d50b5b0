// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/leg.h"

namespace milassist::exchange {

/// Nobody is there: ends at the first tick, as it was told.
class DeadLeg : public Leg {
    Q_OBJECT

public:
    explicit DeadLeg(LegEnd end) : m_end(std::move(end)) {}

    void ring() override {}
    void earlyMedia() override {}
    void answer(const SipHeaders &) override {}
    void reject(int, const SipHeaders &) override {}
    void hangUp() override {}
    void sendDigits(const QString &) override {}
    void refer(const QString &, const SipHeaders &) override {}
    void acceptRefer(int) override {}
    Frame heard() override { return {}; }
    void speak(const Frame &) override;

private:
    const LegEnd m_end;
    bool m_isOver = false;
};

} // namespace milassist::exchange
