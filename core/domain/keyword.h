// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace milassist
{

/// What a text says to Twilio itself.
enum class TextKeyword { None, Stop, Start, Help };

/// Whether the whole text is one of Twilio's keywords, in any case. "STOP 123" and "please stop" are none. Where Twilio says
/// OptOutType it knows better: see keywordOfType().
/// Source: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
TextKeyword textKeyword(QStringView body);

/// The OptOutType of a webhook: "STOP", "START", "HELP"; None for anything else.
TextKeyword keywordOfType(QStringView optOutType);

/// Whether somebody asks in words of their own, in English, not to be written to any more. Twilio does not hear that; a
/// person has to. Rather once too often than not.
bool asksToStop(QStringView body);

} // namespace milassist
