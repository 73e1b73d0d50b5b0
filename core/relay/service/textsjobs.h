// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/answers/premises.h"
#include "core/routing/plan/plan.h"
#include "core/store/sqlconnection.h"
#include "core/twilio/webhooks.h"

#include <memory>

// What each webhook of a text does to the ledger, and the TwiML it is answered with (empty where none is asked for). Each is
// one job of SharedStore: what is done happens once, however often the webhook comes, and in whichever relay.

namespace milassist::relay
{

/// What a job about a text works with beside the ledger. Values only: it runs in the store's thread, perhaps more than once.
struct TextScene {
    std::shared_ptr<const routing::Plan> plan;
    std::shared_ptr<const Premises> premises;
    QDateTime now;           ///< UTC
    QString extra;           ///< of the webhook: what has no name in IncomingText and TextProgress
    bool isFallback = false; ///< Twilio says that it has not heard our answer
};

/// Rules by which the relay makes tasks of its own accord, beside those of the plan; the task's title is English, ui has words
/// for each.
namespace ownrule
{
inline QString asksToStop()
{
    return QStringLiteral("asks-to-stop");
}
inline QString replyLoop()
{
    return QStringLiteral("auto-reply-loop");
}
inline QString replyLimit()
{
    return QStringLiteral("auto-reply-limit");
}
} // namespace ownrule

/// A text has come. STOP and START are kept with their proof and never answered; of everything else a task and a reply may
/// come, as the plan says of the line. A text that comes again is answered with nothing, as one that was answered twice would be
/// worse than one that was not; but at the fallback address with what was said the first time, as nobody heard that.
Result<QByteArray> incomingText(SqlConnection &db, const TextScene &scene, const IncomingText &text);

/// How a text of ours goes. That Twilio does not send it because its receiver has opted out (21610) is kept as such.
/// @param answers of an automatic reply: the text that it answers
/// @param messagingService through which it was sent; empty: a number
Result<QByteArray> textStatus(SqlConnection &db, const TextScene &scene, const TextProgress &progress, const MessageSid &answers,
                              const QString &messagingService);

/// Within what an opt-out holds: a Messaging Service, or else the number.
inline QString optOutScope(const QString &messagingService, const Party &line)
{
    return messagingService.isEmpty() ? line.text() : messagingService;
}

} // namespace milassist::relay
