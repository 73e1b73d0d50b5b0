// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamcalls.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QDateTime instant(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace

QByteArray TeamCall::decision() const
{
    const TeamCallStep *latest = nullptr;
    int best = -1;
    for (const TeamCallStep &step : trace) {
        const int revision = step.name == "plan"_L1 ? 0 : step.name.startsWith("plan-"_L1) ? step.name.sliced(5).toInt() : -1;
        if (revision > best) {
            best = revision;
            latest = &step;
        }
    }
    return latest ? QJsonDocument(latest->detail).toJson(QJsonDocument::Compact) : QByteArray();
}

TeamCall teamCallIn(const QJsonObject &json)
{
    TeamCall call{.sid = CallSid::parse(json["sid"_L1].toString()).value_or(CallSid()),
                  .isOutgoing = json["direction"_L1].toString() == "outgoing"_L1,
                  .line = Party(json["line"_L1].toString()),
                  .peer = Party(json["peer"_L1].toString()),
                  .person = json["person"_L1].toString(),
                  .answeredBy = json["answered_by"_L1].toString(),
                  .outcome = json["outcome"_L1].toString(),
                  .at = instant(json["at"_L1]),
                  .answeredAt = instant(json["answered_at"_L1]),
                  .planVersion = json["plan_version"_L1].toInteger(),
                  .trace = {}};
    for (const QJsonValue &step : json["trace"_L1].toArray())
        call.trace.append({step["step"_L1].toString(), instant(step["at"_L1]), step["detail"_L1].toObject()});
    return call;
}

QFuture<Result<std::optional<TeamCall>>> TeamCalls::find(const CallSid &leg)
{
    return m_client.get(u"/api/team/calls/"_s + leg.text()).then([](const Result<QJsonObject> &json) -> Result<std::optional<TeamCall>> {
        if (json)
            return teamCallIn(*json);
        if (json.error().kind == Error::Kind::NotFound)
            return std::nullopt;
        return fail(json.error());
    });
}

} // namespace milassist
