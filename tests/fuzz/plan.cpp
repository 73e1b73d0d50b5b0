// SPDX-License-Identifier: GPL-3.0-or-later
// Plans as people write them, and as anybody may post them who is allowed to.
#include "core/routing/decision/decision.h"
#include "core/routing/plan/planjson.h"
#include "tests/fuzz/input.h"

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto plan = readPlan(inputOf(data, size).toByteArray());
    if (!plan) {
        PROMISE(!plan.error().empty());
        for (const FieldError &error : plan.error())
            PROMISE(!describe(error).isEmpty());
        return 0;
    }

    // What was understood once is written and understood the same way.
    const auto again = readPlan(writePlan(*plan));
    PROMISE(again && *again == *plan);
    // However odd it is, a call ends in the mailbox or before.
    const QDateTime instant(QDate(2026, 12, 25), QTime(15, 0), Qt::UTC);
    for (const auto &[number, line] : plan->lines) {
        const Decision decision = decide(*plan, {}, {Party(u"anonymous"_s), number}, instant);
        PROMISE(std::holds_alternative<TakeMessage>(decision.steps.back().action));
    }
    return 0;
}
