// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/plantable.h"

#include "core/routing/plan/planjson.h"
#include "core/store/recordsql.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

PlanVersion versionIn(const Statement &query)
{
    PlanVersion version{.number = query.integer(0),
                        .author = query.text(1),
                        .at = {},
                        .reason = query.text(3),
                        .restoredFrom = query.integer(4),
                        .json = query.columns() > 5 ? query.text(5).toUtf8() : QByteArray()};
    readMember(query, 2, version.at);
    return version;
}

Result<std::optional<PlanVersion>> oneOf(Statement &query)
{
    std::optional<PlanVersion> version;
    if (query.next())
        version = versionIn(query);
    if (!query.ok())
        return query.failure();
    return version;
}

} // namespace

Result<routing::Plan> planIn(const PlanVersion &version)
{
    auto plan = routing::readPlan(version.json);
    if (!plan) {
        return fail(Error::Kind::Malformed,
                    u"version %1 of the plan: %2"_s.arg(version.number).arg(describe(plan.error().front())));
    }
    return *std::move(plan);
}

Result<std::optional<PlanVersion>> PlanTable::current()
{
    Statement query(m_db, u"SELECT number, author, at_ms, reason, restored_from, plan FROM plan ORDER BY number DESC LIMIT 1");
    return oneOf(query);
}

Result<std::optional<PlanVersion>> PlanTable::version(qint64 number)
{
    Statement query(m_db, u"SELECT number, author, at_ms, reason, restored_from, plan FROM plan WHERE number = ?");
    return oneOf(query.with(number));
}

Result<QList<PlanVersion>> PlanTable::history(int limit, qint64 before)
{
    Statement query(
        m_db, u"SELECT number, author, at_ms, reason, restored_from FROM plan WHERE number < ? ORDER BY number DESC LIMIT ?");
    query.with(before, limit);
    QList<PlanVersion> versions;
    while (query.next())
        versions << versionIn(query);
    if (!query.ok())
        return query.failure();
    return versions;
}

Result<std::optional<qint64>> PlanTable::inForceAt(const QDateTime &instant)
{
    Statement query(m_db, u"SELECT number FROM plan WHERE at_ms <= ? ORDER BY number DESC LIMIT 1");
    std::optional<qint64> number;
    if (query.with(instant.toMSecsSinceEpoch()).next())
        number = query.integer(0);
    if (!query.ok())
        return query.failure();
    return number;
}

Result<PlanVersion> PlanTable::save(const routing::Plan &plan, const PlanChange &change, const QDateTime &now)
{
    return insert({.number = change.basedOn + 1,
                   .author = change.author,
                   .at = now,
                   .reason = change.reason,
                   .restoredFrom = 0,
                   .json = writePlan(plan)});
}

Result<PlanVersion> PlanTable::restore(qint64 number, const PlanChange &change, const QDateTime &now)
{
    const auto old = version(number);
    if (!old)
        return fail(old.error());
    if (!*old)
        return fail(Error::Kind::NotFound, u"there is no version %1 of the plan"_s.arg(number));
    return insert({.number = change.basedOn + 1,
                   .author = change.author,
                   .at = now,
                   .reason = change.reason,
                   .restoredFrom = number,
                   .json = (*old)->json});
}

// The number itself is what two editors compete for, so nothing has to be locked.
Result<PlanVersion> PlanTable::insert(PlanVersion version)
{
    if (version.number > 1) {
        const auto base = this->version(version.number - 1);
        if (!base)
            return fail(base.error());
        if (!*base)
            return fail(Error::Kind::Rejected, u"there is no version %1 of the plan to begin with"_s.arg(version.number - 1));
    }
    Statement insert(m_db,
                     u"INSERT INTO plan (number, author, at_ms, reason, restored_from, plan) VALUES (?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT (number) DO NOTHING");
    if (insert
            .with(version.number, version.author, version.at.toMSecsSinceEpoch(), version.reason, version.restoredFrom,
                  QString::fromUtf8(version.json))
            .changes())
        return version;
    return insert.ok() ? refused(version) : insert.failure();
}

Result<PlanVersion> PlanTable::refused(const PlanVersion &version)
{
    const auto latest = current();
    if (!latest)
        return fail(latest.error());
    const PlanVersion there = latest->value_or(PlanVersion());
    if (there.number == version.number && there.author == version.author && there.json == version.json
        && there.reason == version.reason)
        return there;
    return fail(
        Error::Kind::Rejected,
        u"%1 has saved version %2 of the plan at %3; this change began with version %4"_s.arg(
            there.author, QString::number(there.number), there.at.toString(Qt::ISODate), QString::number(version.number - 1)));
}

} // namespace milassist::relay
