// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/livecall.h"

#include <QByteArray>

namespace milassist {

/// A call that we asked Twilio to make to this telephone: it is answered by itself and shown as what it stands for.
struct ExpectedCall {
    Party peer;                ///< who will be called once we are on the line
    Party line;                ///< from which of our numbers
    CallSid callSid;           ///< as Twilio's answer said; null while there is no answer
    QByteArray token;          ///< comes back as "X-Call-Token"; empty: only the sid counts
    QDateTime until;           ///< UTC; after that it is an ordinary call
    LegId leg = 0;             ///< that stands for it in the calls already; 0: none does
    bool isUnwanted = false;   ///< given up before it came
};

/// Tells the calls that we asked for from everybody else's. Each is met once.
class ExpectedCalls {
public:
    enum class Is {
        Stranger,
        MaybeOurs,  ///< Twilio has not said yet which call it makes for us, and this comes from the line we asked for
        Ours,
        Unwanted,
    };
    struct Meeting {
        Is is = Is::Stranger;
        ExpectedCall call; ///< with Ours and Unwanted
    };

    void add(const ExpectedCall &call) { m_calls.append(call); }
    /// @return the leg that stands for it
    LegId setSid(const QByteArray &token, const CallSid &sid);
    /// Should it come after all, nobody wants it.
    void giveUp(LegId leg);
    Meeting meet(const LiveCall &call, const SipHeaders &headers, const QDateTime &now);

private:
    QList<ExpectedCall> m_calls;
};

} // namespace milassist
