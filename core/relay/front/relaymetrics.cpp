// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/relaymetrics.h"

namespace milassist::relay
{

namespace
{

using Kind = Metric::Kind;

Metric single(Kind kind, QByteArray name, QByteArray help, double value)
{
    return {.name = std::move(name), .help = std::move(help), .kind = kind, .samples = {{.labels = {}, .value = value}}};
}

/// One counter, told apart by a label.
Metric counter(QByteArray name, QByteArray help, const QByteArray &label, const QList<std::pair<QByteArray, double>> &values)
{
    Metric metric{.name = std::move(name), .help = std::move(help), .kind = Kind::Counter, .samples = {}};
    for (const auto &[word, value] : values)
        metric.samples << Metric::Sample{.labels = {{label, word}}, .value = value};
    return metric;
}

QByteArray wordOf(SignatureFault fault)
{
    switch (fault) {
    case SignatureFault::Missing:
        return "missing";
    case SignatureFault::Malformed:
        return "malformed";
    case SignatureFault::NoToken:
        return "no_token";
    case SignatureFault::TokenIsNoToken:
        return "token_is_no_token";
    case SignatureFault::OtherScheme:
        return "other_scheme";
    case SignatureFault::OtherHost:
        return "other_host";
    case SignatureFault::OtherPath:
        return "other_path";
    case SignatureFault::QueryLost:
        return "query_lost";
    case SignatureFault::BodyChanged:
        return "body_changed";
    case SignatureFault::BodyLost:
        return "body_lost";
    case SignatureFault::Forged:
        break;
    }
    return "forged";
}

QList<std::pair<QByteArray, double>> refusalsOf(const DoorCounts &door)
{
    QList<std::pair<QByteArray, double>> refusals{{"source", double(door.strangers)}, {"too_many", double(door.tooMany)}};
    for (const auto &[fault, times] : door.faults)
        refusals.append({wordOf(fault), double(times)});
    return refusals;
}

} // namespace

QList<Metric> metricsOf(const RelayCounts &counts)
{
    QList<Metric> metrics{
        counter("milassist_http_connections_total", "Connections, by what became of them", "result",
                {{"let_in", double(counts.http.connections)}, {"dropped", double(counts.http.dropped)}}),
        single(Kind::Gauge, "milassist_http_connections", "Connections just now", counts.connections),
        counter("milassist_http_requests_total", "Requests, by what became of them", "result",
                {{"handled", double(counts.http.requests)},
                 {"refused", double(counts.http.refused)},
                 {"late", double(counts.http.late)}}),
        single(Kind::Counter, "milassist_webhooks_genuine_total", "Webhooks whose signature fitted", double(counts.door.genuine)),
        single(Kind::Counter, "milassist_webhooks_by_old_token_total", "Of these, signed with the token that goes out of use",
               double(counts.door.byOldToken)),
        counter("milassist_webhooks_refused_total", "Webhooks that were turned away, by why", "why", refusalsOf(counts.door)),
        counter("milassist_voice_webhooks_total", "Webhooks of calls, by how they were answered", "result",
                {{"answered", double(counts.voice.answered)},
                 {"late", double(counts.voice.late)},
                 {"failed", double(counts.voice.failed)},
                 {"malformed", double(counts.voice.malformed)}}),
        counter("milassist_text_webhooks_total", "Webhooks of texts, by how they were answered", "result",
                {{"answered", double(counts.texts.answered)},
                 {"failed", double(counts.texts.failed)},
                 {"malformed", double(counts.texts.malformed)}}),
        single(Kind::Gauge, "milassist_plan_version", "The version of the plan in force", double(counts.planVersion)),
        single(Kind::Counter, "milassist_account_token_changes_total",
               "How often Twilio refused the account's auth token and the relay went on with another one that it knows", counts.secretChanges),
        single(Kind::Gauge, "milassist_desks", "Desks that are connected for live events", counts.desks),
    };
    if (counts.door.lastGenuine.isValid())
        metrics << single(Kind::Gauge, "milassist_last_webhook_timestamp_seconds", "When the latest genuine webhook came",
                          double(counts.door.lastGenuine.toMSecsSinceEpoch()) / 1000);
    return metrics;
}

} // namespace milassist::relay
