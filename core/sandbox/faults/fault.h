// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <chrono>
#include <optional>

namespace milassist::faults {

enum class FaultKind {
    Latency,          ///< "latency": the answer takes longer
    Status,           ///< "status", "rate_limit" (429), "error" (503): another answer than the true one
    Reset,            ///< "reset": the connection is reset without an answer
    Truncate,         ///< "truncate": the body ends early and the connection with it
    Malform,          ///< "malformed": a whole body that is not JSON
    WrongTypes,       ///< "wrong_types": JSON whose values have other types
    Drip,             ///< "slow_drip": the body trickles
    DuplicateWebhook, ///< "duplicate_webhook": sent twice
    ReorderWebhooks,  ///< "reorder_webhooks": held back until the next one has been sent
};

/// Whether the request has done its work when the fault strikes. Only a client that cannot tell the two apart is tested.
enum class Moment { BeforeEffect, AfterEffect };

/// One thing that goes wrong, for which requests, and how often.
struct Fault {
    int id = 0;
    FaultKind kind = FaultKind::Latency;
    QByteArray method;           ///< empty = any
    QByteArray path = "*";       ///< '*' stands for any text, '?' for any character; compared without the query
    double probability = 1;
    int remaining = -1;          ///< the next n that match; -1 = without end
    std::chrono::milliseconds delay{0}; ///< Latency
    std::chrono::milliseconds jitter{0};///< Latency: up to that much more
    int status = 503;            ///< Status
    std::optional<int> retryAfter;      ///< Status: seconds
    Moment moment = Moment::BeforeEffect; ///< Status, Reset
    qsizetype bytes = 16;        ///< Truncate: how many arrive, -1 = half; Drip: how many at a time
    std::chrono::milliseconds interval{50}; ///< Drip

    /// Reads {"kind":"latency","ms":300,"method":"GET","path":"*/Calls.json","probability":0.1,"count":3, ...}.
    /// Errors: Malformed, naming the field.
    static Result<Fault> parse(const QJsonObject &json);
    /// One fault, an array of them, or {"faults":[...]}.
    static Result<QList<Fault>> parseAll(const QJsonValue &json);
    QJsonObject toJson() const;
    /// What the journal says of it: "reset after effect".
    QByteArray note() const;
};

} // namespace milassist::faults
