// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"
#include "core/store/sqlconnection.h"

#include <QDateTime>

#include <limits>
#include <optional>

namespace milassist::relay
{

/// One saved state of the plan. Versions are numbered 1, 2, 3, ... and never change.
struct PlanVersion {
    qint64 number = 0;
    QString author;
    QDateTime at; ///< UTC
    QString reason;
    qint64 restoredFrom = 0; ///< 0 = it was written, not brought back
    QByteArray json;         ///< as writePlan() writes it; empty in history()
    bool operator==(const PlanVersion &) const = default;
};

/// The plan in @p version. Errors: Malformed (a newer program has saved it; names the field).
Result<routing::Plan> planIn(const PlanVersion &version);

/// What is saved with a plan.
struct PlanChange {
    QString author;
    QString reason;
    qint64 basedOn = 0; ///< the version that the author had before them; 0 = there was none
};

/// Every version of the plan, with who saved it and why. Whether a plan is safe is for checkPlan() to say, before the job: it
/// takes longer than others should wait.
class PlanTable
{
public:
    explicit PlanTable(SqlConnection &db) : m_db(db) {}

    /// The plan in force; none before the first was saved. Errors: Storage.
    Result<std::optional<PlanVersion>> current();
    Result<std::optional<PlanVersion>> version(qint64 number);
    /// Newest first, without the plans themselves. @param before a number; versions from it on are left out
    Result<QList<PlanVersion>> history(int limit, qint64 before = std::numeric_limits<qint64>::max());

    /// Which one was in force at @p instant: the newest that was saved by then; none before the first.
    Result<std::optional<qint64>> inForceAt(const QDateTime &instant);

    /// Saves a new version; of all who began with the same one the first is heard, here and in other relays. The same save
    /// coming again, as after a lost answer, is the version that it made.
    /// Errors: Rejected (somebody else has saved since, or there is no such version; says who and when), Storage.
    Result<PlanVersion> save(const routing::Plan &plan, const PlanChange &change, const QDateTime &now);
    /// Saves what version @p number was, as save() does. Errors: as save(), NotFound.
    Result<PlanVersion> restore(qint64 number, const PlanChange &change, const QDateTime &now);

private:
    Result<PlanVersion> insert(PlanVersion version);
    Result<PlanVersion> refused(const PlanVersion &version);

    SqlConnection &m_db;
};

} // namespace milassist::relay
