// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/twilio/webhooks.h"

namespace milassist::relay
{

/// A webhook as it came: which one, what we ourselves wrote into its address, and what Twilio says.
struct WebhookForm {
    QString name; ///< "dial-complete": the last part of the path
    Form query;   ///< of our own address: step, attempt, ...
    WebhookParameters parameters;

    /// A number in our address; @p otherwise when there is none.
    int number(QStringView field, int otherwise = 0) const;
};

/// @param request signed by Twilio. A webhook that comes to a fallback address is the one that failed, not a new one: it is
/// answered as that would have been, so nobody rings twice because an answer was lost.
WebhookForm webhookOf(const HttpRequest &request);

/// The fields we have no name for, as JSON; empty when there are none. Kept, because Twilio adds some without notice.
QString unnamedFields(const WebhookParameters &parameters);

} // namespace milassist::relay
