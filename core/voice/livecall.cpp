// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/livecall.h"

namespace milassist {

namespace {

constexpr qsizetype mostDigits = 256; // kept for display

struct Change {
    const LiveCall &call;
    const QDateTime &at;

    bool isRingingOut() const
    {
        return call.phase == Phase::Dialling || call.phase == Phase::RingingOut || call.phase == Phase::EarlyMedia;
    }
    bool isActive() const { return call.phase == Phase::Active; }

    LiveCall operator()(const Incoming &) const { return call; } // a leg begins once
    LiveCall operator()(const Ringing &) const
    {
        LiveCall after = call;
        if (call.phase == Phase::Dialling)
            after.phase = Phase::RingingOut;
        return after;
    }
    LiveCall operator()(const EarlyMedia &) const
    {
        LiveCall after = call;
        if (isRingingOut())
            after.phase = Phase::EarlyMedia;
        return after;
    }
    LiveCall operator()(const Answered &answered) const
    {
        LiveCall after = call;
        if (!isActive())
            after.answeredAt = at;
        after.phase = Phase::Active;
        after.codec = answered.codec;
        after.isEncrypted = answered.encrypted;
        if (!answered.callId.isEmpty())
            after.sipCallId = answered.callId;
        return after;
    }
    LiveCall operator()(const Held &held) const
    {
        LiveCall after = call;
        if (isActive())
            (held.by == Side::Us ? after.heldByUs : after.heldByThem) = held.on;
        return after;
    }
    LiveCall operator()(const Muted &muted) const
    {
        LiveCall after = call;
        after.isMuted = muted.on;
        return after;
    }
    LiveCall operator()(const Recorded &recorded) const
    {
        LiveCall after = call;
        if (!isActive())
            return after;
        after.isRecorded = recorded.on;
        after.recordPath = recorded.path;
        return after;
    }
    LiveCall operator()(const Merged &merged) const
    {
        LiveCall after = call;
        if (isActive())
            after.isMerged = merged.on;
        return after;
    }
    LiveCall operator()(const Transferring &transfer) const
    {
        LiveCall after = call;
        if (isActive())
            after.transfer = transfer;
        return after;
    }
    LiveCall operator()(const DigitHeard &heard) const
    {
        LiveCall after = call;
        after.digitsHeard = (after.digitsHeard + QLatin1Char(heard.digit)).right(mostDigits);
        return after;
    }
    LiveCall operator()(const DigitsSent &sent) const
    {
        LiveCall after = call;
        after.digitsSent = (after.digitsSent + sent.digits).right(mostDigits);
        return after;
    }
    LiveCall operator()(const Levels &levels) const
    {
        LiveCall after = call;
        after.levels = levels;
        return after;
    }
    LiveCall operator()(const Quality &quality) const
    {
        LiveCall after = call;
        if (isActive())
            after.quality = quality;
        return after;
    }
    LiveCall operator()(const Ended &ended) const
    {
        LiveCall after = call;
        after.phase = Phase::Ended;
        after.endedAt = at;
        after.heldByUs = after.heldByThem = after.isMerged = after.isRecorded = false;
        after.levels = {};
        after.cause = ended.cause;
        after.sipCode = ended.sipCode;
        after.phrase = ended.phrase;
        return after;
    }
};

} // namespace

CallState stateOf(const LiveCall &call)
{
    switch (call.phase) {
    case Phase::Dialling: return CallState::Dialling;
    case Phase::RingingOut: return CallState::RingingOut;
    case Phase::EarlyMedia: return CallState::EarlyMedia;
    case Phase::RingingIn: return CallState::RingingIn;
    case Phase::Ended: return CallState::Ended;
    case Phase::Active: break;
    }
    if (call.transfer && (call.transfer->stage == Transferring::Stage::Asked || call.transfer->stage == Transferring::Stage::Ringing))
        return CallState::Transferring;
    if (call.heldByUs && call.heldByThem)
        return CallState::HeldByBoth;
    return call.heldByUs ? CallState::HeldByUs : call.heldByThem ? CallState::HeldByThem : CallState::Active;
}

LiveCall outgoingCall(LegId leg, const Party &peer, const QDateTime &at)
{
    return {.leg = leg, .direction = Direction::Outgoing, .phase = Phase::Dialling, .peer = peer, .beganAt = at};
}

LiveCall incomingCall(LegId leg, const Incoming &incoming, const QDateTime &at)
{
    const IncomingFacts facts = factsOf(incoming.from, incoming.headers);
    LiveCall call{.leg = leg, .direction = Direction::Incoming, .phase = Phase::RingingIn, .peer = facts.caller.party};
    call.peerName = facts.caller.name;
    call.line = facts.line;
    call.reason = facts.reason;
    call.callSid = facts.callSid;
    call.sipCallId = incoming.callId;
    call.beganAt = at;
    return call;
}

LiveCall next(const LiveCall &call, const LineEvent &event)
{
    const auto *legEvent = std::get_if<LegEvent>(&event);
    if (!legEvent || legEvent->leg != call.leg || call.isOver())
        return call;
    return std::visit(Change{call, legEvent->at}, legEvent->change);
}

} // namespace milassist
