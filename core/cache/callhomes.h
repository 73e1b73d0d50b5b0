// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/call.h"
#include "core/store/statement.h"

#include <QSet>

namespace milassist {

/// The condition that finds the legs of conversation ?1: the first one by its id, the others by an index that holds only
/// those.
inline const QString legsOfConversation = QStringLiteral("(id = ?1 OR (conversation = ?1 AND conversation <> id))");

/// Which conversation each leg belongs to. A child may come before its parent: the newest page is fetched first. For the
/// length of one write job.
class CallHomes {
public:
    struct Home {
        qint64 id = 0;      ///< of the conversation
        bool isOwn = false; ///< it is named after the leg itself
    };

    explicit CallHomes(QSqlDatabase &db);

    /// For a leg that is about to be written as row @p id.
    Result<Home> find(const Call &leg, qint64 id);
    /// Corrects a home of its own of a leg that had to take another row id.
    Result<> settle(const Call &leg, qint64 home);
    /// After @p leg was written into @p home: brings those that waited for it there too. @return where they were
    Result<std::optional<qint64>> gather(const Call &leg, qint64 home);

private:
    Statement m_ofLeg, m_waiting, m_wait, m_arrived, m_move, m_moveWaiting, m_gone, m_place;
    QSet<QString> m_awaited; ///< sids that legs in the tables name as their parent
};

} // namespace milassist
