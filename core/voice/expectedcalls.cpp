// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/expectedcalls.h"

#include <algorithm>

namespace milassist {

LegId ExpectedCalls::setSid(const QByteArray &token, const CallSid &sid)
{
    LegId leg = 0;
    for (ExpectedCall &call : m_calls) {
        if (call.token == token) {
            call.callSid = sid;
            leg = call.leg;
        }
    }
    return leg;
}

void ExpectedCalls::giveUp(LegId leg)
{
    for (ExpectedCall &call : m_calls)
        call.isUnwanted = call.isUnwanted || (leg != 0 && call.leg == leg);
}

ExpectedCalls::Meeting ExpectedCalls::meet(const LiveCall &call, const SipHeaders &headers, const QDateTime &now)
{
    m_calls.removeIf([&now](const ExpectedCall &expected) { return expected.until < now; });
    const QByteArray token = headers.value("x-call-token");
    const auto found = std::ranges::find_if(m_calls, [&](const ExpectedCall &expected) {
        return (!expected.token.isEmpty() && expected.token == token) || (!expected.callSid.isNull() && expected.callSid == call.callSid);
    });
    if (found != m_calls.end()) {
        const ExpectedCall met = *found;
        m_calls.erase(found);
        return {met.isUnwanted ? Is::Unwanted : Is::Ours, met};
    }
    const bool isPossible = !call.callSid.isNull() && std::ranges::any_of(m_calls, [&call](const ExpectedCall &expected) {
        return expected.callSid.isNull() && !expected.isUnwanted && expected.leg != 0 && expected.line == call.peer;
    });
    return {isPossible ? Is::MaybeOurs : Is::Stranger, {}};
}

} // namespace milassist
