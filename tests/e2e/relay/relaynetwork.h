// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/relay/front/relaytest.h"
#include "tests/core/sandbox/exchange/telephony.h"
#include "tests/e2e/relay/complaints.h"

#include <QJsonArray>
#include <QPointer>

namespace milassist::relay
{

/// A relay as the sandbox's telephone network knows it: one number that belongs to it, people outside, desks that do as they are
/// told. Time passes as fast as the machine allows, for the relay too.
class RelayNetwork : public exchange::SipEdge
{
public:
    /// Speaks after the tone.
    static constexpr auto leavesMessage =
        R"({"answer":300},{"listen_tone":300},{"say":"This is Ada Byron, please call me back."},{"wait":0.5},{"press":"#"},{"wait":5})";
    static constexpr auto never = R"({"wait":3600})", takesIt = R"({"wait":2},{"answer":true},{"wait":10})",
                          busy = R"({"reject":486})";

    using Settings = std::function<void(RelayOptions &, exchange::Telephony &)>;
    /// @param databaseUrl of a new database
    /// @param desks none: Anna's and Ben's
    /// @param settings what the relay is told besides
    RelayNetwork(const QString &databaseUrl, routing::Plan plan, std::map<routing::PersonId, QString> desks = {}, const Settings &settings = {})
        : net({.authToken = QString::fromLatin1(theToken.reveal())}), at(databaseUrl, std::move(plan), options(std::move(desks), settings))
    {
        net.exchange.setSipEdge(this);
        const QString base = at.relay.publicUrl() + QStringLiteral("/api/twilio/");
        net.set({{QStringLiteral("VoiceUrl"), base + QStringLiteral("incoming-call-handler")},
                 {QStringLiteral("StatusCallback"), base + QStringLiteral("call-status")}});
    }

    ~RelayNetwork() override { expectNoComplaints(net.notes()); }

    /// What the telephone at @p user does from now on; without it nobody is registered there.
    void desk(const QString &user, const QByteArray &steps) { m_desks.insert(user, steps); }
    void set(const QDateTime &instant) { *net.world.time = instant; }

    std::unique_ptr<exchange::Leg> dial(const exchange::SipOrder &order) override
    {
        const QString user = order.uri.section(u':', 1).section(u'@', 0, 0);
        rung << user;
        uris << order.uri;
        const QByteArray steps = m_desks.value(user, R"({"reject":404})");
        auto leg = std::make_unique<people::ScriptedLeg>(people::ScriptedLeg::Side::Called, net.script(steps), net.speaker);
        latest = leg.get();
        return leg;
    }

    /// A desk of ours calls, in the name of our line, waits for an answer and hangs up after a while.
    std::optional<LedgerCall> deskCalls(const QString &user, const QString &dialled)
    {
        const QString domain = QStringLiteral("acme-desk.sip.twilio.com");
        const QString base = at.relay.publicUrl() + QStringLiteral("/api/twilio/");
        const auto made =
            net.world->sip().createDomain({{QStringLiteral("DomainName"), domain},
                                           {QStringLiteral("VoiceUrl"), base + QStringLiteral("outgoing-call-handler")},
                                           {QStringLiteral("VoiceStatusCallbackUrl"), base + QStringLiteral("call-status")}});
        if (!made)
            return std::nullopt;
        auto leg = std::make_unique<people::ScriptedLeg>(people::ScriptedLeg::Side::Caller,
                                                         net.script(R"({"answer":60},{"wait":20})"), net.speaker);
        const QString sid = net.exchange.receive(std::move(leg),
                                                 exchange::IncomingCall{.accountSid = net.world->account().sid,
                                                                        .domainSid = made->sid,
                                                                        .domain = domain,
                                                                        .from = QStringLiteral("sip:%1@%2").arg(user, domain),
                                                                        .to = QStringLiteral("sip:%1@%2").arg(dialled, domain),
                                                                        .credentialUser = user,
                                                                        .callId = QStringLiteral("abc@phone"),
                                                                        .sourceIp = QStringLiteral("127.0.0.1"),
                                                                        .headers = {{QStringLiteral("X-Line"), theLine}}});
        net.runOut();
        net.run(5);
        return at.call(CallSid::parse(sid).value_or(CallSid()));
    }

    /// Somebody calls and does as @p steps say, to the end, and until everything is told.
    std::optional<LedgerCall> call(const QByteArray &steps = leavesMessage, const QString &from = theCaller)
    {
        rung.clear();
        const QString sid = net.exchange.crowd().call(from, net.ours, net.script(steps));
        net.runOut(1200);
        net.run(20); // what comes after the end: recordings, transcripts
        return at.call(CallSid::parse(sid).value_or(CallSid()));
    }
    /// Somebody calls, and the call goes on while the test does something else.
    CallSid begin(const QByteArray &steps, const QString &from = theCaller)
    {
        const QString sid = net.exchange.crowd().call(from, net.ours, net.script(steps));
        net.settle();
        return CallSid::parse(sid).value_or(CallSid());
    }

    /// The reason of each step of the call's decision: "round_robin", "no_answer".
    QStringList reasons(const std::optional<LedgerCall> &call)
    {
        QStringList words;
        for (const TraceStep &step : call ? call->trace : QList<TraceStep>()) {
            if (step.step != QStringLiteral("plan"))
                continue;
            const auto decision = QJsonDocument::fromJson(step.detail.toUtf8()).object();
            for (const QJsonValue &one : decision[QStringLiteral("steps")].toArray())
                words << one[QStringLiteral("reason")][QStringLiteral("because")].toString();
        }
        return words;
    }

    exchange::Telephony net;

private:
    RelayOptions options(std::map<routing::PersonId, QString> desks, const Settings &settings)
    {
        RelayOptions options = unhurried();
        options.premises.desks = std::move(desks);
        options.clock = [time = net.world.time] { return *time; };
        if (settings)
            settings(options, net);
        return options;
    }

    QHash<QString, QByteArray> m_desks;

public:
    RelayAt at;
    QPointer<people::ScriptedLeg> latest; ///< the desk that was rung last
    QStringList rung, uris;               ///< users of desks, in order; the whole addresses
};

} // namespace milassist::relay
