// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/call.h"

namespace milassist {

bool isTerminal(const Word<CallStatus> &status)
{
    using enum CallStatus;
    return status.isAnyOf(Completed, Busy, NoAnswer, Canceled, Failed);
}

int rankOf(const Word<CallStatus> &status)
{
    if (isTerminal(status))
        return 4;
    switch (status.valueOr(CallStatus::InProgress)) {
    case CallStatus::Queued:
        return 0;
    case CallStatus::Initiated:
        return 1;
    case CallStatus::Ringing:
        return 2;
    default:
        return 3;
    }
}

} // namespace milassist
