// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"

#include <QVarLengthArray>

namespace milassist {

/// What there is to hear of a conversation.
struct KeptSound {
    bool any = false;
    bool voicemail = false;
};

/// The legs of one conversation, kept elsewhere.
using Legs = QVarLengthArray<const Call *, 4>;
Legs legsIn(const QList<Call> &list);

/// How far an ongoing conversation has come. Twilio's first leg is in progress while it rings others: who is rung counts.
/// @p legs must not be empty.
Word<CallStatus> statusOf(const Legs &legs);

/// What a conversation comes to over all its legs, in any order: who with, which way, how it ended, how long it rang and
/// was talked, what it costs. Pure; id, contactName and note stay empty. @p legs must not be empty.
CallRow conversationOf(const Legs &legs, KeptSound recorded);
inline CallRow conversationOf(const QList<Call> &legs, KeptSound recorded)
{
    return conversationOf(legsIn(legs), recorded);
}

} // namespace milassist
