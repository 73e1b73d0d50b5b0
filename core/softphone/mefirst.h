// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sip.h"
#include "core/twilio/callsapi.h"
#include "core/voice/phone.h"

#include <optional>

namespace milassist {

// "Call my phone first": Twilio calls this telephone and then dials the other party from it. All pure.

/// A call as it is to be made.
struct MeFirstWish {
    Party phone;             ///< this telephone: "sip:desk@acme.sip.twilio.com"
    Party line, peer;        ///< from which of our numbers, to whom
    QByteArray token;        ///< comes back with the call; never the same twice
    QDateTime askedAt;       ///< UTC
    bool isRecorded = false; ///< both sides, from their answer on
    bool operator==(const MeFirstWish &) const = default;
};

/// What Twilio is asked for. It tells no web address of ours what becomes of it: there may be none.
OutgoingCall meFirstOrder(const MeFirstWish &wish);

/// The call of @p wish among @p listed, when Twilio's answer was lost: the one that carries its token, else the only one to
/// this telephone from the line that began when it was asked for and is none of @p known.
std::optional<CallSid> findAsked(const MeFirstWish &wish, const QList<Call> &listed, const QList<CallSid> &known);

/// What became of asking.
struct MeFirstAnswer {
    enum class Is { Accepted, NotSure, Refused } is = Is::NotSure;
    EndCause cause = EndCause::Failed; ///< with Refused
    int twilioCode = 0;
    bool operator==(const MeFirstAnswer &) const = default;
};
MeFirstAnswer meFirstAnswer(const Result<Call> &answer);

/// What Twilio's records of both legs come to.
struct MeFirstNews {
    MeFirst stage = MeFirst::CallingUs;
    std::optional<EndCause> end; ///< once it is over
    QDateTime answeredAt;        ///< by them, when they did and it is over
    bool wantsReason = false;    ///< they were never dialled: Twilio's notifications tell why
    bool operator==(const MeFirstNews &) const = default;
};
/// @param ours the leg to this telephone
/// @param theirs what was dialled from it
MeFirstNews meFirstNews(const Call &ours, const QList<Call> &theirs);

/// Twilio calls us first where the telephone's domain is the account's and has no address that would put its calls through;
/// else straight from the telephone.
DialWay usualWay(const QList<SipDomain> &domains, const QString &domain);

} // namespace milassist
