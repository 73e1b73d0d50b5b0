// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/voice/linecommand.h"
#include "core/voice/lineevent.h"

namespace milassist {

// Commands and events as bytes, and back. Each begins with the version of this form: a desk and an engine of different
// releases refuse each other instead of guessing. Reading trusts nothing: lengths, enumerations, counts and what is left over
// at the end are checked, because the engine may have been taken over by somebody at the other end of the line.

constexpr quint8 wireVersion = 1;

QByteArray toWire(const LineCommand &command);
QByteArray toWire(const LineEvent &event);

/// Errors: Malformed.
Result<LineCommand> commandFromWire(const QByteArray &bytes);
/// Errors: Malformed.
Result<LineEvent> eventFromWire(const QByteArray &bytes);

} // namespace milassist
