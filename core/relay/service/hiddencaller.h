// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/service/callfile.h"

// Callers whose numbers some of the team do not see. Nothing is looked up where the plan masks no line.

namespace milassist::relay
{

/// Whether @p person may not see numbers of callers: by their role as it is now; who is no user counts as an assistant.
bool hidesNumbersFrom(SqlConnection &db, const routing::PersonId &person, const routing::Plan &plan);

/// @p caller as it may be shown by the telephones that ring from @p step of @p decision on.
Caller hiddenWhereWanted(SqlConnection &db, const VoiceScene &scene, const routing::Decision &decision, size_t step, Caller caller);

/// The handle of @p party; empty for who has no number, or when it cannot be made.
QString handleOf(SqlConnection &db, const Party &party, const QDateTime &now);

/// @p text, "sip:+999...@acme-desk.sip.twilio.com", with the number in place of the handle; as it is where there is none.
QString withNumber(SqlConnection &db, const QString &text);

} // namespace milassist::relay
