// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace milassist::webhooks {

/// What a webhook's address may ask for in its fragment: "#rc=2&rp=5xx,rt&ct=2000&rt=5000&tt=15000".
/// Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
struct Overrides {
    int retries = 1;
    bool retryConnect = true, retry4xx = false, retry5xx = false, retryRead = false;
    std::chrono::milliseconds connect{5'000}, read{15'000}, total{15'000};

    /// What cannot be read or is out of range keeps its default.
    static Overrides parse(QStringView fragment);
    bool operator==(const Overrides &) const = default;
};

/// How one attempt went.
enum class Attempt { Answered, ConnectFailed, ReadFailed };

/// Whether to try the same address again.
bool wantsRetry(const Overrides &overrides, Attempt attempt, int status);

} // namespace milassist::webhooks
