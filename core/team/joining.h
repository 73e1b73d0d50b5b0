// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamclient.h"
#include "core/team/teamseat.h"

#include <functional>

namespace milassist
{

/// What somebody pasted to join a team: "https://relay.example.org/#TOKEN", or the address alone and the token beside it.
struct JoinEntry {
    enum class Flaw {
        None,
        Incomplete,   ///< something is still empty
        NoAddress,    ///< no address of a relay can be read in it
        NotEncrypted, ///< plain http to another computer: the token could be read on the way
    };
    Flaw flaw = Flaw::Incomplete;
    TeamAccess access; ///< without a name
};

/// Pure. An address without "https://" is one with it; of a link the token beside it does not count.
JoinEntry joinEntryFrom(const QString &link, const QString &token);

/// What came of trying it.
struct JoinFinding {
    enum class Verdict {
        Good,
        WrongToken, ///< a relay is there, and does not know the token
        NotARelay,  ///< something else answers
        NotTrusted, ///< its certificate
        Offline,    ///< nothing answers
        TooOften,   ///< too many wrong tokens came from here
        NoAccount,  ///< a relay that has no Twilio account
        Trouble,    ///< a relay that cannot answer now
    };
    Verdict verdict = Verdict::Offline;
    TeamSeat seat;
    Error error;
};

JoinFinding findingOf(const TeamReply &me);

/// Tries it; changes nothing. Answers within about twelve seconds.
using TryJoining = std::function<QFuture<JoinFinding>(const TeamAccess &)>;
TryJoining overTheNetwork();

} // namespace milassist
