// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/domain/sid.h"
#include "core/voice/lineevent.h"

#include <optional>

namespace milassist {

enum class Direction { Incoming, Outgoing };
enum class Phase { Dialling, RingingOut, EarlyMedia, RingingIn, Active, Ended };

/// How far Twilio is with a call that it makes to this telephone first and then to the other party. It only goes forward.
enum class MeFirst {
    No,          ///< an ordinary call
    Asking,      ///< Twilio has not answered yet
    NotSure,     ///< its answer was lost: it may call us, or may never have heard of it
    CallingUs,
    CallingThem,
    RingingThem,
    Talking,
};

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
    MeFirst meFirst = MeFirst::No;
    bool isRecordedByTwilio = false; ///< from their answer on

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
    int twilioCode = 0;         ///< why Twilio did not make the call; 0: it did not say

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
