// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"
#include "core/routing/plan/fielderror.h"

#include <tl/expected.hpp>

namespace milassist::routing
{

/// A decision as it is kept with its call: the trace that says why, and what the next webhook of the call is answered from, by
/// whichever relay it reaches. Instants to the second. Reads back as the same decision.
QByteArray writeDecision(const Decision &decision);

/// Fields that nobody knows are refused, as is what a newer program has written: an answer that is half understood could
/// leave the caller with nobody.
tl::expected<Decision, FieldErrors> readDecision(const QByteArray &json);

} // namespace milassist::routing
