// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/messagingservice.h"
#include "core/domain/number.h"
#include "core/relay/drift/remark.h"

namespace milassist::relay
{

/// A Messaging Service and what is in its pool.
struct ServicePool {
    MessagingService service;
    QList<Party> senders;
};

/// What the account's numbers are held against.
struct NumberPremises {
    QString publicUrl;                       ///< of this relay
    std::optional<QList<ServicePool>> pools; ///< none: they could not be read
    std::optional<QList<Party>> lines;       ///< of the plan; none: there is no plan yet
};

/// What is to be said of one of them.
Remarks remarksOnNumber(const IncomingNumber &number, const NumberPremises &premises);

/// Where the account's numbers send what comes in, and whether it is this relay. A number that the plan has no line for may
/// lead elsewhere: it is noted, and nothing is wrong with it. Pure.
Remarks remarksOn(const QList<IncomingNumber> &numbers, const NumberPremises &premises);

} // namespace milassist::relay
