// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cache/optoutstore.h"
#include "core/cache/outboxentry.h"

#include <QHash>
#include <QSet>

namespace milassist {

/// A text whose turn has come: Sending, or Failed when its peer has opted out meanwhile. Pure.
/// @param newestKnown the newest message known in its thread (a timeId(), 0 = none)
/// @return none when it is not queued any more or its time has not come
std::optional<OutboxEntry> begun(OutboxEntry text, const OptOut &state, qint64 newestKnown, const QDateTime &now);

/// What became of a request to send, in the words of the outbox. Pure. Only a refusal that Twilio has put into words
/// counts as "surely not sent"; whatever may have taken effect is NotSure and must not be sent again.
struct SendOutcome {
    OutboxState state = OutboxState::NotSure;
    int errorCode = 0;
    QString detail;
    bool tryAgain = false; ///< still Queued: nothing has happened, wait and repeat
    bool operator==(const SendOutcome &) const = default;
};
SendOutcome outcomeOf(const Result<Message> &answer);

/// Finds texts whose answer was lost in Twilio's list. Pure. A message is an entry's when it went out by the API from the
/// same line to the same peer, with the same body and number of pictures, is newer than everything known in the thread
/// before the request, and is nobody else's (@p claimed). Of equal texts the older message is the older entry's, so two
/// that were sent on purpose are found as two.
QHash<OutboxId, MessageSid> matchSent(const QList<OutboxEntry> &unsure, const QList<Message> &listed, const QSet<MessageSid> &claimed);

enum class Look { Early, Last };
/// A text in doubt after a look at Twilio's list: Sent when it is there, Failed when it is not at the last look, else as it
/// was. Pure. All in doubt are matched together (@p unsure), so that equal texts get one message each.
OutboxEntry settled(OutboxEntry text, const QList<OutboxEntry> &unsure, const QList<Message> &listed, const QSet<MessageSid> &claimed, Look look);

/// Whether Twilio may have changed @p sent into @p listed on its way: trial accounts get a preface, smart encoding
/// replaces typographic signs.
bool isSameBody(const QString &sent, const QString &listed);

} // namespace milassist
