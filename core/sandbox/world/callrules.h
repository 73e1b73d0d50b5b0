// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/calltable.h"
#include "core/sandbox/world/prices.h"

namespace milassist::world
{

class CallerIdBook;
class Dice;
class NumberBook;

/// A call that may be made, as its form asks for it.
struct CallOrder {
    QString from, to;
    CallOrders orders;
};

struct CallGround {
    const NumberBook &numbers;
    const CallerIdBook &callerIds;
    bool isTrial;
};

/// Checks a POST Calls in Twilio's order. Errors: 21201, 21213, 21205, 21210, 21211, 21212, 21214 to 21217, 21219, 20001.
Result<CallOrder> readCallOrder(const Form &form, const CallGround &ground);

/// How a call to @p to goes, as long as there is nobody to ask. Numbers ending in 0197 are busy, 0198 never answer, 0199
/// fail; of the others nine in ten answer.
enum class CallEnd { Answered, IsBusy, NobodyAnswers, Fails };
CallEnd callEndOf(const QString &to, Dice &dice);

/// What an answered leg costs, positive: by begun minutes; SIP and client legs 0.004 a minute.
Micros callPrice(const Prices &prices, const QString &from, const QString &to, CallWay way, qint64 seconds);

} // namespace milassist::world
