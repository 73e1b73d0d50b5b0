// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/routing/hours/schedule.h"
#include "core/routing/plan/linetexts.h"

#include <chrono>
#include <variant>

namespace milassist::relay
{

using routing::AutoReplyPolicy;

/// What is known when a text comes in. Counts include no text but those before it.
struct SenderHistory {
    QDateTime lastAutoReply, lastByPerson; ///< UTC; invalid: never
    int autoRepliesToday = 0;              ///< to this sender, in 24 hours
    int sameTextsLastHour = 0;             ///< from this sender, alike but for case and spaces
    int lineRepliesLastHour = 0;           ///< of the line's automatic ones, to anybody
    bool isOptedOut = false, isBlocked = false, isOurLine = false;
};

struct Reply {
    QString body;
    bool operator==(const Reply &) const = default;
};

/// Why nothing is said.
struct Silent {
    enum class Why {
        NothingToSay, ///< the line has no text for this hour
        Keyword,      ///< Twilio answers those itself
        NoPerson,     ///< a short code, a word, nobody: it cannot or should not be answered
        OurLine,
        OptedOut,
        Blocked,
        AsksToStop, ///< in words of their own: a person has to look
        Lately,     ///< was answered within the window
        PersonIsOnIt,
        Loop, ///< two machines write to each other; the line's owner is told
        LineHasSaidEnough,
    };
    Why why = Why::NothingToSay;
    /// Whether the owner of the line has to hear of it.
    bool wantsOwner() const { return why == Why::Loop || why == Why::LineHasSaidEnough || why == Why::AsksToStop; }
    bool operator==(const Silent &) const = default;
};

using AutoReply = std::variant<Reply, Silent>;

/// Whether and what is answered to a text. Pure. The webhook's own key sees to it that a text which comes twice is asked about
/// once.
/// @param optOutType of the webhook, empty without advanced opt-out
AutoReply decideAutoReply(const AutoReplyPolicy &policy, const Party &from, const QString &body, const QString &optOutType,
                          const SenderHistory &history, const routing::Opening &opening, const QDateTime &now);

/// By which texts are the same: without case, spaces and signs at the ends.
QString sameness(const QString &body);

} // namespace milassist::relay
