// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/service/callfile.h"
#include "core/relay/service/webhookform.h"

#include <functional>

namespace milassist::relay
{

/// One webhook of a call, ready to be done.
struct VoiceTask {
    /// To be run by SharedStore; answers with TwiML, or with nothing where none is asked for.
    std::function<Result<QByteArray>(SqlConnection &)> job;
    bool readsOnly = false;
    /// What is answered when the ledger does not answer in time; none: Twilio is not waiting for TwiML.
    std::optional<twiml::Document> inHaste;
    CallSid call; ///< may be null
};

/// Whether a webhook of this name is about a call.
bool isVoiceWebhook(const QString &name);
/// Whether somebody hears the answer to it.
bool wantsTwiml(const QString &name);

/// Errors: NotFound (no such webhook), Malformed (without the sid of what it is about). Pure.
Result<VoiceTask> voiceTask(const WebhookForm &form, const VoiceScene &scene);

} // namespace milassist::relay
