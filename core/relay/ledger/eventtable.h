// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>
#include <QStringList>

namespace milassist
{

/// Something that desks are told.
struct LedgerEvent {
    qint64 number = 0; ///< 1, 2, 3, ... over all relays, without a gap
    QDateTime at;      ///< UTC
    QString kind;
    QString body; ///< JSON
    bool operator==(const LedgerEvent &) const = default;
};

/// What a desk that was away has missed.
struct MissedEvents {
    QList<LedgerEvent> events; ///< in order
    bool isComplete = true;    ///< false: some were forgotten already, so the desk reads everything anew
};

/// Events with numbers that are given when the transaction commits: whoever sees a number has seen, or can read, all before
/// it. Appending is the last thing a job does, as other relays wait for the counter until its transaction has ended.
class EventTable
{
public:
    explicit EventTable(SqlConnection &db) : m_db(db) {}

    /// SharedStore::notified() says it here, with the number as payload.
    static QString channel() { return QStringLiteral("milassist_event"); }

    /// @return its number. Errors: Storage.
    Result<qint64> append(const QString &kind, const QString &body, const QDateTime &now);
    /// Those after @p number; at most @p limit, ask again from the last one.
    Result<MissedEvents> since(qint64 number, int limit);
    Result<qint64> latest(); ///< 0 when there was none yet
    /// The oldest ones, so many rows at most. @return rows that went
    Result<qint64> forgetBefore(const QDateTime &instant, qint64 most = 1'000'000'000);

private:
    SqlConnection &m_db;
};

} // namespace milassist
