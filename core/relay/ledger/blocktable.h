// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/store/sqlconnection.h"

#include <QDateTime>

namespace milassist::relay
{

/// Somebody to whom nothing is said of our own accord.
struct BlockedParty {
    Party peer;
    QString by;   ///< a user
    QDateTime at; ///< UTC
    bool operator==(const BlockedParty &) const = default;
};

/// Whom the team has blocked.
class BlockTable
{
public:
    explicit BlockTable(SqlConnection &db) : m_db(db) {}

    /// @return false when they were. Errors: Storage.
    Result<bool> block(const BlockedParty &blocked);
    /// @return false when they were not
    Result<bool> unblock(const Party &peer);
    Result<bool> isBlocked(const Party &peer);
    /// The latest first.
    Result<QList<BlockedParty>> all();

private:
    SqlConnection &m_db;
};

} // namespace milassist::relay
