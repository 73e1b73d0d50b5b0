// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/leg.h"
#include "core/sandbox/exchange/sound/ear.h"
#include "core/sandbox/exchange/sound/player.h"
#include "core/sandbox/people/script.h"

namespace milassist::people {

/// A person on the line who follows a script. Time is counted in ticks, so it runs as fast as the network does.
class ScriptedLeg : public exchange::Leg
{
    Q_OBJECT
public:
    enum class Side { Called, Caller };
    ScriptedLeg(Side side, Script script, world::Speaker &speaker, QObject *parent = nullptr);

    void ring() override {}
    void earlyMedia() override {}
    void answer(const exchange::SipHeaders &headers) override;
    void reject(int sipCode, const exchange::SipHeaders &headers) override;
    void hangUp() override;
    void sendDigits(const QString &digits) override { m_pressedAtUs += digits; }
    void refer(const QString &uri, const exchange::SipHeaders &headers) override;
    void acceptRefer(int) override {}
    exchange::Frame heard() override;
    void speak(const exchange::Frame &frame) override;
    QString spokenText() const override { return m_spoken; }

    /// Everything the person has heard since the call was answered, for tests: 8 kHz.
    const world::Samples &everythingHeard() const { return m_ear; }
    /// The keys the other side has sent.
    const QString &keysReceived() const { return m_pressedAtUs; }
    const Script &script() const { return m_script; }

private:
    enum class State { Waiting, Talking, Ended };

    void advance();
    void begin(const Step &step);
    bool isOver(const Step &step) const;
    void finish(const exchange::LegEnd &end);
    const Step *current() const { return m_at < m_script.steps.size() ? &m_script.steps[m_at] : nullptr; }

    const Side m_side;
    const Script m_script;
    world::Speaker &m_speaker;
    State m_state = State::Waiting;
    qsizetype m_at = -1;
    int m_ticks = 0; ///< since the current step began
    bool m_hasRung = false, m_waitsForSound = false, m_heardTone = false;
    exchange::Player m_player;
    exchange::Listening m_listening;
    int m_toneFrames = 0;
    QString m_keysLeft, m_pressedAtUs, m_spoken;
    std::optional<exchange::LegEnd> m_end; ///< decided by a command, told at the next tick
    world::Samples m_ear;
};

} // namespace milassist::people
