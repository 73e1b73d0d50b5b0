// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/faults/fault.h"

#include <QJsonArray>
#include <QSet>

namespace milassist::faults {

using namespace Qt::StringLiterals;

namespace {

struct KindName {
    QLatin1StringView name;
    FaultKind kind;
};

constexpr KindName kindNames[] = {
    {"latency"_L1, FaultKind::Latency},
    {"status"_L1, FaultKind::Status},
    {"rate_limit"_L1, FaultKind::Status},
    {"error"_L1, FaultKind::Status},
    {"reset"_L1, FaultKind::Reset},
    {"truncate"_L1, FaultKind::Truncate},
    {"malformed"_L1, FaultKind::Malform},
    {"wrong_types"_L1, FaultKind::WrongTypes},
    {"slow_drip"_L1, FaultKind::Drip},
    {"duplicate_webhook"_L1, FaultKind::DuplicateWebhook},
    {"reorder_webhooks"_L1, FaultKind::ReorderWebhooks},
};

const QSet<QString> knownFields{u"id"_s,     u"kind"_s,        u"method"_s, u"path"_s, u"probability"_s, u"count"_s, u"ms"_s, u"jitter_ms"_s,
                                u"status"_s, u"retry_after"_s, u"when"_s,   u"bytes"_s, u"interval_ms"_s};

tl::unexpected<Error> bad(const QString &what)
{
    return fail(Error::Kind::Malformed, u"fault: "_s + what);
}

/// The number @p name has in @p json, within bounds; @p otherwise if it is not there.
Result<double> number(const QJsonObject &json, QLatin1StringView name, double otherwise, double low, double high)
{
    const QJsonValue value = json.value(name);
    if (value.isUndefined())
        return otherwise;
    if (!value.isDouble() || value.toDouble() < low || value.toDouble() > high)
        return bad(u"%1 must be a number from %2 to %3"_s.arg(name).arg(low).arg(high));
    return value.toDouble();
}

} // namespace

Result<Fault> Fault::parse(const QJsonObject &json)
{
    Fault fault;
    const QString word = json.value("kind"_L1).toString();
    const KindName *named = nullptr;
    for (const KindName &candidate : kindNames)
        if (word == candidate.name)
            named = &candidate;
    if (!named)
        return bad(u"kind \"%1\" is not known"_s.arg(word));
    for (const QString &key : json.keys())
        if (!knownFields.contains(key))
            return bad(u"field \"%1\" is not known"_s.arg(key)); // a slip of the pen would otherwise strike every request
    fault.kind = named->kind;
    fault.method = json.value("method"_L1).toString().toUpper().toLatin1();
    if (json.contains("path"_L1))
        fault.path = json.value("path"_L1).toString().toUtf8();

    constexpr double anHour = 3'600'000, aBillion = 1e9;
    const auto probability = number(json, "probability"_L1, 1, 0, 1);
    const auto count = number(json, "count"_L1, -1, 0, aBillion);
    const auto delay = number(json, "ms"_L1, 0, 0, anHour);
    const auto jitter = number(json, "jitter_ms"_L1, 0, 0, anHour);
    const auto status = number(json, "status"_L1, word == "rate_limit"_L1 ? 429 : 503, 400, 599);
    const auto retryAfter = number(json, "retry_after"_L1, -1, 0, aBillion);
    const auto bytes = number(json, "bytes"_L1, named->kind == FaultKind::Truncate ? -1 : 16, 0, aBillion);
    const auto interval = number(json, "interval_ms"_L1, 50, 0, anHour);
    for (const auto *field : {&probability, &count, &delay, &jitter, &status, &retryAfter, &bytes, &interval})
        if (!*field)
            return fail(field->error());
    fault.probability = *probability;
    fault.remaining = int(*count);
    fault.delay = std::chrono::milliseconds(qint64(*delay));
    fault.jitter = std::chrono::milliseconds(qint64(*jitter));
    fault.status = int(*status);
    if (*retryAfter >= 0)
        fault.retryAfter = int(*retryAfter);
    fault.bytes = qsizetype(*bytes);
    fault.interval = std::chrono::milliseconds(qint64(*interval));

    const QString when = json.value("when"_L1).toString(u"before"_s);
    if (when != "before"_L1 && when != "after"_L1)
        return bad(u"when must be \"before\" or \"after\""_s);
    fault.moment = when == "after"_L1 ? Moment::AfterEffect : Moment::BeforeEffect;
    return fault;
}

Result<QList<Fault>> Fault::parseAll(const QJsonValue &json)
{
    QJsonArray array = json.toArray();
    if (json.isObject()) {
        const QJsonObject object = json.toObject();
        array = object.contains("faults"_L1) ? object.value("faults"_L1).toArray() : QJsonArray{object};
    } else if (!json.isArray()) {
        return bad(u"expected an object or an array"_s);
    }
    QList<Fault> faults;
    for (const QJsonValue &item : std::as_const(array)) {
        if (!item.isObject())
            return bad(u"expected an object"_s);
        const auto fault = parse(item.toObject());
        if (!fault)
            return fail(fault.error());
        faults.append(*fault);
    }
    return faults;
}

QJsonObject Fault::toJson() const
{
    QLatin1StringView name;
    for (const KindName &candidate : kindNames)
        if (candidate.kind == kind && name.isEmpty())
            name = candidate.name;
    QJsonObject json{{"id"_L1, id}, {"kind"_L1, name}, {"path"_L1, QString::fromUtf8(path)}, {"probability"_L1, probability}};
    if (!method.isEmpty())
        json.insert("method"_L1, QString::fromLatin1(method));
    if (remaining >= 0)
        json.insert("count"_L1, remaining);
    if (kind == FaultKind::Latency) {
        json.insert("ms"_L1, qint64(delay.count()));
        json.insert("jitter_ms"_L1, qint64(jitter.count()));
    }
    if (kind == FaultKind::Status)
        json.insert("status"_L1, status);
    if (retryAfter)
        json.insert("retry_after"_L1, *retryAfter);
    if (kind == FaultKind::Status || kind == FaultKind::Reset)
        json.insert("when"_L1, moment == Moment::AfterEffect ? "after"_L1 : "before"_L1);
    if ((kind == FaultKind::Truncate || kind == FaultKind::Drip) && bytes >= 0)
        json.insert("bytes"_L1, qint64(bytes));
    if (kind == FaultKind::Drip)
        json.insert("interval_ms"_L1, qint64(interval.count()));
    return json;
}

QByteArray Fault::note() const
{
    const char *const after = moment == Moment::AfterEffect ? " after effect" : " before effect";
    switch (kind) {
    case FaultKind::Latency: return "latency";
    case FaultKind::Status: return "status " + QByteArray::number(status) + after;
    case FaultKind::Reset: return QByteArray("reset") + after;
    case FaultKind::Truncate: return "truncate";
    case FaultKind::Malform: return "malformed";
    case FaultKind::WrongTypes: return "wrong types";
    case FaultKind::Drip: return "slow drip";
    case FaultKind::DuplicateWebhook: return "duplicate webhook";
    case FaultKind::ReorderWebhooks: return "reorder webhooks";
    }
    return {};
}

} // namespace milassist::faults
