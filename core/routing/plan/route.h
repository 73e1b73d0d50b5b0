// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/routing/hours/greeting.h"
#include "core/routing/hours/ids.h"

#include <chrono>
#include <variant>
#include <vector>

namespace milassist::routing
{

using std::chrono::seconds;

/// Whether whoever answers an outside telephone is asked to press 1 first, so that a private voicemail does not swallow
/// the call.
enum class Screening { Ask, Trusted };

/// What an outside telephone shows as the number that calls.
enum class CallerId { Caller, Line };

/// One after the other, beginning after the person who was offered a call last.
struct RoundRobin {
    GroupId group;
    seconds each{20};
    int atMost = 0; ///< so many people a call, then on to the next stage; 0 = all of them
    bool operator==(const RoundRobin &) const = default;
};

/// One after the other, always in the order of the group.
struct InOrder {
    GroupId group;
    seconds each{20};
    bool operator==(const InOrder &) const = default;
};

/// All together; the first who answers has the call. Tiers are several of these, one after the other.
struct AllAtOnce {
    GroupId group;
    seconds ring{30}; ///< each batch, where there are more telephones than may ring together
    bool operator==(const AllAtOnce &) const = default;
};

/// Whoever is on call, then those behind.
struct OnCall {
    RotaId rota;
    seconds each{30};
    int atMost = 0; ///< so many people a call; 0 = all of them
    bool operator==(const OnCall &) const = default;
};

/// A number outside: a partner office, an answering service.
struct External {
    PhoneNumber number;
    QString name;
    ScheduleId hours; ///< when it may be called; empty: always
    seconds ring{25};
    CallerId callerId = CallerId::Caller;
    Screening screening = Screening::Ask;
    bool operator==(const External &) const = default;
};

using Stage = std::variant<RoundRobin, InOrder, AllAtOnce, OnCall, External>;

/// What happens to a call: one stage after the other, then voicemail. There is no way to write a route that ends in
/// anything else. Without stages it is voicemail at once.
struct Route {
    QString name;
    std::vector<Stage> stages;
    Greeting greeting; ///< of the voicemail at the end; Inherited: the line's
    bool operator==(const Route &) const = default;
};

} // namespace milassist::routing
