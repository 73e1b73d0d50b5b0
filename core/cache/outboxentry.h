// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"

#include <QStringList>

namespace milassist {

enum class OutboxState {
    Queued,  ///< kept; leaves when there is a connection and its time has come
    Sending, ///< the request is on its way
    Sent,    ///< Twilio has it, see sid
    Failed,  ///< Twilio surely does not have it, see errorCode and detail
    NotSure, ///< the answer was lost; being settled by asking Twilio, never by sending again
    Canceled ///< taken back before it left
};

using OutboxId = qint64;

/// A text on its way out, as it is written down before anything is sent.
struct OutboxEntry {
    OutboxId id = 0;
    Party line, peer;
    QString body;
    QStringList mediaUrls;      ///< at most 10, public URLs
    OutboxState state = OutboxState::Queued;
    QDateTime createdAt;        ///< UTC; when somebody pressed Send
    QDateTime sendAfter;        ///< UTC; invalid = at once
    QDateTime requestedAt;      ///< UTC; start of the latest request; invalid before
    /// The newest message of the thread that was known when the request was made (a timeId()): Twilio's own clock, for
    /// telling this text from an equal one before it. 0 = there was none.
    qint64 knownBefore = 0;
    int attempts = 0;
    MessageSid sid;             ///< null until Twilio has it
    int errorCode = 0;          ///< Twilio's, for Failed; 0 = see detail
    QString detail;             ///< English, of the latest problem
    bool operator==(const OutboxEntry &) const = default;
};

} // namespace milassist
