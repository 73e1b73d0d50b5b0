// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/messagetable.h"
#include "core/sandbox/world/prices.h"

#include <functional>

namespace milassist::world
{

class ApplicationBook;
class CallerIdBook;
class NumberBook;
class ServiceBook;
class OptOuts;

/// What the rules look at before a text may go.
struct TextGround {
    const NumberBook &numbers;
    const ServiceBook &services;
    const CallerIdBook &callerIds;
    const ApplicationBook &applications;
    const OptOuts &optOuts;
    const Prices &prices;
    QDateTime now;
    bool isTrial;
    int scheduleAtLeastSeconds;
};

/// A text that may go, as its form asks for it.
struct TextOrder {
    QString from; ///< empty when the messaging service is to choose
    QString to, body, serviceSid;
    MessageOrders orders;
    bool isSmartEncoded = false;
};

/// Checks a POST Messages in Twilio's order: recipient, sender, content, schedule, then whether this sender may text that
/// recipient. Errors: reference 15.1 and 15.3.
Result<TextOrder> readTextOrder(const Form &form, const TextGround &ground);

/// Whose opt-outs count for this sender: its messaging service, or the number itself.
QString optOutScope(const QString &from, const NumberBook &numbers, const ServiceBook &services);

/// What a message costs, positive: by segments, or once with pictures. The carrier's fee is not
/// part of it: it is a usage of its own.
Micros messagePrice(const Prices &prices, const QString &theirs, bool isInbound, int segments, bool isPicture);

} // namespace milassist::world
