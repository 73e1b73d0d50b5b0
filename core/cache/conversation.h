// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"

namespace milassist {

/// What there is to hear of a conversation.
struct Recorded {
    bool any = false;
    bool voicemail = false;
};

/// What a conversation comes to over all its legs, in any order: who with, which way, how it ended, how long it rang and
/// was talked, what it costs. Pure; id, contactName and note stay empty. @p legs must not be empty.
CallRow conversationOf(const QList<Call> &legs, Recorded recorded);

} // namespace milassist
