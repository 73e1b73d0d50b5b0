// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phoneformat.h"
#include "core/relay/answers/premises.h"
#include "core/twiml/verbs.h"

namespace milassist::relay
{

/// Where a telephone of ours calls to, and what is shown there.
struct Outgoing {
    enum class Refusal {
        None,
        Emergency,  ///< nobody would know where the caller is
        NotANumber, ///< nor a colleague
        NoLine,     ///< the plan has none
    };
    Refusal refusal = Refusal::None;
    std::optional<PhoneNumber> number; ///< none: a colleague, or refused
    routing::PersonId colleague;
    std::optional<PhoneNumber> line; ///< what is shown; none only where the plan has no line
    routing::Record recording = routing::Record::Off;
    bool operator==(const Outgoing &) const = default;
};

/// @param dialled the user part of the address that was called: digits in any usual form, or a colleague's
/// @param wanted the line that was chosen; one that is not ours counts as none, and then the first one is shown
Outgoing outgoingCall(const QString &dialled, const Party &wanted, const routing::Plan &plan, const Premises &premises);

/// Rings the other end, or says in words why not.
twiml::Document outgoingAnswer(const Outgoing &outgoing, const routing::Plan &plan, const Premises &premises);

/// What the other end of a call of ours hears before it is connected: that it is recorded, or may be.
/// @param line by whose policy
twiml::Document announcementToFarEnd(const Party &line, routing::Record recording, const routing::Plan &plan,
                                     const Premises &premises);

/// A call that a telephone of ours hands over, as it was before.
struct HandedOver {
    Party other;                       ///< the party that is handed over
    std::optional<PhoneNumber> shown;  ///< where the other party is no caller of ours; else the caller's own number is
    std::optional<PhoneNumber> line;   ///< by whose policy the call is recorded, whoever has it
    routing::Record recording = routing::Record::Off;
    bool isHidden = false;             ///< whoever gets it is not to see the other party's number: our line is shown
    QString handle;                    ///< told to their desk then
    routing::TakeMessage mailbox{.language = QStringLiteral("en-US")}; ///< where it cannot be done
};

/// To whom. @param referTo "<sip:+14155550123@acme-desk.sip.twilio.com>"
Outgoing handedTo(const QString &referTo, const HandedOver &call, const routing::Plan &plan, const Premises &premises);

/// A telephone hands its call over (REFER): rings the new one for the other party, whose leg the document runs on. Nothing is
/// said to the one who has handed it over; where it cannot be done the caller comes to the mailbox.
twiml::Document transferAnswer(const QString &referTo, const HandedOver &call, const routing::Plan &plan, const Premises &premises);

/// After a call that was handed over has ended.
twiml::Document afterTransfer(bool isAnswered, const routing::TakeMessage &message, const Premises &premises);

} // namespace milassist::relay
