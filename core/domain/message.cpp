// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/message.h"

namespace milassist {

bool isInbound(const Message &message)
{
    return message.direction.is(MessageDirection::Inbound);
}

bool isTerminal(const Word<MessageStatus> &status)
{
    using enum MessageStatus;
    return status.isAnyOf(Delivered, Undelivered, Failed, Received, Read, Canceled);
}

int rankOf(const Word<MessageStatus> &status)
{
    using enum MessageStatus;
    if (isTerminal(status))
        return 4;
    switch (status.valueOr(Sent)) {
    case Accepted:
    case Scheduled:
    case Receiving:
        return 0;
    case Queued:
        return 1;
    case Sending:
        return 2;
    default:
        return 3;
    }
}

} // namespace milassist
