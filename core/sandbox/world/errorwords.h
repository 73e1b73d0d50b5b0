// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace milassist::world
{

/// Twilio's short text for the error of a failed or undelivered message ("Unreachable destination handset"); empty for others.
QString deliveryErrorWords(int code);

/// Whether Twilio logs this trouble with a voice document as a warning: the document runs on, with a default.
/// Source: https://www.twilio.com/docs/api/errors
bool isTwimlWarning(int code);

} // namespace milassist::world
