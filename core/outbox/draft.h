// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/optoutstore.h"
#include "core/cache/outboxentry.h"

namespace milassist {

/// A text that somebody wants to send.
struct Draft {
    Party line, peer;
    QString body;
    QStringList media;          ///< public http(s) addresses, at most 10
    QDateTime sendAfter;        ///< UTC; invalid = at once
    bool operator==(const Draft &) const = default;
};

/// Why a draft cannot be sent as it is, found before anything is written or asked.
enum class DraftProblem {
    None,
    NoLine,
    NoPeer,
    Empty,
    TooLong,      ///< over 1600 characters; Twilio's 21617
    TooManyMedia, ///< over 10; Twilio's 21623
    LocalMedia,   ///< a file of this computer: Twilio fetches pictures itself, so they need a public address
    OptedOut,     ///< Twilio's 21610
};

constexpr int longestBody = 1600;
constexpr int mostMedia = 10;

/// Pure. The first problem in the order above.
DraftProblem problemOf(const Draft &draft, const OptOut &state);
/// The problem as an error: Rejected with Twilio's code where it has one.
Error errorOf(DraftProblem problem);
/// The text as it waits to leave.
OutboxEntry entryOf(const Draft &draft, const QDateTime &now);

} // namespace milassist
