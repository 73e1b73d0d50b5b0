// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/domain/sid.h"
#include "core/voice/lineevent.h"

#include <optional>

namespace milassist {

enum class Direction { Incoming, Outgoing };
enum class Phase { Dialling, RingingOut, EarlyMedia, RingingIn, Active, Ended };

/// A call as it is now. Holding, muting and handing over are told apart from the phase, because both ends hold for themselves.
struct LiveCall {
    LegId leg = 0;
    Direction direction = Direction::Outgoing;
    Phase phase = Phase::Dialling;
    bool heldByUs = false;
    bool heldByThem = false;
    bool isMuted = false;
    bool isMerged = false;
    bool isRecorded = false;
    bool isEncrypted = false;

    Party peer;                 ///< who is at the other end
    QString peerName;           ///< as the other end displays it; empty when it does not
    Party line;                 ///< which of our numbers it came to, or that we call from; may be empty
    QString reason;             ///< why it came to us; may be empty
    CallSid callSid;            ///< Twilio's; null when unknown
    QString sipCallId;

    QDateTime beganAt;          ///< UTC
    QDateTime answeredAt;       ///< invalid until then
    QDateTime endedAt;          ///< invalid until then
    QString codec;              ///< "PCMU"; empty until answered
    Quality quality;
    Levels levels;
    QString digitsSent;         ///< all of them, for the keypad's display
    QString digitsHeard;
    QString recordPath;         ///< of the recording on this computer, if any
    std::optional<Transferring> transfer; ///< the latest attempt; none before the first

    EndCause cause = EndCause::Failed; ///< once Ended
    int sipCode = 0;
    QString phrase;             ///< from outside

    bool isOver() const { return phase == Phase::Ended; }
    bool wasAnswered() const { return answeredAt.isValid(); }
    bool isRingingIn() const { return phase == Phase::RingingIn; }
    bool isHeld() const { return heldByUs || heldByThem; }
    bool operator==(const LiveCall &) const = default;
};

/// One word for a call, for lists and tests.
enum class CallState { Dialling, RingingOut, EarlyMedia, RingingIn, Active, HeldByUs, HeldByThem, HeldByBoth, Transferring, Ended };
CallState stateOf(const LiveCall &call);

/// A call that we begin: the engine says nothing about it before the other end does.
LiveCall outgoingCall(LegId leg, const Party &peer, const QDateTime &at);
/// A call that comes in.
LiveCall incomingCall(LegId leg, const Incoming &incoming, const QDateTime &at);

/// Pure and total: what does not belong to this call or does not fit its phase changes nothing.
LiveCall next(const LiveCall &call, const LineEvent &event);

} // namespace milassist
