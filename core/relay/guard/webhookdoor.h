// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/http/forwarded.h"
#include "core/relay/guard/ratelimit.h"
#include "core/relay/guard/sources.h"
#include "core/relay/guard/webhooksignature.h"

#include <map>

namespace milassist
{

struct DoorPolicy {
    WebhookTrust trust;
    TrustedProxies proxies;
    Sources sources;
    Rate refusals{.burst = 30, .perMinute = 30}; ///< of one source; more of them are refused without being explained
};

/// Why a request was turned away.
struct Refusal {
    enum class Why { Signature, Source, TooMany };
    Why why = Why::Signature;
    SignatureFault fault = SignatureFault::Forged; ///< with Why::Signature
    QByteArray signedUrl;                          ///< what Twilio has signed, where a near miss tells
    QHostAddress from;
    QDateTime at; ///< UTC
    /// What the other end is told: the code, and no more than it knows already.
    int status() const { return why == Why::TooMany ? 429 : 403; }
    bool operator==(const Refusal &) const = default;
};

/// What has come, for the status page and the metrics. A refusal is never silent.
struct DoorCounts {
    qint64 genuine = 0, byOldToken = 0;
    QDateTime lastGenuine; ///< UTC; invalid: none yet
    std::map<SignatureFault, qint64> faults;
    qint64 strangers = 0; ///< from an address that is not in the list
    qint64 tooMany = 0;
    std::optional<Refusal> lastRefusal; ///< of one whose signature did not fit; floods do not overwrite it
};

/// Stands before every webhook and lets in what Twilio has signed. A genuine one is never told that it comes too often: the
/// caller would hear an error. Main thread.
class WebhookDoor
{
public:
    explicit WebhookDoor(DoorPolicy policy, Clock clock = systemClock());

    /// None: genuine.
    std::optional<Refusal> judge(const HttpRequest &request, RateLimit::Instant now);

    const DoorCounts &counts() const { return m_counts; }
    const Sources &sources() const { return m_policy.sources; }
    Result<> enforceSources() { return m_policy.sources.enforce(); }
    /// A rotation begins or ends.
    void trust(QList<Secret> tokens) { m_policy.trust.tokens = std::move(tokens); }

private:
    std::optional<Refusal> refuse(Refusal refusal);

    DoorPolicy m_policy;
    Clock m_clock;
    RateLimit m_refusals;
    DoorCounts m_counts;
};

} // namespace milassist
