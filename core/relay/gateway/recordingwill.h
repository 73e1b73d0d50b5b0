// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/form.h"
#include "core/relay/access/visitor.h"
#include "core/routing/plan/plan.h"

namespace milassist::relay
{

/// What is recorded is the plan's to say, so at will it is for who may change that.
bool mayRecordAtWill(const Visitor &visitor);
/// English, for whoever may not.
QString howToRecord();
/// Whether a call that is made or changed by @p form would be recorded, as far as the form itself says so.
bool wantsRecording(const Form &form);
/// The same, of a call from a line that records none. @param plan may be null
bool recordsPastThePlan(const Form &form, const routing::Plan *plan);

} // namespace milassist::relay
