// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/office.h"
#include "core/sandbox/exchange/sound/frames.h"
#include "core/sandbox/world/trafficrecords.h"

#include <QObject>

#include <memory>

namespace milassist::exchange {

/// A leg at the exchange, with the call it stands for. What happens to one is written to the other.
class Line : public QObject {
    Q_OBJECT

public:
    enum class Way { Inbound, Outbound };
    enum class State { Waiting, Talking, Ended };

    Line(Office &office, std::unique_ptr<Leg> leg, QString callSid, Way way);
    ~Line() override;

    const QString &callSid() const { return m_callSid; }
    world::Call call() const;
    bool isInbound() const { return m_way == Way::Inbound; }
    State state() const { return m_state; }
    bool isTalking() const { return m_state == State::Talking; }
    bool hasEnded() const { return m_state == State::Ended; }
    bool wasAnswered() const { return m_wasAnswered; }
    /// The leg has said its last word, too: nothing is left to be done for it.
    bool isGone() const { return m_legHasEnded; }
    Leg &leg() { return *m_leg; }
    const LegEnd &end() const { return m_end; }
    int sipCode() const { return m_sipCode; }
    int talkedSeconds() const { return m_talkedFrames / framesPerSecond; }

    /// What every request about this call begins with. @p status instead of the call's own.
    SignedFields fields(const SignedFields &more = {}) const;
    /// What only this call's requests have: SipDomain, ApplicationSid.
    void mark(const SignedFields &marks) { m_marks = marks; }

    void answer();                                 ///< who calls; nothing for others or a second time
    void reject(int sipCode, world::CallState as); ///< who calls and has not been answered
    void hangUp(GaveUp why = GaveUp::Cancelled);   ///< at once as far as the call is concerned

    // A tick: what is heard from the leg, then what others make it hear, then out with it.
    void collect();
    const Frame &in() const { return m_in; }
    void hear(const Frame &frame) { mixIn(m_out, frame); }
    const Frame &out() const { return m_out; }
    void deliver();

Q_SIGNALS:
    void ringing();
    void earlyMediaCame();
    void answered();
    void digit(QChar digit);
    void referred(const QString &target);
    void ended(); ///< once; the call has its final status
    void gone();  ///< the leg itself is through

private:
    void finish(const LegEnd &end, world::CallState state, int sipCode);

    Office &m_office;
    const std::unique_ptr<Leg> m_leg;
    const QString m_callSid;
    const Way m_way;
    State m_state = State::Waiting;
    bool m_wasAnswered = false, m_legHasEnded = false;
    LegEnd m_end;
    int m_sipCode = 0, m_talkedFrames = 0;
    SignedFields m_marks;
    Frame m_in{}, m_out{};
};

} // namespace milassist::exchange
