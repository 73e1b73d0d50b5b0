// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/routing/decision/decision.h"

namespace milassist
{

/// A call that came, with what was decided of it then.
struct PastCall {
    CallSid sid;
    routing::Decision was;
};

/// One that another plan would have sent elsewhere.
struct ElsewhereCall {
    CallSid sid;
    routing::Decision was, would;
};

/// Who was there when a decision was taken, and whose turn it was, as far as it tells; of whom it says nothing is taken to have
/// been there. @param plan whose people are meant
routing::Roster rosterThen(const routing::Decision &decision, const routing::Plan &plan);

/// Who is asked, step by step: "anna", "anna, ben" together, "+1206...", "wait", "mailbox".
QStringList pathOf(const routing::Decision &decision);

/// Those of @p calls that would have taken another path by @p plan, in their order. Pure; any thread.
std::vector<ElsewhereCall> elsewhere(const std::vector<PastCall> &calls, const routing::Plan &plan);

} // namespace milassist
