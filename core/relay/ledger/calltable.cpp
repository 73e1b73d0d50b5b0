// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/calltable.h"

#include "core/relay/ledger/noticetable.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

Result<LegChange> CallTable::note(const LegNotice &notice, const QDateTime &now)
{
    static const NoticeSql sql = NoticeSql::of<Call>(u"leg"_s);
    NoticeTable<Call> legs(m_db, sql);
    const auto change =
        legs.note({.record = notice.leg, .source = notice.source, .sequence = notice.sequence, .extra = notice.extra});
    if (!change)
        return fail(change.error());
    const auto call = callOf(change->after, now);
    if (!call)
        return fail(call.error());
    return LegChange{.call = *call, .before = change->before, .after = change->after, .isNews = change->isNews};
}

// A child may be heard of before its parent, and before it says whose child it is.
Result<CallSid> CallTable::callOf(const Call &leg, const QDateTime &now)
{
    const CallSid call = leg.parentSid.isNull() ? leg.sid : leg.parentSid;
    Statement ensure(m_db, u"INSERT INTO call (sid, first_ms) VALUES (?, ?) ON CONFLICT (sid) DO NOTHING");
    if (const auto done = ensure.with(call.text(), now.toMSecsSinceEpoch()).run(); !done)
        return fail(done.error());
    if (call != leg.sid) {
        Statement remove(m_db, u"DELETE FROM call WHERE sid = ?");
        if (const auto done = remove.with(leg.sid.text()).run(); !done)
            return fail(done.error());
    }
    Statement place(m_db, u"UPDATE leg SET call = ? WHERE sid = ?");
    if (const auto done = place.with(call.text(), leg.sid.text()).run(); !done)
        return fail(done.error());
    return call;
}

Result<bool> CallTable::trace(const CallSid &call, const TraceStep &step)
{
    Statement insert(m_db,
                     u"INSERT INTO trace (call, step, at_ms, detail) VALUES (?, ?, ?, ?) ON CONFLICT (call, step) DO NOTHING");
    const bool isNew = insert.with(call.text(), step.step, step.at.toMSecsSinceEpoch(), step.detail).changes();
    if (!insert.ok())
        return insert.failure();
    return isNew;
}

Result<> CallTable::decidedBy(const CallSid &call, qint64 planVersion)
{
    Statement update(m_db, u"UPDATE call SET plan_version = ? WHERE sid = ? AND plan_version IS NULL");
    return update.with(planVersion, call.text()).run();
}

Result<bool> CallTable::answered(const CallSid &call, const QString &person, const QDateTime &at)
{
    Statement update(m_db, u"UPDATE call SET answered_by = ?, answered_ms = ? WHERE sid = ? AND answered_by IS NULL");
    if (update.with(person, at.toMSecsSinceEpoch(), call.text()).changes())
        return true;
    if (!update.ok())
        return update.failure();
    Statement query(m_db, u"SELECT 1 FROM call WHERE sid = ? AND answered_by = ?");
    const bool isTheSame = query.with(call.text(), person).next();
    if (!query.ok())
        return query.failure();
    return isTheSame;
}

Result<bool> CallTable::ended(const CallSid &call, const QString &outcome)
{
    Statement update(m_db, u"UPDATE call SET outcome = ?1 WHERE sid = ?2 AND (outcome IS NULL"
                           " OR (?1 = 'answered' AND outcome <> 'answered')"
                           " OR (?1 = 'voicemail' AND outcome NOT IN ('answered', 'voicemail')))");
    const bool hasChanged = update.with(outcome, call.text()).changes();
    if (!update.ok())
        return update.failure();
    return hasChanged;
}

Result<std::optional<CallSid>> CallTable::wholeOf(const CallSid &leg)
{
    Statement query(m_db, u"SELECT call FROM leg WHERE sid = ?1 UNION SELECT sid FROM call WHERE sid = ?1");
    std::optional<CallSid> call;
    if (query.with(leg.text()).next()) {
        if (const auto sid = CallSid::parse(query.text(0)))
            call = *sid;
    }
    if (!query.ok())
        return query.failure();
    return call;
}

Result<std::optional<LedgerCall>> CallTable::find(const CallSid &call)
{
    Statement query(m_db, u"SELECT first_ms, answered_by, answered_ms, outcome, plan_version FROM call WHERE sid = ?");
    if (!query.with(call.text()).next())
        return query.ok() ? Result<std::optional<LedgerCall>>() : query.failure();
    LedgerCall found{.sid = call, .answeredBy = query.text(1), .outcome = query.text(3), .planVersion = query.isNull(4) ? 0 : query.integer(4)};
    readMember(query, 0, found.firstHeardAt);
    readMember(query, 2, found.answeredAt);

    static const QString ofCall =
        u"SELECT %1 FROM leg WHERE call = ?1 ORDER BY CASE WHEN sid = ?1 THEN 0 ELSE 1 END, sid"_s.arg(columnList<Call>());
    Statement legs(m_db, ofCall);
    legs.with(call.text());
    while (legs.next())
        found.legs << readRecord<Call, false>(legs, 0);
    if (!legs.ok())
        return legs.failure();

    Statement steps(m_db, u"SELECT step, at_ms, detail FROM trace WHERE call = ? ORDER BY id");
    steps.with(call.text());
    while (steps.next()) {
        TraceStep step{.step = steps.text(0), .at = {}, .detail = steps.text(2)};
        readMember(steps, 1, step.at);
        found.trace << step;
    }
    if (!steps.ok())
        return steps.failure();
    return found;
}

Result<QList<CallSid>> CallTable::latest(const QDateTime &before, int limit)
{
    Statement query(m_db, u"SELECT sid FROM call WHERE first_ms < ? ORDER BY first_ms DESC, sid LIMIT ?");
    query.with(before.toMSecsSinceEpoch(), limit);
    QList<CallSid> sids;
    while (query.next())
        sids << CallSid::parse(query.text(0)).value_or(CallSid());
    if (!query.ok())
        return query.failure();
    return sids;
}

Result<QList<std::pair<CallSid, QString>>> CallTable::decisionsSince(const QDateTime &instant, int limit)
{
    Statement query(m_db,
                    u"SELECT call.sid, trace.detail FROM call JOIN trace ON trace.call = call.sid AND trace.step = 'plan'"
                    " WHERE call.first_ms >= ? AND NOT EXISTS (SELECT 1 FROM trace AS other WHERE other.call = call.sid"
                    " AND other.step = 'too-often') ORDER BY call.first_ms DESC LIMIT ?");
    query.with(instant.toMSecsSinceEpoch(), limit);
    QList<std::pair<CallSid, QString>> decisions;
    while (query.next()) {
        if (const auto sid = CallSid::parse(query.text(0)))
            decisions.emplaceBack(*sid, query.text(1));
    }
    if (!query.ok())
        return query.failure();
    return decisions;
}

} // namespace milassist::relay
