// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/calls.h"

#include "core/relay/ledger/plantable.h"
#include "core/relay/teamwork/thingsight.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonValue seconds(const std::optional<std::chrono::seconds> &duration)
{
    return duration ? QJsonValue(qint64(duration->count())) : QJsonValue();
}

QJsonObject shown(const Call &leg)
{
    return {{u"sid"_s, leg.sid.text()},
            {u"from"_s, leg.from.text()},
            {u"to"_s, leg.to.text()},
            {u"status"_s, leg.status.text()},
            {u"direction"_s, leg.direction.text()},
            {u"started_at"_s, jsonInstant(leg.startedAt)},
            {u"ended_at"_s, jsonInstant(leg.endedAt)},
            {u"seconds"_s, seconds(leg.duration)}};
}

/// By which it was decided. Of one that came before that was kept, the newest that was there by then.
Result<QJsonValue> planVersionOf(SqlConnection &db, const LedgerCall &call)
{
    if (call.planVersion > 0)
        return QJsonValue(call.planVersion);
    const auto version = PlanTable(db).inForceAt(call.firstHeardAt);
    if (!version)
        return fail(version.error());
    return *version ? QJsonValue(**version) : QJsonValue();
}

Result<QJsonObject> found(SqlConnection &db, const ApiAsk &ask, const CallSid &leg)
{
    const auto nothing = fail(Error::Kind::NotFound, u"no such call"_s);
    CallTable calls(db);
    const auto sid = calls.wholeOf(leg);
    if (!sid)
        return fail(sid.error());
    const auto there = *sid ? calls.find(**sid) : Result<std::optional<LedgerCall>>();
    if (!there)
        return fail(there.error());
    if (!*there)
        return nothing;
    const LedgerCall &call = **there;
    const CallEnds ends = endsOf(call);
    if (!isSeen(ask.sight, call))
        return nothing;
    QJsonArray legs, trace;
    for (const Call &one : call.legs)
        legs.append(shown(one));
    for (const TraceStep &step : call.trace)
        trace.append(QJsonObject{{u"step"_s, step.step}, {u"at"_s, jsonInstant(step.at)}, {u"detail"_s, detailOf(step)}});
    const auto version = planVersionOf(db, call);
    if (!version)
        return fail(version.error());
    return QJsonObject{{u"sid"_s, call.sid.text()},
                       {u"direction"_s, ends.isOutgoing ? u"outgoing"_s : u"incoming"_s},
                       {u"line"_s, ends.line},
                       {u"peer"_s, ends.peer},
                       {u"person"_s, ends.person},
                       {u"at"_s, jsonInstant(call.firstHeardAt)},
                       {u"answered_by"_s, call.answeredBy},
                       {u"answered_at"_s, jsonInstant(call.answeredAt)},
                       {u"outcome"_s, call.outcome},
                       {u"plan_version"_s, *version},
                       {u"legs"_s, legs},
                       {u"trace"_s, trace}};
}

} // namespace

std::vector<ApiRoute> Calls::routes()
{
    return {{"GET", u"/api/team/calls/{}"_s, Permission::Calls, [this](const ApiAskPtr &ask) { one(ask); }}};
}

void Calls::one(const ApiAskPtr &ask)
{
    const auto sid = CallSid::parse(ask->args.first());
    if (!sid)
        return ask->responder.send(failureAnswer({.kind = Error::Kind::NotFound, .detail = {}}));
    answerWith(ask, m_store.read([ask, sid = *sid](SqlConnection &db) { return found(db, *ask, sid); }), this);
}

} // namespace milassist::relay
