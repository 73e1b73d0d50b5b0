// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/guard/webhookdoor.h"

namespace milassist
{

WebhookDoor::WebhookDoor(DoorPolicy policy, Clock clock)
    : m_policy(std::move(policy)), m_clock(std::move(clock)), m_refusals(m_policy.refusals)
{
}

std::optional<Refusal> WebhookDoor::judge(const HttpRequest &request, RateLimit::Instant now)
{
    const QHostAddress from = requesterOf(request, m_policy.proxies).address;
    Refusal refusal{.from = from, .at = m_clock()};
    if (!m_policy.sources.admits(from)) {
        refusal.why = Refusal::Why::Source;
        return refuse(refusal);
    }
    SignatureFinding finding = judgeSignature(m_policy.trust, request, false);
    if (finding.isGenuine()) {
        ++m_counts.genuine;
        m_counts.byOldToken += finding.token > 0 ? 1 : 0;
        m_counts.lastGenuine = refusal.at;
        m_policy.sources.learn(from);
        return std::nullopt;
    }
    if (!m_refusals.admits(sourceOf(from).toString().toLatin1(), now)) {
        refusal.why = Refusal::Why::TooMany;
        return refuse(refusal);
    }
    if (finding.fault == SignatureFault::Forged)
        finding = judgeSignature(m_policy.trust, request);
    refusal.fault = finding.fault.value_or(SignatureFault::Forged);
    refusal.signedUrl = finding.signedUrl;
    return refuse(refusal);
}

std::optional<Refusal> WebhookDoor::refuse(Refusal refusal)
{
    switch (refusal.why) {
    case Refusal::Why::Source:
        ++m_counts.strangers;
        break;
    case Refusal::Why::TooMany:
        ++m_counts.tooMany;
        break;
    case Refusal::Why::Signature:
        ++m_counts.faults[refusal.fault];
        m_counts.lastRefusal = refusal;
        break;
    }
    return refusal;
}

} // namespace milassist
