// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/twilio/exchange.h"

#include <optional>

namespace milassist::relay
{

/// What the gateway itself has to say about an attempt, in Twilio's shape; none when Twilio's own answer is passed on.
/// @param isChange it might have changed something: then a lost answer is told as an unknown outcome, not as a failure
std::optional<HttpResponse> ownVerdict(const ExchangeResult &result, bool isChange);

/// Twilio's answer with @p body in place of its own.
HttpResponse passedOn(const ExchangeResult &result, const QByteArray &body);

/// Too much waits already; nothing was sent.
HttpResponse busy();

/// What is said when sound or a picture does not come. @param status of Twilio; 0: no answer
HttpResponse refusedMedia(int status);

} // namespace milassist::relay
