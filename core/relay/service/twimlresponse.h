// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/twiml/reader.h"

#include <QStringList>

namespace milassist::relay
{

/// What Twilio would say about @p document, and whether it is written as we write; empty: nothing.
QStringList flawsOf(const QByteArray &document, twiml::Kind kind);

/// The only way in which TwiML leaves the relay. A debug build ends where a document has a flaw, so that no test, whatever it
/// looks at, passes over one.
HttpResponse twimlResponse(const QByteArray &document, twiml::Kind kind);

} // namespace milassist::relay
