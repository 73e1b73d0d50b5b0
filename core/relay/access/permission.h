// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/ledger/usertable.h"

namespace milassist::relay
{

/// What somebody may be allowed. Which lines it holds for is LineSight's to say.
enum class Permission {
    Calls,        ///< see and make them
    Texts,        ///< read and send them
    Voicemail,    ///< one's own and what is shared
    Teamwork,     ///< colleagues, presence, tasks, notes, contacts, events
    AllVoicemail, ///< also that of lines on which one never rings
    Deletion,     ///< of calls, texts, recordings and transcripts, at Twilio too
    Assignment,   ///< giving work to others
    Insight,      ///< usage, money, the state of the set-up, who did what
    PlanReading,  ///< the routing plan and its history
    PlanChanging, ///< also taking back an older one
    Numbers,      ///< searching, buying, pointing somewhere else, releasing
    Users,        ///< people, roles and tokens
    Nothing,      ///< nobody: what is the account owner's alone
};

bool isAllowed(Role role, Permission permission);
/// English, for whoever was refused: who may.
QString whoMay(Permission permission);

} // namespace milassist::relay
