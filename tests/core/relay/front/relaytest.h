// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/front/relay.h"
#include "core/relay/ledger/rostertable.h"
#include "core/relay/ledger/turntable.h"
#include "core/relay/ledger/voicemailtable.h"
#include "tests/core/relay/ledger/ledgertest.h"
#include "tests/fakes/twilioposter.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{

using FormFields = TwilioPoster::Fields;

inline const Secret theToken(QByteArray("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));
inline const QString theLine = QStringLiteral("+12065550142"), theCaller = QStringLiteral("+14155550108");
inline const routing::PersonId anna(QStringLiteral("anna")), ben(QStringLiteral("ben"));

inline PhoneNumber phone(const QString &e164)
{
    return *PhoneNumber::parse(e164);
}

/// One line, always open, whose route is @p stages, and two people in the group "all".
inline routing::Plan planWith(std::vector<routing::Stage> stages, const routing::Line &like = {})
{
    routing::Plan plan;
    plan.people = {{anna, {.name = QStringLiteral("Anna")}}, {ben, {.name = QStringLiteral("Ben")}}};
    plan.groups[routing::GroupId(QStringLiteral("all"))] = {QStringLiteral("All"), {anna, ben}};
    plan.routes[routing::RouteId(QStringLiteral("day"))] = {.name = QStringLiteral("Day"), .stages = std::move(stages)};
    routing::Line line = like;
    line.name = QStringLiteral("the Boston line");
    line.openRoute = routing::RouteId(QStringLiteral("day"));
    plan.lines[phone(theLine)] = line;
    return plan;
}

inline routing::Plan inTurns()
{
    return planWith({routing::RoundRobin{.group = routing::GroupId(QStringLiteral("all")), .each = std::chrono::seconds(20)}});
}

/// Of a relay that is not hurried: a busy machine is no reason for the mailbox.
inline RelayOptions unhurried()
{
    RelayOptions options;
    options.voice.patience = std::chrono::seconds(30);
    return options;
}

/// A relay in its own right, and Twilio in front of it.
class RelayAt
{
public:
    explicit RelayAt(const QString &databaseUrl, routing::Plan plan = inTurns(), RelayOptions options = unhurried())
        : relay(complete(databaseUrl, std::move(plan), std::move(options)))
    {
        isListening = relay.listen().has_value();
        twilio = std::make_unique<TwilioPoster>(relay.publicUrl(), theToken);
    }

    /// Somebody calls. @return whose telephone rings, or "mailbox"
    QString ring(int number);

    std::optional<LedgerCall> call(const CallSid &sid)
    {
        return waitFor(relay.store().read([sid](SqlConnection &db) { return CallTable(db).find(sid); })).value_or(std::nullopt);
    }
    QList<LedgerVoicemail> voicemails()
    {
        return waitFor(relay.store().read([](SqlConnection &db) {
                   return VoicemailTable(db).latest(QDateTime(QDate(2100, 1, 1), {}, Qt::UTC), 100);
               }))
            .value_or(QList<LedgerVoicemail>());
    }
    /// "call ringing", "call ended missed", ...
    QStringList events()
    {
        const auto missed = waitFor(relay.store().read([](SqlConnection &db) { return EventTable(db).since(0, 1000); }));
        QStringList words;
        for (const LedgerEvent &event : missed ? missed->events : QList<LedgerEvent>()) {
            if (event.kind == QStringLiteral("plan")) // every relay here begins with one
                continue;
            const QJsonObject body = QJsonDocument::fromJson(event.body.toUtf8()).object();
            QStringList one{event.kind, body[QStringLiteral("what")].toString()};
            for (const char *more : {"outcome", "person"}) {
                if (body.contains(QLatin1StringView(more)))
                    one << body[QLatin1StringView(more)].toString();
            }
            words << one.join(u' ');
        }
        return words;
    }
    QList<TurnCount> standing()
    {
        return waitFor(relay.store().read([](SqlConnection &db) {
                   return TurnTable(db).standing(routing::GroupId(QStringLiteral("all")), {anna, ben});
               }))
            .value_or(QList<TurnCount>());
    }
    QStringList traceOf(const CallSid &sid)
    {
        QStringList steps;
        if (const auto found = call(sid)) {
            for (const TraceStep &step : found->trace)
                steps << step.step;
        }
        return steps;
    }

    Relay relay;
    std::unique_ptr<TwilioPoster> twilio;
    bool isListening = false;

private:
    static RelayOptions complete(const QString &databaseUrl, routing::Plan plan, RelayOptions options)
    {
        options.database = *DatabaseUrl::parse(databaseUrl);
        if (options.authTokens.isEmpty())
            options.authTokens = {theToken};
        options.premises.sipDomain = QStringLiteral("acme-desk.sip.twilio.com");
        if (options.premises.desks.empty())
            options.premises.desks = {{anna, QStringLiteral("anna")}, {ben, QStringLiteral("ben")}};
        options.plan = PlanFile{.name = QStringLiteral("plan.json"), .plan = std::move(plan)};
        return options;
    }
};

inline CallSid callNumber(int number)
{
    return sidOf<CallSid>("CA", number);
}

/// What Twilio tells of a call with every request about it.
inline FormFields callFields(const CallSid &sid, const QString &status, const FormFields &more = {})
{
    return FormFields{{QStringLiteral("CallSid"), sid.text()},
                      {QStringLiteral("AccountSid"), QStringLiteral("AC00112233445566778899aabbccddeeff")},
                      {QStringLiteral("From"), theCaller},
                      {QStringLiteral("To"), theLine},
                      {QStringLiteral("CallStatus"), status},
                      {QStringLiteral("ApiVersion"), QStringLiteral("2010-04-01")},
                      {QStringLiteral("Direction"), QStringLiteral("inbound")},
                      {QStringLiteral("FromState"), QStringLiteral("WA")},
                      {QStringLiteral("FromCountry"), QStringLiteral("US")}}
    + more;
}

inline QString RelayAt::ring(int number)
{
    const auto answer =
        twilio->post(QStringLiteral("incoming-call-handler"), callFields(callNumber(number), QStringLiteral("ringing")));
    return answer.isMailbox() ? QStringLiteral("mailbox") : answer.rings();
}

inline FormFields dialFields(const CallSid &sid, const QString &dialStatus, bool bridged, const CallSid &child,
                             const QString &status = QStringLiteral("in-progress"))
{
    return callFields(sid, status,
                      {{QStringLiteral("DialCallStatus"), dialStatus},
                       {QStringLiteral("DialCallSid"), child.text()},
                       {QStringLiteral("DialBridged"), bridged ? QStringLiteral("true") : QStringLiteral("false")}});
}

inline FormFields legFields(const CallSid &child, const CallSid &parent, const QString &to, const QString &status, int sequence)
{
    return {{QStringLiteral("CallSid"), child.text()},
            {QStringLiteral("ParentCallSid"), parent.text()},
            {QStringLiteral("From"), theCaller},
            {QStringLiteral("To"), to},
            {QStringLiteral("CallStatus"), status},
            {QStringLiteral("Direction"), QStringLiteral("outbound-dial")},
            {QStringLiteral("SequenceNumber"), QString::number(sequence)},
            {QStringLiteral("CallbackSource"), QStringLiteral("call-progress-events")},
            {QStringLiteral("StirStatus"), QStringLiteral("A")}};
}

inline FormFields endFields(const CallSid &sid, int seconds)
{
    return callFields(sid, QStringLiteral("completed"),
                      {{QStringLiteral("CallDuration"), QString::number(seconds)},
                       {QStringLiteral("Duration"), QStringLiteral("1")},
                       {QStringLiteral("SequenceNumber"), QStringLiteral("0")}});
}

} // namespace milassist::relay
