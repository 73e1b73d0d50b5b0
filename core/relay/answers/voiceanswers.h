// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/answers/premises.h"
#include "core/twiml/verbs.h"

namespace milassist::relay
{

/// The documents with which we answer Twilio in a call that came in. Pure; any thread. Every one of them leads the caller to a
/// person, to the mailbox, or ends a call that has been answered.
///
/// The state of a call is in the addresses: "dial-complete?step=1" is asked when step 1 has ended. So the same request brings
/// the same answer however often it comes, and to whichever relay.

/// The step that begins when @p step is asked for: one in which no telephone can be rung is passed over. The number of steps
/// where nothing is left but the last resort.
size_t stepBegun(const routing::Decision &decision, size_t step, const Premises &premises);

/// What begins @p step of the decision; past the last one, what the last one says. With the announcement of a recording before
/// the first telephone rings.
twiml::Document answerTo(const routing::Decision &decision, size_t step, const Caller &caller, const Premises &premises);

/// When a telephone of @p step has ended: nothing more if somebody has spoken or the caller has gone, else the next step.
twiml::Document afterDial(const routing::Decision &decision, size_t step, bool isAnswered, const Caller &caller,
                          const Premises &premises);

/// Somebody in the queue, as they ask what to do.
struct Waiting {
    bool isOver = false; ///< somebody is free, or the time is over
    QString language;
    int position = 0;               ///< from 1; 0: not told
    std::chrono::seconds waited{0}; ///< in the queue
    routing::Greeting music;
};
/// Asked again and again: ten seconds of music, every now and then the place in the queue; or out of it.
twiml::Document whileWaiting(const Waiting &waiting, const Premises &premises);

/// What whoever answers an outside telephone hears before being connected: "Call for the Boston line from Maria. Press 1."
/// @param caller a name, or nothing
/// @param line which of our numbers, to be told again by the address
/// @param attempt from 0; a wrong key is asked once more, then it counts as no answer
twiml::Document screeningOf(const QString &lineName, const QString &caller, const Party &line, int attempt,
                            const Premises &premises);
/// @param isTaken the caller was connected to somebody else meanwhile
/// @param isGone the caller has hung up
twiml::Document afterScreening(const QString &digits, bool isTaken, bool isGone, const QString &lineName, const QString &caller,
                               const Party &line, int attempt, const Premises &premises);

/// After a message was recorded. Never the document that records: Twilio would record for ever.
twiml::Document thanksForMessage(const QString &language);

/// The mailbox of a line as the plan has it, whatever the hour; of no line of the plan, one with words of our own.
routing::TakeMessage mailboxOf(const Party &line, const routing::Plan &plan);
twiml::Document mailbox(const routing::TakeMessage &message, const Premises &premises);
/// When nothing is known, or everything is broken: the mailbox, with words of our own. They are spoken by Twilio, so that
/// nothing has to be fetched from us.
twiml::Document lastResort(const Premises &premises, routing::TakeMessage message = {.language = QStringLiteral("en-US")});

/// The words before a call that is recorded, or may be; empty where nothing is said.
/// @param isKnownNotToNeedIt the other end is where the law does not ask for it
std::optional<twiml::Verb> announcementOf(routing::Record record, const routing::Announcement &announcement,
                                          const QString &language, bool isKnownNotToNeedIt, const Premises &premises);

/// Whether the law of a state of the United States wants everybody in a call to agree to its recording.
bool mustBothAgree(const QString &state);

} // namespace milassist::relay
