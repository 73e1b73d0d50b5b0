// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/roster.h"

namespace milassist::routing
{

struct IncomingCall {
    Party from;     ///< whatever Twilio said: a number, "anonymous", a word
    PhoneNumber to; ///< which of our lines
    bool operator==(const IncomingCall &) const = default;
};

/// One telephone that rings.
struct Target {
    PersonId person;                   ///< empty: a number of the plan
    std::optional<PhoneNumber> number; ///< none: the person's desk, on every computer where it is registered
    Screening screening = Screening::Trusted;
    CallerId callerId = CallerId::Caller;
    bool operator==(const Target &) const = default;
};

/// Twilio rings no more at once; where there are more they ring in batches.
constexpr std::size_t mostTargets = 10;

struct Ring {
    std::vector<Target> targets; ///< 1 to mostTargets, together; the first who answers has the call
    seconds atMost{0};
    bool operator==(const Ring &) const = default;
};

/// The caller hears music until one of these people is free.
struct WaitForSomebody {
    std::vector<PersonId> people;
    seconds atMost{0};
    Greeting music = {};
    bool operator==(const WaitForSomebody &) const = default;
};

/// Into the mailbox of the line.
struct TakeMessage {
    Greeting greeting;
    QString language;
    seconds longest{120};
    bool operator==(const TakeMessage &) const = default;
};

using Action = std::variant<Ring, WaitForSomebody, TakeMessage>;

/// Why somebody, or a whole stage, was not rung.
enum class Skip {
    OffShift,
    Away,
    DoNotDisturb,
    Busy, ///< talks, or rings for another call
    WrapUp,
    Unreachable,     ///< neither the desk is on nor is there another telephone
    OutsideHours,    ///< of an external number
    OwnLine,         ///< the telephone is one of our own lines: the call would come back to us
    CallerIsOwnLine, ///< the caller is one of our own lines: outside telephones might lead back to it
    IsTheCaller,     ///< it is the telephone that calls
    NotInPlan,       ///< no such person, or group, or rota
    NobodyThere,     ///< a group or rota without people
};

struct Skipped {
    Skip why;
    int stage = 0;                     ///< of the route, from 0
    PersonId person;                   ///< empty: a number or the whole stage
    std::optional<PhoneNumber> number; ///< none: a person or the whole stage
    bool operator==(const Skipped &) const = default;
};

/// Why a step is as it is. What does not apply is 0.
struct Reason {
    enum class Because {
        RoundRobin, ///< place of places in turn
        InOrder,    ///< place of places in the order of the group
        AllAtOnce,  ///< place = batch, of places
        OnCall,     ///< place 1 is on call, the others stand behind
        External,
        // Why a caller waits or speaks to the mailbox:
        RouteIsVoicemail, ///< the route has no stages
        NobodyOnDuty,
        NobodyReachable, ///< on duty, not busy, and no telephone to ring
        AllBusy,         ///< people = how many
        NoAnswer,        ///< rang = for how long
        NoSuchRoute,     ///< the plan names one that it does not have
        NoSuchLine,      ///< the plan does not know the number that was called
    };
    Because because = Because::RouteIsVoicemail;
    int stage = -1; ///< of the route, from 0; -1: none
    int place = 0, places = 0;
    int people = 0;
    seconds rang{0};
    bool operator==(const Reason &) const = default;
};

struct Step {
    Action action;
    Reason reason;
    std::vector<Skipped> skipped; ///< on the way to this step, in the order in which they were considered
    std::optional<Offer> offer;   ///< to be noted when this step begins
    bool operator==(const Step &) const = default;
};

/// What is done with a call, and everything a person needs to understand it. It is taken once, when the call comes, and
/// holds to its end: who rings at 16:59:50 rings on after five.
struct Decision {
    IncomingCall call;
    QDateTime at;      ///< UTC
    Opening opening;   ///< of the line's hours
    QString zoneRules; ///< the release of the time zone rules that were applied; empty: unknown
    RouteId route;     ///< empty: voicemail at once
    bool callerIsOwnLine = false;
    RecordingPolicy recording;
    Announcement announcement;
    std::vector<Step> steps; ///< at least one; the last one and no other takes a message

    /// Until the last step, when nobody answers.
    seconds longest() const;
    bool operator==(const Decision &) const = default;
};

/// Pure but for the rules of the zones, which are the computer's. Whatever is wrong with the plan, the call ends with
/// somebody or in the mailbox. Any thread.
Decision decide(const Plan &plan, const Roster &roster, const IncomingCall &call, const QDateTime &instant);

} // namespace milassist::routing
