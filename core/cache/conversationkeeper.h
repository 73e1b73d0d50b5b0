// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/conversation.h"
#include "core/cache/parties.h"

#include <vector>

namespace milassist {

/// Works a conversation's row out again from its legs. For the length of one write job.
class ConversationKeeper {
public:
    explicit ConversationKeeper(QSqlDatabase &db);

    /// From what the tables hold; a conversation without legs goes.
    Result<> refresh(qint64 conversation);
    /// From @p legs, which must be all of them.
    Result<> write(qint64 conversation, const Legs &legs);
    /// As write() for each, quicker where there are no rows yet.
    Result<> add(const std::vector<std::pair<qint64, Legs>> &conversations);
    /// Recordings whose line or peer was set by all that.
    int placed() const { return m_placed; }

private:
    struct Worked {
        qint64 id = 0;
        const Legs *legs = nullptr;
        CallRow row;
        qint64 line = 0, peer = 0;
    };

    Result<KeptSound> recordedOf(const Legs &legs);
    /// A call that Twilio was to make to this telephone first says whom it was for only once they are dialled.
    Result<> nameWhoWasWanted(CallRow &row);
    Result<Worked> work(qint64 conversation, const Legs &legs);
    /// Tells the recordings of its legs who they are from.
    Result<> place(const Worked &worked);

    sqlite3 *m_handle;
    Parties m_parties;
    Statement m_legs, m_recorded, m_addSome, m_write, m_remove, m_place, m_wanted;
    bool m_anyRecordings = false;
    int m_placed = 0;
};

} // namespace milassist
