// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "core/store/sqlconnection.h"

namespace milassist::relay
{

/// Twilio's error for a text to somebody who has said STOP.
constexpr int hasOptedOut = 21610;

// What somebody of ours sends through the relay, for jobs: it is kept with who wrote it, and desks hear of it.

/// @param message as Twilio answered. Errors: Storage.
Result<> noteSent(SqlConnection &db, const Message &message, const QString &author, const QDateTime &now);
/// Twilio would not send it: that they have opted out, with this as the proof.
/// @param scope the number, or the Messaging Service. Errors: Storage.
Result<> noteRefused(SqlConnection &db, const QString &scope, const Party &peer, const QDateTime &now);

} // namespace milassist::relay
