// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/thingsight.h"

#include "core/relay/ledger/texttable.h"
#include "core/relay/ledger/voicemailtable.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

QJsonObject detailOf(const TraceStep &step)
{
    return QJsonDocument::fromJson(step.detail.toUtf8()).object();
}

CallEnds endsOf(const LedgerCall &call)
{
    CallEnds ends;
    for (const TraceStep &step : call.trace) {
        if (step.step != "outgoing"_L1)
            continue;
        const QJsonObject detail = detailOf(step);
        ends = {.line = detail[u"line"_s].toString(), .peer = {}, .person = detail[u"person"_s].toString(), .isOutgoing = true};
    }
    if (call.legs.isEmpty() || call.legs.first().sid != call.sid)
        return ends;
    const Call &first = call.legs.first();
    if (ends.isOutgoing) { // a desk has dialled: its leg comes in, from a telephone to what was dialled
        ends.peer = first.to.user();
        return ends;
    }
    if (!first.direction.is(CallDirection::Inbound)) { // made through the API: the desk rings first, then the other end
        ends = {.line = first.from.text(), .peer = {}, .person = first.to.user(), .isOutgoing = true};
        if (call.legs.size() > 1)
            ends.peer = call.legs[1].to.text();
        return ends;
    }
    ends.line = first.to.text();
    ends.peer = first.from.text();
    return ends;
}

bool isSeen(const LineSight &sight, const LedgerCall &call)
{
    QList<Party> parties;
    if (const QString line = endsOf(call).line; !line.isEmpty())
        parties << Party(line);
    for (const Call &leg : call.legs)
        parties << leg.from << leg.to;
    return sight.isWhole() || (!parties.isEmpty() && sight.seesTraffic(parties));
}

bool isThing(const QString &thing)
{
    return CallSid::parse(thing) || MessageSid::parse(thing) || RecordingSid::parse(thing) || PhoneNumber::parse(thing)
        || Party(thing).kind() == Party::Kind::ShortCode;
}

namespace
{

ThingView unknown(const LineSight &sight)
{
    return {.isSeen = sight.isWhole(), .line = {}};
}

Result<ThingView> viewOfCall(SqlConnection &db, const LineSight &sight, const CallSid &leg)
{
    CallTable calls(db);
    const auto sid = calls.wholeOf(leg);
    if (!sid)
        return fail(sid.error());
    const auto call = *sid ? calls.find(**sid) : Result<std::optional<LedgerCall>>();
    if (!call)
        return fail(call.error());
    return *call ? ThingView{.isSeen = isSeen(sight, **call), .line = endsOf(**call).line} : unknown(sight);
}

Result<ThingView> viewOfLine(const LineSight &sight, const QString &line)
{
    return line.isEmpty() ? unknown(sight) : ThingView{.isSeen = sight.sees(Party(line)), .line = line};
}

} // namespace

Result<ThingView> viewOf(SqlConnection &db, const LineSight &sight, const QString &thing)
{
    if (const auto call = CallSid::parse(thing))
        return viewOfCall(db, sight, *call);
    if (const auto recording = RecordingSid::parse(thing)) {
        return VoicemailTable(db).find(*recording).and_then([&](const std::optional<LedgerVoicemail> &found) {
            return viewOfLine(sight, found ? found->line.text() : QString());
        });
    }
    if (const auto text = MessageSid::parse(thing)) {
        return TextTable(db).find(*text).and_then(
            [&](const std::optional<LedgerText> &found) { return viewOfLine(sight, found ? found->line : QString()); });
    }
    return ThingView{.isSeen = true, .line = {}};
}

} // namespace milassist::relay
