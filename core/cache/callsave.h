// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callhomes.h"
#include "core/cache/conversation.h"
#include "core/cache/parties.h"

#include <QSet>

namespace milassist {

/// Works a conversation's row out again from its legs. For the length of one write job.
class ConversationKeeper {
public:
    explicit ConversationKeeper(QSqlDatabase &db);

    /// From what the tables hold; a conversation without legs goes.
    Result<> refresh(qint64 conversation);
    /// From @p legs, which must be all of them.
    Result<> write(qint64 conversation, const Legs &legs);
    /// As write(), quicker where there is no row yet.
    Result<> add(qint64 conversation, const Legs &legs);
    /// Recordings whose line or peer was set by all that.
    int placed() const { return m_placed; }

private:
    Result<KeptSound> recordedOf(const Legs &legs);
    /// @return whether there is a new row now
    Result<bool> bring(Statement &statement, qint64 conversation, const Legs &legs);

    Parties m_parties;
    Statement m_legs, m_recorded, m_add, m_write, m_remove, m_place;
    bool m_anyRecordings = false;
    int m_placed = 0;
};

/// One page of legs in one write job. Ids are those of conversations.
Result<Saved> saveCalls(QSqlDatabase &db, const QList<Call> &legs);
/// @return the conversations that changed or went
Result<RowIds> removeCalls(QSqlDatabase &db, const QList<CallSid> &legs);

} // namespace milassist
