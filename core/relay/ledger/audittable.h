// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>

#include <limits>
#include <optional>

namespace milassist::relay
{

/// Who did what, about which thing.
struct AuditEntry {
    qint64 number = 0; ///< given when it is kept
    QDateTime at;      ///< UTC
    QString who;       ///< a user; empty: the relay itself
    QString what;      ///< a word: "recording-played", "plan-saved", "token-renewed"
    QString about;     ///< a sid, a user's name, the number of a version
    QString detail;    ///< JSON; no secrets, no texts
    bool operator==(const AuditEntry &) const = default;
};

struct AuditFilter {
    std::optional<QString> who, what, about;
    qint64 before = std::numeric_limits<qint64>::max(); ///< a number
};

/// The record of what people have done. It is only ever added to; what has grown too old goes (forgetPiece()).
class AuditTable
{
public:
    explicit AuditTable(SqlConnection &db) : m_db(db) {}

    /// Errors: Storage.
    Result<> append(const AuditEntry &entry);
    /// Newest first.
    Result<QList<AuditEntry>> list(const AuditFilter &filter, int limit);
    /// The oldest ones, so many rows at most. @return rows that went
    Result<qint64> forgetBefore(const QDateTime &instant, qint64 most = 1'000'000'000);

private:
    SqlConnection &m_db;
};

} // namespace milassist::relay
